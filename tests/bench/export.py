"""XML out: rows a second and peak memory, beside mariadb-dump --xml of the
same rows."""
import os
import re
import statistics
import subprocess
import time

ROUNDS = 3


def measured(command, path, env, log):
    """Seconds, peak KiB of the process."""
    with open(path, "wb") as out:
        start = time.time()
        process = subprocess.Popen(command, stdout=out, stderr=log, env=env)
        _, status, usage = os.wait4(process.pid, 0)
        took = time.time() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise RuntimeError(f"{command[0]} ended with {process.returncode}")
    return took, usage.ru_maxrss


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
            export.append(f"--only={what[0]}")
        rows = sum(count[name] for name in what)
        a, b = [], []
        for _ in range(ROUNDS):
            a.append(measured(export, ours, env, inst.log))
            b.append(measured(dump + what, theirs, env, inst.log))
        mine = rows / statistics.median(t for t, _ in a)
        other = rows / statistics.median(t for t, _ in b)
        with open(ours, encoding="utf-8") as f:
            written = sum(len(re.findall(r"<(?:%s)[ >]" % "|".join(what), line))
                          for line in f)
        table.add(f"XML export of {', '.join(what)}", mine, "rows/s",
                  note=f"{rows} rows ({written} written), peak"
                       f" {max(m for _, m in a) / 1024:.0f} MiB")
        table.add("  against: mariadb-dump --xml", other, "rows/s",
                  ratio=mine / other)
