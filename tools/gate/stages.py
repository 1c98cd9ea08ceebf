"""The stages of the gate, in the order in which they run. Each returns a results.Tally."""
import concurrent.futures
import json
import pathlib
import subprocess
import time

from run import ROOT, bazel, bazel_test, one_case, say

OUR_FOLDERS = ("schemas", "sdk", "codegen", "cli", "tests", "benchmarks", "examples", "tools", ".ci")
# What users of `tools/bench --json` rely on.
CODEC_RATIOS = (
    "encode_check_vs_nlohmann_valijson",
    "encode_check_vs_encode",
    "decode_check_vs_nlohmann_valijson",
    "decode_check_vs_simdjson",
    "validate_json_vs_nlohmann_valijson",
)
PUBLISH_RATIOS = ("publish_vs_librdkafka", "publish_vs_kafkaesk")
TIDY_FOLDERS = ("schemas/", "sdk/", "codegen/", "cli/")


def our_files():
    for folder in OUR_FOLDERS:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.is_file() and "bazel-" not in str(path.relative_to(ROOT)):
                yield path


def script_problems(path):
    """What is wrong with a bash or Python script; nothing for any other file."""
    first = path.read_bytes()[:80].split(b"\n")[0]
    if path.suffix == ".py" or b"python3" in first:
        try:
            compile(path.read_bytes(), str(path), "exec")
        except SyntaxError as error:
            return [f"{path}: {error}"]
    elif path.suffix == ".sh" or first.startswith(b"#!") and b"bash" in first:
        done = subprocess.run(["bash", "-n", str(path)], stderr=subprocess.PIPE, text=True)
        return done.stderr.splitlines()
    return []


def unformatted(source):
    command = ["clang-format-16", "--dry-run", "--Werror", str(source)]
    return subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode != 0


def check_format():
    files = list(our_files())
    sources = [path for path in files if path.suffix in (".cc", ".h", ".inc")]
    say(f"{len(sources)} C++ files; of {len(files) - len(sources)} others the scripts")
    problems = [problem for path in files for problem in script_problems(path)]
    wrong = [str(source.relative_to(ROOT)) for source in sources if unformatted(source)]
    if wrong:
        problems.append("not formatted; mend with: clang-format-16 -i " + " ".join(wrong))
    if not sources:
        problems.append("no C++ file found")
    return one_case("format", problems)


def all_tests(patterns=("//...",)):
    return bazel_test(list(patterns), ["--config=ci"])


def asan_tests():
    flags = ["--config=asan", "--config=ubsan", "--build_tests_only"]
    return bazel_test(["//tests/..."], flags, without=("kafka", "nosan", "noasan"))


def tsan_tests():
    return bazel_test(["//tests/..."], ["--config=tsan", "--build_tests_only"], without=("kafka", "nosan", "notsan"))


def monorepo_tests():
    folder = ROOT / "examples/monorepo"
    if not (folder / "WORKSPACE").exists():
        return one_case("monorepo", ["examples/monorepo has no WORKSPACE"])
    tally = bazel_test(["//..."], ["--test_output=errors"], cwd=folder)
    bazel("shutdown", cwd=folder)
    return tally


def quickstart():
    """README's first command, as a newcomer types it."""
    done = subprocess.run([str(ROOT / "tools/quickstart")], cwd=ROOT)
    return one_case("quickstart", [f"tools/quickstart ended with exit code {done.returncode}"] if done.returncode else [])


def tidy_one(path):
    # Bazel compiles in a folder of its own, above which clang-tidy would look for its settings in vain.
    command = ["clang-tidy-16", "-p", str(ROOT), f"--config-file={ROOT}/.clang-tidy", "--quiet", str(path)]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    return path, done.returncode, done.stdout


def tidy():
    started = time.monotonic()
    targets = [f"//{folder}..." for folder in TIDY_FOLDERS if (ROOT / folder).is_dir()]
    if bazel("build", "--config=ci", "--keep_going", "--", *targets) != 0:
        return one_case("tidy", ["what clang-tidy should read does not build"])
    subprocess.run([str(ROOT / "tools/compile_commands"), "--config=ci", *targets], check=True)
    commands = json.loads((ROOT / "compile_commands.json").read_text())
    files = sorted({command["file"] for command in commands if in_folders(command["file"], TIDY_FOLDERS)})
    problems = [] if files else ["no source file found"]
    with concurrent.futures.ThreadPoolExecutor(max_workers=2) as pool:
        for done, (path, code, output) in enumerate(pool.map(tidy_one, files), start=1):
            if code != 0:
                problems.append(output)
            if done % 5 == 0 or done == len(files):
                say(f"clang-tidy: {done} of {len(files)} files, {time.monotonic() - started:.0f} s")
    return one_case("tidy", problems)


def in_folders(path, folders):
    return str(pathlib.Path(path).relative_to(ROOT)).startswith(folders)


def benchmarks():
    """tools/bench, for a moment, on the binaries that the tests have built: what it prints, not how fast it was."""
    command = [str(ROOT / "tools/bench"), "--quick", "--json", "--config=ci"]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    say(done.stdout.rstrip())
    if done.returncode != 0:
        return one_case("benchmarks", [f"tools/bench ended with exit code {done.returncode}"])
    return one_case("benchmarks", bench_problems(done.stdout))


def bench_problems(output):
    """What is wrong with the last line of tools/bench --json."""
    lines = output.splitlines()
    try:
        ratios = json.loads(lines[-1])
    except (IndexError, ValueError):
        return ["the last line of tools/bench --json is not JSON"]
    problems = [f"tools/bench --json says nothing of {name}" for name in CODEC_RATIOS + PUBLISH_RATIOS if name not in ratios]
    for name, value in ratios.items():
        values = value if isinstance(value, dict) else {"": value}
        if name in CODEC_RATIOS and list(values) != ["small", "medium", "large"]:
            problems.append(f"{name} is of {list(values)}, not of small, medium and large")
        problems += [f"{name} {of} is {ratio}" for of, ratio in values.items() if not ratio > 0]
    return problems


STAGES = {
    "format": ("formatting and scripts", check_format),
    "test": ("all tests, on a real broker too", all_tests),
    "asan": ("unit tests with AddressSanitizer and UndefinedBehaviorSanitizer", asan_tests),
    "tsan": ("unit tests with ThreadSanitizer", tsan_tests),
    "monorepo": ("examples/monorepo, a workspace that uses kontrakt", monorepo_tests),
    "quickstart": ("tools/quickstart on docs/", quickstart),
    "tidy": ("clang-tidy", tidy),
    "benchmarks": ("tools/bench, for a moment", benchmarks),
}
