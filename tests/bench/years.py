"""Opening a year beside the bare INSERT … SELECT of the same rows, in one
run: bare, ours, bare."""
import time

TABLES = ("household", "member", "village", "hamlet", "county")


def columns(inst, table):
    return [f"`{c}`" for (c,) in inst.rows(
        "SELECT column_name FROM information_schema.columns WHERE"
        " table_schema = DATABASE() AND table_name = %s AND"
        " is_generated = 'NEVER' AND column_name NOT IN"
        " ('year', 'row_start', 'row_end')", table)]


def bare(inst, year, into):
    """Seconds of one statement a table, in one transaction."""
    lists = {t: ", ".join(columns(inst, t)) for t in TABLES}
    db = inst.connect()
    try:
        with db.cursor() as c:
            start = time.time()
            c.execute("START TRANSACTION")
            for table, names in lists.items():
                c.execute(f"INSERT INTO {table} (year, {names}) SELECT"
                          f" {into}, {names} FROM {table} WHERE year = {year}")
            c.execute("COMMIT")
            return time.time() - start
    finally:
        db.close()


def compare(inst, table):
    year = inst.rows("SELECT year FROM registry_now")[0][0]
    rows = sum(inst.rows(f"SELECT COUNT(*) FROM {t} WHERE year = %s",
                         year)[0][0] for t in TABLES)
    first = bare(inst, year, 9001)
    start = time.time()
    inst.run("bangfu-db", "year", "open", str(year + 1))
    ours = time.time() - start
    plain = (first + bare(inst, year, 9002)) / 2
    households = inst.rows("SELECT COUNT(*) FROM household WHERE year = %s",
                           year + 1)[0][0]
    table.add("a year's rows, bare INSERT … SELECT", rows / plain, "rows/s",
              note=f"{plain:.1f} s")
    table.add(f"a year opened, {households:,} households", rows / ours,
              "rows/s", ratio=plain / ours, note=f"{ours:.1f} s")
