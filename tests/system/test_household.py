"""The list of households (S4-022, S4-035) and a household's page."""
import re

import lxml.html
import pytest

from months import due, span


def numbers(page):
    return [int(n) for n in re.findall(
        r'class="row-link" href="/household/(\d+)"', page.text)]


def totals(page):
    found = re.search(r"总户数 (\d+) 户，总人数 (\d+) 人", page.text)
    return int(found[1]), int(found[2])


def counted(stack, condition="1", *args):
    row = stack.rows("SELECT COUNT(*) AS n, CAST(IFNULL(SUM("
                     "h.member_count), 0) AS SIGNED) AS p FROM household h"
                     " JOIN registry_now y ON h.year = y.year"
                     f" WHERE {condition}", *args)[0]
    return row["n"], row["p"]


# ---- the list --------------------------------------------------------------

def test_the_list_and_its_totals(stack):
    web = stack.signed_in("county")
    page = web.get("/household")
    assert page.status_code == 200
    assert len(numbers(page)) == 20
    assert totals(page) == counted(stack)
    for head in ("户编号", "户主", "所在村", "人口数", "脱贫年度",
                 "监测对象类别", "风险消除", "原脱贫户", "注销状态", "操作"):
        assert f">{head}</th>" in page.text


def test_every_role_sees_its_own(stack):
    for role in ("village", "township", "county", "admin"):
        low, high = span(stack.account(role)["area"])
        page = stack.signed_in(role).get("/household")
        assert totals(page) == counted(
            stack, "h.area BETWEEN %s AND %s", low, high)
    page = stack.signed_in("helper").get("/household")
    own = stack.rows("SELECT household_id FROM pairing WHERE helper_id = %s"
                     " AND to_day = '9999-12-31'",
                     stack.account("helper")["helper_id"])
    assert totals(page)[0] == len(own)
    assert set(numbers(page)) <= {r["household_id"] for r in own}


@pytest.mark.parametrize("query,condition", [
    ("class=exited", "h.exited"),
    ("class=monitored", "h.monitor_class > 0"),
    ("monitor=2", "h.monitor_class = 2"),
    ("risk=open", "h.monitor_class > 0 AND NOT h.risk_removed"),
    ("risk=removed", "h.monitor_class > 0 AND h.risk_removed"),
    ("class=exited&monitor=1", "h.exited AND h.monitor_class = 1"),
])
def test_filters(stack, query, condition):
    page = stack.signed_in("county").get("/household?" + query)
    assert totals(page) == counted(stack, condition)
    assert 'class="chip"' in page.text


def test_the_state_of_the_due_month(stack):
    web = stack.signed_in("county")
    period = due(stack)
    for state, condition in (("draft", "r.state = 'draft'"),
                             ("returned", "r.state = 'returned'"),
                             ("none", "r.state IS NULL")):
        want = stack.rows(
            "SELECT COUNT(*) AS n FROM household h JOIN registry_now y"
            " ON h.year = y.year LEFT JOIN report r ON"
            " r.household_id = h.household_id AND r.period = %s WHERE"
            " IFNULL(h.free_after, 999912) >= %s AND " + condition,
            period, period)[0]["n"]
        assert totals(web.get("/household?state=" + state))[0] == want


def test_finding_by_name_and_number(stack):
    web = stack.signed_in("county")
    one = stack.rows("SELECT household_id, number, head_name FROM household"
                     " JOIN registry_now USING (year)"
                     " ORDER BY household_id DESC LIMIT 1")[0]
    page = web.get("/household", params={"find": one["number"]})
    assert numbers(page) == [one["household_id"]]
    page = web.get("/household", params={"find": one["head_name"]})
    assert one["household_id"] in numbers(page)
    assert f"“{one['head_name']}”" in page.text


def test_paging_keeps_the_filter(stack):
    web = stack.signed_in("county")
    page, seen = web.get("/household?class=monitored"), []
    while True:
        seen += numbers(page)
        after = re.search(r'href="([^"]+)" rel="next"', page.text)
        if not after:
            break
        link = after[1].replace("&amp;", "&")
        assert "class=monitored" in link
        page = web.get(link)
    assert len(seen) == len(set(seen)) == totals(page)[0]
    assert "末页" not in page.text and "首页" in page.text


def test_a_chip_takes_its_condition_away(stack):
    web = stack.signed_in("county")
    township = stack.account("township")["area"]
    page = web.get(f"/household?area={township}&class=exited&state=none")
    tree = lxml.html.fromstring(page.text)
    chips = {e.text_content().rstrip("×"): e.get("href")
             for e in tree.find_class("chip")}
    assert len(chips) == 3
    assert chips["脱贫户"] == f"/household?area={township}&state=none"
    low, high = span(township)
    assert totals(page)[0] <= counted(
        stack, "h.area BETWEEN %s AND %s", low, high)[0]


@pytest.mark.parametrize("query", [
    "page=0", "at=", "at=x", "at=n-0-0-0-99999-5-5-5-5", "area=999999",
    "area=440000", "nothing=1", "area=&find=&class=", "find=%E4%B8%8D",
])
def test_odd_addresses_do_no_harm(stack, query):
    page = stack.signed_in("township").get("/household?" + query)
    assert page.status_code == 200
    low, high = span(stack.account("township")["area"])
    assert totals(page)[0] <= counted(
        stack, "h.area BETWEEN %s AND %s", low, high)[0]


def test_another_area_gives_nothing(stack):
    web = stack.signed_in("village")
    low, high = span(stack.account("village")["area"])
    other = stack.rows("SELECT area FROM household JOIN registry_now USING"
                       " (year) WHERE area NOT BETWEEN %s AND %s LIMIT 1",
                       low, high)[0]["area"]
    assert totals(web.get(f"/household?area={other}")) == (0, 0)


# ---- one household ---------------------------------------------------------

def some(stack):
    return stack.rows(
        "SELECT h.* FROM household h JOIN member m USING (year, household_id)"
        " JOIN registry_now y ON h.year = y.year WHERE m.idno IS NOT NULL AND h.phone <> '' LIMIT 1")[0]


def test_a_household_its_people_its_year(stack):
    one = some(stack)
    page = stack.signed_in("county").get(f"/household/{one['household_id']}")
    assert page.status_code == 200
    text = page.text
    assert one["number"] in text and one["head_name"] in text
    people = stack.rows("SELECT * FROM member WHERE household_id = %s"
                        " AND year = %s", one["household_id"], one["year"])
    for person in people:
        assert person["name"] in text
    for heading in ("家庭成员", "帮扶责任人", "年月收入"):
        assert heading in text
    for row in stack.rows("SELECT * FROM report WHERE household_id = %s AND"
                          " period BETWEEN %s AND %s", one["household_id"],
                          due(stack) // 100 * 100, due(stack)):
        assert row["reporter"] in text
    assert len(page.content) < 60000


def test_personal_numbers_are_masked(stack):
    one = some(stack)
    text = stack.signed_in("county").get(
        f"/household/{one['household_id']}").text
    assert one["phone"] not in text
    assert one["phone"][:3] + "****" + one["phone"][-4:] in text
    for person in stack.rows("SELECT idno FROM member WHERE household_id ="
                             " %s AND idno IS NOT NULL",
                             one["household_id"]):
        assert person["idno"] not in text
        assert person["idno"][:3] + "***" in text


def test_a_household_without_a_phone(stack):
    one = stack.rows("SELECT household_id FROM household JOIN registry_now"
                     " USING (year) WHERE IFNULL(phone, '') = '' LIMIT 1")[0]
    page = stack.signed_in("county").get(f"/household/{one['household_id']}")
    assert page.status_code == 200 and "没有登记" in page.text


def test_a_helper_sees_his_households(stack):
    web = stack.signed_in("helper")
    own = stack.rows("SELECT household_id FROM pairing WHERE helper_id = %s"
                     " AND to_day = '9999-12-31' LIMIT 1",
                     stack.account("helper")["helper_id"])[0]
    assert web.get(f"/household/{own['household_id']}").status_code == 200


def test_a_household_elsewhere_is_not_there(stack):
    for role in ("village", "township"):
        low, high = span(stack.account(role)["area"])
        other = stack.rows("SELECT household_id, head_name FROM household"
                           " JOIN registry_now USING (year)"
                           " WHERE area NOT BETWEEN %s AND %s LIMIT 1",
                           low, high)[0]
        page = stack.signed_in(role).get(
            f"/household/{other['household_id']}")
        assert page.status_code == 404
        assert other["head_name"] not in page.text
    other = stack.rows("SELECT household_id FROM household WHERE household_id"
                       " NOT IN (SELECT household_id FROM pairing WHERE"
                       " helper_id = %s) LIMIT 1",
                       stack.account("helper")["helper_id"])[0]
    assert stack.signed_in("helper").get(
        f"/household/{other['household_id']}").status_code == 404


@pytest.mark.parametrize("path", ["/household/0", "/household/999999999",
                                  "/household/12x", "/household/-1",
                                  "/household/1/", "/household/9" + "9" * 30])
def test_addresses_of_nothing(stack, path):
    assert stack.signed_in("county").get(path).status_code == 404


def test_guests_are_asked_to_sign_in(stack):
    for path in ("/household", "/household/1"):
        answer = stack.guest().get(path)
        assert answer.status_code == 303
        assert answer.headers["Location"].startswith("/signin?to=")
