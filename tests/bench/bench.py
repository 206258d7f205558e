#!/usr/bin/python3
"""make bench: side by side figures on made-up data, ratios within one run.

    bench.py [--build=build] [--var=var] [--households=20000] [--seconds=5]
             [--rounds=3] [--search=20000] [page] [export] [post] [sms]
             [kannel] [search] [year]

Prints a table and writes it to VAR/bench.tsv.  Works on an instance of its
own under VAR/bench and ends it.
"""
import argparse
import os
import shutil
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
sys.dont_write_bytecode = True

import instance                                             # noqa: E402
import web                                                  # noqa: E402


class Table:
    def __init__(self, path):
        self.path, self.rows = path, []

    def add(self, name, value, unit, p99=None, ratio=None, note=""):
        row = (name, f"{value:,.0f}" if value >= 100 else f"{value:.1f}",
               unit, "" if p99 is None else f"{p99:.1f}",
               "" if ratio is None else f"{ratio:.2f}", note)
        self.rows.append(row)
        print("{:46} {:>10} {:8} {:>8} {:>6}  {}".format(*row), flush=True)

    def head(self):
        print("{:46} {:>10} {:8} {:>8} {:>6}  {}".format(
            "what", "value", "unit", "p99 ms", "ratio", "note"), flush=True)

    def write(self):
        with open(self.path, "w", encoding="utf-8") as f:
            f.write("what\tvalue\tunit\tp99_ms\tratio\tnote\n")
            for row in self.rows:
                f.write("\t".join(w.strip().replace(",", "") if n in (1, 3)
                                  else w for n, w in enumerate(row)) + "\n")


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--build", default="build")
    options.add_argument("--var", default="var")
    options.add_argument("--households", type=int, default=20000)
    options.add_argument("--search", type=int, default=20000,
                         help="households of the city that is searched")
    options.add_argument("--seconds", type=int, default=5)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--keep", action="store_true")
    options.add_argument("--without", default="")
    options.add_argument("parts", nargs="*")
    o = options.parse_args()
    parts = o.parts or ["page", "export", "post", "sms", "kannel", "search",
                        "year"]
    os.makedirs(o.var, exist_ok=True)
    var = os.path.join(o.var, "bench")
    table = Table(os.path.join(o.var, "bench.tsv"))
    table.head()
    wrong = 0
    city = [part for part in parts if part == "search"]
    parts = [part for part in parts if part != "search"]
    inst = None
    try:
        if parts:
            inst = instance.Instance(o.build, var, o.households, o.without)
        for part in parts:
            try:
                if part == "page":
                    web.page(inst, table, o.seconds, o.rounds)
                elif part.startswith("/"):
                    web.page(inst, table, o.seconds, o.rounds, part, part)
                elif part == "post":
                    web.post(inst, table, o.seconds, o.rounds)
                elif part == "sms":
                    import sms
                    sms.straight(inst, table, o.seconds)
                elif part == "kannel":
                    import sms
                    sms.kannel(inst, table, max(o.rounds, 5)
                               if not o.parts else o.rounds)
                elif part == "year":
                    import years
                    years.compare(inst, table)
                elif part == "export":
                    import export
                    export.compare(inst, table)
            except (RuntimeError, ValueError, OSError) as e:
                print(f"{part}: {e}", file=sys.stderr)
                wrong += 1
        if inst:
            inst.close()
            inst = None
        if city:
            wrong += search_city(o, table)
    finally:
        if inst:
            inst.close()
        table.write()
        if not o.keep:
            shutil.rmtree(var, ignore_errors=True)
    return 1 if wrong else 0


def search_city(o, table):
    """The city has an instance of its own: another day, other areas."""
    import search
    var = os.path.join(o.var, "bench-city")
    try:
        inst = search.City(o.build, var, o.search, o.without)
        try:
            search.search(inst, table, o.seconds, o.rounds)
        finally:
            inst.close()
    except (RuntimeError, ValueError, OSError) as e:
        print(f"search: {e}", file=sys.stderr)
        return 1
    finally:
        if not o.keep:
            shutil.rmtree(var, ignore_errors=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
