"""The log of messages and the simulator: the real inbox, the real processor,
the answer beside its message; a dead one is repeated."""
import datetime
import re
import time

import months
import pytest

WAIT = 40


def nonce(page):
    return re.search(r'name="nonce" value="([^"]+)"', page.text).group(1)


def helper_of(stack, n=0):
    return stack.ready["helpers"][n]


def simulate(stack, web, phone, text):
    """The answer to a message typed on the simulator, and its number."""
    page = web.get("/message/simulator")
    sent = web.post("/message/simulator", {
        "phone": phone, "text": text, "nonce": nonce(page)})
    assert sent.status_code == 303, sent.text
    path = sent.headers["Location"]
    number = int(re.fullmatch(r"/message/simulator\?sent=(\d+)",
                              path).group(1))
    end = time.time() + WAIT
    while time.time() < end:
        page = web.get(path)
        answer = re.search(r'said ours"><p>(.*?)</p><small>答复',
                           page.text, re.S)
        if answer:
            assert "Refresh" not in page.headers
            return answer.group(1), number
        if "正在处理" not in page.text:
            return None, number
        assert page.headers["Refresh"] == "1"
        time.sleep(0.2)
    pytest.fail("no answer")


def row(stack, number):
    return stack.rows("SELECT * FROM inbox WHERE inbox_id = %s", number)[0]


# ---- the simulator ------------------------------------------------------

def test_a_message_is_answered_on_the_page_and_not_sent(stack):
    web = stack.signed_in("admin")
    phone = helper_of(stack)["phone"]
    answer, number = simulate(stack, web, phone, "未报")
    assert "未报" in answer
    message = row(stack, number)
    assert message["gateway"] == "simulator"
    assert message["sender"] == phone and message["state"] == "done"
    end = time.time() + WAIT
    while time.time() < end:
        out = stack.rows("SELECT * FROM outbox WHERE inbox_id = %s",
                         number)[0]
        if out["state"] == "sent":
            break
        time.sleep(0.2)
    assert out["state"] == "sent" and out["gateway"] == "simulator"
    assert stack.rows("SELECT 1 FROM audit WHERE deed = 'simulate'"
                      " AND about = %s", f"message {number}")


def test_a_report_is_stored_as_if_from_the_phone(stack):
    web = stack.signed_in("admin")
    helper = helper_of(stack, 3)
    home = helper["households"][0]
    period = months.shifted(months.current(stack), -2)
    answer, _ = simulate(
        stack, web, str(helper["helper_id"]) + " 某某",
        f"报 {home['short']} {period // 100}年{period % 100}月 工资1234.5"
        " 经营10 四项正常")
    assert "收讫" in answer or "已收到" in answer, answer
    stored = stack.rows("SELECT door FROM report WHERE household_id = %s"
                        " AND period = %s", home["household_id"], period)
    assert stored


def test_a_helper_is_chosen_by_number_without_his_phone(stack):
    web = stack.signed_in("admin")
    helper = helper_of(stack, 1)
    page = web.get("/message/simulator").text
    assert helper["phone"] not in page
    assert helper["phone"][:3] + "****" + helper["phone"][-4:] in page
    answer, number = simulate(stack, web, str(helper["helper_id"]), "帮助")
    assert answer and row(stack, number)["sender"] == helper["phone"]


def test_a_stranger_is_told_once_a_day(stack):
    web = stack.signed_in("admin")
    phone = f"177{int(time.time()) % 100000000:08d}"
    answer, _ = simulate(stack, web, "+86 " + phone, "你好")
    assert "未登记" in answer
    answer, number = simulate(stack, web, phone, "你好啊")
    assert answer is None
    assert "今天已告知过" in web.get(f"/message/{number}").text


def test_the_same_form_twice_is_one_message(stack):
    web = stack.signed_in("admin")
    page = web.get("/message/simulator")
    words = {"phone": helper_of(stack)["phone"], "text": "帮助",
             "nonce": nonce(page)}
    first = web.post("/message/simulator", words)
    second = web.post("/message/simulator", words)
    assert first.status_code == 303
    assert first.headers["Location"] == second.headers["Location"]
    assert len(stack.rows("SELECT 1 FROM inbox WHERE provider_id = %s",
                          "page-" + words["nonce"])) == 1


@pytest.mark.parametrize("words,sentence", [
    ({"phone": ""}, "请填写手机号"), ({"phone": "12"}, "没有"),
    ({"phone": "999999999"}, "没有这位帮扶责任人"),
    ({"phone": "1380013800"}, "不是手机号"), ({"phone": "张三"}, "不是手机号"),
    ({"phone": "1" * 61}, "手机号太长"),
    ({"text": ""}, "请填写短信内容"), ({"text": "   "}, "请填写短信内容"),
    ({"text": "字" * 5001}, "短信内容太长"),
    ({"text": "a\x01b"}, "不能保存的字符"), ({"nonce": ""}, "表单编号"),
    ({"nonce": "张" * 20}, "表单编号"),
])
def test_a_wrong_word_is_named_and_kept(stack, words, sentence):
    web = stack.signed_in("admin")
    page = web.get("/message/simulator")
    sent = {"phone": helper_of(stack)["phone"], "text": "未报 独一无二",
            "nonce": nonce(page)}
    sent.update(words)
    before = stack.rows("SELECT COUNT(*) AS n FROM inbox")[0]["n"]
    if words == {"phone": "12"}:    # a helper of that number may exist
        sent["phone"] = "0"
    answer = web.post("/message/simulator", sent)
    assert answer.status_code == 422 and sentence in answer.text
    if "phone" not in words:
        assert f'value="{sent["phone"]}"' in answer.text
    if "text" not in words:
        assert "未报 独一无二</textarea>" in answer.text
    assert stack.rows("SELECT COUNT(*) AS n FROM inbox")[0]["n"] == before


def test_only_administrators_simulate(stack):
    for role in ("helper", "village", "township", "county"):
        web = stack.signed_in(role)
        assert web.get("/message/simulator").status_code == 403
        web.get("/account/password")
        assert web.post("/message/simulator", {
            "phone": helper_of(stack)["phone"], "text": "帮助",
            "nonce": "x" * 20}).status_code == 403
    web = stack.signed_in("admin")
    page = web.get("/message/simulator")
    assert web.post("/message/simulator", {
        "phone": helper_of(stack)["phone"], "text": "帮助",
        "nonce": nonce(page)}, token="").status_code == 403


# ---- the log ------------------------------------------------------------

def test_the_log_shows_the_answer_beside_its_message(stack):
    web = stack.signed_in("admin")
    helper = helper_of(stack, 2)
    text = f"你好 {time.time()}"
    answer, number = simulate(stack, web, helper["phone"], text)
    for role in ("admin", "county"):
        page = stack.signed_in(role).get("/message").text
        line = re.search(rf'<tr>(?:(?!</tr>).)*href="/message/{number}".*?'
                         r"</tr>", page, re.S).group(0)
        assert text in line and answer in line
        assert helper["phone"] not in page
        assert helper["phone"][:3] + "****" + helper["phone"][-4:] in line
        assert helper["name"] in line and "模拟" in line
    page = web.get(f"/message/{number}").text
    assert text in page and answer in page and "重发内容" not in page


def test_no_persons_number_is_in_the_log(stack):
    web = stack.signed_in("admin")
    number = "999999198001011233"
    _, at = simulate(stack, web, helper_of(stack, 2)["phone"],
                     f"问好 {number} 13800000000")
    for path in ("/message", f"/message/{at}"):
        page = web.get(path).text
        assert number not in page and "13800000000" not in page
        assert "999***********1233 138****0000" in page


def test_a_county_sees_no_strangers(stack):
    web = stack.signed_in("admin")
    phone = f"176{int(time.time()) % 100000000:08d}"
    text = f"陌生人 {time.time()}"
    _, number = simulate(stack, web, phone, text)
    assert text in web.get("/message").text
    county = stack.signed_in("county")
    assert text not in county.get("/message").text
    assert county.get(f"/message/{number}").status_code == 404
    assert county.post(f"/message/{number}/replay", {
        "text": "x", "nonce": "x" * 20}, token=county.token(
            county.get("/account/password"))).status_code == 404


def test_the_log_is_searched(stack):
    web = stack.signed_in("admin")
    word = f"独特{int(time.time() * 1000)}"
    helper = helper_of(stack, 4)
    _, number = simulate(stack, web, helper["phone"], word)
    link = f'href="/message/{number}"'
    today = stack.today()
    there = [{"find": word}, {"find": helper["phone"][-4:]},
             {"find": helper["phone"]}, {"day": str(today), "find": word},
             {"way": "in", "find": word}]
    absent = [{"find": word + "x"}, {"find": "0000000"}, {"way": "out"},
              {"day": str(today - datetime.timedelta(1))}, {"state": "dead", "find": word},
              {"state": "new", "find": word}, {"find": "%"},
              {"find": "'; DROP TABLE inbox; -- "}]
    for query in there:
        page = web.get("/message", params=query)
        assert page.status_code == 200 and link in page.text, query
    for query in absent:
        page = web.get("/message", params=query)
        assert page.status_code == 200 and link not in page.text, query
    for query in ("day=2022-02-30", "state=king", "way=up", "in=x", "in=-1"):
        assert web.get("/message?" + query).status_code == 200


def test_the_pages_hold_every_message_once(stack):
    web = stack.signed_in("admin")
    page = web.get("/message/simulator")
    token, word = web.token(), nonce(page)
    for i in range(35):
        web.post("/message/simulator", {
            "phone": helper_of(stack)["phone"], "text": "帮助",
            "nonce": word[:30] + f"{i:03d}"}, token=token)
    seen, path = [], "/message?way=in"
    while path:
        page = web.get(path).text
        seen += [int(n) for n in re.findall(
            r'class="when"><a href="/message/(\d+)"', page)]
        nxt = re.search(r'rel="next" href="([^"]+)"', page)
        path = nxt and nxt.group(1).replace("&amp;", "&")
    assert len(seen) > 30 and seen == sorted(set(seen), reverse=True)
    assert len(seen) == stack.rows("SELECT COUNT(*) AS n FROM inbox")[0]["n"]


def states(web, number, **query):
    """The filters of state that show the message."""
    return [state for state in ("new", "silent", "dead", "replayed",
                                "queued", "sent", "delivered", "failed")
            if f'"/message/{number}"' in web.get(
                "/message", params={"state": state, **query}).text]


def test_each_message_is_in_one_state(stack):
    web = stack.signed_in("admin")
    word = f"甲{int(time.time() * 1000)}"
    _, number = simulate(stack, web, helper_of(stack)["phone"], word)
    for state, shown in (("queued", "queued"), ("failed", "failed"),
                         ("expired", "failed"),
                         ("delivered", "delivered"), ("sent", "sent")):
        stack.rows("UPDATE outbox SET state = %s, next_at = '2099-01-01'"
                   " WHERE inbox_id = %s",
                   state, number)
        assert states(web, number, find=word) == [shown]
    phone = f"175{int(time.time()) % 100000000:08d}"
    for _ in range(2):
        _, number = simulate(stack, web, phone, word)
    assert states(web, number, find=word) == ["silent"]


def test_what_went_unasked_stands_between(stack):
    """A notice of our own; nothing sends one by itself yet, so by hand."""
    web = stack.signed_in("admin")
    helper = helper_of(stack, 5)
    word = f"提醒{int(time.time() * 1000)}"
    _, before = simulate(stack, web, helper["phone"], word + "前")
    stack.rows("INSERT INTO outbox (phone, text, kind, state, next_at,"
               " created_at) SELECT %s, %s, 'notice', 'failed',"
               " received_at, received_at + INTERVAL 1 SECOND FROM inbox"
               " WHERE inbox_id = %s", helper["phone"], word, before)
    for role in ("admin", "county"):
        reader = stack.signed_in(role)
        page = reader.get("/message", params={"find": word}).text
        assert "发出" in page and helper["phone"] not in page
        assert page.index(word + "</td>") < page.index(word + "前")
        assert word + "</td>" in reader.get(
            "/message", params={"way": "out", "state": "failed"}).text
        assert word + "</td>" not in reader.get(
            "/message", params={"way": "in", "find": word}).text


def test_others_may_not_read(stack):
    for role in ("helper", "village", "township"):
        web = stack.signed_in(role)
        assert web.get("/message").status_code == 403
        assert web.get("/message/1").status_code == 403
    assert stack.guest().get("/message").headers["Location"] == \
        "/signin?to=/message"
    assert stack.signed_in("admin").get(
        "/message/999999999").status_code == 404


# ---- dead letters -------------------------------------------------------

def dead(stack, web, text):
    """A message that was given up.  Nothing that can be typed is; so this
    one is marked by hand."""
    _, number = simulate(stack, web, helper_of(stack)["phone"], text)
    stack.rows("UPDATE inbox SET state = 'dead', outcome = 'dead',"
               " note = 'failed at each try', tries = 3"
               " WHERE inbox_id = %s", number)
    return number


def test_a_dead_message_is_edited_and_repeated(stack):
    web = stack.signed_in("admin")
    number = dead(stack, web, f"未报 {time.time()}")
    assert f"/message/{number}" in web.get("/message?state=dead").text
    page = web.get(f"/message/{number}")
    assert "多次处理都失败" in page.text and "重发内容" in page.text
    words = {"text": "未报", "nonce": nonce(page)}
    for _ in range(2):          # the same form twice repeats it once
        answer = web.post(f"/message/{number}/replay", words)
        assert answer.headers["Location"] == \
            f"/message/{number}?done=replayed"
    again = stack.rows("SELECT * FROM inbox WHERE replay_of = %s", number)
    assert len(again) == 1 and again[0]["raw"] == "未报".encode()
    assert again[0]["sender"] == row(stack, number)["sender"]
    end = time.time() + WAIT
    while time.time() < end and not stack.rows(
            "SELECT 1 FROM outbox WHERE inbox_id = %s",
            again[0]["inbox_id"]):
        time.sleep(0.2)
    page = web.get(f"/message/{number}").text
    assert f'/message/{again[0]["inbox_id"]}' in page
    assert f"/message/{number}" not in web.get("/message?state=dead").text
    assert f"第{number}条" in web.get(
        f"/message/{again[0]['inbox_id']}").text
    assert stack.rows("SELECT 1 FROM audit WHERE deed = 'replay'"
                      " AND about = %s", f"message {number}")


def test_only_dead_messages_are_repeated_and_with_a_text(stack):
    web = stack.signed_in("admin")
    number = dead(stack, web, f"未报 {time.time()}")
    page = web.get(f"/message/{number}")
    for text, sentence in (("", "请填写重发内容"), ("字" * 1001, "太长"),
                           ("\x00", "不能保存的字符")):
        answer = web.post(f"/message/{number}/replay",
                          {"text": text, "nonce": nonce(page)})
        assert answer.status_code == 422 and sentence in answer.text
    assert web.post(f"/message/{number}/replay", {
        "text": "未报", "nonce": nonce(page)}, token="").status_code == 403
    _, alive = simulate(stack, web, helper_of(stack)["phone"], "帮助")
    answer = web.post(f"/message/{alive}/replay",
                      {"text": "未报", "nonce": "x" * 20})
    assert answer.status_code == 409
    assert not stack.rows("SELECT 1 FROM inbox WHERE replay_of IN (%s, %s)",
                          number, alive)
