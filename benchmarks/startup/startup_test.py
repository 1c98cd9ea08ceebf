#!/usr/bin/env python3
"""startup runs on a real broker and prints its result. Not how fast it is."""
import json
import subprocess
import sys
import unittest

STARTUP, SERVICE = sys.argv[1:3]


def run(*arguments):
    return subprocess.run([STARTUP, *arguments], capture_output=True, text=True)


class StartupTest(unittest.TestCase):
    def test_last_line_is_the_result(self):
        done = run("--restarts", "2", SERVICE)
        self.assertEqual(done.returncode, 0, done.stderr)
        result = json.loads(done.stdout.splitlines()[-1])
        self.assertEqual((result["schemas"], result["restarts"]), (100, 2))
        for figure in ("first_start_seconds", "restart_seconds", "restart_peak_resident_mib"):
            self.assertGreater(result[figure], 0, figure)
        self.assertGreater(result["restart_process_seconds"], result["restart_seconds"])

    def test_bad_usage(self):
        for arguments in ([], ["--restarts", "0", SERVICE], [SERVICE, "two"]):
            done = run(*arguments)
            self.assertEqual((done.returncode, done.stdout), (2, ""), arguments)

    def test_a_service_that_cannot_start(self):
        done = run("--kafka-servers", "127.0.0.1:1", "/bin/false")
        self.assertEqual(done.returncode, 1)
        self.assertIn("/bin/false: exit code 1", done.stderr)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
