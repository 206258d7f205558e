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
    for form in VILLAGE:
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
              "三、致贫原因", "A27a", "□因病", "四、收入情况",
              "A28 工资性收入（元）", "A29f 其他转移性收入（元）",
              "A32 生产经营性支出（元）", "五、生产生活条件",
              "A33 耕地面积（亩）", "A36a", "A48 是否通广播电视",
              "六、帮扶责任人", "帮扶（选派）单位名称", "填表人：",
              "户主签名：", "填表日期：")),
    ("marginal", ("边缘易致贫户信息采集表", "三、致贫风险（可扩充）",
                  "□因", "A28", "A48", "填表人：")),
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


def test_what_is_known_stands_in_its_place(stack, village):
    one = village["households"][1]
    stack.rows("UPDATE household h JOIN registry_now n ON n.year = h.year SET"
               " road = '03', toilet = 0, cause_1 = '02', arable_mu_100 = 650"
               " WHERE household_id = %s", one["id"])
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
    assert nobody.status_code == 200 and "没有选择住户" in nobody.text


def test_a_batch_is_bounded(stack):
    ids = [r["id"] for r in stack.rows(
        "SELECT household_id AS id FROM household h JOIN registry_now n ON"
        " n.year = h.year ORDER BY household_id LIMIT 53")]
    page = stack.signed_in("county").get("/print?form=poor&" + "&".join(
        f"household={i}" for i in ids))
    assert len(sheets(page)) == 50 and "还有3户没有列出" in page.text


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
    for option in form.xpath(".//option/@value"):
        page = web.get(f"/print?form={option}&household="
                       f"{boxes[0].get('value')}&household="
                       f"{boxes[1].get('value')}")
        assert len(sheets(page)) == 2
