"""Months are closed and re-opened for an area, with a reason; who may, and
what is then written."""
import datetime
import re

import months
import pytest

OUTSIDE = "110101000000"


def unused(stack):
    """A month long past that nobody has closed yet: without reports."""
    known = {row["period"] for row in stack.rows(
        "SELECT DISTINCT period FROM month_gate")}
    return next(year * 100 + month for year in range(2019, 2000, -1)
                for month in range(1, 13) if year * 100 + month not in known)


@pytest.fixture(scope="module")
def log(stack):
    """One that is closed again and again to no avail."""
    return unused(stack)


def later(stack, days=27):
    return str(stack.today() + datetime.timedelta(days))


def chinese(day):
    return f"{day.year}年{day.month}月{day.day}日"


def monthly(period):
    return f"{period // 100}年{period % 100}月"


def ask(stack, period, role="county", area=None):
    area = area or stack.account(role)["area"]
    return f"/month/{period}?area={area}"


def close(web, stack, period, place=None, **other):
    web.get(ask(stack, period, area=place))
    words = {"area": str(place or stack.account("county")["area"]),
             "reason": "测试封账"}
    words.update(other)
    return web.post(f"/month/{period}/close", words)


def reopen(web, stack, period, place=None, **other):
    web.get(ask(stack, period, area=place))
    words = {"area": str(place or stack.account("county")["area"]),
             "until": later(stack), "reason": "测试开放"}
    words.update(other)
    return web.post(f"/month/{period}/reopen", words)


def state(web, stack, period, area=None):
    page = web.get(ask(stack, period, area=area)).text
    return re.search(r'<small class="state[^"]*">([^<]*)', page).group(1)


def test_the_year_shows_twelve_months(stack):
    web = stack.signed_in("county")
    now = months.current(stack)
    due = months.shifted(now, -1)
    page = web.get(f"/month?year={now // 100}").text
    assert re.findall(r'lead-cell"><a[^>]*>(\d+年\d+月)', page) == \
        [f"{now // 100}年{m}月" for m in range(1, 13)]
    assert page.count("未到") == 13 - now % 100     # this one is not over
    page = web.get(f"/month?year={due // 100}").text
    assert f"{monthly(now)}5日" in page             # the deadline of the due
    assert web.get("/month?year=2019").status_code == 200
    for query in ("year=1", "year=99999", "area=" + OUTSIDE,
                  "area=%E6%B2%A1%E6%9C%89"):
        assert web.get("/month?" + query).status_code == 404


def test_a_month_closes_opens_again_and_closes(stack):
    web = stack.signed_in("county")
    period = unused(stack)
    until = later(stack)
    assert state(web, stack, period) in ("开放", "系统启用前")
    assert close(web, stack, period).status_code == 303
    assert state(web, stack, period) in ("已封账", "系统启用前")
    assert reopen(web, stack, period).headers["Location"].endswith(
        "&done=reopened")
    assert f'action="/month/{period}/reopen"' in web.get(
        ask(stack, period)).text
    assert f'action="/month/{period}/close"' in web.get(
        ask(stack, period) + "&form=close").text
    page = web.get(ask(stack, period)).text
    assert "测试开放" in page and "测试封账" in page
    assert chinese(datetime.date.fromisoformat(until)) in page
    lines = stack.rows("SELECT * FROM month_gate WHERE period = %s"
                       " ORDER BY gate_id", period)
    assert [line["deed"] for line in lines] == ["close", "reopen"]
    assert str(lines[1]["until"]) == until
    assert all(line["changed_by"] > 0 for line in lines)
    deeds = [row["deed"] for row in stack.rows(
        "SELECT deed FROM audit WHERE about LIKE %s ORDER BY audit_id",
        f"period {period} %")]
    assert deeds == ["month-close", "month-reopen"]


def test_a_closed_month_takes_no_report(stack):
    """The real month of a household: closed for its village only."""
    web = stack.signed_in("county")
    village = stack.account("village")["area"]
    period = months.shifted(months.current(stack), -2)
    home = stack.rows("SELECT household_id FROM household h"
                      " JOIN registry_now n ON n.year = h.year"
                      " WHERE area = %s AND free_after IS NULL LIMIT 1",
                      village)
    assert close(web, stack, period, place=village).status_code == 303
    assert state(web, stack, period, area=village) == "已封账"
    assert state(web, stack, period) == "开放"
    assert "部分地区另有记录" in web.get(f"/month?year={period // 100}").text
    clerk = stack.signed_in("village")
    form = f"/household/{home[0]['household_id']}/report/{period // 100}"
    assert "封账" in clerk.get(form).text
    assert reopen(web, stack, period, place=village).status_code == 303
    until = datetime.date.fromisoformat(later(stack))
    assert f"重新开放至{chinese(until)}" in state(web, stack, period, village)
    assert "已封账" not in clerk.get(form).text


def test_a_closed_month_is_not_asked_for(stack):
    web, clerk = stack.signed_in("county"), stack.signed_in("village")
    village = stack.account("village")["area"]
    due = months.shifted(months.current(stack), -1)
    asks = re.compile(r"日截止<|补报请尽快完成")
    assert asks.search(clerk.get("/").text)
    assert close(web, stack, due, place=village).status_code == 303
    try:
        page = clerk.get("/").text
        assert "重新开放后才能补报" in page and not asks.search(page)
        assert asks.search(web.get("/").text)   # the rest of the county
    finally:
        assert reopen(web, stack, due, place=village).status_code == 303
    assert asks.search(clerk.get("/").text)


@pytest.mark.parametrize("words,sentence", [
    ({"reason": ""}, "请填写原因"), ({"reason": "无"}, "原因太短"),
    ({"reason": "字" * 101}, "原因太长"), ({"area": ""}, "请填写地区"),
    ({"area": OUTSIDE}, "不在您负责的地区内"),
    ({"area": "没有这里"}, "不是您负责范围内的地区"),
])
def test_closing_wants_a_reason_and_an_own_area(stack, log, words, sentence):
    web = stack.signed_in("county")
    answer = close(web, stack, log, **words)
    assert answer.status_code == 422 and sentence in answer.text
    for word in words.values():
        assert f'value="{word}"' in answer.text
    assert not stack.rows("SELECT 1 FROM month_gate WHERE period = %s"
                          " AND reason <> '测试封账'", log)


@pytest.mark.parametrize("words,sentence", [
    ({"reason": ""}, "请填写原因"), ({"until": ""}, "请填写开放至"),
    ({"until": -1}, "已经过去"), ({"until": "2022-02-30"}, "不是日期"),
    ({"until": "明天"}, "不是日期"), ({"until": 400}, "最多开放一年"),
    ({"area": OUTSIDE}, "不在您负责的地区内"),
])
def test_reopening_wants_a_day_to_come_and_a_reason(stack, log, words,
                                                    sentence):
    web = stack.signed_in("county")
    words = {k: later(stack, v) if isinstance(v, int) else v
             for k, v in words.items()}
    close(web, stack, log)
    answer = reopen(web, stack, log, **words)
    assert answer.status_code == 422 and sentence in answer.text
    for word in words.values():
        assert f'value="{word}"' in answer.text
    assert not stack.rows("SELECT 1 FROM month_gate WHERE period = %s"
                          " AND deed = 'reopen'", log)


def test_today_is_not_past(stack):
    web = stack.signed_in("county")
    period = unused(stack)
    close(web, stack, period)
    assert reopen(web, stack, period, until=later(stack, 0)
                  ).status_code == 303


def test_what_makes_no_sense_is_said(stack):
    web = stack.signed_in("county")
    now = months.current(stack)
    answer = reopen(web, stack, months.shifted(now, -1))
    assert answer.status_code == 422 and "没有封账" in answer.text
    for period in (now, months.shifted(now, 9), 209901):
        answer = close(web, stack, period)
        assert answer.status_code == 422 and "还没有结束" in answer.text
        answer = reopen(web, stack, period)
        assert answer.status_code == 422 and "还没有结束" in answer.text
    township = stack.account("township")["area"]
    period = months.shifted(now, -2)
    close(web, stack, period, place=township)
    answer = close(web, stack, period, place=township)
    assert answer.status_code == 422 and "已经封账" in answer.text
    reopen(web, stack, period, place=township)


@pytest.mark.parametrize("period", ["0", "202200", "202213", "1",
                                    "999999999999"])
def test_a_month_that_is_none_is_not_there(stack, period):
    web = stack.signed_in("county")
    assert web.get(f"/month/{period}").status_code == 404
    web.get(f"/month/{unused(stack)}")
    answer = web.post(f"/month/{period}/close",
                      {"area": "130630", "reason": "测试封账"})
    assert answer.status_code == 404


def test_others_may_not(stack):
    words = {"area": "130630", "reason": "测试封账", "until": later(stack)}
    period = unused(stack)
    for role in ("helper", "village", "township"):
        web = stack.signed_in(role)
        for path in ("/month", f"/month/{period}"):
            assert web.get(path).status_code == 403
        for deed in ("close", "reopen"):
            assert web.post(f"/month/{period}/{deed}",
                            words).status_code == 403
    web = stack.signed_in("county")
    assert web.post(f"/month/{period}/close", words,
                    token="").status_code == 403
    assert not stack.rows("SELECT 1 FROM month_gate WHERE period = %s",
                          period)
