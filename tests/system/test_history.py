"""变更记录, a page as it stood on a day, and two years side by side."""
import getpass
import re

import lxml.html
import pymysql
import pytest

from test_helper import added as helper_added
from test_unit import member_words, number, team_words, unit_added


def living(stack):
    return stack.rows("SELECT year FROM registry_now")[0]["year"]


@pytest.fixture(scope="module")
def household(stack):
    """One of the village's that both years have, with other incomes."""
    area = stack.account("village")["area"]
    return stack.rows(
        "SELECT h.household_id AS id FROM household h JOIN household p"
        " ON p.household_id = h.household_id AND p.year = h.year - 1"
        " WHERE h.area = %s AND h.year = %s AND h.wage_fen <> p.wage_fen"
        " ORDER BY id DESC LIMIT 1", area, living(stack))[0]["id"]


@pytest.fixture(scope="module")
def clerk(stack):
    return stack.signed_in("village")


def save(web, path, **words):
    tree = lxml.html.fromstring(web.get(path).text)
    form = tree.xpath("//form[contains(@class, 'file-form')]")[0]
    known = {k: v for k, v in form.form_values() if v not in (None, "on")}
    return web.post(path, {**known, **words})


def deeds(page):
    tree = lxml.html.fromstring(page.text)
    return [" ".join(e.text_content().split()) for e in tree.xpath(
        "//table[contains(@class, 'history')]/tbody/tr")]


# ---- history ---------------------------------------------------------------

def test_what_is_changed_is_told_newest_first(stack, household, clerk):
    for hamlet in ("西沟组", "东沟组", "西沟组"):
        assert save(clerk, f"/household/{household}/file/1",
                    hamlet=hamlet, phone="13900000000").status_code == 303
    # of the household alone: a member may have changed in the same second
    lines = deeds(clerk.get(f"/household/{household}/history?of=file"))
    assert "东沟组 → 西沟组" in lines[0]
    assert "→ 东沟组" in lines[1]
    name = stack.rows("SELECT name FROM user WHERE login = %s",
                      stack.account("village")["user"])[0]["name"]
    for word in ("户档案", "自然村", name, "网页"):
        assert word in lines[0], word
    assert any("户档案 建立档案" in line for line in lines)


def test_a_member_s_change_names_him_and_masks_what_is_secret(
        stack, household, clerk):
    member = stack.rows(
        "SELECT member_id AS id, name, idno FROM member WHERE year = %s"
        " AND household_id = %s AND relation = '01'", living(stack),
        household)[0]
    answer = save(clerk, f"/household/{household}/member/{member['id']}",
                  work_township="外乡")
    assert answer.status_code in (303, 422), answer.text
    page = clerk.get(f"/household/{household}/history?of=member")
    assert member["name"] in page.text
    assert member["idno"] not in page.text
    assert save(clerk, f"/household/{household}/file/1",
                phone="13900001234").status_code == 303
    page = clerk.get(f"/household/{household}/history?of=file")
    assert "13900001234" in page.text
    assert "家庭成员" not in "".join(deeds(page))
    page = stack.signed_in("township").get(
        f"/household/{household}/history?of=file")
    assert "13900001234" not in page.text
    assert "139****1234" in page.text


@pytest.mark.parametrize("of, word", [
    ("file", "户档案"), ("member", "家庭成员"), ("month", "月月收入"),
    ("pairing", "帮扶责任人")])
def test_one_kind_alone(stack, clerk, of, word):
    one = stack.rows(
        "SELECT r.household_id AS id FROM report r JOIN pairing p"
        " ON p.household_id = r.household_id WHERE r.area = %s AND"
        " r.period DIV 100 = %s LIMIT 1",
        stack.account("village")["area"], living(stack))[0]["id"]
    lines = deeds(clerk.get(f"/household/{one}/history?of={of}"))
    assert lines and all(word in line for line in lines)


def test_history_is_the_scope_s(stack, clerk):
    other = stack.rows("SELECT household_id AS id FROM household WHERE"
                       " year = %s AND area <> %s LIMIT 1", living(stack),
                       stack.account("village")["area"])[0]["id"]
    for path in ("history", "compare"):
        assert clerk.get(f"/household/{other}/{path}").status_code == 404
    assert clerk.get("/household/999999999/history").status_code == 404


def test_odd_words_are_passed_over(stack, household, clerk):
    for query in ("of=nonsense", "page=0", "page=99999", "page=x"):
        page = clerk.get(f"/household/{household}/history?{query}")
        assert page.status_code == 200 and deeds(page), query


# ---- records: helpers, units, work teams ------------------------------------

def told(web, path):
    page = web.get(path)
    assert page.status_code == 200, path
    return deeds(page), page.text


def test_a_unit_s_history_names_each_part(stack):
    web = stack.signed_in("township")
    web.get("/unit/new")
    words, unit = unit_added(stack, web)
    assert web.post(f"/unit/{unit}/edit", {
        **words, "version": "1", "name": words["name"] + "二", "tier": "4",
        "leader": "李四", "phone": "0312-7654321", "contact": "",
        "to_day": "2030-01-01"}).status_code == 303
    assert web.post(f"/unit/{unit}/end").status_code == 303
    lines, page = told(web, f"/unit/{unit}/history")
    assert len(lines) == 3 and "在用 是 → 否" in lines[0]
    name = stack.rows("SELECT name FROM user WHERE login = %s",
                      stack.account("township")["user"])[0]["name"]
    for part in (f"单位名称 {words['name']} → {words['name']}二",
                 "帮扶层级 其他帮扶单位 → 乡镇街道包保领导", "包保领导 空 → 李四",
                 "联系人 张三 → 空", "帮扶结束时间 空 → 2030年1月1日",
                 name, "网页"):
        assert part in lines[1], part
    assert "帮扶单位 登记" in lines[2]
    # whoever sees no telephone on its page sees none here
    for number in ("0312-1234567", "0312-7654321"):
        assert number not in page
    assert "联系电话" in lines[1] and "21" in lines[1]
    # linked, and no more seen than the unit itself
    for path in ("", "/history"):
        assert f'href="/unit/{unit}/history"' in web.get(
            f"/unit/{unit}{path}").text
    # one of the county is read from the town, as its page is
    over = stack.rows("SELECT unit_id AS id FROM unit WHERE name ="
                      " '县水利局'")[0]["id"]
    stack.rows("UPDATE unit SET phone = '0312-8888999' WHERE unit_id = %s",
               over)
    lines, page = told(web, f"/unit/{over}/history")
    assert "联系电话" in lines[0] and "系统" in lines[0]
    assert "0312-8888999" not in page
    other = stack.rows("SELECT unit_id AS id FROM unit WHERE area DIV 1000"
                       " <> %s DIV 1000 AND area %% 1000000 <> 0 LIMIT 1",
                       stack.account("township")["area"])
    for one in [o["id"] for o in other] + [999999999]:
        assert web.get(f"/unit/{one}/history").status_code == 404


def test_a_helper_s_history_masks_his_numbers(stack):
    web = stack.signed_in("township")
    words, helper = helper_added(stack, web)
    assert web.post(f"/helper/{helper}/phone", {
        "phone": "18899990001"}).status_code in (303, 422)
    assert web.post(f"/helper/{helper}/edit", {
        **words, "version": stack.rows(
            "SELECT version FROM helper WHERE helper_id = %s",
            helper)[0]["version"], "idno": "999999198001010011",
        "sex": "1", "duty": "主任"}).status_code == 303
    assert web.post(f"/helper/{helper}/stop").status_code == 303
    lines, page = told(web, f"/helper/{helper}/history")
    assert "在用 是 → 否" in lines[0] and "联系电话" in lines[0]
    for part in ("职务 科员 → 主任", "性别 空 → 男",
                 "证件号码 空 → 999***********0011"):
        assert part in lines[1], part
    assert "帮扶责任人 登记" in lines[-1]
    for number in (words["phone"], "18899990001", "999999198001010011"):
        assert number not in page
    assert f'href="/helper/{helper}/history"' in web.get(
        f"/helper/{helper}").text
    # not for those who have no such page, nor elsewhere
    assert stack.signed_in("village").get(
        f"/helper/{helper}/history").status_code == 403
    other = stack.rows("SELECT helper_id AS id FROM helper WHERE area DIV"
                       " 1000 <> %s DIV 1000 LIMIT 1",
                       stack.account("township")["area"])[0]["id"]
    assert web.get(f"/helper/{other}/history").status_code == 404


def test_a_team_s_history_is_its_members_too(stack):
    web = stack.signed_in("township")
    village = stack.account("village")["area"]
    web.get("/unit/new")
    units = [unit_added(stack, web)[0]["name"] for _ in "12"]
    words = team_words(stack, village, unit=units[0], contact="李四")
    team = number(web.post("/team/new", words), "team")
    one = member_words(name="队员丙", duty="科员", phone="19800000007")
    assert web.post(f"/team/{team}/member/new", one).status_code == 303
    member = stack.rows("SELECT member_id AS id FROM team_member WHERE"
                        " team_id = %s", team)[0]["id"]
    assert web.post(f"/team/{team}/edit", {
        **words, "unit": units[1], "contact": "王五",
        "version": "1"}).status_code == 303
    assert web.post(f"/team/{team}/member/{member}", {
        **one, "duty": "主任", "version": "1"}).status_code == 303
    lines, _ = told(web, f"/team/{team}/history")
    assert len(lines) == 4
    text = " ".join(lines)
    for part in (f"派出单位 {units[0]} → {units[1]}", f"队员 {one['name']} 修改",
                 f"职务 {one['duty']} → 主任", "→ 王五"):
        assert part in text, part
    for of, word, count in (("team", "驻村工作队", 2), ("member", "队员", 2),
                            ("nonsense", "", 4)):
        lines, _ = told(web, f"/team/{team}/history?of={of}")
        assert len(lines) == count and all(word in t for t in lines), of
    # a member's own, and who is in no such team
    assert web.post(f"/team/{team}/member/new", member_words(
        name="队员丁", duty="会计")).status_code == 303
    lines, page = told(web, f"/team/{team}/member/{member}/history")
    assert len(lines) == 2 and "职务" in lines[0] and "丁" not in page
    assert f'href="/team/{team}"' in page and one["phone"] not in page
    assert f"/team/{team}/member/{member}/history" in web.get(
        f"/team/{team}/member/{member}").text
    assert web.get(f"/team/{team + 1}/member/{member}/history"
                   ).status_code == 404
    # the village reads it
    reader = stack.signed_in("village")
    assert "职务" in " ".join(told(reader, f"/team/{team}/history")[0])
    other = stack.rows("SELECT team_id AS id FROM team WHERE area <> %s"
                       " LIMIT 1", village)[0]["id"]
    assert reader.get(f"/team/{other}/history").status_code == 404
    assert reader.get(f"/team/{team}/member/{member}/history"
                      ).status_code == 403


def called(web, path):
    """The names of the fields that a history tells of."""
    return set(lxml.html.fromstring(web.get(path).text).xpath(
        "//div[@class='change']/b/text()"))


def test_a_field_is_called_as_the_area_calls_it(stack, household, clerk):
    admin, web = stack.signed_in("admin"), stack.signed_in("township")
    town = str(stack.account("township")["area"])
    other = str(stack.rows("SELECT code FROM area WHERE level = 4 AND code"
                           " BETWEEN %s AND %s AND code <> %s LIMIT 1",
                           int(town[:6]) * 10 ** 6,
                           int(town[:6]) * 10 ** 6 + 999999,
                           int(town))[0]["code"])
    for mu in ("3.5", "4.5"):
        assert save(clerk, f"/household/{household}/file/4",
                    arable_mu_100=mu).status_code == 303
    web.get("/unit/new")
    words, unit = unit_added(stack, web)
    assert web.post(f"/unit/{unit}/edit", {
        **words, "version": "1", "contact": "冯二"}).status_code == 303
    told_of = ((clerk, f"/household/{household}/history", "household",
                "arable_mu_100", "耕地面积"),
               (web, f"/unit/{unit}/history", "unit", "contact", "联系人"))
    for who, path, entity, name, label in told_of:
        said = {"entity": entity, "name": name, "year": "0", "label": "",
                "definition": "", "required": "", "least": "", "most": ""}
        assert label in called(who, path)
        for where, here in ((other, False), (town, True)):
            assert admin.post("/indicator/one", {
                **said, "area": where, "label": "本地的叫法"
                }).status_code == 303, where
            names = called(who, path)
            assert ("本地的叫法" in names) == here, (path, where)
            assert (label in names) != here, (path, where)
            assert admin.post("/indicator/forget", {
                **said, "area": where}).status_code == 303
        assert label in called(who, path)


# ---- a day -----------------------------------------------------------------

def test_as_it_stood_today(stack, household, clerk):
    page = clerk.get(f"/household/{household}?day=2022-03-04")
    text = lxml.html.fromstring(page.text).text_content()
    assert page.status_code == 200
    assert "这是2022年3月4日那天的样子，只能查看" in text
    assert f'href="/household/{household}/file/1?day=2022-03-04"' in page.text
    page = clerk.get(f"/household/{household}/file/1?day=2022-03-04")
    assert page.status_code == 200 and "file-form" not in page.text
    member = stack.rows("SELECT member_id AS id FROM member WHERE year = %s"
                        " AND household_id = %s LIMIT 1", living(stack),
                        household)[0]["id"]
    page = clerk.get(f"/household/{household}/member/{member}"
                     "?day=2022-03-04")
    assert page.status_code == 200 and "那天的样子" in page.text
    assert "file-form" not in page.text
    # and the next page is today's again
    page = clerk.get(f"/household/{household}/file/1")
    assert "file-form" in page.text and "那天的样子" not in page.text


def test_before_there_was_a_file(stack, household, clerk):
    for path in ("", "/file/1"):
        page = clerk.get(f"/household/{household}{path}?day=2022-03-03")
        assert page.status_code == 404
        assert "这一天还没有这户的档案" in page.text


@pytest.mark.parametrize("day", ["2022-03-05", "9999-12-31", "2022-02-30",
                                 "2022-3-4", "昨天", "'", "0000-00-00"])
def test_a_day_that_can_not_be(stack, household, clerk, day):
    page = clerk.get(f"/household/{household}", params={"day": day})
    assert page.status_code == 422
    assert "不是可以查看的日期" in page.text
    assert "那天的样子，只能查看" not in page.text


def lived(stack, table, key, one, **was):
    """The record was there since long, and otherwise: as it had been told on
    days gone by, before it was last changed."""
    names = [row["name"] for row in stack.rows(
        "SELECT column_name AS name FROM information_schema.columns WHERE"
        " table_schema = DATABASE() AND table_name = %s", table)]
    start = stack.rows(f"SELECT MIN(row_start) AS at FROM {table} FOR"
                       f" SYSTEM_TIME ALL WHERE {key} = %s", one)[0]["at"]
    db = stack.ready["db"]
    # who the server runs as may write what is history already
    with pymysql.connect(unix_socket=db["socket"], user=getpass.getuser(),
                         database=db["database"], charset="utf8mb4",
                         autocommit=True) as connection:
        with connection.cursor() as cursor:
            cursor.execute("SET time_zone = '+00:00',"
                           " system_versioning_insert_history = 1")
            cursor.execute(
                f"INSERT INTO {table} ({', '.join(names)}, row_start,"
                " row_end) SELECT " + ", ".join(
                    "%s" if n in was else n for n in names) +
                f", '2001-01-01', %s FROM {table} WHERE {key} = %s",
                [*(was[n] for n in names if n in was), start, one])


def test_a_helper_as_he_was(stack):
    web = stack.signed_in("township")
    words, helper = helper_added(stack, web)
    lived(stack, "helper", "helper_id", helper, duty="副主任",
          idno="999999198001010011", phone="19800000009", active=0)
    page = web.get(f"/helper/{helper}?day=2022-03-03")
    text = lxml.html.fromstring(page.text).text_content()
    assert page.status_code == 200
    assert "这是2022年3月3日那天的样子，只能查看" in text
    for word in ("副主任", "停用", "999***********0011", "198****0009"):
        assert word in text, word
    for word in ("999999198001010011", "19800000009", words["phone"][-4:],
                 "/edit", "<form", "科员"):
        part = page.text.split("<main", 1)[-1]
        assert word not in part, word
    page = web.get(f"/helper/{helper}?day=2022-03-04").text
    assert "科员" in page and "副主任" not in page
    assert "科员" in web.get(f"/helper/{helper}").text
    # the way there
    page = web.get(f"/helper/{helper}/history").text
    assert f'action="/helper/{helper}"' in page and 'name="day"' in page
    assert f'/helper/{helper}?day=2022-03-04"' in page
    # a day before he was there, one that can't be, and who may not
    page = web.get(f"/helper/{helper}?day=1994-12-31")
    assert page.status_code == 404 and "这一天还没有这条登记" in page.text
    assert web.get(f"/helper/{helper}?day=2022-03-05").status_code == 422
    assert stack.signed_in("village").get(
        f"/helper/{helper}?day=2022-03-03").status_code == 403


def test_a_unit_as_it_was(stack):
    web = stack.signed_in("township")
    web.get("/unit/new")
    words, unit = unit_added(stack, web)
    lived(stack, "unit", "unit_id", unit, name="县老名字局",
          contact="赵六", phone="0312-5556667", address="老街")
    page = web.get(f"/unit/{unit}?day=2022-03-03")
    assert page.status_code == 200
    for word in ("县老名字局", "赵六", "老街", "那天的样子", "0 人"):
        assert word in page.text, word
    for word in (words["name"], "/edit", f"/unit/{unit}/end", "/pairing?",
                 "0312-5556667"):
        assert word not in page.text.split("<h1", 1)[1], word
    page = web.get(f"/unit/{unit}?day=2022-03-04").text
    assert words["name"] in page and "县老名字局" not in page
    page = web.get(f"/unit/{unit}?day=昨天")
    assert page.status_code == 422 and f"/unit/{unit}/edit" in page.text
    assert web.get(f"/unit/{unit}?day=1994-12-31").status_code == 404
    assert web.get("/unit/999999999?day=2022-03-04").status_code == 404


def test_a_team_and_a_member_as_they_were(stack):
    web = stack.signed_in("township")
    village = stack.account("village")["area"]
    web.get("/unit/new")
    unit = unit_added(stack, web)[0]["name"]
    team = number(web.post("/team/new", team_words(
        stack, village, unit=unit, contact="李四")), "team")
    one = member_words(name="队员戊", duty="科员", phone="19800000007",
                       education="3")
    assert web.post(f"/team/{team}/member/new", one).status_code == 303
    member = stack.rows("SELECT member_id AS id FROM team_member WHERE"
                        " team_id = %s", team)[0]["id"]
    of = stack.rows("SELECT unit_id FROM unit WHERE name = %s", unit)[0]
    lived(stack, "unit", "unit_id", of["unit_id"])
    lived(stack, "team", "team_id", team, contact="老联系人")
    # he came later than his team
    page = web.get(f"/team/{team}?day=2022-03-03")
    assert page.status_code == 200 and "老联系人" in page.text
    assert "还没有登记队员" in page.text and "/edit" not in page.text
    assert web.get(f"/team/{team}/member/{member}?day=2022-03-03"
                   ).status_code == 404
    lived(stack, "team_member", "member_id", member, name="旧名字",
          duty="老职务", idno="999999198001010011", education="02")
    page = web.get(f"/team/{team}?day=2022-03-03").text
    link = f"/team/{team}/member/{member}?day=2022-03-03"
    assert f'href="{link}"' in page and "旧名字" in page
    page = web.get(link)
    text = " ".join(lxml.html.fromstring(page.text).text_content().split())
    for word in ("旧名字", "老职务", "999***********0011", "学历小学", "那天的样子",
                 "2021年6月1日", "是否队长否"):
        assert word in text, word
    for word in ("999999198001010011", "19800000007", "科员", 'name="duty"'):
        assert word not in page.text, word
    page = web.get(f"/team/{team}/member/{member}")
    assert 'name="duty"' in page.text and "科员" in page.text
    # a code of before by what it was called, and offered no more
    for path in (f"/team/{team}/history",
                 f"/team/{team}/member/{member}/history"):
        assert "学历 小学 → 初中" in " ".join(told(web, path)[0]), path
    assert page.text.count(">小学</option>") == 1
    assert web.post(f"/team/{team}/member/{member}", {
        **one, "education": "02", "version": "1"}).status_code == 422
    # the village reads the team's day, not the member's
    reader = stack.signed_in("village")
    assert "旧名字" in reader.get(f"/team/{team}?day=2022-03-03").text
    assert reader.get(link).status_code == 403
    assert "?day=2022-03-04" in web.get(f"/team/{team}/history").text


# ---- two years -------------------------------------------------------------

def compared(page):
    """{label: (a, b, differs)} of the household, the first of a label."""
    found = {}
    for row in lxml.html.fromstring(page.text).xpath(
            "//table[contains(@class, 'compare')]//tr[th[@scope='row']]"):
        label, a, b = (e.text_content().replace("（有变化）", "").strip()
                       for e in row)
        found.setdefault(label, (a, b, "differs" in row.get("class", "")))
    return found


def test_two_years_side_by_side(stack, household, clerk):
    year = living(stack)
    page = clerk.get(f"/household/{household}/compare")
    assert f"{year - 1}年度和{year}年度对比" in page.text
    lines = compared(page)
    wages = [r["wage_fen"] for r in stack.rows(
        "SELECT wage_fen FROM household WHERE household_id = %s AND year"
        " IN (%s, %s) ORDER BY year", household, year - 1, year)]
    a, b, differs = lines["工资性收入"]
    assert differs
    assert [float(re.sub("[^0-9.]", "", v)) * 100 for v in (a, b)] == [
        pytest.approx(w) for w in wages]
    assert lines["户编号"][0] == lines["户编号"][1] and not lines["户编号"][2]
    assert len(page.content) < 60000
    only = compared(clerk.get(f"/household/{household}/compare?changed=1"))
    assert only and all(differs for _, _, differs in only.values())
    assert {k for k, v in lines.items() if v[2]} >= {"工资性收入"}
    assert len(only) < len(lines)


def test_the_years_are_chosen(stack, household, clerk):
    year = living(stack)
    page = clerk.get(f"/household/{household}/compare?from={year}"
                     f"&to={year}&changed=1")
    assert "这两个年度没有不同" in page.text
    lines = compared(clerk.get(f"/household/{household}/compare"
                               f"?from={year}&to={year - 1}"))
    assert lines["工资性收入"][2]
    for query in ("from=2001", "from=2014&to=2015", "to=2999"):
        page = clerk.get(f"/household/{household}/compare?{query}")
        assert page.status_code == 200
        assert "年度的档案里，没有可以对比的" in page.text, query
    assert clerk.get(f"/household/{household}/compare?from=abc"
                     ).status_code == 200


def test_who_was_born_between(stack):
    year = living(stack)
    found = stack.rows(
        "SELECT m.household_id AS id, m.name FROM member m JOIN household p"
        " ON p.household_id = m.household_id AND p.year = %s WHERE"
        " m.year = %s AND NOT EXISTS (SELECT 1 FROM member o WHERE"
        " o.year = %s AND o.member_id = m.member_id) LIMIT 1",
        year - 1, year, year - 1)
    if not found:
        pytest.skip("nobody was born in the made-up county")
    page = stack.signed_in("county").get(
        f"/household/{found[0]['id']}/compare?changed=1")
    text = lxml.html.fromstring(page.text).text_content()
    assert f"家庭成员 {found[0]['name']}" in text
    assert f"{year - 1}年度没有，{year}年度有" in text
