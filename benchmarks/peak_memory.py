#!/usr/bin/env python3
"""Runs a program and prints the most memory that it had: peak_memory.py [--limit-mib N] PROGRAM [ARGUMENT...]

The last line is {"exit_code": 0, "peak_resident_mib": 31.4, "seconds": 1.2}; the peak is the kernel's VmHWM. The
program's own output goes to stderr. Exit code 0: the program ended with 0, below the limit.
"""
import argparse
import json
import os
import subprocess
import sys
import time


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--limit-mib", type=float, default=float("inf"))
    parser.add_argument("command", nargs=argparse.REMAINDER, metavar="PROGRAM [ARGUMENT...]")
    options = parser.parse_args()
    if not options.command:
        parser.error("name the program")

    started = time.monotonic()
    process = subprocess.Popen(options.command, stdout=sys.stderr)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    peak = used.ru_maxrss / 1024
    result = {
        "exit_code": process.returncode,
        "peak_resident_mib": round(peak, 1),
        "seconds": round(time.monotonic() - started, 1),
    }
    print(json.dumps(result))
    if peak >= options.limit_mib:
        print(f"peak_memory.py: {peak:.1f} MiB, and the limit is {options.limit_mib:g} MiB", file=sys.stderr)
    return 0 if process.returncode == 0 and peak < options.limit_mib else 1


if __name__ == "__main__":
    sys.exit(main())
