"""The gate: what strangers, robots and broken browsers send."""
import os
import pathlib
import signal
import threading
import time

import pytest
import requests

from months import words
from test_user import added


def guesses(stack, login, count, at_once=1):
    """Wrong passwords for that name: what was said to each."""
    said, webs = [], [stack.guest() for _ in range(count)]
    for web in webs:
        web.get("/signin")

    def guess(web, number):
        answer = web.post("/signin", {"login": login, "bureau": "130630",
                                      "password": f"bad-{number}"})
        assert answer.status_code == 422
        said.append("秒后再试" in answer.text)

    for start in range(0, count, at_once):
        threads = [threading.Thread(target=guess, args=(web, i))
                   for i, web in enumerate(webs[start:start + at_once])]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    return said


# ---- addresses -----------------------------------------------------------

@pytest.mark.parametrize("path", [
    "/household/9999999999999999999", "/user/9223372036854775808",
    "/month/" + "9" * 400, "/village/130630107204/month/" + "9" * 19,
    "/household/999999999999999999/report/2022", "/household/-1",
    "/household/1/report/999999999999999999", "/household/",
])
def test_numbers_of_any_length_name_nothing(stack, path):
    assert stack.signed_in("county").get(path).status_code == 404


# ---- signing in ----------------------------------------------------------

@pytest.mark.parametrize("login", ["张三", "ｃｏｕｎｔｙ", "county😀", "cóunty",
                                   "???"])
def test_a_user_name_in_any_letters_is_just_wrong(stack, login):
    web = stack.guest()
    web.get("/signin")
    answer = web.post("/signin", {"login": login, "password": "bangfu1234",
                                  "bureau": "130630"})
    assert answer.status_code == 422
    assert "有误" in answer.text


def test_guesses_made_at_once_are_counted_one_by_one(stack):
    login = added(stack, stack.signed_in("county"))[0]["login"]
    said = guesses(stack, login, 16, at_once=16)
    tried = said.count(False)
    assert tried <= 5, f"{tried} passwords tried in one go"
    row = stack.rows("SELECT wrong_tries FROM user WHERE login = %s", login)
    assert row[0]["wrong_tries"] >= tried


def test_waiting_tells_no_one_which_names_exist(stack):
    assert guesses(stack, "nobody.at.all", 5).count(True) >= 1
    assert guesses(stack, "没有这个人", 5).count(True) >= 1
    rows = stack.rows("SELECT * FROM stranger WHERE wrong_tries > 2")
    assert len(rows) >= 2
    assert not any(b"nobody" in row["name_hash"] for row in rows)


# ---- the gateway's endpoint ----------------------------------------------

def message(stack, body, url=None, method="POST", **query):
    """A message as Kannel would hand it over: the status it hears."""
    # a phone whose answers nobody else waits for
    words = {"from": "19900000188", "to": "12345", "charset": "UTF-8",
             "id": f"gate-{time.time_ns()}", "time": "2022-03-04 01:00:00"}
    words.update(query)
    return requests.request(
        method, url or stack.ready["sms"]["gateway_url"], timeout=60,
        params={k: v for k, v in words.items() if v is not None},
        data=body if isinstance(body, bytes) else body.encode()).status_code


def kept(stack, mark):
    return stack.rows("SELECT inbox_id, state, sender FROM inbox"
                      " WHERE raw LIKE %s", f"%{mark}%")


def settled(stack, mark, count):
    """The rows of that mark once each has its outcome."""
    end = time.time() + 40
    rows = kept(stack, mark)
    while time.time() < end and (len(rows) < count or any(
            row["state"] == "new" for row in rows)):
        time.sleep(0.2)
        rows = kept(stack, mark)
    return rows


def test_without_the_secret_nobody_is_there(stack):
    url = stack.ready["sms"]["gateway_url"]
    other = url[:-1] + ("0" if url[-1] != "0" else "1")
    mark = f"secret{time.time_ns()}"
    for wrong in (other, url + "x", url[:-1], url + "/", url + "/other",
                  url.rsplit("/", 1)[0], url.rsplit("/", 1)[0] + "/"):
        assert message(stack, mark, url=wrong) == 404
    for method in ("GET", "PUT", "DELETE"):
        assert message(stack, mark, method=method) == 405
    assert message(stack, "x" * 1100000) == 413
    assert kept(stack, mark) == ()


@pytest.mark.parametrize("query,state", [
    ({"from": None}, "done"), ({"from": "<b>\"'张三\x00"}, "done"),
    ({"from": "9" * 3000}, "done"), ({"from": "BANK-CN"}, "done"),
    ({"from": "12345"}, "done"), ({"id": "i" * 3000}, "done"),
    ({"id": "编号"}, "done"), ({"time": None}, "done"),
    ({"time": "t" * 500}, "done"), ({"charset": "../../NOPE"}, "done"),
    ({"to": "短" * 500}, "done"), ({"id": None, "time": None}, "done"),
])
def test_whatever_comes_around_a_message_it_is_kept(stack, query, state):
    mark = f"around{time.time_ns()}"
    if query.get("id"):
        query = {**query, "id": mark[-8:] + query["id"]}
    assert message(stack, mark, **query) == 200
    assert [row["state"] for row in settled(stack, mark, 1)] == [state]


@pytest.mark.parametrize("text", [
    "9" * 60000, "1 工资" + "9" * 50000, "报" * 20000, "#" * 60000,
    "；1 " * 15000, "1 " + "工资1 " * 8000, "\n" * 60000, "\0" * 3000,
    "1 " + "".join(f"词{i} " for i in range(5000)), "\u200d" * 20000,
    "\n".join(f"{i} 工资1" for i in range(5000)), "1 工资" + "万" * 20000,
], ids=range(12))
def test_no_text_is_too_strange_to_be_answered(stack, text):
    mark = f"strange{time.time_ns()}"
    assert message(stack, mark + " " + text) == 200
    row, = settled(stack, mark, 1)
    assert row["state"] == "done"
    assert stack.rows("SELECT outbox_id FROM outbox WHERE inbox_id = %s",
                      row["inbox_id"])
    raw = f"bare{time.time_ns()}"
    assert message(stack, text, id=raw) == 200
    end = time.time() + 40
    while time.time() < end:
        rows = stack.rows("SELECT state FROM inbox WHERE provider_id = %s",
                          raw)
        if rows == () or rows[0]["state"] != "new":
            break
        time.sleep(0.2)
    assert rows == () or rows[0]["state"] == "done"


def test_a_hanging_database_keeps_nobody_waiting(stack):
    """It answers again after a while: nothing is lost, nothing twice."""
    mark = f"hang{time.time_ns()}"
    process = int(pathlib.Path(stack.ready["pids"],
                               "mariadb.pid").read_text().split()[0])
    told = []
    os.kill(process, signal.SIGSTOP)
    try:
        start = time.time()
        threads = [threading.Thread(target=lambda i=i: told.append(
            message(stack, f"{mark} {i}", time=f"t{i}"))) for i in range(40)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        took = time.time() - start
    finally:
        os.kill(process, signal.SIGCONT)
    assert told == [200] * 40
    assert took < 25, f"{took:.0f} s"
    assert len(settled(stack, mark, 40)) == 40


@pytest.mark.parametrize("path", [
    "/household?find=" + "a" * 1200, "/household?find=" + "%E5%BC%A0" * 400],
    ids=range(2))
def test_a_long_address_still_asks_to_sign_in(stack, path):
    answer = stack.guest().get(path)
    assert answer.status_code == 303
    assert answer.headers["Location"].startswith("/signin")
    web = stack.guest()
    web.get("/signin")
    web.post(path.replace("?", "/1/report/2022?"), {"m1.wage": "7"}, token="")
    said = words(web.page, "/signin")
    assert said["keep.m1.wage"] == "7"
    account = stack.account("village")
    answer = web.post("/signin", {**said, "login": account["user"],
                                  "password": account["password"],
                                  "bureau": account["bureau"]})
    assert answer.status_code == 303


@pytest.mark.parametrize("to", [
    "/张" * 400, "/" + "张" * 899, "/x?" + "张" * 800, "//evil.example",
    "/\\evil.example", "/\t/evil.example", "/\n/evil.example",
    "/x\r\nSet-Cookie: bf=1", "https://evil.example/"], ids=range(9))
def test_back_is_a_page_of_ours_or_nothing(stack, to):
    web = stack.guest()
    answer = web.sign_in(stack.account("village"), to=to)
    if answer.status_code == 303:
        where = answer.headers["Location"]
        assert where.startswith("/") and where[1:2] not in ("/", "\\")
        assert len(where) <= 900
    assert "evil" not in answer.headers.get("Location", "")
    assert "bf=1;" not in answer.headers.get("Set-Cookie", "")


@pytest.mark.parametrize("to", ["/user/new", "/month/202202/close",
                                "/household/1/report/2022", "/nothing"])
def test_another_may_sign_in_where_the_first_ones_time_was_up(stack, to):
    web, account = stack.guest(), stack.account("village")
    web.get("/signin")
    answer = web.post("/signin", {
        "login": account["user"], "password": account["password"],
        "bureau": account["bureau"], "to": to, "keep.reason": "x",
        "keep.m1.wage": "1"})
    assert answer.status_code in (200, 303), answer.status_code
    assert web.get("/").status_code == 200


def test_the_old_password_is_not_guessed_in_an_open_session(stack):
    said, _ = added(stack, stack.signed_in("county"))
    web = stack.guest()
    web.sign_in({"user": said["login"], "password": said["password"],
                 "bureau": said["bureau"]})
    wrong, begin = 0, time.time()
    while True:
        web.get("/account/password")
        text = web.post("/account/password", {
            "old": f"bad-{wrong}", "new": "abcd1234x", "again": "abcd1234x"
        }).text
        if "秒后再试" in text:
            break
        assert "原密码不对" in text
        wrong += 1
        # from the third on 1, 2, 4 … seconds lie between, in whole ones
        waited = sum(2 ** n - 1 for n in range(wrong - 3))
        assert waited <= time.time() - begin
    assert wrong >= 3
