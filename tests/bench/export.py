"""XML out: rows a second and peak memory, beside mariadb-dump --xml of the
same rows."""
import os
import re
import statistics
import subprocess
import time

ROUNDS = 3


def high_water(pid):
    """Peak KiB of a running process so far.  (What wait4 tells counts the
    pages of whoever started it.)"""
    try:
        with open(f"/proc/{pid}/status", encoding="ascii") as f:
            return int(re.search(r"^VmHWM:\s*(\d+)", f.read(), re.M)[1])
    except (OSError, TypeError):
        return 0


def measured(command, path, env, log):
    """Seconds, peak KiB of the process."""
    peak = 0
    with open(path, "wb") as out:
        start = time.time()
        process = subprocess.Popen(command, stdout=out, stderr=log, env=env)
        while process.poll() is None:
            peak = max(peak, high_water(process.pid))
            time.sleep(0.02)
        took = time.time() - start
    if process.returncode != 0:
        raise RuntimeError(f"{command[0]} ended with {process.returncode}")
    return took, peak


def told(path, what):
    """The rows of these kinds as the document's own trailer counts them."""
    with open(path, "rb") as f:
        f.seek(-400, os.SEEK_END)
        trailer = f.read().decode("utf-8", "replace").split("<trailer", 1)[1]
    return sum(int(n) for name, n in re.findall(r' (\w+)="(\d+)"', trailer)
               if name in what)


def compare(inst, table):
    db = inst.ready["db"]
    count = {name: inst.rows(f"SELECT COUNT(*) FROM {name}")[0][0]
             for name in ("household", "member", "report")}
    ours = f"{inst.var}/export.xml"
    theirs = f"{inst.var}/dump.xml"
    dump = ["mariadb-dump", "--no-defaults", "--xml", "--single-transaction",
            "--quick", f"--socket={db['socket']}", f"--user={db['user']}",
            db["database"]]
    env = {**inst.env, "MYSQL_PWD": db["password"]}
    for what in (["report"], ["household", "member", "report"]):
        export = [f"{inst.build}/bangfu-exchange", "export",
                  "--area=130630", "--year=2022"]
        if len(what) == 1:
            export.append("--kind=reports")
        rows = sum(count[name] for name in what)
        a, b = [], []
        for _ in range(ROUNDS):
            a.append(measured(export, ours, env, inst.log))
            b.append(measured(dump + what, theirs, env, inst.log))
        mine = rows / statistics.median(t for t, _ in a)
        other = rows / statistics.median(t for t, _ in b)
        written = told(ours, what)
        table.add(f"XML export of {', '.join(what)}", mine, "rows/s",
                  note=f"{rows} rows ({written} written), peak"
                       f" {max(m for _, m in a) / 1024:.0f} MiB")
        table.add("  against: mariadb-dump --xml", other, "rows/s",
                  ratio=mine / other)
