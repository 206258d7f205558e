"""Searching a city: pages of the product beside the plainest SQL that answers
the same question, run by itself.

The city has made-up counties: 20 of 12 townships of 19 villages, beside the
one that the reference data know."""
import random
import time
from urllib.parse import quote

from lxml import html

import instance
from web import compare, keep_answer, page, report, wide_awake, write_lines

# A month is due, three are there: people are looked for, not months.
NOW = "2022-03-10 09:00:00"
CITY = 130600000000
COUNTIES, TOWNSHIPS, VILLAGES = 20, 12, 19
MEMORY = 6 << 30    # of the server, so that it is not the disk that is measured
SOME = 3000         # different words of each kind


def areas():
    """Areas under codes that nobody has."""
    for c in range(COUNTIES):
        county = CITY + (71 + c) * 1000000
        yield county, CITY, 3, f"试验县{c + 1}"
        for t in range(TOWNSHIPS):
            township = county + (100 + t) * 1000
            yield township, county, 4, f"试验{c + 1}县{t + 1}乡"
            for v in range(VILLAGES):
                yield (township + 200 + v, township, 5,
                       f"试验{t + 1}乡{v + 1}村")


class City(instance.Instance):
    """An instance with a city of so many households."""

    now = NOW

    def fill(self, households):
        self.administrator().execute(
            "SET GLOBAL innodb_buffer_pool_size = %s", (MEMORY,))
        super().fill(households)

    def make(self, households):
        root = self.administrator()
        self.run("bangfu-db", "seed")
        db = self.connect()
        with db.cursor() as c:
            c.executemany("INSERT INTO area (code, parent, level, name)"
                          " VALUES (%s, %s, %s, %s)", list(areas()))
        # only this made-up data may be lost
        root.execute("SET GLOBAL innodb_flush_log_at_trx_commit = 0")
        start = time.time()
        self.run("bangfu-db", "generate", f"--households={households}",
                 f"--helpers={max(1, min(households // 10, 100000))}",
                 f"--area={CITY}", "--seed=1")
        self.made = time.time() - start
        root.execute("SET GLOBAL innodb_flush_log_at_trx_commit = 1")
        with db.cursor() as c:
            c.execute("ANALYZE TABLE household, member, name_sound")
        db.close()

    def demo_accounts(self):
        """A county's user becomes the city's."""
        super().demo_accounts()
        self.administrator().execute(
            "UPDATE bangfu.user SET area = %s WHERE role = 'county'",
            (CITY,))


# What answers the question, and no more: how many there are, and the rows of
# the list's first page in its order.
COUNT = "SELECT COUNT(*), SUM(h.member_count) FROM {} WHERE {}"
ROWS = ("SELECT h.household_id, h.number, h.area, v.name, t.name AS township,"
        " h.head_name, h.phone, h.exited, h.exit_year, h.monitor_class,"
        " h.risk_removed, h.member_count, h.free_after, r.state, r.late"
        " FROM {} LEFT JOIN area v ON v.code = h.area LEFT JOIN area t"
        " ON t.code = h.area - MOD(h.area, 1000)"
        " LEFT JOIN report r ON r.household_id = h.household_id"
        " AND r.period = 202202 WHERE {}"
        " ORDER BY h.area, h.household_id LIMIT 20")
MEMBER = ("member m JOIN household h ON h.year = 2022"
          " AND h.household_id = m.household_id")


def plain(tables, condition, word):
    return [(form.format(tables, condition), word) for form in (COUNT, ROWS)]


PLAIN = {
    "village list": plain("household h", "h.year = 2022 AND h.area = ?",
                          "@0"),
    "name search": plain(MEMBER, "m.year = 2022 AND m.name = ?", "$"),
    "ID search": plain(MEMBER, "m.year = 2022 AND m.idno = ?", "$"),
    "homophone search": plain(
        "name_sound s JOIN " + MEMBER.replace(
            "member m", "member m ON m.name = s.name", 1),
        "m.year = 2022 AND s.sound IN (SELECT o.sound FROM name_sound o"
        " WHERE o.name = ?)", "$"),
}


def words(inst):
    """Some of each kind: {kind: [(path, word)]}, and names that nobody bears
    but that sound like somebody's."""
    def some(sql):
        rows = [row[0] for row in inst.rows(sql)]
        random.Random(1).shuffle(rows)
        return rows[:SOME]

    def find(rows, more=""):
        return [(f"/household?find={quote(row)}{more}", row) for row in rows]

    last = inst.rows("SELECT MAX(member_id) FROM member")[0][0]
    step = max(1, last // SOME)
    villages = some("SELECT DISTINCT area FROM household WHERE year = 2022")
    return {
        "village list": [(f"/household?area={v}", f"{v} 0 0")
                         for v in villages],
        "name search": find(some(
            f"SELECT name FROM member WHERE MOD(member_id, {step}) = 0"),
            "&exact=1"),
        "ID search": find(some(
            f"SELECT idno FROM member WHERE MOD(member_id, {step}) = 1"
            " AND idno IS NOT NULL")),
        "homophone search": find(some(
            "SELECT s.name FROM name_sound s JOIN name_sound o ON o.sound ="
            " s.sound AND o.name <> s.name WHERE CRC32(s.name)"
            " < 200000000")),
    }


def trace_of(statements):
    lines = []
    for sql, word in statements:
        lines += [f"P 1 {sql}", word]
    return lines


def one(inst, table, web, kind, asked, seconds, rounds):
    """A kind of question: the page, the same bytes after the plain SQL on
    the same way, and the plain SQL by itself."""
    var = inst.var
    trace = write_lines(f"{var}/search.trace", trace_of(PLAIN[kind]))
    lines = write_lines(f"{var}/search.list",
                        [f"{path}\t{word}" for path, word in asked])
    alone = write_lines(f"{var}/search.ids", [word for _, word in asked])
    sample = wide_awake(web, asked[0][0])
    answer = keep_answer(var, "search", sample)

    def load(url):
        return instance.Load("page.lua", url, seconds, lines, web.cookie)

    with inst.beside("plain", f"--trace={trace}", *answer) as plain:
        loads, rates = compare(
            inst, rounds, lambda: load(inst.url),
            {"bare program, same way, plain SQL": lambda: load(plain)},
            lambda: inst.loop(trace, alone, seconds))
    report(table, kind, loads, rates, len(sample.content), alone="plain SQL")


def open_year(inst, name):
    """How many there are this year; others may have years before."""
    return inst.rows(f"SELECT COUNT(*) FROM {name} WHERE year = 2022")[0][0]


def turning(inst, table, web):
    """Pages of the whole city: the first, one in the middle, the last."""
    took = {}
    start = time.time()
    first = wide_awake(web, "/household")
    took["first page, counted"] = time.time() - start
    for label in ("末页", "上一页", "上一页", "首页", "下一页", "下一页"):
        at = first.text.split(f">{label}<")[0].rsplit('href="', 1)[1]
        path = at.split('"')[0].replace("&amp;", "&")
        start = time.time()
        first = wide_awake(web, path)
        took.setdefault({"末页": "last page", "上一页": "a page back",
                         "首页": "first page again",
                         "下一页": "a page on"}[label],
                        time.time() - start)
    if open_year(inst, "household") > 100000 and \
            web.get("/household?state=owed").status_code != 422:
        raise RuntimeError("a county is not asked for")
    for name, seconds in took.items():
        table.add(f"whole city: {name}", seconds * 1000, "ms")


def saving(inst, table, web):
    """What it asks of the database to save a section of a household's file,
    beside the transaction's own two."""
    household = inst.rows("SELECT household_id FROM household"
                          " WHERE year = 2022 LIMIT 1")[0][0]
    path = f"/household/{household}/file/1"

    def save(bank):
        tree = html.fromstring(wide_awake(web, path).text)
        form = tree.xpath("//form[contains(@class, 'file-form')]")[0]
        # lxml makes "on" of an empty radio button; a browser does not
        said = [(k, "" if v in (None, "on") else v)
                for k, v in form.form_values() if k != "bank"]
        root.execute("TRUNCATE mysql.general_log")
        answer = web.session.post(inst.url + path, allow_redirects=False,
                                  data=said + [("bank", bank)])
        if answer.status_code != 303:
            raise RuntimeError(f"saving: {answer.status_code}")
        root.execute("SELECT COUNT(*) FROM mysql.general_log WHERE"
                     " user_host LIKE '%bangfu_web%' AND command_type ="
                     " 'Execute'")
        return root.fetchone()[0]

    root = inst.administrator()
    root.execute("SET GLOBAL log_output = 'TABLE'")
    root.execute("SET GLOBAL general_log = ON")
    try:
        # the first of a worker reads code lists besides
        count = min(save(f"第{n}银行") for n in range(20))
    finally:
        root.execute("SET GLOBAL general_log = OFF")
    table.add("saving a household's form", count, "statements")


def search(inst, table, seconds, rounds):
    households = open_year(inst, "household")
    members = open_year(inst, "member")
    names = inst.rows("SELECT COUNT(DISTINCT name) FROM name_sound")[0][0]
    table.add("city made up", getattr(inst, "made", 0), "s",
              note=f"{households} households, {members} members,"
              f" {names} names")
    web = inst.sign_in("county")
    for kind, asked in words(inst).items():
        one(inst, table, web, kind, asked, seconds, rounds)
    turning(inst, table, web)
    saving(inst, table, web)
    page(inst, table, seconds, rounds, name="household page of the city")
