#!/usr/bin/env python3
"""Tests of record.py: what it writes of a run."""
import pathlib
import sys
import tempfile
import unittest
import xml.etree.ElementTree

sys.path.insert(0, str(pathlib.Path(__file__).parent))
sys.dont_write_bytecode = True
import record  # noqa: E402  (only found through the line above)

SVG = "{http://www.w3.org/2000/svg}"


def figures(**changes):
    """A run that meets every target, to the letter."""
    by_message = {
        name: dict(zip(record.MESSAGES, targets)) for name, (_, targets) in record.TARGETS.items()
    }
    publish = {name: target for name, (_, target) in record.PUBLISH_TARGETS.items()}
    return {**by_message, **publish, "refused_vs_accepted": {"small": 9, "medium": 2, "large": 1}, **changes}


class SectionTest(unittest.TestCase):
    def test_a_run_that_meets_its_targets_misses_nothing(self):
        text = record.section(figures(), "a machine", "2026-01-02")
        self.assertTrue(text.startswith("2026-01-02, a machine;"))
        self.assertNotIn("missed", text)
        self.assertIn("| decode + check vs simdjson On-Demand by hand | 1.1, 1.3 | 1.1 | 1.3 | 1.3 |", text)

    def test_what_is_missed_says_so(self):
        rows = {
            "a ratio below its target": (
                {"encode_check_vs_encode": {"small": 0.86, "medium": 0.9, "large": 1}},
                "| 0.86 (missed: 0.87) | 0.9 | 1 |",
            ),
            "a ratio of publishing": ({"publish_vs_kafkaesk": 29.9}, "| 29.9 (missed: 30) |"),
            "a cost above its limit": (
                {"refused_vs_accepted": {"small": 10.1, "medium": 10, "large": 1}},
                "| 10.1 (missed: 10) | 10 | 1 |",
            ),
            "a limit of one figure": ({"structs_vs_nlohmann": 1.2}, "| 1.2 (missed: 1) |"),
        }
        for name, (changes, words) in rows.items():
            with self.subTest(name):
                self.assertIn(words, record.section(figures(**changes), "a machine", "a day"))

    def test_what_was_not_measured_is_left_out(self):
        text = record.section(figures(), "a machine", "a day")
        self.assertNotIn(record.LIMITS["header_vs_nlohmann"][0], text)


class PageTest(unittest.TestCase):
    def test_only_what_is_between_the_marks_changes(self):
        page = f"above\n{record.BEGIN}\nold\n{record.END}\nbelow\n"
        once = record.with_section(page, "new")
        self.assertEqual(once, f"above\n{record.BEGIN}\nnew\n{record.END}\nbelow\n")
        self.assertEqual(record.with_section(once, "new"), once)

    def test_a_page_without_marks_is_refused(self):
        for page in ("", record.BEGIN, record.END, f"{record.END}\n{record.BEGIN}"):
            with self.subTest(page), self.assertRaises(record.NoPlace):
                record.with_section(page, "new")

    def test_page_and_picture_are_written(self):
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            (folder / "performance.md").write_text(f"{record.BEGIN}\n{record.END}\n")
            record.write(folder, figures())
            self.assertIn("cores", (folder / "performance.md").read_text())
            self.assertTrue((folder / "performance.svg").read_text().startswith("<svg"))


class PictureTest(unittest.TestCase):
    def test_a_bar_for_each_ratio_and_its_colour(self):
        changed = figures(publish_vs_librdkafka=0.5)
        drawn = xml.etree.ElementTree.fromstring(record.picture(changed))
        kinds = [bar.get("class") for bar in drawn.iter(f"{SVG}rect") if bar.get("class")]
        self.assertEqual(len(kinds), 3 * len(record.TARGETS) + len(record.PUBLISH_TARGETS))
        self.assertEqual(kinds.count("missed"), 1)

    def test_a_longer_bar_is_a_larger_ratio(self):
        widths = []
        for value in (2, 20, 200, 2000):
            drawn = xml.etree.ElementTree.fromstring(record.picture(figures(publish_vs_kafkaesk=value)))
            widths.append(float([bar for bar in drawn.iter(f"{SVG}rect") if bar.get("class")][-1].get("width")))
        self.assertLess(widths[0], widths[1])
        self.assertLess(widths[1], widths[2])
        self.assertEqual(widths[2], widths[3], "the scale ends at 200")


if __name__ == "__main__":
    unittest.main()
