"""Members: the tab of all who were ever in the household, what each is to
the head, and what only the county changes: name and number."""
import datetime
import pathlib
import re

import lxml.html
import pytest

from test_races import at_once
from test_rule import NOW, members, ruled

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def number(birth, serial):
    """A number of nobody's: the area 999998 is none."""
    first = f"999998{birth}{serial:03d}"
    return first + "10X98765432"[sum(
        w * int(c) for w, c in zip(WEIGHTS, first)) % 11]


def words(page, action):
    tree = lxml.html.fromstring(page.text)
    one = tree.xpath(f"//form[@action='{action}']")[0]
    return dict(one.form_values()), tree


def flaws(page):
    tree = lxml.html.fromstring(page.text)
    return {e.xpath("ancestor::div[@class='row-field']//*[@name]/@name")[0]:
            e.text_content() for e in tree.xpath(
                "//div[@class='row-field']//div[@class='flaw']")}


@pytest.fixture(scope="module")
def household(stack):
    """A head, a spouse and a child who are there, and one who left."""
    area = stack.account("village")["area"]
    return stack.rows(
        "SELECT household_id AS id FROM household h WHERE area = %s AND"
        f" {NOW} AND member_count > 2 AND EXISTS (SELECT 1 FROM member m"
        " WHERE m.year = h.year AND m.household_id = h.household_id AND"
        " m.active AND m.relation = '02') ORDER BY household_id LIMIT 1",
        area)[0]["id"]


@pytest.fixture(scope="module")
def gone(stack, household):
    last = members(stack, household)[-1]["id"]
    stack.rows(f"UPDATE member SET active = 0 WHERE member_id = %s AND {NOW}",
               last)
    stack.rows("UPDATE household SET member_count = member_count - 1 WHERE"
               f" household_id = %s AND {NOW}", household)
    return last


def head_name(stack, household):
    return stack.rows("SELECT head_name AS n, member_count AS c FROM household"
                      f" WHERE household_id = %s AND {NOW}", household)[0]


# ---- the tab --------------------------------------------------------------

def test_all_who_were_ever_in_it(stack, household, gone):
    web = stack.signed_in("village")
    page = web.get(f"/household/{household}/member")
    tree = lxml.html.fromstring(page.text)
    tab = tree.xpath("//nav[contains(@class, 'file-tabs')]"
                     "/a[@aria-current]")[0]
    assert tab.text_content() == "家庭成员"
    rows = tree.xpath("//tbody/tr")
    there = members(stack, household)
    left = tree.xpath("//tr[@class='left']")
    assert len(rows) == len(there) + len(left) and left
    assert "不计人口" in left[0].text_content()
    assert any(f"/member/{gone}" in one.xpath(".//a/@href")[0]
               for one in left)
    assert not left[0].xpath(".//select")
    assert f"家庭成员 {len(there)}人" in page.text
    for one in there:
        assert not one["idno"] or one["idno"] not in page.text
    helper = stack.signed_in("helper")
    assert helper.post(f"/household/{household}/member",
                       {}).status_code == 403
    assert web.get("/household/999999999/member").status_code == 404


def relations(web, household):
    path = f"/household/{household}/member"
    return words(web.get(path), path)[0]


@pytest.mark.parametrize("change, sentence, where", [
    ({1: "01"}, "户主不止一人", (0, 1)),
    ({0: "99"}, "没有户主", (0,)),
    ({1: "99", 0: "02"}, "没有户主", (0,)),
    ({1: "other"}, "只能是", (1,)),
])
def test_heads_and_sexes(stack, household, gone, change, sentence, where):
    web = stack.signed_in("village")
    there = members(stack, household)
    known = relations(web, household)
    sent = dict(known)
    for i, code in change.items():
        if code == "other":     # 之子 a woman, 之女 a man
            code = "03" if there[i]["sex"] == 2 else "04"
        sent[f"relation.{there[i]['id']}"] = code
    before = head_name(stack, household)
    answer = web.post(f"/household/{household}/member", sent)
    assert answer.status_code == 422
    tree = lxml.html.fromstring(answer.text)
    for i in where:
        select = tree.xpath(
            f"//select[@name='relation.{there[i]['id']}']")[0]
        told = select.getparent().text_content()
        assert sentence in told, told
    typed, _ = words(answer, f"/household/{household}/member")
    for name, value in sent.items():
        if name.startswith("relation."):
            assert typed[name] == value
    assert head_name(stack, household) == before
    assert members(stack, household) == there


def test_the_head_changes_in_one_step(stack, household, gone):
    web = stack.signed_in("village")
    there = members(stack, household)
    head, spouse = there[0], there[1]
    path = f"/household/{household}/member"
    sent = relations(web, household)
    for one in there[2:]:
        sent[f"relation.{one['id']}"] = "99"
    swap = {f"relation.{head['id']}": "02", f"relation.{spouse['id']}": "01"}
    answer = web.post(path, {**sent, **swap})
    while answer.status_code == 422:    # what only warns is explained
        found, controls = ruled(answer)
        assert controls, found
        answer = web.post(path, {**sent, **swap,
                                 **{c: "已核对户口簿" for c in controls}})
    assert answer.status_code == 303
    assert head_name(stack, household)["n"] == spouse["name"]
    assert members(stack, household)[0]["id"] == spouse["id"]
    # who was slower is told
    answer = web.post(path, {**sent, f"relation.{head['id']}": "99",
                             f"relation.{spouse['id']}": "01"})
    assert answer.status_code == 409
    assert "有人修改了家庭成员" in answer.text
    assert "现在登记的是“配偶”。" in answer.text
    assert answer.text.count("现在登记的是") == 1
    # a code that is none
    now = relations(web, household)
    answer = web.post(path, {**now, f"relation.{head['id']}": "77"})
    assert answer.status_code == 422 and "不在可选范围内" in answer.text
    # back, and the same again writes nothing
    assert web.post(path, {**now, f"relation.{head['id']}": "01",
                           f"relation.{spouse['id']}": "02"}
                    ).status_code == 303
    answer = web.post(path, relations(web, household))
    assert "没有改动" in web.get(answer.headers["location"]).text


# ---- name and number ------------------------------------------------------

def identity(web, household, member):
    path = f"/household/{household}/member/{member}/identity"
    return path, words(web.get(path), path)[0]


def stored(stack, member):
    return stack.rows("SELECT name, sex, idno, idno_type, birth, version FROM"
                      f" member WHERE member_id = %s AND {NOW}", member)[0]


def test_only_the_county_changes_them(stack, household):
    head = members(stack, household)[0]["id"]
    path = f"/household/{household}/member/{head}/identity"
    for who in ("village", "township", "helper"):
        web = stack.signed_in(who)
        assert web.get(path).status_code == 403
        assert web.post(f"/household/{household}/member/{head}/identity",
                        {"name": "x"}).status_code == 403
        assert path not in web.get(f"/household/{household}/member/{head}"
                                   ).text
    county = stack.signed_in("county")
    assert path in county.get(f"/household/{household}/member/{head}").text
    assert county.get(f"/household/{household}/member/999999999/identity"
                      ).status_code == 404


@pytest.mark.parametrize("change, field, sentence", [
    ({"idno": "{right}0"}, "idno", "位数不对"),
    ({"idno": "{wrong}"}, "idno", "校验码不对"),
    ({"idno": "99999819801301001X"}, "idno", "不是出生日期"),
    ({"idno": "{future}"}, "idno", "出生日期晚于今天"),
    ({"idno": "99999A198001010010"}, "idno", "只能是数字"),
    ({"idno": "{right}84"}, "idno", "残疾类别"),
    ({"idno": "{right}45"}, "idno", "残疾等级"),
    ({"idno": "{right}41C1"}, "idno", "补发标记"),
    ({"idno": "{right}41", "idno_type": "1"}, "idno", "残疾人证号码"),
    ({"idno": "{right}", "idno_type": "2"}, "idno", "居民身份证号码"),
    ({"idno": "{other}"}, "idno", "一个人只能登记一次"),
    ({"idno": "{other}41"}, "idno", "一个人只能登记一次"),
    ({"name": ""}, "name", "请填写姓名"),
    ({"name": "长" * 61}, "name", "最多60个字"),
    ({"name": "王明2"}, "name", "不是姓名"),
    ({"reason": ""}, "reason", "请填写原因"),
    ({"reason": "改"}, "reason", "太短"),
    ({"none": "1", "sex": "", "birth": ""}, "birth", "没有填写"),
    ({"none": "1", "sex": "1", "birth": "2999-01-01"}, "birth", "晚于今天"),
])
def test_wrong_identities(stack, household, change, field, sentence):
    web = stack.signed_in("county")
    there = members(stack, household)
    head = there[0]
    path, known = identity(web, household, head["id"])
    right = number("19700101", 11 if head["sex"] == 1 else 12)
    other = stack.rows("SELECT idno FROM member WHERE idno IS NOT NULL AND"
                       " LENGTH(idno) = 18 AND active AND member_id <> %s AND"
                       f" {NOW} ORDER BY member_id DESC LIMIT 1",
                       head["id"])[0]["idno"]
    wrong = right[:17] + ("1" if right[17] != "1" else "2")
    change = {k: v.format(right=right, other=other, wrong=wrong,
                          future=number("20990101", 11))
              for k, v in change.items()}
    sent = {**known, "idno": right, "reason": "按户口簿更正", **change}
    if change.get("none"):
        sent["idno"] = ""
    before = stored(stack, head["id"])
    answer = web.post(path, sent)
    assert answer.status_code == 422
    told = flaws(answer)
    assert field in told and sentence in told[field], told
    typed, _ = words(answer, path)
    for name in ("name", "idno", "reason", "birth"):
        assert typed[name] == sent[name], name
    assert stored(stack, head["id"]) == before


def test_all_that_is_wrong_is_told_at_once(stack, household):
    web = stack.signed_in("county")
    path = f"/household/{household}/member/new"
    hidden = web.get(path)
    answer = web.post(path, {
        "version": "0", "nonce": lxml.html.fromstring(hidden.text).xpath(
            "//input[@name='nonce']/@value")[0], "name": "王明2",
        "idno": number("20990101", 11), "reason": "改"})
    assert answer.status_code == 422
    told = flaws(answer)
    assert set(told) == {"name", "relation", "idno", "reason"}, told
    assert "不是姓名" in told["name"] and "出生日期晚于今天" in told["idno"]
    # a day that is none is not told to be missing
    answer = web.post(path, {
        "version": "0", "nonce": "x", "name": "王明", "relation": "03",
        "none": "1", "birth": "2010-13-01", "reason": "补录新出生成员"})
    told = flaws(answer)
    assert set(told) == {"sex", "birth"} and "不是日期" in told["birth"]


def found_at(page):
    """Each finding's rule and the field whose row it stands in."""
    found = {}
    for e in lxml.html.fromstring(page.text).xpath(
            "//form[@data-guard]//div[contains(@class, 'ruled')]"):
        row = e.xpath("ancestor::div[@class='row-field']//*[@name]/@name")
        found[e.get("id").split("-")[1]] = row[0] if row else None
    return found


@pytest.mark.parametrize("birth, found", [
    ("1900-01-01", {"idno_none": "idno", "age_high": "birth"}),
    ("1970-01-01", {"idno_none": "idno"}),
    # it marks the relation, which is not on this form
    ("2015-01-01", {"idno_none": "idno", "head_child": "birth"}),
])
def test_findings_stand_at_their_fields(stack, household, birth, found):
    web = stack.signed_in("county")
    head = members(stack, household)[0]
    path, known = identity(web, household, head["id"])
    before = stored(stack, head["id"])
    answer = web.post(path, {
        **known, "idno": "", "none": "1", "sex": str(head["sex"]),
        "birth": birth, "reason": "证件遗失待补办"})
    assert answer.status_code == 422
    told = found_at(answer)
    assert found.items() <= told.items(), told
    links = lxml.html.fromstring(answer.text).xpath(
        "//div[@role='alert']//a/@href")
    ids = lxml.html.fromstring(answer.text).xpath("//*/@id")
    assert links and all(ids.count(a[1:]) == 1 for a in links)
    assert stored(stack, head["id"]) == before


def test_a_new_members_relation_has_its_findings(stack, household):
    web = stack.signed_in("county")
    path = f"/household/{household}/member/new"
    known = words(web.get(path), path)[0]
    assert "不改请留空" not in web.page.text
    answer = web.post(path, {
        **known, "name": "测试女", "relation": "03", "none": "1", "sex": "2",
        "birth": "2010-01-01", "reason": "补录新出生成员"})
    assert answer.status_code == 422
    assert found_at(answer)["relation_male"] == "relation"


def test_a_number_of_another_area_is_not_told(stack, household):
    """The county of the demo is all there is: a stranger's is made."""
    stranger = number("19660606", 13)
    stack.rows("INSERT INTO household (year, household_id, number, area,"
               " head_name) SELECT year, 77777777, '9900000777', 990101101001,"
               " '外县人' FROM registry_now")
    stack.rows("INSERT INTO member (year, member_id, household_id, name, sex,"
               " idno, relation) SELECT year, 77777777, 77777777, '外县人', 1,"
               " %s, '01' FROM registry_now", stranger)
    web = stack.signed_in("county")
    head = members(stack, household)[0]["id"]
    path, known = identity(web, household, head)
    answer = web.post(path, {**known, "idno": stranger,
                             "reason": "按户口簿更正"})
    assert answer.status_code == 422
    assert "已经在其他地区登记" in flaws(answer)["idno"]
    assert "外县人" not in answer.text and "9900000777" not in answer.text
    stack.rows("DELETE FROM member WHERE member_id = 77777777")
    stack.rows("DELETE FROM household WHERE household_id = 77777777")


def test_sex_and_birth_come_from_the_number(stack, household):
    web = stack.signed_in("county")
    head = members(stack, household)[0]
    right = number("19710203", 21 if head["sex"] == 1 else 22)
    path, known = identity(web, household, head["id"])
    spaced = f" {right[:6]} {right[6:14]} {right[14:].lower()}41 "
    answer = web.post(path, {**known, "name": "欧阳山", "idno": spaced,
                             "sex": str(3 - head["sex"]),
                             "birth": "1990-01-01",
                             "reason": "换发残疾人证，更正姓名"})
    while answer.status_code == 422:
        found, controls = ruled(answer)
        assert controls, found
        answer = web.post(path, {
            **known, "name": "欧阳山", "idno": spaced,
            "reason": "换发残疾人证，更正姓名",
            **{c: "已核对证件" for c in controls}})
    assert answer.status_code == 303
    now = stored(stack, head["id"])
    assert now["name"] == "欧阳山" and now["idno"] == right + "41"
    assert str(now["birth"]) == "1971-02-03" and now["sex"] == head["sex"]
    assert now["idno_type"] == "2"
    assert head_name(stack, household)["n"] == "欧阳山"
    # at once, by another name of that sound
    assert sounds_like(stack, household, "欧阳珊")
    assert not sounds_like(stack, household, "欧阳言")
    line = stack.rows("SELECT deed, reason, door FROM `change` WHERE entity ="
                      " 'member' AND record_id = %s ORDER BY change_id DESC"
                      " LIMIT 1", head["id"])[0]
    assert line == {"deed": "update", "door": "web",
                    "reason": "换发残疾人证，更正姓名"}
    # the name alone: the number stays
    path, known = identity(web, household, head["id"])
    assert right not in web.get(path).text
    answer = web.post(path, {**known, "name": "欧阳山二",
                             "reason": "派出所更正姓名"})
    while answer.status_code == 422:
        answer = web.post(path, {
            **known, "name": "欧阳山二", "reason": "派出所更正姓名",
            **{c: "已核对证件" for c in ruled(answer)[1]}})
    assert answer.status_code == 303
    assert stored(stack, head["id"])["idno"] == right + "41"
    # who was slower
    answer = web.post(path, {**known, "name": "欧阳山三",
                             "reason": "派出所更正姓名"})
    assert answer.status_code in (409, 422)
    assert stored(stack, head["id"])["name"] == "欧阳山二"


def sounds_like(stack, household, word):
    """Whether the household is found by a name of the same sound."""
    page = stack.signed_in("county").get("/household", params={"find": word})
    return f'href="/household/{household}"' in page.text


# ---- without a number -----------------------------------------------------

def test_a_person_without_a_number_is_completed(stack, household):
    county = stack.signed_in("county")
    path = f"/household/{household}/member/new"
    known, _ = words(county.get(path), path)
    count = head_name(stack, household)["c"]
    sent = {**known, "name": "小满", "relation": "99", "sex": "2",
            "birth": "2021-10-01", "increase_reason": "1",
            "increase_month": "2022-02", "reason": "新生儿，还没有落户"}
    for change, field in (({"relation": ""}, "relation"),
                          ({"relation": "55"}, "relation"),
                          ({"increase_reason": "9"}, "increase_reason"),
                          ({"increase_reason": ""}, "increase_month"),
                          ({"increase_month": ""}, "increase_month"),
                          ({"increase_month": "2022-13"}, "increase_month"),
                          ({"increase_month": "二月"}, "increase_month"),
                          ({"increase_month": "2999-01"}, "increase_month"),
                          ({"increase_month": "2021-12"}, "increase_month"),
                          ({"increase_month": "", "reason": "补"},
                           "increase_month"),
                          ({}, "idno"), ({"reason": ""}, "reason")):
        answer = county.post(path, {**sent, **change})
        assert answer.status_code == 422 and field in flaws(answer)
    sent["none"] = "1"
    answer = county.post(f"/household/{household}/member/new", sent)
    assert answer.status_code == 422    # a warning: no number
    assert "why.idno_none.0" in ruled(answer)[1]
    sent.update({c: "出生医学证明已收" for c in ruled(answer)[1]})
    for _ in range(2):                  # pressed for twice it is one
        assert county.post(path, sent).status_code == 303
    one = stack.rows("SELECT member_id AS id, idno, sex, increase_reason AS"
                     " why, increase_month AS month FROM member WHERE name"
                     f" = '小满' AND household_id = %s AND {NOW}",
                     household)[0]
    assert one["idno"] is None and one["sex"] == 2 and one["why"] == "1"
    assert one["month"] == 202202
    assert head_name(stack, household)["c"] == count + 1
    assert sounds_like(stack, household, "晓满")
    assert not sounds_like(stack, household, "小明子")
    # on the list, with what stands for the number
    for who in ("village", "county"):
        page = stack.signed_in(who).get("/missing")
        assert page.status_code == 200
    assert "小满" in stack.signed_in("village").get("/missing").text
    assert f"W{one['id']:010d}" in stack.signed_in("village").get(
        f"/household/{household}/member").text
    assert stack.signed_in("helper").get("/missing").status_code == 403
    # completed later, with a reason
    right = number("20211001", 22)
    path, known = identity(county, household, one["id"])
    answer = county.post(path, {**known, "idno": right, "none": "",
                                "name": "欧阳小满",
                                "reason": "已经落户，补身份证号码"})
    assert answer.status_code == 303, (flaws(answer), ruled(answer))
    assert stored(stack, one["id"])["idno"] == right
    assert sounds_like(stack, household, "欧阳晓满")
    assert "小满" not in stack.signed_in("village").get("/missing").text
    assert stack.rows("SELECT reason FROM `change` WHERE entity = 'member' AND"
                      " record_id = %s ORDER BY change_id DESC LIMIT 1",
                      one["id"]) == [{"reason": "已经落户，补身份证号码"}]


# ---- 自然减少, and back -----------------------------------------------------

@pytest.fixture(scope="module")
def leaver(stack, household):
    """The last of the household who is there and was last year."""
    known = {r["id"] for r in stack.rows(
        "SELECT member_id AS id FROM member m JOIN registry_now n ON m.year ="
        " n.year - 1 WHERE household_id = %s AND active", household)}
    return [m["id"] for m in members(stack, household)
            if m["id"] in known][-1]


def state(stack, member):
    return stack.rows(
        "SELECT active, decrease_reason AS why, decrease_day AS day, version"
        f" FROM member WHERE member_id = %s AND {NOW}", member)[0]


def totals(stack, household):
    return stack.rows(
        "SELECT member_count AS n, net_income_fen AS net, head_income_fen AS"
        f" head FROM household WHERE household_id = %s AND {NOW}", household)[0]


def ledger(stack, member):
    return stack.rows("SELECT deed, door, reason FROM `change` WHERE entity ="
                      " 'member' AND record_id = %s ORDER BY change_id DESC"
                      " LIMIT 1", member)[0]


def leave(web, household, member, **change):
    path = f"/household/{household}/member/{member}/leave"
    known = words(web.get(path), path)[0]
    return web.post(f"/household/{household}/member/{member}/leave", {
        **known, "decrease_reason": "1", "decrease_day": "2022-02-03",
        **change})


def come_back(web, household, member, **change):
    path = f"/household/{household}/member/{member}/return"
    known = words(web.get(path), path)[0]
    return web.post(f"/household/{household}/member/{member}/return", {
        **known, "reason": "同名误办，本人还在", **change})


def test_only_the_county_says_who_left(stack, household, leaver, gone):
    tab = f"/household/{household}/member"
    for one, deed in ((leaver, "leave"), (gone, "return")):
        path = f"{tab}/{one}/{deed}"
        for who in ("village", "township", "helper"):
            web = stack.signed_in(who)
            assert web.get(path).status_code == 403
            assert web.post(path, {}).status_code == 403
            assert path not in web.get(tab).text
        county = stack.signed_in("county")
        assert path in county.get(tab).text
        assert county.get(path).status_code == 200
        for other in (f"/household/{household}/member/999999999/{deed}",
                      f"/household/999999999/member/{one}/{deed}"):
            assert county.get(other).status_code == 404
            assert county.post(other, {
                "version": "1", "decrease_reason": "1", "reason": "同名误办",
                "decrease_day": "2022-02-03"}).status_code == 404
    assert state(stack, leaver)["active"] and not state(stack, gone)["active"]


@pytest.mark.parametrize("change, field, sentence", [
    ({"decrease_reason": ""}, "decrease_reason", "自然减少原因"),
    ({"decrease_reason": "9"}, "decrease_reason", "不在可选范围内"),
    ({"decrease_reason": "新"}, "decrease_reason", "不在可选范围内"),
    ({"decrease_day": ""}, "decrease_day", "减少日期"),
    ({"decrease_day": "2022-02-30"}, "decrease_day", "减少日期"),
    ({"decrease_day": "2999-01-01"}, "decrease_day", "晚于今天"),
    ({"decrease_day": "{unborn}"}, "decrease_day", "早于出生日期"),
])
def test_wrong_leavings(stack, household, leaver, change, field, sentence):
    before = state(stack, leaver), totals(stack, household)
    unborn = stored(stack, leaver)["birth"] - datetime.timedelta(1)
    change = {k: v.format(unborn=unborn) for k, v in change.items()}
    answer = leave(stack.signed_in("county"), household, leaver, **change)
    assert answer.status_code == 422
    told = flaws(answer)
    assert list(told) == [field] and sentence in told[field], told
    typed, _ = words(
        answer, f"/household/{household}/member/{leaver}/leave")
    if field == "decrease_reason":
        assert typed["decrease_day"] == "2022-02-03"
    else:
        assert typed["decrease_reason"] == "1"
    assert (state(stack, leaver), totals(stack, household)) == before


def test_the_head_and_the_last_stay(stack, household, leaver):
    web = stack.signed_in("county")
    there = members(stack, household)
    path = f"/household/{household}/member/{there[0]['id']}/leave"
    sent = {"version": "1", "decrease_reason": "1",
            "decrease_day": "2022-02-03"}
    page = web.get(path)
    assert "是户主" in page.text and "decrease_day" not in page.text
    answer = web.post(path, sent)
    assert answer.status_code == 422 and "另选一名户主" in answer.text
    others = [one["id"] for one in there[1:]]
    marks = ",".join(["%s"] * len(others))
    stack.rows(f"UPDATE member SET active = 0 WHERE member_id IN ({marks})"
               f" AND {NOW}", *others)
    assert "最后一名成员" in web.get(path).text
    answer = web.post(path, sent)
    assert answer.status_code == 422 and "最后一名成员" in answer.text
    stack.rows(f"UPDATE member SET active = 1 WHERE member_id IN ({marks})"
               f" AND {NOW}", *others)
    assert members(stack, household) == there


def test_who_left_is_not_counted(stack, household, leaver):
    web = stack.signed_in("county")
    before, was = totals(stack, household), state(stack, leaver)
    months = stack.rows("SELECT * FROM report WHERE household_id = %s"
                        " ORDER BY period", household)
    idno = stored(stack, leaver)["idno"]
    path = f"/household/{household}/member/{leaver}/leave"
    page = web.get(path)
    assert not idno or idno not in page.text
    stale = words(page, path)[0]
    # somebody else changes him meanwhile: nothing typed is lost
    stack.rows("UPDATE member SET version = version + 1 WHERE member_id = %s"
               f" AND {NOW}", leaver)
    sent = {**stale, "decrease_reason": "5", "decrease_day": "2022-01-20"}
    answer = web.post(path, sent)
    assert answer.status_code == 409 and "有人修改了" in answer.text
    again = words(answer, path)[0]
    assert again["decrease_reason"] == "5"
    assert again["decrease_day"] == "2022-01-20"
    assert state(stack, leaver)["active"]
    # what stands now is the form's: sent once more it is done
    answer = web.post(path, again)
    assert answer.status_code == 303
    page = web.get(answer.headers["location"])
    assert "已办理自然减少" in page.text
    now = state(stack, leaver)
    assert (now["active"], now["why"], str(now["day"])) == (
        0, "5", "2022-01-20")
    assert now["version"] == was["version"] + 2
    assert ledger(stack, leaver) == {"deed": "update", "door": "web",
                                     "reason": "自然减少"}
    after = totals(stack, household)
    assert after["n"] == before["n"] - 1 == len(members(stack, household))
    assert after["net"] == before["net"] > 0
    assert after["head"] == (2 * after["net"] + after["n"]) // (
        2 * after["n"]) != before["head"]
    assert stack.rows("SELECT * FROM report WHERE household_id = %s"
                      " ORDER BY period", household) == months
    # pressed twice it is done once
    answer = web.post(path, again)
    assert answer.status_code == 409 and "已经办理过自然减少" in answer.text
    assert state(stack, leaver) == now
    # yellow, with the reason for those who may see it
    village = stack.signed_in("village")
    tab = f"/household/{household}/member"
    for who, told in ((village, True), (web, False)):
        for page in (tab, f"/household/{household}"):
            tree = lxml.html.fromstring(who.get(page).text)
            row, = [e for e in tree.xpath("//tr[@class='left']")
                    if f"/member/{leaver}" in e.xpath(".//a/@href")[0]]
            assert ("户籍迁出" in row.text_content()) == told
            assert ("2022年1月20日" in row.text_content()) == told
    changed = village.get(f"/household/{household}/history",
                          params={"of": "member"}).text
    assert "自然减少原因" in changed and "自然减少日期" in changed
    # 附件3 has him
    area = stack.account("village")["area"]
    name = stack.rows("SELECT name FROM member WHERE member_id = %s AND"
                      f" {NOW}", leaver)[0]["name"]
    tree = lxml.html.fromstring(village.get(
        f"/print?form=decrease&village={area}").text)
    rows = [[c.text_content().strip() for c in row.xpath("td")] for row in
            tree.xpath("//table[@class='grid']/tbody/tr")]
    assert [row[4] for row in rows if row[2] == name] == ["5"]


@pytest.mark.parametrize("change, sentence", [
    ({"reason": ""}, "请填写恢复原因"), ({"reason": "误办"}, "太短"),
    ({"reason": "误" * 201}, "太长"),
])
def test_wrong_returns(stack, household, leaver, change, sentence):
    before = state(stack, leaver)
    answer = come_back(stack.signed_in("county"), household, leaver, **change)
    assert answer.status_code == 422
    assert sentence in flaws(answer)["reason"]
    assert state(stack, leaver) == before


def test_back_where_it_was_a_mistake(stack, household, leaver):
    web = stack.signed_in("county")
    path = f"/household/{household}/member/{leaver}/return"
    before, was = totals(stack, household), stored(stack, leaver)
    # his number is somebody's who is there, in another household
    mine = was["idno"] or number("20100101", 17)
    other = stack.rows(
        "SELECT member_id AS id, idno FROM member WHERE active AND"
        f" household_id <> %s AND {NOW} ORDER BY member_id LIMIT 1",
        household)[0]
    stack.rows(f"UPDATE member SET idno = %s WHERE member_id IN (%s, %s) AND"
               f" {NOW}", mine, leaver, other["id"])
    page = web.get(path)
    assert "一个人只能登记一次" in page.text and mine not in page.text
    answer = web.post(path, {"version": str(was["version"]),
                             "reason": "同名误办，本人还在"})
    assert answer.status_code == 422
    assert "一个人只能登记一次" in answer.text
    stack.rows(f"UPDATE member SET idno = %s WHERE member_id = %s AND {NOW}",
               other["idno"], other["id"])
    stack.rows(f"UPDATE member SET idno = %s WHERE member_id = %s AND {NOW}",
               was["idno"], leaver)
    # two spouses are refused at the form, the reason stays
    kept = stack.rows("SELECT relation FROM member WHERE member_id = %s AND"
                      f" {NOW}", leaver)[0]["relation"]
    stack.rows(f"UPDATE member SET relation = '01' WHERE member_id = %s AND"
               f" {NOW}", leaver)
    answer = come_back(web, household, leaver)
    assert answer.status_code == 422 and "户主不止一人" in answer.text
    assert words(answer, path)[0]["reason"] == "同名误办，本人还在"
    stack.rows(f"UPDATE member SET relation = %s WHERE member_id = %s AND"
               f" {NOW}", kept, leaver)
    assert totals(stack, household) == before
    answer = come_back(web, household, leaver)
    while answer.status_code == 422:    # what only warns is explained
        found, controls = ruled(answer)
        assert controls, found
        answer = come_back(web, household, leaver,
                           **{c: "已核对户口簿" for c in controls})
    assert answer.status_code == 303
    assert "已恢复" in web.get(answer.headers["location"]).text
    now = state(stack, leaver)
    assert (now["active"], now["why"], now["day"]) == (1, None, None)
    assert totals(stack, household)["n"] == before["n"] + 1
    assert ledger(stack, leaver)["reason"] == "同名误办，本人还在"
    answer = web.post(path, {"version": str(now["version"]),
                             "reason": "同名误办，本人还在"})
    assert answer.status_code == 409 and "就在本户" in answer.text


def test_two_who_leave_at_once_are_both_counted(stack, household):
    web = stack.signed_in("county")
    before = totals(stack, household)
    two = [m["id"] for m in members(stack, household)[1:3]]
    assert len(two) == 2

    def sender(member):
        path = f"/household/{household}/member/{member}/leave"
        known = words(web.get(path), path)[0]
        return lambda: web.session.post(stack.url + path, {
            **known, "decrease_reason": "5", "decrease_day": "2022-02-03"},
            allow_redirects=False).status_code
    assert at_once(*[sender(member) for member in two]) == [303, 303]
    assert totals(stack, household)["n"] == before["n"] - 2 == len(
        members(stack, household))
    for member in two:
        answer = come_back(web, household, member)
        if answer.status_code == 422:
            answer = come_back(web, household, member, **{
                c: "已核对户口簿" for c in ruled(answer)[1]})
        assert answer.status_code == 303
    assert totals(stack, household) == before


def test_a_closed_year_is_left_as_it_is(stack, household):
    web = stack.signed_in("county")
    year = stack.rows("SELECT year - 1 AS y FROM registry_now")[0]["y"]
    rows = stack.rows("SELECT member_id AS id, active, version FROM member"
                      " WHERE household_id = %s AND year = %s AND relation"
                      " <> '01'", household, year)
    assert rows
    deed = "leave" if rows[0]["active"] else "return"
    path = f"/household/{household}/member/{rows[0]['id']}/{deed}"
    try:
        assert web.post("/year/look", {"year": year, "to": "/"}
                        ).status_code == 303
        page = web.get(path)
        assert "已经关闭" in page.text and "data-guard" not in page.text
        assert path not in web.get(f"/household/{household}/member").text
        answer = web.post(path, {
            "version": rows[0]["version"], "decrease_reason": "1",
            "decrease_day": "2022-02-03", "reason": "同名误办，本人还在"})
        assert answer.status_code == 403
    finally:
        web.get("/")
        web.post("/year/look", {"year": year + 1, "to": "/"})
    assert stack.rows("SELECT member_id AS id, active, version FROM member"
                      " WHERE household_id = %s AND year = %s AND relation"
                      " <> '01'", household, year) == rows


def test_nothing_personal_reaches_the_logs(stack, household):
    text = ""
    folder = pathlib.Path(stack.ready["db"]["socket"]).parent.parent / "log"
    for path in folder.iterdir():
        text += path.read_text("utf-8", errors="replace")
    assert "欧阳山" not in text and "小满" not in text
    assert not re.search(r"99999[89](19|20)\d{9}", text)
    assert not re.search(r"(?<!\d)19[89]\d{8}(?!\d)", text)
