#!/usr/bin/python3
"""The laws of the house.

    laws.py [--root=DIR] [LAW …]    judge the sources, then prove that every
                                    law can fail (samples.py)
    laws.py --list                  the laws in a line each

Prints file:line: what is wrong, ends with "N passed, N failed" and exits 1
where anything failed.
"""
import argparse
import os
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
sys.dont_write_bytecode = True

from house import House, LAWS                               # noqa: E402
import law_c                                                # noqa: E402,F401
import law_include                                          # noqa: E402,F401
import law_sql                                              # noqa: E402,F401
import law_web                                              # noqa: E402,F401
from samples import SAMPLES                                 # noqa: E402


def judge(house, laws):
    passed = failed = 0
    for name, saying, function, warning in laws:
        findings = sorted(set(function(house)))
        for finding in findings:
            print(f"{finding} [{name}{', warning' if warning else ''}]")
        if findings and not warning:
            failed += 1
            print(f"FAIL {name}: {saying} ({len(findings)})")
        else:
            passed += 1
    return passed, failed


def write(folder, files):
    for path, text in files.items():
        path = os.path.join(folder, path)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as f:
            f.write(text)


def prove(laws):
    """Each law must find each bad sample where it is bad, and nothing in the
    good one."""
    passed = failed = 0
    by_name = {name: function for name, _, function, _ in laws}
    for name in by_name:
        if name not in SAMPLES:
            print(f"FAIL {name} has no sample that breaks it")
            failed += 1
    for name, samples in SAMPLES.items():
        if name not in by_name:
            continue
        for number, (files, want) in enumerate(samples):
            with tempfile.TemporaryDirectory() as folder:
                write(folder, files)
                got = {f"{f.path}:{f.line}"
                       for f in by_name[name](House(folder))}
            if got == set(want):
                passed += 1
                continue
            failed += 1
            print(f"FAIL proof of {name}, sample {number}: got"
                  f" {sorted(got)}, want {sorted(want)}")
    return passed, failed


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--root", default=os.path.join(HERE, "..", ".."))
    options.add_argument("--list", action="store_true")
    options.add_argument("laws", nargs="*")
    options = options.parse_args()
    laws = [row for row in LAWS
            if not options.laws or row[0] in options.laws]
    if options.list:
        for name, saying, _, _ in laws:
            print(f"{name:18} {saying}")
        return 0
    judged = judge(House(options.root), laws)
    proved = prove(laws)
    failed = judged[1] + proved[1]
    print(f"{judged[0] + proved[0]} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
