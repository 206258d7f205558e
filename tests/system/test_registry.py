"""年度管理 from the administrator's page to the service that does the work, on
an instance of its own: a year is opened, the service is killed in the middle
of it, and the year before is closed (S1-100 … S1-104)."""
import os
import pathlib
import signal
import time

import lxml.html
import pytest

from conftest import own_stack
from test_poison import root
from test_races import at_once, holder

WITHOUT = "--without=gateway,processor,sender,publisher,bearerbox,smsbox"
TABLES = ("household", "member", "village", "hamlet", "county")


@pytest.fixture(scope="module")
def own():
    yield from own_stack("year", more=(WITHOUT,))


def text(page):
    return lxml.html.fromstring(page.text).text_content()


def counts(stack, year):
    return [stack.rows(f"SELECT COUNT(*) AS n FROM {t} WHERE year = {year}"
                       )[0]["n"] for t in TABLES]


def state(stack, year):
    rows = stack.rows("SELECT state FROM registry_year WHERE year = %s", year)
    return rows[0]["state"] if rows else None


def eventually(done, what, seconds=30):
    end = time.time() + seconds
    while time.time() < end:
        got = done()
        if got:
            return got
        # looked at more often than each 0.1 s innodb_trx shows the past
        time.sleep(0.15)
    pytest.fail(what)


def service(stack):
    path = pathlib.Path(stack.ready["pids"], "years.pid")
    return int(path.read_text(encoding="ascii").split()[0])


def copying(cursor):
    """The connection that waits for a row of the members it copies."""
    cursor.execute(
        "SELECT p.id FROM information_schema.innodb_trx t"
        "  JOIN information_schema.processlist p"
        "    ON p.id = t.trx_mysql_thread_id"
        " WHERE t.trx_state = 'LOCK WAIT' AND p.info LIKE 'INSERT%member%'")
    row = cursor.fetchone()
    return row and row[0]


def refused(web, path, why):
    web.get("/year")
    answer = web.post(path)
    assert answer.status_code == 422, path
    assert why in text(answer), path


def test_a_year_is_opened_though_its_service_is_killed(own):
    admin = own.signed_in("admin")
    assert "开启2023年度" in text(admin.get("/year"))
    before = counts(own, 2022)
    held = holder(own)
    held.cursor().execute("SELECT member_id FROM member WHERE year = 2022"
                          " ORDER BY member_id DESC LIMIT 1 FOR UPDATE")
    # two administrators press at once: it is asked for once
    other = own.signed_in("admin")
    other.get("/year")
    admin.get("/year")
    said = at_once(lambda: admin.post("/year/2023/open").status_code,
                   lambda: other.post("/year/2023/open").status_code)
    assert said.count(303) == 1 and set(said) <= {303, 409, 422}
    with root(own) as server, server.cursor() as cursor:
        thread = eventually(lambda: copying(cursor), "nobody copies")
        assert "正在开启" in text(admin.get("/year"))
        refused(admin, "/year/2023/open", "正在开启中")
        refused(admin, "/year/2024/open", "正在开启中")
        refused(admin, "/year/2023/close", "正在开启中")
        refused(admin, "/year/2022/close", "是当前年度，不能关闭")
        old = service(own)
        os.kill(old, signal.SIGKILL)
        eventually(lambda: service(own) != old, "it did not come back")
        assert counts(own, 2023) == [0] * len(TABLES)
        assert own.rows("SELECT year FROM registry_now")[0]["year"] == 2022
        cursor.execute(f"KILL {thread}")
    held.rollback()
    held.close()
    eventually(lambda: state(own, 2023) == "open", "it is not opened")
    assert counts(own, 2023) == before == counts(own, 2022)
    assert own.rows("SELECT year FROM registry_now")[0]["year"] == 2023
    assert own.rows("SELECT COUNT(*) AS n FROM `change` WHERE entity = 'year'"
                    " AND record_id = 2023")[0]["n"] == 1
    assert own.rows("SELECT households, members, source FROM registry_year"
                    " WHERE year = 2023")[0] == {
        "households": before[0], "members": before[1], "source": 2022}


def form_of(web, path):
    tree = lxml.html.fromstring(web.get(path).text)
    one = tree.xpath("//form[contains(@class, 'file-form')]")
    return {k: v for k, v in one[0].form_values()
            if v is not None} if one else None


def test_the_new_year_is_worked_on_and_the_old_one_closed(own):
    admin, clerk = own.signed_in("admin"), own.signed_in("village")
    one = own.rows("SELECT household_id AS id FROM household WHERE year ="
                   " 2023 AND area = %s ORDER BY id LIMIT 1",
                   own.account("village")["area"])[0]["id"]
    path = f"/household/{one}/file/1"
    said = "SELECT form_filler AS f FROM household WHERE household_id = %s" \
        " AND year = %s"

    def write(name):
        words = form_of(clerk, path)
        return words and clerk.post(path, {
            **words, "form_filler": name}).status_code

    assert "2023年度" in text(clerk.get(path))
    assert form_of(clerk, path)["form_filler"] == ""     # begins empty
    assert write("新年填表") == 303
    clerk.get("/")
    clerk.post("/year/look", {"year": "2022", "to": "/"})
    assert write("旧年补填") == 303                       # still open
    assert own.rows(said, one, 2023)[0]["f"] == "新年填表"
    assert own.rows(said, one, 2022)[0]["f"] == "旧年补填"

    refused(admin, "/year/2023/open", "已经开启")
    refused(admin, "/year/2024/open", "太早")
    refused(admin, "/year/2025/open", "只能开启当前年度的下一年度")
    refused(admin, "/year/2023/close", "是当前年度，不能关闭")
    words = form_of(clerk, path)                          # open in a window
    token = clerk.token()
    admin.get("/year")
    assert admin.post("/year/2022/close").headers["Location"] == \
        "/year?done=closed"
    refused(admin, "/year/2022/close", "已经关闭")
    # who had the form before it was closed writes nothing either
    assert clerk.post(path, {**words, "form_filler": "关闭后"},
                      token).status_code in (403, 409, 422)
    assert own.rows(said, one, 2022)[0]["f"] == "旧年补填"
    assert form_of(clerk, path) is None
    assert "已关闭，只能查看" in text(clerk.page)
