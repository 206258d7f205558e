"""Many at once: the web and a phone on one month, and a month closed under
the hands of its writers."""
import re
import threading
import time

import pymysql
import pytest
import requests

from months import GOOD, due, fresh, month, stored, versions, words
from test_poison import root


def at_once(*deeds):
    """What each said, all begun together."""
    said, start = [None] * len(deeds), threading.Barrier(len(deeds))

    def go(i, deed):
        start.wait()
        said[i] = deed()

    threads = [threading.Thread(target=go, args=pair)
               for pair in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return said


def writer(stack, web, household, period):
    """A POST of that wage on the form as it stands now."""
    path = f"/household/{household}/report/{period // 100}"
    form = words(web.get(path), path)

    def write(wage):
        said = {**form, **month(f"m{period % 100}.", GOOD, wage=str(wage))}
        return web.session.post(stack.url + path, data=said,
                                allow_redirects=False).status_code
    return write


def unreported(stack):
    """A helper's phone and a household that he has not reported yet."""
    for helper in stack.ready["helpers"]:
        for household in helper["households"]:
            if not stored(stack, household["household_id"], due(stack)):
                return helper["phone"], household
    raise AssertionError("everything is reported")


def settled(stack, mark, count):
    end = time.time() + 40
    while time.time() < end:
        rows = stack.rows(
            "SELECT i.state, o.text FROM inbox i LEFT JOIN outbox o"
            " ON o.inbox_id = i.inbox_id WHERE i.provider_id LIKE %s",
            mark + "%")
        if len(rows) == count and all(r["state"] == "done" for r in rows):
            return rows
        time.sleep(0.1)
    raise AssertionError("messages without an outcome")


def test_the_web_and_a_phone_on_one_month(stack):
    period, (phone, household) = due(stack), unreported(stack)
    write = writer(stack, stack.signed_in("county"),
                   household["household_id"], period)
    mark = f"race{time.time_ns()}-"

    def send(i):
        return requests.post(
            stack.ready["sms"]["gateway_url"], timeout=30,
            params={"from": phone, "to": "1", "id": f"{mark}{i}",
                    "time": f"t{i}", "charset": "UTF-8"},
            data=f"报 {household['short']} 工资{500 + i} 保1101".encode()
        ).status_code

    said = at_once(*[lambda i=i: write(400 + i) for i in range(5)],
                   *[lambda i=i: send(i) for i in range(5)])
    assert set(said[:5]) <= {303, 409} and said[:5].count(303) <= 1
    assert said[5:] == [200] * 5
    rows = settled(stack, mark, 5)
    assert all("收讫" in row["text"] for row in rows)
    # each that was told so wrote one version, nobody else did
    assert versions(stack, household["household_id"], period) == \
        5 + said[:5].count(303)
    assert len(stack.rows(
        "SELECT 1 FROM receipt WHERE household_id = %s AND period = %s",
        household["household_id"], period)) == 1


def test_one_message_handed_over_many_times_at_once(stack):
    period, (phone, household) = due(stack), unreported(stack)
    mark = f"many{time.time_ns()}-"

    def send(i, name):
        return requests.post(
            stack.ready["sms"]["gateway_url"], timeout=30,
            params={"from": phone, "to": "1", "id": name, "time": mark},
            data=f"报 {household['short']} 工资77 保1101".encode()
        ).status_code

    same = [lambda i=i: send(i, mark + "same") for i in range(12)]
    other = [lambda i=i: send(i, f"{mark}{i}") for i in range(12)]
    assert at_once(*same, *other) == [200] * 24
    rows = settled(stack, mark, 1)
    assert len(rows) == 1
    assert versions(stack, household["household_id"], period) == 1


def test_a_month_closed_under_the_hands_of_its_writers(stack):
    period, row = due(stack), fresh(stack)
    county = stack.signed_in("county")
    write = writer(stack, stack.signed_in("admin"), row["household_id"],
                   period)
    county.get(f"/month/{period}")
    token = county.token()

    def close():
        return county.session.post(
            stack.url + f"/month/{period}/close", allow_redirects=False,
            data={"token": token, "area": str(row["area"]),
                  "reason": "提前封账"}).status_code

    try:
        said = at_once(close, *[lambda i=i: write(600 + i)
                                for i in range(4)])
        assert said[0] == 303 and said[1:].count(303) <= 1
        kept = stored(stack, row["household_id"], period)
        assert (kept is not None) == (said[1:].count(303) == 1)
        later = writer(stack, stack.signed_in("admin"), row["household_id"],
                       period)
        assert later(999) in (303, 422)     # 303: no field was there to send
        assert stored(stack, row["household_id"], period) == kept
    finally:
        county.get(f"/month/{period}")
        assert county.post(f"/month/{period}/reopen", {
            "area": str(row["area"]), "reason": "测试结束",
            "until": "2022-12-31"}).status_code == 303


def test_a_name_pressed_for_twice_is_given_once(stack):
    area = stack.account("village")["area"]
    web, path = stack.signed_in("village"), f"/place/{area}/hamlet"
    web.get(path)
    form = {"token": web.token(), "name": "双击一组"}
    said = at_once(*[lambda: web.session.post(
        stack.url + path, data=form, allow_redirects=False).status_code] * 4)
    assert sorted(said) == [303, 422, 422, 422]
    assert len(stack.rows("SELECT 1 FROM hamlet WHERE area = %s AND name ="
                          " '双击一组'", area)) == 1


def pressed(stack, web, path, **words):
    """A filled form, pressed for four times at once; and its number."""
    page = web.get(path)
    form = {"token": web.token(), "nonce": re.search(
        r'name="nonce" value="([^"]+)"', page.text)[1], **words}
    return form, at_once(*[lambda: web.session.post(
        stack.url + path, data=form, allow_redirects=False)] * 4)


NAMED = {
    "helper": "SELECT COUNT(*) AS n FROM helper WHERE name = %s",
    "member": "SELECT COUNT(*) AS n FROM team_member WHERE name = %s",
}


@pytest.mark.parametrize("what", NAMED)
def test_a_new_person_pressed_for_twice_is_one(stack, what):
    web = stack.signed_in("township")
    low = stack.account("township")["area"]
    if what == "helper":
        path, words = "/helper/new", {"unit": "县档案馆", "area": str(low)}
    else:
        team = stack.rows("SELECT team_id, from_day FROM team WHERE area"
                          " BETWEEN %s AND %s AND to_day >= '2022-03-01'"
                          " LIMIT 1", low, low + 999)[0]
        path, words = f"/team/{team['team_id']}/member/new", {
            "sex": "1", "is_leader": "0", "is_secretary": "0",
            "from_day": str(team["from_day"]), "version": "0"}

    def count(name):
        return stack.rows(NAMED[what], name)[0]["n"]

    words["name"] = "双击人"
    form, said = pressed(stack, web, path, **words)
    assert [a.status_code for a in said] == [303] * 4
    assert len({a.headers["Location"] for a in said}) == 1
    assert count("双击人") == 1
    # another person on the same form, as "back" brings it: told, kept, saved
    answer = web.post(path, {**form, "name": "另一人"})
    assert answer.status_code == 409 and "还没有保存" in answer.text
    assert 'value="另一人"' in answer.text and count("另一人") == 0
    nonce = re.search(r'name="nonce" value="([^"]+)"', answer.text)[1]
    assert nonce != form["nonce"]
    assert web.post(path, {**form, "name": "另一人",
                           "nonce": nonce}).status_code == 303
    assert count("另一人") == 1
    # refused first, its number is still good
    form, _ = pressed(stack, web, path, **{**words, "name": ""})
    for _ in range(2):
        assert web.post(path, {**form, "name": "第三人"}).status_code == 303
    assert count("第三人") == 1


def new_things(stack):
    """Forms of what has a name of its own: path, words, how to count them."""
    area, low = (stack.account(a)["area"] for a in ("village", "township"))
    return {
        "bank": ("admin", "/bank", {"name": "双击银行"}, "一家银行",
                 "SELECT 1 FROM code WHERE list = 'bank' AND label = %s"),
        "unit": ("township", "/unit/new", {
            "name": "双击单位", "tier": "5", "affiliation": "04",
            "area": str(low), "address": "人民路1号", "contact": "张三",
            "phone": "0312-1234567", "version": "0"}, "另一单位",
            "SELECT 1 FROM unit WHERE name = %s"),
        "hamlet": ("village", f"/place/{area}/hamlet", {"name": "双击二组"},
                   "另一组", "SELECT 1 FROM hamlet WHERE name = %s"
                   " AND year = (SELECT year FROM registry_now)"),
        "indicator": ("county", "/indicator/new", {
            "entity": "household", "name": "pressed_twice", "label": "双击数",
            "section": "基本情况", "definition": "按了两次的指标",
            "kind": "int"}, "pressed_other",
            "SELECT 1 FROM indicator WHERE name = %s"),
    }


@pytest.mark.parametrize("what", ["bank", "unit", "hamlet", "indicator"])
def test_a_new_thing_pressed_for_twice_answers_alike(stack, what):
    role, path, words, other, sql = new_things(stack)[what]
    web = stack.signed_in(role)
    form, said = pressed(stack, web, path, **words)
    assert [a.status_code for a in said] == [303] * 4
    assert len({a.headers["Location"] for a in said}) == 1
    assert len(stack.rows(sql, words["name"])) == 1
    # something else on the same form is not taken for it
    answer = web.post(path, {**form, "name": other})
    assert answer.status_code == 409 and "还没有保存" in answer.text
    assert f'value="{other}"' in answer.text
    assert not stack.rows(sql, other)
    # without its number, and on a new form, the name is there already
    del form["nonce"]
    answer = web.post(path, form)
    assert answer.status_code == 422 and "还没有保存" not in answer.text
    assert web.post(path, {**form, "nonce": re.search(
        r'name="nonce" value="([^"]+)"', answer.text)[1]}).status_code == 422


def test_a_new_team_pressed_for_twice_is_one(stack):
    web = stack.signed_in("township")
    low = stack.account("township")["area"]
    place = stack.rows(
        "SELECT code FROM area a WHERE code BETWEEN %s AND %s AND level = 5"
        " AND NOT EXISTS (SELECT 1 FROM team t WHERE t.area = a.code)"
        " LIMIT 1", low, low + 999)[0]["code"]
    unit = stack.rows("SELECT name FROM unit WHERE active AND area ="
                      " 130630000000 LIMIT 1")[0]["name"]
    _, said = pressed(stack, web, "/team/new", area=str(place), unit=unit,
                      from_day="2022-01-01", version="0")
    assert [a.status_code for a in said] == [303] * 4
    assert len({a.headers["Location"] for a in said}) == 1
    assert len(stack.rows("SELECT 1 FROM team WHERE area = %s", place)) == 1


# ---- a household that moves to another village meanwhile --------------------

def holder(stack):
    """A connection whose transaction stays open."""
    db = stack.ready["db"]
    return pymysql.connect(unix_socket=db["socket"], user=db["user"],
                           password=db["password"], database=db["database"],
                           charset="utf8mb4", autocommit=False)


def waits(stack, held):
    """Somebody waits for a row of that connection's (the list of processes
    calls him after the trigger's owner while he is inside one).  Looked at
    more often than each 0.1 s the server shows the old."""
    end = time.time() + 40
    with root(stack) as server, server.cursor() as cursor:
        while time.time() < end:
            cursor.execute(
                "SELECT 1 FROM information_schema.innodb_trx t"
                "  JOIN information_schema.innodb_lock_waits w"
                "    ON w.blocking_trx_id = t.trx_id"
                " WHERE t.trx_mysql_thread_id = %s", (held.thread_id(),))
            if cursor.fetchone():
                return True
            time.sleep(0.15)
    return False


MOVE = ("UPDATE household SET area = %s WHERE household_id = %s AND year ="
        " (SELECT year FROM registry_now)")


@pytest.mark.parametrize("first", ["the saver", "the mover"])
def test_a_household_moves_while_its_report_is_saved(stack, first):
    """Whoever is in the middle of it when the other comes: the report is
    counted where the household is afterwards."""
    period, row = due(stack), fresh(stack)
    home, one = row["area"], row["household_id"]
    there = stack.rows("SELECT code FROM area WHERE parent = %s AND code <>"
                       " %s AND last_year = 9999 ORDER BY code LIMIT 1",
                       home // 1000 * 1000, home)[0]["code"]
    write = writer(stack, stack.signed_in("county"), one, period)
    said = []
    saver = threading.Thread(target=lambda: said.append(write(500)))
    held = holder(stack)
    try:
        if first == "the saver":
            # it has read where the household is, and waits for its number
            held.cursor().execute("INSERT INTO receipt (household_id, period)"
                                  " VALUES (%s, %s)", (one, period))
            saver.start()
            assert waits(stack, held)
            stack.rows(MOVE, there, one)
            held.rollback()
        else:
            held.cursor().execute(MOVE, (there, one))
            saver.start()
            assert waits(stack, held)
            held.commit()
        saver.join(30)
        assert said == [303]
        assert stored(stack, one, period)["area"] == there
        # and back again, with the report that is there
        stack.rows(MOVE, home, one)
        assert stored(stack, one, period)["area"] == home
    finally:
        held.close()
        stack.rows(MOVE, home, one)
