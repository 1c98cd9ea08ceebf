#!/usr/bin/env python3
"""Tests of peak_memory.py, and with it of the promise that the quickstart stays below 64 MiB."""
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

PEAK_MEMORY, QUICKSTART = (os.path.abspath(path) for path in sys.argv[1:3])
LIMIT_MIB = 64


def run(*arguments):
    return subprocess.run([PEAK_MEMORY, *arguments], capture_output=True, text=True)


def takes(mib):
    return [sys.executable, "-c", f"block = b'x' * ({mib} << 20)"]


class PeakMemoryTest(unittest.TestCase):
    def test_measures_the_peak(self):
        small, large = (json.loads(run(*takes(mib)).stdout)["peak_resident_mib"] for mib in (0, 100))
        self.assertAlmostEqual(large - small, 100, delta=10)

    def test_measures_less_than_it_takes_itself(self):
        measured = json.loads(run("/bin/sleep", "0.2").stdout)["peak_resident_mib"]
        self.assertGreater(measured, 0)
        self.assertLess(measured, 5)

    def test_limit(self):
        done = run("--limit-mib", "50", *takes(100))
        self.assertEqual(done.returncode, 1)
        self.assertIn("the limit is 50 MiB", done.stderr)
        self.assertEqual(run("--limit-mib", "500", *takes(100)).returncode, 0)

    def test_a_program_that_fails(self):
        done = run("/bin/false")
        self.assertEqual((done.returncode, json.loads(done.stdout)["exit_code"]), (1, 1))

    def test_quickstart_of_a_thousand_files(self):
        with tempfile.TemporaryDirectory() as folder:
            for n in range(1000):
                pathlib.Path(folder, f"{n}.md").write_text(f"# Title {n}\n{'text ' * n}\n", encoding="utf-8")
            done = run("--limit-mib", str(LIMIT_MIB), QUICKSTART, folder)
        print(done.stdout)
        self.assertEqual(done.returncode, 0, done.stderr)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
