#!/usr/bin/env python3
"""Tests of tools/gate/results.py: what the last line of tools/test says."""
import json
import pathlib
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tools/gate"))
sys.dont_write_bytecode = True
import results  # noqa: E402  (only found through the line above)

TWO_PASS = '<testsuites><testsuite><testcase name="a" status="run"/><testcase name="b"/></testsuite></testsuites>'
ONE_OF_TWO_FAILS = '<testsuites><testsuite><testcase name="a"/><testcase name="b" classname="Suite"><failure/></testcase></testsuite></testsuites>'
ERROR = '<testsuites><testsuite><testcase name="t"><error message="exited with error code 1"/></testcase></testsuite></testsuites>'
SKIPPED = '<testsuites><testsuite><testcase name="a"/><testcase name="b"><skipped/></testcase><testcase name="c" status="notrun"/></testsuite></testsuites>'
EMPTY = "<testsuites/>"
CUT_SHORT = "<testsuites><testsuite><testcase"


class CountRunTest(unittest.TestCase):
    def setUp(self):
        holder = tempfile.TemporaryDirectory()
        self.addCleanup(holder.cleanup)
        self.folder = pathlib.Path(holder.name)

    def event(self, label, status, xml, **place):
        """A testResult event; `place`: run, shard, attempt, cachedLocally."""
        outputs = [{"name": "test.log", "uri": "file:///nowhere"}]
        if xml is not None:
            path = self.folder / f"with space {len(list(self.folder.iterdir()))}.xml"
            path.write_text(xml)
            outputs.append({"name": "test.xml", "uri": path.as_uri()})
        result = {"status": status, "testActionOutput": outputs, "testAttemptDurationMillis": "1500"}
        result["cachedLocally"] = place.pop("cached", False)
        return {"id": {"testResult": {"label": label, "run": 1, **place}}, "testResult": result}

    def count(self, *events, expected=(), code=0):
        tally = results.count_run(list(events), expected, code)
        return tally.passed, tally.failed, tally.skipped

    def test_counts_cases_not_targets(self):
        self.assertEqual(self.count(self.event("//a:t", "PASSED", TWO_PASS)), (2, 0, 0))

    def test_cached_targets_count(self):
        self.assertEqual(self.count(self.event("//a:t", "PASSED", TWO_PASS, cached=True)), (2, 0, 0))

    def test_failing_case(self):
        tally = results.count_run([self.event("//a:t", "FAILED", ONE_OF_TWO_FAILS)], [], 3)
        self.assertEqual((tally.passed, tally.failed), (1, 1))
        self.assertEqual(tally.failures, ["//a:t: Suite.b"])

    def test_error_counts_as_failed(self):
        self.assertEqual(self.count(self.event("//a:t", "FAILED", ERROR), code=3), (0, 1, 0))

    def test_target_that_fails_after_its_cases_passed(self):
        self.assertEqual(self.count(self.event("//a:t", "FAILED", TWO_PASS), code=3), (2, 1, 0))

    def test_timeout_without_xml(self):
        self.assertEqual(self.count(self.event("//a:t", "TIMEOUT", None), code=3), (0, 1, 0))

    def test_passed_without_xml_is_a_failure(self):
        self.assertEqual(self.count(self.event("//a:t", "PASSED", None)), (0, 1, 0))

    def test_passed_without_a_case_is_a_failure(self):
        self.assertEqual(self.count(self.event("//a:t", "PASSED", EMPTY)), (0, 1, 0))

    def test_broken_xml_is_a_failure(self):
        self.assertEqual(self.count(self.event("//a:t", "FAILED", CUT_SHORT), code=3), (0, 1, 0))

    def test_skipped_is_neither(self):
        self.assertEqual(self.count(self.event("//a:t", "PASSED", SKIPPED)), (1, 0, 2))

    def test_target_that_did_not_build(self):
        event = self.event("//a:t", "PASSED", TWO_PASS)
        self.assertEqual(self.count(event, expected=["//a:t", "//a:broken"], code=1), (2, 1, 0))

    def test_bazel_failed_though_every_test_passed(self):
        self.assertEqual(self.count(self.event("//a:t", "PASSED", TWO_PASS), code=1), (2, 1, 0))

    def test_shards_and_runs_add_up(self):
        events = [self.event("//a:t", "PASSED", TWO_PASS, shard=shard) for shard in (1, 2)]
        self.assertEqual(self.count(*events), (4, 0, 0))

    def test_last_attempt_counts(self):
        failed = self.event("//a:t", "FAILED", ONE_OF_TWO_FAILS, attempt=1)
        passed = self.event("//a:t", "PASSED", TWO_PASS, attempt=2)
        self.assertEqual(self.count(passed, failed), (2, 0, 0))

    def test_labels_of_newer_bazels(self):
        event = self.event("@@//a:t", "PASSED", TWO_PASS)
        self.assertEqual(self.count(event, expected=["//a:t"]), (2, 0, 0))

    def test_nothing_ran(self):
        self.assertEqual(self.count(), (0, 0, 0))


class ReadEventsTest(unittest.TestCase):
    def test_leaves_out_a_line_cut_short(self):
        with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
            file.write(json.dumps({"id": {}}) + '\n{"id": {"testRe')
            file.flush()
            self.assertEqual(results.read_events(file.name), [{"id": {}}])


class ExitCodeTest(unittest.TestCase):
    def test_something_must_pass_and_nothing_fail(self):
        for passed, failed, code in ((3, 0, 0), (3, 1, 1), (0, 0, 1), (0, 2, 1)):
            self.assertEqual(results.exit_code(results.Tally(passed, failed)), code, (passed, failed))


if __name__ == "__main__":
    unittest.main()
