#!/usr/bin/python3
"""`bazel coverage` under Debian's Bazel 4: what it would otherwise fetch as @remote_coverage_tools.

Called once a test (gcov's JSON of gcc becomes lcov) and once at the end (the tests' lcov files become one).
"""
import collections
import glob
import gzip
import json
import os
import re
import sys

VIRTUAL_INCLUDE = re.compile(r"bazel-out/[^/]+/bin/(.*)/_virtual_includes/[^/]+/(.*)")


class Report:
    """Executions by source: of lines {number: count}, of functions {name: [line, count]}."""

    def __init__(self, skipped, manifest):
        self.skipped = [re.compile(pattern) for pattern in skipped]
        self.wanted = {line.strip() for path in manifest for line in open(path, encoding="utf-8")}
        self.lines = collections.defaultdict(lambda: collections.defaultdict(int))
        self.functions = collections.defaultdict(lambda: collections.defaultdict(lambda: [0, 0]))

    def add_lcov(self, path):
        source = None
        for line in open(path, encoding="utf-8"):
            tag, _, rest = line.strip().partition(":")
            first, _, second = rest.partition(",")
            if tag == "SF":
                source = rest
            elif tag == "DA":
                self.lines[source][int(first)] += int(second.split(",")[0])
            elif tag == "FN":
                self.functions[source][second][0] = int(first)
            elif tag == "FNDA":
                self.functions[source][second][1] += int(first)

    def add_gcov(self, path):
        for file in json.load(gzip.open(path))["files"]:
            source = self.source_of(file["file"])
            if source is None:
                continue
            for line in file["lines"]:
                self.lines[source][line["line_number"]] += line["count"]
            for function in file["functions"]:
                entry = self.functions[source][function["demangled_name"]]
                entry[0] = function["start_line"]
                entry[1] += function["execution_count"]

    def source_of(self, path):
        """The path in the repository; None if it is not to be reported."""
        path = self.behind_virtual_include(path)
        if path.startswith("/") or any(pattern.fullmatch(path) for pattern in self.skipped):
            return None
        return path if not self.wanted or path in self.wanted else None

    def behind_virtual_include(self, path):
        """A header included as kontrakt/a/b.h lies below a/_virtual_includes/: the name that the manifest knows."""
        match = VIRTUAL_INCLUDE.match(path)
        if not match:
            return path
        package, included = match.groups()
        tails = ["/".join(included.split("/")[start:]) for start in range(included.count("/") + 1)]
        candidates = tails + [f"{package}/{tail}" for tail in tails]
        return next((candidate for candidate in candidates if candidate in self.wanted), path)

    def write(self, path):
        with open(path, "w", encoding="utf-8") as out:
            for source in sorted(self.lines):
                self.write_source(out, source)

    def write_source(self, out, source):
        functions, lines = self.functions[source], self.lines[source]
        out.write(f"SF:{source}\n")
        for name, (line, count) in sorted(functions.items()):
            out.write(f"FN:{line},{name}\nFNDA:{count},{name}\n")
        out.write(f"FNF:{len(functions)}\nFNH:{sum(count > 0 for _, count in functions.values())}\n")
        for line, count in sorted(lines.items()):
            out.write(f"DA:{line},{count}\n")
        out.write(f"LH:{sum(count > 0 for count in lines.values())}\nLF:{len(lines)}\nend_of_record\n")


def options(argv):
    """{name: [values]} of --name=value."""
    found = collections.defaultdict(list)
    for argument in argv:
        name, _, value = argument.lstrip("-").partition("=")
        found[name].append(value)
    return found


def main(argv):
    given = options(argv)
    report = Report(given["filter_sources"], given["source_file_manifest"][:1])
    for listing in given["reports_file"]:
        for path in filter(os.path.exists, open(listing, encoding="utf-8").read().split("\n")):
            report.add_lcov(path)
    for folder in given["coverage_dir"]:
        for path in glob.glob(folder + "/**/*.gcov.json.gz", recursive=True):
            report.add_gcov(path)
    report.write(given["output_file"][0])


main(sys.argv[1:])
