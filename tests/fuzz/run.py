#!/usr/bin/python3
"""Run the fuzzers, two at a time.

    run.py [--seconds=30] [--build=build] [NAME …]

Seeds are tests/fuzz/seeds/NAME; what is found on the way is kept under the
build folder.  An input that ends a fuzzer is put among the seeds, so that it
is tried first from then on.  Ends with "N passed, N failed".
"""
import argparse
import glob
import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

HERE = os.path.dirname(os.path.abspath(__file__))


def fuzz(build, name, seconds):
    seeds = os.path.join(HERE, "seeds", name)
    corpus = os.path.join(build, "fuzz", "corpus", name)
    words = os.path.join(HERE, "seeds", f"{name}.dict")
    for folder in (seeds, corpus):
        os.makedirs(folder, exist_ok=True)
    command = [os.path.join(build, "fuzz", name),
               f"-max_total_time={seconds}", "-max_len=4096", "-timeout=10",
               "-rss_limit_mb=1500", "-print_final_stats=1",
               f"-artifact_prefix={seeds}/found-", corpus, seeds]
    if os.path.exists(words):
        command.insert(1, f"-dict={words}")
    done = subprocess.run(command, text=True, errors="replace",
                          capture_output=True, check=False)
    runs = re.search(r"number_of_executed_units:\s*(\d+)", done.stderr)
    cover = re.findall(r"cov: (\d+)", done.stderr)
    line = (f"{name}: {runs[1] if runs else '?'} runs,"
            f" {cover[-1] if cover else '?'} edges")
    if done.returncode != 0:
        line += " FAILED\n" + "\n".join(done.stderr.split("\n")[-60:])
    return done.returncode == 0, line


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--seconds", type=int, default=30)
    options.add_argument("--build", default="build")
    options.add_argument("names", nargs="*")
    options = options.parse_args()
    names = options.names or sorted(
        os.path.basename(f)[5:-2]
        for f in glob.glob(os.path.join(HERE, "fuzz_*.c")))
    passed = 0
    with ThreadPoolExecutor(2) as pool:
        for good, line in pool.map(
                lambda n: fuzz(options.build, n, options.seconds), names):
            print(line, flush=True)
            passed += good
    print(f"{passed} passed, {len(names) - passed} failed")
    return 0 if passed == len(names) else 1


if __name__ == "__main__":
    sys.exit(main())
