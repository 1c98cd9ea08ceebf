#!/usr/bin/env python3
"""Tests of ratios.py: the figures that performance.md quotes."""
import json
import pathlib
import subprocess
import sys
import unittest

FOLDER = pathlib.Path(__file__).parent
sys.path.insert(0, str(FOLDER))
sys.dont_write_bytecode = True
import ratios  # noqa: E402  (only found through the line above)


def repetitions(name, *times, **changes):
    return [
        {"name": name, "run_name": name, "run_type": "iteration", "time_unit": "ns", "cpu_time": time, **changes}
        for time in times
    ]


def whole_run(message="small"):
    """Every benchmark that a ratio needs: rivals take 1,000 ns, kontrakt 10."""
    names = {name for pair in [*ratios.RATIOS.values(), *ratios.REFUSALS] for name in pair}
    return [
        entry
        for name in sorted(names)
        for entry in repetitions(f"{name}/{message}", 10.0 if "kontrakt" in name else 1000.0)
    ]


def changed(message, name, times):
    run = [entry for entry in whole_run(message) if entry["name"] != f"{name}/{message}"]
    return run + repetitions(f"{name}/{message}", *times)


class RatiosTest(unittest.TestCase):
    def ratio(self, name, entries, message="small"):
        return ratios.ratios(ratios.samples({"benchmarks": entries}))[name][message]

    def test_values(self):
        rival = "encode_check/nlohmann_valijson"
        rows = {
            "rival over contender": ([400.0], 40.0),
            "the median, not the mean": ([100.0, 200.0, 9000.0], 20.0),
            "below one: the contender is slower": ([5.0], 0.5),
            "three digits": ([1234.5], 123.0),
        }
        for name, (times, expected) in rows.items():
            with self.subTest(name):
                run = changed("small", rival, times)
                self.assertEqual(self.ratio("encode_check_vs_nlohmann_valijson", run), expected)

    def test_every_ratio_of_every_message(self):
        found = ratios.samples({"benchmarks": whole_run("large") + whole_run("small")})
        result = ratios.ratios(found)
        self.assertEqual(set(result), {*ratios.RATIOS, "refused_vs_accepted"})
        ours = {"decode_check_reused_vs_fresh", "encode_check_vs_encode", "refused_vs_accepted"}
        for name, values in result.items():
            expected = 1.0 if name in ours else 100.0
            self.assertEqual(list(values.items()), [("small", expected), ("large", expected)], name)

    def test_a_refusal_costs_what_the_dearer_of_two_costs(self):
        run = changed("small", "decode_refused/kontrakt", [70.0])
        self.assertEqual(self.ratio("refused_vs_accepted", run), 7.0)

    def test_the_most_allocations_of_a_message(self):
        entries = [
            *repetitions("a/b/small", 1.0, 1.0, allocations=0),
            *repetitions("c/b/small", 1.0, allocations=2.5),
            *repetitions("a/b/large", 1.0, allocations=0.0),
            *repetitions("d/b/large", 1.0),
        ]
        self.assertEqual(ratios.allocations({"benchmarks": entries}), {"small": 2.5, "large": 0.0})

    def test_aggregates_are_left_out(self):
        entries = whole_run() + repetitions("encode_check/kontrakt/small", 99999.0, run_type="aggregate")
        self.assertEqual(self.ratio("encode_check_vs_memcpy", entries), 100.0)

    def test_runs_that_are_refused(self):
        broken = repetitions("decode/nlohmann/small", 1.0, error_occurred=True, error_message="refused a valid message")
        rows = {
            "a contender failed": (whole_run() + broken, "decode/nlohmann/small: refused a valid message"),
            "a benchmark is missing": (whole_run()[1:], "the run lacks"),
            "nothing but aggregates": (repetitions("a/b/small", 1.0, run_type="aggregate"), "no repetitions"),
            "another unit": (repetitions("a/b/small", 1.0, time_unit="us"), "its unit is us"),
        }
        for name, (entries, words) in rows.items():
            with self.subTest(name), self.assertRaisesRegex(ratios.BadRun, words):
                ratios.ratios(ratios.samples({"benchmarks": entries}))

    def test_table_shows_median_and_spread(self):
        run = changed("small", "decode/nlohmann", [90.0, 100.0, 140.0])
        text = ratios.table(ratios.samples({"benchmarks": run}))
        self.assertIn("| decode/nlohmann | 100 (50%) |", text)
        self.assertIn("| decode/kontrakt_fresh | 10.0 (0%) |", text)
        self.assertIn("| decode_vs_nlohmann | 10 |", text)


class ProgramTest(unittest.TestCase):
    def run_program(self, text, *flags):
        return subprocess.run(
            [sys.executable, str(FOLDER / "ratios.py"), *flags], input=text, capture_output=True, text=True
        )

    def test_prints_one_object(self):
        done = self.run_program(json.dumps({"benchmarks": whole_run()}))
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(set(json.loads(done.stdout)), {*ratios.RATIOS, "refused_vs_accepted", "allocations"})

    def test_says_what_is_wrong(self):
        for text, words in (("not JSON", "--benchmark_format=json"), ("{}", "no repetitions")):
            done = self.run_program(text)
            self.assertEqual((done.returncode, done.stdout), (1, ""))
            self.assertIn(words, done.stderr)


if __name__ == "__main__":
    unittest.main()
