"""The dictionary against a server of its own: columns follow the lines."""
import shutil

import pytest

from conftest import ROOT
from test_database import Server

HEAD = ROOT / "db" / "dictionary"
LINE = ("goat_heads,羊的只数,生产生活条件,,,int,只,,0,5000,,2014,9999,open,own,,"
        "年末存栏的羊。,12,S0-101\n")


@pytest.fixture(scope="module")
def server():
    s = Server()
    yield s
    s.end()


@pytest.fixture
def empty(server):
    return server.database()


@pytest.fixture
def scratch(tmp_path):
    """A copy of the dictionary that a test may change."""
    folder = tmp_path / "dictionary"
    shutil.copytree(HEAD, folder)
    return folder


def add(folder, line, name="household"):
    with open(folder / f"{name}.csv", "a", encoding="utf-8") as f:
        f.write(line)


def columns(database, table="household"):
    return {name: (kind, comment) for name, kind, comment in database.rows(
        "SELECT column_name, column_type, column_comment"
        "  FROM information_schema.columns WHERE table_schema = DATABASE()"
        f" AND table_name = '{table}'")}


def test_each_line_has_its_column(empty):
    said = empty.good("db", "migrate")
    count = 0
    for name in ("household", "member"):
        there = columns(empty, name)
        for line in (HEAD / f"{name}.csv").read_text("utf-8").split("\n")[2:]:
            cells = line.split(",")
            if len(cells) < 19:
                continue
            assert cells[0] in there, cells[0]
            if cells[14] != "base" and cells[0] != "phone":
                assert there[cells[0]][1] == cells[5]
                count += 1
    assert f" {count} fields added" in said
    assert " 0 fields added" in empty.good("db", "migrate")
    empty.good("db", "check")


def test_one_more_line_is_one_more_column(empty, scratch):
    empty.good("db", "migrate")
    add(scratch, LINE)
    where = {"BANGFU_DICTIONARY": str(scratch)}
    assert empty.run("db", "check", **where).returncode == 1
    assert " 1 fields added" in empty.good("db", "migrate", **where)
    assert columns(empty)["goat_heads"] == ("bigint(20)", "int")
    empty.good("db", "check", **where)
    # who does not know the line is not troubled, and nothing is dropped
    assert " 0 fields added" in empty.good("db", "migrate")
    assert "goat_heads" in columns(empty)
    empty.good("db", "check")


def test_history_is_kept(empty, scratch):
    empty.good("db", "migrate")
    empty.rows("INSERT INTO household (year, household_id, number, area,"
               " head_name) VALUES (2022, 1, '1', 1, 'a')")
    empty.rows("UPDATE household SET head_name = 'b'")
    add(scratch, LINE)
    empty.good("db", "migrate", BANGFU_DICTIONARY=str(scratch))
    assert empty.rows("SELECT head_name, goat_heads FROM household"
                      " FOR SYSTEM_TIME ALL ORDER BY row_start") == (
                          ("a", None), ("b", None))


@pytest.mark.parametrize("old, new, word", [
    ("house_m2_100,住房面积,生产生活条件,A41,AAC317,decimal2",
     "house_m2_100,住房面积,生产生活条件,A41,AAC317,decimal1",
     "house_m2_100 is there as decimal2, not decimal1"),
    ("phone,联系电话,基本情况,,AAR012,phone", "phone,联系电话,基本情况,,AAR012,date",
     "phone is there as varchar, not date"),
    ("hamlet,自然村（村民小组）,基本情况,,AAR007,text,,,0,60",
     "hamlet,自然村（村民小组）,基本情况,,AAR007,text,,,0,300",
     "has room for 200"),
])
def test_a_changed_kind_is_refused(empty, scratch, old, new, word):
    empty.good("db", "migrate")
    path = scratch / "household.csv"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new) + LINE, "utf-8")
    before = columns(empty)
    said = empty.bad("db", "migrate", BANGFU_DICTIONARY=str(scratch))
    assert word in said and "household.csv line " in said
    assert columns(empty) == before


@pytest.mark.parametrize("line, word", [
    (LINE.replace("goat_heads", "goat heads"), "the name is not"),
    (LINE.replace("goat_heads", "x` int, DROP"), "not as many cells"),
    (LINE.replace("goat_heads", "version"), "the schema's own"),
    (LINE.replace("S0-101", "somewhere"), "not a source"),
    (LINE.replace(",int,", ",number,"), "no such kind"),
    (LINE + LINE, "there already"),
])
def test_a_wrong_line_is_named(empty, scratch, line, word):
    count = (scratch / "household.csv").read_bytes().count(b"\n")
    add(scratch, line)
    said = empty.bad("db", "migrate", BANGFU_DICTIONARY=str(scratch))
    assert word in said
    assert f"household.csv line {count + line.count(chr(10))}:" in said
    assert not empty.rows("SHOW TABLES")


def test_no_dictionary_is_one_sentence(empty, tmp_path):
    said = empty.bad("db", "migrate",
                     BANGFU_DICTIONARY=str(tmp_path / "none"))
    assert "none/household.csv" in said
