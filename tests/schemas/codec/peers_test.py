#!/usr/bin/env python3
"""64-bit integers through readers of other languages: what AsString() promises.

Each peer parses the message into its own numbers, calculates with them, and writes it anew: the digits must be the same.
"""

import json
import os
import subprocess
import sys
import unittest

MAIN = sys.argv.pop()
PYTHON = os.environ.get("KONTRAKT_PEER_PYTHON", sys.executable)

IN_PYTHON = """
import json, sys
m = json.load(sys.stdin)
m["signed_texts"] = [str(int(t) + 1 - 1) for t in m["signed_texts"]]
m["unsigned_text"] = str(int(m["unsigned_text"]) + 1 - 1)
m["numbers"] = [n + 1 - 1 for n in m["numbers"]]
json.dump(m, sys.stdout)
"""

IN_NODE = """
const m = JSON.parse(require("fs").readFileSync(0, "utf8"));
m.signed_texts = m.signed_texts.map(t => (BigInt(t) + 1n - 1n).toString());
m.unsigned_text = (BigInt(m.unsigned_text) + 1n - 1n).toString();
process.stdout.write(JSON.stringify(m));
"""

# The same with the text as a number: what a field without AsString() meets.
ROUNDING_IN_NODE = """
process.stdout.write(JSON.stringify(JSON.parse("[9007199254740993]")));
"""


def run(command, text):
    return subprocess.run(command, input=text, capture_output=True, text=True, check=True).stdout


class PeersTest(unittest.TestCase):
    def setUp(self):
        self.message = run([MAIN, "write"], "")

    def through(self, command):
        answer = run(command, self.message)
        self.assertEqual(json.loads(answer), json.loads(self.message))
        read = subprocess.run([MAIN, "read"], input=answer, capture_output=True, text=True)
        self.assertEqual(read.returncode, 0, read.stdout)

    def test_the_message_has_the_borders(self):
        message = json.loads(self.message)
        self.assertIn("-9223372036854775808", message["signed_texts"])
        self.assertIn("9223372036854775807", message["signed_texts"])
        self.assertEqual(message["unsigned_text"], "18446744073709551615")
        self.assertIn(2**53, message["numbers"])

    def test_python(self):
        self.through([PYTHON, "-c", IN_PYTHON])

    def test_node(self):
        self.through(["node", "-e", IN_NODE])

    def test_node_rounds_numbers(self):
        self.assertEqual(run(["node", "-e", ROUNDING_IN_NODE], ""), "[9007199254740992]")


if __name__ == "__main__":
    unittest.main()
