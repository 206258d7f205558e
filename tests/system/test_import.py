"""数据导入 (S1-215): sheets are looked at first, then written as the form
writes, each household whole and once; what is wrong is refused by its line."""
import csv
import io
import os
import pathlib
import re
import signal
import zipfile
from concurrent.futures import ThreadPoolExecutor

import lxml.html
import pytest
import requests

HEAD = ["户编号", "耕地面积（亩）A33", "入户路类型", "是否有卫生厕所"]


def households(stack, count, skip=0, anywhere=False):
    area = stack.account("village")["area"]
    return stack.rows(
        "SELECT household_id AS id, number, arable_mu_100 AS mu, version,"
        " road, toilet FROM household WHERE year = (SELECT year FROM"
        " registry_now) AND (area = %s OR %s) AND monitor_class = 0"
        " AND household_id NOT IN (SELECT household_id FROM rule_note)"
        " ORDER BY household_id LIMIT %s OFFSET %s", area, anywhere, count,
        skip)


def row_of(stack, one, *names):
    return stack.rows(f"SELECT {', '.join(names)} FROM household WHERE year ="
                      " (SELECT year FROM registry_now) AND household_id ="
                      " %s", one["id"])[0]


def as_csv(*rows, encoding="utf-8-sig"):
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue().encode(encoding)


def as_book(*rows):
    """A workbook as spreadsheets write it: texts shared, numbers as such."""
    texts, lines = [], []
    for i, row in enumerate(rows, 1):
        cells = ""
        for k, cell in enumerate(row):
            at = f"{chr(65 + k)}{i}"
            if isinstance(cell, str):
                cells += f'<c r="{at}" t="s"><v>{len(texts)}</v></c>'
                texts.append(f"<si><t>{cell}</t></si>")
            else:
                cells += f'<c r="{at}"><v>{cell}</v></c>'
        lines.append(f'<row r="{i}">{cells}</row>')
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("xl/workbook.xml", '<workbook xmlns:r="r"><sheets>'
                      '<sheet name="a" r:id="rId1"/></sheets></workbook>')
        book.writestr("xl/_rels/workbook.xml.rels", '<Relationships>'
                      '<Relationship Id="rId1" Target="worksheets/s.xml"/>'
                      '</Relationships>')
        book.writestr("xl/sharedStrings.xml",
                      f"<sst>{''.join(texts)}</sst>")
        book.writestr("xl/worksheets/s.xml", "<worksheet><sheetData>"
                      f"{''.join(lines)}</sheetData></worksheet>")
    return out.getvalue()


def zipped(name, content=b"a"):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return out.getvalue()


def send(web, content, name="改.csv"):
    web.get("/import")
    return web.post("/import", files={"file": (name, content)})


def preview(web, content, show=""):
    """The number of the sheet, and the page of what would become of it."""
    answer = send(web, content)
    assert answer.status_code == 303, flaws(answer)
    at = answer.headers["location"].rpartition("/")[2]
    return at, text(web.get(f"/import/{at}?show={show}"))


def text(page):
    assert page.status_code == 200, page.text
    return re.sub(r"\s+", " ", lxml.html.fromstring(
        page.text).text_content())


def flaws(page):
    return " ".join(e.text_content() for e in lxml.html.fromstring(
        page.text).xpath("//*[@class='flaw']"))


def write(web, at, **words):
    web.get(f"/import/{at}")
    return web.post(f"/import/{at}", words)


def other(mu):
    """Another area of land than ${mu} hundredths."""
    return "3.7" if mu != 370 else "4.6"


def test_the_template_is_made_of_the_dictionary(stack):
    web = stack.signed_in("village")
    page = web.get("/import")
    assert 'href="/import"' in page.text and "上传并预览" in page.text
    rows = list(csv.reader(io.StringIO(
        web.get("/import/template").content.decode("utf-8-sig"))))
    head = rows[0]
    assert head[0] == "户编号" and "耕地面积（亩）A33" in head
    assert "家庭年收入（元）" not in head        # a total
    assert "贫困户属性" not in head              # locked
    assert [r[0] for r in rows[1:]] == ["#示例", "#填法", "#解释", "#代码"]
    road = head.index("入户路类型A37")
    assert rows[1][road] and rows[4][road].startswith("01 ")
    assert web.get("/import/template/book").content[:2] == b"PK"
    # sent back as it is: there is nothing in it
    answer = send(web, web.get("/import/template").content)
    assert answer.status_code == 422 and "是空的" in flaws(answer)


def test_a_change_is_looked_at_then_written_once(stack):
    web = stack.signed_in("village")
    one = households(stack, 1)[0]
    sheet = as_csv(HEAD[:2], [one["number"], other(one["mu"])])
    at, page = preview(web, sheet)
    assert "将修改 1户" in page and "耕地面积" in page
    assert row_of(stack, one, "version") == {"version": one["version"]}
    answer = write(web, at)
    assert answer.status_code == 303
    assert "已写入" in text(web.get(answer.headers["location"]))
    now = row_of(stack, one, "arable_mu_100 AS mu", "version", "door")
    assert now == {"mu": int(float(other(one["mu"])) * 100 + .5),
                   "version": one["version"] + 1, "door": "import"}
    assert stack.rows("SELECT door, deed FROM `change` WHERE entity ="
                      " 'household' AND record_id = %s ORDER BY change_id"
                      " DESC LIMIT 1", one["id"]) == [
        {"door": "import", "deed": "update"}]
    assert "导入" in web.get(f"/household/{one['id']}/history").text
    # pressed again, and sent again: nothing
    assert write(web, at).status_code == 303
    at, page = preview(web, sheet)
    assert "没有变化 1户" in page and "将修改 0户" in page
    assert row_of(stack, one, "version") == {"version": now["version"]}


def test_the_exported_list_comes_back(stack):
    web = stack.signed_in("village")
    web.get("/household")
    answer = web.post("/household/export")
    content = web.get(answer.headers["location"]).content
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    count = len(rows) - 1
    at, page = preview(web, content)
    assert f"没有变化 {count}户" in page, page
    # masked names and numbers are there, and stay as they are
    phone = rows[0].index("联系电话")
    assert "*" in rows[1][phone]
    forest = rows[0].index("林地面积（亩）")
    rows[1][forest] = "5.25"
    _, page = preview(web, as_csv(*rows))
    assert "将修改 1户" in page or "要写说明 1户" in page, page
    assert f"没有变化 {count - 1}户" in page
    # another mask is no number, the head's name is not changed here
    rows[1][phone] = "139****0000"
    rows[2][rows[0].index("户主")] = "王小二"
    _, page = preview(web, as_csv(*rows), "refuse")
    assert "不能导入 2户" in page
    assert "遮住的内容" in page and "户主不能在表里修改" in page


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_letters(stack, encoding):
    web = stack.signed_in("village")
    one = households(stack, 1)[0]
    _, page = preview(web, as_csv(
        ["户编号", "开户银行"], [one["number"], "测试𬬭农村信用社"],
        encoding=encoding), "change")
    assert "将修改 1户" in page and "测试𬬭农村信用社" in page


def test_workbooks(stack):
    web = stack.signed_in("village")
    one = households(stack, 1)[0]
    at, page = preview(web, as_book(
        HEAD[:2] + ["填表日期"], [int(one["number"]), 7.35, 44594]),
        "change")
    assert "将修改 1户" in page and "7.35" in page
    assert "2022-02-02" in page
    # our own: the template says nothing, the exported list no change
    answer = send(web, web.get("/import/template/book").content)
    assert answer.status_code == 422 and "是空的" in flaws(answer)
    web.get("/household")
    answer = web.post("/household/export/book")
    _, page = preview(web, web.get(answer.headers["location"]).content)
    assert "将修改 0户" in page and "不能导入 0户" in page, page


REFUSED = {
    "空": (b"", "是空的"),
    "无列名": (as_csv(["户编号", "", "入户路类型"], ["1", "", ""]),
            "第2列没有列名"),
    "无户编号": (as_csv(["耕地面积"], ["1"]), "没有“户编号”"),
    "不认识": (as_csv(["户编号", "星座"], ["1", "2"]), "不是这张表的指标"),
    "别的年度": (as_csv(["户编号", "主要住房是否危房"], ["1", "是"]),
             "不是这个年度的指标"),
    "两次": (as_csv(["户编号", "耕地面积", "耕地面积（亩）"], ["1", "", ""]),
           "出现了两次"),
    "引号": ("户编号,开户银行\n1,\"没有完".encode(), "引号没有成对"),
    "乱码": (b"\xef\xbb\xbf\xff\xfe", "文字不能识别"),
    "太多行": (as_csv(["户编号", "开户银行"], *[["1", "x"]] * 5001), "行数太多"),
    "一户太多行": (as_csv(["户编号", "姓名"], *[["1", "甲"]] * 101),
              "里第2行那一户的行太多，一户最多100行"),
    "太多列": (as_csv(["户编号"] * 301, ["1"]), "列数太多"),
    "旧表": (b"\xd0\xcf\x11\xe0 xls", "不是能导入的文件"),
    "不是表的压缩包": (zipped("a.txt"), "不是能导入的文件"),
    "坏的表": (as_book(["户编号"])[:200], "打不开"),
    "压缩炸弹": (zipped("xl/workbook.xml", b"<a>" + b" " * (5 << 20)),
             "太大"),
    "太长": (as_csv(["户编号", "开户银行"], ["1", "x" * 4001]), "内容太长"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_files_that_are_no_sheet(stack, name):
    content, why = REFUSED[name]
    answer = send(stack.signed_in("village"), content)
    assert answer.status_code == 422
    assert why in flaws(answer)


def test_no_file(stack):
    web = stack.signed_in("village")
    web.get("/import")
    answer = web.post("/import", files={"file": ("", b"")})
    assert answer.status_code == 422 and "选择填好的表" in answer.text


WRONG = {
    # column: word, what is said
    "耕地面积": ("很多", "不是数字"),
    "林地面积": ("-1", "太小"),
    "入户路类型": ("石板路", "不在可选范围内"),
    "填表日期": ("2022-02-30", "不是日期"),
    "联系电话": ("12345", "不是电话号码"),
    "家庭常住人口数": ("2.5", "不是整数"),
    "识别标准": ("市定标准", "由业务办理改变"),
    "人口数": ("99", "人口数不能在表里修改"),
    "所在村": ("别村", "所在村不能在表里修改"),
    "家庭年收入": ("1", "由系统合计"),
    "风险备注": ("有", "只有监测对象才填"),
    "工资性收入": ("清空", "请填写工资性收入"),
    "自然村（村民小组）": ("天上", "不在可选范围内"),
}


def test_each_wrong_cell_is_named_and_stops_no_other(stack):
    web = stack.signed_in("county")
    homes = households(stack, len(WRONG) + 1, 30, True)
    rows = [["户编号", *WRONG]]
    for i, (column, (word, _)) in enumerate(WRONG.items()):
        rows.append([homes[i]["number"],
                     *[word if c == column else "" for c in WRONG]])
    good = homes[-1]
    rows.append([good["number"], other(good["mu"])])
    at, page = preview(web, as_csv(*rows), "refuse")
    assert f"不能导入 {len(WRONG)}户" in page and "将修改 1户" in page, page
    for column, (word, why) in WRONG.items():
        assert why in page, (column, page)
    assert write(web, at).status_code == 303
    assert row_of(stack, good, "door")["door"] == "import"
    for home in homes[:-1]:
        assert row_of(stack, home, "version")["version"] == home["version"]
    # what was refused leaves as a sheet, and says why
    back = list(csv.reader(io.StringIO(
        web.get(f"/import/{at}/refused").content.decode("utf-8-sig"))))
    assert back[0] == rows[0] + ["原因"] and len(back) == len(rows) - 1
    assert back[1][:2] == rows[1][:2] and "不是数字" in back[1][-1]
    assert web.get(f"/import/{at}/refused/book").content[:2] == b"PK"
    # mended, it is taken, the column of reasons passed over
    back[1][1] = other(homes[0]["mu"])
    at, page = preview(web, as_csv(*back[:2]))
    assert "将修改 1户" in page


def test_rows_that_are_nobodys(stack):
    web = stack.signed_in("village")
    one = households(stack, 1)[0]
    away = stack.rows("SELECT number FROM household WHERE year = (SELECT"
                      " year FROM registry_now) AND area <> %s LIMIT 1",
                      stack.account("village")["area"])[0]["number"]
    at, page = preview(web, as_csv(
        HEAD[:2], [away, "1"], ["9999999999", "1"], ["", "1"],
        ["三号", "1"], [one["number"], other(one["mu"])],
        [one["number"], "9"], [one["number"], "1", "多"]), "refuse")
    assert "不能导入 6户" in page and "将修改 1户" in page
    assert page.count("没有这一户，或者不在您负责的范围内") == 2
    assert "没有填户编号" in page and "户编号不对" in page
    assert page.count("和第6行是同一户") == 2


def test_a_warning_wants_one_explanation(stack):
    web = stack.signed_in("village")
    one, two = households(stack, 2, 4)
    # more land than a household has: a rule warns, no field is wrong
    at, page = preview(web, as_csv(
        HEAD[:2], [one["number"], "180"], [two["number"],
                                           other(two["mu"])]), "warn")
    assert "要写说明 1户" in page and "要核实" in page, page
    answer = write(web, at)
    assert answer.status_code == 303 and answer.headers[
        "location"].endswith("done=rest")
    assert row_of(stack, two, "door")["door"] == "import"
    assert row_of(stack, one, "version")["version"] == one["version"]
    # alone it wants one, and not a word of one letter
    assert write(web, at).status_code == 422
    answer = write(web, at, why="x")
    assert answer.status_code == 422 and "太短" in answer.text
    assert write(web, at, why="已入户核实").status_code == 303
    assert row_of(stack, one, "arable_mu_100 AS mu") == {"mu": 18000}
    note = stack.rows("SELECT explanation, door FROM rule_note WHERE"
                      " household_id = %s ORDER BY note_id DESC LIMIT 1",
                      one["id"])
    assert note == [{"explanation": "已入户核实", "door": "import"}]


def test_what_changed_since_is_refused_with_both(stack):
    web = stack.signed_in("village")
    one, two = households(stack, 2, 5)
    at, _ = preview(web, as_csv(
        HEAD[:2], [one["number"], other(one["mu"])],
        [two["number"], other(two["mu"])]))
    mu = "2.22" if one["mu"] != 222 else "3.33"
    first, _ = preview(web, as_csv(HEAD[:2], [one["number"], mu]))
    assert write(web, first).status_code == 303
    assert write(web, at).status_code == 303
    page = text(web.get(f"/import/{at}?show=refuse"))
    assert "不能导入 1户" in page and "已写入 1户" in page
    assert f"现在是“{mu}”" in page and f"表里是“{other(one['mu'])}”" in page
    assert row_of(stack, one, "arable_mu_100 AS mu")["mu"] == int(
        mu.replace(".", ""))


def test_who_may_not(stack):
    web = stack.signed_in("village")
    one = households(stack, 1)[0]
    at, _ = preview(web, as_csv(HEAD[:2], [one["number"], "8.88"]))
    # another's sheet is nobody's; a helper has none
    town = stack.signed_in("township")
    town.get("/import")
    for path in ("", "/refused", "/refused/book"):
        assert town.get(f"/import/{at}{path}").status_code == 404
    town.get("/import")
    assert town.post(f"/import/{at}", {}).status_code == 404
    helper = stack.signed_in("helper")
    assert helper.get("/import").status_code == 403
    assert helper.get("/import/template").status_code == 403
    # without the page's token nothing is written
    assert web.post(f"/import/{at}", {}, token="x").status_code == 403
    assert row_of(stack, one, "version")["version"] == one["version"]
    assert web.get("/import/999999999").status_code == 404


def workers(stack):
    """Those who answer the web, and have no children of their own."""
    def children(pid):
        return [int(p) for p in pathlib.Path(
            f"/proc/{pid}/task/{pid}/children").read_text().split()]
    masters = [p for p in children(stack.ready["pid"])
               if b"bangfu-web" in pathlib.Path(
                   f"/proc/{p}/cmdline").read_bytes()]
    return [p for m in masters for p in children(m)]


def many(stack, count, skip):
    """A sheet that changes so many, they as they were, and the last line of
    the ledger."""
    homes = households(stack, count, skip, True)
    last = stack.rows("SELECT MAX(change_id) AS id FROM `change`")[0]["id"]
    return homes, last, as_csv(["户编号", "开户银行"], *[
        [h["number"], f"第{h['version'] + 1}农信社"] for h in homes])


def written_once(stack, homes, last):
    ids = [h["id"] for h in homes]
    now = stack.rows(
        "SELECT household_id AS id, version, bank FROM household WHERE year ="
        " (SELECT year FROM registry_now) AND household_id IN %s", ids)
    assert {n["id"]: n["version"] for n in now} == {
        h["id"]: h["version"] + 1 for h in homes}
    lines = stack.rows("SELECT record_id, COUNT(*) AS n FROM `change` WHERE"
                       " entity = 'household' AND change_id > %s AND"
                       " record_id IN %s GROUP BY record_id", last, ids)
    return len(lines) == len(ids) and {line["n"] for line in lines} == {1}


def test_pressed_twice_at_once_each_is_written_once(stack):
    web = stack.signed_in("county")
    homes, last, sheet = many(stack, 250, 400)
    at, _ = preview(web, sheet)
    web.get(f"/import/{at}")
    words = {"token": web.token(), "why": "已核实"}
    with ThreadPoolExecutor(2) as both:
        answers = list(both.map(lambda _: web.session.post(
            f"{web.url}/import/{at}", data=words, allow_redirects=False,
            timeout=60).status_code, range(2)))
    assert answers == [303, 303]
    assert f"已写入 {len(homes)}户" in text(web.get(f"/import/{at}"))
    assert written_once(stack, homes, last)


def test_who_writes_is_killed_and_it_is_pressed_again(stack):
    web = stack.signed_in("county")
    homes, last, sheet = many(stack, 450, 700)
    at, _ = preview(web, sheet)
    web.get(f"/import/{at}")
    words = {"token": web.token(), "why": "已核实"}

    def press():
        try:
            web.session.post(f"{web.url}/import/{at}", timeout=60,
                             data=words, allow_redirects=False)
        except requests.RequestException:
            pass
    with ThreadPoolExecutor(1) as one:
        pressed = one.submit(press)
        while not pressed.done() and not stack.rows(
                "SELECT 1 FROM import_row WHERE import_id = %s AND state ="
                " 'done' LIMIT 1", at):
            pass
        for pid in workers(stack):
            os.kill(pid, signal.SIGKILL)
    # what is there is whole; the rest waits for the next press
    states = {row["state"]: row["n"] for row in stack.rows(
        "SELECT state, COUNT(*) AS n FROM import_row WHERE import_id = %s"
        " GROUP BY state", at)}
    assert sum(states.values()) == len(homes)
    assert set(states) <= {"change", "warn", "done"} and "done" in states
    for _ in range(50):
        if web.get(f"/import/{at}").status_code == 200:
            break
    assert write(web, at, why="已核实").status_code == 303
    assert f"已写入 {len(homes)}户" in text(web.get(f"/import/{at}"))
    assert written_once(stack, homes, last)


# ---- members ----------------------------------------------------------------

def family(stack, least=2, skip=0):
    """A household of so many, whose members have names of their own."""
    for one in households(stack, 40, skip, True):
        people = stack.rows(
            "SELECT member_id AS id, name, idno, version, education, skill,"
            " work_city FROM member WHERE year = (SELECT year FROM"
            " registry_now) AND household_id = %s AND active = 1 ORDER BY"
            " member_id", one["id"])
        if len(people) >= least and len({p["name"] for p in people}) == \
                len(people) and all(p["idno"] for p in people):
            return one, people
    raise AssertionError("no such household")


def member_of(stack, person, *names):
    return stack.rows(f"SELECT {', '.join(names)} FROM member WHERE year ="
                      " (SELECT year FROM registry_now) AND member_id = %s",
                      person["id"])[0]


def test_the_template_of_members(stack):
    web = stack.signed_in("village")
    rows = list(csv.reader(io.StringIO(web.get(
        "/import/template/member").content.decode("utf-8-sig"))))
    assert rows[0][:3] == ["户编号", "姓名", "证件号码"]
    assert "民族A6" in rows[0] and len({len(row) for row in rows}) == 1
    answer = send(web, web.get("/import/template/member/book").content)
    assert answer.status_code == 422 and "是空的" in flaws(answer)


def test_members_of_a_household_are_written_together(stack):
    web = stack.signed_in("county")
    one, people = family(stack, skip=1200)
    head = ["户编号", "姓名", "务工地（市）"]
    good = as_csv(head, *[[one["number"], p["name"], f"保定{p['version']}市"]
                          for p in people])
    at, page = preview(web, good)
    assert "将修改 1户" in page or "要写说明 1户" in page, page
    assert people[0]["name"] in page
    assert write(web, at, why="已核实").status_code == 303
    for person in people:
        assert member_of(stack, person, "work_city", "version", "door") == {
            "work_city": f"保定{person['version']}市",
            "version": person["version"] + 1, "door": "import"}
    _, page = preview(web, good)
    assert "没有变化 1户" in page
    # one of them wrong: none is written
    rows = [[one["number"], p["name"], "石家庄市", ""] for p in people]
    rows[1][3] = "博士后"
    at, page = preview(web, as_csv(head + ["文化程度"], *rows), "refuse")
    assert "不能导入 1户" in page and "将修改 0户" in page
    assert "不在可选范围内" in page and "同一户的第3行不能导入" in page
    back = list(csv.reader(io.StringIO(web.get(
        f"/import/{at}/refused").content.decode("utf-8-sig"))))
    assert len(back) == len(people) + 1
    # many rows of few households are all there, page by page
    rows = [[one["number"], f"无名{i}"] for i in range(60)]
    at, page = preview(web, as_csv(head[:2], *rows), "refuse")
    assert "不能导入 1户" in page and "第 1 / 2 页" in page
    page = text(web.get(f"/import/{at}?show=refuse&page=2"))
    assert "无名59" in page and "无名1 " not in page
    # a rule between fields of one of them
    rows = [[one["number"], people[0]["name"], "健康、残疾"]]
    _, page = preview(web, as_csv(["户编号", "姓名", "健康状况"], *rows),
                      "refuse")
    assert "不能导入 1户" in page and "健康" in page


def test_members_are_known_by_name_and_number(stack):
    web = stack.signed_in("county")
    one, people = family(stack, skip=1240)
    first, second = people[:2]
    mask = first["idno"][:3] + "*" * 11 + first["idno"][-4:]
    head = ["户编号", "姓名", "证件号码", "性别", "务工地（县）"]
    for name, idno in ((first["name"], ""), ("", first["idno"]),
                       (first["name"], mask), (first["name"],
                                               first["idno"])):
        _, page = preview(web, as_csv(
            head, [one["number"], name, idno, "", "某县"]))
        assert "不能导入 0户" in page and "没有变化 0户" in page, (name, idno)
    for name, idno, sex, why in (
            ("王不在", "", "", "这一户没有这个人"),
            (first["name"], second["idno"], "", "这一户没有这个人"),
            ("", "", "", "不知道是谁"),
            (first["name"], "", "女" if first["idno"][16] in "13579" else
             "男", "性别不能在表里修改")):
        _, page = preview(web, as_csv(
            head, [one["number"], name, idno, sex, "某县"]), "refuse")
        assert "不能导入 1户" in page and why in page, (why, page)
    row = [one["number"], first["name"], "", "", "某县"]
    _, page = preview(web, as_csv(head, row, row), "refuse")
    assert "和第2行是同一个人" in page
