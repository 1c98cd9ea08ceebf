#!/usr/bin/env python3
"""throughput runs on a real broker and prints its result. Not how fast it is."""
import json
import subprocess
import sys
import unittest

THROUGHPUT = sys.argv[1]
IN_PROCESS = {"kontrakt", "librdkafka", "librdkafka_without_header"}
CONTENDERS = IN_PROCESS | {"kafkaesk"}


def run(*flags):
    return subprocess.run([THROUGHPUT, *flags], capture_output=True, text=True)


class ThroughputTest(unittest.TestCase):
    def test_last_line_is_the_result(self):
        done = run("--rounds", "2", "--messages", "2000")
        self.assertEqual(done.returncode, 0, done.stderr)
        result = json.loads(done.stdout.splitlines()[-1])
        self.assertEqual((result["rounds"], result["messages"]), (2, 2000))
        for table in ("messages_per_second", "spread"):
            self.assertEqual(set(result[table]), CONTENDERS)
        self.assertEqual(set(result["cpu_ns_per_message"]), IN_PROCESS)
        rates = result["messages_per_second"]
        for rival in ("librdkafka", "librdkafka_without_header"):
            self.assertAlmostEqual(result[f"publish_vs_{rival}"], rates["kontrakt"] / rates[rival], delta=0.002)
            self.assertGreater(result[f"cpu_vs_{rival}"], 0)
        self.assertAlmostEqual(result["publish_vs_kafkaesk"], rates["kontrakt"] / rates["kafkaesk"], delta=0.01)

    def test_bad_usage(self):
        for flags in (["--rounds", "0"], ["--messages", "many"], ["--nope", "1"], ["--kafka-settings", '{"acks":"1"}']):
            done = run(*flags)
            self.assertEqual((done.returncode, done.stdout), (2, ""), flags)
            self.assertIn("throughput: ", done.stderr)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
