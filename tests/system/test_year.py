"""The years of the registry: the switch in the frame, 年度管理, a closed year
that nobody changes (S1-100 … S1-104)."""
import re

import lxml.html
import pytest


def living(stack):
    return stack.rows("SELECT year FROM registry_now")[0]["year"]


@pytest.fixture(scope="module")
def household(stack):
    """One of the village's that both years have."""
    area = stack.account("village")["area"]
    return stack.rows(
        "SELECT h.household_id AS id FROM household h JOIN household p"
        " ON p.household_id = h.household_id AND p.year = h.year - 1"
        " WHERE h.area = %s AND h.year = %s ORDER BY id LIMIT 1",
        area, living(stack))[0]["id"]


@pytest.fixture
def clerk(stack):
    """The village's clerk, back in the living file afterwards."""
    web = stack.signed_in("village")
    yield web
    look(web, living(stack))


def look(web, year, to="/"):
    web.get("/")
    return web.post("/year/look", {"year": year, "to": to})


def text(page):
    return lxml.html.fromstring(page.text).text_content()


def test_the_switch_keeps_the_place(stack, household, clerk):
    year = living(stack)
    here = f"/household/{household}/file/3?x=1"
    page = clerk.get(here)
    tree = lxml.html.fromstring(page.text)
    switch = tree.xpath("//details[contains(@class, 'bar-year')]")[0]
    assert f"{year}年度" in switch.text_content()
    assert switch.xpath(".//input[@name='to']/@value") == [here]
    assert f"{year - 1}年度（已关闭）" in switch.text_content()
    answer = clerk.post("/year/look", {"year": year - 1, "to": here})
    assert answer.status_code == 303
    assert answer.headers["Location"] == here
    page = clerk.get(here)
    assert f"您正在看{year - 1}年度的档案" in text(page)
    assert f"{year - 1}年" in lxml.html.fromstring(
        page.text).xpath("//h1")[0].text_content()


@pytest.mark.parametrize("year, to, status", [
    ("1999", "/", 422), ("2013", "/", 422), ("abc", "/", 422),
    ("", "/", 422), ("2999", "/", 422)])
def test_a_year_that_is_not_there_is_refused(clerk, year, to, status):
    clerk.get("/")
    assert clerk.post("/year/look",
                      {"year": year, "to": to}).status_code == status


def test_the_switch_leads_to_our_own_pages_only(stack, clerk):
    for to in ("//evil.example/", "https://evil.example/", "/\\evil",
               "household"):
        assert look(clerk, living(stack), to).headers["Location"] == "/"


def test_a_closed_year_is_only_read(stack, household, clerk):
    year = living(stack)
    assert look(clerk, year - 1).status_code == 303
    for path in (f"/household/{household}/file/1",
                 f"/household/{household}/file/3",
                 f"/household/{household}/visit",
                 f"/household/{household}/report/{year}",
                 f"/household/{household}"):
        page = clerk.get(path)
        assert page.status_code == 200
        assert "已关闭，只能查看" in text(page)
        assert not re.search(r'class="[^"]*file-form', page.text)
        assert ">保存<" not in page.text
        forms = lxml.html.fromstring(page.text).xpath(
            "//main//form[@method='post' and .//button]/@action")
        assert set(forms) <= {"/year/look"}, (path, forms)
    deeds = lxml.html.fromstring(clerk.get("/household").text).xpath(
        "//main//table//a[contains(@href, '/report/')]/text()")
    assert deeds and set(deeds) == {"查看"}
    before = stack.rows("SELECT * FROM household WHERE year = %s"
                        " AND household_id = %s", year - 1, household)
    answer = clerk.post(f"/household/{household}/file/1",
                        {"version": 1, "phone": "13012345678"})
    assert answer.status_code in (403, 422)
    assert stack.rows("SELECT * FROM household WHERE year = %s AND"
                      " household_id = %s", year - 1, household) == before


def test_pairings_are_only_read_in_a_closed_year(stack, household):
    year = living(stack)
    pair = stack.rows("SELECT pairing_id AS id, area FROM pairing JOIN"
                      " household USING (household_id) WHERE household_id ="
                      " %s AND year = %s LIMIT 1", household, year)[0]
    town = stack.signed_in("township")
    paths = f"/pairing/{pair['id']}", f"/pairing/village/{pair['area']}"

    def buttons(path):
        page = town.get(path)
        assert page.status_code == 200
        return lxml.html.fromstring(page.text).xpath(
            "//main//form[starts-with(@action, '/pairing')]//button")

    assert all(map(buttons, paths))
    assert look(town, year - 1).status_code == 303
    try:
        assert not any(map(buttons, paths))
        assert town.post(paths[0], {
            "from_day": "2021-01-01", "seen_from": "2020-01-01",
            "seen_to": "9999-12-31"}).status_code == 403
    finally:
        look(town, year)


def test_records_are_only_read_in_a_closed_year(stack):
    """Helpers, units and teams have no years, and nobody changes them while
    he looks at one that is closed."""
    year, web = living(stack), stack.signed_in("county")
    one = {k: stack.rows(f"SELECT {k}_id AS id FROM {k} ORDER BY id LIMIT 1"
                         )[0]["id"] for k in ("helper", "unit", "team")}
    member = stack.rows("SELECT member_id AS id, team_id AS team FROM"
                        " team_member ORDER BY id LIMIT 1")[0]
    paths = [f"/{k}{end}" for k, i in one.items() for end in
             ("", "/new", f"/{i}", f"/{i}/edit")] + [
        f"/team/{one['team']}/member/new",
        f"/team/{member['team']}/member/{member['id']}"]

    def deeds(path):
        return lxml.html.fromstring(web.get(path).text).xpath(
            "//main//form[@method='post']//button[not(ancestor::form"
            "[@action='/year/look'])] | //main//a[contains(@href, '/new')]")

    def kept():
        return [stack.rows(f"SELECT * FROM {k} WHERE {k}_id = %s", i)
                for k, i in one.items()]

    assert all(map(deeds, paths))
    before = kept()
    assert look(web, year - 1).status_code == 303
    try:
        assert [p for p in paths if deeds(p)] == []
        for path in (f"/helper/{one['helper']}/stop",
                     f"/helper/{one['helper']}/phone/remove",
                     f"/unit/{one['unit']}/end"):
            answer = web.post(path)
            assert answer.status_code == 403, path
        assert kept() == before
    finally:
        look(web, year)


def test_months_are_only_read_in_a_closed_year(stack):
    year, web = living(stack), stack.signed_in("county")
    period = year * 100 - 100 + 12
    words = {"area": str(stack.account("county")["area"]),
             "reason": "测试封账", "until": str(stack.today())}
    pages = (f"/month?year={year - 1}", f"/month/{period}")

    def deeds():
        return [len(lxml.html.fromstring(web.get(page).text).xpath(
            "//main//table//a[text()='封账或开放']"
            " | //main//form[starts-with(@action, '/month/')]"))
            for page in pages]

    assert deeds() == [12, 1]
    assert look(web, year - 1).status_code == 303
    try:
        assert deeds() == [0, 0]
        for deed in ("close", "reopen"):
            answer = web.post(f"/month/{period}/{deed}", words)
            assert answer.status_code == 403
            assert "先回到当前年度" in answer.text
    finally:
        look(web, year)
    assert not stack.rows("SELECT 1 FROM month_gate WHERE period = %s",
                          period)


def test_a_closed_year_s_list_has_its_own_month(stack, clerk):
    """Its December, not the month that is due in the living file."""
    def month():
        tree = lxml.html.fromstring(clerk.get("/household").text)
        return (tree.xpath("//main//table//th[last() - 1]")[0].text_content(),
                {re.search(r"/report/(\d+)", h)[1] for h in
                 tree.xpath("//main//table//a[contains(@href, '/report/')]"
                            "/@href")})

    year = living(stack)
    assert month()[1] == {str(year)}
    look(clerk, year - 1)
    assert month() == ("12月", {str(year - 1)})


def test_a_form_is_for_the_year_it_was_shown_for(stack, household, clerk):
    """Two windows: the form of this year, sent after the other window
    went to last year, is this year's."""
    year = living(stack)
    clerk.get(f"/household/{household}/file/1")
    tree = lxml.html.fromstring(clerk.page.text)
    form = tree.xpath("//form[contains(@class, 'file-form')]")[0]
    words = {k: v for k, v in form.form_values()
             if v not in (None, "on") and k != "token"}
    token = form.xpath(".//input[@name='token']/@value")[0]
    words["form_filler"] = "填表甲"
    look(clerk, year - 1)
    answer = clerk.post(f"/household/{household}/file/1", words, token)
    assert answer.status_code == 303, answer.text
    rows = stack.rows("SELECT year, form_filler FROM household WHERE"
                      " household_id = %s ORDER BY year", household)
    assert [r["form_filler"] for r in rows
            if r["year"] == year] == ["填表甲"]
    assert all(r["form_filler"] != "填表甲" for r in rows
               if r["year"] != year)
    # a token whose year was changed by hand is none
    answer = clerk.post(f"/household/{household}/file/1", words,
                        f"{year - 1}" + token[4:])
    assert answer.status_code == 403


def test_who_is_not_in_a_year_says_so(stack, clerk):
    year = living(stack)
    one = stack.rows(
        "SELECT h.household_id AS id FROM household h WHERE h.year = %s"
        " AND h.area = %s AND NOT EXISTS (SELECT 1 FROM household p WHERE"
        " p.year = %s AND p.household_id = h.household_id) LIMIT 1",
        year, stack.account("village")["area"], year - 1)
    if not one:
        pytest.skip("the village has no household that is new")
    one = one[0]["id"]
    assert clerk.get(f"/household/{one}").status_code == 200
    look(clerk, year - 1)
    page = clerk.get(f"/household/{one}")
    assert page.status_code == 404
    assert f"这户不在{year - 1}年度的档案里" in text(page)
    assert f"看{year}年度" in text(page)
    assert clerk.get("/household/999999999").status_code == 404
    assert "年度的档案里" not in text(clerk.page)


def test_nobody_learns_of_a_household_elsewhere(stack):
    year = living(stack)
    web = stack.signed_in("village")
    one = stack.rows(
        "SELECT household_id AS id FROM household WHERE year = %s AND"
        " area <> %s LIMIT 1", year, stack.account("village")["area"])
    assert web.get(f"/household/{one[0]['id']}").status_code == 404
    assert "年度的档案里" not in text(web.page)


def test_years_are_an_administrators(stack):
    for role in ("village", "county"):
        web = stack.signed_in(role)
        assert web.get("/year").status_code == 403
        web.get("/")
        assert web.post(f"/year/{living(stack)}/close").status_code == 403
        assert web.post(
            f"/year/{living(stack) + 1}/open").status_code == 403


def test_what_can_not_be_opened_or_closed_says_why(stack):
    year = living(stack)
    web = stack.signed_in("admin")
    assert f"开启{year + 1}年度" in text(web.get("/year"))
    for path, why in ((f"/year/{year}/close", "是当前年度，不能关闭"),
                      (f"/year/{year - 1}/close", "已经关闭"),
                      ("/year/1990/close", "没有开启过"),
                      (f"/year/{year}/open", "已经开启"),
                      (f"/year/{year + 2}/open", "只能开启当前年度的下一年度")):
        web.get("/year")
        answer = web.post(path)
        assert answer.status_code == 422, path
        assert why in text(answer), path


def test_a_closed_year_is_opened_again_and_closed(stack, household, clerk):
    year = living(stack) - 1
    web = stack.signed_in("admin")
    web.get("/year")
    answer = web.post(f"/year/{year}/open")
    assert answer.headers["Location"] == "/year?done=opened"
    try:
        look(clerk, year)
        page = clerk.get(f"/household/{household}/file/1")
        assert re.search(r'class="[^"]*file-form', page.text)
        assert "已关闭" not in text(page)
    finally:
        web.get("/year")
        assert web.post(f"/year/{year}/close").headers[
            "Location"] == "/year?done=closed"
    page = clerk.get(f"/household/{household}/file/1")
    assert not re.search(r'class="[^"]*file-form', page.text)
