"""Opening a year, from the operator's side, on a server of its own: what is
carried over, what begins empty, kill -9 in the middle (S1-100 … S1-104)."""
import os
import signal
import subprocess
import time

import pymysql
import pytest

from test_database import BUILD, Server

EMPTY = ("wage_fen", "income_fen", "form_filler", "form_filled_on")
TABLES = ("household", "member", "village", "hamlet", "county")


@pytest.fixture(scope="module")
def server():
    s = Server()
    yield s
    s.end()


@pytest.fixture(scope="module")
def one(server):
    """A county with three years' files, ready for the next."""
    d = server.database()
    d.good("db", "migrate")
    d.good("db", "seed")
    d.good("db", "generate", "--households=150", "--years=2020-2022")
    return d


def counts(one, year):
    return {t: one.rows(f"SELECT COUNT(*) FROM {t} WHERE year = {year}"
                        )[0][0] for t in TABLES}


def rows_of(one, year):
    """The year's rows, and how many versions of them there are."""
    return [one.rows(f"SELECT * FROM {t} WHERE year = {year} ORDER BY 2")
            for t in TABLES] + [
        one.rows(f"SELECT COUNT(*) FROM {t} FOR SYSTEM_TIME ALL"
                 f" WHERE year = {year}") for t in TABLES]


def test_the_years_before_are_there_and_closed(one):
    assert one.good("db", "year", "list") == \
        "2022\topen\n2021\tclosed\n2020\tclosed\n"
    n = [counts(one, y)["household"] for y in (2020, 2021, 2022)]
    assert 100 < n[0] < n[1] < n[2] == 150
    # whoever is counted is there, and nobody was born after the year
    for year in (2020, 2021, 2022):
        assert one.rows(
            "SELECT COUNT(*) FROM household h WHERE h.year = %d AND"
            " h.member_count <> (SELECT COUNT(*) FROM member m WHERE"
            " m.year = h.year AND m.household_id = h.household_id AND"
            " m.active)" % year) == ((0,),)
        assert one.rows("SELECT COUNT(*) FROM member WHERE year = %d AND"
                        " YEAR(birth) > year" % year) == ((0,),)
    assert one.rows("SELECT COUNT(*) FROM household WHERE exit_year > year"
                    ) == ((0,),)
    assert one.rows("SELECT COUNT(*) FROM household h JOIN household p ON"
                    " p.household_id = h.household_id AND p.year = h.year - 1"
                    " WHERE h.year = 2022 AND h.wage_fen > p.wage_fen"
                    )[0][0] > 50


@pytest.mark.parametrize("words, why", [
    (("open", "2022"), "已经开启"), (("open", "2024"), "下一年度"),
    (("open", "2019"), "下一年度"), (("open", "abc"), "not a year"),
    (("open", ""), "not a year"), (("close", "2022"), "当前年度"),
    (("close", "2021"), "已经关闭"), (("close", "1999"), "没有开启过"),
    (("open",), "usage:"), (("close",), "usage:"),
    (("list", "2022"), "usage:"), (("open", "2023", "2024"), "usage:"),
])
def test_refused(one, words, why):
    assert why in one.bad("db", "year", *words)


@pytest.mark.parametrize("years", ["2013-2022", "2023-2022", "2022", "-2022",
                                   "2020-", "x-y"])
def test_years_that_can_not_be_generated(one, years):
    assert "usage:" in one.bad("db", "generate", "--households=5",
                               f"--years={years}")


def test_no_year_at_all(server):
    d = server.database()
    d.good("db", "migrate")
    assert "没有开启的年度" in d.bad("db", "year", "open", "2023")
    assert "没有开启的年度" in d.bad("db", "year", "close", "2022")


def waits(server):
    with server.connect() as my:
        cursor = my.cursor()
        cursor.execute("SELECT COUNT(*) FROM information_schema.innodb_trx"
                       " WHERE trx_state = 'LOCK WAIT'")
        return cursor.fetchone()[0]


def test_killed_in_the_middle_nothing_is_done_and_it_goes_on(server, one):
    before = rows_of(one, 2022)
    holder = pymysql.connect(unix_socket=server.socket, user="root",
                             database=one.name)
    holder.cursor().execute("SELECT * FROM member WHERE year = 2022"
                            " ORDER BY member_id DESC LIMIT 1 FOR UPDATE")
    opening = subprocess.Popen(
        [BUILD / "bangfu-db", "year", "open", "2023"], env=one.env(),
        stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    end = time.time() + 40
    # looked at more often than each 0.1 s the server shows the old picture
    while not waits(server) and time.time() < end:
        time.sleep(0.2)
    assert waits(server), "it did not come to the members"
    os.kill(opening.pid, signal.SIGKILL)
    opening.communicate()
    holder.rollback()
    holder.close()
    end = time.time() + 40
    while server_busy(server, one.name) and time.time() < end:
        time.sleep(0.1)
    assert set(counts(one, 2023).values()) == {0}
    assert rows_of(one, 2022) == before
    assert one.rows("SELECT year FROM registry_now") == ((2022,),)
    assert "2023\topening" in one.good("db", "year", "list")
    assert "正在开启" in one.bad("db", "year", "close", "2023")

    assert one.good("db", "year", "open", "2023").startswith("2023\topen\n")
    assert counts(one, 2023) == counts(one, 2022)
    assert rows_of(one, 2022) == before
    assert one.rows("SELECT year FROM registry_now") == ((2023,),)
    assert one.rows("SELECT households, members, source FROM registry_year"
                    " WHERE year = 2023") == ((
                        counts(one, 2022)["household"],
                        counts(one, 2022)["member"], 2022),)


def server_busy(server, name):
    with server.connect() as my:
        cursor = my.cursor()
        cursor.execute("SELECT COUNT(*) FROM information_schema.processlist"
                       " WHERE db = %s", name)
        return cursor.fetchone()[0]


def test_what_is_carried_over_and_what_begins_empty(one):
    for column in EMPTY:
        assert one.rows(f"SELECT COUNT({column}) FROM household"
                        " WHERE year = 2023") == ((0,),), column
    assert one.rows("SELECT COUNT(work_months_100) FROM member"
                    " WHERE year = 2023") == ((0,),)
    for column in ("number", "area", "head_name", "phone", "exited",
                   "member_count", "free_after", "road", "arable_mu_100",
                   "cause_1", "hamlet"):
        assert one.rows(
            "SELECT COUNT(*) FROM household a JOIN household b ON"
            " b.household_id = a.household_id AND b.year = 2023 WHERE"
            f" a.year = 2022 AND NOT a.{column} <=> b.{column}"
            ) == ((0,),), column
    assert one.rows("SELECT COUNT(*) FROM household WHERE year = 2023 AND"
                    " (version <> 1 OR door <> 'system')") == ((0,),)
    assert one.rows("SELECT COUNT(*) FROM `change` WHERE entity = 'year'"
                    " AND record_id = 2023 AND deed = 'insert'") == ((1,),)


def test_a_closed_year_is_closed_to_all(server, one):
    one.good("db", "year", "close", "2022")
    with server.connect(one.name) as my:
        cursor = my.cursor()
        for sql in ("UPDATE household SET head_name = 'x' WHERE year = 2022",
                    "UPDATE member SET name = 'x' WHERE year = 2021",
                    "DELETE FROM household WHERE year = 2022",
                    "DELETE FROM member WHERE year = 2020",
                    "UPDATE village SET version = 2 WHERE year = 2022"):
            if "village" in sql and not counts(one, 2022)["village"]:
                continue
            with pytest.raises(pymysql.Error, match="the year is closed"):
                cursor.execute(sql)
        cursor.execute("UPDATE household SET head_name = head_name,"
                       " version = 2 WHERE year = 2023 LIMIT 1")
    # opened again it can be written
    assert "2022\topen" in one.good("db", "year", "open", "2022")
    with server.connect(one.name) as my:
        my.cursor().execute("UPDATE household SET version = 2"
                            " WHERE year = 2022 LIMIT 1")
    # and migrations may mend what is closed
    one.good("db", "year", "close", "2022")
    assert "0 applied" in one.good("db", "migrate")


def test_villages_from_the_command_line(one):
    a, b = [r[0] for r in one.rows(
        "SELECT area FROM household WHERE year = 2023 GROUP BY area"
        " ORDER BY COUNT(*) DESC LIMIT 2")]
    said = one.good("db", "area", "merge", f"--area={a}", f"--into={b}",
                    "--reason=试并")
    assert "merge" in said
    assert one.rows(f"SELECT COUNT(*) FROM household WHERE area = {a}"
                    " AND year = 2023") == ((0,),)
    assert one.rows(f"SELECT COUNT(*) > 0 FROM household WHERE area = {a}"
                    " AND year = 2022") == ((1,),)
    # the reference lists do not bring it back
    one.good("db", "seed")
    assert one.rows("SELECT last_year, successor FROM area WHERE code ="
                    f" {a}") == ((2022, b),)
    for words in (("merge", f"--area={a}", f"--into={b}", "--reason=再并"),
                  ("merge", f"--area={b}", f"--into={b}", "--reason=自己"),
                  ("move", f"--area={b}", f"--into={a}", "--reason=占用"),
                  ("rename", "--area=110101001001", "--name=新村",
                   "--reason=没有"),
                  ("split", f"--area={b}", "--name=新村", "--reason=无户",
                   "--numbers="),
                  ("rename", f"--area={b}", "--reason=没有名称"),
                  ("merge", f"--area={b}", "--reason=没有去处")):
        one.bad("db", "area", *words)
