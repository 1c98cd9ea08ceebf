#!/usr/bin/env python3
"""Tests of compile_time.py: its sources compile. Not how long that takes.

Usage: compile_time_test.py compile_time_sample.json
"""
import json
import pathlib
import subprocess
import sys
import unittest

FOLDER = pathlib.Path(__file__).parent
sys.path.insert(0, str(FOLDER))
sys.dont_write_bytecode = True
import compile_time  # noqa: E402  (only found through the line above)

SAMPLE = pathlib.Path(sys.argv[1])


class CompileTimeTest(unittest.TestCase):
    def test_one_struct(self):
        found = json.loads(SAMPLE.read_text())
        self.assertEqual(set(found), {"structs_vs_nlohmann", "header_vs_nlohmann"})
        self.assertTrue(all(value > 0 for value in found.values()), found)

    def test_ratios(self):
        seconds = {"kontrakt": 3.0, "nlohmann": 6.0, "kontrakt_header": 0.5, "nlohmann_header": 2.0}
        self.assertEqual(compile_time.ratios(seconds), {"structs_vs_nlohmann": 0.5, "header_vs_nlohmann": 0.25})

    def test_every_struct_is_written_and_read(self):
        for name in ("kontrakt", "nlohmann"):
            text = compile_time.sources(3)[name]
            self.assertEqual((text.count("Write("), text.count("Read(")), (3, 3), name)

    def test_a_source_that_does_not_compile_ends_it(self):
        done = subprocess.run(
            [sys.executable, FOLDER / "compile_time.py", "--structs=1"], capture_output=True, text=True
        )
        self.assertEqual(done.returncode, 1)
        self.assertIn("refused kontrakt.cc", done.stderr)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
