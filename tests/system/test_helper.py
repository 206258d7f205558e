"""Helpers (帮扶责任人): listed with their households and masked phones, added,
their phones set, moved and removed, stopped and started."""
import itertools
import re
import time

import pytest

serial = itertools.count(int(time.time()) % 100000 * 100)


def fresh_phone():
    return f"188{next(serial):08d}"


def one(stack, extra="h.phone IS NOT NULL"):
    """Some active helper of the demo that no other test changes."""
    return stack.rows(
        "SELECT h.*, p.short_no, k.number FROM helper h"
        " JOIN pairing p ON p.helper_id = h.helper_id"
        "  AND p.to_day = '9999-12-31'"
        " JOIN household_key k ON k.household_id = p.household_id"
        f" WHERE h.active AND {extra}"
        " ORDER BY h.helper_id DESC, p.short_no LIMIT 1 OFFSET 40")[0]


def filled(stack, **other):
    words = {"name": "测试帮扶人", "unit": "县档案馆", "duty": "科员",
             "area": str(stack.account("township")["area"]),
             "phone": fresh_phone()}
    words.update(other)
    return words


def added(stack, web, **other):
    words = filled(stack, **other)
    web.get("/helper/new")
    answer = web.post("/helper/new", words)
    assert answer.status_code == 303, answer.text
    return words, int(re.fullmatch(r"/helper/(\d+)\?done=added",
                                   answer.headers["Location"]).group(1))


def held(stack, phone):
    return [row["helper_id"] for row in stack.rows(
        "SELECT helper_id FROM helper_phone WHERE phone = %s", phone)]


# ---- the list and the card ---------------------------------------------

def test_the_list_shows_no_whole_phone(stack):
    web = stack.signed_in("county")
    helper = one(stack)
    page = web.get("/helper?find=" + helper["name"])
    assert page.status_code == 200
    assert f'/helper/{helper["helper_id"]}"' in page.text
    assert helper["phone"] not in page.text
    assert helper["phone"][:3] + "****" + helper["phone"][-4:] in page.text
    # found by the whole phone, in any writing
    page = web.get("/helper", params={"find": "+86 " + helper["phone"]})
    assert f'/helper/{helper["helper_id"]}"' in page.text
    assert "1 人" in page.text


@pytest.mark.parametrize("find", ["没有这样的人", "%", "'", "\\", "x" * 40])
def test_a_search_may_find_nobody(stack, find):
    page = stack.signed_in("county").get("/helper", params={"find": find})
    assert page.status_code == 200 and "没有符合条件" in page.text


def test_the_pages_of_the_list_hold_everybody_once(stack):
    web = stack.signed_in("county")
    seen, path = [], "/helper"
    while path:
        page = web.get(path).text
        seen += re.findall(r'href="/helper/(\d+)"', page)
        nxt = re.search(r'rel="next" href="([^"]+)"', page)
        path = nxt and nxt.group(1).replace("&amp;", "&")
    assert len(seen) == len(set(seen)) == stack.rows(
        "SELECT COUNT(*) AS n FROM helper WHERE active")[0]["n"]


def test_a_township_sees_its_own_only(stack):
    web = stack.signed_in("township")
    low = stack.account("township")["area"]
    outside = stack.rows("SELECT helper_id FROM helper WHERE area NOT"
                         " BETWEEN %s AND %s LIMIT 1", low,
                         low + 999)[0]["helper_id"]
    assert web.get(f"/helper/{outside}").status_code == 404
    web.get("/helper/new")
    for deed in ("phone", "phone/remove", "stop", "start"):
        assert web.post(f"/helper/{outside}/{deed}",
                        {"phone": fresh_phone()}).status_code == 404
    inside = stack.rows("SELECT helper_id FROM helper WHERE area BETWEEN %s"
                        " AND %s AND active LIMIT 1", low,
                        low + 999)[0]["helper_id"]
    page = web.get(f"/helper/{inside}")
    assert page.status_code == 200 and "/user/new" not in page.text


def test_his_households_stand_with_their_short_numbers(stack):
    web = stack.signed_in("county")
    helper = one(stack)
    page = web.get(f"/helper/{helper['helper_id']}").text
    rows = re.findall(r'lead-cell">(\d+)</td><td><a href="/household/(\d+)">'
                      r'.*?户编号">(\d+)</td>', page)
    want = stack.rows("SELECT p.short_no, p.household_id, k.number"
                      " FROM pairing p JOIN household_key k"
                      "  ON k.household_id = p.household_id"
                      " WHERE helper_id = %s"
                      "  AND '2022-03-04' BETWEEN from_day AND to_day"
                      " ORDER BY short_no", helper["helper_id"])
    assert rows == [(str(w["short_no"]), str(w["household_id"]),
                     w["number"]) for w in want]
    assert rows


def test_others_may_not(stack):
    for role in ("village", "helper"):
        web = stack.signed_in(role)
        for path in ("/helper", "/helper/1", "/helper/new"):
            assert web.get(path).status_code == 403
        assert web.post("/helper/new", filled(stack)).status_code == 403
        assert web.post("/helper/1/phone",
                        {"phone": fresh_phone()}).status_code == 403
    assert stack.guest().get("/helper").headers["Location"] == \
        "/signin?to=/helper"


# ---- adding ------------------------------------------------------------

def test_a_new_helper_has_his_phone(stack):
    web = stack.signed_in("township")
    words, number = added(stack, web)
    assert held(stack, words["phone"]) == [number]
    assert "帮扶责任人已登记" in web.get(f"/helper/{number}?done=added").text
    assert stack.rows("SELECT 1 FROM audit WHERE deed = 'helper-add'"
                      " AND about = %s", f"helper {number}")
    assert stack.rows("SELECT 1 FROM `change` WHERE entity = 'helper'"
                      " AND record_id = %s AND deed = 'insert'", number)


def test_a_phone_may_come_later(stack):
    web = stack.signed_in("county")
    _, number = added(stack, web, phone="", duty="")
    page = web.get(f"/helper/{number}").text
    assert "无手机号" in page and "/phone/remove" not in page


@pytest.mark.parametrize("words,sentence", [
    ({"name": ""}, "请填写姓名"), ({"name": "字" * 61}, "姓名太长"),
    ({"unit": ""}, "请填写帮扶单位"), ({"unit": "字" * 121}, "帮扶单位太长"),
    ({"duty": "字" * 61}, "职务太长"), ({"area": ""}, "请填写所在地区"),
    ({"area": "没有的地方"}, "不是您负责范围内的地区"),
    ({"area": "130630"}, "不在您负责的地区内"),
    ({"area": "110101000000"}, "不在您负责的地区内"),
    ({"phone": "1380013800"}, "不是手机号"),
    ({"phone": "138001380000"}, "不是手机号"),
    ({"phone": "0312-7654321"}, "不是手机号"),
    ({"phone": "电话"}, "不是手机号"),
    ({"phone": "138o0138000"}, "不是手机号"),
    ({"phone": "1" * 31}, "手机号太长"),
    ({"name": "<script>alert(1)</script>", "unit": ""}, "请填写帮扶单位"),
    ({"name": "=cmd"}, "不是姓名"), ({"name": "-1"}, "不是姓名"),
])
def test_a_wrong_word_is_named_and_all_words_are_kept(stack, words,
                                                      sentence):
    web = stack.signed_in("township")
    web.get("/helper/new")
    sent = filled(stack, **words)
    answer = web.post("/helper/new", sent)
    assert answer.status_code == 422 and sentence in answer.text
    for name, word in sent.items():
        shown = word.replace("<", "&lt;").replace(">", "&gt;")
        assert f'value="{shown}"' in answer.text, name
    assert "<script>alert" not in answer.text
    assert not held(stack, sent["phone"])


def test_a_taken_phone_is_refused_with_its_holder(stack):
    web = stack.signed_in("county")
    holder = one(stack)
    web.get("/helper/new")
    answer = web.post("/helper/new", filled(stack, phone=holder["phone"]))
    assert answer.status_code == 422
    assert "已经登记给" in answer.text and holder["name"] in answer.text
    assert held(stack, holder["phone"]) == [holder["helper_id"]]
    # who may not see the holder is not told his name
    low = stack.account("township")["area"]
    outside = stack.rows(
        "SELECT * FROM helper WHERE area NOT BETWEEN %s AND %s"
        " AND phone IS NOT NULL AND active LIMIT 1", low, low + 999)[0]
    town = stack.signed_in("township")
    town.get("/helper/new")
    answer = town.post("/helper/new", filled(stack, phone=outside["phone"]))
    assert answer.status_code == 422
    assert "已经登记给其他地区的帮扶责任人" in answer.text
    assert outside["name"] not in answer.text


# ---- phones ------------------------------------------------------------

@pytest.mark.parametrize("write", [
    "{}", "+86{}", "0086 {}", "86-{}", "０{}",
])
def test_a_phone_is_known_by_its_eleven_digits(stack, write):
    web = stack.signed_in("county")
    _, number = added(stack, web, phone="")
    phone = fresh_phone()
    web.get(f"/helper/{number}")
    answer = web.post(f"/helper/{number}/phone",
                      {"phone": write.format(phone)})
    assert answer.headers["Location"] == f"/helper/{number}?done=phone"
    assert held(stack, phone) == [number]
    assert phone not in web.get(f"/helper/{number}?done=phone").text


def test_a_phone_moves_when_it_is_free(stack):
    web = stack.signed_in("county")
    words, first = added(stack, web)
    _, second = added(stack, web, phone="")
    web.get(f"/helper/{second}")
    answer = web.post(f"/helper/{second}/phone", {"phone": words["phone"]})
    assert answer.status_code == 422 and "测试帮扶人" in answer.text
    assert f'value="{words["phone"]}"' in answer.text
    web.get(f"/helper/{first}")
    assert web.post(f"/helper/{first}/phone/remove").status_code == 303
    assert held(stack, words["phone"]) == []
    web.get(f"/helper/{second}")
    assert web.post(f"/helper/{second}/phone",
                    {"phone": words["phone"]}).status_code == 303
    assert held(stack, words["phone"]) == [second]
    # the same again is nothing new
    before = stack.rows("SELECT COUNT(*) AS n FROM `change`")[0]["n"]
    assert web.post(f"/helper/{second}/phone",
                    {"phone": words["phone"]}).status_code == 303
    assert stack.rows("SELECT COUNT(*) AS n FROM `change`")[0]["n"] == before


@pytest.mark.parametrize("phone", ["", "12345", "手机", "1" * 31, "+1 555",
                                   "13800138000,13800138001"])
def test_a_wrong_phone_is_refused(stack, phone):
    web = stack.signed_in("county")
    words, number = added(stack, web)
    web.get(f"/helper/{number}")
    answer = web.post(f"/helper/{number}/phone", {"phone": phone})
    assert answer.status_code == 422 and "手机号" in answer.text
    assert held(stack, words["phone"]) == [number]


def test_a_stopped_helper_frees_his_phone(stack):
    web = stack.signed_in("county")
    words, number = added(stack, web)
    web.get(f"/helper/{number}")
    assert web.post(f"/helper/{number}/stop").status_code == 303
    assert held(stack, words["phone"]) == []
    page = web.get(f"/helper/{number}").text
    assert "停用" in page and f"/helper/{number}/start" in page
    assert web.post(f"/helper/{number}/phone",
                    {"phone": fresh_phone()}).status_code == 422
    assert web.post(f"/helper/{number}/start").status_code == 303
    assert web.post(f"/helper/{number}/phone",
                    {"phone": words["phone"]}).status_code == 303
    assert held(stack, words["phone"]) == [number]


def test_a_missing_token_changes_nothing(stack):
    web = stack.signed_in("county")
    words, number = added(stack, web)
    for deed in ("phone", "phone/remove", "stop", "start"):
        assert web.post(f"/helper/{number}/{deed}",
                        {"phone": fresh_phone()},
                        token="").status_code == 403
    assert held(stack, words["phone"]) == [number]
