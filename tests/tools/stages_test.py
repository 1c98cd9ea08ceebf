#!/usr/bin/env python3
"""Tests of tools/gate/stages.py: what it asks of the last line of tools/bench --json."""
import json
import pathlib
import sys
import unittest

ROOT = pathlib.Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tools/gate"))
sys.dont_write_bytecode = True
import stages  # noqa: E402  (only found through the line above)


def whole():
    messages = {"small": 1.5, "medium": 2, "large": 3}
    return {name: dict(messages) for name in stages.CODEC_RATIOS} | {name: 0.9 for name in stages.PUBLISH_RATIOS}


class BenchProblemsTest(unittest.TestCase):
    def test_a_whole_result_has_none(self):
        self.assertEqual(stages.bench_problems("a table\n" + json.dumps(whole())), [])

    def test_what_is_not_json(self):
        for output in ("", "\n", "{", "a table"):
            with self.subTest(output):
                self.assertIn("not JSON", stages.bench_problems(output)[0])

    def test_what_is_missing_or_not_a_measure(self):
        breaks = {
            "a ratio": lambda r: r.pop("publish_vs_kafkaesk"),
            "a message": lambda r: r["encode_check_vs_encode"].pop("medium"),
            "zero": lambda r: r["decode_check_vs_simdjson"].update(small=0),
            "zero publishing": lambda r: r.update(publish_vs_librdkafka=0),
        }
        for name, break_it in breaks.items():
            with self.subTest(name):
                result = whole()
                break_it(result)
                self.assertEqual(len(stages.bench_problems(json.dumps(result))), 1)


if __name__ == "__main__":
    unittest.main()
