"""Helper units (帮扶单位), work teams (驻村工作队) and their members."""
import csv
import itertools
import pathlib
import re
import time

import lxml.html
import pytest

from test_helper import added as helper_added

DICTIONARY = pathlib.Path(__file__).parents[2] / "db" / "dictionary"
serial = itertools.count(int(time.time()) % 100000 * 100)


def sentences(page):
    return " ".join(re.findall(r'<div class="flaw">([^<]*)', page.text))


def number(answer, kind):
    found = re.fullmatch(rf"/{kind}/(\d+)\?done=\w+",
                         answer.headers.get("Location", ""))
    assert found, (answer.status_code, sentences(answer))
    return int(found[1])


def unit_words(stack, **other):
    return {"name": f"县试验局{next(serial)}", "tier": "5",
            "affiliation": "04", "leader": "", "address": "人民路1号",
            "contact": "张三", "phone": "0312-1234567",
            "area": str(stack.account("township")["area"]),
            "from_day": "2021-01-01", "to_day": "", "version": "0", **other}


def unit_added(stack, web, **other):
    words = unit_words(stack, **other)
    return words, number(web.post("/unit/new", words), "unit")


def unit_row(stack, unit):
    return stack.rows("SELECT * FROM unit WHERE unit_id = %s",
                      unit)[0]


def ledger(stack, entity, record):
    return [row["deed"] for row in stack.rows(
        "SELECT deed FROM `change` WHERE entity = %s AND record_id = %s"
        " ORDER BY change_id", entity, record)]


@pytest.fixture(scope="module")
def town(stack):
    web = stack.signed_in("township")
    web.get("/unit/new")
    return web


def form_of(page):
    """What the form of a record has in it."""
    known = lxml.html.fromstring(page.text).xpath(
        "//form[@data-guard]")[0].form_values()
    return {k: v for k, v in known if v not in (None, "on")}


def made(stack, web, kind):
    """A new record, and the address of its form."""
    if kind == "helper":
        web.get("/helper/new")
        return f"/helper/{helper_added(stack, web)[1]}/edit"
    words, unit = unit_added(stack, web)
    if kind == "unit":
        return f"/unit/{unit}/edit"
    team = number(web.post("/team/new", team_words(
        stack, stack.account("village")["area"], unit=words["name"],
        contact="李四")), "team")
    if kind == "team":
        return f"/team/{team}/edit"
    assert web.post(f"/team/{team}/member/new", member_words(
        )).status_code == 303
    return "/team/%d/member/%d" % (team, members(stack, team)[0]["member_id"])


@pytest.mark.parametrize("kind, first, second, told", [
    ("helper", {"duty": "主任", "politics": "01", "skill": "养殖"},
     {"name": "改名人", "duty": "科长"},
     ("职务：科员 → 主任", "政治面貌：空 → 中共党员", "技术特长：空 → 养殖")),
    ("unit", {"tier": "4", "leader": "钱七", "address": "新街2号"},
     {"contact": "孙八", "address": "别处3号"},
     ("帮扶层级：其他帮扶单位 → 乡镇街道包保领导", "包保领导：空 → 钱七",
      "单位地址：人民路1号 → 新街2号")),
    ("team", {"unit": "县水利局", "to_day": "2030-01-31", "contact": "周九"},
     {"phone": "0312-7654321", "contact": "吴十"},
     ("派出单位：", "县水利局", "联系人：李四 → 周九",
      "帮扶结束时间：空 → 2030年1月31日")),
    ("team_member", {"education": "6", "is_leader": "1", "duty": "主任"},
     {"name": "改名人", "duty": "科长"},
     ("学历：空 → 本科及以上", "是否队长：否 → 是", "职务：空 → 主任")),
])
def test_the_slower_is_told_and_keeps_his_words(stack, town, kind, first,
                                                second, told):
    path = made(stack, town, kind)
    county = stack.signed_in("county")
    seen = form_of(town.get(path))
    assert county.post(path, {**form_of(county.get(path)), **first}
                       ).status_code == 303
    answer = town.post(path, {**seen, **second})
    assert answer.status_code == 409
    box = " ".join(lxml.html.fromstring(answer.text).xpath(
        "//div[@role='alert']")[0].text_content().split())
    assert stack.account("county")["name"] in box and "网页" in box
    for part in told:
        assert part in box, (part, box)
    # what he left as it was is what it is now, what he typed is his
    back = form_of(answer)
    now = form_of(town.get(path))
    for name, value in back.items():
        if name != "token":
            assert value == {**now, **second}[name], name
    assert int(back["version"]) == int(seen["version"]) + 1
    # nothing is written until he says so once more
    assert {**form_of(town.get(path)), "token": ""} == {**now, "token": ""}
    assert town.post(path, back).status_code == 303
    last = form_of(town.get(path))
    for name, value in {**first, **second}.items():
        # a telephone is not shown in its control
        assert last[name] == ("" if name == "phone" else value), name


def phone_of(stack, path):
    kind, record = re.findall(r"/(unit|team|member)/(\d+)", path)[-1]
    table = "team_member" if kind == "member" else kind
    return stack.rows(f"SELECT phone FROM {table} WHERE {kind}_id = %s",
                      record)[0]["phone"]


@pytest.mark.parametrize("kind", ["unit", "team", "team_member"])
def test_a_masked_telephone_stays_unless_it_is_typed(stack, town, kind):
    path = made(stack, town, kind)
    county = stack.signed_in("county")
    early = form_of(county.get(path))
    early.pop("clear.phone", None)

    def post(web, change, status=303, said=""):
        answer = web.post(path, {**form_of(web.get(path)), **change})
        assert answer.status_code == status and said in sentences(answer)
        assert "0312-7654321" not in answer.text
        return answer

    post(town, {"phone": "0312-7654321"})
    for web in (town, county):
        page = web.get(path).text
        assert "0312-7654321" not in page and "0312****4321" in page
        assert form_of(web.get(path))["phone"] == ""
    # who saw it before is not told it either
    answer = county.post(path, {**early, "contact": "孙八", "duty": "主任"})
    assert answer.status_code == 409
    assert "0312-7654321" not in answer.text
    post(county, {"contact": "孙八", "duty": "科员"})
    assert phone_of(stack, path) == "0312-7654321"
    post(town, {"phone": "0312****4321"}, 422, "不是电话号码")
    post(town, {"phone": "0312-1111111", "clear.phone": "1"}, 422,
         "请只选一样")
    assert phone_of(stack, path) == "0312-7654321"
    post(county, {"phone": "0312-2222222"})
    assert phone_of(stack, path) == "0312-2222222"
    post(town, {"clear.phone": "1"})
    assert phone_of(stack, path) is None
    assert "clear.phone" not in town.get(path).text


def test_two_who_write_the_same_have_no_quarrel(stack, town):
    path = made(stack, town, "helper")
    seen = form_of(town.get(path))
    for _ in range(2):
        assert town.post(path, {**seen, "duty": "主任"}).status_code == 303


# ---- units -----------------------------------------------------------------

def test_the_list_counts_and_filters(stack, town):
    page = town.get("/unit").text
    assert "帮扶单位" in page and "县农业农村局" in page
    only = town.get("/unit?tier=2").text
    assert "市税务局" in only and "县水利局" not in only
    none = town.get("/unit", params={"find": "没有这个局"}).text
    assert "没有符合条件的帮扶单位" in none
    row = stack.rows("SELECT unit_id FROM unit WHERE name = %s",
                     "县水利局")[0]
    one = town.get(f"/unit/{row['unit_id']}").text
    helpers = stack.rows(
        "SELECT COUNT(*) AS n FROM helper WHERE unit_id = %s AND active",
        row["unit_id"])[0]["n"]
    assert f"{helpers} 人" in one
    # of the county: seen here, changed there
    assert "/edit" not in one
    assert town.get(f"/unit/{row['unit_id']}/edit").status_code == 403


def rows_of(page, kind):
    return {int(n) for n in re.findall(rf'href="/{kind}/(\d+)"', page.text)}


def ids(stack, kind, where):
    low = stack.account("township")["area"]
    return {row["id"] for row in stack.rows(
        f"SELECT {kind}_id AS id FROM {kind} t WHERE area BETWEEN {low} AND"
        f" {low + 999} AND {where}")}


@pytest.mark.parametrize("kind, query, where", [
    ("helper", "k.politics=01&k.sex=1", "active AND politics = '01' AND"
     " sex = 1"),
    ("helper", "k.politics=01&k.politics=02", "active AND politics IN"
     " ('01', '02')"),
    ("helper", "all=1&k.education.none=1&k.duty.has=员",
     "education IS NULL AND duty LIKE '%%员%%'"),
    ("helper", "k.name.is=查无此人", "FALSE"),
    ("team", "t.from_day.from=2020-01-01&t.to_day.none=1",
     "from_day >= '2020-01-01' AND to_day = '9999-12-31'"),
    ("team", "w.is_leader=1&w.politics=01", "EXISTS (SELECT 1 FROM"
     " team_member w WHERE w.team_id = t.team_id AND w.is_leader AND"
     " w.politics = '01') AND to_day >= '2022-03-05'"),
])
def test_records_are_found_by_their_fields(stack, town, kind, query, where):
    got, page = set(), town.get(f"/{kind}?{query}")
    while True:
        assert page.status_code == 200 and 'class="chip"' in page.text
        got |= rows_of(page, kind)
        more = re.search(r'rel="next" href="([^"]*)"', page.text)
        if not more:
            break
        page = town.get(more[1].replace("&amp;", "&"))
    assert got == ids(stack, kind, where)


def test_a_unit_is_found_with_what_is_chosen_beside(town):
    page = town.get("/unit?tier=5&u.name.has=水利&u.affiliation=04")
    assert "县水利局" in page.text and page.text.count('class="chip"') == 2
    assert "/unit?tier=5&amp;u.affiliation=04" in page.text
    none = town.get("/unit?tier=2&u.name.has=水利").text
    assert "没有符合条件的帮扶单位" in none
    # picked, to be filled in
    page = town.get("/unit?field=u.from_day").text
    assert 'name="u.from_day.from"' in page
    assert 'value="u.contact"' in page and 'value="u.active"' not in page


@pytest.mark.parametrize("path, said", [
    ("/helper?k.sex=3", "性别没有“3”这一项"),
    ("/helper?k.nothing.is=1", "没有“k.nothing.is”这个指标条件"),
    ("/helper?k.duty.from=1", "没有“k.duty.from”这个指标条件"),
    ("/unit?u.from_day.from=2022-13-01", "帮扶开始时间"),
    ("/unit?u.from_day.from=2022-02-01&u.from_day.to=2022-01-01",
     "的“至”比“从”小"),
    ("/team?w.is_leader=yes", "是否队长没有“yes”这一项"),
    # what is masked is not found by
    ("/helper?k.idno.is=999999198001010011", "帮扶责任人的“证件号码”您看到的是遮住的"),
    ("/helper?k.phone.is=19800000002", "帮扶责任人的“联系电话”您看到的是遮住的"),
    ("/unit?u.phone.none=1", "帮扶单位的“联系电话”您看到的是遮住的"),
    ("/team?w.idno.is=999999198001010011", "队员的“证件号码”您看到的是遮住的"),
])
def test_a_wrong_condition_is_told(town, path, said):
    answer = town.get(path)
    assert answer.status_code == 422 and said in answer.text
    assert "还没有查询" in answer.text
    assert not re.search(r'class="lead-cell"', answer.text)


def test_a_village_asks_for_what_it_sees(stack):
    web = stack.signed_in("village")
    # of its own team; a unit may be one of an area above
    assert web.get("/team?t.phone.is=0312-1234567").status_code == 200
    assert 'value="w.phone"' in web.get("/team?more=1").text
    assert web.get("/unit?u.phone.is=0312-1234567").status_code == 422
    assert web.get("/team?w.idno.none=1").status_code == 422


@pytest.mark.parametrize("path, name, sample", [
    ("/unit/new", "leader", "张大山"), ("/unit/new", "name", "县水利局"),
    ("/team/new", "phone", "0312-1234567"), ("/helper/new", "duty", "科员")])
def test_a_filled_sample_stands_in_each_field(town, path, name, sample):
    tree = lxml.html.fromstring(town.get(path).text)
    assert tree.xpath(f"//main//form//input[@name='{name}']/@placeholder") \
        == [f"例如 {sample}"]


def test_a_unit_is_registered_changed_and_ended(stack, town):
    words, unit = unit_added(stack, town)
    row = unit_row(stack, unit)
    assert row["name"] == words["name"] and row["affiliation"] == "04"
    page = town.get(f"/unit/{unit}?done=added").text
    assert "帮扶单位已登记" in page and words["name"] in page
    assert "0312-1234567" not in page
    form = town.get(f"/unit/{unit}/edit").text
    assert 'name="version" value="1"' in form
    answer = town.post(f"/unit/{unit}/edit", {
        **words, "version": "1", "leader": "李四", "tier": "4"})
    assert number(answer, "unit") == unit
    assert unit_row(stack, unit)["leader"] == "李四"
    # who saw the older version is told
    answer = town.post(f"/unit/{unit}/edit", {**words, "version": "1",
                                              "contact": "王五"})
    assert answer.status_code == 409 and "有人修改了这份档案" in answer.text
    assert 'value="王五"' in answer.text
    assert town.post(f"/unit/{unit}/end").headers["Location"].endswith(
        "done=ended")
    assert unit_row(stack, unit)["active"] == 0
    assert town.post(f"/unit/{unit}/start").status_code == 303
    assert ledger(stack, "unit", unit) == ["insert"] + ["update"] * 3
    past = stack.rows("SELECT COUNT(*) AS n FROM unit FOR SYSTEM_TIME"
                      " ALL WHERE unit_id = %s", unit)[0]["n"]
    assert past == 4


def test_a_unit_takes_those_who_had_typed_its_name(stack, town):
    name = f"县新设局{next(serial)}"
    town.get("/helper/new")
    answer = town.post("/helper/new", {
        "name": "测试帮扶人", "unit": name, "duty": "科员",
        "area": str(stack.account("township")["area"])})
    helper = number(answer, "helper")
    assert "未登记" in town.get(f"/helper/{helper}").text
    _, unit = unit_added(stack, town, name=name)
    row = stack.rows("SELECT unit, unit_id FROM helper WHERE helper_id = %s",
                     helper)[0]
    assert row == {"unit": name, "unit_id": unit}
    # and its new name
    answer = town.post(f"/unit/{unit}/edit", unit_words(
        stack, name=name + "二", version="1"))
    assert answer.status_code == 303
    row = stack.rows("SELECT unit, unit_id FROM helper WHERE helper_id = %s",
                     helper)[0]
    assert row == {"unit": name + "二", "unit_id": unit}
    assert ledger(stack, "helper", helper) == ["insert", "update", "update"]


@pytest.mark.parametrize("change,said", [
    ({"name": ""}, "请填写单位名称"), ({"name": "字"}, "单位名称太短"),
    ({"name": "字" * 121}, "单位名称太长"),
    ({"tier": ""}, "请填写帮扶层级"), ({"tier": "6"}, "帮扶层级"),
    ({"affiliation": ""}, "请填写隶属关系"),
    ({"affiliation": "08"}, "隶属关系"),
    ({"tier": "1"}, "这一类是包保领导，要写姓名"),
    ({"tier": "3"}, "这一类是包保领导，要写姓名"),
    ({"tier": "4"}, "这一类是包保领导，要写姓名"),
    ({"affiliation": "02"}, "省级单位要写包保领导"),
    ({"area": ""}, "请填写帮扶地区"), ({"area": "无此地"}, "帮扶地区"),
    ({"area": "110101001001"}, "不在您负责的地区内"),
    ({"phone": "没有装电话"}, "不是电话号码"), ({"phone": "1" * 21}, "联系电话"),
    ({"from_day": "2021-02-30"}, "帮扶开始时间"),
    ({"from_day": "2021-02-03", "to_day": "2021-02-02"}, "早于开始时间"),
])
def test_a_wrong_unit_is_told(stack, town, change, said):
    words = unit_words(stack, **change)
    answer = town.post("/unit/new", words)
    assert answer.status_code == 422
    assert said in sentences(answer), sentences(answer)
    assert 'value="人民路1号"' in answer.text
    assert not stack.rows("SELECT 1 FROM unit WHERE name = %s",
                          words["name"])


def test_a_city_office_needs_no_leader(stack, town):
    unit_added(stack, town, tier="2", affiliation="03")
    unit_added(stack, town, tier="1", affiliation="03", leader="王五")
    unit_added(stack, town, affiliation="02", leader="赵六")


def test_one_name_once_in_an_area(stack, town):
    words, _ = unit_added(stack, town)
    answer = town.post("/unit/new", words)
    assert answer.status_code == 422 and "已经登记过" in sentences(answer)
    # another area may have one
    web = stack.signed_in("county")
    web.get("/unit/new")
    words["area"] = str(stack.account("county")["area"])
    assert web.post("/unit/new", words).status_code == 303


def test_who_may_not_touch_a_unit(stack, town):
    words, unit = unit_added(stack, town)
    for role in ("village", "helper"):
        web = stack.signed_in(role)
        assert web.get("/unit/new").status_code == 403
        assert web.post("/unit/new", words).status_code == 403
        for deed in ("edit", "end", "start"):
            assert web.post(f"/unit/{unit}/{deed}",
                            words).status_code == 403
    assert stack.signed_in("helper").get("/unit").status_code == 403
    assert stack.signed_in("village").get("/unit").status_code == 200
    assert town.get("/unit/999999").status_code == 404
    assert town.post("/unit/999999/end").status_code == 404
    assert stack.guest().get("/unit").status_code == 303
    county = stack.rows("SELECT unit_id FROM unit WHERE name = %s",
                        "县水利局")[0]["unit_id"]
    assert town.post(f"/unit/{county}/end").status_code == 403
    # refused for what it is, not for what was typed
    assert town.post(f"/unit/{county}/edit").status_code == 403
    assert unit_row(stack, county)["active"] == 1


# ---- a helper's own facts --------------------------------------------------

def test_a_helper_is_changed(stack, town):
    words, unit = unit_added(stack, town)
    area = str(stack.account("township")["area"])
    answer = town.post("/helper/new", {"name": "甲某", "unit": "随便写的",
                                       "area": area})
    helper = number(answer, "helper")
    assert 'value="甲某"' in town.get(f"/helper/{helper}/edit").text
    answer = town.post(f"/helper/{helper}/edit", {
        "name": "甲某某", "unit": words["name"], "duty": "主任", "sex": "2",
        "politics": "01", "area": area, "version": "1"})
    assert answer.headers["Location"] == f"/helper/{helper}?done=changed"
    row = stack.rows("SELECT * FROM helper WHERE helper_id = %s", helper)[0]
    assert (row["name"], row["unit_id"], row["sex"], row["politics"]) == (
        "甲某某", unit, 2, "01")
    page = town.get(f"/helper/{helper}").text
    assert "中共党员" in page and f'href="/unit/{unit}"' in page
    # the same again writes nothing
    before = ledger(stack, "helper", helper)
    town.post(f"/helper/{helper}/edit", {
        "name": "甲某某", "unit": words["name"], "duty": "主任", "sex": "2",
        "politics": "01", "area": area, "version": "2"})
    assert ledger(stack, "helper", helper) == before


@pytest.mark.parametrize("change,said", [
    ({"name": ""}, "请填写姓名"), ({"unit": ""}, "请填写帮扶单位"),
    ({"sex": "3"}, "性别"), ({"politics": "99"}, "不在可选的范围内"),
    ({"area": "110101001001"}, "不在您负责的地区内"),
])
def test_a_wrong_helper_is_told(stack, town, change, said):
    helper = stack.rows(
        "SELECT * FROM helper WHERE area = %s AND active"
        " ORDER BY helper_id DESC", stack.account("township")["area"])[0]
    words = {"name": "乙", "unit": "局", "duty": "", "area": str(
        helper["area"]), **change}
    answer = town.post(f"/helper/{helper['helper_id']}/edit", words)
    assert answer.status_code == 422 and said in sentences(answer)
    assert stack.rows("SELECT name FROM helper WHERE helper_id = %s",
                      helper["helper_id"])[0]["name"] == helper["name"]


def test_a_helpers_number_and_learning(stack, town):
    area = str(stack.account("township")["area"])
    words = {"name": "丁某", "unit": "局", "area": area, "education": "6",
             "skill": "木工"}
    for idno, sex, said in (
            ("110101199001011234", "1", "证件号码"),
            ("99999919800101001", "1", "证件号码"),
            ("999999198503070030", "2", "和证件号码不一致")):
        answer = town.post("/helper/new", {**words, "idno": idno,
                                           "sex": sex})
        assert answer.status_code == 422 and said in sentences(answer)
        assert f'value="{idno}"' in answer.text and "木工" in answer.text
    answer = town.post("/helper/new", {**words, "education": "9"})
    assert answer.status_code == 422 and "学历" in sentences(answer)
    # the number tells the sex
    helper = number(town.post("/helper/new", {
        **words, "idno": "999999198503070030"}), "helper")
    row = stack.rows("SELECT * FROM helper WHERE helper_id = %s", helper)[0]
    assert (row["sex"], row["education"], row["skill"]) == (1, "6", "木工")
    for path in (f"/helper/{helper}", f"/helper/{helper}/edit"):
        page = town.get(path).text
        assert "999***********0030" in page
        assert "999999198503070030" not in page
    # who says nothing keeps it, who ticks it takes it away
    kept = {**words, "sex": "1", "version": "1", "skill": "瓦工"}
    assert town.post(f"/helper/{helper}/edit", kept).status_code == 303
    answer = town.post(f"/helper/{helper}/edit", {**kept, "sex": "2",
                                                  "version": "2"})
    assert answer.status_code == 422 and "不一致" in sentences(answer)
    answer = town.post(f"/helper/{helper}/edit", {**kept, "skill": "石工"})
    assert answer.status_code == 409
    # of his number no more is told than he sees
    assert "999999198503070030" not in answer.text
    assert town.post(f"/helper/{helper}/edit", {
        **kept, "version": "2", "clear.idno": "1"}).status_code == 303
    row = stack.rows("SELECT * FROM helper WHERE helper_id = %s", helper)[0]
    assert (row["idno"], row["skill"], row["version"]) == (None, "瓦工", 3)
    assert ledger(stack, "helper", helper) == ["insert", "update", "update"]


def test_another_areas_helper_is_not_there(stack, town):
    own = stack.account("township")["area"]
    other = stack.rows("SELECT helper_id FROM helper WHERE area NOT BETWEEN"
                       " %s AND %s LIMIT 1", own, own + 999)[0]["helper_id"]
    assert town.get(f"/helper/{other}/edit").status_code == 404
    assert town.post(f"/helper/{other}/edit", {
        "name": "丙", "unit": "局", "area": str(own)}).status_code == 404
    assert stack.signed_in("village").get(
        f"/helper/{other}/edit").status_code == 403


# ---- teams -----------------------------------------------------------------

def village_without(stack):
    low = stack.account("township")["area"]
    return stack.rows(
        "SELECT a.code, a.name FROM area a WHERE a.level = 5 AND a.code"
        " BETWEEN %s AND %s AND NOT EXISTS (SELECT 1 FROM team t WHERE"
        " t.area = a.code) ORDER BY a.code LIMIT 1", low, low + 999)[0]


def team_words(stack, village, **other):
    return {"area": str(village), "unit": "县水利局", "contact": "",
            "phone": "", "from_day": "2021-06-01", "to_day": "",
            "version": "0", **other}


@pytest.fixture(scope="module")
def team(stack, town):
    village = village_without(stack)["code"]
    answer = town.post("/team/new", team_words(stack, village))
    return number(answer, "team"), village


def member_words(**other):
    return {"name": "队员甲", "sex": "1", "idno": "", "politics": "01",
            "education": "", "skill": "", "duty": "", "phone": "",
            "is_leader": "0", "is_secretary": "0", "from_day": "2021-06-01",
            "to_day": "", "version": "0", **other}


def members(stack, team):
    return stack.rows("SELECT * FROM team_member WHERE team_id = %s"
                      " ORDER BY member_id", team)


def test_the_teams_are_listed(stack, town):
    page = town.get("/team").text
    low = stack.account("township")["area"]
    n = stack.rows("SELECT COUNT(*) AS n FROM team WHERE area BETWEEN %s AND"
                   " %s AND to_day >= '2022-01-01'", low, low + 999)[0]["n"]
    assert f"{n} 支" in page
    one = re.search(r'href="(/team/\d+)"', page)[1]
    shown = town.get(one).text
    assert "队长" in shown and "派出单位" in shown
    assert "没有符合条件" in town.get("/team?find=%E6%97%A0").text


def test_a_team_and_its_members(stack, town, team):
    number_, village = team
    assert town.get(f"/team/{number_}/member/new").status_code == 200
    answer = town.post(f"/team/{number_}/member/new", member_words(
        name="队长乙", is_leader="1", is_secretary="1"))
    assert answer.headers["Location"] == f"/team/{number_}?done=member"
    leader = members(stack, number_)[-1]
    assert leader["is_leader"] == 1 and leader["is_secretary"] == 1
    page = town.get(f"/team/{number_}").text
    assert "队长、第一书记" in page and "队长乙" in page
    form = town.get(f"/team/{number_}/member/{leader['member_id']}").text
    assert 'value="队长乙"' in form
    answer = town.post(f"/team/{number_}/member/{leader['member_id']}",
                       member_words(name="队长乙", is_leader="1",
                                    is_secretary="0", version="1",
                                    duty="科长"))
    assert answer.headers["Location"] == f"/team/{number_}?done=changed"
    # the older version is told
    answer = town.post(f"/team/{number_}/member/{leader['member_id']}",
                       member_words(name="别人", version="1"))
    assert answer.status_code == 409 and "有人修改了这份档案" in answer.text
    assert ledger(stack, "team_member",
                  leader["member_id"]) == ["insert", "update"]


def test_a_members_own_unit(stack, town, team):
    number_, _ = team
    words = member_words(name="队员丙", unit="县水利局", affiliation="04",
                         education="6")
    for change, said in (({"affiliation": "09"}, "单位隶属关系"),
                         ({"name": "=cmd"}, "不是姓名"),
                         ({"unit": "字" * 121}, "工作单位太长"),
                         ({"education": "05"}, "不在可选的范围内")):
        answer = town.post(f"/team/{number_}/member/new", {**words, **change})
        assert answer.status_code == 422 and said in sentences(answer)
    answer = town.post(f"/team/{number_}/member/new", words)
    assert answer.status_code == 303
    one = members(stack, number_)[-1]
    assert (one["unit"], one["affiliation"], one["education"]) == (
        "县水利局", "04", "6")
    form = town.get(f"/team/{number_}/member/{one['member_id']}").text
    assert 'value="县水利局"' in form and "队员自己的工作单位" in form
    # of another team's page it is none
    assert town.post(f"/team/{number_ + 1}/member/{one['member_id']}",
                     words).status_code == 404


@pytest.mark.parametrize("change,said", [
    ({"name": ""}, "请填写姓名"), ({"sex": ""}, "请填写性别"),
    ({"is_leader": ""}, "请填写是否队长"),
    ({"is_leader": "1"}, "已有队长"),
    ({"idno": "110101199001011234"}, "证件号码"),
    ({"idno": "12345678901234567"}, "证件号码"),
    ({"politics": "77"}, "不在可选的范围内"),
    ({"education": "77"}, "不在可选的范围内"),
    ({"phone": "没有装电话"}, "不是电话号码"),
    ({"from_day": ""}, "请填写驻村开始时间"),
    ({"from_day": "2021-05-31"}, "不在工作队的帮扶时间之内"),
    ({"to_day": "2021-05-01"}, "早于开始时间"),
])
def test_a_wrong_member_is_told(stack, town, team, change, said):
    before = len(members(stack, team[0]))
    answer = town.post(f"/team/{team[0]}/member/new",
                       member_words(name="错的", skill="木工", **change)
                       if "name" not in change else
                       member_words(skill="木工", **change))
    assert answer.status_code == 422
    assert said in sentences(answer), sentences(answer)
    assert 'value="木工"' in answer.text
    assert len(members(stack, team[0])) == before


def test_the_number_tells_the_sex_and_is_kept_once(stack, town, team):
    from random import Random
    draw = Random(4)
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    first = "99999919850101" + f"{draw.randrange(500) * 2:03d}"
    idno = first + "10X98765432"[sum(
        int(d) * w for d, w in zip(first, weights)) % 11]
    answer = town.post(f"/team/{team[0]}/member/new",
                       member_words(sex="1", idno=idno))
    assert answer.status_code == 422
    assert "和证件号码不一致" in sentences(answer)
    answer = town.post(f"/team/{team[0]}/member/new",
                       member_words(sex="2", idno=idno, name="女队员"))
    assert answer.status_code == 303
    one = members(stack, team[0])[-1]
    assert one["idno"] == idno
    form = town.get(f"/team/{team[0]}/member/{one['member_id']}").text
    assert idno not in form and idno[-4:] in form
    # changed without typing it again: it stays
    answer = town.post(f"/team/{team[0]}/member/{one['member_id']}",
                       member_words(sex="2", name="女队员", version="1",
                                    skill="会计"))
    assert answer.status_code == 303
    assert members(stack, team[0])[-1]["idno"] == idno
    answer = town.post(f"/team/{team[0]}/member/new",
                       member_words(sex="2", idno=idno, name="又一个"))
    assert answer.status_code == 422
    assert "已在一支工作队里" in sentences(answer)


def test_a_team_that_ends_ends_its_members(stack, town):
    village = village_without(stack)["code"]
    team = number(town.post("/team/new", team_words(stack, village)), "team")
    town.post(f"/team/{team}/member/new", member_words())
    answer = town.post(f"/team/{team}/edit", team_words(
        stack, village, to_day="2021-12-31", version="1"))
    assert answer.headers["Location"] == f"/team/{team}?done=changed"
    assert str(members(stack, team)[0]["to_day"]) == "2021-12-31"
    assert "已结束" in town.get(f"/team/{team}").text
    assert town.get(f"/team/{team}/edit").status_code == 200
    assert ledger(stack, "team_member", members(
        stack, team)[0]["member_id"]) == ["insert", "update"]


@pytest.mark.parametrize("change,said", [
    ({"area": ""}, "请填写驻在村"), ({"area": "township"}, "请选到村"),
    ({"area": "110101001001"}, "不在您负责的地区内"),
    ({"unit": ""}, "请填写派出单位"), ({"unit": "没有这个局"}, "还没有登记"),
    ({"from_day": ""}, "请填写帮扶开始时间"),
    ({"to_day": "2020-01-01"}, "早于开始时间"),
    ({"unit": "twice"}, "已有驻这个村的工作队"),
])
def test_a_wrong_team_is_told(stack, town, team, change, said):
    words = team_words(stack, village_without(stack)["code"], **change)
    if words["area"] == "township":
        words["area"] = str(stack.account("township")["area"])
    if words["unit"] == "twice":
        words.update(area=str(team[1]), unit="县水利局")
    before = stack.rows("SELECT COUNT(*) AS n FROM team")
    answer = town.post("/team/new", words)
    assert answer.status_code == 422
    assert said in sentences(answer), sentences(answer)
    assert stack.rows("SELECT COUNT(*) AS n FROM team") == before


def test_an_ended_unit_sends_no_team(stack, town):
    words, unit = unit_added(stack, town)
    town.post(f"/unit/{unit}/end")
    answer = town.post("/team/new", team_words(
        stack, village_without(stack)["code"], unit=words["name"]))
    assert answer.status_code == 422 and "还没有登记" in sentences(answer)


def test_who_may_not_touch_a_team(stack, town, team):
    for role in ("village", "helper"):
        web = stack.signed_in(role)
        for path in ("/team/new", f"/team/{team[0]}/edit",
                     f"/team/{team[0]}/member/new",
                     f"/team/{team[0]}/member/1"):
            assert web.get(path).status_code == 403
            assert web.post(path, {}).status_code == 403
    assert stack.signed_in("helper").get("/team").status_code == 403
    low = stack.account("township")["area"]
    other = stack.rows(
        "SELECT t.team_id, m.member_id FROM team t JOIN team_member m"
        " USING (team_id) WHERE t.area NOT BETWEEN %s AND %s LIMIT 1",
        low, low + 999)[0]
    assert town.get(f"/team/{other['team_id']}").status_code == 404
    assert town.get(f"/team/{other['team_id']}/edit").status_code == 404
    assert town.post(f"/team/{other['team_id']}/member/new",
                     member_words()).status_code == 404
    # a member of another team under this one's address
    assert town.get(f"/team/{team[0]}/member/{other['member_id']}"
                    ).status_code == 404


@pytest.mark.parametrize("entity, path", [
    ("unit", "/unit/new"), ("helper", "/helper/new"), ("team", "/team/new"),
    ("team_member", "/team/{}/member/new")])
def test_each_field_is_explained(stack, entity, path):
    """指标解释 beside every field of the form that the dictionary has; no
    field of a form explains what it does not ask for (S0-011)."""
    team = stack.rows("SELECT team_id AS id FROM team ORDER BY id LIMIT 1")
    tree = lxml.html.fromstring(stack.signed_in("admin").get(
        path.format(team[0]["id"])).text)
    there = {d.xpath("string(./p)") for d in
             tree.xpath("//form//details[@class='definition']")}
    with open(DICTIONARY / f"{entity}.csv", encoding="utf-8") as lines:
        next(lines)
        fields = list(csv.DictReader(lines))
    asked = set(tree.xpath("//form//*[@name]/@name"))
    assert there == {f["definition"] for f in fields if f["name"] in asked}
    assert len(there) >= 4
