"""The file of a household and its members: forms made from the dictionary
(S0-020 … S0-080, S2-010 … S2-018)."""
import re

import lxml.html
import pytest

PLACES = {"基本情况": 1, "致贫原因": 2, "收入": 3, "生产生活条件": 4,
          "监测帮扶": 5}


@pytest.fixture(scope="module")
def household(stack):
    """One of the village's."""
    area = stack.account("village")["area"]
    return stack.rows("SELECT household_id AS id, year FROM household"
                      " WHERE area = %s ORDER BY household_id DESC LIMIT 1",
                      area)[0]["id"]


def row(stack, household, *names):
    return stack.rows(f"SELECT {', '.join(names)} FROM household"
                      " WHERE household_id = %s ORDER BY year DESC",
                      household)[0]


def form(page):
    """What the form would send, and the tree."""
    tree = lxml.html.fromstring(page.text)
    one = tree.xpath("//form[contains(@class, 'file-form')]")[0]
    # lxml makes "on" of an empty radio button; a browser does not
    known = {}
    for k, v in one.form_values():
        known.setdefault(k, []).append("" if v in (None, "on") else v)
    # boxes of one name are a list
    return {k: v[0] if len(v) == 1 else v for k, v in known.items()}, tree


def flaws(tree):
    return [e.text_content() for e in tree.xpath(
        "//form//div[@class='flaw']")]


def save(web, household, section, **words):
    known, _ = form(web.get(f"/household/{household}/file/{section}"))
    return web.post(f"/household/{household}/file/{section}",
                    {**known, **words})


def test_tabs_follow_the_dictionary(stack, household):
    web = stack.signed_in("village")
    page = web.get(f"/household/{household}").text
    for name, place in PLACES.items():
        if name != "监测帮扶":
            assert f'href="/household/{household}/file/{place}"' in page
            assert f">{name}</a>" in page
    assert web.get(f"/household/{household}/file/0").status_code == 404
    assert web.get(f"/household/{household}/file/6").status_code == 404
    assert web.get("/household/999999999/file/1").status_code == 404


@pytest.mark.parametrize("monitored", [True, False])
def test_monitoring_is_asked_of_monitored_households(stack, monitored):
    web = stack.signed_in("county")
    one = stack.rows("SELECT household_id AS id FROM household WHERE year ="
                     " 2022 AND (monitor_class > 0) = %s LIMIT 1",
                     monitored)[0]["id"]
    path = f"/household/{one}/file/{PLACES['监测帮扶']}"
    assert (f'href="{path}"' in web.get(f"/household/{one}").text) == \
        monitored
    answer = web.get(path)
    assert answer.status_code == (200 if monitored else 404)
    if not monitored:
        web.get(f"/household/{one}/file/1")
        assert web.post(path, {"version": "1", "risk_note": "x"}
                        ).status_code == 404
        return
    for word in ("返贫致贫风险", "自然灾害种类", "识别时工资性收入",
                 "风险消除后人均纯收入", "风险消除方式", "监测联系人"):
        assert word in answer.text


def test_a_form_is_made_of_its_lines(stack, household):
    web = stack.signed_in("village")
    _, tree = form(web.get(f"/household/{household}/file/4"))
    text = tree.text_content()
    for word in ("耕地面积", "A33", "必填", "亩", "平方米", "公里", "水泥路",
                 "不包括租入的土地"):
        assert word in text, word
    assert tree.get_element_by_id("f-arable_mu_100").get(
        "placeholder") == "例如 6.5"
    # few codes are radios, many a list; the last edition's fields are gone
    assert len(tree.xpath("//input[@name='road']")) == 4
    assert not tree.xpath("//*[@name='dangerous_house']")
    _, tree = form(web.get(f"/household/{household}/file/2"))
    assert len(tree.xpath("//select[@name='cause_1']/option")) == 14
    # every control has a label
    for control in tree.xpath("//select | //input[@type='text'"
                              " and @id]"):
        assert tree.xpath(f"//label[@for='{control.get('id')}']")


def test_what_is_saved_is_shown_and_traced(stack, household):
    web = stack.signed_in("village")
    before = row(stack, household, "version")["version"]
    words = {"arable_mu_100": "6.5", "forest_mu_100": "4", "road": "03",
             "pasture_mu_100": "0", "house_m2_100": "1,080.25",
             "toilet": "0", "safe_water": "1"}
    parts = {"orchard_mu_100": "", "returned_forest_mu_100": ""}
    answer = save(web, household, 4, **words, **parts)
    assert answer.status_code == 303
    assert "已保存" in web.get(answer.headers["location"]).text
    assert row(stack, household, *words, "version", "door") == {
        "arable_mu_100": 650, "forest_mu_100": 400, "road": "03",
        "pasture_mu_100": 0, "house_m2_100": 108025, "toilet": 0,
        "safe_water": 1, "version": before + 1, "door": "web"}
    known, _ = form(web.get(f"/household/{household}/file/4"))
    assert known["arable_mu_100"] == "6.5" and known["road"] == "03"
    line = stack.rows("SELECT deed, door FROM `change` WHERE entity ="
                      " 'household' AND record_id = %s ORDER BY change_id"
                      " DESC LIMIT 1", household)[0]
    assert line == {"deed": "update", "door": "web"}
    past = stack.rows("SELECT arable_mu_100 AS n FROM household FOR"
                      " SYSTEM_TIME ALL WHERE household_id = %s AND year ="
                      " (SELECT year FROM registry_now)"
                      " ORDER BY row_start", household)
    assert past[-1]["n"] == 650 and past[-2]["n"] != 650
    # the same again writes nothing
    answer = save(web, household, 4, **words, **parts)
    assert "没有改动" in web.get(answer.headers["location"]).text
    assert row(stack, household, "version")["version"] == before + 1


def test_totals_are_computed(stack, household):
    web = stack.signed_in("township")
    answer = save(web, household, 3, wage_fen="12000", ecology_fen="3600",
                  pension_fen="", expense_fen="1800.5", business_fen="",
                  **{n: "" for n in ("family_planning_fen", "subsistence_fen",
                                     "extreme_poverty_fen",
                                     "other_transfer_fen", "dividend_fen",
                                     "other_property_fen")})
    assert answer.status_code == 303
    page = web.get(f"/household/{household}/file/3").text
    assert "15,600.00" in page and "13,799.50" in page
    assert row(stack, household, "income_fen", "net_income_fen",
               "pension_fen") == {"income_fen": 1560000,
                                  "net_income_fen": 1379950,
                                  "pension_fen": None}


@pytest.mark.parametrize("section, words, sentence", [
    (4, {"arable_mu_100": ""}, "请填写耕地面积"),
    (4, {"arable_mu_100": "-3"}, "太小，不能小于0亩"),
    (4, {"arable_mu_100": "三亩"}, "不是数字"),
    (4, {"house_m2_100": "80.255"}, "最多两位小数"),
    (4, {"road": "05"}, "不在可选范围内"),
    (3, {"wage_fen": "12oo"}, "不是金额"),
    (3, {"wage_fen": "99999999"}, "不能超过"),
    (2, {"cause_1": "01", "other_causes": ["02", "01"]},
     "和主要致贫原因重复"),
    (2, {"cause_1": "01", "other_causes": ["02", "02"]}, "选了两次"),
    (2, {"cause_1": "01", "other_causes": ["02", "03", "04"]},
     "最多选2项，现在选了3项"),
    (2, {"cause_1": "01", "other_causes": ["02", "44"]}, "不在可选范围内"),
    (2, {"cause_1": ""}, "请填写主要致贫原因"),
    (1, {"phone": "12345"}, "不是电话号码"),
    (1, {"bank": "很" * 61}, "最多60个字"),
    (1, {"hamlet": "没有的组"}, "不在可选范围内"),
    (1, {"form_filled_on": "2022-02-30"}, "不是日期"),
])
def test_wrong_cells_are_marked_and_the_rest_kept(
        stack, household, section, words, sentence):
    web = stack.signed_in("village")
    before = row(stack, household, "version")
    other = {1: ("form_filler", "石沟会计"), 2: ("return_cause", "02"),
             3: ("ecology_fen", "77"), 4: ("water_mu_100", "1.5")}[section]
    if other[0] not in words:
        words = {other[0]: other[1], **words}
    good = {2: {"cause_1": "03"}, 3: {"wage_fen": "1"},
            4: {"arable_mu_100": "1", "forest_mu_100": "1", "road": "01",
                "pasture_mu_100": "1", "house_m2_100": "1", "toilet": "1",
                "safe_water": "1"}}.get(section, {})
    answer = save(web, household, section, **{**good, **words})
    assert answer.status_code == 422
    typed, tree = form(answer)
    assert any(sentence in f for f in flaws(tree)), flaws(tree)
    assert len(flaws(tree)) == 1
    for name, value in words.items():
        control = tree.xpath(f"//*[@name='{name}']")[0]
        if control.get("type") == "text":
            assert typed[name] == value
    assert row(stack, household, "version") == before


def test_who_was_slower_keeps_his_words(stack, household):
    web = stack.signed_in("village")
    path = f"/household/{household}/file/1"
    old, _ = form(web.get(path))
    assert save(web, household, 1, bank="前沟信用社").status_code == 303
    answer = web.post(path, {**old, "bank": "后沟信用社"})
    assert answer.status_code == 409
    typed, tree = form(answer)
    assert typed["bank"] == "后沟信用社"
    assert "有人修改了这份档案" in tree.text_content()
    assert row(stack, household, "bank")["bank"] == "前沟信用社"
    # … and is told who did what; fields he left alone are the newest
    told = re.sub(r"\s+", " ", tree.xpath(
        "//div[@role='alert']")[0].text_content())
    assert "演示村级用户（网页" in told
    assert "→ 前沟信用社" in told and "填表人" not in told
    filler = typed["form_filler"]
    assert save(web, household, 1, form_filler="新填表人"
                ).status_code == 303
    typed, tree = form(web.post(path, typed))
    assert typed["bank"] == "后沟信用社"
    assert typed["form_filler"] == "新填表人" != filler
    assert "填表人" in tree.xpath("//div[@role='alert']")[0].text_content()
    # looked at it again, and means it
    assert web.post(path, typed).status_code == 303
    assert row(stack, household, "bank")["bank"] == "后沟信用社"


def test_what_is_secret_is_masked_and_stays(stack, household):
    web = stack.signed_in("village")
    account = "6200001234567890123"
    assert save(web, household, 1, bank_account=account,
                phone="19800101234").status_code == 303
    page = web.get(f"/household/{household}/file/1").text
    assert account not in page and "620************0123" in page
    # its own village calls the household; the township sees it masked
    assert 'value="19800101234"' in page
    web = stack.signed_in("township")
    page = web.get(f"/household/{household}/file/1").text
    assert account not in page and "19800101234" not in page
    assert "620************0123" in page and "198****1234" in page
    assert save(web, household, 1, bank="信用社").status_code == 303
    assert row(stack, household, "bank_account", "phone") == {
        "bank_account": account, "phone": "19800101234"}


def test_what_is_masked_as_a_choice_stays(stack, household):
    """A county doesn't see what a member suffers from, and keeps it."""
    member = stack.rows("SELECT member_id AS id FROM member WHERE year ="
                        " (SELECT year FROM registry_now) AND household_id ="
                        " %s AND active AND health IS NOT NULL LIMIT 1",
                        household)[0]["id"]

    def stored():
        return stack.rows("SELECT health, politics, version FROM member WHERE"
                          " year = (SELECT year FROM registry_now) AND"
                          " member_id = %s", member)[0]

    path = f"/household/{household}/member/{member}"
    was = stored()
    web = stack.signed_in("county")
    known, tree = form(web.get(path))
    assert "health" not in known and "已登记：***" in tree.text_content()
    party = "01" if was["politics"] != "01" else "13"
    answer = web.post(path, {**known, "politics": party})
    if answer.status_code == 422:       # rules may ask why
        typed, tree = form(answer)
        assert "health" not in typed
        assert not [f for f in flaws(tree) if "健康状况" in f and "填写" in f]
    else:
        assert stored()["politics"] == party
    assert stored()["health"] == was["health"]


def test_a_day_is_read_as_a_day(stack, household):
    web = stack.signed_in("village")
    day = row(stack, household, "recognised_on")["recognised_on"]
    shown = f"{day.year}年{day.month}月{day.day}日"
    page = web.get(f"/household/{household}/file/1").text
    assert f"<dd>{shown}" in page and str(day) not in page


def test_what_is_secret_can_be_cleared(stack, household):
    web = stack.signed_in("township")
    path = f"/household/{household}/file/1"
    assert save(web, household, 1,
                bank_account="6200001234567890123").status_code == 303
    known, tree = form(web.get(path))
    # what must be there has no box
    boxes = [b.get("name") for b in tree.xpath(
        "//input[starts-with(@name, 'clear.')]")]
    assert "clear.bank_account" in boxes and "clear.phone" not in boxes
    answer = web.post(path, {**known, "clear.bank_account": "1",
                             "bank_account": "62000000"})
    assert answer.status_code == 422
    typed, tree = form(answer)
    assert "请只选一样" in flaws(tree)[0]
    assert typed["bank_account"] == "62000000"
    answer = web.post(path, {**known, "bank_account": "农行6200"})
    assert answer.status_code == 422
    assert "不是银行账号" in flaws(form(answer)[1])[0]
    assert typed["clear.bank_account"] == "1"
    answer = web.post(path, {**known, "clear.phone": "1"})
    assert answer.status_code == 422
    assert "不能清空" in flaws(form(answer)[1])[0]
    assert web.post(path, {**known, "clear.bank_account": "1"}
                    ).status_code == 303
    assert row(stack, household, "bank_account") == {"bank_account": None}
    assert not form(web.get(path))[1].xpath(
        "//input[@name = 'clear.bank_account']")


def test_banks_are_offered(stack, household):
    _, tree = form(stack.signed_in("village").get(
        f"/household/{household}/file/1"))
    control = tree.get_element_by_id("f-bank")
    offers = tree.xpath(f"//datalist[@id='{control.get('list')}']/option")
    assert "农村信用社" in [o.get("value") for o in offers]


def test_helpers_only_read(stack):
    helper = stack.account("helper")["helper_id"]
    own = stack.rows("SELECT household_id AS id FROM pairing WHERE helper_id"
                     " = %s AND to_day = '9999-12-31' LIMIT 1",
                     helper)[0]["id"]
    web = stack.signed_in("helper")
    page = web.get(f"/household/{own}/file/1")
    assert page.status_code == 200 and "联系电话" in page.text
    assert "file-form" not in page.text
    before = row(stack, own, "version")
    answer = web.post(f"/household/{own}/file/1",
                      {"version": "1", "hamlet": "x"})
    assert answer.status_code == 403
    assert row(stack, own, "version") == before


def test_others_see_nothing(stack):
    village = stack.account("village")["area"]
    other = stack.rows("SELECT household_id AS id FROM household JOIN"
                       " registry_now USING (year) WHERE area <> %s LIMIT 1",
                       village)[0]["id"]
    web = stack.signed_in("village")
    assert web.get(f"/household/{other}/file/1").status_code == 404
    answer = web.post(f"/household/{other}/file/1",
                      {"version": "1", "hamlet": "x"})
    assert answer.status_code in (404, 422)
    assert row(stack, other, "hamlet")["hamlet"] != "x"


# what no rule has anything against, of a grown-up who works
GROWN = {"skill": "01", "education": "3", "student": "", "dropout": "",
         "politics": "13", "pension_insured": "1", "employee_pension": "0",
         "medical_insured": "1", "employee_insured": "0",
         "serious_insured": "1", "subsistence": "0", "medical_aid": "0",
         "work_province": "130000", "work_city": "保定市",
         "work_county": "涞源县", "work_wage_fen": "3000",
         "public_job_months_100": ""}


def test_where_one_works_is_picked(stack, household):
    """务工地: city and county lie below the province (GB/T 2260)."""
    web = stack.signed_in("village")
    head = stack.rows("SELECT member_id AS id FROM member JOIN registry_now"
                      " USING (year) WHERE household_id = %s AND"
                      " relation = '01'", household)[0]["id"]
    path = f"/household/{household}/member/{head}"

    def offered(tree, name):
        of = tree.xpath(f"//input[@name='work_{name}']/@list")[0]
        return tree.xpath(f"//datalist[@id='{of}']/*/@value")

    def sent(*place):
        page = web.get(path)
        assert len(page.content) < 60000
        known, tree = form(page)
        assert "东莞市" in offered(tree, "city")
        return web.post(path, {
            **known, "nation": "01", "health": ["01"], **GROWN,
            "work_months_100": "3.5", **dict(zip(
                ("work_province", "work_city", "work_county"), place))})

    for place in (("110000", "北京市", "丰台区"),
                  ("440000", "东莞市", "长安镇"),       # has no counties
                  ("420000", "仙桃市", "仙桃市"),       # under no city
                  ("320000", "苏州市", "昆山市"),
                  ("130000", "", "涞源县"),
                  ("130000", "保定市", "涞源县")):
        answer = sent(*place)
        assert answer.status_code == 303, place
    for place, field, sentence in (
            (("440000", "保定市", "涞源县"), "city", "不在所选的省"),
            (("130000", "保定", "涞源县"), "city", "请从列表里选"),
            (("130000", "保定市", "丰台区"), "county", "不在所选的市"),
            (("130000", "", "丰台区"), "county", "不在所选的省"),
            (("110000", "北京市", "涞源县"), "county", "不在所选的市"),
            (("", "保定市", "涞源县"), "province", "先选省")):
        answer = sent(*place)
        assert answer.status_code == 422
        tree = lxml.html.fromstring(answer.text)
        assert sentence in tree.xpath(f"//*[@id='work_{field}']"
                                      "//*[@class='flaw']/text()")[0], place
        # the counties of the province that was chosen
        assert {"440000": "番禺区", "110000": "丰台区"}.get(
            place[0], "涞源县") in offered(tree, "county")
        for name, word in zip(("city", "county"), place[1:]):
            assert f'name="work_{name}" type="text" inputmode="text"' \
                f' value="{word}"' in answer.text


def test_a_member(stack, household):
    web = stack.signed_in("village")
    head = stack.rows("SELECT member_id AS id, name, sex, idno FROM member"
                      " WHERE household_id = %s AND relation = '01'"
                      " ORDER BY year DESC",
                      household)[0]
    path = f"/household/{household}/member/{head['id']}"
    assert path in web.get(f"/household/{household}").text
    page = web.get(path)
    known, tree = form(page)
    assert head["idno"] not in page.text
    # locked (S1-223, S1-316)
    for name in ("name", "sex", "idno", "birth", "idno_type"):
        assert name not in known
    assert len(tree.xpath("//select[@name='nation']/option")) == 57
    answer = web.post(path, {**known, "nation": "11", "health": ["03", "02"],
                             **GROWN, "work_months_100": "3.5",
                             "name": "别人", "sex": "2"})
    assert answer.status_code == 303
    assert stack.rows("SELECT name, sex, nation, health,"
                      " work_months_100 AS m FROM member WHERE member_id"
                      " = %s ORDER BY year DESC LIMIT 1", head["id"]) == [{
                          "name": head["name"], "sex": head["sex"],
                          "nation": "11", "health": "02,03", "m": 350}]
    known, _ = form(web.get(path))
    for months, sentence in (("13", "不能超过12月"), ("3.25", "一位小数")):
        answer = web.post(path, {**known, "work_months_100": months})
        assert answer.status_code == 422
        typed, tree = form(answer)
        assert any(sentence in f for f in flaws(tree))
        assert typed["health"] == ["02", "03"]
    answer = web.post(path, {**known, "health": ["01", "04"]})
    assert answer.status_code == 422
    typed, tree = form(answer)
    assert flaws(tree) == ["健康状况选了“健康”就不能再选其他项。"]
    assert typed["health"] == ["01", "04"]
    assert web.get(f"/household/{household}/member/999999999"
                   ).status_code == 404
    answer = web.post(f"/household/{household}/member/999999999",
                      {**known, "nation": "01"})
    assert answer.status_code == 404


def test_one_who_came_has_his_month(stack, household):
    """Which reason and since when are told together (S1-312)."""
    web = stack.signed_in("village")
    one = stack.rows("SELECT member_id AS id FROM member WHERE household_id ="
                     " %s AND active AND increase_reason IS NULL AND year ="
                     " (SELECT year FROM registry_now)"
                     " ORDER BY relation LIMIT 1", household)[0]["id"]
    path = f"/household/{household}/member/{one}"
    known, _ = form(web.get(path))
    known.update(GROWN)

    def stored():
        return stack.rows(
            "SELECT increase_reason AS why, increase_month AS month FROM"
            " member WHERE member_id = %s ORDER BY year DESC LIMIT 1", one)

    for why, month, said in (
            ("1", "", "填了自然增加原因，没有填成员新增月份"),
            ("", "202202", "填了成员新增月份，没有填自然增加原因"),
            ("1", "202204", "成员新增月份晚于当月"),
            ("1", "202112", "成员新增月份202112不是本年度的月份"),
            ("1", "202200", "成员新增月份202200不是本年度的月份"),
            ("1", "2022", "不能小于"), ("1", "二月", "成员新增月份")):
        answer = web.post(path, {**known, "increase_reason": why,
                                 "increase_month": month})
        assert answer.status_code == 422 and said in answer.text, month
        typed, _ = form(answer)
        assert typed["increase_month"] == month
        assert stored() == [{"why": None, "month": None}]
    answer = web.post(path, {**known, "increase_reason": "1",
                             "increase_month": "202203"})
    assert answer.status_code == 303
    assert stored() == [{"why": "1", "month": 202203}]
    known, _ = form(web.get(path))
    assert web.post(path, {**known, "increase_reason": "",
                           "increase_month": ""}).status_code == 303
    assert stored() == [{"why": None, "month": None}]


def test_a_page_names_no_other_scope(stack, household):
    assert not re.search(r"\{\{|#X[X]", stack.signed_in("county").get(
        f"/household/{household}/file/1").text)
