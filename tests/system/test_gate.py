"""The gate: what strangers, robots and broken browsers send."""
import threading

import pytest

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
