"""Running commands, and Bazel, so that whoever watches sees them work."""
import os
import pathlib
import subprocess
import sys
import tempfile

import results

ROOT = pathlib.Path(__file__).resolve().parents[2]


def say(text):
    print(text, flush=True)


def quiet_progress():
    """Bazel's progress bar on a terminal, a line every 20 seconds elsewhere."""
    return [] if sys.stderr.isatty() else ["--curses=no", "--color=no", "--show_progress_rate_limit=20"]


def bazel(*args, cwd=ROOT):
    """Runs Bazel in plain sight; its exit code."""
    command, *rest = args
    return subprocess.run(["bazel", command, *quiet_progress(), *rest], cwd=cwd).returncode


def bazel_output(*args, cwd=ROOT):
    """(exit code, stdout) of a query; what it could not load goes to stderr, in plain sight."""
    done = subprocess.run(["bazel", *args], cwd=cwd, stdout=subprocess.PIPE, text=True)
    return done.returncode, done.stdout


def query(expression, cwd=ROOT):
    """(the labels, whether every package could be read)."""
    code, out = bazel_output("query", "--keep_going", "--noshow_progress", "--order_output=full", expression, cwd=cwd)
    return out.split(), code == 0


def tag_expression(tag, targets):
    return f'attr(tags, "[\\[ ]{tag}[,\\]]", {targets})'


def expected_tests(patterns, without=(), cwd=ROOT):
    """The tests that `bazel test --test_tag_filters=-… PATTERNS` must have results of."""
    targets = "tests(set(" + " ".join(patterns) + "))"
    left_out = [tag_expression(tag, targets) for tag in ("manual", *without)]
    return query(" except ".join([targets, *left_out]), cwd=cwd)


def bazel_test(patterns, flags=(), without=(), cwd=ROOT):
    """Runs and counts the tests of `patterns` that carry none of the tags `without`."""
    expected, readable = expected_tests(patterns, without, cwd)
    with tempfile.TemporaryDirectory() as folder:
        events = os.path.join(folder, "events.json")
        filters = ["--test_tag_filters=" + ",".join("-" + tag for tag in without)] if without else []
        code = bazel(
            "test", "--keep_going", f"--build_event_json_file={events}", *flags, *filters, "--", *patterns, cwd=cwd
        )
        recorded = results.read_events(events) if os.path.exists(events) else []
    tally = results.count_run(recorded, expected, code)
    if not readable:
        tally.fail("a BUILD file could not be read: see Bazel's output above")
    if not expected and readable:
        tally.fail("there is not one test in " + " ".join(patterns))
    return tally


def one_case(name, problems):
    """The tally of a stage that is one case: it passes if `problems` is empty."""
    tally = results.Tally()
    if problems:
        tally.fail(f"{name}: {len(problems)} found")
        for problem in problems:
            say(problem)
    else:
        tally.passed = 1
    return tally
