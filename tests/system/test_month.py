"""Months are closed and re-opened for an area, with a reason; who may, and
what is then written."""
import re

import pytest

OUTSIDE = "110101000000"
# Each test has a past month of its own, of a year without reports.
CLOSED, PARTS, LOG = 201901, 201902, 201903


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
             "until": "2022-03-31", "reason": "测试开放"}
    words.update(other)
    return web.post(f"/month/{period}/reopen", words)


def state(web, stack, period, area=None):
    page = web.get(ask(stack, period, area=area)).text
    return re.search(r'<small class="state[^"]*">([^<]*)', page).group(1)


def test_the_year_shows_twelve_months(stack):
    web = stack.signed_in("county")
    page = web.get("/month").text
    assert re.findall(r'lead-cell"><a[^>]*>(2022年\d+月)', page) == \
        [f"2022年{m}月" for m in range(1, 13)]
    assert page.count("未到") == 10        # March is not over
    assert "2022年3月5日" in page          # the deadline of February
    assert web.get("/month?year=2019").status_code == 200
    for query in ("year=1", "year=99999", "area=" + OUTSIDE,
                  "area=%E6%B2%A1%E6%9C%89"):
        assert web.get("/month?" + query).status_code == 404


def test_a_month_closes_opens_again_and_closes(stack):
    web = stack.signed_in("county")
    assert state(web, stack, CLOSED) in ("开放", "系统启用前")
    assert close(web, stack, CLOSED).status_code == 303
    assert state(web, stack, CLOSED) in ("已封账", "系统启用前")
    assert reopen(web, stack, CLOSED).headers["Location"].endswith(
        "&done=reopened")
    assert 'action="/month/201901/reopen"' in web.get(
        ask(stack, CLOSED)).text
    assert 'action="/month/201901/close"' in web.get(
        ask(stack, CLOSED) + "&form=close").text
    page = web.get(ask(stack, CLOSED)).text
    assert "测试开放" in page and "测试封账" in page
    assert "2022年3月31日" in page
    lines = stack.rows("SELECT * FROM month_gate WHERE period = %s"
                       " ORDER BY gate_id", CLOSED)
    assert [line["deed"] for line in lines] == ["close", "reopen"]
    assert str(lines[1]["until"]) == "2022-03-31"
    assert all(line["changed_by"] > 0 for line in lines)
    deeds = [row["deed"] for row in stack.rows(
        "SELECT deed FROM audit WHERE about LIKE %s ORDER BY audit_id",
        f"period {CLOSED} %")]
    assert deeds == ["month-close", "month-reopen"]


def test_a_closed_month_takes_no_report(stack):
    """The real month of a household: closed for its village only."""
    web = stack.signed_in("county")
    village = stack.account("village")["area"]
    home = stack.rows("SELECT household_id FROM household WHERE year = 2022"
                      " AND area = %s AND free_after IS NULL LIMIT 1",
                      village)
    assert close(web, stack, 202201, place=village).status_code == 303
    assert state(web, stack, 202201, area=village) == "已封账"
    assert state(web, stack, 202201) == "开放"
    assert "部分地区另有记录" in web.get("/month").text
    clerk = stack.signed_in("village")
    if home:
        page = clerk.get(f"/household/{home[0]['household_id']}"
                         "/report/2022")
        assert "封账" in page.text
    assert reopen(web, stack, 202201, place=village).status_code == 303
    assert "重新开放至2022年3月31日" in state(web, stack, 202201, village)
    if home:
        page = clerk.get(f"/household/{home[0]['household_id']}"
                         "/report/2022")
        assert "已封账" not in page.text


@pytest.mark.parametrize("words,sentence", [
    ({"reason": ""}, "请填写原因"), ({"reason": "无"}, "原因太短"),
    ({"reason": "字" * 101}, "原因太长"), ({"area": ""}, "请填写地区"),
    ({"area": OUTSIDE}, "不在您负责的地区内"),
    ({"area": "没有这里"}, "不是您负责范围内的地区"),
])
def test_closing_wants_a_reason_and_an_own_area(stack, words, sentence):
    web = stack.signed_in("county")
    answer = close(web, stack, LOG, **words)
    assert answer.status_code == 422 and sentence in answer.text
    for word in words.values():
        assert f'value="{word}"' in answer.text
    assert not stack.rows("SELECT 1 FROM month_gate WHERE period = %s"
                          " AND reason <> '测试封账'", LOG)


@pytest.mark.parametrize("words,sentence", [
    ({"reason": ""}, "请填写原因"), ({"until": ""}, "请填写开放至"),
    ({"until": "2022-03-03"}, "已经过去"), ({"until": "2022-02-30"},
                                       "不是日期"),
    ({"until": "明天"}, "不是日期"), ({"until": "2024-01-01"}, "最多开放一年"),
    ({"area": OUTSIDE}, "不在您负责的地区内"),
])
def test_reopening_wants_a_day_to_come_and_a_reason(stack, words, sentence):
    web = stack.signed_in("county")
    close(web, stack, LOG)
    answer = reopen(web, stack, LOG, **words)
    assert answer.status_code == 422 and sentence in answer.text
    for word in words.values():
        assert f'value="{word}"' in answer.text
    assert not stack.rows("SELECT 1 FROM month_gate WHERE period = %s"
                          " AND deed = 'reopen'", LOG)


def test_today_is_not_past(stack):
    web = stack.signed_in("county")
    close(web, stack, PARTS)
    assert reopen(web, stack, PARTS, until="2022-03-04").status_code == 303


def test_what_makes_no_sense_is_said(stack):
    web = stack.signed_in("county")
    answer = reopen(web, stack, 202202)
    assert answer.status_code == 422 and "没有封账" in answer.text
    for period in (202203, 202212, 209901):
        answer = close(web, stack, period)
        assert answer.status_code == 422 and "还没有结束" in answer.text
        answer = reopen(web, stack, period)
        assert answer.status_code == 422 and "还没有结束" in answer.text
    township = stack.account("township")["area"]
    close(web, stack, 202201, place=township)
    answer = close(web, stack, 202201, place=township)
    assert answer.status_code == 422 and "已经封账" in answer.text
    reopen(web, stack, 202201, place=township)


@pytest.mark.parametrize("period", ["0", "202200", "202213", "1",
                                    "999999999999"])
def test_a_month_that_is_none_is_not_there(stack, period):
    web = stack.signed_in("county")
    assert web.get(f"/month/{period}").status_code == 404
    web.get("/month/202202")
    answer = web.post(f"/month/{period}/close",
                      {"area": "130630", "reason": "测试封账"})
    assert answer.status_code == 404


def test_others_may_not(stack):
    words = {"area": "130630", "reason": "测试封账", "until": "2022-03-31"}
    for role in ("helper", "village", "township"):
        web = stack.signed_in(role)
        for path in ("/month", "/month/202202"):
            assert web.get(path).status_code == 403
        for deed in ("close", "reopen"):
            assert web.post(f"/month/202202/{deed}",
                            words).status_code == 403
    web = stack.signed_in("county")
    assert web.post("/month/202202/close", words,
                    token="").status_code == 403
    assert not stack.rows("SELECT 1 FROM month_gate WHERE period = 202202")
