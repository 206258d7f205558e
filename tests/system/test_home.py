"""待办: what is due, by role; the reporting rate of an area, worst first."""
import re


def test_a_helper_sees_his_own_households_that_owe(stack):
    page = stack.signed_in("helper").get("/").text
    assert "2022年2月" in page and "2022年3月5日截止" in page
    account = stack.account("helper")
    owed = stack.rows(
        "SELECT h.household_id FROM pairing p JOIN household h"
        " ON h.household_id = p.household_id AND h.year = 2022"
        " JOIN user u ON u.helper_id = p.helper_id"
        " LEFT JOIN report r ON r.household_id = h.household_id"
        "  AND r.period = 202202"
        " WHERE u.login = %s AND p.to_day > '2022-03-04'"
        " AND IFNULL(h.free_after, 999912) >= 202202"
        " AND IFNULL(r.state, '') <> 'reported'", account["user"])
    shown = set(re.findall(r'/household/(\d+)/report/2022', page))
    assert shown == {str(row["household_id"]) for row in owed}


def test_a_township_sees_its_villages_worst_first(stack):
    page = stack.signed_in("township").get("/").text
    rates = [float(x) for x in re.findall(r'data-label="上报率">([\d.]+)<',
                                          page)]
    assert len(rates) > 3
    assert rates[:-1] == sorted(rates[:-1])


def test_the_sums_of_a_county_are_the_database_s(stack):
    page = stack.signed_in("county").get("/").text
    owed = re.findall(r'data-label="应报">(\d+)<', page)
    want = stack.rows(
        "SELECT COUNT(*) AS n FROM household WHERE year = 2022"
        " AND IFNULL(free_after, 999912) >= 202202")[0]["n"]
    assert int(owed[-1]) == want == sum(int(n) for n in owed[:-1])


def test_an_area_outside_of_the_scope_is_not_shown(stack):
    web = stack.signed_in("township")
    own = web.get("/").text
    for area in ("130000000000", "110000000000", "x", "-1", "9" * 30):
        page = web.get("/?area=" + area)
        assert page.status_code == 200
        assert re.findall(r'data-label="应报">(\d+)<', page.text) == \
            re.findall(r'data-label="应报">(\d+)<', own)
