"""Who helps whom (结对关系): asked for, paired in bulk, periods changed."""
import re

import pytest


def sentences(page):
    return " ".join(re.findall(r'<div class="flaw">([^<]*)', page.text) +
                    re.findall(r'<li><a href="#\w+">([^<]*)', page.text))


def notice(page):
    return " ".join(re.findall(r'class="[^"]*notice[^"]*"[^>]*>(.*?)</',
                               page.text, re.S))


@pytest.fixture(scope="module")
def town(stack):
    web = stack.signed_in("township")
    web.get("/pairing")
    return web


@pytest.fixture(scope="module")
def today(stack, town):
    village = villages(stack)[0]
    page = town.get(f"/pairing/village/{village}").text
    return re.search(r'name="from_day" value="([\d-]+)"', page)[1]


def villages(stack):
    low = stack.account("township")["area"]
    return [row["area"] for row in stack.rows(
        "SELECT area FROM household WHERE area BETWEEN %s AND %s"
        " AND free_after IS NULL"
        " AND year = (SELECT year FROM registry_now)"
        " GROUP BY area HAVING COUNT(*) > 4 ORDER BY area", low, low + 999)]


def households(stack, village):
    return [row["household_id"] for row in stack.rows(
        "SELECT household_id FROM household WHERE area = %s"
        " AND year = (SELECT year FROM registry_now)"
        " AND free_after IS NULL ORDER BY household_id", village)]


def pairs(stack, household):
    return stack.rows("SELECT * FROM pairing WHERE household_id = %s"
                      " ORDER BY pairing_id", household)


def helper_of(stack, town, name):
    """A new helper of the township."""
    town.get("/helper/new")
    answer = town.post("/helper/new", {
        "name": name, "unit": "县水利局",
        "area": str(stack.account("township")["area"])})
    return int(re.search(r"/helper/(\d+)", answer.headers["Location"])[1])


def ledger(stack, record):
    return [row["deed"] for row in stack.rows(
        "SELECT deed FROM `change` WHERE entity = 'pairing' AND record_id"
        " = %s ORDER BY change_id", record)]


# ---- asking ----------------------------------------------------------------

def test_by_household(stack, town, today):
    page = town.get("/pairing").text
    low = stack.account("township")["area"]
    n = stack.rows(
        "SELECT COUNT(*) AS n FROM household WHERE area BETWEEN %s AND %s"
        " AND year = (SELECT year FROM registry_now) AND IFNULL(free_after,"
        " 999912) >= %s", low, low + 999,
        int(today[:4]) * 100 + int(today[5:7]))[0]["n"]
    assert f"{n} 户" in page
    assert "按责任人" in page and "成批结对" not in page


def test_those_whom_nobody_helps(stack):
    web = stack.signed_in("county")
    page = web.get("/pairing").text
    alone = int(re.search(r"(\d+) 户没有帮扶责任人", page)[1])
    assert alone > 0
    only = web.get("/pairing?alone=1").text
    assert re.search(rf"结对关系<small>{alone} 户", only)
    assert only.count("没有责任人</span>") == min(alone, 20)


def test_by_unit_helper_and_area(stack, town):
    row = stack.rows(
        "SELECT k.unit_id, k.unit, k.helper_id, k.name FROM helper k"
        " JOIN pairing p ON p.helper_id = k.helper_id"
        "  AND p.to_day = '9999-12-31'"
        " WHERE k.area = %s LIMIT 1", stack.account("township")["area"])[0]
    units = town.get("/pairing?by=unit").text
    assert row["unit"] in units and f"unit={row['unit_id']}" in units
    helpers = town.get(f"/pairing?by=helper&unit={row['unit_id']}").text
    assert row["name"] in helpers
    his = town.get(f"/pairing?helper={row['helper_id']}").text
    assert row["name"] in his and "✕" in his
    assert set(re.findall(r'href="/helper/(\d+)"', his)) == {
        str(row["helper_id"])} or "没有责任人" not in his
    areas = town.get("/pairing?by=area").text
    assert "已结对(户)" in areas and "by=household" in areas
    found = town.get("/pairing", params={"find": row["name"]}).text
    assert row["name"] in found
    none = town.get("/pairing", params={"find": "查无此人"}).text
    assert "没有符合条件的结对关系" in none


@pytest.mark.parametrize("query,said", [
    ("area=%E6%97%A0%E6%AD%A4%E5%9C%B0", "不是您负责范围内的地区"),
    ("area=110101001001", "不在您负责的地区内"),
    ("by=king&page=999", "结对关系"), ("page=x&helper=x", "结对关系"),
])
def test_odd_questions_are_answered(town, query, said):
    page = town.get("/pairing?" + query)
    assert page.status_code == 200 and said in page.text


def test_who_may_ask(stack, town):
    page = stack.signed_in("village").get("/pairing")
    assert page.status_code == 200
    assert "/pairing/village/" not in page.text
    assert not re.search(r'href="/pairing/\d', page.text)
    assert stack.signed_in("helper").get("/pairing").status_code == 403
    assert stack.guest().get("/pairing").status_code == 303
    low = stack.account("township")["area"]
    other = stack.rows(
        "SELECT helper_id FROM helper WHERE area NOT BETWEEN %s AND %s"
        " LIMIT 1", low, low + 999)[0]["helper_id"]
    assert town.get(f"/pairing?helper={other}").status_code == 404
    assert town.get("/pairing?unit=999999").status_code == 404


# ---- in bulk ---------------------------------------------------------------

def test_a_villages_households_are_paired(stack, town, today):
    village = villages(stack)[0]
    path = f"/pairing/village/{village}"
    one, two = households(stack, village)[:2]
    helper = helper_of(stack, town, "成批一号")
    page = town.get(path).text
    assert f'name="h{one}"' in page and f'value="{helper}"' in page
    words = {"deed": "begin", "helper": str(helper), "from_day": today,
             f"h{one}": "1", f"h{two}": "1"}
    answer = town.post(path, words)
    assert "begun=2" in answer.headers["Location"]
    assert "已为2户安排责任人" in town.get(answer.headers["Location"]).text
    new = [pairs(stack, h)[-1] for h in (one, two)]
    assert {p["helper_id"] for p in new} == {helper}
    assert sorted(p["short_no"] for p in new) == [1, 2]
    assert str(new[0]["from_day"]) == today
    assert ledger(stack, new[0]["pairing_id"]) == ["insert"]
    # once more, by Enter: nothing new
    answer = town.post(path, {**words, "deed": ""})
    assert "begun=0&had=2" in answer.headers["Location"]
    assert "2户原来就是他" in town.get(answer.headers["Location"]).text
    assert pairs(stack, one)[-1] == new[0]
    # and ended, by the button and by Enter
    for pair, deed in zip(new, ("end", "")):
        answer = town.post(path, {"deed": deed, "last_day": today,
                                  f"p{pair['pairing_id']}": "1"})
        assert "ended=1" in answer.headers["Location"]
    assert str(pairs(stack, one)[-1]["to_day"]) == today
    assert ledger(stack, new[0]["pairing_id"]) == ["insert", "update"]


def test_one_helper_takes_the_place_of_another(stack, town, today):
    village = villages(stack)[1]
    household = households(stack, village)[0]
    old = [p for p in pairs(stack, household)
           if str(p["to_day"]) == "9999-12-31"]
    helper = helper_of(stack, town, "接替的人")
    answer = town.post(f"/pairing/village/{village}", {
        "deed": "begin", "helper": str(helper), "from_day": today,
        "replace": "1", f"h{household}": "1"})
    assert answer.status_code == 303
    now = [p for p in pairs(stack, household)
           if str(p["to_day"]) == "9999-12-31"]
    assert [p["helper_id"] for p in now] == [helper]
    for pair in old:
        after = next(p for p in pairs(stack, household)
                     if p["pairing_id"] == pair["pairing_id"])
        assert str(after["to_day"]) < today
    page = town.get(f"/household/{household}").text
    assert "接替的人" in page


@pytest.mark.parametrize("change,said", [
    ({"deed": "sell"}, "操作"),
    ({"deed": "", "tick": None, "helper": ""}, "操作不明确"),
    ({"deed": "", "pair": "1"}, "操作不明确"),
    ({"deed": "", "tick": None, "pair": "1"}, "操作不明确"),
    ({"deed": "", "helper": ""}, "要说明是哪一位帮扶责任人"),
    ({"helper": ""}, "要说明是哪一位帮扶责任人"),
    ({"helper": "查无此人"}, "没有找到"), ({"helper": "999999"}, "没有找到"),
    ({"helper": "other"}, "没有找到"), ({"helper": "stopped"}, "没有找到|已停用"),
    ({"from_day": ""}, "没有填"), ({"from_day": "2022-13-01"}, "开始时间"),
    ({"from_day": "2012-12-31"}, "太早"), ({"from_day": "2100-01-01"}, "太晚"),
    ({"tick": None}, "没有选中任何户"),
    ({"deed": "end"}, "没有要结束的结对"),
    ({"deed": "end", "last_day": ""}, "没有填"),
    ({"from_day": "early", "replace": "1"}, "才开始"),
])
def test_wrong_pairings_are_told(stack, town, today, change, said):
    village = villages(stack)[0]
    household = next(h for h in households(stack, village)[2:]
                     if any(str(p["to_day"]) == "9999-12-31"
                            for p in pairs(stack, h)))
    low = stack.account("township")["area"]
    helper = stack.rows(
        "SELECT helper_id FROM helper WHERE area = %s AND active AND"
        " helper_id NOT IN (SELECT helper_id FROM pairing WHERE"
        " household_id = %s) LIMIT 1", low, household)[0]["helper_id"]
    words = {"deed": "begin", "helper": str(helper), "from_day": today,
             "last_day": today, f"h{household}": "1", **change}
    if words["helper"] == "other":
        words["helper"] = str(stack.rows(
            "SELECT helper_id FROM helper WHERE area NOT BETWEEN %s AND %s"
            " LIMIT 1", low, low + 999)[0]["helper_id"])
    if words["helper"] == "stopped":
        stopped = helper_of(stack, town, "停用的人")
        town.post(f"/helper/{stopped}/stop")
        words["helper"] = str(stopped)
    if words["from_day"] == "early":
        words["from_day"] = "2013-01-02"
    if "tick" in words:
        del words["tick"], words[f"h{household}"]
    before = pairs(stack, household)
    if words.pop("pair", None):
        words[f"p{before[-1]['pairing_id']}"] = "1"
    answer = town.post(f"/pairing/village/{village}", words)
    assert answer.status_code == 422
    assert re.search(said, sentences(answer)), sentences(answer)
    if f"h{household}" in words:
        assert f'name="h{household}" value="1" checked' in answer.text
    assert pairs(stack, household) == before


def test_another_villages_household_is_not_paired(stack, town, today):
    one, two = villages(stack)[:2]
    household = households(stack, two)[2]
    helper = helper_of(stack, town, "外村的人")
    before = pairs(stack, household)
    answer = town.post(f"/pairing/village/{one}", {
        "deed": "begin", "helper": str(helper), "from_day": today,
        f"h{household}": "1"})
    assert answer.status_code == 422
    assert pairs(stack, household) == before


def test_who_may_pair(stack, town, today):
    village = villages(stack)[0]
    for role in ("village", "helper"):
        web = stack.signed_in(role)
        assert web.get(f"/pairing/village/{village}").status_code == 403
        assert web.post(f"/pairing/village/{village}", {
            "deed": "begin"}).status_code == 403
    low = stack.account("township")["area"]
    other = stack.rows(
        "SELECT code FROM area WHERE level = 5 AND code NOT BETWEEN %s AND"
        " %s LIMIT 1", low, low + 999)[0]["code"]
    assert town.get(f"/pairing/village/{other}").status_code == 404
    assert town.post(f"/pairing/village/{other}", {
        "deed": "begin", "helper": "1", "from_day": today}
                     ).status_code == 404
    assert town.get(f"/pairing/village/{low}").status_code == 404


# ---- one period ------------------------------------------------------------

@pytest.fixture
def pair(stack, town, today):
    """A pairing of its own."""
    village = villages(stack)[1]
    household = households(stack, village)[1]
    helper = helper_of(stack, town, "改时间的")
    town.post(f"/pairing/village/{village}", {
        "deed": "begin", "helper": str(helper), "from_day": today,
        f"h{household}": "1"})
    return pairs(stack, household)[-1]


def period(pair, **other):
    return {"from_day": str(pair["from_day"]), "to_day": "",
            "seen_from": str(pair["from_day"]),
            "seen_to": str(pair["to_day"]), **other}


def test_a_period_is_changed(stack, town, pair):
    path = f"/pairing/{pair['pairing_id']}"
    page = town.get(path).text
    assert "改时间的" in page and f'value="{pair["from_day"]}"' in page
    answer = town.post(path, period(pair, from_day="2020-03-01"))
    assert answer.headers["Location"] == path + "?done=changed"
    now = pairs(stack, pair["household_id"])[-1]
    assert str(now["from_day"]) == "2020-03-01"
    assert now["short_no"] == pair["short_no"]
    # to nothing: no line
    answer = town.post(path, period(now))
    assert answer.headers["Location"] == path + "?done=same"
    answer = town.post(path, period(now, to_day="2021-12-31"))
    assert answer.status_code == 303
    assert ledger(stack, pair["pairing_id"]) == ["insert", "update",
                                                 "update"]
    past = stack.rows(
        "SELECT COUNT(*) AS n FROM pairing FOR SYSTEM_TIME ALL WHERE"
        " pairing_id = %s", pair["pairing_id"])[0]["n"]
    assert past == 3


@pytest.mark.parametrize("change,said", [
    ({"from_day": ""}, "请填写帮扶开始时间"),
    ({"from_day": "x"}, "帮扶开始时间"),
    ({"from_day": "2012-01-01"}, "太早"),
    ({"from_day": "2099-01-01"}, "太晚"),
    ({"to_day": "2014-01-01"}, "早于开始时间"),
    ({"to_day": "2099-01-01"}, "太晚"),
    ({"seen_from": "2019-01-01", "from_day": "2019-02-01"}, "刚被别人改过"),
    ({"seen_to": ""}, "原结束时间"),
])
def test_a_wrong_period_is_told(stack, town, pair, change, said):
    path = f"/pairing/{pair['pairing_id']}"
    answer = town.post(path, period(pair, **change))
    assert answer.status_code == 422
    assert said in sentences(answer), sentences(answer)
    assert pairs(stack, pair["household_id"])[-1] == pair


def test_two_of_the_same_do_not_overlap(stack, town, pair, today):
    path = f"/pairing/{pair['pairing_id']}"
    town.post(path, period(pair, from_day="2018-01-01",
                           to_day="2018-12-31"))
    village = stack.rows("SELECT area FROM household JOIN registry_now USING"
                         " (year) WHERE household_id = %s",
                         pair["household_id"])[0]["area"]
    answer = town.post(f"/pairing/village/{village}", {
        "deed": "begin", "helper": str(pair["helper_id"]),
        "from_day": today, f"h{pair['household_id']}": "1"})
    assert "begun=1" in answer.headers["Location"]
    new = pairs(stack, pair["household_id"])[-1]
    assert new["short_no"] == pair["short_no"] + 1
    answer = town.post(f"/pairing/{new['pairing_id']}",
                       period(new, from_day="2018-06-01"))
    assert answer.status_code == 422
    assert "另一次结对" in sentences(answer)
    answer = town.post(f"/pairing/{new['pairing_id']}",
                       period(new, from_day="2019-01-01"))
    assert answer.status_code == 303


def test_who_may_change_a_period(stack, town, pair):
    path = f"/pairing/{pair['pairing_id']}"
    for role in ("village", "helper"):
        web = stack.signed_in(role)
        assert web.get(path).status_code == 403
        assert web.post(path, period(pair)).status_code == 403
    low = stack.account("township")["area"]
    other = stack.rows(
        "SELECT p.* FROM pairing p JOIN household h USING (household_id)"
        " JOIN registry_now USING (year) WHERE h.area NOT BETWEEN %s AND %s"
        " LIMIT 1", low, low + 999)[0]
    assert town.get(f"/pairing/{other['pairing_id']}").status_code == 404
    assert town.post(f"/pairing/{other['pairing_id']}", period(
        other, from_day="2019-01-01")).status_code == 404
    assert stack.guest().get(path).status_code == 303
