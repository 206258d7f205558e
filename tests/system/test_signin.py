"""Signing in (S0-003), the first password (S0-004), sessions, the gate."""
import re
import time

import pytest


def test_the_right_three_words_open_the_door(stack):
    web = stack.guest()
    answer = web.sign_in(stack.account("county"), to="/household?find=x")
    assert answer.status_code == 303
    assert answer.headers["Location"] == "/household?find=x"
    cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie and "SameSite=Lax" in cookie
    assert web.get("/").status_code == 200


@pytest.mark.parametrize("field,word", [
    ("user", "nobody-at-all"), ("password", "wrong-1234"),
    ("bureau", "999999"), ("user", ""), ("password", ""), ("bureau", ""),
    ("user", "x" * 41), ("user", "张\x00三"), ("bureau", "' OR 1=1 -- "),
])
def test_a_wrong_word_is_refused_and_kept(stack, field, word):
    web = stack.guest()
    account = dict(stack.account("township"), **{field: word})
    answer = web.sign_in(account)
    assert answer.status_code == 422
    assert "alert-danger" in answer.text
    if field != "user":
        assert f'value="{account["user"]}"' in answer.text
    assert web.get("/").headers["Location"].startswith("/signin?to=")
    # the right words still open the door (it slows down, it is not shut)
    for _ in range(10):
        if web.sign_in(stack.account("township")).status_code == 303:
            return
        time.sleep(1)
    pytest.fail("still shut")


def slowed_down(stack, account):
    """Wrong words until there is a wait of some seconds."""
    web, end = stack.guest(), time.time() + 60
    while time.time() < end:
        told = re.search(r"请(\d+)秒后再试", web.sign_in(account).text)
        if told and int(told[1]) > 1:
            return
    pytest.fail("not slowed down")


def test_wrong_passwords_slow_down(stack):
    web = stack.guest()
    account = dict(stack.account("village"), password="wrong-1234")
    for _ in range(3):          # a slow machine may outlast a short wait
        slowed_down(stack, account)
        right = web.sign_in(stack.account("village"))
        if right.status_code == 422:
            break
        web = stack.guest()
    assert right.status_code == 422 and "秒后再试" in right.text
    for _ in range(20):
        if web.sign_in(stack.account("village")).status_code == 303:
            return
        time.sleep(1)
    pytest.fail("still shut")


def test_a_post_without_its_token_is_refused(stack):
    web = stack.signed_in("county")
    for token in ("", "x", "A" * 43):
        assert web.post("/account/session/end", token=token
                        ).status_code == 403
    assert web.get("/").status_code == 200


@pytest.mark.parametrize("to", ["https://evil.example/", "//evil.example",
                                "/\\evil.example", "javascript:alert(1)"])
def test_signing_in_never_leads_elsewhere(stack, to):
    web = stack.guest()
    answer = web.sign_in(stack.account("admin"), to=to)
    assert answer.status_code == 303
    assert answer.headers["Location"] == "/"


def test_the_first_password_must_be_changed(stack):
    account = next(a for a in stack.ready["accounts"]
                   if a.get("must_change"))
    web = stack.guest()
    assert web.sign_in(account).status_code == 303
    for path in ("/", "/household", "/account/session"):
        assert web.get(path).headers["Location"] == "/account/password"
    page = web.get("/account/password")
    assert "初始密码" in page.text
    words = {"old": account["password"], "new": "pass-2022", "again":
             "pass-2022"}
    for field, word, sentence in [
            ("old", "wrong", "原密码不对"), ("new", "short1", "至少8个字"),
            ("new", "12345678", "字母和数字"), ("again", "pass-2023", "不一样"),
            ("new", account["password"], "")]:
        answer = web.post("/account/password", {**words, field: word})
        assert answer.status_code == 422, (field, word)
        assert sentence in answer.text
        assert word not in re.sub(r"<[^>]*>", "", answer.text)
    assert web.post("/account/password", words).status_code == 303
    assert "密码已修改" in web.get("/?done=password").text
    # and back, so that the test can run again
    web.get("/account/password")
    other = stack.guest()
    assert other.sign_in({**account, "password": "pass-2022"}
                         ).status_code == 303


def test_sessions_are_listed_and_ended_everywhere(stack):
    one, two = stack.signed_in("admin"), stack.signed_in("admin")
    page = one.get("/account/session").text
    assert page.count("本机") >= 1 and page.count("127.0.0.1") >= 2
    phone = stack.guest()
    phone.session.headers["User-Agent"] = (
        "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like"
        " Gecko) Chrome/120.0.0.0 Mobile Safari/537.36")
    phone.sign_in(stack.account("admin"))
    page = phone.get("/account/session").text
    assert "安卓手机，谷歌浏览器" in page and "其他设备，其他浏览器" in page
    assert one.post("/account/session/end").status_code == 303
    assert two.get("/").status_code == 303


def test_who_works_stays_where_little_time_is_given(stack):
    web = stack.signed_in("helper")
    stack.rows("INSERT INTO setting (name, value) VALUES ('idle_minutes',"
               " '1')")
    try:
        for _ in range(2):
            stack.rows("UPDATE session SET seen_at ="
                       " seen_at - INTERVAL 45 SECOND")
            assert web.get("/").status_code == 200
        stack.rows("UPDATE session SET seen_at ="
                   " seen_at - INTERVAL 61 SECOND")
        assert web.get("/").headers["Location"].startswith("/signin")
    finally:
        stack.rows("DELETE FROM setting WHERE name = 'idle_minutes'")


def test_signing_out_ends_the_session_itself(stack):
    web = stack.signed_in("admin")
    cookie = web.session.cookies["bf"]
    assert web.post("/signout").status_code == 303
    web.session.cookies.set("bf", cookie)
    assert web.get("/").headers["Location"].startswith("/signin")


def test_guests_and_strangers(stack):
    web = stack.guest()
    assert web.get("/household").headers["Location"] == \
        "/signin?to=/household"
    assert web.get("/nothing-here").status_code == 404
    assert web.session.put(stack.url + "/signin").status_code == 405
    assert web.session.delete(stack.url + "/account/password"
                              ).status_code == 405
    for cookie in ("", "x", "A" * 43, "A" * 5000, "\x01"):
        answer = web.session.get(stack.url + "/", allow_redirects=False,
                                 headers={"Cookie": "bf=" + cookie})
        assert answer.status_code in (303, 400)


def test_health_says_what_is_up(stack):
    answer = stack.guest().get("/health")
    said = answer.json()
    assert said["web"] == said["database"] == "up"
    assert answer.status_code == (200 if all(
        said[part] == "up" for part in said
        if isinstance(said[part], str)) else 503)
