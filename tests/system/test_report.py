"""A household's year form: S4-023 … S4-028, and everything that is wrong."""
import csv
import io
import re
from concurrent.futures import ThreadPoolExecutor

import lxml.html
import pytest
import requests

from months import (GOOD, due, fresh, month, notice, sentences, span, stored,
                    versions, words)


class Year:
    """One household's form, as one user sees it."""

    def __init__(self, stack, role="county", household=None, year=None):
        self.stack = stack
        self.period = due(stack)
        self.household = household or fresh(stack)
        self.id = self.household["household_id"]
        self.year = year or self.period // 100
        self.path = f"/household/{self.id}/report/{self.year}"
        self.prefix = f"m{self.period % 100}."
        self.web = stack.signed_in(role)
        self.open()

    def open(self):
        page = self.web.get(self.path)
        assert page.status_code == 200, page.text
        self.words = words(page, self.path)
        return page

    def send(self, answers=None, extra=None, **incomes):
        """What is on the form, with these words of the due month changed."""
        said = dict(self.words)
        said.update(month(self.prefix, answers, **incomes))
        said.update(extra or {})
        self.answer = self.web.post(f"/household/{self.id}/report/"
                                    f"{self.year}", said)
        return self.answer

    def send_back(self, words):
        """As the page's own form does: with the versions it showed."""
        seen = re.search(r'name="seen" value="([\d -]*)"', self.web.get(
            self.path).text)
        return self.web.post(f"/household/{self.id}/report/{self.year}/return",
                             {"seen": seen[1] if seen else "", **words})

    def stored(self, period=None):
        return stored(self.stack, self.id, period or self.period)


@pytest.fixture
def year(stack):
    return Year(stack)


@pytest.fixture(scope="module")
def nobody(stack):
    """A household for what is refused: its month stays unwritten."""
    return fresh(stack)


# ---- accepted --------------------------------------------------------------

def test_the_year_as_a_file(year):
    """All that the page shows, a month a row, names masked (S4-027)."""
    year.send(GOOD, wage="1200", land="200.5", extra={
        year.prefix + "housing": "0",
        year.prefix + "problem": "=1+1 漏雨 13812345678"})
    assert year.answer.status_code == 303
    assert f'href="{year.path}/file"' in year.open().text
    answer = year.web.get(f"/household/{year.id}/report/{year.year}/file")
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    lines = list(csv.reader(io.StringIO(
        answer.content.decode("utf-8-sig"))))
    assert len(lines) == 13 and "财产性小计" in lines[0]
    row = dict(zip(lines[0], lines[year.period % 100]))
    assert row["月份"] == f"{year.period // 100}年{year.period % 100}月"
    assert (row["工资性收入"], row["土地流转"], row["财产性小计"],
            row["收入合计"]) == ("1200", "200.5", "200.5", "1400.5")
    assert (row["住房安全"], row["状态"], row["方式"]) == ("否", "已报", "网页")
    assert row["存在问题描述"] == "'=1+1 漏雨 138****5678"
    assert "*" in row["户主"] and "*" in row["填报人"]
    assert lines[12][3] == "未到" and len(lines[12]) == 4


def test_the_form_is_the_official_one(year):
    page = year.open().text
    assert len(re.findall(r'<tbody class="month', page)) == 12
    for head in ("工资性", "经营性", "土地流转", "入股分红", "光伏",
                 "政策性", "小计", "收入<br>合计", "住房", "饮水", "辍学",
                 "保险"):
        assert head in page
    assert year.prefix + "wage" in year.words
    future = [n for n in range(year.period % 100 + 1, 13)]
    for n in future:
        assert f"m{n}.wage" not in year.words
    assert "还没有过完" in page
    assert page.count('class="month due"') == 1


def test_the_tab_leads_to_the_due_year(year):
    page = year.web.get(f"/household/{year.id}/report")
    assert page.headers["Location"] == year.path
    page = year.web.get(year.path)
    assert 'aria-current="page">月收入' in page.text


def test_a_month_is_filed(year):
    answer = year.send(GOOD, wage="1200", land="200.5", solar="30",
                       policy="100")
    assert answer.status_code == 303
    page = year.web.get(answer.headers["Location"])
    row = year.stored()
    assert (row["wage_fen"], row["land_fen"], row["solar_fen"],
            row["policy_fen"]) == (120000, 20050, 3000, 10000)
    assert row["state"] == "reported" and row["door"] == "web"
    assert row["late"] == 0 and row["version"] == 1
    assert row["receipt_id"] is not None
    assert "已上报" in notice(page)
    for text in ("230.5", "1530.5", "网页", row["reporter"]):
        assert text in page.text
    receipt = re.search(r"回执号 (\w+)", notice(page)).group(1)
    assert f"回执 <b>{receipt}</b>" in page.text
    assert stored_change(year) == "insert"


def stored_change(year):
    rows = year.stack.rows(
        "SELECT deed, door FROM `change` WHERE entity = 'report' AND"
        " record_id = %s AND period = %s ORDER BY change_id DESC LIMIT 1",
        year.id, year.period)
    assert rows[0]["door"] == "web"
    return rows[0]["deed"]


@pytest.mark.parametrize("word,fen", [
    ("1,200元", 120000), ("¥1200", 120000), ("１２００", 120000),
    (" 1200.5 ", 120050), ("0", 0), ("1000000", 100000000),
])
def test_amounts_as_people_paste_them(stack, word, fen):
    year = Year(stack)
    assert year.send(GOOD, wage=word, business="1").status_code == 303
    assert year.stored()["wage_fen"] == fen


def test_a_business_may_lose(year):
    assert year.send(GOOD, business="-350").status_code == 303
    assert year.stored()["business_fen"] == -35000


def test_without_the_answers_it_is_a_draft(year):
    answer = year.send({"housing": "1"}, wage="900")
    page = year.web.get(answer.headers["Location"])
    assert "算未上报" in notice(page)
    row = year.stored()
    assert row["state"] == "draft" and row["receipt_id"] is None
    assert "算未上报" in page.text


@pytest.mark.parametrize("bad", [{"housing": "0"}, {"water": "0"},
                                 {"dropout": "1"}, {"insurance": "0"}])
def test_something_unresolved_with_its_problem(stack, bad):
    year = Year(stack)
    said = {**GOOD, **bad, "problem": "东屋漏雨，\r\n已报乡镇"}
    assert year.send(said, wage="10").status_code == 303
    assert year.stored()["problem"] == "东屋漏雨，\n已报乡镇"


def test_nothing_typed_is_nothing_stored(year):
    answer = year.send()
    assert answer.status_code == 303
    assert "没有变化" in notice(year.web.get(answer.headers["Location"]))
    assert year.stored() is None


def test_a_double_submit_is_one(year):
    first = year.send(GOOD, wage="500")
    second = year.send(GOOD, wage="500")
    assert first.status_code == second.status_code == 303
    assert versions(year.stack, year.id, year.period) == 1
    assert year.stored()["version"] == 1


def test_a_correction_keeps_the_receipt(year):
    year.send(GOOD, wage="500")
    before = year.stored()
    year.open()
    assert year.send(wage="550").status_code == 303
    after = year.stored()
    assert after["receipt_id"] == before["receipt_id"]
    assert after["version"] == 2 and after["wage_fen"] == 55000
    assert versions(year.stack, year.id, year.period) == 2


def test_only_what_was_changed_is_written(year):
    year.send(GOOD, wage="500")
    others = {p: versions(year.stack, year.id, p)
              for p in range(year.year * 100 + 1, year.period)}
    year.open()
    year.send(wage="501")
    assert others == {p: versions(year.stack, year.id, p) for p in others}


def test_last_month_is_copied_without_script(stack):
    year = Year(stack, household=fresh(stack, before=True))
    before = year.stored(year.period - 1)
    page = year.send(extra={"copy": str(year.period % 100)})
    assert page.status_code == 200 and "还没有保存" in notice(page)
    filled = words(page, year.path)
    assert float(filled[year.prefix + "wage"]) * 100 == before["wage_fen"]
    assert filled[year.prefix + "housing"] == str(before["housing"])
    assert year.stored() is None
    year.words = filled
    assert year.send().status_code == 303
    assert year.stored()["policy_fen"] == before["policy_fen"]


def test_save_and_go_to_the_next_household(year):
    answer = year.send(GOOD, wage="1", extra={"next": "1"})
    assert answer.status_code == 303
    to = answer.headers["Location"]
    assert to == "/?done=all" or (
        re.fullmatch(r"/household/\d+/report/\d+", to) and
        to != year.path)
    assert year.stored()["state"] == "reported"


def test_a_helper_goes_through_his_own(stack):
    own = stack.rows(
        "SELECT p.household_id FROM pairing p LEFT JOIN report r ON"
        " r.household_id = p.household_id AND r.period = %s JOIN household h"
        " ON h.household_id = p.household_id JOIN registry_now USING (year)"
        " WHERE p.helper_id = %s AND r.state IS NULL AND h.free_after IS NULL"
        " AND p.to_day = '9999-12-31'",
        due(stack), stack.account("helper")["helper_id"])
    if not own:
        pytest.skip("his households are all reported")
    year = Year(stack, "helper", own[0])
    answer = year.send(GOOD, wage="12", extra={"next": "1"})
    assert answer.status_code == 303
    row = year.stored()
    assert row["helper_id"] == stack.account("helper")["helper_id"]
    to = answer.headers["Location"]
    assert year.web.get(to).status_code == 200
    if len(own) > 1:
        assert to.startswith("/household/") and to != year.path


def test_a_late_month_is_told_as_such(stack):
    rows = stack.rows(
        "SELECT h.household_id FROM household h JOIN registry_now USING (year)"
        "  LEFT JOIN report r"
        "    ON r.household_id = h.household_id AND r.period = %s"
        " WHERE r.state IS NULL AND h.free_after IS NULL LIMIT 1",
        due(stack) - 1)
    year = Year(stack, household=rows[0])
    year.prefix = f"m{year.period % 100 - 1}."
    answer = year.send(GOOD, wage="7")
    assert answer.status_code == 303
    assert year.stored(year.period - 1)["late"] == 1
    assert "补报" in year.web.get(year.path).text


def test_sent_back_and_reported_again(year):
    year.send(GOOD, wage="80")
    receipt = year.stored()["receipt_id"]
    year.open()
    answer = year.send_back({"period": year.period, "reason": "请核对工资"})
    assert answer.status_code == 303
    page = year.open()
    assert year.stored()["state"] == "returned"
    assert "乡镇退回：请核对工资" in page.text and "退回" in page.text
    assert year.send(wage="90").status_code == 303
    row = year.stored()
    assert row["state"] == "reported" and row["return_reason"] is None
    assert row["receipt_id"] == receipt


# ---- refused ---------------------------------------------------------------

@pytest.mark.parametrize("field,word,sentence", [
    ("wage", "12oo", "工资性收入“12oo”不是金额"),
    ("wage", "-1", "太小"),
    ("land", "-0.01", "太小"),
    ("wage", "1.234", "两位小数"),
    ("policy", "1000000.01", "太大"),
    ("business", "-1000000.01", "太小"),
    ("transfer", "9" * 40, "太大"),
    ("solar", "一百", "不是金额"),
    ("housing", "2", "可选范围"),
    ("dropout", "是", "可选范围"),
    ("problem", "字" * 501, "最多500个字"),
    ("problem", "a\x00b", "不能保存的字符"),
    ("problem", "a\x1bb", "不能保存的字符"),
])
def test_a_wrong_word_stays_and_is_told(stack, nobody, field, word,
                                        sentence):
    year = Year(stack, household=nobody)
    said = {**GOOD, field: word}
    page = year.send(said, business="77" if field != "business" else word)
    assert page.status_code == 422
    assert sentence in sentences(page)
    assert f'href="#{year.prefix}{field}"' in page.text
    again = words(page, year.path)
    if field not in GOOD and "\x00" not in word and "\x1b" not in word:
        assert again[year.prefix + field] == word
    if field != "business":
        assert again[year.prefix + "business"] == "77"
    if field != "water":
        assert again[year.prefix + "water"] == "1"
    assert year.stored() is None


@pytest.mark.parametrize("bad,about", [
    ({"housing": "0"}, "住房"), ({"water": "0"}, "饮水"),
    ({"dropout": "1"}, "辍学"), ({"insurance": "0"}, "医疗保险"),
])
def test_something_unresolved_needs_its_problem(stack, nobody, bad, about):
    year = Year(stack, household=nobody)
    page = year.send({**GOOD, **bad, "problem": "  "}, wage="33")
    assert page.status_code == 422
    assert "存在问题描述" in sentences(page) and about in sentences(page)
    assert words(page, year.path)[year.prefix + "wage"] == "33"
    assert year.stored() is None


def test_what_was_reported_is_no_draft_again(year):
    year.send(GOOD, wage="44")
    year.open()
    del year.words[year.prefix + "insurance"]
    page = year.send(wage="45")
    assert page.status_code == 422 and "四项都要选" in sentences(page)
    assert year.stored()["wage_fen"] == 4400


def test_a_future_month_is_refused(year):
    for n in (year.period % 100 + 1, 12):
        page = year.send(extra=month(f"m{n}.", GOOD, wage="5"))
        assert page.status_code == 422
        assert "还没有过完" in sentences(page)
        assert year.stored(year.year * 100 + n) is None


def test_a_closed_month_is_refused(year):
    period, area = year.period - 1, year.household["area"]
    was = year.stored(period)
    year.stack.rows(
        "INSERT INTO month_gate (low, high, period, deed, reason, changed_by,"
        " at) VALUES (%s, %s, %s, 'close', 'year', 0, NOW())",
        area, area, period)
    try:
        page = year.send(extra=month(f"m{period % 100}.", GOOD,
                                     wage="123456"))
        assert page.status_code == 422 and "已封账" in sentences(page)
        page = year.open()
        assert "已封账" in page.text
        assert f"m{period % 100}.wage" not in year.words
        assert year.stored(period) == was
        year.stack.rows(
            "INSERT INTO month_gate (low, high, period, deed, until, reason,"
            " changed_by, at) VALUES (%s, %s, %s, 'reopen', '2099-01-01',"
            " 'again', 0, NOW())", area, area, period)
        year.open()
        assert f"m{period % 100}.wage" in year.words
    finally:
        year.stack.rows("DELETE FROM month_gate WHERE low = %s AND high = %s"
                        " AND period = %s", area, area, period)


def test_a_deregistered_household_owes_nothing(stack):
    period = due(stack)
    rows = stack.rows("SELECT household_id, free_after FROM household"
                      " JOIN registry_now USING (year)"
                      " WHERE free_after < %s LIMIT 1", period)
    if not rows:
        pytest.skip("nobody was deregistered in this demo")
    year = Year(stack, household=rows[0])
    page = year.send(GOOD, wage="5")
    assert page.status_code == 422 and "已注销" in sentences(page)


def test_a_foreign_household_is_not_there(stack):
    low, high = span(stack.account("village")["area"])
    rows = stack.rows("SELECT household_id FROM household"
                      " JOIN registry_now USING (year)"
                      " WHERE area NOT BETWEEN %s AND %s LIMIT 1", low, high)
    foreign, period = rows[0]["household_id"], due(stack)
    before = stored(stack, foreign, period)
    for role in ("village", "helper"):
        web = stack.signed_in(role)
        if role == "helper":
            foreign = stack.rows(
                "SELECT household_id FROM household WHERE household_id NOT"
                " IN (SELECT household_id FROM pairing WHERE helper_id = %s)"
                " LIMIT 1", stack.account("helper")["helper_id"]
            )[0]["household_id"]
            before = stored(stack, foreign, period)
        path = f"/household/{foreign}/report/{period // 100}"
        assert web.get(path).status_code == 404
        assert web.get(path + "/file").status_code == 404
        web.get("/")
        said = month(f"m{period % 100}.", GOOD, wage="1")
        assert web.post(path, said).status_code == 404
        assert stored(stack, foreign, period) == before


def test_months_before_reporting_began_are_none(stack):
    """Of last year there is only the month that the demo begins with."""
    first = stack.rows("SELECT MIN(period) AS period FROM report")[0]["period"]
    assert stack.rows("SELECT value FROM setting WHERE name = 'first_period'"
                      )[0]["value"] == str(first)
    form = Year(stack, year=first // 100)
    assert ">保存</button>" in form.open().text
    before = form.web.get(f"/household/{form.id}/report/{first // 100 - 1}")
    assert before.status_code == 200 and ">保存</button>" not in before.text
    tree = lxml.html.fromstring(form.open().text)
    early = [row for row in tree.xpath("//tbody[@data-row]")
             if "早于系统启用的月份" in row.text_content()]
    assert len(early) == first % 100 - 1
    assert "逾期" not in " ".join(row.text_content() for row in early)
    assert not any(row.xpath(".//input[not(@type='hidden')]") for row in early)
    answer = form.web.post(form.path, {**form.words, "m1.wage": "1"})
    assert "早于系统启用的月份" in sentences(answer)
    assert form.stored(first // 100 * 100 + 1) is None


@pytest.mark.parametrize("path", [
    "/household/0/report/2022", "/household/999999999/report/2022",
    "/household/1/report/1899", "/household/1/report/999999",
    "/household/1/report/", "/household/1/report/2022/",
    "/household/x/report/2022",
])
def test_addresses_of_nothing(stack, path):
    web = stack.signed_in("county")
    assert web.get(path).status_code == 404
    web.get("/")
    assert web.post(path, month("m1.", GOOD, wage="1")).status_code == 404


@pytest.mark.parametrize("token", ["", "x", "A" * 43])
def test_without_its_token(stack, nobody, token):
    year = Year(stack, household=nobody)
    answer = year.web.post(year.path, month(year.prefix, GOOD, wage="1"),
                           token=token)
    assert answer.status_code == 403
    assert year.stored() is None


def test_a_body_too_large(year):
    page = year.send(GOOD, extra={"x": "y" * 1100000})
    assert page.status_code in (413, 422)
    assert year.stored() is None


def test_too_many_words(year):
    said = {f"x{i}": "" for i in range(20001)}
    assert year.send(GOOD, extra=said).status_code == 422
    assert year.stored() is None


def test_a_word_twice(year):
    body = [(k, v) for k, v in {**year.words, **month(
        year.prefix, GOOD, wage="1")}.items()]
    body += [(year.prefix + "wage", "2"), ("token", year.web.token())]
    answer = year.web.session.post(year.web.url + year.path, data=body,
                                   allow_redirects=False, timeout=30)
    assert answer.status_code == 422 and "填了两次" in answer.text
    assert year.stored() is None


@pytest.mark.parametrize("seen", ["", "0-zzz", "-5-0", "9" * 30, "x" * 41])
def test_a_broken_version_writes_at_most_the_words(year, seen):
    answer = year.send({**GOOD, "seen": seen}, wage="3")
    assert answer.status_code in (303, 409, 422)
    row = year.stored()
    assert row is None or row["wage_fen"] == 300


def test_a_stale_session_keeps_the_words(year):
    year.web.session.cookies.clear()
    said = {**year.words, **month(year.prefix, GOOD, wage="1234",
                                  problem="无")}
    page = year.web.post(year.path, said)
    assert "登录已过期" in page.text and "1234" in page.text
    account = year.stack.account("county")
    kept = words(page, "/signin")
    kept.update(login=account["user"], password=account["password"],
                bureau=account["bureau"])
    page = year.web.session.post(year.web.url + "/signin", data=kept,
                                 allow_redirects=False, timeout=30)
    assert page.status_code == 200 and "已重新登录" in notice(page)
    year.web.page = page
    year.words = words(page, year.path)
    assert year.words[year.prefix + "wage"] == "1234"
    assert year.words[year.prefix + "insurance"] == "1"
    assert year.stored() is None
    assert year.send().status_code == 303
    assert year.stored()["wage_fen"] == 123400


# ---- two editors -----------------------------------------------------------

def test_the_later_editor_is_told(year):
    year.send(GOOD, wage="100", land="20")
    other = Year(year.stack, "admin", year.household)
    year.open()
    assert other.send(wage="150", extra=month(
        other.prefix, {"water": "0", "problem": "水管坏了"})
    ).status_code == 303
    page = year.send(wage="130")
    assert page.status_code == 409
    told = sentences(page)
    assert year.stack.account("admin")["name"] in told
    for what in ("工资性收入：100 → 150", "是否实现安全饮水：是 → 否",
                 "存在问题描述：空 → 水管坏了"):
        assert what in told
    assert "土地流转" not in told
    # his words stay, nothing is overwritten …
    year.words = words(page, year.path)
    assert year.words[year.prefix + "wage"] == "130"
    assert year.stored()["wage_fen"] == 15000
    # … until he says so
    assert year.send().status_code == 303
    row = year.stored()
    assert row["wage_fen"] == 13000 and row["water"] == 1
    assert row["version"] == 3


def test_both_said_the_same(year):
    other = Year(year.stack, "admin", year.household)
    assert year.send(GOOD, wage="100").status_code == 303
    assert other.send(GOOD, wage="100").status_code == 303
    assert versions(year.stack, year.id, year.period) == 1


def test_a_new_row_was_there_first(year):
    other = Year(year.stack, "admin", year.household)
    year.send(GOOD, wage="100")
    page = other.send(GOOD, wage="200")
    assert page.status_code == 409
    assert "工资性收入：0 → 100" in sentences(page)
    assert year.stored()["wage_fen"] == 10000


def test_an_untouched_row_of_another_is_no_quarrel(stack):
    year = Year(stack, household=fresh(stack, before=True))
    other = Year(stack, "admin", year.household)
    first = f"m{year.period % 100 - 1}."
    assert other.send(extra={first + "wage": "31"}).status_code == 303
    assert year.send(GOOD, wage="5").status_code == 303
    assert year.stored(year.period - 1)["wage_fen"] == 3100


# ---- sending back ----------------------------------------------------------

@pytest.mark.parametrize("reason", ["", "x", "字" * 201, "a\x00b"])
def test_sending_back_needs_a_reason(year, reason):
    year.send(GOOD, wage="9")
    year.open()
    page = year.send_back({"period": year.period, "reason": reason})
    assert page.status_code == 422 and "退回原因" in sentences(page)
    assert year.stored()["state"] == "reported"


def test_what_was_not_reported_cannot_be_sent_back(year):
    page = year.send_back({"period": year.period, "reason": "请核对"})
    assert page.status_code in (409, 422)
    assert year.stored() is None


@pytest.mark.parametrize("seen", [
    "", "x", "202201", "202201-", "{period}-", "{period}-1x",
    "{other}-1 {period}-99", "{period}-0"])
def test_a_stale_month_is_not_sent_back(year, seen):
    year.send(GOOD, wage="9")
    answer = year.send_back({
        "period": year.period, "reason": "请核对",
        "seen": seen.format(period=year.period, other=year.period - 1)})
    assert answer.status_code in (409, 422)
    assert year.stored()["state"] == "reported"


def test_who_changed_it_meanwhile_is_not_sent_back(stack, year):
    year.send(GOOD, wage="9")
    year.open()
    stale = re.search(r'name="seen" value="([\d -]*)"', year.web.get(
        year.path).text)[1]
    assert f"{year.period}-1" in stale
    other = Year(stack, "admin", year.household)
    assert other.send(wage="10").status_code == 303
    answer = year.send_back({"period": year.period, "reason": "请核对",
                             "seen": stale})
    assert answer.status_code == 409 and "刚被别人改过" in answer.text
    assert year.stored()["state"] == "reported"
    assert f"{year.period}-2" in answer.text
    assert year.send_back({"period": year.period,
                           "reason": "请核对"}).status_code == 303
    assert year.stored()["state"] == "returned"


def test_a_village_cannot_send_back(stack):
    low, high = span(stack.account("village")["area"])
    rows = stack.rows(
        "SELECT r.household_id FROM report r JOIN household h USING"
        " (household_id) JOIN registry_now USING (year) WHERE r.period = %s"
        " AND r.state = 'reported' AND h.area BETWEEN %s AND %s LIMIT 1",
        due(stack) - 1, low, high)
    year = Year(stack, "village", rows[0])
    assert "退回一个月份" not in year.open().text
    answer = year.send_back({"period": year.period - 1, "reason": "请核对"})
    assert answer.status_code == 403
    assert year.stored(year.period - 1)["state"] == "reported"


def test_a_guest_is_asked_to_sign_in(stack, year):
    answer = stack.guest().get(year.path)
    assert answer.status_code == 303
    assert answer.headers["Location"].startswith("/signin?to=")


def test_many_at_once(stack):
    """Eight editors who saw the same empty month: one is stored, the others
    are told; nobody gets an error of ours."""
    household = fresh(stack)
    years = [Year(stack, household=household) for _ in range(8)]
    with ThreadPoolExecutor(len(years)) as crowd:
        answers = list(crowd.map(
            lambda n: years[n].send(GOOD, wage=str(100 + n)),
            range(len(years))))
    codes = sorted(a.status_code for a in answers)
    assert codes == [303] + [409] * 7
    row = years[0].stored()
    winner = [a.status_code for a in answers].index(303)
    assert row["wage_fen"] == (100 + winner) * 100 and row["version"] == 1
    told = [sentences(a) for a in answers if a.status_code == 409]
    assert all(f"0 → {100 + winner}" in t for t in told)


def test_the_same_many_times_at_once(stack):
    """An impatient person: eight times the same press."""
    year = Year(stack)
    said = {**year.words, **month(year.prefix, GOOD, wage="55")}
    token = year.web.token()
    cookies = year.web.session.cookies.get_dict()
    with ThreadPoolExecutor(8) as crowd:
        codes = list(crowd.map(lambda _: requests.post(
            stack.url + year.path, data={**said, "token": token},
            cookies=cookies, allow_redirects=False,
            timeout=30).status_code, range(8)))
    assert codes == [303] * 8
    assert versions(stack, year.id, year.period) == 1


@pytest.mark.parametrize("path", [
    "/household/{household}/report/2022", "/village/{area}/month/202202"])
def test_enter_saves_and_copies_nothing(stack, path):
    """Without scripts Enter presses the form's first button."""
    area = stack.account("village")["area"]
    household = stack.rows(
        "SELECT household_id AS id FROM household h JOIN registry_now n ON"
        " n.year = h.year WHERE area = %s LIMIT 1", area)[0]["id"]
    page = stack.signed_in("village").get(
        path.format(household=household, area=area))
    first = lxml.html.fromstring(page.text).xpath(
        "//form[@data-entry]//button[@type='submit']")[0]
    assert first.get("name") is None and first.get("tabindex") == "-1"
