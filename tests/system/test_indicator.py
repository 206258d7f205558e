"""指标维护 and 银行维护 (S1-010): what is said over the dictionary, by area and
year, an area's own fields, and the banks."""
import csv
import re
import time

import lxml.html
import pytest

from test_file import flaws, form, save
from test_dictionary import exported_of, valid


@pytest.fixture(scope="module")
def household(stack):
    """One of the village's."""
    return stack.rows("SELECT household_id AS id FROM household WHERE area ="
                      " %s AND year = (SELECT year FROM registry_now)"
                      " ORDER BY household_id DESC LIMIT 1",
                      stack.account("village")["area"])[0]["id"]


SAID = {"entity": "household", "name": "water_mu_100", "area": "",
        "year": "0", "label": "", "definition": "", "required": "",
        "least": "", "most": ""}
NEW = {"entity": "household", "name": "goat_heads", "area": "",
       "section": "生产生活条件", "label": "羊的只数",
       "definition": "年末存栏的羊。", "kind": "int", "unit": "只",
       "list": "", "national": "", "least": "0", "most": "500"}


def say(web, **words):
    return web.post("/indicator/one", {**SAID, **words})


def why(answer):
    assert answer.status_code == 422, answer.status_code
    return [e.text_content() for e in lxml.html.fromstring(
        answer.text).xpath("//form//div[@class='flaw']")]


def test_the_pages_show_the_dictionary(stack):
    web = stack.signed_in("admin")
    page = web.get("/indicator")
    assert page.status_code == 200 and len(page.content) < 60_000
    for word in ("耕地面积", "A33", "自动计算", "家庭成员", "两位小数", "必填"):
        assert word in page.text
    for entity in ("member", "village", "hamlet", "county"):
        assert web.get(f"/indicator?entity={entity}").status_code == 200
    page = web.get("/indicator/one?entity=household&name=arable_mu_100")
    for word in ("耕地面积", "不包括租入的土地", "AAC301", "S0-050", "亩"):
        assert word in page.text
    for query in ("entity=household&name=none", "entity=x&name=road", ""):
        assert web.get(f"/indicator/one?{query}").status_code == 404


def test_what_is_said_counts_at_once(stack, household):
    admin, web = stack.signed_in("admin"), stack.signed_in("village")
    path = f"/household/{household}/file/4"
    assert say(admin, label="水面面积（含坑塘）", definition="本地的解释。",
               required="1", least="0", most="20").status_code == 303
    known, tree = form(web.get(path))
    control = tree.get_element_by_id("water_mu_100")
    for word in ("水面面积（含坑塘）", "必填", "本地的解释。"):
        assert word in control.text_content()
    answer = web.post(path, {**known, "water_mu_100": ""})
    assert flaws(form(answer)[1]) == ["请填写水面面积（含坑塘）。"]
    answer = web.post(path, {**known, "water_mu_100": "20.5"})
    assert "不能超过20亩" in flaws(form(answer)[1])[0]
    assert web.post(path, {**known, "water_mu_100": "19.5"}
                    ).status_code == 303
    # the narrower counts: the village's county has it its own way
    area = str(stack.account("village")["area"])
    assert say(admin, area=area[:6], most="30", least="0",
               label="本县水面").status_code == 303
    _, tree = form(web.get(path))
    assert "本县水面" in tree.get_element_by_id("water_mu_100"
                                            ).text_content()
    page = admin.get("/indicator/one?entity=household&name=water_mu_100")
    assert "全部地区，各年度" in page.text and "本县水面" in page.text
    assert "2条" in admin.get("/indicator").text
    for where in ("", area[:6]):
        assert admin.post("/indicator/forget", {
            "entity": "household", "name": "water_mu_100", "year": "0",
            "area": where}).status_code == 303
    _, tree = form(web.get(path))
    text = tree.get_element_by_id("water_mu_100").text_content()
    assert "水面面积" in text and "坑塘" not in text and "必填" not in text
    assert admin.post("/indicator/forget", {
        "entity": "household", "name": "water_mu_100", "year": "0",
        "area": ""}).status_code == 404


@pytest.mark.parametrize("entity, name, label, pages, shown", [
    ("helper", "name", "姓名", ("/helper/new", "/helper/{}/edit"), None),
    ("unit", "contact", "联系人", ("/unit/new", "/unit/{}/edit"), "/unit/{}"),
    ("team", "contact", "联系人", ("/team/new", "/team/{}/edit"), "/team/{}"),
    ("team_member", "duty", "职务", ("/team/{1}/member/new",
                                     "/team/{1}/member/{0}"), None)])
def test_what_is_said_reaches_a_record_s_form(stack, entity, name, label,
                                              pages, shown):
    admin, web = stack.signed_in("admin"), stack.signed_in("county")
    key = "member_id" if entity == "team_member" else f"{entity}_id"
    row = stack.rows(f"SELECT * FROM {entity} ORDER BY {key} LIMIT 1")[0]
    pages = [p.format(row[key], row.get("team_id")) for p in pages]
    words = {"entity": entity, "name": name}

    def told(path):
        tree = lxml.html.fromstring(web.get(path).text)
        return " ".join(tree.xpath(f"//label[@for='{name}']/..")[
            0].text_content().split())

    assert all(told(p).startswith(label) for p in pages)
    assert say(admin, label="本地叫法", definition="本地的说明。",
               **words).status_code == 303
    for path in pages:
        assert told(path).startswith("本地叫法"), path
        assert "本地的说明。" in told(path), path
        answer = web.post(path, {name: "长" * 61})
        assert answer.status_code == 422, path
        assert "本地叫法" in " ".join(why(answer)), path
    if shown:
        assert "<dt>本地叫法</dt>" in web.get(shown.format(row[key])).text
    # whether it must be filled in, and how long it may be
    assert say(admin, required="1", least="2", most="5",
               **words).status_code == 303
    for path in pages:
        assert "必填" in told(path), path
        assert re.search(rf'name="{name}" value="[^"]*" maxlength="5"[^>]*'
                         ' required>', web.get(path).text), path
        for value, wrong in (("", f"请填写{label}"), ("字", "至少2个字"),
                             ("长" * 6, "最多5个字")):
            answer = web.post(path, {name: value, "address": "不能丢"})
            assert any(wrong in w for w in why(answer)), (path, value)
            assert f'value="{value}"' in answer.text
    assert admin.post("/indicator/forget", {**words, "year": "0", "area": ""
                                            }).status_code == 303
    assert all(told(p).startswith(label) for p in pages)
    assert ("必填" in told(pages[0])) == (name == "name")


@pytest.mark.parametrize("entity, letter", [
    ("helper", "k"), ("unit", "u"), ("team", "t"), ("team_member", "w")])
def test_a_record_has_fields_of_an_area_s_own(stack, tmp_path, entity,
                                              letter):
    admin, web = stack.signed_in("admin"), stack.signed_in("township")
    area = str(stack.account("township")["area"])
    new = {**NEW, "entity": entity, "name": "posts", "label": "挂点数",
           "section": "基本情况", "unit": "个", "most": "99"}
    answer = admin.post("/indicator/new", {**new, "area": area,
                                           "label": "职务" if entity in (
                                               "helper", "team_member")
                                           else "联系人"})
    assert "已经是一个指标的名称" in " ".join(why(answer))
    assert admin.post("/indicator/new", {**new, "area": area}
                      ).status_code == 303
    key = "member_id" if entity == "team_member" else f"{entity}_id"
    row = stack.rows(
        f"SELECT t.* FROM {entity} t" + (
            " JOIN team o USING (team_id) WHERE o.area" if entity ==
            "team_member" else " WHERE t.area") +
        f" BETWEEN {area} AND {int(area) + 999} ORDER BY {key} DESC LIMIT 1")
    if not row:             # the township has no unit of its own
        web.get("/unit/new")
        assert web.post("/unit/new", {
            "name": "镇农技站", "tier": "5", "affiliation": "05",
            "area": area, "version": "0"}).status_code == 303
        row = stack.rows("SELECT * FROM unit ORDER BY unit_id DESC LIMIT 1")
    one, team = row[0][key], row[0].get("team_id")
    page = f"/team/{team}" if team else f"/{entity}/{one}"
    path = f"{page}/member/{one}" if entity == "team_member" else \
        f"{page}/edit"
    known = {k: v for k, v in lxml.html.fromstring(web.get(path).text).xpath(
        "//form[@data-guard]")[0].form_values() if v not in (None, "on")}
    assert known["posts"] == "" and "挂点数" in web.get(path).text
    answer = web.post(path, {**known, "posts": "100"})
    assert any("不能超过99个" in w for w in flaws(lxml.html.fromstring(
        answer.text)))
    for value in ("7", "8"):
        assert web.post(path, {**known, "posts": value}
                        ).status_code == 303
        known["version"] = str(int(known["version"]) + 1)
    assert 'name="posts" type="text" inputmode="numeric" value="8"' in \
        web.get(path).text
    if entity != "team_member":
        assert "8 个" in web.get(page).text
    # told in the history, searched, in the document; nobody else's
    text = " ".join(lxml.html.fromstring(web.get(
        path.replace("/edit", "") + "/history").text).text_content().split())
    assert "挂点数 空 → 7个" in text and "挂点数 7个 → 8个" in text
    lists = page.rsplit("/", 1)[0]
    assert f'href="{page}"' in web.get(
        f"{lists}?all=1&{letter}.posts.from=8&{letter}.posts.to=8").text
    assert f'href="{page}"' not in web.get(
        f"{lists}?all=1&{letter}.posts.from=9").text
    assert "本地指标" in web.get(f"{lists}?more=1").text
    document = exported_of(stack, tmp_path)
    schema = (tmp_path / "schema").read_text("utf-8")
    assert '<local name="posts">8</local>' in document
    assert "posts 挂点数：" in schema
    # what is done beside keeps it
    if entity in ("helper", "unit"):
        for deed in (("stop", "start") if entity == "helper" else
                     ("end", "start")):
            assert web.post(f"{page}/{deed}").status_code == 303
        assert "8 个" in web.get(page).text
    assert admin.post("/indicator/forget", {
        "entity": entity, "name": "posts", "year": "0"}).status_code == 303
    assert "posts" not in web.get(path).text


def test_a_place_says_more_of_a_record_for_itself_alone(stack):
    admin, town = stack.signed_in("admin"), stack.signed_in("township")
    mine = str(stack.account("township")["area"])
    words = {"name": "新同志", "unit": "县水利局", "area": mine, "duty": ""}
    town.get("/helper/new")
    assert say(admin, entity="helper", name="duty", required="1",
               area=str(stack.account("county")["area"])[:6]
               ).status_code == 303
    answer = town.post("/helper/new", words)
    assert any("请填写职务" in w for w in why(answer))
    assert 'value="新同志"' in answer.text
    # what is there already is asked for when it is next changed
    helper = stack.rows("SELECT * FROM helper WHERE area = %s LIMIT 1",
                        mine)[0]
    answer = town.post(f"/helper/{helper['helper_id']}/edit", {
        **words, "version": helper["version"]})
    assert any("请填写职务" in w for w in why(answer))
    assert admin.post("/indicator/forget", {
        "entity": "helper", "name": "duty", "year": "0",
        "area": str(stack.account("county")["area"])[:6]}
                      ).status_code == 303
    assert town.post("/helper/new", words).status_code == 303


def test_a_members_form_is_his_village_s(stack):
    admin, county = stack.signed_in("admin"), stack.signed_in("county")
    rows = stack.rows("SELECT m.member_id, m.team_id, t.area FROM team_member"
                      " m JOIN team t USING (team_id) ORDER BY t.area")
    said = {"entity": "team_member", "name": "duty", "label": "挂职",
            "area": str(rows[0]["area"])}
    assert say(admin, **said).status_code == 303
    for row, here in ((rows[0], True), (rows[-1], False)):
        path = f"/team/{row['team_id']}/member/{row['member_id']}"
        for answer in (county.get(path), county.post(path, {"name": ""}),
                       county.get(f"/team/{row['team_id']}/member/new")):
            assert ("挂职" in answer.text) == here, (path, answer.status_code)
    assert admin.post("/indicator/forget", {
        "entity": "team_member", "name": "duty", "year": "0",
        "area": said["area"]}).status_code == 303


@pytest.mark.parametrize("entity, name, words, sentence", [
    ("helper", "name", {"required": "0"}, "没有它就不能登记"),
    ("unit", "tier", {"required": "0"}, "没有它就不能登记"),
    ("unit", "active", {"required": "1"}, "不在表上填写"),
    ("helper", "duty", {"least": "1", "most": "61"}, "能保存的字数"),
    ("team", "from_day", {"least": "1", "most": "2"}, "没有取值范围"),
    ("team_member", "sex", {"least": "1", "most": "2"}, "没有取值范围"),
])
def test_a_record_s_field_keeps_what_it_needs(stack, entity, name, words,
                                              sentence):
    answer = say(stack.signed_in("admin"), entity=entity, name=name, **words)
    assert any(sentence in w for w in why(answer))


@pytest.mark.parametrize("words, sentence", [
    ({"least": "5", "most": "3"}, "不能小于最小值"),
    ({"least": "0", "most": "0"}, "也不能都是0"),
    ({"least": "5"}, "一起填写"),
    ({"least": "几", "most": "3"}, "不是数字"),
    ({"name": "income_fen", "required": "1"}, "自动计算"),
    ({"name": "income_fen", "least": "1", "most": "2"}, "自动计算"),
    ({"name": "standard", "required": "1"}, "业务办理"),
    ({"name": "head_name", "required": "1"}, "不在表上填写"),
    ({"name": "hamlet", "least": "0", "most": "900"}, "能保存的字数"),
    ({"name": "form_filled_on", "least": "1", "most": "2"}, "没有取值范围"),
    ({"name": "toilet", "least": "0", "most": "1"}, "没有取值范围"),
    ({"name": "other_causes", "least": "0", "most": "99"}, "最多12项"),
    ({"label": "耕地面积"}, "另一个指标的名称"),
    ({}, "没有要改的内容"),
    ({"name": "loan_fen", "year": "2022", "label": "x"}, "没有这个指标"),
    ({"label": "很" * 61}, "最多60个字"),
    ({"required": "2"}, "不在可选范围内"),
    ({"area": "没有的镇", "label": "水"}, ""),
])
def test_what_can_not_be_said_is_refused(stack, words, sentence):
    web = stack.signed_in("admin")
    before = stack.rows("SELECT COUNT(*) AS n FROM indicator")
    answer = say(web, **{"definition": "留着的解释", **words}
                 if words else {})
    found = why(answer)
    assert any(sentence in f for f in found), found
    if words:
        assert "留着的解释" in answer.text
    assert stack.rows("SELECT COUNT(*) AS n FROM indicator") == before


def test_who_may(stack):
    county = stack.signed_in("county")
    area = str(stack.account("county")["area"])
    assert say(county, name="orchard_mu_100", label="果园面积"
               ).status_code == 303
    assert stack.rows("SELECT area FROM indicator WHERE name ="
                      " 'orchard_mu_100'")[0]["area"] == int(area)
    assert county.post("/indicator/forget", {
        "entity": "household", "name": "orchard_mu_100", "year": "0",
        "area": ""}).status_code == 303
    assert why(say(county, area="350481", label="果园"))
    for name in ("township", "village", "helper"):
        web = stack.signed_in(name)
        assert web.get("/indicator").status_code == 403
        assert say(web, label="x").status_code == 403
    assert county.get("/bank").status_code == 403
    assert county.post("/indicator/divisor", {"divisor": "1"}
                       ).status_code == 403


def test_an_area_has_fields_of_its_own(stack, household, tmp_path):
    admin, web = stack.signed_in("admin"), stack.signed_in("village")
    path = f"/household/{household}/file/4"
    assert "羊的只数" not in web.get(path).text
    page = admin.get("/indicator/new?entity=household")
    assert page.status_code == 200 and "road" in page.text
    assert admin.post("/indicator/new", NEW).status_code == 303
    known, tree = form(web.get(path))
    assert known["goat_heads"] == ""
    for word in ("羊的只数", "年末存栏的羊。", "只"):
        assert word in tree.get_element_by_id("goat_heads").text_content()
    for value, sentence in (("501", "不能超过500只"), ("1.5", "不是整数")):
        answer = web.post(path, {**known, "goat_heads": value})
        assert sentence in flaws(form(answer)[1])[0]
    assert web.post(path, {**known, "goat_heads": "12"}).status_code == 303
    known, _ = form(web.get(path))
    assert known["goat_heads"] == "12"
    assert save(web, household, 4, goat_heads="13").status_code == 303
    # kept beside the dictionary's columns, and in the history
    past = [r["local"] for r in stack.rows(
        "SELECT local FROM household FOR SYSTEM_TIME ALL WHERE household_id"
        " = %s AND year = (SELECT year FROM registry_now)"
        " ORDER BY row_start", household)]
    assert past[-2:] == ['{"goat_heads":"12"}', '{"goat_heads":"13"}']
    page = web.get(f"/household/{household}/history").text
    assert "羊的只数 12只 → 13只" in " ".join(
        lxml.html.fromstring(page).text_content().split())
    # another field beside it leaves it alone
    assert admin.post("/indicator/new", {
        **NEW, "name": "bee", "label": "养蜂收入", "kind": "money",
        "unit": "元", "most": "100000"}).status_code == 303
    assert save(web, household, 4, bee_fen="88.5").status_code == 303
    assert form(web.get(path))[0]["goat_heads"] == "13"
    assert form(web.get(path))[0]["bee_fen"] == "88.50"
    # on paper, in its section
    for sheet, value in (("poor", "88.50"), ("contrast", "")):
        page = web.get(f"/print?form={sheet}&household={household}").text
        assert f"养蜂收入（元）</th><td>{value}</td>" in page, sheet
        assert page.count("羊的只数（只）") == 1
    # in the document
    document = exported_of(stack, tmp_path)
    assert '<local name="bee_fen">88.50</local>' in document
    assert '<local name="goat_heads">13</local>' in document
    # changed, then no more on the form; what was filled in stays
    assert say(admin, name="goat_heads", label="羊", required="1",
               definition="羊。", least="0", most="50").status_code == 303
    _, tree = form(web.get(path))
    assert "必填" in tree.get_element_by_id("goat_heads").text_content()
    for name in ("goat_heads", "bee_fen"):
        page = admin.get(f"/indicator/one?entity=household&name={name}")
        assert "停用这个指标" in page.text
        assert admin.post("/indicator/forget", {
            "entity": "household", "name": name, "year": "0"}
                          ).status_code == 303
    assert "goat_heads" not in form(web.get(path))[0]
    assert save(web, household, 4, orchard_mu_100="0.5").status_code == 303
    assert stack.rows("SELECT local FROM household WHERE household_id = %s"
                      " AND year = (SELECT year FROM registry_now)",
                      household)[0]["local"] == \
        '{"bee_fen":"88.50","goat_heads":"13"}'


def schema(stack, role="county", **words):
    answer = stack.signed_in(role).get("/export/schema/2022", params=words)
    assert answer.status_code == 200, answer.text
    return answer.text


def test_what_is_said_is_in_the_area_s_schema(stack):
    admin = stack.signed_in("admin")
    town = str(stack.account("township")["area"])
    assert "水面面积：" in schema(stack)
    assert say(admin, area=town, label="本镇水面", definition="本镇的<解释>",
               required="1", least="0", most="20").status_code == 303
    for words in ({}, {"profile": "national"}):
        there = schema(stack, area=town, **words)
        assert "本镇水面：本镇的&lt;解释&gt;（必填；0—20亩）" in there
        # not for the county around it
        assert "本镇水面" not in schema(stack, **words)
    # of one year alone
    assert say(admin, area=town, year="2022", label="今年水面"
               ).status_code == 303
    there = schema(stack, "township")
    assert "今年水面：本镇的" in there and f"地区 {town}" in there
    for year in ("0", "2022"):
        assert admin.post("/indicator/forget", {
            "entity": "household", "name": "water_mu_100", "year": year,
            "area": town}).status_code == 303
    assert "水面面积：" in schema(stack, "township")


def test_an_own_field_has_a_national_column(stack, household, tmp_path):
    admin, web = stack.signed_in("admin"), stack.signed_in("village")
    area = str(stack.account("county")["area"])[:6]
    made = {"duck_heads": ("鸭的只数", "int", "AAC901", "7"),
            "yard_road": ("院前路", "code", "AAC902", "02"),
            "duck_note": ("鸭的说明", "text", "", "散养")}
    for name, (label, kind, column, _) in made.items():
        assert admin.post("/indicator/new", {
            **NEW, "name": name, "label": label, "kind": kind, "area": area,
            "list": "road" if kind == "code" else "", "national": column,
            **({"least": "", "most": ""} if kind == "code" else {})
        }).status_code == 303
    assert "另一个指标的国家字段" in why(admin.post("/indicator/new", {
        **NEW, "name": "geese", "label": "鹅的只数", "national": "AAC901"}))[0]
    assert save(web, household, 4, **{
        name: value for name, (*_, value) in made.items()}).status_code == 303
    village = str(stack.account("village")["area"])
    county = stack.signed_in("county")
    for words, there, absent in (
            ({"profile": "national"}, ("<AAC901>7</AAC901>",
                                       "<AAC902>02</AAC902>"),
             ("散养", "<local")),
            ({}, ('<local name="duck_heads">7</local>',
                  '<local name="duck_note">散养</local>'), ("AAC901",))):
        (tmp_path / "a.xsd").write_text(schema(stack, area=village, **words),
                                        "utf-8")
        county.get("/export")
        answer = county.post("/export", {"area": village, "year": "2022",
                                         "kind": "full", **words})
        document = county.get(answer.headers["Location"]).text
        (tmp_path / "a.xml").write_text(document, "utf-8")
        for word in there:
            assert word in document, word
        for word in absent:
            assert word not in document, word
        valid(tmp_path, "a.xml", "a.xsd")
    said = schema(stack, profile="national")
    assert '<xs:element name="AAC901" type="int"' in said
    assert "鸭的只数：年末存栏的羊。（0—500只）" in said
    assert "鸭的说明（duck_note）" in said      # left out, and listed
    assert "duck_heads 鸭的只数：" in schema(stack)
    # the column that became known later; one that is another's
    one = {"name": "duck_note", "label": "鸭的说明", "definition": "x。",
           "least": "0", "most": "50"}
    assert "已经是另一个" in why(say(admin, **one, national="AAC301"))[0]
    assert say(admin, **one, national="AAC903").status_code == 303
    assert 'name="AAC903"' in schema(stack, profile="national")
    page = admin.get("/indicator/one?entity=household&name=duck_note").text
    assert 'value="AAC903"' in page
    assert "数据字典规定" in why(say(admin, label="水面", national="AAC904"))[0]
    for name in made:
        assert admin.post("/indicator/forget", {
            "entity": "household", "name": name, "year": "0"}
                          ).status_code == 303
    assert "AAC901" not in schema(stack, profile="national")


# What is found by an area's own field, of each kind: a condition that the
# household meets, and one that it does not.
OWN = {
    "int": ("sheep", "13", "from=13", "from=14"),
    "money": ("eggs_fen", "88.29", "from=88.29&to=88.29", "to=88.28"),
    "decimal1": ("reeds_100", "2.5", "from=2.5", "from=2.6"),
    "date": ("dug_on", "2021-05-06", "to=2021-05-06", "from=2021-05-07"),
    "flag": ("has_well", "1", "=1", "=0"),
    "code": ("lane", "02", "=02", "=01"),
    "text": ("note", "院墙_旧", "has=_旧", "has=_新"),
}


def found(web, household, *conditions):
    """Whether the household is among those the conditions find."""
    page = web.get("/household?" + "&".join(conditions))
    assert page.status_code == 200, lxml.html.fromstring(
        page.text).text_content()
    return f'/household/{household}"' in page.text


def test_an_area_s_own_is_searched_and_listed(stack, household):
    admin, web = stack.signed_in("admin"), stack.signed_in("village")
    area = str(stack.account("county")["area"])[:6]
    for kind, (name, value, *_) in OWN.items():
        bounds = {} if kind in ("int", "text") else {"least": "", "most": ""}
        assert admin.post("/indicator/new", {
            **NEW, "area": area, "kind": kind, "label": f"本地{kind}",
            "unit": "", "name": name.rsplit("_", 1)[0]
            if name.endswith(("_fen", "_100")) else name, **bounds,
            "list": "road" if kind == "code" else ""}).status_code == 303
    assert save(web, household, 4, **{name: value for name, value, *_ in
                                      OWN.values()}).status_code == 303
    page = web.get("/household?more=1")
    assert "本地指标" in page.text and "本地money" in page.text
    for name, _, yes, no in OWN.values():
        for asked, there in ((yes, True), (no, False)):
            words = [f"h.{name}{'' if w[0] == '=' else '.'}{w}"
                     for w in asked.split("&")]
            assert found(web, household, *words) is there, words
        assert not found(web, household, f"h.{name}.none=1")
    assert found(web, household, "h.sheep.from=13", "h.note.is=院墙_旧",
                 "h.sheep.to=13")
    # out of its area nobody has it; nor is it said what is not asked so
    for query in ("h.sheep.has=1", "h.sheep.from=x", "h.sheepx.from=1",
                  "m.sheep.from=1", "h.local.has=1", "h.lane=99"):
        assert web.get(f"/household?{query}").status_code == 422, query
    # in the list as a file, under its label, as on the page
    answer = web.post("/household/export?h.sheep.from=13")
    assert answer.status_code == 303
    heads, line = list(csv.reader(web.get(answer.headers["Location"]).content
                                  .decode("utf-8-sig").splitlines()))
    row = dict(zip(heads, line))
    assert row["本地int"] == "13" and row["本地money"] == "88.29"
    assert row["本地flag"] == "是" and row["本地code"] == "砂石路"
    # in the history each with its own old and new, as people read it
    assert save(web, household, 4, sheep="14", has_well="0").status_code == 303
    page = " ".join(lxml.html.fromstring(web.get(
        f"/household/{household}/history").text).text_content().split())
    assert "本地int 13 → 14" in page and "本地flag 是 → 否" in page
    page = web.get(f"/household/{household}/compare").text
    assert "本地int" in page and "{&quot;" not in page
    for name, *_ in OWN.values():
        assert admin.post("/indicator/forget", {
            "entity": "household", "name": name, "year": "0"}
                          ).status_code == 303
    # who kept such a search is told
    assert "没有“h.sheep.from”这个指标条件" in web.get(
        "/household?h.sheep.from=13").text


@pytest.mark.parametrize("words, sentence", [
    ({"name": "road"}, "已经有了"), ({"name": "year"}, "已经有了"),
    ({"name": "goat heads"}, "小写字母"), ({"name": "羊"}, "小写字母"),
    ({"name": "x` int"}, "小写字母"),
    ({"label": "耕地面积"}, "已经是一个指标的名称"),
    ({"kind": "phone"}, "不在可选范围内"),
    ({"kind": "idno"}, "不在可选范围内"),
    ({"kind": "code", "least": "", "most": ""}, "要有代码表"),
    ({"kind": "code", "list": "none", "least": "", "most": ""},
     "不是今年有代码的代码表"),
    ({"list": "road"}, "只有单选和多选有代码表"),
    ({"least": "9", "most": "3"}, "不能小于最小值"),
    ({"kind": "date"}, "没有取值范围"),
    ({"section": "别的"}, "不是表上的一个部分"),
    ({"national": "aac999"}, "三个大写字母"), ({"national": "AAC9999"},
                                                "三个大写字母"),
    ({"national": "局AC999"}, "三个大写字母"), ({"national": "AA"}, "例如AAC301"),
    ({"national": "AAC301"}, "另一个指标的国家字段"),
    ({"definition": ""}, "请填写指标解释"),
])
def test_a_wrong_new_field_is_refused(stack, words, sentence):
    before = stack.rows("SELECT COUNT(*) AS n FROM indicator")
    answer = stack.signed_in("admin").post("/indicator/new", {
        **NEW, "name": "bees", "label": "蜂的箱数", **words})
    found = why(answer)
    assert any(sentence in f for f in found), found
    assert stack.rows("SELECT COUNT(*) AS n FROM indicator") == before


def test_income_per_head_is_divided_as_set(stack, household):
    admin, web = stack.signed_in("admin"), stack.signed_in("village")
    words = {"wage_fen": "12000", "expense_fen": "0", **{n: "" for n in (
        "family_planning_fen", "subsistence_fen", "extreme_poverty_fen",
        "pension_fen", "ecology_fen", "other_transfer_fen", "business_fen",
        "dividend_fen", "other_property_fen")}}
    members = stack.rows(
        "SELECT member_count AS n FROM household WHERE household_id = %s"
        " AND year = (SELECT year FROM registry_now)", household)[0]["n"]
    assert save(web, household, 1, residents="7").status_code == 303
    for divisor, persons in (("1", 7), ("0", members)):
        assert admin.post("/indicator/divisor", {"divisor": divisor}
                          ).status_code == 303
        words["wage_fen"] = str(int(words["wage_fen"]) + 2100)
        assert save(web, household, 3, **words).status_code == 303
        row = stack.rows(
            "SELECT net_income_fen AS net, head_income_fen AS head"
            "  FROM household WHERE household_id = %s"
            "   AND year = (SELECT year FROM registry_now)", household)[0]
        assert row["head"] == int(row["net"] / persons + 0.5)
    # the same again changes nothing; a third choice is none
    answer = admin.post("/indicator/divisor", {"divisor": "0"})
    assert answer.headers["Location"] == "/indicator?done=same"
    for word in ("", "2"):
        assert admin.post("/indicator/divisor", {"divisor": word}
                          ).status_code == 422
    page = web.get(f"/household/{household}/file/3")
    assert "家庭年人均纯收入" in page.text
    assert "head_income_fen" not in form(page)[0]


WRONG = ("SELECT COUNT(*) AS n FROM household WHERE net_income_fen IS NOT"
         " NULL AND year = (SELECT year FROM registry_now) AND {0} > 0 AND"
         " ABS(head_income_fen * {0} - net_income_fen) > {0}")


def test_all_are_recounted_by_themselves(stack):
    """Saving the divisor is all that a person does."""
    admin = stack.signed_in("admin")
    for divisor, persons, other in (
            ("1", "residents", "member_count"),
            ("0", "member_count", "residents")):
        answer = admin.post("/indicator/divisor", {"divisor": divisor})
        page = admin.get(answer.headers["Location"]).text
        assert "正在按新口径重算" in page
        deadline = time.monotonic() + 30
        while "全部重算过" not in page:
            assert time.monotonic() < deadline, page
            time.sleep(0.1)
            page = admin.get("/indicator").text
        assert stack.rows(WRONG.format(persons))[0]["n"] == 0
        assert stack.rows(WRONG.format(other))[0]["n"] > 0
        done = stack.rows("SELECT * FROM recount")[0]
        assert done["seen"] == done["households"] == stack.rows(
            "SELECT COUNT(*) AS n FROM household WHERE year ="
            " (SELECT year FROM registry_now)")[0]["n"]
        assert done["changed"] > 0 and f"{done['seen']}户" in page
    # nobody else sees or sets it
    assert "人均纯收入除以" not in stack.signed_in("county").get(
        "/indicator").text


def test_banks_are_kept_up(stack, household):
    admin, web = stack.signed_in("admin"), stack.signed_in("village")

    def offered():
        tree = form(web.get(f"/household/{household}/file/1"))[1]
        return [o.get("value") for o in tree.xpath("//datalist/option")]

    assert admin.get("/bank").status_code == 200
    assert admin.post("/bank", {"name": "涞源村镇银行"}).status_code == 303
    assert "涞源村镇银行" in offered()
    assert "已经有了" in why(admin.post("/bank", {
        "name": "涞源村镇银行"}))[0]
    assert why(admin.post("/bank", {"name": ""}))
    code = stack.rows("SELECT code FROM code WHERE list = 'bank' AND label ="
                      " '涞源村镇银行'")[0]["code"]
    one = {"code": code, "name": "农村信用社", "deed": "rename"}
    answer = admin.post("/bank/one", one)
    assert "已经有了" in why(answer)[0]
    assert f'href="#name-{code}"' in answer.text
    assert f'id="name-{code}"' in answer.text
    assert admin.post("/bank/one", {**one, "name": "涞源银行"}
                      ).status_code == 303
    assert "涞源银行" in offered() and "涞源村镇银行" not in offered()
    assert admin.post("/bank/one", {**one, "name": "涞源银行",
                                    "deed": "stop"}).status_code == 303
    assert "涞源银行" not in offered()
    assert admin.post("/bank/one", {**one, "code": "999"}
                      ).status_code == 404
    # another may be typed
    assert save(web, household, 1, bank="别的银行").status_code == 303
