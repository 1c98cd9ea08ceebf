"""The gate: runs the stages, all of them whatever fails, and counts test cases. Called by tools/test."""
import argparse
import sys
import time
import traceback

import results
from run import say
from stages import STAGES, all_tests

SLOWEST_SHOWN = 5


def parse(argv):
    parser = argparse.ArgumentParser(prog="tools/test", description="Builds and tests everything, or a part.")
    parser.add_argument("--only", action="append", choices=list(STAGES), help="run this stage only (may be repeated)")
    parser.add_argument("pattern", nargs="*", help="Bazel targets: run only these tests, without the other stages")
    options = parser.parse_args(argv)
    if options.only and options.pattern:
        parser.error("--only and target patterns exclude each other")
    return options


def chosen(options):
    if options.pattern:
        return {"test": (" ".join(options.pattern), lambda: all_tests(options.pattern))}
    return {name: stage for name, stage in STAGES.items() if not options.only or name in options.only}


def run_stage(number, count, title, function):
    """A stage that breaks is one failed case, and the next one runs all the same."""
    say(f"\n=== {number}/{count} {title}")
    started = time.monotonic()
    try:
        tally = function()
    except Exception:  # pylint: disable=broad-except
        traceback.print_exc()
        tally = results.Tally()
        tally.fail(f"{title}: broke off, see the trace above")
    say(f"=== {number}/{count} {title}: {summary(tally)} in {time.monotonic() - started:.0f} s")
    return tally


def summary(tally):
    skipped = f", {tally.skipped} skipped" if tally.skipped else ""
    return f"{tally.passed} passed, {tally.failed} failed{skipped}"


def show_slowest(tally):
    slowest = sorted(tally.seconds.items(), key=lambda item: -item[1])[:SLOWEST_SHOWN]
    if slowest:
        say("    slowest: " + ", ".join(f"{label} {seconds:.0f} s" for label, seconds in slowest))


def main(argv):
    stages = chosen(parse(argv))
    started = time.monotonic()
    total = results.Tally()
    for number, (title, function) in enumerate(stages.values(), start=1):
        tally = run_stage(number, len(stages), title, function)
        show_slowest(tally)
        total.add(tally)
    say(f"\nall stages ended after {(time.monotonic() - started) / 60:.1f} min")
    for line in total.failures:
        say(f"FAILED  {line}")
    if total.skipped:
        say(f"{total.skipped} skipped: counted neither as passed nor as failed")
    say(f"{total.passed} passed, {total.failed} failed")
    return results.exit_code(total)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
