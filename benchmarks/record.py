"""Writes a run of tools/bench into docs/performance.md and draws its picture, docs/performance.svg."""
import datetime
import html
import math
import os
import pathlib
import platform
import subprocess

MESSAGES = ("small", "medium", "large")

# What is promised, for each message or at all: (words, by message, target). Larger is better.
TARGETS = {
    "encode_check_vs_nlohmann_valijson": ("encode + check vs nlohmann_json + valijson", (80, 80, 80)),
    "encode_check_vs_encode": ("encode + check vs our encoder without checks", (0.87, 0.87, 0.87)),
    "encode_check_vs_append": ("encode + check vs append and std::to_chars with checks", (3, 3, 3)),
    "decode_check_vs_nlohmann_valijson": ("decode + check vs nlohmann_json + valijson", (20, 20, 20)),
    "decode_check_vs_simdjson": ("decode + check vs simdjson On-Demand by hand", (1.1, 1.3, 1.3)),
    "decode_check_reused_vs_fresh": ("decode into a struct used again vs a fresh one", (1.4, 1.4, 1.4)),
    "validate_json_vs_nlohmann_valijson": ("validate JSON text vs nlohmann_json + valijson", (15, 15, 15)),
}
# Of one message: words and target.
PUBLISH_TARGETS = {
    "publish_vs_librdkafka": ("typed publish vs plain librdkafka", 0.95),
    "publish_vs_kafkaesk": ("typed publish vs kafkaesk 0.8.7", 30),
}
# Smaller is better.
LIMITS = {
    "refused_vs_accepted": ("a refused message costs, times an accepted one", 10),
    "cpu_vs_librdkafka": ("CPU time a published message, times librdkafka's", 1.05),
    "structs_vs_nlohmann": ("compiling twenty structs, times nlohmann's macros", 1),
    "header_vs_nlohmann": ("the header of a struct's author, times json.hpp", 0.5),
}
BEGIN = "<!-- written by tools/bench --record -->"
END = "<!-- end of what tools/bench wrote -->"


class NoPlace(Exception):
    """The page has no place for the figures."""


def machine():
    """What the figures were measured on, in one sentence."""
    model = "unknown processor"
    for line in pathlib.Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            model = line.partition(":")[2].strip()
            break
    compiler = subprocess.run(["g++", "-dumpfullversion"], stdout=subprocess.PIPE, text=True).stdout.strip()
    return f"{model}, {len(os.sched_getaffinity(0))} cores, {platform.system()} {platform.release()}, gcc {compiler} -O3"


def cell(value, target, smaller=False):
    missed = value > target if smaller else value < target
    return f"{value:g} (missed: {target:g})" if missed else f"{value:g}"


def section(figures, where, day):
    """The part of the page between its marks."""
    lines = [f"{day}, {where}; medians of one run.", "", "![the ratios as bars](performance.svg)", ""]
    lines += ["| times faster | target | small | medium | large |", "|---|---:|---:|---:|---:|"]
    for name, (words, targets) in TARGETS.items():
        cells = [cell(figures[name][message], target) for message, target in zip(MESSAGES, targets)]
        shown = ", ".join(f"{target:g}" for target in dict.fromkeys(targets))
        lines.append(f"| {words} | {shown} | " + " | ".join(cells) + " |")
    for name, (words, target) in PUBLISH_TARGETS.items():
        lines.append(f"| {words} | {target:g} | {cell(figures[name], target)} | | |")
    lines += ["", "| at most | limit | small | medium | large |", "|---|---:|---:|---:|---:|"]
    for name, (words, limit) in LIMITS.items():
        value = figures.get(name)
        if value is None:
            continue
        values = [value[message] for message in MESSAGES] if isinstance(value, dict) else [value]
        cells = [cell(one, limit, smaller=True) for one in values] + [""] * (3 - len(values))
        lines.append(f"| {words} | {limit:g} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def with_section(page, text):
    """`page` with `text` between its marks."""
    before, begin, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise NoPlace(f"the page has no line {BEGIN!r} with a line {END!r} below it")
    return f"{before}{BEGIN}\n{text}\n{END}{after}"


def bars(figures):
    """[(words, message, value, target)]"""
    found = [
        (words, message, figures[name][message], target)
        for name, (words, targets) in TARGETS.items()
        for message, target in zip(MESSAGES, targets)
    ]
    return found + [(words, "small", figures[name], target) for name, (words, target) in PUBLISH_TARGETS.items()]


def picture(figures):
    """A bar for each ratio on a logarithmic scale from 0.5 to 200, with a mark at its target."""
    left, width, height, low, high = 380, 420, 15, 0.5, 200

    def place(value):
        inside = min(max(value, low), high)
        return left + width * math.log(inside / low) / math.log(high / low)

    shapes, y, last = [], 30, None
    for tick in (0.5, 1, 2, 5, 10, 20, 50, 100, 200):
        shapes.append(f'<text x="{place(tick):.0f}" y="16" text-anchor="middle" class="tick">{tick:g}</text>')
    for words, message, value, target in bars(figures):
        if words != last:
            y += 8
            shapes.append(f'<text x="{left - 60}" y="{y + 11}" text-anchor="end">{html.escape(words)}</text>')
            last = words
        kind = "met" if value >= target else "missed"
        start, end = sorted((place(1), place(value)))
        shapes.append(f'<text x="{left - 6}" y="{y + 11}" text-anchor="end" class="tick">{message}</text>')
        shapes.append(f'<rect x="{start:.1f}" y="{y}" width="{max(end - start, 1):.1f}" height="12" class="{kind}"/>')
        shapes.append(f'<line x1="{place(target):.1f}" y1="{y - 1}" x2="{place(target):.1f}" y2="{y + 13}"/>')
        shapes.append(f'<text x="{max(end, place(target)) + 5:.1f}" y="{y + 11}" class="tick">{value:g}</text>')
        y += height
    shapes.append(f'<line x1="{place(1):.1f}" y1="22" x2="{place(1):.1f}" y2="{y}" class="one"/>')
    style = (
        "text{font:12px sans-serif;fill:#222}.tick{font-size:10px;fill:#555}.met{fill:#3b7dd8}.missed{fill:#d8863b}"
        "line{stroke:#111;stroke-width:2}.one{stroke:#999;stroke-width:1}"
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{left + width + 60}" height="{y + 10}">'
        f'<style>{style}</style><rect width="100%" height="100%" fill="#fff"/>{"".join(shapes)}</svg>\n'
    )


def write(folder, figures):
    """Replaces the figures of docs/performance.md in `folder`, and its picture."""
    page = folder / "performance.md"
    text = section(figures, machine(), datetime.date.today().isoformat())
    page.write_text(with_section(page.read_text(), text))
    (folder / "performance.svg").write_text(picture(figures))
