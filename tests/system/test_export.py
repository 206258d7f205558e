"""The county as XML by download: within the scope, masked unless told
otherwise, noted in the audit, valid, and never half a file."""
import re
import socket
import subprocess
import time
import urllib.parse

import lxml.html
import pytest

XML = "application/xml; charset=utf-8"


def asked(web, stack, role, **other):
    words = {"area": str(stack.account(role)["area"]), "year": "2022",
             "kind": "full"}
    words.update(other)
    web.get("/export")
    return web.post("/export", words)


def fetched(web, stack, role, **other):
    answer = asked(web, stack, role, **other)
    assert answer.status_code == 303, answer.text
    assert re.fullmatch(r"/export/\d+", answer.headers["Location"])
    return web.get(answer.headers["Location"])


def households(xml):
    return set(re.findall(rb"<household [^>]*number=\"(\d+)\"", xml) or
               re.findall(rb"<number>(\d+)</number>", xml))


def count(stack, sql, *args):
    return stack.rows("SELECT COUNT(*) AS n FROM " + sql, *args)[0]["n"]


@pytest.fixture(scope="module")
def whole(stack):
    """The county, masked: the answer."""
    return fetched(stack.signed_in("county"), stack, "county")


def test_the_county_comes_whole_and_masked(stack, whole):
    assert whole.status_code == 200
    assert whole.headers["Content-Type"] == XML
    assert whole.headers["Content-Disposition"] == \
        'attachment; filename="bangfu-130630-2022-full.xml"'
    assert whole.headers["Cache-Control"] == "no-store"
    assert len(whole.content) > 1000000
    assert whole.content.count(b"<household ") == count(
        stack, "household WHERE year = 2022")
    assert whole.content.count(b"<report ") == count(
        stack, "report WHERE period BETWEEN 202201 AND 202212")
    for idno in stack.rows("SELECT idno FROM member WHERE idno IS NOT NULL"
                           " AND year = 2022 LIMIT 50"):
        assert idno["idno"].encode() not in whole.content
    assert re.search("张[*]", whole.text)


@pytest.mark.parametrize("query,words", [
    ("", {}), ("?unmasked=1", {"unmasked": "1"}),
    ("?profile=national", {"profile": "national"}),
])
def test_the_file_is_valid(stack, tmp_path, query, words):
    web = stack.signed_in("county")
    xsd = web.get("/export/schema/2022" + query)
    assert xsd.status_code == 200
    (tmp_path / "a.xsd").write_bytes(xsd.content)
    area = str(stack.account("township")["area"])
    for kind in ("full",) if "profile" in words else ("full", "reports"):
        answer = fetched(web, stack, "county", area=area, kind=kind,
                         **words)
        (tmp_path / "a.xml").write_bytes(answer.content)
        checked = subprocess.run(
            ["xmllint", "--noout", "--schema", str(tmp_path / "a.xsd"),
             str(tmp_path / "a.xml")], capture_output=True, text=True,
            check=False)
        assert checked.returncode == 0, checked.stderr[-2000:]


def test_reports_alone(stack):
    answer = fetched(stack.signed_in("township"), stack, "township",
                     kind="reports")
    assert b"<report " in answer.content
    assert b"<member" not in answer.content
    assert "-2022-reports.xml" in answer.headers["Content-Disposition"]


def test_the_national_format_within_scope(stack):
    web = stack.signed_in("township")
    answer = fetched(web, stack, "township", profile="national")
    assert "-2022-national.xml" in answer.headers["Content-Disposition"]
    assert ' profile="national"' in answer.text and "***" in answer.text
    assert "<AAC301>" in answer.text and "<report" not in answer.text
    area = stack.account("township")["area"]
    assert answer.text.count("<household ") == count(
        stack, "household WHERE year = 2022 AND area BETWEEN %s AND %s",
        area, area + 999)
    page = web.get("/export?x=1")
    assert page.status_code == 200 and "国家系统格式" in page.text
    # the choice stays where another word is wrong
    answer = asked(web, stack, "township", profile="national", year="x")
    assert 'value="national" checked' in answer.text


@pytest.mark.parametrize("query, sentence", [
    ("area=110101000000", "不在您负责的地区内"), ("area=没有的镇", "不是您负责"),
    ("profile=other", "不在可选范围内"), ("unmasked=yes", "完整个人信息")])
def test_a_schema_that_can_not_be_is_told(stack, query, sentence):
    answer = stack.signed_in("township").get("/export/schema/2022?" + query)
    assert answer.status_code == 422
    assert "格式定义没有下载：" in answer.text and sentence in answer.text
    if query.startswith("area="):
        assert f'value="{query[5:]}"' in answer.text


def test_a_smaller_area_by_name(stack):
    web = stack.signed_in("county")
    area = stack.account("village")["area"]
    names = stack.rows("SELECT v.name, t.name AS town FROM area v JOIN area t"
                       " ON t.code = v.parent WHERE v.code = %s", area)[0]
    answer = fetched(web, stack, "county",
                     area=f"{names['town']} {names['name']}")
    assert answer.content.count(b"<household ") == count(
        stack, "household WHERE year = 2022 AND area = %s", area)
    assert f"bangfu-{area}-2022" in answer.headers["Content-Disposition"]


def test_unmasked_is_for_counties_and_noted(stack):
    web = stack.signed_in("county")
    area = stack.account("village")["area"]
    answer = fetched(web, stack, "county", area=str(area), unmasked="1")
    idno = stack.rows("SELECT m.idno FROM member m JOIN household h"
                      " USING (year, household_id) WHERE h.area = %s"
                      " AND h.year = 2022 AND m.idno IS NOT NULL LIMIT 1",
                      area)
    if idno:
        assert idno[0]["idno"].encode() in answer.content
    line = stack.rows("SELECT * FROM audit WHERE deed = 'export'"
                      " ORDER BY audit_id DESC LIMIT 1")[0]
    assert line["about"] == f"area {area} year 2022 full unmasked plain"
    town = stack.signed_in("township")
    answer = asked(town, stack, "township", unmasked="1")
    assert answer.status_code == 422
    assert "只有县级用户和系统管理员" in answer.text
    assert 'name="unmasked"' not in answer.text


@pytest.mark.parametrize("words,sentence", [
    ({"area": ""}, "请填写地区"), ({"area": "110101000000"},
                              "不在您负责的地区内"),
    ({"area": "130630000000"}, "不在您负责的地区内"),
    ({"area": "没有的镇"}, "不是您负责范围内的地区"),
    ({"year": ""}, "请填写年度"), ({"year": "二〇二二"}, "不是整数"),
    ({"year": "2013"}, "太小"), ({"year": "3000"}, "太大"),
    ({"year": "2016"}, "没有自己的档案"),
    ({"year": "2023"}, "还没有开始"), ({"kind": ""}, "请填写内容"),
    ({"kind": "all"}, "不在可选范围内"), ({"unmasked": "yes"}, "完整个人信息"),
    ({"profile": "national", "kind": "reports"}, "格式“国家系统格式”里没有月报"),
    ({"profile": "other"}, "不在可选范围内"),
])
def test_a_wrong_word_is_named_and_kept(stack, words, sentence):
    web = stack.signed_in("township")
    before = count(stack, "audit WHERE deed = 'export'")
    answer = asked(web, stack, "township", **words)
    assert answer.status_code == 422 and sentence in answer.text, \
        lxml.html.fromstring(answer.text).text_content()
    for name, word in words.items():
        if name in ("area", "year"):
            assert f'value="{word}"' in answer.text
    assert count(stack, "audit WHERE deed = 'export'") == before


def test_a_download_is_his_who_asked(stack):
    web = stack.signed_in("county")
    path = asked(web, stack, "county").headers["Location"]
    assert stack.signed_in("admin").get(path).status_code == 404
    assert stack.signed_in("township").get(path).status_code == 404
    assert stack.guest().get(path).headers["Location"] == \
        "/signin?to=" + urllib.parse.quote(path)
    for other in ("/export/0", "/export/999999999"):
        assert web.get(other).status_code == 404
    # a line of the audit that is no export opens nothing
    signed = stack.rows("SELECT MAX(audit_id) AS id FROM audit a JOIN user u"
                        " USING (user_id) WHERE u.login = %s"
                        " AND deed = 'signin'",
                        stack.account("county")["user"])[0]["id"]
    assert web.get(f"/export/{signed}").status_code == 404


def test_others_may_not(stack):
    for role in ("helper", "village"):
        web = stack.signed_in(role)
        for path in ("/export", "/export/1", "/export/schema/2022"):
            assert web.get(path).status_code == 403
        assert asked(web, stack, role).status_code == 403
    web = stack.signed_in("county")
    web.get("/export")
    assert web.post("/export", {"area": "130630", "year": "2022",
                                "kind": "full"}, token="").status_code == 403
    for year in ("2013", "2023", "0"):
        assert web.get("/export/schema/" + year).status_code == 404


def test_who_goes_away_leaves_a_worker_behind_that_works(stack):
    """A browser that closes in the middle; then the same again, whole."""
    web = stack.signed_in("county")
    path = asked(web, stack, "county").headers["Location"]
    host, port = stack.url.split("//")[1].split(":")
    cookie = "; ".join(f"{c.name}={c.value}" for c in web.session.cookies)
    for _ in range(12):
        with socket.create_connection((host, int(port))) as s:
            s.sendall(f"GET {path} HTTP/1.1\r\nHost: {host}\r\n"
                      f"Cookie: {cookie}\r\n\r\n".encode())
            assert b" 200" in s.recv(1000)
    time.sleep(0.3)
    for _ in range(3):
        whole = web.get(path)
        assert whole.status_code == 200
        assert whole.content.rstrip().endswith(b">")
        assert web.get("/export").status_code == 200
