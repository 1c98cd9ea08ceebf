#!/usr/bin/env python3
"""Runs the benchmarks and prints their ratios. See tools/bench, which sets up what this needs."""
import argparse
import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys

import ratios
import record

ROOT = pathlib.Path(__file__).resolve().parents[1]
TARGETS = ("//benchmarks:codec_benchmark", "//benchmarks/throughput", "//benchmarks/peers:subjects")

# What --json prints, in this order; publish_… come from the broker, the others from the codec.
CODEC_RATIOS = (
    "encode_check_vs_nlohmann_valijson",
    "encode_check_vs_encode",
    "decode_check_vs_nlohmann_valijson",
    "decode_check_vs_simdjson",
    "validate_json_vs_nlohmann_valijson",
)
PUBLISH_RATIOS = ("publish_vs_librdkafka", "publish_vs_kafkaesk")


def say(text):
    print(text, flush=True)


def fail(text):
    sys.exit(f"bench.py: {text}")


def settings_of_tests():
    """What tools/setup wrote for the tests of this machine: where Kafka and the Python peer are."""
    found = {}
    rc = ROOT / ".bazelrc.user"
    for line in rc.read_text().splitlines() if rc.exists() else []:
        words = line.split("--test_env=", 1)
        if len(words) == 2:
            name, _, value = words[1].partition("=")
            found[name] = value
    return found


def build(config):
    """The folder of the binaries."""
    say("building")
    configured = f"--config={config}"
    quiet = [] if sys.stderr.isatty() else ["--curses=no", "--color=no", "--show_progress_rate_limit=20"]
    if subprocess.run(["bazel", "build", configured, *quiet, "--", *TARGETS], cwd=ROOT).returncode != 0:
        fail("the benchmarks do not build")
    info = subprocess.run(
        ["bazel", "info", configured, "bazel-bin"], cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True
    )
    return pathlib.Path(info.stdout.strip())


def output_of(command, **options):
    done = subprocess.run([str(word) for word in command], stdout=subprocess.PIPE, text=True, **options)
    if done.returncode != 0:
        fail(f"{command[0]} ended with exit code {done.returncode}")
    return done.stdout


def on_one_core(command):
    """Moving from core to core costs more than some of these benchmarks measure."""
    core = max(os.sched_getaffinity(0))
    return ["taskset", "-c", str(core), *command] if shutil.which("taskset") else command


def run_codec(binary, quick):
    say("codec: " + ("three repetitions" if quick else "nine repetitions, a few minutes"))
    length = ["--benchmark_min_time=0.02s", "--benchmark_repetitions=3"] if quick else ["--benchmark_repetitions=9"]
    return ratios.samples(json.loads(output_of(on_one_core([binary, "--benchmark_format=json", *length]))))


def run_publishers(binary, environment, quick):
    say("publishing to a broker: kontrakt, librdkafka and kafkaesk in turn")
    size = ["--rounds", "3", "--messages", "200000"] if quick else ["--rounds", "9"]
    return json.loads(output_of([binary, *size], env=environment, cwd=f"{binary}.runfiles/kontrakt").splitlines()[-1])


def run_python_peer(python, subjects):
    say("Python: pydantic and jsonschema")
    return json.loads(output_of([python, "-B", ROOT / "benchmarks/peers/python_peer.py"], input=subjects))


def run_rust_peer(subjects):
    """None where there is no cargo: Rust is a rival to read about, not one that the build needs."""
    if shutil.which("cargo") is None:
        say("Rust: not measured, there is no cargo on this machine")
        return None
    say("Rust: jsonschema (building it takes minutes the first time)")
    target = pathlib.Path(os.environ.get("XDG_CACHE_HOME", pathlib.Path.home() / ".cache")) / "kontrakt/rust_peer"
    built = subprocess.run(
        ["cargo", "build", "--release", "--quiet", "--target-dir", target], cwd=ROOT / "benchmarks/peers/rust"
    )
    if built.returncode != 0:
        fail("the peer in Rust does not build")
    return json.loads(output_of([target / "release/rust_peer"], input=subjects))


def compile_time(folder, config):
    """What twenty structs and their header cost the compiler, beside nlohmann_json's macros."""
    say("compiling twenty structs")
    if subprocess.run(["bazel", "build", f"--config={config}", "//benchmarks:compile_time"], cwd=ROOT).returncode != 0:
        fail("//benchmarks:compile_time does not build")
    return json.loads((folder / "benchmarks/compile_time.json").read_text())


def peers_table(found, peers):
    """How many times faster than each peer kontrakt is, by the medians of `found`."""
    columns = ratios.messages(found)
    own = {
        "encode_check": "encode_check/kontrakt",
        "decode_check": "decode_check/kontrakt_fresh",
        "validate": "validate/kontrakt",
    }
    lines = [ratios.row(["times faster than other languages", *columns]), "|---|" + "---:|" * len(columns)]
    for peer, operations in peers.items():
        for operation, times in operations.items():
            medians = [statistics.median(found[f"{own[operation]}/{message}"]) for message in columns]
            cells = [f"{ratios.significant(times[m] / median):g}" for m, median in zip(columns, medians)]
            lines.append(ratios.row([f"{operation} vs {peer}", *cells]))
    return "\n".join(lines)


def main():
    parser = argparse.ArgumentParser(prog="tools/bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="within two minutes on a built tree")
    parser.add_argument("--json", action="store_true", help="the ratios as one JSON object on the last line")
    parser.add_argument("--record", action="store_true", help="into docs/performance.md, with a picture")
    parser.add_argument("--config", default="bench", help="of .bazelrc; figures of any other than bench say nothing")
    options = parser.parse_args()
    if options.quick and options.record:
        parser.error("--record wants all repetitions: leave out --quick")
    environment = {**os.environ, **settings_of_tests()}
    folder = build(options.config)
    found = run_codec(folder / "benchmarks/codec_benchmark", options.quick)
    publishing = run_publishers(folder / "benchmarks/throughput/throughput", environment, options.quick)
    codec = ratios.ratios(found)

    say("\n" + ratios.table(found))
    if not options.quick:
        subjects = output_of([folder / "benchmarks/peers/subjects"])
        peers = {"pydantic + jsonschema (Python)": run_python_peer(environment["KONTRAKT_PEER_PYTHON"], subjects)}
        rust = run_rust_peer(subjects)
        if rust is not None:
            peers["jsonschema (Rust)"] = rust
        say("\n" + peers_table(found, peers))
    say("\npublishing: " + json.dumps(publishing))
    if options.record:
        record.write(ROOT / "docs", {**codec, **publishing, **compile_time(folder, options.config)})
    if options.json:
        result = {name: codec[name] for name in CODEC_RATIOS} | {name: publishing[name] for name in PUBLISH_RATIOS}
        print(json.dumps(result), flush=True)


if __name__ == "__main__":
    main()
