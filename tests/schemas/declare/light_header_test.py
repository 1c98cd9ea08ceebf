#!/usr/bin/env python3
"""The header that a struct's author includes stays light: it includes nothing that costs the compiler much.

Usage: light_header_test.py light_header_includes.d
"""
import pathlib
import re
import sys
import unittest

INCLUDES = pathlib.Path(sys.argv[1])

# Not even Abseil: the least of its headers that declare.h once needed cost as much as all of declare.h does now.
LIBRARIES = re.compile(r"(^|/)(absl|nlohmann|simdjson|valijson|re2|librdkafka)(/|\.h)")
# None of these stands below <string>, <variant> and the like.
STANDARD = re.compile(r"(^|/)(chrono|functional|iostream|map|memory|mutex|regex|set|sstream|unordered_map)$")


def headers(makefile_rule):
    return makefile_rule.replace("\\\n", " ").split()[1:]


def heavy(paths):
    return [path for path in paths if LIBRARIES.search(path) or STANDARD.search(path)]


class LightHeaderTest(unittest.TestCase):
    def test_declare(self):
        found = headers(INCLUDES.read_text())
        self.assertTrue(any(path.endswith("schemas/declare/fields.h") for path in found), found)
        self.assertTrue(any(path.endswith("/variant") for path in found), found)
        self.assertEqual(heavy(found), [])

    def test_what_is_heavy(self):
        rule = "a.o: a.cc external/com_google_absl/absl/time/time.h \\\n /usr/include/c++/12/chrono b/chrono.h"
        self.assertEqual(
            heavy(headers(rule)), ["external/com_google_absl/absl/time/time.h", "/usr/include/c++/12/chrono"]
        )
        for path in ("x/nlohmann/json_fwd.hpp", "external/simdjson/simdjson.h", "valijson/schema.hpp", "/c++/12/memory"):
            self.assertEqual(heavy([path]), [path])
        for path in ("schemas/declare/chrono.h", "/c++/12/bits/memoryfwd.h", "/c++/12/variant"):
            self.assertEqual(heavy([path]), [])


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
