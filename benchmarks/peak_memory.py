#!/usr/bin/env python3
"""Runs a program and prints the most memory that it had: peak_memory.py [--limit-mib N] PROGRAM [ARGUMENT...]

The last line is {"exit_code": 0, "peak_resident_mib": 31.4, "seconds": 1.2}. The program's own output goes to stderr.
Exit code 0: the program ended with 0, below the limit.
"""
import argparse
import json
import os
import pathlib
import re
import resource
import subprocess
import sys
import time

PAUSE_SECONDS = 0.002


def high_water_kib(pid):
    """VmHWM; 0 once the process has ended."""
    try:
        status = pathlib.Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    except OSError:
        return 0
    found = re.search(r"^VmHWM:\s*(\d+) kB", status, re.MULTILINE)
    return int(found[1]) if found else 0


def run(command):
    """(exit code, peak in KiB). What the kernel tells at the end is exact, but never below the peak of the process that
    started the program: us. Below that VmHWM counts, as it was last seen."""
    process = subprocess.Popen(command, stdout=sys.stderr)
    peak = 0
    while True:
        pid, status, used = os.wait4(process.pid, os.WNOHANG)
        if pid != 0:
            break
        peak = max(peak, high_water_kib(process.pid))
        time.sleep(PAUSE_SECONDS)
    process.returncode = os.waitstatus_to_exitcode(status)
    if used.ru_maxrss > resource.getrusage(resource.RUSAGE_SELF).ru_maxrss:
        peak = used.ru_maxrss
    return process.returncode, peak


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--limit-mib", type=float, default=float("inf"))
    parser.add_argument("command", nargs=argparse.REMAINDER, metavar="PROGRAM [ARGUMENT...]")
    options = parser.parse_args()
    if not options.command:
        parser.error("name the program")

    started = time.monotonic()
    exit_code, kib = run(options.command)
    peak = kib / 1024
    result = {
        "exit_code": exit_code,
        "peak_resident_mib": round(peak, 1),
        "seconds": round(time.monotonic() - started, 1),
    }
    print(json.dumps(result))
    if peak >= options.limit_mib:
        print(f"peak_memory.py: {peak:.1f} MiB, and the limit is {options.limit_mib:g} MiB", file=sys.stderr)
    return 0 if exit_code == 0 and peak < options.limit_mib else 1


if __name__ == "__main__":
    sys.exit(main())
