"""Counts test cases out of what Bazel itself recorded: the build event file of one run and its test.xml files.

Only targets of that run are counted, so old results lying about change nothing, and cached ones count like fresh ones.
"""
import dataclasses
import json
import pathlib
import urllib.parse
import urllib.request
import xml.etree.ElementTree as ElementTree


@dataclasses.dataclass
class Tally:
    passed: int = 0
    failed: int = 0
    skipped: int = 0
    failures: list = dataclasses.field(default_factory=list)  # One readable line each.
    seconds: dict = dataclasses.field(default_factory=dict)  # Target to run time.

    def fail(self, line):
        self.failed += 1
        self.failures.append(line)

    def add(self, other):
        self.passed += other.passed
        self.failed += other.failed
        self.skipped += other.skipped
        self.failures += other.failures
        self.seconds.update(other.seconds)


def exit_code(total):
    """0 only if something passed and nothing failed."""
    return 0 if total.passed > 0 and total.failed == 0 else 1


def read_events(path):
    """The events of a --build_event_json_file; a last line cut short by a killed Bazel is left out."""
    events = []
    for line in pathlib.Path(path).read_text(encoding="utf-8").splitlines():
        try:
            events.append(json.loads(line))
        except json.JSONDecodeError:
            break
    return events


def final_results(events):
    """{label: {(run, shard): testResult}}, of each the last attempt."""
    attempts = {}
    for event in events:
        key = event.get("id", {}).get("testResult")
        if key is None or "testResult" not in event:
            continue
        label = key["label"].lstrip("@")
        place = (label, key.get("run", 1), key.get("shard", 1))
        attempt = key.get("attempt", 1)
        if place not in attempts or attempts[place][0] <= attempt:
            attempts[place] = (attempt, event["testResult"])
    results = {}
    for (label, run, shard), (_, result) in attempts.items():
        results.setdefault(label, {})[run, shard] = result
    return results


def count_run(events, expected, bazel_exit):
    """The tally of one `bazel test`. `expected`: labels that must have a result, whether or not they were built."""
    tally = Tally()
    results = final_results(events)
    for label in sorted(set(expected) | set(results)):
        if label in results:
            for result in results[label].values():
                count_result(tally, label, result)
        else:
            tally.fail(f"{label}: no result: it, or something it needs, was not built")
    if bazel_exit != 0 and tally.failed == 0:
        tally.fail(f"bazel ended with exit code {bazel_exit}, though no test failed: see its output above")
    return tally


def count_result(tally, label, result):
    """Adds the cases of one test.xml; a target that failed beyond its cases is one failed case more."""
    status = result.get("status", "NO_STATUS")
    tally.seconds[label] = tally.seconds.get(label, 0) + int(result.get("testAttemptDurationMillis", 0)) / 1000
    before = tally.failed
    cases = count_xml(tally, label, xml_path(result))
    if status not in ("PASSED", "FLAKY") and tally.failed == before:
        tally.fail(f"{label}: {status}")
    elif cases == 0 and tally.failed == before:
        tally.fail(f"{label}: {status}, but reports no test case")


def xml_path(result):
    for output in result.get("testActionOutput", []):
        if output.get("name") == "test.xml" and output.get("uri", "").startswith("file:"):
            return urllib.request.url2pathname(urllib.parse.urlsplit(output["uri"]).path)
    return None


def count_xml(tally, label, path):
    """Adds the cases of one test.xml and returns how many it has; 0 for a missing or broken file."""
    try:
        cases = list(ElementTree.parse(path).getroot().iter("testcase"))
    except (OSError, TypeError, ElementTree.ParseError):
        return 0
    for case in cases:
        if case.find("failure") is not None or case.find("error") is not None:
            tally.fail(f"{label}: {case_name(case)}")
        elif case.find("skipped") is not None or case.get("status") == "notrun":
            tally.skipped += 1
        else:
            tally.passed += 1
    return len(cases)


def case_name(case):
    return ".".join(part for part in (case.get("classname"), case.get("name")) if part)
