"""bangfu-db and bangfu-exchange against a server of their own: migrations,
generated data, demo, accounts, and the document against its schema."""
import hashlib
import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import tempfile
import time

import pymysql
import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = ROOT / os.environ.get("BANGFU_BUILD", "build")
NOW = "2022-03-04 09:00:00"
HOUSEHOLDS = 150


class Server:
    """A private mariadbd; each test takes a database of its own."""

    def __init__(self):
        self.home = pathlib.Path(tempfile.mkdtemp(prefix="bangfu-db-"))
        self.socket = str(self.home / "sock")
        mine = ["--user=root"] if os.geteuid() == 0 else []
        # a server that starts clears its tmpdir: never another's
        (self.home / "tmp").mkdir()
        subprocess.run(["mariadb-install-db", "--no-defaults", "--force",
                        f"--datadir={self.home}/data", "--skip-test-db",
                        f"--tmpdir={self.home}/tmp",
                        "--auth-root-authentication-method=normal", *mine],
                       check=True, stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL)
        mariadbd = shutil.which("mariadbd") or "/usr/sbin/mariadbd"
        self.process = subprocess.Popen(
            [mariadbd, "--no-defaults", f"--datadir={self.home}/data",
             f"--socket={self.socket}", "--skip-networking",
             f"--tmpdir={self.home}/tmp",
             "--character-set-server=utf8mb4", *mine],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.count = 0
        end = time.time() + 60
        while True:
            try:
                self.connect().close()
                return
            except pymysql.Error:
                if time.time() > end:
                    raise
                time.sleep(0.2)

    def connect(self, database=None):
        user = "root"
        return pymysql.connect(unix_socket=self.socket, user=user,
                               database=database, autocommit=True,
                               charset="utf8mb4")

    def database(self):
        self.count += 1
        name = f"t{self.count}"
        with self.connect() as my:
            my.cursor().execute(f"CREATE DATABASE {name}")
        return Database(self, name)

    def end(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(60)
        shutil.rmtree(self.home, ignore_errors=True)


class Database:
    def __init__(self, server, name):
        self.server, self.name = server, name

    def env(self, **more):
        return {**os.environ, "BANGFU_DB_SOCKET": self.server.socket,
                "BANGFU_DB_USER": "root", "BANGFU_DB_PASSWORD": "",
                "BANGFU_DB_NAME": self.name, "BANGFU_NOW": NOW, **more}

    def run(self, program, *words, given=None, **env):
        return subprocess.run([BUILD / f"bangfu-{program}", *words],
                              env=self.env(**env), input=given, text=True,
                              capture_output=True, timeout=120, check=False)

    def good(self, program, *words, **more):
        done = self.run(program, *words, **more)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def bad(self, program, *words, **more):
        """Refused: status 1 and one clear sentence."""
        done = self.run(program, *words, **more)
        assert done.returncode == 1, done.stdout
        assert done.stderr.strip()
        return done.stderr

    def rows(self, sql):
        with self.server.connect(self.name) as my:
            cursor = my.cursor()
            cursor.execute(sql)
            return cursor.fetchall()

    def filled(self, households=HOUSEHOLDS):
        self.good("db", "migrate")
        self.good("db", "seed")
        self.good("db", "generate", f"--households={households}")
        return self


@pytest.fixture(scope="module")
def server():
    s = Server()
    yield s
    s.end()


@pytest.fixture
def empty(server):
    return server.database()


@pytest.fixture(scope="module")
def county(server):
    return server.database().filled()


@pytest.fixture
def migrations(tmp_path):
    """A copy of the migrations that a test may spoil."""
    folder = tmp_path / "migrate"
    shutil.copytree(ROOT / "db" / "migrate", folder)
    return folder


# ---- migrations ----------------------------------------------------------

def test_migrate_again_does_nothing(empty):
    count = len(list((ROOT / "db" / "migrate").glob("*.sql")))
    assert f"{count} applied" in empty.good("db", "migrate")
    assert "0 applied" in empty.good("db", "migrate")
    empty.good("db", "check")


def test_several_at_once(server):
    """The first table of all is made by one of them only."""
    for _ in range(3):
        empty = server.database()
        runs = [subprocess.Popen([BUILD / "bangfu-db", "migrate"],
                                 env=empty.env(), stdout=subprocess.PIPE,
                                 stderr=subprocess.PIPE, text=True)
                for _ in range(4)]
        said = [run.communicate(timeout=90) for run in runs]
        assert [run.returncode for run in runs] == [0] * 4, said
        empty.good("db", "check")


def test_newer_database_is_refused(empty, migrations):
    (migrations / "9999-x.sql").unlink(missing_ok=True)
    last = max(int(p.name[:4]) for p in migrations.glob("*.sql"))
    (migrations / f"{last + 1:04d}-more.sql").write_text(
        "CREATE TABLE more (id int);\n")
    empty.good("db", "migrate", f"--dir={migrations}")
    assert "newer" in empty.bad("db", "migrate")
    assert "newer" in empty.bad("db", "check")


def test_older_database_fails_the_check(empty, migrations):
    empty.good("db", "migrate")
    last = max(int(p.name[:4]) for p in migrations.glob("*.sql"))
    (migrations / f"{last + 1:04d}-more.sql").write_text(
        "CREATE TABLE more (id int);\n")
    assert "older" in empty.bad("db", "check", f"--dir={migrations}")


def test_changed_file_is_refused(empty, migrations):
    empty.good("db", "migrate", f"--dir={migrations}")
    first = sorted(migrations.glob("*.sql"))[0]
    first.write_text(first.read_text() + "\n")
    assert first.name in empty.bad("db", "migrate", f"--dir={migrations}")


def test_missing_number_is_refused(empty, migrations):
    sorted(migrations.glob("*.sql"))[1].unlink()
    assert "missing" in empty.bad("db", "migrate", f"--dir={migrations}")


def test_no_folder_is_refused(empty, tmp_path):
    empty.bad("db", "migrate", f"--dir={tmp_path}/nowhere")
    empty.bad("db", "migrate", f"--dir={tmp_path}")


def test_broken_statement_then_mended(empty, tmp_path):
    """A run that broke off goes on behind what was done."""
    script = tmp_path / "0001-x.sql"
    good = ("-- a comment; with a semicolon\nCREATE TABLE one (id int);\n"
            "INSERT INTO two VALUES (1);\n")
    script.write_text(good)
    said = empty.bad("db", "migrate", f"--dir={tmp_path}")
    assert "0001-x.sql stopped in statement 2" in said
    empty.rows("SELECT * FROM one")
    with empty.server.connect(empty.name) as my:
        my.cursor().execute("CREATE TABLE two (id int)")
    empty.good("db", "migrate", f"--dir={tmp_path}")
    assert empty.rows("SELECT id FROM two") == ((1,),)


def test_killed_again_and_again(server):
    """kill -9 at any moment: the next run makes it whole."""
    whole = server.database()
    whole.good("db", "migrate")
    tables = "SELECT table_name, table_type, create_options FROM" \
        " information_schema.tables WHERE table_schema = DATABASE()" \
        " ORDER BY table_name"
    for n in range(12):
        one = server.database()
        for _ in range(3):
            p = subprocess.Popen([BUILD / "bangfu-db", "migrate"],
                                 env=one.env(), stdout=subprocess.DEVNULL,
                                 stderr=subprocess.DEVNULL)
            time.sleep(0.02 + 0.013 * n)
            p.kill()
            p.wait()
        one.good("db", "migrate")
        one.good("db", "check")
        assert one.rows(tables) == whole.rows(tables)
        assert one.rows("SELECT COUNT(*) FROM registry_now") == ((1,),)


def test_statements_may_be_met_again():
    """What a killed run did without noting it must not stop the next."""
    for path in (ROOT / "db" / "migrate").glob("*.sql"):
        text = re.sub(r"--.*", "", path.read_text(encoding="utf-8"))
        for line in map(str.strip, text.split(";")):
            if re.match(r"(CREATE|DROP)\s", line):
                assert re.match(r"CREATE \w+ IF NOT EXISTS|"
                                r"DROP \w+ IF EXISTS|CREATE OR REPLACE",
                                line), f"{path.name}: {line}"
            if re.match(r"ALTER\s", line):
                assert "EXISTS" in line, f"{path.name}: {line}"


def test_no_server(empty):
    assert "no database" in empty.bad("exchange", "schema", "--year=2022",
                                      BANGFU_DB_SOCKET="/nonexistent/sock")


# ---- reference data ------------------------------------------------------

def test_seed_twice(empty):
    empty.good("db", "migrate")
    codes = "SELECT * FROM code ORDER BY list, code, first_year"
    empty.good("db", "seed")
    first = empty.rows(codes)
    empty.good("db", "seed")
    assert empty.rows(codes) == first and len(first) > 400
    levels = dict(empty.rows("SELECT level, COUNT(*) FROM area"
                             " GROUP BY level"))
    assert levels == {1: 1, 2: 1, 3: 1, 4: 17, 5: 295}
    assert empty.rows("SELECT year, state FROM registry_year") == (
        (2022, "open"),)
    assert empty.rows("SELECT label FROM code WHERE list = 'relation'"
                      " AND code = '05'") == (("之儿媳",),)
    standards = dict(empty.rows(
        "SELECT list, COUNT(*) FROM code WHERE list LIKE 'gbt%' OR list IN"
        " ('nation', 'sex') GROUP BY list"))
    assert standards == {"gbt2260": 3217, "gbt4761": 84, "gbt4762": 13,
                         "gbt4658": 40, "nation": 56, "sex": 4}
    assert empty.rows("SELECT label, national FROM code WHERE list ="
                      " 'gbt2260' AND code = '130630'") == (
        ("涞源县", "130630"),)


@pytest.mark.parametrize("name,text", [
    ("area-1.csv", "# x\ncode,name\n12345,甲\n"),
    ("area-1.csv", "# x\ncode,name\n130630000000\n"),
    ("area-1.csv", "# x\ncode,name\n130630000000,\n"),
    ("area-1.csv", "# x\ncode,name\n130630000000,甲,乙\n"),
    ("code.csv", "# x\nrelation,x,9999,01,户主,01\n"),
    ("code.csv", "# x\nrelation,2020,2010,01,户主,01\n"),
    ("code.csv", "# x\nrelation,0,9999,,户主,01\n"),
    ("code-1.csv", "# x\ngbt2260,0,9999,130630,,130630\n"),
])
def test_wrong_reference_is_refused(empty, tmp_path, name, text):
    empty.good("db", "migrate")
    (tmp_path / "code.csv").write_text("# none\n", encoding="utf-8")
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert re.search(rf"{name} line \d", empty.bad(
        "db", "seed", f"--dir={tmp_path}"))
    assert empty.rows("SELECT COUNT(*) FROM area") == ((0,),)


def test_reference_not_utf8(empty, tmp_path):
    empty.good("db", "migrate")
    (tmp_path / "code.csv").write_bytes(b"# none\n")
    (tmp_path / "area-1.csv").write_bytes(b"130630000000,\xb0\xd7\n")
    assert "UTF-8" in empty.bad("db", "seed", f"--dir={tmp_path}")


# ---- generated data ------------------------------------------------------

CONTENT = {
    "household": "household_id, number, area, head_name, member_count,"
                 " exited, monitor_class, free_after, cause_1, other_causes,"
                 " net_income_fen, risks, bank_account",
    "member": "member_id, household_id, name, sex, idno, birth, relation,"
              " health, education, student, work_city, medical_insured",
    "helper": "helper_id, name, unit, area, phone",
    "pairing": "household_id, helper_id, short_no, from_day, to_day",
    "report": "household_id, period, wage_fen, business_fen, housing,"
              " problem, state, late, reporter, reported_at",
    "receipt": "receipt_id, household_id, period",
}


def content(database):
    return {table: database.rows(f"SELECT {columns} FROM {table}"
                                 f" ORDER BY {columns}")
            for table, columns in CONTENT.items()}


def test_same_seed_same_rows(server, county):
    assert content(server.database().filled()) == content(county)
    other = server.database()
    other.good("db", "migrate")
    other.good("db", "seed")
    other.good("db", "generate", f"--households={HOUSEHOLDS}", "--seed=2")
    assert content(other)["member"] != content(county)["member"]


def share(database, table, condition):
    """How many of a hundred."""
    return float(database.rows(f"SELECT AVG({condition}) * 100 FROM"
                               f" {table}")[0][0])


def test_the_forms_are_filled_in(county):
    for table, condition, least, most in (
            ("household", "cause_1 IS NOT NULL", 100, 100),
            ("household", "head_income_fen IS NOT NULL", 100, 100),
            ("household", "head_income_fen BETWEEN 600000 AND 5000000",
             70, 100),
            ("household", "net_income_fen = income_fen - expense_fen",
             100, 100),
            ("household", "FIND_IN_SET(cause_1, other_causes) > 0", 0, 0),
            ("household", "risks IS NOT NULL AND monitor_class = 0", 0, 0),
            ("household", "risks IS NULL AND monitor_class > 0", 0, 0),
            ("household", "arable_mu_100 > 10000", 0, 2),
            ("member", "nation IS NOT NULL AND health IS NOT NULL"
             " AND skill IS NOT NULL", 100, 100),
            ("member", "health LIKE '01,%'", 0, 0),
            # the flaws that the rules find
            ("member", "(education IS NULL) = (student IS NULL)", 0, 2),
            ("member", "health LIKE '%04%' AND LENGTH(idno) <> 20", 0, 2),
            ("member", "medical_insured = employee_insured", 0, 2),
            ("member", "work_province IS NOT NULL"
             " AND work_months_100 IS NULL", 0, 2)):
        found = share(county, table, condition)
        assert least <= found <= most, (condition, found)


def test_income_per_head_is_recounted(server):
    database = server.database().filled(60)
    heads = ("SELECT household_id, head_income_fen FROM household WHERE year"
             " = 2022 ORDER BY household_id")
    before = database.rows(heads)
    assert "60 households, 0 changed" in database.good("db", "recount")
    database.rows("INSERT INTO setting (name, value)"
                  " VALUES ('per_resident', '1')")
    said = database.good("db", "recount")
    assert "60 households, 0 changed" not in said
    assert not database.rows(
        "SELECT 1 FROM household WHERE year = 2022 AND"
        " ABS(head_income_fen * residents - net_income_fen) > residents")
    assert database.rows("SELECT COUNT(*) FROM `change` WHERE entity ="
                         " 'household' AND door = 'system'")[0][0] > 0
    database.rows("UPDATE setting SET value = '0' WHERE name ="
                  " 'per_resident'")
    database.good("db", "recount")
    assert database.rows(heads) == before


def test_generated_twice_is_refused(county):
    assert "already" in county.bad("db", "generate", "--households=5")


def test_generate_needs_a_year(empty):
    empty.good("db", "migrate")
    assert "year" in empty.bad("db", "generate", "--households=5")


@pytest.mark.parametrize("words", [
    [], ["frob"], ["generate", "--households=x"], ["generate", "--area=1"],
    ["generate", "--households=-3"], ["seed", "extra"], ["user"],
    ["user", "frob"], ["generate", "--seed="], ["demo", "--frob"],
])
def test_usage(county, words):
    assert "usage:" in county.bad("db", *words)


def test_phones_are_synthetic(county):
    for (phone,) in county.rows("SELECT phone FROM helper_phone"):
        assert phone.startswith("1990000")
    for (idno,) in county.rows("SELECT idno FROM member"):
        assert idno is None or idno.startswith("999999")


# ---- demo and accounts ---------------------------------------------------

def test_demo(empty, tmp_path):
    out = tmp_path / "demo.json"
    empty.good("db", "migrate")
    empty.good("db", "demo", "-o", str(out))
    first = out.read_bytes()
    assert out.stat().st_mode & 0o777 == 0o600
    demo = json.loads(first)
    assert {a["role"] for a in demo["accounts"]} == {
        "admin", "county", "township", "village", "helper"}
    assert sum(a["must_change"] for a in demo["accounts"]) == 1
    assert len(demo["helpers"]) == 20
    helper = next(a for a in demo["accounts"] if a["role"] == "helper")
    assert helper["helper_id"] == demo["helpers"][0]["helper_id"]
    for h in demo["helpers"]:
        shorts = [x["short"] for x in h["households"]]
        assert shorts == sorted(set(shorts)) and shorts[0] == 1
    assert empty.rows("SELECT COUNT(*) FROM household"
                      " WHERE year = 2022") == ((2000,),)
    assert empty.rows("SELECT COUNT(*) FROM helper") == ((200,),)
    before = empty.good("db", "checksum")
    empty.good("db", "demo", "-o", str(out))
    assert out.read_bytes() == first
    assert empty.good("db", "checksum") == before


def test_demo_killed(server, tmp_path):
    """The demo county is there whole or not at all."""
    out = tmp_path / "demo.json"
    for n in range(5):
        one = server.database()
        one.good("db", "migrate")
        p = subprocess.Popen([BUILD / "bangfu-db", "demo", "-o", str(out)],
                             env=one.env(), stdout=subprocess.DEVNULL,
                             stderr=subprocess.DEVNULL)
        time.sleep(0.1 + 0.15 * n)
        p.kill()
        p.wait()
        one.good("db", "demo", "-o", str(out))
        assert one.rows("SELECT COUNT(*) FROM household"
                      " WHERE year = 2022") == ((2000,),)
        assert one.rows("SELECT COUNT(*) FROM helper") == ((200,),)
        assert len(json.loads(out.read_bytes())["accounts"]) == 6


def test_demo_needs_a_file(county):
    assert "FILE" in county.bad("db", "demo", BANGFU_VAR="")
    county.bad("db", "demo", "-o", "/nonexistent/demo.json")


ADD = ["user", "add", "--login=li", "--name=李四", "--role=county",
       "--bureau=130630", "--area=130630"]


def test_user(county):
    county.good("db", *ADD, given="geheim-12345\n")
    assert "taken" in county.bad("db", *ADD, given="geheim-12345\n")
    county.good("db", "user", "password", "--login=li",
                given="another-12345\n")
    assert county.rows("SELECT must_change, disabled FROM user"
                       " WHERE login = 'li'") == ((1, 0),)
    county.good("db", "user", "disable", "--login=li")
    assert county.rows("SELECT disabled FROM user"
                       " WHERE login = 'li'") == ((1,),)


@pytest.mark.parametrize("words,given,why", [
    (ADD, "short\n", "characters"),
    (ADD, "", "standard input"),
    (ADD[:-1], "geheim-12345\n", "needed"),
    (ADD[:2] + ADD[3:], "geheim-12345\n", "needed"),
    (ADD + ["--name="], "geheim-12345\n", "a name is"),
    (ADD + ["--name=李四2"], "geheim-12345\n", "a name is"),
    (ADD + ["--name=<b>"], "geheim-12345\n", "a name is"),
    (ADD + ["--name=" + "李" * 61], "geheim-12345\n", "a name is"),
    (ADD + ["--role=guest"], "geheim-12345\n", "role"),
    (ADD + ["--role=king"], "geheim-12345\n", "role"),
    (ADD + ["--role=helper"], "geheim-12345\n", "helper"),
    (ADD + ["--helper=1"], "geheim-12345\n", "helper"),
    (["user", "disable", "--login=nobody"], None, "no such user"),
    (["user", "password", "--login=nobody"], "geheim-12345\n",
     "no such user"),
    (["user", "disable"], None, "needed"),
])
def test_user_refused(county, words, given, why):
    assert why in county.bad("db", *words, given=given or "")


def test_publish_ends_on_sigterm(county):
    with county.server.connect(county.name) as my:
        my.cursor().execute(
            "INSERT INTO `change` (at, user_id, helper_id, door, entity,"
            " record_id, deed) VALUES (NOW(), 0, 0, 'system', 'test', 1,"
            " 'insert')")
    p = subprocess.Popen([BUILD / "bangfu-db", "publish"], env=county.env(),
                         stderr=subprocess.DEVNULL)
    end = time.time() + 40
    while county.rows("SELECT COUNT(*) FROM `change` WHERE seq IS NULL") \
            != ((0,),):
        assert time.time() < end
        time.sleep(0.1)
    p.send_signal(signal.SIGTERM)
    assert p.wait(5) == 0


# ---- the document --------------------------------------------------------

def schema(county, folder, *words):
    path = folder / f"schema{len(words)}.xsd"
    path.write_text(county.good("exchange", "schema", "--year=2022", *words),
                    encoding="utf-8")
    return path


def validates(path, document):
    done = subprocess.run(["xmllint", "--noout", "--schema", path, "-"],
                          input=document, text=True, capture_output=True,
                          check=False)
    return done.returncode == 0


def export(county, *words):
    return county.good("exchange", "export", "--area=130630", "--year=2022",
                       *words)


@pytest.mark.parametrize("kind", ["full", "reports"])
@pytest.mark.parametrize("unmasked", [[], ["--unmasked"]])
def test_document_validates(county, tmp_path, kind, unmasked):
    document = export(county, f"--kind={kind}", *unmasked)
    assert validates(schema(county, tmp_path, *unmasked), document)
    # Masked and whole documents are not mistaken for each other.
    other = [] if unmasked else ["--unmasked"]
    assert not validates(schema(county, tmp_path, *other), document)


def test_trailer_tells_the_truth(county):
    document = export(county)
    body = document[document.index('year="2022">') + len('year="2022">'):
                    document.index("<trailer")]
    # The root's own start tag is the first to say the year.
    sums = dict(re.findall(r' (\w+)="([^"]*)"',
                           document[document.index("<trailer"):]))
    assert sums["sha256"] == hashlib.sha256(body.encode()).hexdigest()
    for name in ("household", "member", "pairing", "report"):
        assert int(sums[name]) == len(re.findall(rf"<{name} ", body))
    assert int(sums["household"]) == HOUSEHOLDS
    assert county.rows("SELECT COUNT(*) FROM report WHERE period BETWEEN"
                       " 202201 AND 202212") == ((int(sums["report"]),),)


def test_canonical(county, tmp_path):
    """What xmllint calls canonical is what was written, to the byte."""
    document = export(county)
    path = tmp_path / "x.xml"
    path.write_text(document, encoding="utf-8")
    canonical = subprocess.run(["xmllint", "--c14n", path], text=True,
                               capture_output=True, check=True).stdout
    assert canonical.rstrip("\n") == document.split("\n", 1)[1].rstrip("\n")


def test_same_data_same_bytes(server, county):
    def plain(document):
        return re.sub(r' (generated|id|to)="[^"]*"', "",
                      document.split(">", 2)[1]) + document.split(">", 2)[2]

    one, two = export(county), export(server.database().filled())
    assert one != two
    # where they differ: two whole documents are no message
    apart = [pair for pair in zip(plain(one).split("<"),
                                  plain(two).split("<"))
             if pair[0] != pair[1]]
    assert apart[:5] == [] and len(one) == len(two)


BROKEN = [
    ("an unknown element", "<exited>", "<exitted>", "</exited>",
     "</exitted>"),
    ("an amount with one decimal", ".00</wage>", ".0</wage>"),
    ("a negative wage", "<wage>", "<wage>-"),
    ("a month 13", 'period="2022-01"', 'period="2022-13"'),
    ("an unknown state", "<state>reported", "<state>done"),
    ("an unknown relation", "<relation>01", "<relation>77"),
    ("an answer of 2", "<housing>1", "<housing>2"),
    ("no trailer", '<trailer ', '<t '),
    ("a household without number", ' number="', ' nummer="'),
    ("another version", ' version="1"', ' version="2"'),
    ("another year", ' year="2022"><county', ' year="2021"><county'),
    ("text between", "<household area", "words<household area"),
    ("elements in another order", "<sex>1</sex>", "", "</member>",
     "<sex>1</sex></member>"),
]


@pytest.fixture(scope="module")
def whole(county, tmp_path_factory):
    """A document, and the file of the schema that it passes."""
    document = export(county)
    path = schema(county, tmp_path_factory.mktemp("whole"))
    assert validates(path, document)
    return document, path


@pytest.mark.parametrize("case", BROKEN, ids=[c[0] for c in BROKEN])
def test_broken_document_is_refused(whole, case):
    broken, path = whole
    for old, new in zip(case[1::2], case[2::2]):
        assert old in broken
        broken = broken.replace(old, new, 1)
    assert not validates(path, broken)


def test_an_area_is_its_own(county):
    whole = export(county)
    villages = sorted(set(re.findall(r'<household area="(\d+)"', whole)))
    some = county.good("exchange", "export", f"--area={villages[3]}",
                       "--year=2022")
    assert set(re.findall(r'<household area="(\d+)"', some)) == {
        villages[3]}
    none = county.good("exchange", "export", "--area=110101", "--year=2022")
    assert 'household="0"' in none


def test_into_a_file(county, tmp_path):
    out = tmp_path / "out.xml"
    said = county.good("exchange", "export", "--area=130630", "--year=2022",
                       "-o", str(out))
    assert f"{HOUSEHOLDS} households" in said
    assert out.read_text(encoding="utf-8").endswith("</exchange>\n")
    assert [p.name for p in tmp_path.iterdir()] == ["out.xml"]
    county.bad("exchange", "export", "--area=130630", "--year=2022", "-o",
               "/nonexistent/out.xml")


def test_full_disk_leaves_nothing(county):
    done = county.run("exchange", "export", "--area=130630", "--year=2022",
                      "-o", "/dev/full/x.xml")
    assert done.returncode == 1
    with open("/dev/full", "w", encoding="utf-8") as full:
        done = subprocess.run([BUILD / "bangfu-exchange", "export",
                               "--area=130630", "--year=2022"],
                              env=county.env(), stdout=full,
                              stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 1
    assert "space" in done.stderr


def test_unmasked_is_noted(county):
    export(county, "--unmasked")
    noted = county.rows("SELECT deed, about FROM audit"
                        " ORDER BY audit_id DESC LIMIT 1")
    assert noted[0][0] == "export" and "unmasked" in noted[0][1]


@pytest.mark.parametrize("words", [
    [], ["frob"], ["export"], ["export", "--area=130630"],
    ["export", "--year=2022"], ["export", "--area=x", "--year=2022"],
    ["export", "--area=130630", "--year=22"],
    ["export", "--area=130630", "--year=2022", "--kind=some"],
    ["schema"], ["schema", "--year=2022", "extra"],
])
def test_exchange_usage(county, words):
    assert "usage:" in county.bad("exchange", *words)


def test_exchange_names_the_wrong_word(county):
    said = county.bad("exchange", "export", "--area=999", "--year=2022")
    assert '"999" is no area' in said
    said = county.bad("exchange", "export", "--area=130630", "--year=99")
    assert '"99" is no year' in said


def test_profile(county):
    county.good("exchange", "schema", "--year=2022", "--profile=plain")
    assert "plain" in county.bad("exchange", "schema", "--year=2022",
                                 "--profile=baroque")
