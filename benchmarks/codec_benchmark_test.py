#!/usr/bin/env python3
"""Every codec benchmark runs, and ratios.py finds in the run what it needs. Not how fast they are."""
import json
import subprocess
import sys
import unittest

BENCHMARK, RATIOS = sys.argv[1:3]
FLAGS = ["--benchmark_format=json", "--benchmark_min_time=3x", "--benchmark_repetitions=2"]


class CodecBenchmarkTest(unittest.TestCase):
    def test_ratios_of_a_short_run(self):
        run = subprocess.run([BENCHMARK, *FLAGS], stdout=subprocess.PIPE, text=True, check=True)
        done = subprocess.run([RATIOS], input=run.stdout, stdout=subprocess.PIPE, text=True, check=True)
        ratios = json.loads(done.stdout)
        self.assertEqual(ratios.pop("allocations"), {"small": 0, "medium": 0, "large": 0})
        for ratio, values in ratios.items():
            self.assertEqual(list(values), ["small", "medium", "large"], ratio)
            self.assertTrue(all(value > 0 for value in values.values()), ratio)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
