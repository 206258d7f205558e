"""The search for households (S1-220 … S1-222, S1-250, S1-251, S4-031), the
area tree (S0-010), saved searches, and the list as a file."""
import contextlib
import csv
import io
import json
import os
import re
import subprocess
import zipfile
from urllib.parse import parse_qsl

import lxml.etree
import lxml.html
import pymysql
import pytest

from months import due, span
from test_household import counted, numbers, totals


# The open year alone.
NOW = " year = (SELECT n.year FROM registry_now n)"


@contextlib.contextmanager
def change(stack):
    """What no page changes: names, and fields that are filled elsewhere."""
    db = pymysql.connect(unix_socket=stack.ready["db"]["socket"],
                         user=stack.ready["db"]["user"],
                         password=stack.ready["db"]["password"],
                         database=stack.ready["db"]["database"],
                         charset="utf8mb4", autocommit=True)
    try:
        with db.cursor() as cursor:
            yield cursor
    finally:
        db.close()


def migrate(stack):
    db = stack.ready["db"]
    subprocess.run([stack.program("db"), "migrate"], check=True, env={
        **os.environ, "BANGFU_DB_SOCKET": db["socket"],
        "BANGFU_DB_USER": db["user"], "BANGFU_DB_NAME": db["database"],
        "BANGFU_DB_PASSWORD": db["password"]}, capture_output=True)


def flaws(page):
    return [e.text_content() for e in
            lxml.html.fromstring(page.text).find_class("flaw")]


def summary(page):
    return [e.text_content() for e in lxml.html.fromstring(page.text).xpath(
        "//div[@role='alert']//li")]


def chips(page):
    return {e.text_content().rstrip("×"): e.get("href") for e in
            lxml.html.fromstring(page.text).find_class("chip")}


def someone(stack, more=""):
    """A member who is no head, with a number."""
    return stack.rows(
        "SELECT m.*, h.head_name, h.number FROM member m JOIN household h"
        " USING (household_id, year) JOIN registry_now y USING (year) WHERE m.relation <> '01' AND m.idno IS NOT"
        f" NULL AND m.active {more} ORDER BY m.member_id LIMIT 1")[0]


# ---- one word over the whole scope -----------------------------------------

def test_a_member_is_found_by_name_and_number(stack):
    web = stack.signed_in("county")
    one = someone(stack)
    for word in (one["name"], one["idno"], one["idno"].lower(),
                 one["idno"] + "44", one["idno"] + "44B1"):
        page = web.get("/household", params={"find": word})
        assert one["household_id"] in numbers(page), word
        assert f"：{one['name']}</small>" in page.text
    assert one["idno"] not in re.sub(r'"[^"]*"|“[^”]*”', "", page.text)


def test_a_household_is_found_by_phone(stack):
    one = stack.rows("SELECT household_id, phone FROM household JOIN"
                     " registry_now USING (year) WHERE phone <> '' LIMIT 1")[0]
    page = stack.signed_in("county").get("/household?find=" + one["phone"])
    assert numbers(page) == [one["household_id"]]


def test_who_is_outside_is_not_found(stack):
    low, high = span(stack.account("village")["area"])
    one = stack.rows(
        "SELECT m.name, m.idno, h.number, h.phone FROM member m JOIN"
        " household h USING (household_id, year) JOIN registry_now y USING"
        " (year) WHERE m.idno IS NOT NULL AND"
        " h.phone <> '' AND h.area NOT BETWEEN %s AND %s AND m.name NOT IN"
        " (SELECT o.name FROM member o JOIN household k USING (household_id)"
        "  WHERE k.area BETWEEN %s AND %s) LIMIT 1", low, high, low, high)[0]
    for role in ("village", "helper"):
        web = stack.signed_in(role)
        for word in (one["idno"], one["number"], one["phone"]):
            assert totals(web.get("/household?find=" + word)) == (0, 0)


# A name, others of the same sound, and others that are not.
HOMOPHONES = [
    ("张伟", ["章玮", "張偉", "zhangwei", "Zhang Wei", "張伟"],
     ["赵伟", "张薇薇", "zhaowei", "张网"]),
    ("单小明", ["山晓铭", "丹小鸣", "shanxiaoming"], ["善明", "石小明"]),
    ("解海峯", ["谢海锋", "解海峰", "接海丰"], ["解河峰", "谢海平安"]),
    ("曾喆", ["增哲", "曾哲"], ["郑哲", "曾泽军"]),
    ("覃文", ["秦文", "谭雯"], ["秦文军", "沈文"]),
    ("欧阳堃", ["欧阳坤", "ouyangkun"], ["欧阳军", "欧言坤"]),
]


def call_head(stack, household_id, name):
    """The head's name, in the household's row and his own."""
    with change(stack) as db:
        db.execute("UPDATE household SET head_name = %s WHERE" + NOW +
                   " AND household_id = %s", (name, household_id))
        db.execute("UPDATE member SET name = %s WHERE" + NOW +
                   " AND household_id = %s AND relation = '01' AND active",
                   (name, household_id))


@pytest.mark.parametrize("name,alike,other", HOMOPHONES,
                         ids=[h[0] for h in HOMOPHONES])
def test_homophones_and_variants(stack, name, alike, other):
    """As whoever stores a name does: the name, then how it sounds."""
    one = stack.rows("SELECT household_id, head_name FROM household JOIN"
                     " registry_now USING (year) ORDER BY household_id"
                     " LIMIT 1")[0]
    call_head(stack, one["household_id"], name)
    migrate(stack)
    web = stack.signed_in("county")
    try:
        for word in [name, *alike]:
            page = web.get("/household", params={"find": word})
            assert one["household_id"] in numbers(page), word
        for word in other:
            page = web.get("/household", params={"find": word})
            assert one["household_id"] not in numbers(page), word
        page = web.get("/household", params={"find": alike[0], "exact": 1})
        assert one["household_id"] not in numbers(page)
        assert "不找同音字" in chips(page)
        # the rows at once, and the next search is as exact
        tree = lxml.html.fromstring(page.text)
        assert not tree.xpath("//select[@name='field']")
        assert tree.xpath("//form[contains(@class, 'search')]"
                          "//input[@type='hidden'][@name='exact']")
    finally:
        call_head(stack, one["household_id"], one["head_name"])


def test_the_very_name_stands_first(stack):
    web = stack.signed_in("county")
    name = stack.rows(
        "SELECT m.name FROM member m JOIN registry_now USING (year)"
        " JOIN name_sound s ON s.name = m.name"
        " JOIN name_sound o ON o.sound = s.sound AND o.name <> s.name"
        " LIMIT 1")[0]["name"]
    page = web.get("/household", params={"find": name})
    heads = [e.getparent().text_content() for e in
             lxml.html.fromstring(page.text).find_class("row-link")]
    assert name in heads[0]
    assert any(name not in head for head in heads)


def test_longer_names(stack):
    """A name that somebody has, and longer ones on request; the beginning of
    a name where nobody is called so."""
    web = stack.signed_in("county")
    names = [r["name"] for r in stack.rows(
        "SELECT DISTINCT name FROM member JOIN registry_now USING (year)"
        " WHERE CHAR_LENGTH(name) = 3")]
    beginnings = {}
    for name in names:
        beginnings.setdefault(name[:2], []).append(name)
    both = stack.rows(
        "SELECT DISTINCT m.name FROM member m JOIN member o ON o.year ="
        " m.year AND o.name LIKE CONCAT(m.name, '_') JOIN registry_now y ON"
        " m.year = y.year WHERE CHAR_LENGTH(m.name) = 2 LIMIT 1")[0]["name"]
    page = web.get("/household", params={"find": both})
    few = totals(page)[0]
    page = web.get(lxml.html.fromstring(page.text).xpath(
        "//a[contains(text(), '更长的名字')]/@href")[0])
    assert totals(page)[0] > few
    assert "也找更长的名字" in chips(page)
    sounds = {r["sound"] for r in stack.rows("SELECT sound FROM name_sound")}
    known = {r["name"]: r["sound"] for r in stack.rows(
        "SELECT name, sound FROM name_sound")}
    only = next(b for b, some in beginnings.items()
                if known[some[0]].rsplit(" ", 1)[0] not in sounds)
    page = web.get("/household", params={"find": only})
    assert totals(page)[0] > 0 and "以它开头的" in page.text


def test_a_part_of_a_name_in_a_small_area(stack):
    area = stack.account("village")["area"]
    low, high = span(area)
    one = stack.rows("SELECT household_id, head_name FROM household WHERE" +
                     NOW + " AND area BETWEEN %s AND %s AND CHAR_LENGTH(head_name) = 3"
                     " LIMIT 1", low, high)[0]
    last = one["head_name"][1:]
    village, county = stack.signed_in("village"), stack.signed_in("county")
    page = village.get("/household", params={"find": last})
    assert one["household_id"] in numbers(page)
    page = village.get("/household", params={"find": last[-1]})
    assert one["household_id"] in numbers(page)
    page = county.get("/household", params={"find": last[-1]})
    assert page.status_code == 422
    assert "请先选到乡镇" in flaws(page)[0]
    page = county.get("/household", params={"find": last[-1], "area": area})
    assert one["household_id"] in numbers(page)


# ---- sets, income, fields --------------------------------------------------

@pytest.mark.parametrize("query,condition", [
    ("monitor=1&monitor=2", "h.monitor_class IN (1, 2)"),
    ("class=exited&class=monitored", "h.exited OR h.monitor_class > 0"),
    ("risk=open&risk=removed", "h.monitor_class > 0"),
    ("lack=housing", "r.housing = 0"),
    ("lack=water&lack=dropout", "r.water = 0 OR r.dropout = 1"),
    ("lack=any", "r.housing = 0 OR r.water = 0 OR r.dropout = 1 OR"
     " r.insurance = 0"),
    ("state=draft&state=returned", "IFNULL(h.free_after, 999912) >= {} AND"
     " r.state IN ('draft', 'returned')"),
    ("h.member_count.from=3&h.member_count.to=4",
     "h.member_count BETWEEN 3 AND 4"),
    ("h.member_count.to=1", "h.member_count <= 1"),
    ("h.exit_year.none=1", "h.exit_year IS NULL"),
    ("m.relation=11&m.relation=12", "EXISTS (SELECT 1 FROM member m WHERE"
     " m.year = h.year AND m.household_id = h.household_id AND m.active AND m.relation IN"
     " ('11', '12'))"),
    ("m.nation=01&m.sex=2", "EXISTS (SELECT 1 FROM member m WHERE"
     " m.year = h.year AND m.household_id = h.household_id AND m.active AND m.sex = 2 AND"
     " m.nation = '01')"),
    ("m.name.has=国", "EXISTS (SELECT 1 FROM member m WHERE m.year = h.year"
     " AND m.household_id = h.household_id AND m.active AND INSTR(m.name, '国'))"),
    ("below=9000&class=monitored", "h.monitor_class > 0 AND (SELECT SUM("
     "i.wage_fen + i.business_fen + i.land_fen + i.dividend_fen +"
     " i.solar_fen + i.property_fen + i.policy_fen + i.transfer_fen)"
     " FROM report i WHERE i.household_id = h.household_id AND i.period DIV"
     " 100 = {} DIV 100) < 900000 * GREATEST(h.member_count, 1)"),
])
def test_conditions(stack, query, condition):
    period, year = due(stack), stack.rows(
        "SELECT year FROM registry_now")[0]["year"]
    condition = condition.replace("{}", str(period))
    want = stack.rows(
        "SELECT COUNT(*) AS n, CAST(IFNULL(SUM(h.member_count), 0) AS"
        " SIGNED) AS p FROM household h LEFT JOIN report r ON r.household_id"
        f" = h.household_id AND r.period = {period}"
        f" WHERE h.year = {year} AND ({condition})")[0]
    page = stack.signed_in("county").get("/household?" + query)
    assert page.status_code == 200
    assert totals(page) == (want["n"], want["p"])
    # each condition is a chip that takes just it away
    for label, link in chips(page).items():
        assert len(link) < len("/household?" + query), label


@pytest.mark.parametrize("query,control,sentence", [
    ("class=nothing", "class", "户类型没有“nothing”这一项"),
    ("monitor=1&monitor=9", "monitor", "监测对象类别没有“9”这一项"),
    ("state=%3Cscript%3E", "state", "填报状态没有"),
    ("risk=1", "risk", "风险状态没有"),
    ("lack=food", "lack", "三保障情况没有“food”"),
    ("area=xyz", "area", "地区“xyz”不是行政区划代码"),
    ("find=" + "x" * 41, "find", "姓名或号码"),
    ("find=12345", "find", "“12345”不是姓名"),
    ("find=99999919900101123", "find", "证件号码（15、18、20或22位）"),
    ("find=%27+OR+1%3D1+--", "find", "不是姓名"),
    ("find=a%00b", "find", "姓名或号码"),
    ("find=%25", "find", "不是姓名"),
    ("find=张&find=李", "find", "姓名或号码"),
    ("below=abc", "below", "年人均收入小于“abc”不是金额"),
    ("below=0", "below", "年人均收入小于"),
    ("below=100&income_year=20x2", "income_year", "收入采集年度“20x2”"),
    ("h.member_count.from=x", "h.member_count.from",
     "家庭人口数“x”不是整数"),
    ("h.member_count.from=5&h.member_count.to=3", "h.member_count.to",
     "家庭人口数的“至”比“从”小"),
    ("h.house_m2_100.from=1.234", "h.house_m2_100.from", "住房面积"),
    ("h.recognised_on.from=2022-02-30", "h.recognised_on.from", "不是日期"),
    ("h.cause_1=99", "h.cause_1", "没有“99”这一项"),
    ("h.toilet=2", "h.toilet", "没有“2”这一项"),
    ("h.bank.from=1", "h.bank.from", "没有“h.bank.from”这个指标条件"),
    ("h.member_count.has=1", "h.member_count.has", "没有"),
    ("h.cause_1.has=1", "h.cause_1.has", "没有"),
    ("h.password=1", "h.password", "没有“h.password”这个指标条件"),
    ("m.household_id=1", "m.household_id", "没有"),
    ("m.name.has=" + "x" * 61, "m.name.has", "姓名"),
])
def test_wrong_words_are_told_at_their_field(stack, query, control,
                                             sentence):
    page = stack.signed_in("county").get("/household?" + query)
    assert page.status_code == 422
    text = lxml.html.fromstring(page.text).text_content()
    assert sentence in text
    assert numbers(page) == [] and totals(page) == (0, 0)
    assert "<script>" not in page.text
    # nothing typed is lost
    for name, value in parse_qsl(query):
        if name == control and name in ("find", "below"):
            assert f'value="{value}"' in page.text or "\0" in value or \
                "'" in value or query.count(name + "=") > 1


MASKED = "您看到的是遮住的，不能按它查询，请去掉这个条件"


@pytest.mark.parametrize("role,query,label", [
    ("county", "h.phone.none=1", "住户的“联系电话”"),
    ("county", "h.phone.is=13800000000", "住户的“联系电话”"),
    ("township", "h.phone.none=1", "住户的“联系电话”"),
    ("township", "h.bank_account.has=62", "住户的"),
    ("village", "h.bank_account.is=62", "住户的"),
    ("helper", "h.bank_account.has=6", "住户的"),
])
def test_what_is_masked_is_not_found_by(stack, role, query, label):
    web = stack.signed_in(role)
    page = web.get("/household?class=exited&" + query)
    assert page.status_code == 422
    said = summary(page)
    assert len(said) == 1 and label in said[0] and MASKED in said[0], said
    assert numbers(page) == [] and totals(page) == (0, 0)
    # its chip takes just it away
    chip = [link for name, link in chips(page).items() if "遮住的" in name]
    assert chip == ["/household?class=exited"]
    if role != "helper":
        assert web.post("/household/export?" + query, {}).status_code == 422


def test_what_is_seen_is_found_by(stack):
    area = stack.account("village")["area"]
    low, high = span(area)
    one = stack.rows(
        "SELECT h.household_id AS id, h.phone, m.idno, m.birth FROM household"
        " h JOIN member m USING (household_id, year) JOIN registry_now y"
        " USING (year) WHERE h.area BETWEEN %s AND %s AND h.phone <> '' AND"
        " m.active AND m.idno IS NOT NULL LIMIT 1", low, high)[0]
    born = f"m.birth.from={one['birth']}&m.birth.to={one['birth']}"
    for role, query in (
            ("village", f"h.phone.is={one['phone']}"), ("village", born),
            ("helper", "m.birth.to=2022-01-01"), ("township", born),
            ("township", "m.health.none=1"),
            # people are counted by what no single one's page tells
            ("county", "m.health=01"), ("county", "m.birth.to=1960-01-01"),
            ("county", "m.subsistence.none=1"),
            # a whole number or name (S1-222)
            ("county", f"m.idno.is={one['idno']}"),
            ("county", f"find={one['idno']}"), ("county", "m.name.has=国")):
        page = stack.signed_in(role).get(f"/household?area={area}&{query}"
                                         if role != "helper" else
                                         f"/household?{query}")
        assert page.status_code == 200, (role, query)
        if str(one["birth"]) in query or one["phone"] in query or \
                one["idno"] in query:
            assert one["id"] in numbers(page), (role, query)
    # but no part of a number
    for part in (one["idno"][:17], one["idno"][:14] + "%25",
                 one["idno"][:17] + "_"):
        page = stack.signed_in("county").get("/household?m.idno.is=" + part)
        assert totals(page) == (0, 0)


def test_a_field_is_picked_and_added(stack):
    web = stack.signed_in("county")
    page = web.get("/household?class=exited")
    tree = lxml.html.fromstring(page.text)
    assert not tree.xpath("//select[@name='field']")
    page = web.get(tree.xpath("//a[@class='more-link']/@href")[0])
    tree = lxml.html.fromstring(page.text)
    assert totals(page) == counted(stack, "h.exited")
    names = tree.xpath("//select[@name='field']/optgroup/option/@value")
    assert "h.house_m2_100" in names and "m.nation" in names
    assert len(names) == len(set(names)) > 60
    for hidden in ("h.number", "h.area", "h.hamlet", "h.phone",
                   "h.bank_account"):
        assert hidden not in names
    page = web.get("/household?class=exited&field=m.relation")
    tree = lxml.html.fromstring(page.text)
    assert tree.xpath("//input[@name='m.relation'][@value='02']")
    assert totals(page) == counted(stack, "h.exited")
    for field, control in (("h.house_m2_100", "h.house_m2_100.from"),
                           ("h.recognised_on", "h.recognised_on.to"),
                           ("h.bank", "h.bank.has"), ("h.bank", "h.bank.is"),
                           ("h.toilet", "h.toilet"),
                           ("m.idno", "m.idno.is"),
                           ("m.idno", "m.idno.none")):
        tree = lxml.html.fromstring(web.get("/household?field=" +
                                            field).text)
        assert tree.xpath(f"//input[@name='{control}']"), control
        if control.endswith(".from"):
            assert tree.xpath("//input[@name='h.house_m2_100.to']")
    page = web.get("/household?field=h.nothing")
    assert page.status_code == 200 and 'class="asked"' not in page.text


def test_every_field_may_be_asked_for(stack):
    web = stack.signed_in("village")
    page = web.get("/household?more=1")
    names = lxml.html.fromstring(page.text).xpath(
        "//select[@name='field']/optgroup/option/@value")
    for at in range(0, len(names), 15):
        page = web.get("/household?" + "&".join(
            f"{name}.none=1" for name in names[at:at + 15]))
        assert page.status_code == 200
    page = web.get("/household?" + "&".join(
        f"{name}.none=1" for name in names[:25]))
    assert page.status_code == 422 and "最多20个指标条件" in page.text


def test_the_page_stays_small(stack):
    page = stack.signed_in("county").get(
        "/household?class=exited&h.cause_1=01&field=m.nation")
    assert len(page.content) < 60000


# ---- pages -----------------------------------------------------------------

def link(page, rel):
    found = re.search(rf'href="([^"]+)" rel="{rel}"', page.text)
    return found and found[1].replace("&amp;", "&")


def word_link(page, label):
    found = re.search(rf'href="([^"]+)">{label}</a>', page.text)
    return found and found[1].replace("&amp;", "&")


def test_pages_there_and_back(stack):
    web = stack.signed_in("township")
    page, there = web.get("/household"), []
    while True:
        there.append(numbers(page))
        if not link(page, "next"):
            break
        page = web.get(link(page, "next"))
    assert len(sum(there, [])) == totals(page)[0]
    last = web.get(word_link(web.get("/household"), "末页"))
    back, page = [], last
    while True:
        back.insert(0, numbers(page))
        if not link(page, "prev"):
            break
        page = web.get(link(page, "prev"))
    assert back == there
    assert numbers(web.get(word_link(last, "首页"))) == there[0]
    assert f"第{len(there)}页，共{len(there)}页" in last.text


def test_turning_counts_nothing(stack):
    """The totals of a list that is looked at are those of its first page;
    of another list they are counted anew."""
    web = stack.signed_in("county")
    page = web.get("/household")
    whole = totals(page)
    on = link(page, "next")
    assert totals(web.get(on)) == whole
    assert totals(web.get(on + "&class=monitored")) == counted(
        stack, "h.monitor_class > 0")
    # nobody takes his list's totals to somebody else's
    low, high = span(stack.account("village")["area"])
    page = stack.signed_in("village").get(on)
    assert totals(page) == counted(stack, "h.area BETWEEN %s AND %s", low,
                                   high)
    forged = re.sub(r"(at=n0-\d+-\d+-\d+-\d+)-\d+", r"\1-7", on)
    assert web.get(forged).status_code == 200


# ---- the area tree (S0-010) ------------------------------------------------

def tree_of(page):
    return {e.xpath("text()")[0]: e.get("href") for e in
            lxml.html.fromstring(page.text).xpath(
                "//nav[contains(@class, 'tree')]//a")}


def test_down_the_tree(stack):
    web = stack.signed_in("county")
    page = web.get("/household?class=exited")
    areas = {r["name"]: r["code"] for r in stack.rows(
        "SELECT name, code FROM area WHERE parent = 130630000000")}
    tree = tree_of(page)
    assert set(areas) < set(tree)
    name, code = next(iter(areas.items()))
    assert f"area={code}" in tree[name] and "class=exited" in tree[name]
    page = web.get(tree[name])
    assert totals(page) == counted(stack, "h.exited AND h.area DIV 1000 ="
                                   " %s DIV 1000", code)
    village = stack.rows("SELECT name, code FROM area WHERE parent = %s"
                         " LIMIT 1", code)[0]
    page = web.get(tree_of(page)[village["name"]])
    assert totals(page) == counted(stack, "h.exited AND h.area = %s",
                                   village["code"])


def test_natural_villages(stack):
    one = stack.rows("SELECT h.area, h.hamlet FROM household h JOIN hamlet n"
                     " ON n.year = h.year AND n.area = h.area AND n.name ="
                     " h.hamlet JOIN registry_now y ON h.year = y.year"
                     " WHERE n.active LIMIT 1")[0]
    web = stack.signed_in("county")
    page = web.get(f"/household?area={one['area']}")
    page = web.get(tree_of(page)[one["hamlet"]])
    assert one["hamlet"] in chips(page)
    assert totals(page) == counted(
        stack, "h.area = %s AND h.hamlet = %s", one["area"], one["hamlet"])
    assert totals(page)[0] > 0
    # another village's, and none at all
    other = stack.rows("SELECT code FROM area WHERE level = 5 AND code NOT IN"
                       " (SELECT area FROM household WHERE hamlet = %s)"
                       " LIMIT 1", one["hamlet"])[0]["code"]
    for area, hamlet in ((other, one["hamlet"]), (one["area"], "x")):
        assert totals(web.get("/household", params={
            "area": area, "hamlet": hamlet})) == (0, 0)


@pytest.mark.parametrize("role", ["village", "township", "helper"])
def test_the_tree_ends_at_the_scope(stack, role):
    page = stack.signed_in(role).get("/household")
    low, high = span(stack.account(role)["area"])
    for code in re.findall(r"area=(\d{12})", " ".join(
            tree_of(page).values())):
        assert low <= int(code) <= high
    if role == "helper":
        assert tree_of(page) == {}


# ---- saved searches --------------------------------------------------------

def saved(web):
    page = web.get("/household?more=1")
    return {e.text_content(): e.get("href") for e in
            lxml.html.fromstring(page.text).xpath(
                "//details[contains(@class, 'saved')]//li/a")}


def remove_all(stack, web):
    page = web.get("/household?more=1")
    for path in re.findall(r'action="(/household/search/\d+/remove)"',
                           page.text):
        web.get("/household")
        assert web.post(path, {}).status_code == 303


def test_save_run_delete(stack):
    web = stack.signed_in("township")
    query = "class=exited&h.member_count.from=3"
    page = web.get("/household?" + query)
    answer = web.post("/household/search?" + query, {"name": "三人以上"})
    assert answer.status_code == 303
    page = web.get(answer.headers["Location"])
    assert "已保存" in page.text
    assert saved(web) == {"三人以上": "/household?" + query}
    found = web.get(saved(web)["三人以上"])
    assert totals(found)[0] > 0 and len(chips(found)) == 2
    # nobody else's
    assert saved(stack.signed_in("village")) == {}
    path = re.search(r'action="(/household/search/\d+/remove)"',
                     page.text)[1]
    other = stack.signed_in("village")
    other.get("/household")
    assert other.post(path, {}).status_code == 404
    web.get("/household")
    assert web.post(path, {}).status_code == 303
    assert saved(web) == {}
    web.get("/household")
    assert web.post(path, {}).status_code == 404
    assert web.post("/household/search/999999999/remove",
                    {}).status_code == 404


def test_a_saved_search_for_what_is_masked_says_so(stack):
    web = stack.signed_in("county")
    query = "class=exited&h.phone.is=13800000000"
    with change(stack) as db:
        db.execute("INSERT INTO saved_search (user_id, name, conditions,"
                   " saved_at) SELECT user_id, '电话是', %s, NOW() FROM user"
                   " WHERE login = 'county'", (query,))
    try:
        page = web.get(saved(web)["电话是"])
        assert page.status_code == 422
        assert [MASKED in one for one in summary(page)] == [True]
        assert saved(web)["电话是"] == "/household?" + query
        less = web.get(next(link for name, link in chips(page).items()
                            if "遮住的" in name))
        assert less.status_code == 200
        assert totals(less) == counted(stack, "h.exited")
        # nor is it saved once more
        answer = web.post("/household/search?" + query, {"name": "再存"})
        assert answer.status_code == 422 and "再存" not in saved(web)
    finally:
        remove_all(stack, web)


@pytest.mark.parametrize("query,name,sentence", [
    ("class=exited", "", "查询名称"),
    ("class=exited", "长" * 41, "查询名称"),
    ("class=exited", "已有", "已经有了"),
    ("", "没有条件", "还没有条件"),
])
def test_what_is_not_saved(stack, query, name, sentence):
    web = stack.signed_in("township")
    web.get("/household?class=exited")
    if name == "已有":
        web.post("/household/search?class=exited", {"name": name})
        web.get("/household?class=exited")
    before = stack.rows("SELECT COUNT(*) AS n FROM saved_search")[0]["n"]
    answer = web.post("/household/search?" + query, {"name": name})
    assert answer.status_code == 422
    if query:
        text = lxml.html.fromstring(answer.text).text_content()
        assert sentence in text
        assert totals(answer)[0] > 0
        if name:
            assert f'value="{name}"' in answer.text
    assert stack.rows("SELECT COUNT(*) AS n FROM saved_search")[0]["n"] == \
        before
    remove_all(stack, web)


# ---- the file --------------------------------------------------------------

def ask(web, query=""):
    web.get("/household" + query)
    return web.post("/household/export" + query, {})


def rows_of(answer):
    text = answer.content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_the_list_as_a_file(stack):
    web = stack.signed_in("county")
    query = "?class=monitored"
    page = web.get("/household" + query)
    want = totals(page)[0]
    assert f"导出 {want} 户" in page.text
    answer = ask(web, query)
    assert answer.status_code == 303
    audit = stack.rows("SELECT * FROM audit ORDER BY audit_id DESC LIMIT 1"
                       )[0]
    assert audit["deed"] == "list" and str(want) in audit["about"]
    file = web.get(answer.headers["Location"])
    assert file.status_code == 200
    assert file.headers["Content-Type"].startswith("text/csv")
    assert file.content.startswith(b"\xef\xbb\xbf")
    rows = rows_of(file)
    assert len(rows) == want
    one = stack.rows("SELECT * FROM household WHERE" + NOW +
                     " AND monitor_class > 0 ORDER BY area, household_id LIMIT 1")[0]
    first = rows[0]
    assert first["户编号"].lstrip("'") == one["number"]
    assert one["head_name"] not in first["户主"] and "*" in first["户主"]
    assert first["联系电话"] != one["phone"] or one["phone"] == ""
    assert "住房面积（平方米）" in first


def book_of(answer):
    """The rows of a workbook: texts, and numbers as such."""
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].endswith("spreadsheetml.sheet")
    space = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
    with zipfile.ZipFile(io.BytesIO(answer.content)) as book:
        assert book.testzip() is None
        sheet = lxml.etree.fromstring(book.read("xl/worksheets/sheet1.xml"))
    assert not sheet.xpath("//m:f", namespaces=space)      # no formula
    rows = []
    for row in sheet.xpath("//m:row", namespaces=space):
        rows.append({re.sub(r"\d", "", c.get("r")): "".join(c.itertext())
                     if c.get("t") == "inlineStr" else float(c[0].text)
                     for c in row})
    head = rows[0]
    return [{head[at]: value for at, value in row.items()}
            for row in rows[1:]]


def test_the_list_as_a_workbook(stack):
    web = stack.signed_in("county")
    page = web.get("/household?class=monitored")
    want = totals(page)[0]
    assert f"导出 {want} 户（Excel）" in page.text
    asked = web.post("/household/export/book?class=monitored", {})
    assert asked.status_code == 303
    place = asked.headers["Location"]
    file = web.get(place)
    assert "bangfu-households-2022.xlsx" in file.headers["Content-Disposition"]
    rows = book_of(file)
    # the same as the other file: as many, as masked
    other = rows_of(web.get(place.removesuffix("/book")))
    assert len(rows) == len(other) == want
    for row, line in zip(rows, other):
        for name in ("户主", "联系电话", "所在村", "月报状态"):
            assert row.get(name, "") == line[name].lstrip("'"), name
        assert row["户编号"] == line["户编号"].lstrip("'")
        assert row["人口数"] == float(line["人口数"])
        assert row["工资性收入（元）"] == float(
            line["工资性收入（元）"].replace(",", ""))
    people = stack.rows("SELECT phone FROM household WHERE" + NOW +
                        " AND monitor_class > 0 AND phone <> ''")
    assert not any(p["phone"] in json.dumps(rows) for p in people)


def test_no_cell_of_a_workbook_is_a_formula(stack):
    area = stack.account("village")["area"]
    one = stack.rows("SELECT household_id, bank FROM household WHERE" + NOW +
                     " AND area = %s ORDER BY household_id LIMIT 1", area)[0]
    wild = "=HYPERLINK(\"http://x\",1)<&>"
    with change(stack) as db:
        db.execute("UPDATE household SET bank = %s WHERE" + NOW +
                   " AND household_id = %s", (wild, one["household_id"]))
    try:
        web = stack.signed_in("village")
        rows = book_of(web.get(web.post("/household/export/book", {}
                                        ).headers["Location"]))
        assert rows[0]["开户银行"] == wild
    finally:
        with change(stack) as db:
            db.execute("UPDATE household SET bank = %s WHERE" + NOW +
                       " AND household_id = %s",
                       (one["bank"], one["household_id"]))


def test_who_may_not_take_a_workbook_out(stack):
    helper = stack.signed_in("helper")
    assert helper.post("/household/export/book", {}).status_code == 403
    assert helper.get("/household/export/1/book").status_code == 403
    web = stack.signed_in("village")
    place = web.post("/household/export/book", {}).headers["Location"]
    assert stack.signed_in("township").get(place).status_code == 404
    assert web.get("/household/export/999999999/book").status_code == 404
    assert web.post("/household/export/book?class=nothing", {}
                    ).status_code == 422
    assert web.post("/household/export/book", {}, token="wrong"
                    ).status_code == 403


def test_the_file_keeps_to_scope_and_conditions(stack):
    low, high = span(stack.account("village")["area"])
    web = stack.signed_in("village")
    answer = ask(web)
    rows = rows_of(web.get(answer.headers["Location"]))
    assert len(rows) == counted(stack, "h.area BETWEEN %s AND %s", low,
                                high)[0]
    # the ticket is his alone
    other = stack.signed_in("township")
    assert other.get(answer.headers["Location"]).status_code == 404
    # and of what he asked last
    ask(web, "?class=monitored")
    assert web.get(answer.headers["Location"]).status_code == 404


def test_who_may_not_take_the_list_out(stack):
    helper = stack.signed_in("helper")
    page = helper.get("/household")
    assert "导出" not in page.text.split("<main")[1]
    assert helper.post("/household/export", {}).status_code == 403
    assert helper.get("/household/export/1").status_code == 403
    web = stack.signed_in("village")
    assert web.get("/household/export/999999999").status_code == 404
    web.get("/household")
    answer = web.post("/household/export?class=nothing", {})
    assert answer.status_code == 422
    answer = web.post("/household/export", {}, token="wrong")
    assert answer.status_code == 403


def test_no_cell_is_a_formula(stack):
    area = stack.account("village")["area"]
    one = stack.rows("SELECT household_id, bank FROM household WHERE" + NOW +
                     " AND area = %s ORDER BY household_id LIMIT 1", area)[0]
    with change(stack) as db:
        db.execute("UPDATE household SET bank = '=1+1' WHERE" + NOW +
                   " AND household_id = %s", (one["household_id"],))
    try:
        web = stack.signed_in("village")
        rows = rows_of(web.get(ask(web).headers["Location"]))
        assert rows[0]["开户银行"] == "'=1+1"
    finally:
        with change(stack) as db:
            db.execute("UPDATE household SET bank = %s WHERE" + NOW +
                       " AND household_id = %s", (one["bank"], one["household_id"]))
