"""Visits of households and villages and their photos (S0-092, S0-104,
S0-105)."""
import hashlib
import os
import pathlib
import re
import signal
import subprocess
import threading
import time

import lxml.html
import pytest
import requests

import pictures

WORDS = {"method": "产业帮扶", "on_day": "2022-03-01", "theme": "春耕",
         "detail": "送去羊羔两只，讲解养殖技术。"}


@pytest.fixture(scope="module")
def household(stack):
    """One of the helper's."""
    me = stack.account("helper")["helper_id"]
    return stack.rows(
        "SELECT h.household_id AS id, h.area FROM pairing p JOIN household h"
        " ON h.household_id = p.household_id JOIN registry_now USING (year)"
        " WHERE p.helper_id = %s AND p.to_day > '2022-03-04'"
        " ORDER BY p.short_no DESC LIMIT 1", me)[0]


@pytest.fixture(scope="module")
def foreign(stack):
    """A household that is not the helper's, nor in the village's area."""
    area = stack.account("village")["area"]
    me = stack.account("helper")["helper_id"]
    return stack.rows(
        "SELECT household_id AS id, area FROM household h JOIN registry_now"
        " USING (year) WHERE area NOT IN (%s) AND NOT EXISTS (SELECT 1"
        " FROM pairing p WHERE p.household_id = h.household_id"
        " AND p.helper_id = %s) LIMIT 1", area, me)[0]


def files(*given):
    """photo1 … as a browser sends them; None: an empty control."""
    sent = {}
    for i in range(5):
        one = given[i] if i < len(given) else None
        sent[f"photo{i + 1}"] = ("", b"") if one is None else one
    return sent


def send(web, path, words, *photos, page=None, **kw):
    page = web.get(path) if page is None else page
    tree = lxml.html.fromstring(page.text)
    form = tree.xpath("//form[contains(@class, 'visit-form')]")[0]
    hidden = {e.get("name"): e.get("value")
              for e in form.xpath(".//input[@type='hidden']")}
    return web.post(path, {**hidden, **words}, token=hidden["token"],
                    files=files(*photos), **kw)


def held(answer):
    """{control: number} of the photos that wait on a form."""
    tree = lxml.html.fromstring(answer.text)
    return {e.get("name"): int(e.get("value")) for e in tree.xpath(
        "//form//input[@type='hidden'][starts-with(@name, 'held')]")}


def staged(stack, user="helper"):
    return stack.rows("SELECT s.* FROM photo_staged s JOIN user u USING"
                      " (user_id) WHERE u.login = %s ORDER BY staged_id",
                      stack.account(user)["user"])


def count(stack, household):
    return stack.rows("SELECT COUNT(*) AS n FROM visit WHERE household_id"
                      " = %s", household)[0]["n"]


def newest(stack):
    return stack.rows("SELECT * FROM visit ORDER BY visit_id DESC LIMIT 1"
                      )[0]


def photos_of(stack, visit):
    return stack.rows("SELECT * FROM photo WHERE visit_id = %s"
                      " ORDER BY photo_id", visit)


def kept_files(stack):
    root = pathlib.Path(stack.ready["var"], "files")
    return {p for p in root.rglob("*") if p.is_file()}


def history(page):
    return [" ".join(e.text_content().split()) for e in lxml.html.fromstring(
        page.text).xpath("//table[contains(@class, 'history')]/tbody/tr")]


def flaws(answer):
    tree = lxml.html.fromstring(answer.text)
    return [e.text_content() for e in tree.xpath(
        "//form//div[@class='flaw']")]


def test_a_helper_files_a_visit_with_photos(stack, household):
    web = stack.signed_in("helper")
    path = f"/household/{household['id']}/visit"
    assert "走访" in web.get(path).text
    program = stack.program("db").replace("bangfu-db", "bangfu-photo")
    shot = pictures.with_exif(
        pictures.jpeg(program, pictures.png(640, 480)), orientation=6,
        place=(39.353417, 114.692778))
    answer = send(web, path, WORDS, ("IMG 1.jpg", shot),
                  ("b.png", pictures.png(30, 20, 7)),
                  ("c.bmp", pictures.bmp()), ("d.gif", pictures.gif()),
                  ("e.webp", pictures.WEBP))
    assert answer.status_code == 303, answer.text
    page = web.get(answer.headers["location"])
    assert "已保存这条记录" in page.text and "送去羊羔两只" in page.text
    v = newest(stack)
    assert (v["household_id"], v["area"], v["photo_count"], v["state"],
            v["door"]) == (household["id"], household["area"], 5, "kept",
                           "web")
    assert v["helper_id"] == stack.account("helper")["helper_id"]
    rows = photos_of(stack, v["visit_id"])
    assert [p["kind"] for p in rows] == ["jpeg", "png", "bmp", "gif", "webp"]
    # turned upright; the place taken out of the file and kept apart
    assert (rows[0]["width"], rows[0]["height"]) == (480, 640)
    assert (rows[0]["latitude_e6"] // 10, rows[0]["longitude_e6"] // 10) == (
        3935341, 11469277)
    assert str(rows[0]["taken_at"]) == "2022-03-01 09:30:00"
    assert rows[1]["latitude_e6"] is None
    for row in rows:
        for column, small in (("file", ""), ("small", "/small")):
            got = web.get(f"/photo/{row['photo_id']}{small}")
            assert got.status_code == 200
            assert got.headers["content-type"] == "image/jpeg"
            assert got.headers["x-content-type-options"] == "nosniff"
            assert "no-cache" in got.headers["cache-control"]
            assert got.content[:3] == b"\xff\xd8\xff"
            assert b"Exif" not in got.content
            assert hashlib.sha256(got.content).digest() == row[column]
            assert len(got.content) <= 1 << 20
    line = stack.rows("SELECT deed, door FROM `change` WHERE entity ="
                      " 'visit' AND record_id = %s", v["visit_id"])
    assert line == [{"deed": "insert", "door": "web"}]
    one = web.get(f"/visit/{v['visit_id']}").text
    assert "39.3534" in one and "°N" in one and "480×640" in one


def test_who_may_not_see_gets_nothing(stack, household, foreign):
    photo = stack.rows("SELECT p.photo_id AS id, v.visit_id FROM photo p JOIN"
                       " visit v ON v.visit_id = p.visit_id WHERE"
                       " v.household_id = %s LIMIT 1", household["id"])[0]
    assert stack.signed_in("county").get(
        f"/photo/{photo['id']}").status_code == 200
    guest = stack.guest()
    for path in (f"/photo/{photo['id']}", f"/photo/{photo['id']}/small",
                 f"/visit/{photo['visit_id']}", "/visit"):
        answer = guest.get(path)
        assert answer.status_code == 303
        assert answer.headers["location"].startswith("/signin")
    helper = stack.signed_in("helper")
    assert helper.get(
        f"/household/{foreign['id']}/visit").status_code == 404
    assert send(helper, f"/household/{foreign['id']}/visit", WORDS,
                page=helper.get(f"/household/{household['id']}/visit")
                ).status_code == 404
    other = stack.rows("SELECT household_id AS id, area FROM household JOIN"
                       " registry_now USING (year) WHERE household_id = %s",
                       foreign["id"])[0]
    county = stack.signed_in("county")
    path = f"/household/{other['id']}/visit"
    assert send(county, path, WORDS, ("a.png", pictures.png(9, 9, 3))
                ).status_code == 303
    mine = newest(stack)["visit_id"]
    hidden = photos_of(stack, mine)[0]["photo_id"]
    for web in (helper, stack.signed_in("village")):
        assert web.get(f"/visit/{mine}").status_code == 404
        assert web.get(f"/photo/{hidden}").status_code == 404
        assert web.get(f"/photo/{hidden}/small").status_code == 404
    # a helper writes no entries of villages
    area = stack.account("village")["area"]
    assert helper.get(f"/village/{area}/visit").status_code == 403
    # the files themselves are nobody's address
    name = next(iter(kept_files(stack)))
    assert county.get(f"/files/{name.parent.name}/{name.name}"
                      ).status_code == 404
    assert county.get("/photo/999999999").status_code == 404


@pytest.mark.parametrize("words, sentence", [
    ({"method": ""}, "请填写帮扶方式"),
    ({"method": "送羊羔"}, "帮扶方式太短，至少4个字"),
    ({"method": "非常非常全面的帮扶"}, "帮扶方式太长，最多8个字"),
    ({"on_day": ""}, "请填写帮扶时间"),
    ({"on_day": "2022-03-05"}, "还没有到"),
    ({"on_day": "2012-12-31"}, "太早"),
    ({"on_day": "2022-02-30"}, "不是日期"),
    ({"detail": ""}, "请填写帮扶详情"),
    ({"detail": "好"}, "帮扶详情太短"),
    ({"detail": "很" * 2001}, "帮扶详情太长，最多2000个字"),
    ({"theme": "很" * 41}, "帮扶主题太长"),
])
def test_wrong_words_are_named_and_the_rest_is_kept(
        stack, household, words, sentence):
    web = stack.signed_in("helper")
    before = count(stack, household["id"])
    answer = send(web, f"/household/{household['id']}/visit",
                  {**WORDS, **words}, ("我的照片.png", pictures.png(5, 5, 9)))
    assert answer.status_code == 422
    assert any(sentence in f for f in flaws(answer)), flaws(answer)
    tree = lxml.html.fromstring(answer.text)
    for name in ("method", "on_day", "theme"):
        assert tree.xpath(f"//form//input[@name='{name}']/@value") == [
            {**WORDS, **words}[name]]
    assert tree.xpath("//textarea")[0].text_content().strip() == \
        {**WORDS, **words}["detail"]
    # what the browser can't keep waits here, and is not to be chosen again
    assert len(held(answer)) == 1 and "重新选择" not in answer.text
    assert count(stack, household["id"]) == before


@pytest.mark.parametrize("name, content, sentence", [
    ("a.jpg", pictures.archive(), "不是照片"),
    ("a.jpg", b"\xff\xd8\xff\xe0" + b"nothing" * 100, "已损坏"),
    ("a.jpg", b"<?php echo 1;", "不是照片"),
    ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "不是照片"),
    ("a.pdf", b"%PDF-1.4 ...", "不是照片"),
    ("a.heic", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "HEIC"),
    ("a.png", pictures.png_huge(50000, 50000), "尺寸太大"),
    ("a.png", pictures.png_huge(19000, 19000), "尺寸太大"),
    ("a.png", pictures.png()[:-60], "已损坏"),
    ("a.gif", pictures.gif(3), "动图"),
    ("a.gif", pictures.gif() + pictures.archive(), "夹带别的内容"),
    ("a.png", pictures.png(more=pictures.chunk(
        b"tEXt", b"Comment\0<script>alert(1)</script>")), "夹带别的内容"),
    ("a.bmp", pictures.bmp()[:-100], "已损坏"),
    ("a.webp", pictures.WEBP[:-8], "已损坏"),
    ("a.png", b"", "是空文件"),
    ("a.tif", b"II*\0" + b"\0" * 200, "不是照片"),
    ("a.png", b"\x89PNG\r\n\x1a\n" + b"\0" * (13 << 20), "超过12MB"),
], ids=lambda v: None if isinstance(v, str) else str(len(v)))
def test_what_is_no_photo_is_refused_at_its_field(
        stack, household, name, content, sentence):
    web = stack.signed_in("helper")
    before = count(stack, household["id"])
    answer = send(web, f"/household/{household['id']}/visit", WORDS,
                  ("good.png", pictures.png(12, 8, 77)), (name, content))
    assert answer.status_code == 422, answer.status_code
    assert len(flaws(answer)) == 1 and sentence in flaws(answer)[0]
    tree = lxml.html.fromstring(answer.text)
    assert tree.xpath("//input[@name='photo2']/following-sibling::"
                      "div[@class='flaw']")
    # the good one waits; of the other nothing is kept
    assert len(held(answer)) == 1
    assert hashlib.sha256(content).hexdigest()[2:] not in {
        p.name for p in kept_files(stack)}
    assert WORDS["detail"] in answer.text
    assert count(stack, household["id"]) == before


def test_the_same_photo_twice_is_one_too_many(stack, household):
    web = stack.signed_in("helper")
    one = ("a.png", pictures.png(12, 8, 78))
    answer = send(web, f"/household/{household['id']}/visit", WORDS, one, one)
    assert answer.status_code == 422
    assert "和前面的照片一样" in flaws(answer)[0]


def test_a_sixth_file_is_refused(stack, household):
    web = stack.signed_in("helper")
    page = web.get(f"/household/{household['id']}/visit")
    nonce = re.search(r'name="nonce" value="([^"]+)"', page.text).group(1)
    before = count(stack, household["id"])
    six = [(f"photo{min(i, 5)}", (f"{i}.png", pictures.png(6, 6, i)))
           for i in range(1, 7)]
    answer = web.post(f"/household/{household['id']}/visit",
                      {**WORDS, "nonce": nonce}, files=six)
    assert answer.status_code == 422
    assert count(stack, household["id"]) == before


def test_a_phone_photo_is_shrunk_not_refused(stack, household):
    """Larger than 1 MB as it comes; below it as it is kept."""
    rows = os.urandom(3 * 1500 + 1)
    import struct
    import zlib
    noise = b"".join(b"\0" + rows[i % 97:] + rows[:i % 97]
                     for i in range(1500))
    noise = b"".join(b"\0" + (rows[i:] + rows[:i])[:4500]
                     for i in range(1500))
    big = b"\x89PNG\r\n\x1a\n" + pictures.chunk(b"IHDR", struct.pack(
        ">IIBBBBB", 1500, 1500, 8, 2, 0, 0, 0)) + pictures.chunk(
            b"IDAT", zlib.compress(noise, 0)) + pictures.chunk(b"IEND", b"")
    assert 6 << 20 < len(big) < 12 << 20
    web = stack.signed_in("helper")
    answer = send(web, f"/household/{household['id']}/visit", WORDS,
                  ("IMG_0001.png", big))
    assert answer.status_code == 303
    kept = photos_of(stack, newest(stack)["visit_id"])
    assert len(kept) == 1 and 100000 < kept[0]["bytes"] <= 1 << 20


def test_a_form_sent_twice_is_one_entry(stack, household):
    web = stack.signed_in("helper")
    path = f"/household/{household['id']}/visit"
    page = web.get(path)
    before = count(stack, household["id"])
    photo = ("a.png", pictures.png(33, 22, 5))
    status = []
    cookies = web.session.cookies.get_dict()

    def again():
        other = stack.guest()
        other.session.cookies.update(cookies)
        status.append(send(other, path, WORDS, photo, page=page).status_code)

    threads = [threading.Thread(target=again) for _ in range(4)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert status == [303] * 4
    assert count(stack, household["id"]) == before + 1
    assert len(photos_of(stack, newest(stack)["visit_id"])) == 1


def test_a_refused_form_keeps_its_photos(stack, household):
    web = stack.signed_in("helper")
    path = f"/household/{household['id']}/visit"
    one, two, three = (pictures.png(21, 20, n) for n in (101, 102, 103))
    answer = send(web, path, {**WORDS, "detail": ""}, ("a.png", one),
                  ("b.png", two))
    first, second = held(answer).values()
    for number in (first, second):
        small = web.get(f"/photo/held/{number}")
        assert small.status_code == 200 and small.content[:2] == b"\xff\xd8"
        assert "no-cache" in small.headers["cache-control"]
        for other in ("village", "county", "admin"):
            assert stack.signed_in(other).get(
                f"/photo/held/{number}").status_code == 404
    # refused once more, with one more: the box that was ticked stays so
    answer = send(web, path, {**WORDS, "method": "短", "toss1": "1"},
                  ("c.png", three), ("bad.png", b"nothing"), page=answer)
    assert answer.status_code == 422
    assert list(held(answer).values())[:2] == [first, second]
    tree = lxml.html.fromstring(answer.text)
    assert tree.xpath("//input[@name='toss1'][@checked]")
    assert not tree.xpath("//input[@name='toss2'][@checked]")
    # the same file chosen again is not a second photo
    answer = send(web, path, {**WORDS, "toss1": "1"}, ("b.png", two),
                  page=answer)
    assert answer.status_code == 303, flaws(answer)
    rows = photos_of(stack, newest(stack)["visit_id"])
    assert len(rows) == 2 == newest(stack)["photo_count"]
    assert not {first, second} & {s["staged_id"] for s in staged(stack)}
    assert web.get(f"/photo/held/{second}").status_code == 404
    assert web.get(f"/photo/{rows[0]['photo_id']}").status_code == 200


def test_photos_that_wait_are_their_form_s_and_user_s(stack, household):
    helper = stack.signed_in("helper")
    path = f"/household/{household['id']}/visit"
    refused = send(helper, path, {**WORDS, "detail": ""},
                   ("a.png", pictures.png(22, 20, 111)))
    number = held(refused)["held1"]
    before = count(stack, household["id"])
    # another user, with the number and even the nonce of the form
    county = stack.signed_in("county")
    page = county.get(path)
    nonce = re.search(r'name="nonce" value="([^"]+)"', refused.text)[1]
    for words in ({"held1": number}, {"held1": number, "nonce": nonce}):
        answer = send(county, path, {**WORDS, **words}, page=page)
        assert answer.status_code == 422 and not held(answer)
        assert "已经不在了" in answer.text and WORDS["detail"] in answer.text
        assert 'href="#f-held1"' in answer.text
        assert 'id="f-held1"' in answer.text
    # the same user in another tab; then nonsense
    for wrong in (number, 0, -1, "x", 10 ** 11):
        answer = send(helper, path, {**WORDS, "held1": wrong},
                      page=helper.get(path))
        assert answer.status_code == 422, wrong
    assert count(stack, household["id"]) == before
    assert [s["staged_id"] for s in staged(stack)].count(number) == 1
    # its own form still has it, sent twice it is one entry
    for _ in range(2):
        assert send(helper, path, {**WORDS, "held1": number},
                    page=refused).status_code == 303
    assert count(stack, household["id"]) == before + 1
    assert len(photos_of(stack, newest(stack)["visit_id"])) == 1


def test_the_limit_holds_over_what_waits_and_what_is_new(stack, household):
    web = stack.signed_in("helper")
    path = f"/household/{household['id']}/visit"
    shots = [(f"{n}.png", pictures.png(23, 20, 120 + n)) for n in range(8)]
    before = count(stack, household["id"])
    answer = send(web, path, {**WORDS, "detail": ""}, *shots[:4])
    answer = send(web, path, WORDS, *shots[4:7], page=answer)
    assert answer.status_code == 422 and "最多5张" in answer.text
    assert len(held(answer)) == 7
    assert count(stack, household["id"]) == before
    answer = send(web, path, {**WORDS, "toss1": "1", "toss7": "1"},
                  page=answer)
    assert answer.status_code == 303
    assert newest(stack)["photo_count"] == 5
    # a correction: what stands counts too
    here = f"/visit/{newest(stack)['visit_id']}"
    answer = send(web, here, WORDS, shots[7])
    assert answer.status_code == 422 and "最多5张" in answer.text
    drop = photos_of(stack, newest(stack)["visit_id"])[0]["photo_id"]
    answer = send(web, here, {**WORDS, "drop1": drop}, page=answer)
    assert answer.status_code == 303, flaws(answer)
    assert newest(stack)["photo_count"] == 5
    # no more than so many wait for one user
    user = staged(stack)[:1] or stack.rows(
        "SELECT user_id FROM user WHERE login = %s",
        stack.account("helper")["user"])
    stack.rows("INSERT INTO photo_staged (user_id, form, file, small, bytes,"
               " width, height, kind, staged_at) SELECT %s, CONCAT('many-',"
               " seq), REPEAT('f', 32), REPEAT('s', 32), 1, 1, 1, 'png',"
               " NOW() FROM seq_1_to_70", user[0]["user_id"])
    answer = send(web, path, {**WORDS, "detail": ""}, shots[0])
    assert len(held(answer)) == 1 and len(staged(stack)) == 60


def test_another_entry_from_the_same_form_is_not_lost(stack, household):
    """The back button: the words were changed, the form's number not."""
    web = stack.signed_in("helper")
    path = f"/household/{household['id']}/visit"
    page = web.get(path)
    before = count(stack, household["id"])
    assert send(web, path, WORDS, page=page).status_code == 303
    answer = send(web, path, {**WORDS, "detail": "第二次去，看望老人。"},
                  ("a.png", pictures.png(24, 20, 131)), page=page)
    assert answer.status_code == 409 and "还没有保存" in answer.text
    assert "第二次去，看望老人。" in answer.text and len(held(answer)) == 1
    assert send(web, path, {**WORDS, "detail": "第二次去，看望老人。"},
                page=answer).status_code == 303
    assert count(stack, household["id"]) == before + 2
    assert newest(stack)["photo_count"] == 1


def test_the_author_corrects_and_withdraws(stack, household):
    web = stack.signed_in("helper")
    path = f"/household/{household['id']}/visit"
    send(web, path, WORDS, ("a.png", pictures.png(40, 30, 1)),
         ("b.png", pictures.png(40, 30, 2)))
    v = newest(stack)
    here = f"/visit/{v['visit_id']}"
    page = web.get(here)
    first, second = photos_of(stack, v["visit_id"])
    answer = send(web, here, {**WORDS, "method": "技术帮扶",
                              "drop1": first["photo_id"]},
                  ("c.png", pictures.png(40, 30, 3)), page=page)
    assert answer.status_code == 303, answer.text
    assert "已保存更正" in web.get(answer.headers["location"]).text
    now = photos_of(stack, v["visit_id"])
    assert [p["photo_id"] for p in now][0] == second["photo_id"]
    assert len(now) == 2
    after = newest(stack)
    assert (after["method"], after["photo_count"]) == ("技术帮扶", 2)
    assert web.get(f"/photo/{first['photo_id']}").status_code == 404
    # the form of before is out of date
    answer = send(web, here, WORDS, page=page)
    assert answer.status_code == 409 and "已经改过" in answer.text
    # another's photo can't be dropped through it
    foreign = stack.rows("SELECT photo_id FROM photo WHERE visit_id <> %s"
                         " LIMIT 1", v["visit_id"])[0]["photo_id"]
    page = web.get(here)
    assert send(web, here, {**WORDS, "drop1": foreign},
                page=page).status_code == 409
    assert stack.rows("SELECT photo_id FROM photo WHERE photo_id = %s",
                      foreign)
    # no more than five
    answer = send(web, here, WORDS, *[
        (f"{i}.png", pictures.png(10 + i, 9, i)) for i in range(4)])
    assert answer.status_code == 422 and "最多5张" in answer.text
    assert len(photos_of(stack, v["visit_id"])) == 2
    # somebody else can't, though he sees it
    county = stack.signed_in("county")
    other = county.get(here)
    assert "visit-form" not in other.text
    assert county.post(here, {**WORDS, "version": after["version"]},
                       files=files()).status_code == 403
    assert county.post(here + "/withdraw", {"version": after["version"]}
                       ).status_code == 403
    web.get(here)
    assert web.post(here + "/withdraw", {"version": 99}).status_code == 409
    web.get(here)
    answer = web.post(f"/visit/{v['visit_id']}/withdraw",
                      {"version": after["version"]})
    assert answer.status_code == 303
    assert "已撤回" in web.get(answer.headers["location"]).text
    assert newest(stack)["state"] == "withdrawn"
    assert here not in web.get(path).text
    village = stack.signed_in("village")
    assert village.get(here).status_code == 404
    # told in the history; what it said only to those who may read it
    path = f"/household/{household['id']}/history?of=visit"
    town = stack.signed_in("township")
    for reader, reads in ((web, True), (county, True), (town, False)):
        steps = history(reader.get(path))
        assert all("走访" in step for step in steps)
        for step, what, words in zip(steps, ("撤回", "修改", "登记"), (
                "", "产业帮扶 → 技术帮扶", "照片 空 → 2张")):
            assert f"走访 2022年3月1日 {what}" in step
            assert (words in step) is (reads or words == ""), step
    assert stack.rows(
        "SELECT method FROM visit FOR SYSTEM_TIME ALL WHERE visit_id = %s"
        " ORDER BY row_start LIMIT 1", v["visit_id"])[0]["method"] == \
        "产业帮扶"


def test_the_county_removes_with_a_reason(stack, household):
    helper = stack.signed_in("helper")
    send(helper, f"/household/{household['id']}/visit", WORDS)
    v = newest(stack)
    here = f"/visit/{v['visit_id']}"
    county = stack.signed_in("county")
    county.get(here)
    answer = county.post(f"/visit/{v['visit_id']}/remove",
                         {"version": 1, "reason": ""})
    assert answer.status_code == 422 and "请填写删除原因" in answer.text
    answer = county.post(here + "/remove", {"version": 1,
                                            "reason": "长" * 201})
    assert '<div class="flaw">删除原因太长' in answer.text
    assert f'value="{"长" * 201}"' in answer.text
    answer = county.post(here + "/remove", {"version": 1,
                                            "reason": "照片里有别人的证件"})
    assert answer.status_code == 303
    assert "照片里有别人的证件" in county.get(here).text
    path = f"/household/{household['id']}/history"
    assert "照片里有别人的证件" in history(county.get(path))[0]
    assert "照片里" not in stack.signed_in("township").get(path).text
    line = stack.rows("SELECT deed, reason FROM `change` WHERE entity ="
                      " 'visit' AND record_id = %s ORDER BY change_id DESC"
                      " LIMIT 1", v["visit_id"])[0]
    assert line == {"deed": "delete", "reason": "照片里有别人的证件"}
    helper.get("/")
    assert helper.post(here + "/remove", {"version": 1, "reason": "不要了"}
                       ).status_code == 403


def test_a_village_has_entries_of_its_own(stack):
    web = stack.signed_in("village")
    area = stack.account("village")["area"]
    path = f"/village/{area}/visit"
    assert "本村追踪" in web.get("/visit").text
    answer = send(web, path, {**WORDS, "theme": "", "detail": ""})
    assert answer.status_code == 422
    assert "请填写帮扶主题" in flaws(answer)[0]
    assert "请填写帮扶内容及成效" in flaws(answer)[1]
    # a filled sample stands beside, the village's own
    assert "县水利局给本村" in answer.text and "鸡苗" not in answer.text
    answer = send(web, f"/village/{area}/visit",
                  {**WORDS, "method": "现场办公"},
                  ("a.png", pictures.png(20, 20, 42)))
    assert answer.status_code == 303
    assert "现场办公" in web.get(path).text
    assert any("走访" in step and "现场办公" in step for step in
               history(web.get(f"/place/{area}/history")))
    v = newest(stack)
    assert (v["household_id"], v["area"]) == (0, area)
    page = web.get("/visit?kind=village").text
    assert f"/visit/{v['visit_id']}" in page and "现场办公" in page
    assert web.get(f"/visit/{v['visit_id']}").status_code == 200
    # a village is not somebody's else
    other = stack.rows("SELECT code FROM area WHERE level = 5 AND code <> %s"
                       " LIMIT 1", area)[0]["code"]
    assert web.get(f"/village/{other}/visit").status_code == 404
    assert web.get("/village/130630000000/visit").status_code == 404
    assert stack.signed_in("helper").get(
        f"/visit/{v['visit_id']}").status_code == 404
    # the theme stays needed
    answer = send(web, f"/visit/{v['visit_id']}", {**WORDS, "theme": ""})
    assert answer.status_code == 422 and "主题" in flaws(answer)[0]


def test_the_list_is_by_area_month_and_author(stack, household):
    helper = stack.signed_in("helper")
    send(helper, f"/household/{household['id']}/visit",
         {**WORDS, "on_day": "2021-11-20", "method": "医疗帮扶"})
    v = newest(stack)
    link = f'href="/visit/{v["visit_id"]}"'
    county = stack.signed_in("county")
    assert link in county.get("/visit?month=2021-11&author="
                              + v["author_name"]).text
    assert link not in county.get("/visit?month=2021-10").text
    assert link not in county.get("/visit?month=2021-11&author=无此人").text
    name = stack.rows("SELECT a.name, t.name AS up FROM area a JOIN area t ON"
                      " t.code = a.parent WHERE a.code = %s",
                      household["area"])[0]
    assert link in county.get(f"/visit?month=2021-11&area={name['up']} "
                              f"{name['name']}").text
    other = stack.rows("SELECT code FROM area WHERE level = 5 AND code <> %s"
                       " LIMIT 1", household["area"])[0]["code"]
    assert link not in county.get(f"/visit?month=2021-11&area={other}").text
    page = county.get("/visit?month=nonsense&area=无此地").text
    assert "不是月份" in page and "不是您负责范围内的地区" in page
    assert link in helper.get("/visit?month=2021-11").text
    assert re.search(r"共 \d+ 条，\d+ 户，照片 \d+ 张",
                     county.get("/visit").text)


def test_an_ended_session_keeps_the_words(stack, household):
    web = stack.signed_in("helper")
    path = f"/household/{household['id']}/visit"
    page = web.get(path)
    web.session.cookies.clear()
    answer = send(web, path, {**WORDS, "method": "教育帮扶"},
                  ("a.png", pictures.png()), page=page)
    assert answer.status_code == 200 and "教育帮扶" in answer.text


@pytest.mark.parametrize("who", ["helper", "county"])
def test_a_lapsed_session_keeps_the_photos_for_its_user(
        stack, household, who):
    web = stack.signed_in("helper")
    path = f"/household/{household['id']}/visit"
    page = web.get(path)
    seed = {"helper": 141, "county": 142}[who]
    stack.rows("UPDATE session SET seen_at = seen_at - INTERVAL 20 HOUR WHERE"
               " user_id = (SELECT user_id FROM user WHERE login = %s)",
               stack.account("helper")["user"])
    asked = send(web, path, {**WORDS, "method": "金融帮扶"},
                 ("a.png", pictures.png(26, 20, seed)), page=page)
    assert asked.status_code == 200 and "登录已过期" in asked.text
    kept = {e.get("name"): e.get("value") for e in
            lxml.html.fromstring(asked.text).xpath("//form//input[@name]")}
    account = stack.account(who)
    answer = web.post("/signin", {
        **kept, "login": account["user"], "password": account["password"],
        "bureau": account["bureau"]})
    assert answer.status_code == 200 and "金融帮扶" in answer.text
    number = int(kept["keep.held1"])
    assert list(held(answer).values()) == (
        [number] if who == "helper" else [])
    assert ("已经不在了" in answer.text) == (who == "county")
    if who == "helper":
        assert send(web, path, {**WORDS, "method": "金融帮扶"},
                    page=answer).status_code == 303
        assert newest(stack)["photo_count"] == 1


def test_a_page_is_light_and_names_its_controls(stack, household):
    web = stack.signed_in("helper")
    page = web.get(f"/household/{household['id']}/visit")
    assert len(page.content) < 60000
    tree = lxml.html.fromstring(page.text)
    for control in tree.xpath("//form//input[not(@type='hidden') and @id]"
                              " | //textarea"):
        assert tree.xpath(f"//label[@for='{control.get('id')}']")


def sweep(stack):
    db = stack.ready["db"]
    return subprocess.run(
        [stack.program("db"), "sweep"], check=True, text=True,
        capture_output=True, timeout=60, env={
            **os.environ, "BANGFU_VAR": stack.ready["var"],
            "BANGFU_NOW": "2022-03-04T10:00:00",
            "BANGFU_DB_SOCKET": db["socket"],
            "BANGFU_DB_USER": db["user"], "BANGFU_DB_NAME": db["database"],
            "BANGFU_DB_PASSWORD": db["password"]}).stdout


def test_what_no_row_names_is_swept_when_it_is_old(stack, household):
    web = stack.signed_in("helper")
    send(web, f"/household/{household['id']}/visit", WORDS,
         ("a.png", pictures.png(50, 50, 50)))
    v = newest(stack)
    photo = photos_of(stack, v["visit_id"])[0]
    # dropped from the entry: the history still names it
    page = web.get(f"/visit/{v['visit_id']}")
    send(web, f"/visit/{v['visit_id']}",
         {**WORDS, "drop1": photo["photo_id"]}, page=page)
    assert not photos_of(stack, v["visit_id"])
    root = pathlib.Path(stack.ready["var"], "files")
    # what other forms left
    for path in kept_files(stack):
        os.utime(path, (time.time() - 90000, time.time() - 90000))
    sweep(stack)
    orphans = []
    for age in (90000, 10):
        body = os.urandom(100)
        name = hashlib.sha256(body).hexdigest()
        (root / name[:2]).mkdir(exist_ok=True)
        for path in (root / name[:2] / name[2:],
                     root / name[:2] / f".new-{age}"):
            path.write_bytes(body)
            os.utime(path, (time.time() - age, time.time() - age))
            orphans.append(path)
    strange = root / "ab"
    strange.mkdir(exist_ok=True)
    (strange / "letter.txt").write_bytes(b"not ours")
    before = kept_files(stack)
    assert "2 that no row names" in sweep(stack)
    assert before - kept_files(stack) == set(orphans[:2])
    # photos of a form that was never saved: three days
    answer = send(web, f"/household/{household['id']}/visit",
                  {**WORDS, "detail": ""}, ("a.png", pictures.png(51, 50)))
    number = held(answer)["held1"]
    for path in kept_files(stack) - set(orphans):
        os.utime(path, (time.time() - 90000, time.time() - 90000))
    before = kept_files(stack)
    sweep(stack)
    assert kept_files(stack) == before
    stack.rows("UPDATE photo_staged SET staged_at = staged_at - INTERVAL 4"
               " DAY WHERE staged_id = %s", number)
    sweep(stack)
    assert len(before - kept_files(stack)) == 2
    answer = send(web, f"/household/{household['id']}/visit", WORDS,
                  page=answer)
    assert answer.status_code == 422 and "已经不在了" in answer.text
    # of a sweep that was killed: it goes back
    path = root / photo["file"].hex()[:2] / photo["file"].hex()[2:]
    path.rename(str(path) + ".aside")
    assert "0 that no row names" in sweep(stack)
    assert path.is_file() and not os.path.exists(str(path) + ".aside")


def test_a_killed_worker_leaves_no_row_without_its_file(stack, household):
    """kill -9 of the web workers while photos arrive."""
    web = stack.signed_in("helper")
    path = f"/household/{household['id']}/visit"
    page = web.get(path)
    cookies = web.session.cookies.get_dict()
    done = threading.Event()

    def load(seed):
        other = stack.guest()
        other.session.cookies.update(cookies)
        n = 0
        while not done.is_set():
            n += 1
            fresh = re.sub(r'name="nonce" value="[^"]+"',
                           f'name="nonce" value="kill-{seed:06d}-{n:06d}x"',
                           page.text)
            text = type("Page", (), {"text": fresh})
            try:
                send(other, path, WORDS, ("a.png", pictures.png(
                    90, 60, seed * 100 + n)), page=text)
            except requests.RequestException:
                pass

    threads = [threading.Thread(target=load, args=(i,)) for i in range(3)]
    for t in threads:
        t.start()
    killed = made = 0
    for _ in range(6):
        # some were saved since the last time, others are on their way
        for _ in range(60):
            time.sleep(0.05)
            now = stack.rows("SELECT COUNT(*) AS n FROM visit_key WHERE nonce"
                             " LIKE 'kill-%%'")[0]["n"]
            if now > made:
                break
        made = now
        killed += kill_workers(stack)
    done.set()
    for t in threads:
        t.join()
    assert killed >= 12
    assert wait_up(stack)
    root = pathlib.Path(stack.ready["var"], "files")
    rows = stack.rows("SELECT p.file, p.small, v.photo_count FROM visit v"
                      " LEFT JOIN photo p ON p.visit_id = v.visit_id"
                      " WHERE v.visit_id IN (SELECT visit_id FROM visit_key"
                      " WHERE nonce LIKE 'kill-%%')", )
    assert rows
    for row in rows:
        assert row["photo_count"] == 1
        for name in (row["file"], row["small"]):
            file = root / name.hex()[:2] / name.hex()[2:]
            assert hashlib.sha256(file.read_bytes()).digest() == name


def kill_workers(stack):
    """SIGKILL to the workers (not their master) of this stack's web."""
    socket = stack.ready["db"]["socket"].replace("mariadb.sock", "web.sock")
    found = []
    for entry in pathlib.Path("/proc").iterdir():
        try:
            words = (entry / "cmdline").read_bytes().split(b"\0")
            if words[0].endswith(b"/bangfu-web") and \
                    f"--listen={socket}".encode() in words:
                parent = int((entry / "stat").read_text().rsplit(")")[-1]
                             .split()[1])
                found.append((int(entry.name), parent))
        except (OSError, ValueError, IndexError):
            pass
    masters = {parent for _, parent in found}
    workers = [pid for pid, _ in found if pid not in masters]
    for pid in workers:
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
    return len(workers)


def wait_up(stack):
    for _ in range(100):
        try:
            if stack.guest().get("/health").status_code == 200:
                return True
        except requests.RequestException:
            pass
        time.sleep(0.1)
    return False
