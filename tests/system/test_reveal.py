"""Masked numbers: shown whole on request, with a reason that is kept, for a
minute; and who looked at what."""
import pathlib
import re

import lxml.html
import pytest

from test_rule import NOW, members


@pytest.fixture(scope="module")
def household(stack):
    area = stack.account("village")["area"]
    one = stack.rows(f"SELECT household_id AS id FROM household WHERE {NOW}"
                     " AND area = %s ORDER BY household_id LIMIT 1 OFFSET 2",
                     area)[0]["id"]
    stack.rows("UPDATE household SET phone = '19877665544', bank_account ="
               f" '6200112233445566778' WHERE household_id = %s AND {NOW}",
               one)
    return one


def lines(stack):
    return stack.rows("SELECT a.about, a.reason, u.login, a.address FROM audit"
                      " a JOIN user u ON u.user_id = a.user_id WHERE a.deed ="
                      " 'reveal' ORDER BY a.audit_id")


def test_masked_until_asked_for(stack, household):
    web = stack.signed_in("village")
    head = members(stack, household)[0]
    path = f"/household/{household}/member/{head['id']}"
    link = f"/household/{household}/reveal?member={head['id']}&field=idno"
    for page in (path, link, f"/household/{household}",
                 f"/household/{household}/member",
                 f"/household/{household}/problem",
                 f"/household/{household}/file/1"):
        text = web.get(page).text
        assert head["idno"] not in text, page
        assert "19877665544" not in text and "62001122334" not in text, page
    assert lxml.html.fromstring(web.get(path).text).xpath(
        f"//a[@href='{link}']")
    before = lines(stack)
    for reason, sentence in (("", "请填写查看原因"), ("看", "太短"),
                             ("看" * 201, "太长")):
        answer = web.post(f"/household/{household}/reveal", {
            "member": head["id"], "field": "idno", "reason": reason})
        assert answer.status_code == 422
        assert sentence in answer.text and f'value="{reason}"' in answer.text
        assert head["idno"] not in answer.text
    assert lines(stack) == before


@pytest.mark.parametrize("field", ["idno", "phone", "bank_account"])
def test_the_whole_number_and_its_trace(stack, household, field):
    web = stack.signed_in("village")
    head = members(stack, household)[0]
    member = head["id"] if field == "idno" else 0
    value = {"idno": head["idno"], "phone": "19877665544",
             "bank_account": "6200112233445566778"}[field]
    why = f"到信用社核对{field}"
    answer = web.post(f"/household/{household}/reveal", {
        "member": member, "field": field, "reason": why})
    assert answer.status_code == 303
    where = answer.headers["location"]
    page = web.get(where)
    assert value in page.text and "一分钟后失效" in page.text
    assert page.headers["cache-control"] == "no-store"
    assert value not in where
    line = lines(stack)[-1]
    assert line["about"] == f"household {household} member {member} {field}"
    assert line["reason"] == why
    assert line["login"] == stack.account("village")["user"]
    # nobody else has it by the address, and it ends
    assert stack.signed_in("county").get(where).status_code == 404
    number = int(where.rsplit("/", 1)[1])
    assert web.get(f"/household/{household + 1}/reveal/{number}"
                   ).status_code == 404
    stack.rows("UPDATE audit SET at = at - INTERVAL 61 SECOND WHERE audit_id"
               " = %s", number)
    assert web.get(f"/household/{household}/reveal/{number}"
                   ).status_code == 404


@pytest.mark.parametrize("words", [
    {"member": "0", "field": "idno"}, {"member": "0", "field": "hamlet"},
    {"member": "0", "field": "nonsense"}, {"member": "999999999",
                                           "field": "idno"},
    {"member": "0", "field": "user.password_hash"},
])
def test_nothing_else_is_shown(stack, household, words):
    web = stack.signed_in("village")
    before = lines(stack)
    answer = web.post(f"/household/{household}/reveal",
                      {**words, "reason": "核对一下"})
    assert answer.status_code == 404
    assert web.get(f"/household/{household}/reveal?member={words['member']}"
                   f"&field={words['field']}").status_code == 404
    assert lines(stack) == before


def test_who_may(stack, household):
    helper = stack.signed_in("helper")
    head = members(stack, household)[0]["id"]
    words = {"member": head, "field": "idno", "reason": "核对一下"}
    assert helper.post(f"/household/{household}/reveal",
                       words).status_code == 403
    other = stack.rows(f"SELECT household_id AS id FROM household WHERE {NOW}"
                       " AND area <> %s LIMIT 1",
                       stack.account("village")["area"])[0]["id"]
    village = stack.signed_in("village")
    assert village.post(f"/household/{other}/reveal", {
        **words, "member": members(stack, other)[0]["id"]}
        ).status_code == 404


def test_administrators_see_who_looked(stack, household):
    for who in ("helper", "village", "township", "county"):
        assert stack.signed_in(who).get("/reveal").status_code == 403
    page = stack.signed_in("admin").get("/reveal")
    tree = lxml.html.fromstring(page.text)
    text = tree.xpath("//tbody")[0].text_content()
    for word in ("到信用社核对phone", "证件号码", "联系电话", "银行账号",
                 stack.account("village")["user"]):
        assert word in text
    assert "19877665544" not in page.text
    assert not re.search(r"\d{17}[\dX]", text)


def test_no_number_reaches_the_logs(stack, household):
    folder = pathlib.Path(stack.ready["db"]["socket"]).parent.parent / "log"
    text = "".join(p.read_text("utf-8", errors="replace")
                   for p in folder.iterdir())
    for word in ("19877665544", "6200112233445566778", "信用社核对",
                 members(stack, household)[0]["idno"],
                 members(stack, household)[0]["name"]):
        assert word not in text
