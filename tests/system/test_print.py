"""The official forms on paper: what is on a sheet, for whom (S1-202, S1-308,
S2-010 … S2-031, S4-003)."""
import re

import lxml.html
import pytest

HOUSEHOLD = ("poor", "contrast", "marginal", "increase", "visit")
VILLAGE = ("decrease", "unstable", "summary")


@pytest.fixture(scope="module")
def village(stack):
    """The village clerk's, and its households with several people."""
    area = stack.account("village")["area"]
    rows = stack.rows(
        "SELECT h.household_id AS id, h.number, h.head_name AS head,"
        " h.phone FROM household h JOIN registry_now n ON n.year = h.year"
        " WHERE h.area = %s AND h.phone IS NOT NULL AND h.phone <> ''"
        " ORDER BY h.member_count DESC, h.household_id LIMIT 3", area)
    return {"area": area, "households": rows}


def sheets(page):
    assert page.status_code == 200, page.status_code
    return lxml.html.fromstring(page.text).xpath("//table[@class='paper']")


def text_of(node):
    """As read: the word joiner between a box and its word is not a sign."""
    return re.sub(r"\s+", " ", node.text_content().replace("\u2060", ""))


def test_a_household_offers_its_forms(stack, village):
    one = village["households"][0]
    web = stack.signed_in("village")
    page = web.get(f"/household/{one['id']}/print").text
    for form in HOUSEHOLD:
        assert f"/print?form={form}&amp;household={one['id']}" in page
    for form in HOUSEHOLD + VILLAGE:
        assert f"/print?form={form}&amp;village={village['area']}" in page
    assert "打印</a>" in web.get(f"/household/{one['id']}").text
    # a helper prints his households, not villages
    me = stack.account("helper")["helper_id"]
    mine = stack.rows("SELECT household_id AS id FROM pairing WHERE helper_id"
                      " = %s AND to_day > '2022-03-04' LIMIT 1", me)[0]["id"]
    helper = stack.signed_in("helper")
    page = helper.get(f"/household/{mine}/print").text
    assert "form=poor" in page and "form=summary" not in page
    assert len(sheets(helper.get(
        f"/print?form=poor&household={mine}"))) == 1


@pytest.mark.parametrize("form, words", [
    ("poor", ("新识别贫困户信息采集表", "一、基础信息", "A23 识别标准",
              "A25 军烈属", "二、家庭成员信息", "A1 姓名",
              "A20 是否参加商业补充医疗保险", "A51 是否接受医疗救助",
              "省（区、市）", "自然村（村民小组）", "银行账号（选填）",
              "居民身份证（残疾人证）号码", "A12 务工区域",
              "三、致贫原因", "A27a 致贫原因1（单选项）",
              "A27c 致贫原因3（单选项）", "□因病", "四、收入情况",
              "A28 工资性收入（元）", "A29f 其他转移性收入（元）",
              "A32 生产经营性支出（元）", "五、生产生活条件",
              "A33 耕地面积（亩）", "A36a", "A48 是否通广播电视",
              "六、帮扶责任人", "帮扶（选派）单位名称", "七、其他指标",
              "家庭年人均纯收入（元）", "填表人：",
              "户主签名：", "填表日期：")),
    ("marginal", ("边缘易致贫户信息采集表", "三、致贫风险（可扩充）",
                  "A52a 致贫风险1（单选项）", "A52c 致贫风险3", "□因", "A28", "A48", "填表人：")),
    ("contrast", ("贫困户信息对照表", "上年", "本年变更", "变更",
                  "只填有变化的内容", "A33", "户主签名：")),
    ("increase", ("家庭成员自然增加情况表", "行政村名称", "行政区划代码",
                  "增加原因", "（6）失联人口回归")),
    ("visit", ("走访服务信息采集表（2022年2月）", "土地流转", "收入合计",
               "是否实现住房安全", "存在问题描述", "户主签名：",
               "走访人员签名：")),
])
def test_the_form_of_a_household(stack, village, form, words):
    one = village["households"][0]
    page = stack.signed_in("county").get(
        f"/print?form={form}&household={one['id']}")
    sheet, = sheets(page)
    text = text_of(sheet)
    for word in words:
        assert word in text, word
    assert one["number"] in text and one["head"] in text
    # its QR code is drawn, black modules on a square
    assert sheet.xpath(".//svg/path/@d")[0].startswith("M4 4h7")
    # what is masked on pages is masked on paper
    assert one["phone"] not in page.text
    people = stack.rows("SELECT DISTINCT idno FROM member WHERE household_id"
                        " = %s AND idno IS NOT NULL", one["id"])
    assert people and not any(p["idno"] in page.text for p in people)
    if form == "marginal":
        for word in ("A23", "A25", "银行账号", "帮扶责任人", "户主签名"):
            assert word not in text, word


def test_the_helpers_stand_with_sex_and_politics(stack, village):
    one = village["households"][0]["id"]
    who = stack.rows(
        "SELECT k.name, k.sex, k.unit, c.label FROM pairing p JOIN helper k"
        " ON k.helper_id = p.helper_id LEFT JOIN code c ON c.list ="
        " 'politics' AND c.code = k.politics WHERE p.household_id = %s"
        " ORDER BY '2022-03-04' BETWEEN p.from_day AND p.to_day DESC,"
        " p.from_day DESC", one)
    sheet, = sheets(stack.signed_in("county").get(
        f"/print?form=poor&household={one}"))
    row = sheet.xpath(".//section[contains(h2, '帮扶责任人')]//tbody/tr")
    assert who and who[0]["sex"] and who[0]["label"]
    assert [text_of(td) for td in row[0].xpath("./td")][:5] == [
        "1", who[0]["name"], "男" if who[0]["sex"] == 1 else "女",
        who[0]["label"], who[0]["unit"]]


def test_what_is_known_stands_in_its_place(stack, village):
    one = village["households"][1]
    stack.rows("UPDATE household h JOIN registry_now n ON n.year = h.year SET"
               " road = '03', toilet = 0, cause_1 = '02', other_causes ="
               " '12,13', arable_mu_100 = 650, wage_fen = 123400 WHERE household_id = %s", one["id"])
    sheet, = sheets(stack.signed_in("village").get(
        f"/print?form=poor&household={one['id']}"))

    def value(label):
        return text_of(sheet.xpath(
            f".//th[contains(., '{label}')]/following-sibling::td[1]")[0])
    assert value("A37") == "水泥路" and value("A33") == "6.5"
    assert value("A43") == "□是 ☑否"
    causes = value("A27a")
    assert "☑因残" in causes and causes.count("☑") == 1
    assert "□因丧" in causes and causes.count("□") == 12
    # 因婚 and 因丧 where the official form has them, a box ticked a line
    assert causes.split()[:7] == ["□因病", "☑因残", "□因学", "□因灾",
                                  "□因婚", "□因丧", "□缺土地"]
    assert [c for c in (value("A27b") + value("A27c")).split()
            if "☑" in c] == ["☑因婚", "☑因丧"]
    # incomes go down the columns, as on the official form
    codes = [text_of(th).split()[0] for th in sheet.xpath(
        ".//section[h2='四、收入情况']//th[normalize-space()]")]
    assert codes == ["A28", "A29", "A29d", "A30", "A29a", "A29e", "A31",
                     "A29b", "A29f", "A31a", "A29c", "A31b", "A32"]
    assert value("A28") == "1,234.00"
    # the address on its blanks
    assert [text_of(u) for u in sheet.xpath(
        ".//span[@class='whole']/u")][:3] == ["河北", "保定", "涞源"]
    names = [text_of(td) for td in sheet.xpath(
        ".//table[@class='grid'][1]/tbody/tr/td[2]")]
    members = [m["name"] for m in stack.rows(
        "SELECT m.name FROM member m JOIN registry_now n ON n.year = m.year"
        " WHERE household_id = %s AND active ORDER BY relation <> '01',"
        " member_id", one["id"])]
    assert names[:len(members)] == members


@pytest.mark.parametrize("form, words", [
    ("decrease", ("家庭成员自然减少情况表", "户主证件号码", "减少原因",
                  "（8）分散供养转集中供养")),
    ("unstable", ("脱贫不稳定户信息采集表", "返贫风险1（必填）",
                  "返贫风险包括")),
    ("summary", ("走访服务信息采集汇总表（2022年2月）", "村级汇总人签名",
                 "乡镇研判人签名", "合计")),
])
def test_the_form_of_a_village(stack, village, form, words):
    web = stack.signed_in("village")
    page = web.get(f"/print?form={form}&village={village['area']}")
    sheet, = sheets(page)
    for word in words:
        assert word in text_of(sheet), word
    if form == "summary":
        assert village["households"][0]["number"] in page.text
    other = stack.rows("SELECT code FROM area WHERE level = 5 AND code <> %s"
                       " LIMIT 1", village["area"])[0]["code"]
    for wrong in (other, 130630000000, 7, "x"):
        assert web.get(f"/print?form={form}&village={wrong}"
                       ).status_code == 404
    assert stack.signed_in("helper").get(
        f"/print?form={form}&village={village['area']}").status_code == 403


def test_the_month_can_be_chosen(stack, village):
    web = stack.signed_in("village")
    where = f"/print?form=summary&village={village['area']}&month="
    assert "2021年12月" in web.get(where + "202112").text
    # a month that is not there yet, or none, is the one that is due
    for month in ("203001", "202113", "x"):
        assert "2022年2月" in web.get(where + month).text


def test_several_households_are_several_sheets(stack, village):
    web = stack.signed_in("village")
    ids = [h["id"] for h in village["households"]]
    page = web.get("/print?form=visit&" + "&".join(
        f"household={i}" for i in ids))
    assert [h["number"] in text_of(s) for h, s in
            zip(village["households"], sheets(page))] == [True] * 3
    assert "共3份" in page.text
    nobody = web.get("/print?form=poor")
    assert nobody.status_code == 200 and "没有可以打印的住户" in nobody.text


def test_a_batch_is_bounded(stack):
    ids = [r["id"] for r in stack.rows(
        "SELECT household_id AS id FROM household h JOIN registry_now n ON"
        " n.year = h.year ORDER BY household_id LIMIT 53")]
    web = stack.signed_in("county")
    page = web.get("/print?form=visit&month=202201&" + "&".join(
        f"household={i}" for i in ids))
    assert len(sheets(page)) == 50
    assert "第1部分，共2部分：第1—50户，一共53户" in page.text
    tree = lxml.html.fromstring(page.text)
    assert not tree.xpath("//a[@rel='prev']")
    # the way to the rest, and back
    page = web.get(tree.xpath("//a[@rel='next']/@href")[0])
    assert len(sheets(page)) == 3 and "第51—53户" in page.text
    assert "2022年1月" in page.text
    tree = lxml.html.fromstring(page.text)
    assert not tree.xpath("//a[@rel='next']")
    assert len(sheets(web.get(tree.xpath("//a[@rel='prev']/@href")[0]))) == 50


def test_a_whole_village_is_printed_in_parts(stack, village):
    """200 households of one village: each is on one sheet of one part."""
    web = stack.signed_in("village")
    area = village["area"]
    mine = [r["id"] for r in stack.rows(
        "SELECT household_id AS id FROM household h JOIN registry_now n ON"
        " n.year = h.year WHERE area = %s", area)]
    # as if those of the villages around were here, too
    others = stack.rows(
        "SELECT household_id AS id, area FROM household h JOIN registry_now n"
        " ON n.year = h.year WHERE area <> %s ORDER BY household_id LIMIT %s",
        area, 200 - len(mine))
    marks = ",".join("%s" for _ in others)
    try:
        stack.rows("UPDATE household h JOIN registry_now n ON n.year ="
                   f" h.year SET area = %s WHERE household_id IN ({marks})",
                   area, *(o["id"] for o in others))
        seen, path = [], f"/print?form=visit&village={area}"
        while path:
            tree = lxml.html.fromstring(web.get(path).text)
            found = tree.xpath("//table[@class='paper']//b[1]/text()")
            assert len(tree.xpath("//table[@class='paper']")) == 50
            seen += found
            path = (tree.xpath("//a[@rel='next']/@href") or [None])[0]
        assert len(set(seen)) == 200
        # a part that is not there is the last one
        page = web.get(f"/print?form=visit&village={area}&part=99")
        assert "第4部分，共4部分：第151—200户" in page.text
    finally:
        for o in others:
            stack.rows("UPDATE household h JOIN registry_now n ON n.year ="
                       " h.year SET area = %s WHERE household_id = %s",
                       o["area"], o["id"])


def test_a_village_s_own_class_alone(stack, village):
    web = stack.signed_in("village")
    area = village["area"]
    marginal = stack.rows(
        "SELECT number FROM household h JOIN registry_now n ON n.year ="
        " h.year WHERE area = %s AND monitor_class = 2", area)
    page = web.get(f"/print?form=marginal&village={area}")
    assert len(sheets(page)) == len(marginal)
    # who left the registry has no month to be visited in
    one = village["households"][0]
    stack.rows("UPDATE household h JOIN registry_now n ON n.year = h.year SET"
               " free_after = 202112 WHERE household_id = %s", one["id"])
    for month, there in (("202112", True), ("202201", False)):
        page = web.get(f"/print?form=visit&village={area}&month={month}")
        assert (one["number"] in page.text) == there
    stack.rows("UPDATE household h JOIN registry_now n ON n.year = h.year SET"
               " free_after = NULL WHERE household_id = %s", one["id"])
    for wrong in ("7", "x", "130630000000"):
        assert web.get(f"/print?form=poor&village={wrong}"
                       ).status_code == 404
    assert stack.signed_in("helper").get(
        f"/print?form=poor&village={area}").status_code == 403


def test_who_came_and_who_left_with_the_reason(stack, village):
    """附件2 and 附件3: the number of the reason is written."""
    one = village["households"][0]
    people = stack.rows(
        "SELECT member_id AS id, name FROM member m JOIN registry_now n ON"
        " n.year = m.year WHERE household_id = %s AND active AND relation <>"
        " '01' ORDER BY member_id", one["id"])
    came, left = people[0], people[1]
    stack.rows("UPDATE member m JOIN registry_now n ON n.year = m.year SET"
               " increase_reason = '5' WHERE member_id = %s", came["id"])
    stack.rows("UPDATE member m JOIN registry_now n ON n.year = m.year SET"
               " active = 0, decrease_reason = '8' WHERE member_id = %s",
               left["id"])
    web = stack.signed_in("village")
    sheet, = sheets(web.get(f"/print?form=decrease&village="
                            f"{village['area']}"))
    row, = [r for r in sheet.xpath(".//table[@class='grid']/tbody/tr")
            if left["name"] in text_of(r)]
    assert [text_of(td) for td in row][0] == one["head"]
    assert [text_of(td) for td in row][4] == "8"
    # he is no more on the household's forms
    page = web.get(f"/print?form=poor&household={one['id']}")
    assert came["name"] in page.text and left["name"] not in page.text
    # who was there last year has not come
    sheet, = sheets(web.get(f"/print?form=increase&household={one['id']}"))
    known = {r["id"] for r in stack.rows(
        "SELECT member_id AS id FROM member m JOIN registry_now n ON m.year ="
        " n.year - 1 WHERE household_id = %s AND active", one["id"])}
    rows = [r for r in sheet.xpath(".//table[@class='grid']/tbody/tr")
            if came["name"] in text_of(r)]
    if known:
        assert bool(rows) == (came["id"] not in known)
    else:
        assert text_of(rows[0][-1]) == "5"
    stack.rows("UPDATE member m JOIN registry_now n ON n.year = m.year SET"
               " active = 1, decrease_reason = NULL, increase_reason = NULL"
               " WHERE household_id = %s", one["id"])


def test_a_county_on_paper(stack):
    web = stack.signed_in("county")
    county = stack.account("county")["area"]
    page = web.get(f"/place/{county}/file/1").text
    for form in ("county", "county-contrast"):
        assert f"/print?form={form}&amp;county={county}" in page
    sheet, = sheets(web.get(f"/print?form=county&county={county}"))
    for word in ("县信息表", "县（市、区）", "乡（镇）数（个）", "在册户数（户）",
                 "C92 开展小额信贷的村数（个）", "C103 投入资金（元）",
                 "单位负责人签名（盖章）", "填表日期"):
        assert word in text_of(sheet), word
    sheet, = sheets(web.get(f"/print?form=county-contrast&county={county}"))
    assert "县信息对照表" in text_of(sheet)
    assert "本年变更" in text_of(sheet) and "在册户数" not in text_of(sheet)
    for wrong in ("130630107204", "7", "x", "130600000000"):
        assert web.get(f"/print?form=county&county={wrong}"
                       ).status_code == 404
    # those below do not see all of it
    assert stack.signed_in("village").get(
        f"/print?form=county&county={county}").status_code == 404
    assert stack.signed_in("helper").get(
        f"/print?form=county&county={county}").status_code == 403


def test_nobody_prints_what_he_may_not_see(stack, village):
    foreign = stack.rows("SELECT household_id AS id FROM household JOIN"
                         " registry_now USING (year) WHERE area <> %s LIMIT 1",
                         village["area"])[0]["id"]
    mine = village["households"][0]["id"]
    web = stack.signed_in("village")
    for path in (f"/print?form=poor&household={foreign}",
                 f"/print?form=poor&household={mine}&household={foreign}",
                 f"/print?form=nonsense&household={mine}",
                 "/print?form=poor&household=x", "/print",
                 "/print?form=poor&household=99999999999999999999",
                 f"/household/{foreign}/print"):
        assert web.get(path).status_code == 404, path
    answer = stack.guest().get(f"/print?form=poor&household={mine}")
    assert answer.status_code == 303


def test_the_list_offers_what_is_ticked(stack, village):
    page = stack.signed_in("village").get("/household")
    tree = lxml.html.fromstring(page.text)
    boxes = tree.xpath("//input[@name='household' and @form='print']")
    assert boxes and all(b.get("aria-label") for b in boxes)
    form, = tree.xpath("//form[@id='print']")
    assert (form.get("action"), form.get("method")) == ("/print", "get")
    web = stack.signed_in("village")
    whole, = form.xpath(".//button[@name='village']/@value")
    assert whole == str(village["area"])
    assert "打印全村各户" not in stack.signed_in("county").get(
        "/household").text
    for option in form.xpath(".//option/@value"):
        page = web.get(f"/print?form={option}&household="
                       f"{boxes[0].get('value')}&household="
                       f"{boxes[1].get('value')}")
        assert len(sheets(page)) == 2


@pytest.fixture
def old(stack, village):
    """A household's file of 2016, as that year's lists have it."""
    one = village["households"][0]

    def again(sql, *args):
        stack.rows(sql, *args)
        stack.rows("UPDATE registry_now SET generation = generation + 1")

    try:
        for table in ("household", "member"):
            names = [r["c"] for r in stack.rows(
                "SELECT column_name AS c FROM information_schema.columns"
                " WHERE table_schema = DATABASE() AND table_name = %s AND"
                " column_name NOT IN ('year', 'row_start', 'row_end') AND"
                " extra NOT LIKE '%%GENERATED%%'", table)]
            stack.rows(
                f"INSERT INTO {table} (year, {', '.join(names)}) SELECT 2016,"
                f" {', '.join(names)} FROM {table} JOIN registry_now n USING"
                " (year) WHERE household_id = %s", one["id"])
        stack.rows("UPDATE household SET attribute = '06', cause_1 = '12',"
                   " other_causes = '05,07', irrigated_mu_100 = 150, exit_way"
                   " = '5' WHERE year = 2016 AND household_id = %s",
                   one["id"])
        stack.rows("UPDATE member SET education = '04', student = '01',"
                   " health_2017 = '02', work_place = '02' WHERE year = 2016"
                   " AND household_id = %s", one["id"])
        again("INSERT INTO registry_year (year, state, opened_at, closed_at)"
              " VALUES (2016, 'closed', '2016-12-01', '2017-03-01')")
        yield one
    finally:
        stack.rows("UPDATE registry_year SET state = 'opening' WHERE year ="
                   " 2016")
        for table in ("household", "member"):
            stack.rows(f"DELETE FROM {table} WHERE year = 2016")
        again("DELETE FROM registry_year WHERE year = 2016")


def test_the_forms_of_the_first_edition(stack, village, old):
    """2014–2017: 31 numbered lines, no codes of the later form, its lists."""
    web = stack.signed_in("county")
    web.get("/")
    assert web.post("/year/look", {"year": 2016, "to": "/"}
                    ).status_code == 303
    try:
        sheet, = sheets(web.get(f"/print?form=poor&household={old['id']}"))
        text = text_of(sheet)
        for word in ("贫困户信息采集表", "一、基本情况", "☑五保贫困户",
                     "主要致贫原因（单选项）", "☑其他", "二、家庭成员情况",
                     "身份证号码或残疾证号码", "劳动能力", "务工状况",
                     "是否参加新型农村合作医疗", "1.耕地面积（亩）",
                     "2.有效灌溉面积（亩）", "8.饮水是否困难",
                     "22.全家务工收入（元）", "☑发展教育",
                     "30.家庭生产性支出（元）", "31.脱贫方式", "高中",
                     "非在校生", "乡（镇）外县内", "户主签名："):
            assert word in text, word
        for word in ("新识别", "A1 ", "A33", "A27a", "A44", "因婚", "因丧",
                     "是否解决安全饮用水", "危房等级", "是否参加大病保险"):
            assert word not in text, word
        # who helps today did not yet
        assert not re.search(r"20(1[7-9]|2\d)-", text_of(sheet.xpath(
            ".//section[contains(h2, '帮扶责任人')]")[0]))
        # the form of another edition is told, not filled
        page = web.get(f"/print?form=marginal&household={old['id']}")
        assert page.status_code == 200 and not sheets(page)
        assert "2016年还没有《边缘易致贫户信息采集表》" in page.text
        page = web.get(f"/household/{old['id']}/print").text
        assert "form=poor" in page and "form=contrast" in page
        assert "form=marginal" not in page and "form=visit" not in page
        # the page of the file calls the fields as that year did
        page = text_of(lxml.html.fromstring(web.get(
            f"/household/{old['id']}/file/3").text))
        assert "全家务工收入" in page and "工资性收入" not in page
    finally:
        web.get("/")
        web.post("/year/look", {"year": 2022, "to": "/"})


def test_what_a_later_list_is_compared_with(stack, village):
    """对照表: last year's words by last year's lists, boxes of this year's."""
    one = village["households"][2]["id"]
    sheet, = sheets(stack.signed_in("village").get(
        f"/print?form=contrast&household={one}"))
    text = text_of(sheet)
    for word in ("□泥土路 □砂石路 □水泥路 □沥青路", "□A级 □B级",
                 "注：各栏选项：", "A8文化程度：文盲或半文盲、小学"):
        assert word in text, word
    # what only operations change has nothing to tick
    cells = sheet.xpath(".//th[contains(., 'A23')]/following-sibling::td")
    assert "□" not in text_of(cells[0]) and text_of(cells[1]).strip() == ""
