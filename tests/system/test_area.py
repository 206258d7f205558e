"""区划调整: a village is split, renamed, moved to another township and
merged, its households follow, the years before stay as they were."""
import re

import lxml.html
import pytest


def living(stack):
    return stack.rows("SELECT year FROM registry_now")[0]["year"]


def text(page):
    return lxml.html.fromstring(page.text).text_content()


@pytest.fixture(scope="module")
def web(stack):
    return stack.signed_in("county")


@pytest.fixture(scope="module")
def place(stack):
    """A village that is no account's, some of its households, and another
    township."""
    year = living(stack)
    villages = stack.rows(
        "SELECT a.code, a.name, a.parent, COUNT(*) AS n FROM area a"
        " JOIN household h ON h.area = a.code AND h.year = %s"
        " WHERE NOT EXISTS (SELECT 1 FROM user u WHERE u.area = a.code)"
        " AND NOT EXISTS (SELECT 1 FROM user t WHERE t.role = 'township'"
        "  AND t.area = a.parent)"
        " GROUP BY a.code, a.name, a.parent HAVING n > 5 ORDER BY a.code",
        year)
    one = villages[0]
    other = next(v for v in villages if v["parent"] != one["parent"])
    one["rows"] = stack.rows(
        "SELECT h.household_id AS id, h.number FROM household h"
        " JOIN household p ON p.household_id = h.household_id"
        " AND p.year = h.year - 1"
        " WHERE h.year = %s AND h.area = %s ORDER BY id", year, one["code"])
    one["township"] = other["parent"]
    one["neighbour"] = next(v for v in villages
                            if v["parent"] == one["parent"] and v != one)
    return one


def do(web, deed, **words):
    words.setdefault("reason", "民函〔2022〕1号")
    web.get(f"/area/{deed}")
    return web.post(f"/area/{deed}", words)


def areas_of(stack, rows, year):
    ids = ",".join(str(r["id"]) for r in rows)
    return {r["area"] for r in stack.rows(
        f"SELECT DISTINCT area FROM household WHERE year = {year}"
        f" AND household_id IN ({ids})")}


# ---- refused ---------------------------------------------------------------

def posted(web, *paths):
    answers = []
    for path in paths:
        assert web.get(path).status_code == 403
        web.get("/")
        answers.append(web.post(path, {}).status_code)
    return answers


def test_who_may(stack):
    for role in ("helper", "village", "township"):
        web = stack.signed_in(role)
        assert web.get("/area").status_code == 403
        assert posted(web, "/area/rename", "/area/merge", "/area/split",
                      "/area/move") == [403] * 4


@pytest.mark.parametrize("deed, words, sentence", [
    ("rename", {"area": "没有的村", "name": "新村"}, "不是您负责范围内的地区"),
    ("rename", {"area": "{code}", "name": ""}, "没有填"),
    ("rename", {"area": "{code}", "name": "村"}, "新名称"),
    ("rename", {"area": "{code}", "name": "{name}"}, "和现在的名称相同"),
    ("rename", {"area": "{code}", "name": "{near}"}, "重名"),
    ("rename", {"area": "{parent}", "name": "新村"}, "不是您负责范围内现有的村"),
    ("rename", {"area": "110101001001", "name": "新村"}, "不在您负责的地区内"),
    ("rename", {"area": "{code}", "name": "新村", "reason": ""}, "依据"),
    ("merge", {"area": "{code}", "into": "{code}"}, "就是它自己"),
    ("merge", {"area": "{code}", "into": ""}, "没有填"),
    ("merge", {"area": "{code}", "into": "{parent}"}, "现有的村"),
    ("merge", {"area": "{code}", "into": "110101001001"},
     "不在您负责的地区内"),
    ("split", {"area": "{code}", "name": "新村", "numbers": ""}, "没有填"),
    ("split", {"area": "{code}", "name": "新村", "numbers": "123"},
     "里的“123”不是这个村的户编号"),
    ("split", {"area": "{code}", "name": "新村", "numbers": "{all}"},
     "一户也不留"),
    ("split", {"area": "{code}", "name": "{near}", "numbers": "{some}"},
     "重名"),
    ("split", {"area": "{code}", "name": "新村", "numbers": "{some}",
               "code": "{nearcode}"}, "已经用过"),
    ("split", {"area": "{code}", "name": "新村", "numbers": "{some}",
               "code": "12"}, "不是12位的村级代码"),
    ("split", {"area": "{code}", "name": "新村", "numbers": "{some}",
               "code": "{othercode}"}, "所在的乡镇不对"),
    ("move", {"area": "{code}", "township": "{nearcode}"}, "不是乡镇"),
    ("move", {"area": "{code}", "township": "{parent}"}, "所在的乡镇不对"),
    ("move", {"area": "{code}", "township": "{township}",
              "code": "{nearcode}"}, "不在划归的乡镇里"),
])
def test_what_is_refused_and_what_was_typed_stays(
        stack, web, place, deed, words, sentence):
    every = [r["number"] for r in stack.rows(
        "SELECT number FROM household WHERE year = %s AND area = %s",
        living(stack), place["code"])]
    known = {"code": place["code"], "name": place["name"],
             "parent": place["parent"], "near": place["neighbour"]["name"],
             "nearcode": place["neighbour"]["code"],
             "township": place["township"],
             "othercode": place["township"] + 990,
             "all": " ".join(every), "some": place["rows"][0]["number"]}
    before = stack.rows("SELECT COUNT(*) AS n FROM area_deed")
    typed = {k: v.format(**known) for k, v in words.items()}
    answer = do(web, deed, **typed)
    assert answer.status_code == 422
    assert sentence in text(answer), text(answer)
    tree = lxml.html.fromstring(answer.text)
    for name, value in typed.items():
        (control,) = tree.xpath(f"//form[@data-guard]//*[@name='{name}']")
        assert (control.text if control.tag == "textarea" else
                control.get("value") or "") in (value, None, "\n" + value,
                                                value + "\n") or not value
    assert stack.rows("SELECT COUNT(*) AS n FROM area_deed") == before


def test_all_that_is_wrong_is_told_in_one_round(stack, web, place):
    for deed, words, told in (
            ("rename", {"name": "", "reason": "据"}, ["name", "reason"]),
            ("rename", {"name": "村", "reason": ""}, ["name", "reason"]),
            ("rename", {"name": "", "reason": "冀民函1号"}, ["name"]),
            ("rename", {"name": "新村", "reason": "据"}, ["reason"]),
            ("merge", {"into": "", "reason": "据"}, ["into", "reason"])):
        answer = do(web, deed, area=str(place["code"]), **words)
        assert answer.status_code == 422
        assert re.findall(r'<li><a href="#(\w+)">', answer.text) == told
    assert "依据" in answer.text and "没有填" in answer.text


def test_a_past_year_is_not_rearranged(stack, place):
    web = stack.signed_in("county")
    year = living(stack)
    web.get("/")
    web.post("/year/look", {"year": year - 1, "to": "/"})
    assert 'href="/area/rename"' not in web.get("/area").text
    answer = do(web, "rename", area=str(place["code"]), name="昨日村")
    assert answer.status_code == 422
    assert "区划调整只能在当前年度办理" in text(answer)


# ---- done ------------------------------------------------------------------

def test_split_rename_move_and_merge(stack, web, place):
    year, code = living(stack), place["code"]
    rows = place["rows"][:3]
    answer = do(web, "split", area=str(code), name="分出村",
                numbers="\n".join(r["number"] for r in rows))
    assert answer.headers["Location"] == "/area?done=split", text(answer)
    assert "分出村" in text(web.get("/area?done=split"))
    new = stack.rows("SELECT code FROM area WHERE name = '分出村'")[0]["code"]
    assert new // 1000 * 1000 == place["parent"]
    assert areas_of(stack, rows, year) == {new}
    assert areas_of(stack, rows, year - 1) == {code}
    # the reports are counted where the households are now
    one = rows[0]["id"]
    assert {r["area"] for r in stack.rows(
        "SELECT area FROM report WHERE household_id = %s", one)} <= {new}
    page = web.get(f"/household/{one}/history?of=file")
    assert re.search(r"所在村.*" + place["name"] + r".*→.*分出村",
                     " ".join(text(page).split()))
    assert stack.rows("SELECT COUNT(*) AS n FROM `change` WHERE entity ="
                      " 'household' AND record_id = %s AND reason ="
                      " '民函〔2022〕1号'", one)[0]["n"] == 1

    answer = do(web, "rename", area="分出村", name="新兴村")
    assert answer.headers["Location"] == "/area?done=rename"
    assert "新兴村" in text(web.get(f"/household/{one}"))
    # what was founded this year was never called otherwise in another

    answer = do(web, "move", area="新兴村", township=str(place["township"]))
    assert answer.headers["Location"] == "/area?done=move", text(answer)
    moved = stack.rows("SELECT code FROM area WHERE name = '新兴村' AND"
                       " last_year = 9999")[0]["code"]
    assert moved // 1000 * 1000 == place["township"]
    assert areas_of(stack, rows, year) == {moved}
    # its old code leads to where it is now
    answer = do(web, "merge", area=str(new), into=str(code))
    assert answer.headers["Location"] == "/area?done=merge", text(answer)
    assert areas_of(stack, rows, year) == {code}
    assert areas_of(stack, rows, year - 1) == {code}
    page = web.get(f"/household?area={moved}")
    assert "现在是" in text(page) and place["name"] in text(page)
    # and is not there any more, but found by every name it had
    answer = do(web, "rename", area="新兴村", name=place["name"])
    assert answer.status_code == 422 and "和现在的名称相同" in text(answer)
    deeds = [r["deed"] for r in stack.rows(
        "SELECT deed FROM area_deed ORDER BY deed_id DESC LIMIT 4")]
    assert deeds == ["merge", "move", "rename", "split"]


@pytest.fixture(scope="module")
def parts(stack, place):
    """The village's natural villages, and how many live in each."""
    return stack.rows(
        "SELECT n.hamlet_id AS id, n.name, COUNT(h.household_id) AS n"
        " FROM hamlet n LEFT JOIN household h ON h.year = n.year AND"
        "  h.area = n.area AND h.hamlet = n.name"
        " WHERE n.year = %s AND n.area = %s AND n.active"
        " GROUP BY n.hamlet_id, n.name ORDER BY n DESC",
        living(stack), place["code"])


@pytest.mark.parametrize("asked, shown, why", [
    ("{code}", True, None), ("{name}", True, None), ("", False, None),
    ("没有的村", False, "不是您负责范围内的地区"),
    ("{parent}", False, "不是村，请选一个村"),
    ("110101001001", False, "不在您负责的地区内")])
def test_the_village_to_be_split_is_picked_first(web, place, parts, asked,
                                                 shown, why):
    page = web.get("/area/split", params={"area": asked.format(**place)})
    assert page.status_code == 200
    tree = lxml.html.fromstring(page.text)
    boxes = tree.xpath("//form[@method='post']//input[@type='checkbox']"
                       "/@name")
    assert set(boxes) == ({f"h{p['id']}" for p in parts} if shown else set())
    assert bool(tree.xpath("//form[@method='get' and @action='/area/split']"
                           )) == (not shown)
    assert (why or "") in text(page)


def test_a_split_that_ticks_nothing_or_everything(stack, web, place, parts):
    page = do(web, "split", area=str(place["code"]), name="新村")
    assert page.status_code == 422 and "至少要有一样" in text(page)
    ticks = {f"h{p['id']}": "1" for p in parts}
    alone = " ".join(r["number"] for r in stack.rows(
        "SELECT number FROM household WHERE year = %s AND area = %s AND"
        " (hamlet IS NULL OR hamlet NOT IN (SELECT name FROM hamlet n"
        "  WHERE n.year = %s AND n.area = %s AND n.active))",
        living(stack), place["code"], living(stack), place["code"]))
    page = do(web, "split", area=str(place["code"]), name="新村",
              numbers=alone, **ticks)
    assert page.status_code == 422 and "一户也不留" in text(page)
    assert set(lxml.html.fromstring(page.text).xpath(
        "//input[@type='checkbox' and @checked]/@name")) == set(ticks)


def test_natural_villages_split_off_take_their_households(stack, web, place,
                                                         parts):
    year, code, part = living(stack), place["code"], parts[0]
    assert part["n"] > 0
    mine = ("SELECT household_id AS id FROM household WHERE year = %s AND"
            " area = %s AND hamlet = %s")
    rows = stack.rows(mine, year, code, part["name"])
    # a tick of another village's is passed over
    strange = stack.rows("SELECT hamlet_id AS id FROM hamlet WHERE year = %s"
                         " AND area <> %s LIMIT 1", year, code)[0]["id"]
    answer = do(web, "split", area=str(code), name="小庄村",
                **{f"h{part['id']}": "1", f"h{strange}": "1"})
    assert answer.headers["Location"] == "/area?done=split", text(answer)
    new = stack.rows("SELECT code FROM area WHERE name = '小庄村'"
                     )[0]["code"]
    assert stack.rows(mine, year, new, part["name"]) == rows
    assert stack.rows("SELECT hamlet_id AS id FROM hamlet WHERE year = %s"
                      " AND area = %s", year, new) == [{"id": part["id"]}]
    assert areas_of(stack, rows, year - 1) <= {code}
    page = web.get(f"/place/{new}/hamlet/{part['id']}/file/1")
    assert page.status_code == 200 and part["name"] in text(page)
    assert stack.rows("SELECT households FROM area_deed ORDER BY deed_id"
                      " DESC LIMIT 1")[0]["households"] == part["n"]
    answer = do(web, "merge", area=str(new), into=str(code))
    assert answer.headers["Location"] == "/area?done=merge", text(answer)
    assert rows == stack.rows(mine, year, code, part["name"])


def test_a_renamed_village_is_found_by_both_names(stack, web, place):
    year, near = living(stack), place["neighbour"]
    answer = do(web, "rename", area=str(near["code"]), name="改名新村")
    assert answer.headers["Location"] == "/area?done=rename"
    try:
        # the old name finds it
        answer = do(web, "rename", area=near["name"], name="改名新村")
        assert answer.status_code == 422
        assert "和现在的名称相同" in text(answer)
        page = web.get("/household", params={"find": near["name"]})
        assert f'/household?area={near["code"]}' in page.text
        assert "现在是" in text(page) and "改名新村" in text(page)
        assert "改名新村" in text(web.get(f"/household?area={near['code']}"))
        # a list of last year calls it what it was called
        web.get("/")
        web.post("/year/look", {"year": year - 1, "to": "/"})
        page = web.get("/month")
        names = set(re.findall(r'<option value="([^"]+)">', page.text))
        assert any(near["name"] in n for n in names)
        assert not any("改名新村" in n for n in names)
        page = web.get(f"/household?area={near['code']}")
        assert near["name"] in text(page)
        assert "改名新村" not in "".join(lxml.html.fromstring(
            page.text).xpath("//table//text()"))
    finally:
        web.get("/")
        web.post("/year/look", {"year": year, "to": "/"})
        answer = do(web, "rename", area="改名新村", name=near["name"])
        assert answer.headers["Location"] == "/area?done=rename"


def test_users_of_a_village_follow(stack, place):
    """The clerk of a merged village is the clerk of the one it is in."""
    web = stack.signed_in("admin")
    county = stack.signed_in("county")
    year, rows = living(stack), place["rows"][3:5]
    assert do(county, "split", area=str(place["code"]), name="随转村",
              numbers="、".join(r["number"] for r in rows).translate(
                  str.maketrans("01", "０１"))).status_code == 303
    code = stack.rows("SELECT code FROM area WHERE name = '随转村'"
                      " AND last_year = 9999")[0]["code"]
    tree = lxml.html.fromstring(web.get("/user/new").text)
    words = {"login": f"moved{code % 100000}", "name": "随转员",
             "role": "village", "area": str(code)}
    form = tree.xpath("//form[.//input[@name='login']]")[0]
    known = {k: v for k, v in form.form_values() if v not in (None, "on")}
    answer = web.post("/user/new", {**known, **words})
    assert answer.status_code in (200, 303), text(answer)
    who = "SELECT area FROM user WHERE login = %s"
    assert stack.rows(who, words["login"]) == [{"area": code}]
    assert do(county, "merge", area=str(code),
              into=str(place["code"])).status_code == 303
    assert stack.rows(who, words["login"]) == [{"area": place["code"]}]
    assert areas_of(stack, rows, year) == {place["code"]}


def test_natural_villages_of_one_name_stay_two(stack, web):
    """Both villages have an 东沟组: after the merger each is still its own,
    and its households with it."""
    year = living(stack)
    one, two = [r["code"] for r in stack.rows(
        "SELECT a.code FROM area a WHERE a.level = 5 AND a.last_year = 9999"
        " AND EXISTS (SELECT 1 FROM household h WHERE h.area = a.code AND"
        "  h.year = %s AND h.hamlet = '东沟组')"
        " AND EXISTS (SELECT 1 FROM hamlet n WHERE n.area = a.code AND"
        "  n.year = %s AND n.name = '东沟组')"
        " AND NOT EXISTS (SELECT 1 FROM user u WHERE u.area = a.code)"
        " ORDER BY a.code DESC LIMIT 2", year, year)]

    def lived_in(area):
        return {r["hamlet"]: r["n"] for r in stack.rows(
            "SELECT hamlet, COUNT(*) AS n FROM household WHERE year = %s AND"
            " area = %s GROUP BY hamlet", year, area)}

    def names(area):
        return [r["name"] for r in stack.rows(
            "SELECT name FROM hamlet WHERE year = %s AND area = %s"
            " ORDER BY serial", year, area)]
    old = stack.rows("SELECT name FROM area WHERE code = %s", one)[0]["name"]
    were, homes = names(one) + names(two), (lived_in(one), lived_in(two))
    stack.rows("INSERT INTO place_note (year, entity, record_id, rule,"
               " explanation, changed_by, name, door, at) VALUES (%s,"
               " 'village', %s, 'arable_under', '承包邻村的地', 1, '老会计',"
               " 'web', NOW())", year, one)
    answer = do(web, "merge", area=str(one), into=str(two))
    assert answer.headers["Location"] == "/area?done=merge", text(answer)
    now = names(two)
    assert len(now) == len(set(now)) == len(were)
    assert "东沟组" in now and old + "东沟组" in now
    lived = lived_in(two)
    assert lived["东沟组"] == homes[1]["东沟组"]
    assert lived[old + "东沟组"] == homes[0]["东沟组"]
    # what was explained of the one is told in the file of the other
    page = text(web.get(f"/place/{two}/file/1"))
    assert f"耕地面积（并入前的{old}）" in page and "老会计" in page


def test_the_sums_that_are_kept_are_those_of_the_households(stack, web):
    """After all that was moved, in every year; the list's foot says so."""
    kept = stack.rows(
        "SELECT area, year, exited, monitor_class, risk_removed, households,"
        " persons FROM household_sum WHERE households <> 0 ORDER BY 1, 2, 3,"
        " 4, 5")
    assert kept == stack.rows(
        "SELECT area, year, exited, monitor_class, risk_removed, COUNT(*) AS"
        " households, CAST(SUM(member_count) AS SIGNED) AS persons FROM"
        " household GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3, 4, 5")
    assert not stack.rows("SELECT * FROM household_sum WHERE households = 0"
                          " AND persons <> 0")
    ours = [r for r in kept if r["year"] == living(stack) and
            r["area"] // 1000000 == stack.account("county")["area"] // 1000000]
    for words, some in (("", ours), ("?class=exited",
                                     [r for r in ours if r["exited"]])):
        foot = text(web.get("/household" + words))
        assert (f"总户数 {sum(r['households'] for r in some)} 户，总人数 "
                f"{sum(r['persons'] for r in some)} 人") in foot
