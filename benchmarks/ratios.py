#!/usr/bin/env python3
"""Turns one run of codec_benchmark into ratios: how many times faster a contender is than its rival.

    codec_benchmark --benchmark_format=json --benchmark_repetitions=9 | ratios.py [--table]

Prints one JSON object {ratio: {message: value}} and in it "refused_vs_accepted" (smaller is better) and "allocations"
(how often a message asks for memory where it should not), or with --table the medians and ratios in Markdown. A ratio compares
the medians of CPU time of the same run; above 1 the contender is faster.
"""
import argparse
import json
import statistics
import sys

# ratio: (rival, contender), as codec_benchmark names them without the message.
RATIOS = {
    "encode_check_vs_nlohmann_valijson": ("encode_check/nlohmann_valijson", "encode_check/kontrakt"),
    "encode_check_vs_encode": ("encode/kontrakt_without_rules", "encode_check/kontrakt"),
    "encode_check_vs_append": ("encode/append", "encode_check/kontrakt"),
    "encode_check_vs_nlohmann": ("encode/nlohmann", "encode_check/kontrakt"),
    "encode_check_vs_memcpy": ("encode/memcpy", "encode_check/kontrakt"),
    "decode_check_vs_nlohmann_valijson": ("decode_check/nlohmann_valijson", "decode_check/kontrakt_fresh"),
    "decode_check_vs_simdjson": ("decode_check/simdjson", "decode_check/kontrakt_fresh"),
    "decode_vs_nlohmann": ("decode/nlohmann", "decode/kontrakt_fresh"),
    "decode_vs_copy_of_struct": ("decode/copy_of_struct", "decode/kontrakt_fresh"),
    "decode_check_reused_vs_fresh": ("decode_check/kontrakt_fresh", "decode_check/kontrakt_reused"),
    "validate_json_vs_nlohmann_valijson": ("validate/nlohmann_valijson", "validate/kontrakt"),
}

# How many times an accepted message a refused one costs, writing or reading, whichever is more: (refused, accepted).
REFUSALS = [
    ("encode_refused/kontrakt", "encode_check/kontrakt"),
    ("decode_refused/kontrakt", "decode_check/kontrakt_reused"),
]

MESSAGES = ("small", "medium", "large")


class BadRun(Exception):
    """The input is not a run that ratios can be taken from."""


def samples(run):
    """{benchmark: [ns of CPU time of each repetition]}"""
    found = {}
    for entry in run.get("benchmarks", []):
        if entry.get("error_occurred"):
            raise BadRun(f"{entry['name']}: {entry.get('error_message', 'failed')}")
        if entry.get("run_type") != "iteration":
            continue
        if entry["time_unit"] != "ns":
            raise BadRun(f"{entry['run_name']}: its unit is {entry['time_unit']}, not ns")
        found.setdefault(entry["run_name"], []).append(entry["cpu_time"])
    if not found:
        raise BadRun("no repetitions: run with --benchmark_format=json and without --benchmark_report_aggregates_only")
    return found


def messages(found):
    """Those of MESSAGES that were run, in that order: a run may interleave its benchmarks."""
    return [message for message in MESSAGES if any(name.endswith("/" + message) for name in found)]


def median_of(found, name, wanted_by):
    if name not in found:
        raise BadRun(f"{wanted_by}: the run lacks {name}")
    return statistics.median(found[name])


def ratios(found):
    """{ratio: {message: value}}; every benchmark that a ratio needs must be there."""
    result = {}
    for message in messages(found):
        for ratio, (rival, contender) in RATIOS.items():
            times = [median_of(found, f"{name}/{message}", ratio) for name in (rival, contender)]
            result.setdefault(ratio, {})[message] = significant(times[0] / times[1])
        name = "refused_vs_accepted"
        costs = [[median_of(found, f"{one}/{message}", name) for one in pair] for pair in REFUSALS]
        result.setdefault(name, {})[message] = significant(max(refused / accepted for refused, accepted in costs))
    return result


def allocations(run):
    """{message: the most that any benchmark with that counter had}"""
    found = {}
    for entry in run["benchmarks"]:
        if "allocations" in entry:
            message = entry["run_name"].rpartition("/")[2]
            found[message] = max(found.get(message, 0), significant(entry["allocations"]))
    return found


def significant(value):
    """Three digits: more are noise."""
    return float(f"{value:.3g}")


def nanoseconds(value):
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}"


def row(cells):
    return "| " + " | ".join(cells) + " |"


def table(found):
    """Medians, and how far the repetitions lie apart: (max - min) / median."""
    columns = messages(found)
    lines = [row(["CPU ns a message, median (spread)", *columns]), "|---|" + "---:|" * len(columns)]
    for operation in sorted({name.rpartition("/")[0] for name in found}):
        cells = []
        for message in columns:
            times = found.get(f"{operation}/{message}", [])
            median = statistics.median(times) if times else 0
            cells.append(f"{nanoseconds(median)} ({(max(times) - min(times)) / median:.0%})" if median else "")
        lines.append(row([operation, *cells]))
    lines += ["", row(["times faster than the rival", *columns]), "|---|" + "---:|" * len(columns)]
    for ratio, values in ratios(found).items():
        lines.append(row([ratio, *(f"{values[message]:g}" for message in columns)]))
    return "\n".join(lines)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--table", action="store_true", help="medians and ratios in Markdown")
    parser.add_argument("run", nargs="?", type=argparse.FileType("r"), default=sys.stdin, help="default: stdin")
    options = parser.parse_args()
    try:
        run = json.load(options.run)
        found = samples(run)
        print(table(found) if options.table else json.dumps({**ratios(found), "allocations": allocations(run)}))
    except json.JSONDecodeError as error:
        sys.exit(f"ratios.py: the input is not the JSON of --benchmark_format=json: {error}")
    except BadRun as error:
        sys.exit(f"ratios.py: {error}")


if __name__ == "__main__":
    main()
