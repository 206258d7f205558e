"""Reaching outside: each role asks for what is not his, on every address."""
import pytest

from months import GOOD, due, fresh, month, span, stored, versions, words
from test_user import account_of, added


def helper(stack):
    """The demo helper: his number, and one of his households."""
    number = stack.account("helper")["helper_id"]
    row = stack.rows(
        "SELECT p.household_id, h.area FROM pairing p JOIN household h"
        "    ON h.household_id = p.household_id JOIN registry_now USING (year)"
        " WHERE p.helper_id = %s AND p.to_day > '2022-04-01'"
        "   AND h.free_after IS NULL ORDER BY p.household_id LIMIT 1", number)
    return number, row[0]


def foreign(stack, role):
    """A household next door: just outside of what the role may see."""
    if role == "helper":
        return stack.rows(
            "SELECT h.household_id, h.area FROM household h"
            "  JOIN registry_now USING (year)"
            " WHERE h.area = %s AND h.household_id NOT IN"
            " (SELECT household_id FROM pairing WHERE helper_id = %s)"
            " ORDER BY h.household_id LIMIT 1",
            helper(stack)[1]["area"], helper(stack)[0])[0]
    low, high = span(stack.account(role)["area"])
    outer = span(stack.account("township" if role == "village" else
                               "county")["area"])
    return stack.rows(
        "SELECT household_id, area FROM household JOIN registry_now USING"
        " (year) WHERE area BETWEEN %s AND %s AND area NOT BETWEEN %s AND %s"
        " ORDER BY household_id LIMIT 1", *outer, low, high)[0]


def state(stack):
    """What nobody here may change."""
    return stack.rows(
        "SELECT (SELECT COUNT(*) FROM report) AS reports,"
        " (SELECT SUM(version) FROM report) AS versions,"
        " (SELECT COUNT(*) FROM user) AS users,"
        " (SELECT SUM(disabled) FROM user) AS disabled,"
        " (SELECT COUNT(*) FROM month_gate) AS gates,"
        " (SELECT COUNT(*) FROM helper) AS helpers,"
        " (SELECT COUNT(*) FROM inbox) AS messages")[0]


ROLES = ("helper", "village", "township")


@pytest.mark.parametrize("role", ROLES)
def test_nothing_next_door_is_shown(stack, role):
    there = foreign(stack, role)
    household, area = there["household_id"], there["area"]
    head = stack.rows("SELECT head_name, number FROM household"
                      " JOIN registry_now USING (year)"
                      " WHERE household_id = %s", household)[0]
    web = stack.signed_in(role)
    for path in (f"/household/{household}", f"/household/{household}/report/"
                 "2022", f"/household/{household}/report/2021"):
        assert web.get(path).status_code == 404, path
    for path in (f"/village/{area}/month/{due(stack)}",
                 f"/village/{area}/month/201801"):
        assert web.get(path).status_code == (
            403 if role == "helper" else 404), path
    for path in (f"/household?area={area}", f"/village?area={area}",
                 f"/household?find={head['number']}", "/household?area=0",
                 f"/household?find={head['head_name']}&area={area}"):
        page = web.get(path).text
        assert f"/household/{household}\"" not in page, path
        assert f"/household/{household}/" not in page, path
        assert f">{head['number']}<" not in page, path


@pytest.mark.parametrize("role", ROLES)
def test_nothing_next_door_is_written(stack, role):
    there = foreign(stack, role)
    household, area, period = there["household_id"], there["area"], due(stack)
    own = stack.account("village")["area"]
    before = state(stack)
    web = stack.signed_in(role)
    row = {**month(f"r{household}.", GOOD, wage="66"),
           f"r{household}.seen": "0-0"}
    year = {**month("m2.", GOOD, wage="66"), "m2.seen": "0-0"}
    for path, said in [
            (f"/household/{household}/report/2022", year),
            (f"/household/{household}/report/2022", {**year, "copy": "2"}),
            (f"/household/{household}/report/2022/return",
             {"period": "202201", "reason": "内容不对"}),
            (f"/village/{area}/month/{period}", row),
            (f"/village/{area}/month/{period}/row",
             {**row, "row": str(household)}),
            (f"/village/{own}/month/{period}", row),
            (f"/village/{own}/month/{period}",
             {**row, "copy": str(household)}),
            (f"/village/{own}/month/{period}/row",
             {**row, "row": str(household)})]:
        if role == "township" and str(own) in path:
            continue
        web.get("/account/password")
        assert web.post(path, said).status_code in (403, 404), path
    assert state(stack) == before


@pytest.mark.parametrize("role,paths", [
    ("helper", ("user", "helper", "month", "message", "village")),
    ("village", ("user", "helper", "month", "message")),
    ("township", ("user", "month", "message")),
    ("county", ("message/simulator",)),
])
def test_the_offices_of_higher_roles_are_shut(stack, role, paths):
    web, period = stack.signed_in(role), due(stack)
    more = {
        "user": ("/user", "/user/1", "/user/new", "/user/1/password"),
        "helper": ("/helper", "/helper/1", "/helper/new"),
        "month": ("/month", f"/month/{period}"),
        "message": ("/message", "/message/1", "/message/simulator"),
        "village": ("/village", f"/village/{stack.account('village')['area']}"
                    f"/month/{period}"),
        "message/simulator": ("/message/simulator",)}
    posts = {
        "user": ("/user/new", "/user/1/disable", "/user/1/enable",
                 "/user/1/password"),
        "helper": ("/helper/new", "/helper/1/phone", "/helper/1/stop",
                   "/helper/1/start", "/helper/1/phone/remove"),
        "month": (f"/month/{period}/close", f"/month/{period}/reopen"),
        "message": ("/message/1/replay", "/message/simulator"),
        "village": (), "message/simulator": ("/message/simulator",)}
    before = state(stack)
    for name in paths:
        for path in more[name]:
            assert web.get(path).status_code == 403, path
        for path in posts[name]:
            web.get("/account/password")
            assert web.post(path, {"role": "admin", "area": "0"}
                            ).status_code == 403, path
    assert state(stack) == before


@pytest.mark.parametrize("said", [
    {"role": "admin"}, {"role": ""}, {"role": "root"}, {"role": "4"},
    {"role": "county", "area": "110101000000"},
    {"role": "county", "area": "130000000000"},
    {"role": "county", "area": "0"}, {"role": "village", "area": "-1"},
    {"role": "township", "area": "999999999999"},
])
def test_a_county_user_gives_no_more_than_he_has(stack, said):
    before = state(stack)
    web = stack.signed_in("county")
    web.get("/user/new")
    answer = web.post("/user/new", {
        "login": "scope.test", "name": "越权", "bureau": "130630",
        "area": "130630000000", "password": "kmpt4729", **said})
    assert answer.status_code == 422
    admin = stack.rows("SELECT user_id FROM user WHERE login = 'admin'")[0]
    for deed in ("disable", "password"):
        web.get("/account/password")
        assert web.post(f"/user/{admin['user_id']}/{deed}",
                        {"password": "kmpt4729"}).status_code == 403
    for where in ("110000000000", "130000000000", "0"):
        web.get(f"/month/{due(stack)}")
        assert web.post(f"/month/{due(stack)}/close", {
            "area": where, "reason": "越权封账"}).status_code == 422
    assert state(stack) == before


def test_words_of_no_form_change_nothing(stack):
    """Role and area are the session's, whatever a form says."""
    web, household = stack.signed_in("county"), fresh(stack)["household_id"]
    path, period = f"/household/{household}/report/2022", due(stack)
    said = words(web.get(path), path)
    said.update(month(f"m{period % 100}.", GOOD, wage="12"))
    said.update({"role": "admin", "area": "0", "reporter": "别人",
                 "door": "sms", "state": "returned", "late": "1",
                 "household_id": "1", "period": "209912", "year": "2099"})
    assert web.post(path, said).status_code == 303
    row = stored(stack, household, period)
    assert row["door"] == "web" and row["state"] == "reported"
    assert row["reporter"] == stack.rows(
        "SELECT name FROM user WHERE login = 'county'")[0]["name"]
    assert stack.rows("SELECT role, area FROM user WHERE login = 'county'"
                      )[0] == {"role": "county",
                               "area": stack.account("county")["area"]}


def test_a_stopped_helper_is_out_at_once(stack):
    number, mine = helper(stack)
    phone = stack.rows("SELECT phone FROM helper WHERE helper_id = %s",
                       number)[0]["phone"]
    admin, web = stack.signed_in("admin"), stack.signed_in("helper")
    path = f"/household/{mine['household_id']}/report/2022"
    said = words(web.get(path), path)
    said.update(month("m1.", GOOD, wage="4321"))
    before = versions(stack, mine["household_id"], 202201)
    admin.get(f"/helper/{number}")
    assert admin.post(f"/helper/{number}/stop").status_code == 303
    try:
        answer = web.session.post(stack.url + path, data=said,
                                  allow_redirects=False)
        assert answer.status_code != 303
        assert web.get("/").headers["Location"].startswith("/signin")
        assert web.get(path).headers["Location"].startswith("/signin")
        assert versions(stack, mine["household_id"], 202201) == before
        again = stack.guest().sign_in(stack.account("helper"))
        assert again.status_code == 422 and "有误" in again.text
    finally:
        for deed, words_ in (("start", {}), ("phone", {"phone": phone})):
            admin.get(f"/helper/{number}")
            assert admin.post(f"/helper/{number}/{deed}",
                              words_).status_code == 303
        stack.rows("UPDATE user SET wrong_tries = 0, locked_until = NULL"
                   " WHERE login = 'helper'")
    assert stack.signed_in("helper").get(path).status_code == 200


def test_a_disabled_user_is_out_at_once(stack):
    admin, user = stack.signed_in("admin"), stack.guest()
    said, number = added(stack, admin)
    assert user.sign_in(account_of(said)).status_code == 303
    assert user.get("/account/password").status_code == 200
    admin.get(f"/user/{number}")
    assert admin.post(f"/user/{number}/disable").status_code == 303
    assert user.get("/account/password").status_code == 303
    assert stack.guest().sign_in(account_of(said)).status_code == 422
    admin.get(f"/user/{number}")
    assert admin.post(f"/user/{number}/enable").status_code == 303
    assert user.get("/account/password").status_code == 303


def test_who_must_change_his_password_does_nothing_else(stack):
    user = stack.guest()
    said, _ = added(stack, stack.signed_in("county"), "township")
    user.sign_in(account_of(said))
    user.get("/account/password")
    token, before = user.token(), state(stack)
    for path in ("/account/session/end", "/helper/new", "/household/1/report/"
                 "2022", f"/village/130630107204/month/{due(stack)}"):
        assert user.get(path.removesuffix("/end")).headers.get(
            "Location") == "/account/password", path
        assert user.post(path, {}, token=token).headers.get(
            "Location") == "/account/password", path
    assert state(stack) == before
