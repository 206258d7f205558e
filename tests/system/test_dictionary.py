"""The dictionary against a server of its own: columns follow the lines."""
import os
import re
import shutil
import subprocess
import tempfile

import lxml.html
import pytest

from conftest import ROOT, start_stack, stop_stack
from test_database import Server
from test_file import flaws, form, save

HEAD = ROOT / "db" / "dictionary"
LINE = ("goat_heads,羊的只数,生产生活条件,,,int,只,,0,5000,,2014,9999,open,own,,"
        "年末存栏的羊。,12,S0-101\n")


@pytest.fixture(scope="module")
def server():
    s = Server()
    yield s
    s.end()


@pytest.fixture
def empty(server):
    return server.database()


@pytest.fixture
def scratch(tmp_path):
    """A copy of the dictionary that a test may change."""
    folder = tmp_path / "dictionary"
    shutil.copytree(HEAD, folder)
    return folder


def add(folder, line, name="household"):
    with open(folder / f"{name}.csv", "a", encoding="utf-8") as f:
        f.write(line)


def columns(database, table="household"):
    return {name: (kind, comment) for name, kind, comment in database.rows(
        "SELECT column_name, column_type, column_comment"
        "  FROM information_schema.columns WHERE table_schema = DATABASE()"
        f" AND table_name = '{table}'")}


def test_each_line_has_its_column(empty):
    said = empty.good("db", "migrate")
    count = 0
    for name in sorted(f.stem for f in HEAD.glob("*.csv")):
        there = columns(empty, name)
        for line in (HEAD / f"{name}.csv").read_text("utf-8").split("\n")[2:]:
            cells = line.split(",")
            if len(cells) < 19 or cells[14] == "counted":
                continue
            assert cells[0] in there, cells[0]
            if cells[14] != "base" and cells[0] != "phone":
                assert there[cells[0]][1] == cells[5]
                count += 1
    assert f" {count} fields added" in said
    assert " 0 fields added" in empty.good("db", "migrate")
    empty.good("db", "check")


def test_one_more_line_is_one_more_column(empty, scratch):
    empty.good("db", "migrate")
    add(scratch, LINE)
    where = {"BANGFU_DICTIONARY": str(scratch)}
    assert empty.run("db", "check", **where).returncode == 1
    assert " 1 fields added" in empty.good("db", "migrate", **where)
    assert columns(empty)["goat_heads"] == ("bigint(20)", "int")
    empty.good("db", "check", **where)
    # who does not know the line is not troubled, and nothing is dropped
    assert " 0 fields added" in empty.good("db", "migrate")
    assert "goat_heads" in columns(empty)
    empty.good("db", "check")


def test_history_is_kept(empty, scratch):
    empty.good("db", "migrate")
    empty.rows("INSERT INTO household (year, household_id, number, area,"
               " head_name) VALUES (2022, 1, '1', 1, 'a')")
    empty.rows("UPDATE household SET head_name = 'b'")
    add(scratch, LINE)
    empty.good("db", "migrate", BANGFU_DICTIONARY=str(scratch))
    assert empty.rows("SELECT head_name, goat_heads FROM household"
                      " FOR SYSTEM_TIME ALL ORDER BY row_start") == (
                          ("a", None), ("b", None))


@pytest.mark.parametrize("old, new, word", [
    ("house_m2_100,住房面积,生产生活条件,A41,AAC317,decimal2",
     "house_m2_100,住房面积,生产生活条件,A41,AAC317,decimal1",
     "house_m2_100 is there as decimal2, not decimal1"),
    ("phone,联系电话,基本情况,,AAR012,phone", "phone,联系电话,基本情况,,AAR012,date",
     "phone is there as varchar, not date"),
    ("hamlet,自然村（村民小组）,基本情况,,AAR007,text,,,0,60",
     "hamlet,自然村（村民小组）,基本情况,,AAR007,text,,,0,300",
     "has room for 200"),
])
def test_a_changed_kind_is_refused(empty, scratch, old, new, word):
    empty.good("db", "migrate")
    path = scratch / "household.csv"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new) + LINE, "utf-8")
    before = columns(empty)
    said = empty.bad("db", "migrate", BANGFU_DICTIONARY=str(scratch))
    assert word in said and "household.csv line " in said
    assert columns(empty) == before


@pytest.mark.parametrize("line, word", [
    (LINE.replace("goat_heads", "goat heads"), "the name is not"),
    (LINE.replace("goat_heads", "x` int, DROP"), "not as many cells"),
    (LINE.replace("goat_heads", "version"), "the schema's own"),
    (LINE.replace("S0-101", "somewhere"), "not a source"),
    (LINE.replace(",int,", ",number,"), "no such kind"),
    (LINE + LINE, "there already"),
])
def test_a_wrong_line_is_named(empty, scratch, line, word):
    count = (scratch / "household.csv").read_bytes().count(b"\n")
    add(scratch, line)
    said = empty.bad("db", "migrate", BANGFU_DICTIONARY=str(scratch))
    assert word in said
    assert f"household.csv line {count + line.count(chr(10))}:" in said
    assert not empty.rows("SHOW TABLES")


def test_no_dictionary_is_one_sentence(empty, tmp_path):
    said = empty.bad("db", "migrate",
                     BANGFU_DICTIONARY=str(tmp_path / "none"))
    assert "none/household.csv" in said


# ---- the document ---------------------------------------------------------

def valid(folder, document, schema):
    done = subprocess.run(["xmllint", "--noout", "--schema", schema,
                           document], cwd=folder, capture_output=True,
                          text=True, check=False)
    assert done.returncode == 0, done.stderr[:2000]


def exported(database, folder, *words, **env):
    database.good("exchange", "schema", "--year=2022", "-o",
                  str(folder / "a.xsd"), *words, **env)
    database.good("exchange", "export", "--area=0", "--year=2022", "-o",
                  str(folder / "a.xml"), *words, **env)
    valid(folder, "a.xml", "a.xsd")
    return ((folder / "a.xml").read_text("utf-8"),
            (folder / "a.xsd").read_text("utf-8"))


def refused(folder, exchanged, old, new):
    """What was exported with one part spoilt does not pass its schema."""
    document, schema = exchanged
    assert old in document
    (folder / "b.xml").write_text(document.replace(old, new, 1), "utf-8")
    (folder / "b.xsd").write_text(schema, "utf-8")
    with pytest.raises(AssertionError):
        valid(folder, "b.xml", "b.xsd")


EMPTIED = ("UPDATE household SET arable_mu_100 = NULL, wage_fen = NULL,"
           " road = NULL, toilet = NULL, other_causes = NULL,"
           " form_filled_on = NULL, hamlet = NULL, bank_account = NULL,"
           " standard = NULL")
FILLED = ("UPDATE household SET arable_mu_100 = 650, wage_fen = 1200050,"
          " road = '03', toilet = 0, other_causes = '02,08',"
          " form_filled_on = '2022-03-01',"
          " hamlet = '<东沟>&组', bank_account = '6200001234567890123',"
          " loan_fen = 7, standard = '1' WHERE household_id % 2 = 0")


def homes(document):
    """From the first household on: fields of what stands before it have the
    same names."""
    return document[document.index("<household "):]


@pytest.mark.parametrize("words, account", [
    ((), "620************0123"), (("--unmasked",), "6200001234567890123")])
def test_the_fields_are_in_the_document(server, tmp_path, words, account):
    database = server.database().filled(12)
    database.rows(EMPTIED)
    document, schema = exported(database, tmp_path, *words)
    assert "<arable_mu_100>" not in homes(document)
    database.rows(FILLED)
    database.rows("UPDATE member SET nation = '11', work_months_100 = 350,"
                  " health = '02,04'")
    document, schema = exported(database, tmp_path, *words)
    document = homes(document)
    for part in ("<arable_mu_100>6.5</arable_mu_100>",
                 "<wage_fen>12000.50</wage_fen>", "<road>03</road>",
                 "<toilet>0</toilet>", "<standard>1</standard>",
                 "<form_filled_on>2022-03-01</form_filled_on>",
                 "<hamlet>&lt;东沟&gt;&amp;组</hamlet>",
                 f"<bank_account>{account}</bank_account>"):
        assert document.count(part) == 6, part
    # of another year's form
    assert "loan_fen" not in document + schema
    assert document.count("<nation>11</nation>") == \
        document.count("<member ")
    assert "<work_months_100>3.5</work_months_100>" in document
    # what somebody suffers from and when he was born is in no masked one
    for part in ("<health>02 04</health>", "<birth>"):
        assert document.count(part) == (document.count("<member ")
                                        if words else 0), part
    assert "A33 耕地面积：" in schema and "不包括租入的土地" in schema
    assert "汉族" in schema and schema.count('name="phone" type') == 5


@pytest.fixture(scope="module")
def known(server):
    """A database whose households are known in every field."""
    database = server.database().filled(4)
    database.rows(FILLED)
    return database


@pytest.fixture(scope="module")
def plain(known, tmp_path_factory):
    """Its document and schema."""
    return exported(known, tmp_path_factory.mktemp("plain"))


@pytest.fixture(scope="module")
def national(known, tmp_path_factory):
    return exported(known, tmp_path_factory.mktemp("national"),
                    "--profile=national")


@pytest.mark.parametrize("old, new", [
    ("<road>03<", "<road>05<"), ("<toilet>0<", "<toilet>2<"),
    ("<arable_mu_100>6.5<", "<arable_mu_100>6.555<"),
    ("<arable_mu_100>6.5<", "<arable_mu_100>许多<"),
    ("<wage_fen>12000.50<", "<wage_fen>12000<"),
    ("<form_filled_on>2022-03-01<", "<form_filled_on>2022-02-30<"),
    ("<road>", "<loan_fen>1.00</loan_fen><road>"),
    ("<other_causes>02 08<", "<other_causes>02 44<"),
    ("<other_causes>02 08<", "<other_causes>02,08<"),
    ("<other_causes>02 08<", "<other_causes>02 08 09<"),
    ("<other_causes>02 08<", "<other_causes><"),
])
def test_the_schema_refuses(plain, tmp_path, old, new):
    refused(tmp_path, plain, old, new)


def exported_of(stack, folder, *words, **env):
    """The running stack's document, which its schema allows."""
    db = stack.ready["db"]
    env = {**os.environ, "BANGFU_DB_SOCKET": db["socket"],
           "BANGFU_DB_USER": db["user"], "BANGFU_DB_NAME": db["database"],
           "BANGFU_DB_PASSWORD": db["password"],
           "BANGFU_NOW": "2022-03-04 09:00:00", **env}
    for what in (("schema",), ("export", "--area=0")):
        subprocess.run([stack.program("exchange"), *what, "--year=2022",
                        "-o", str(folder / what[0]), *words], env=env,
                       check=True)
    valid(folder, "export", "schema")
    return (folder / "export").read_text("utf-8")


# ---- villages, natural villages, the county --------------------------------

@pytest.fixture(scope="module")
def database(server):
    """A filled one that is only read."""
    return server.database().filled(12)


@pytest.fixture(scope="module")
def places(database, tmp_path_factory):
    """Its document and schema."""
    return exported(database, tmp_path_factory.mktemp("places"))


def test_places_stand_before_the_households(database, places, tmp_path):
    document, schema = places
    counts = {name: database.rows(f"SELECT COUNT(*) FROM {name} WHERE year ="
                                  " 2022")[0][0]
              for name in ("county", "village", "hamlet")}
    for name, count in counts.items():
        assert count > 0 and document.count(f"<{name} ") == count, name
        assert f' {name}="{count}"' in document
        assert f'<xs:complexType name="{name}">' in schema
    front, rest = document.split("<household ", 1)
    assert "<village " in front and "<village " not in rest
    assert "B5-1 耕地面积：" in schema and "C94 发放金额：" in schema
    # what is counted is the sum of the households
    area, people = database.rows(
        "SELECT area, SUM(member_count) FROM household WHERE year = 2022 AND"
        " free_after IS NULL GROUP BY area ORDER BY area LIMIT 1")[0]
    one = front.split(f'<village area="{area}"', 1)[1].split("</village>")[0]
    assert f"<persons>{people}</persons>" in one.split("<hamlet ")[0]
    assert sum(int(p.split("</persons>")[0]) for h in
               one.split("<hamlet ")[1:] for p in
               h.split("<persons>")[1:]) == people
    # people are masked
    leader = database.rows("SELECT leader FROM village WHERE year = 2022 AND"
                           f" area = {area}")[0][0]
    assert leader not in one and f"<leader>{leader[0]}*" in one
    whole, _ = exported(database, tmp_path, "--unmasked")
    assert f"<leader>{leader}</leader>" in whole


def test_a_smaller_area_has_its_own_places(database, tmp_path):
    town = database.rows("SELECT area FROM household LIMIT 1"
                         )[0][0] // 1000 * 1000
    database.good("exchange", "schema", "--year=2022", "-o",
                  str(tmp_path / "a.xsd"))
    for area, kind in ((town, "full"), (town, "reports")):
        database.good("exchange", "export", f"--area={area}", "--year=2022",
                      f"--kind={kind}", "-o", str(tmp_path / "a.xml"))
        valid(tmp_path, "a.xml", "a.xsd")
        document = (tmp_path / "a.xml").read_text("utf-8")
        villages = database.rows(
            "SELECT COUNT(*) FROM village WHERE year = 2022 AND area BETWEEN"
            f" {town} AND {town + 999}")[0][0]
        assert document.count("<village ") == (
            villages if kind == "full" else 0)
        assert "<county " not in document


@pytest.mark.parametrize("old, new", [
    ("<paved_road>1<", "<paved_road>3<"), ("<households>", "<houses>"),
    ("<move_way>03<", "<move_way>09<"), ("</village>", "</village><village/>"),
    ('<hamlet id="1"', "<hamlet"), ("<longitude_100>", "<longitude_100>x"),
])
def test_the_schema_refuses_a_wrong_place(places, tmp_path, old, new):
    refused(tmp_path, places, old, new)


RECORDS = ("unit", "helper", "team", "team_member")


def test_who_helps_stands_before_the_households(database, places, tmp_path):
    document, schema = places
    front = document[:document.index("<household ")]
    for name in RECORDS:
        count = database.rows(f"SELECT COUNT(*) FROM {name}")[0][0]
        assert count > 0 and front.count(f"<{name} ") == count, name
        assert f' {name}="{count}"' in document
        assert f'<xs:complexType name="{name}">' in schema
    # each pairing's helper is there, and his unit
    for helper in re.findall(r"<helper_id>(\d+)<", document):
        assert helper == "0" or f' id="{helper}"><unit_id>' in front
    one, name, idno, phone, unit = database.rows(
        "SELECT helper_id, name, idno, phone, unit FROM helper WHERE phone"
        " IS NOT NULL ORDER BY helper_id LIMIT 1")[0]
    assert f"<unit>{unit}</unit>" in front
    for whole in (name, idno, phone):
        assert f">{whole}<" not in document
    whole, _ = exported(database, tmp_path, "--unmasked")
    for part in (f"<name>{name}</name>", f"<idno>{idno}</idno>",
                 f"<phone>{phone}</phone>"):
        assert part in whole


def test_a_smaller_area_has_those_it_sees(database, tmp_path):
    town = database.rows("SELECT area FROM household LIMIT 1"
                         )[0][0] // 1000 * 1000
    for area, units in ((town + 1, True), (110101001000, False)):
        database.good("exchange", "export", f"--area={area}", "--year=2022",
                      "-o", str(tmp_path / "a.xml"))
        document = (tmp_path / "a.xml").read_text("utf-8")
        assert ("<unit " in document) == units
        seen = database.rows(
            f"SELECT COUNT(*) FROM helper WHERE area IN ({area}, {town})"
            )[0][0] if units else 0
        assert document.count("<helper ") == seen
        assert document.count("<team ") == database.rows(
            f"SELECT COUNT(*) FROM team WHERE area = {area}")[0][0]


def test_teams_are_those_of_the_year(database, tmp_path):
    team, count = database.rows("SELECT MIN(team_id), COUNT(*) FROM team")[0]
    until = "UPDATE {0} SET to_day = '{1}' WHERE team_id = " + str(team)

    def teams(year):
        database.good("exchange", "export", "--area=0", f"--year={year}",
                      "-o", str(tmp_path / "a.xml"))
        document = (tmp_path / "a.xml").read_text("utf-8")
        return re.findall("<team .*?</team>", document)

    assert len(teams(2021)) == len(teams(2022)) == count
    assert not teams(2020)
    try:
        for table in ("team", "team_member"):
            database.rows(until.format(table, "2021-12-31"))
        assert len(teams(2022)) == count - 1
        database.rows(until.format("team", "2022-01-01"))
        one = teams(2022)[0]
        assert "<to_day>2022-01-01</to_day>" in one
        assert "<team_member" not in one
        assert "<to_day>" not in teams(2022)[1]
    finally:
        for table in ("team", "team_member"):
            database.rows(until.format(table, "9999-12-31"))


def test_the_schema_refuses_a_wrong_record(places, tmp_path):
    for old, new in (
            ("<tier>5<", "<tier>6<"), ("<affiliation>04<", "<affiliation>08<"),
            ("<unit area=", "<unit village="), ("</unit><helper", "<helper"),
            ("<team_member ", "<team_person "),
            ("<is_leader>1<", "<is_leader>2<"), ("<duty>", "<post>"),
            ("</team>", "</team><unit/>")):
        refused(tmp_path, places, old, new)


def test_the_national_profile(server, tmp_path):
    database = server.database().filled(30)
    database.rows(EMPTIED)
    database.rows(FILLED)
    database.rows("UPDATE member SET nation = '11', health = '02,04',"
                  " education = '2', relation = IF(relation = '11', '31',"
                  " relation)")
    document, schema = exported(database, tmp_path, "--profile=national",
                                "--unmasked")
    plain, _ = exported(database, tmp_path, "--unmasked")
    for ours, national in (
            ("<arable_mu_100>6.5<", "<AAC301>6.5<"),
            ("<wage_fen>12000.50<", "<AAC073>12000.50<"),
            ("<other_causes>02 08<", "<AAC008>02 08<"),
            ("<health>02 04<", "<AAB017>02 04<"),
            ("<nation>11<", "<AAB007>11<"), ("<head_name>", "<AAC029>"),
            ("<relation>01<", "<AAB006>01<"), ("<phone>", "<AAR012>"),
            ("<from_day>", "<AAR020>"), ("<member ", "<member ")):
        # behind the places, which have some of the same columns
        there, here = (text.split("<household ", 1)[1].count(word) for
                       text, word in ((document, national), (plain, ours)))
        assert there == here > 0, ours
    elements = set(re.findall(r"<([A-Za-z_0-9]+)[ >]", document))
    assert all(re.fullmatch("[A-Z]{3}[0-9]{3}", e) for e in elements - {
        "exchange", "household", "member", "pairing", "trailer", "county",
        "village", "hamlet", "unit", "helper", "team", "team_member"}
        ), elements
    # no column, no national code, no monthly reports: left out and listed
    assert plain.count("<report ") > 0 and "<report" not in document
    assert "<relation>31<" in plain and "<AAB006>31<" not in document
    assert "<education>2<" in plain and "<AAB008>" not in document
    for word in ("家庭常住人口数（residents）", "务工月收入（work_wage_fen）",
                 "月收入登记"):
        assert word in schema
    assert "A33 耕地面积：" in schema and 'name="AAC301"' in schema
    # masked too, and neither is the other
    masked, _ = exported(database, tmp_path, "--profile=national")
    assert 'profile="national"' in masked and "***" in masked
    (tmp_path / "b.xml").write_text(plain, "utf-8")
    with pytest.raises(AssertionError):
        valid(tmp_path, "b.xml", "a.xsd")


@pytest.mark.parametrize("old, new", [
    ("<AAC301>6.5<", "<AAC301>6.555<"), ("<AAC301>", "<AAC999>1</AAC999>"
                                         "<AAC301>"),
    ("<AAC316>03<", "<AAC316>07<"),
    ("<AAC301>", "<arable_mu_100>1</arable_mu_100><AAC301>"),
])
def test_the_national_schema_refuses(national, tmp_path, old, new):
    refused(tmp_path, national, old, new)


@pytest.mark.parametrize("words, said", [
    (("--profile=other",), "plain or national"),
    (("--profile=national", "--kind=reports"), "has no reports")])
def test_another_profile_is_refused(database, words, said):
    assert said in database.bad("exchange", "export", "--area=0",
                                "--year=2022", *words)


# ---- the proof: one line more, and nothing else ---------------------------

@pytest.fixture(scope="module")
def more(tmp_path_factory):
    """A stack of a home whose dictionary has one line more."""
    home = tmp_path_factory.mktemp("home")
    for folder in ("conf", "templates", "fcgi/static", "db/migrate",
                   "db/reference", "db/dictionary", "db/picture"):
        shutil.copytree(ROOT / folder, home / folder)
    for name in ("household", "helper", "unit", "team", "team_member"):
        add(home / "db" / "dictionary", LINE, name)
    var = tempfile.mkdtemp(prefix="bangfu-more-")
    running = start_stack(var, more=(f"--home={home}",))
    yield running, home
    stop_stack(running.process)
    shutil.rmtree(var, ignore_errors=True)


def test_one_line_more_is_a_field_everywhere(more, tmp_path):
    stack, home = more
    web = stack.signed_in("village")
    one = stack.rows("SELECT household_id AS id FROM household JOIN"
                     " registry_now USING (year) WHERE area = %s LIMIT 1",
                     stack.account("village")["area"])[0]["id"]
    # on the form, with what people are told
    known, tree = form(web.get(f"/household/{one}/file/4"))
    assert known["goat_heads"] == ""
    for word in ("羊的只数", "年末存栏的羊。", "只"):
        assert word in tree.text_content()
    good = {"arable_mu_100": "1", "forest_mu_100": "90", "road": "01",
            "pasture_mu_100": "1", "house_m2_100": "80", "toilet": "1",
            "safe_water": "1"}
    # refused when wrong
    for value, why in (("5001", "不能超过5000只"), ("-1", "不能小于0只"),
                       ("1.5", "不是整数"), ("几只", "不是整数")):
        answer = save(web, one, 4, **good, goat_heads=value)
        assert answer.status_code == 422
        assert any(why in f for f in flaws(form(answer)[1]))
    # stored, and in the history
    for value in ("12", "13"):
        assert save(web, one, 4, **good,
                    goat_heads=value).status_code == 303
    assert form(web.get(f"/household/{one}/file/4"))[0]["goat_heads"] == "13"
    assert [r["n"] for r in stack.rows(
        "SELECT goat_heads AS n FROM household FOR SYSTEM_TIME ALL WHERE"
        " household_id = %s AND year = 2022 ORDER BY row_start",
        one)] == [None, 12, 13]
    # on paper: the form, and the sheet that compares it with last year's
    for sheet, value in (("poor", "13"), ("contrast", "")):
        assert f"羊的只数（只）</th><td>{value}</td>" in web.get(
            f"/print?form={sheet}&household={one}").text, sheet
    # told in the history and beside another year
    page = web.get(f"/household/{one}/history").text
    assert "羊的只数" in page and "12只 → 13只" in " ".join(
        lxml.html.fromstring(page).text_content().split())
    page = web.get(f"/household/{one}/compare?from=2021&to=2022").text
    assert "羊的只数" in page and "13只" in page
    # a condition of the search
    names = web.get("/household?field=h.goat_heads").text
    assert 'name="h.goat_heads.from"' in names
    for query, there in (("from=13&h.goat_heads.to=13", True),
                         ("from=14", False)):
        page = web.get(f"/household?h.goat_heads.{query}").text
        assert (f'/household/{one}"' in page) == there, query
    # kept up: an area may say more over it
    admin = stack.signed_in("admin")
    assert "羊的只数" in admin.get("/indicator").text
    assert admin.post("/indicator/one", {
        "entity": "household", "name": "goat_heads", "area": "", "year": "0",
        "label": "", "definition": "", "required": "", "least": "0",
        "most": "20"}).status_code == 303
    answer = save(web, one, 4, **good, goat_heads="21")
    assert any("不能超过20只" in f for f in flaws(form(answer)[1]))
    # in the document and its schema
    document = exported_of(stack, tmp_path, BANGFU_DICTIONARY=str(
        home / "db" / "dictionary"))
    assert "<goat_heads>13</goat_heads>" in document
    assert "羊的只数：年末存栏的羊。" in (
        tmp_path / "schema").read_text("utf-8")


def schema_of(folder, entity):
    """What the schema says of one thing."""
    text = (folder / "schema").read_text("utf-8")
    text = text[text.index(f'<xs:complexType name="{entity}">'):]
    return text[:text.index("</xs:complexType>")]


def own_form(page):
    """What the form of a record has in it, and the page."""
    tree = lxml.html.fromstring(page.text)
    return dict(tree.xpath("//form[@data-guard]")[0].form_values()), tree


@pytest.mark.parametrize("table, key, form, shown", [
    ("helper", "helper_id", "/helper/{0}/edit", "/helper/{0}"),
    ("unit", "unit_id", "/unit/{0}/edit", "/unit/{0}"),
    ("team", "team_id", "/team/{0}/edit", "/team/{0}"),
    ("team_member", "member_id", "/team/{1}/member/{0}", None)])
def test_one_line_more_of_a_record(more, table, key, form, shown):
    stack, _ = more
    web = stack.signed_in("county")
    row = stack.rows(f"SELECT * FROM {table} ORDER BY {key} LIMIT 1")[0]
    one = row[key]
    form = form.format(one, row.get("team_id"))
    new = re.sub(rf"/{one}(/edit)?$", "/new", form)
    known, tree = own_form(web.get(form))
    assert known["goat_heads"] == ""
    for word in ("羊的只数", "年末存栏的羊。"):
        assert word in tree.text_content()
        assert word in web.get(new).text
    # refused when wrong, and nothing typed is lost
    for value, why in (("5001", "不能超过5000只"), ("几只", "不是整数")):
        for path in (form, new):
            answer = web.post(path, {**known, "goat_heads": value,
                                     "phone": "0312-7654321"})
            assert answer.status_code == 422 and why in answer.text
            assert f'value="{value}"' in answer.text
    # stored beside the rest, in one version of the row
    assert web.post(form, {**known, "goat_heads": "12"}).status_code == 303
    known = own_form(web.get(form))[0]
    assert known["goat_heads"] == "12"
    if shown:
        assert "12 只" in web.get(shown.format(one)).text
    assert [r["n"] for r in stack.rows(
        f"SELECT goat_heads AS n FROM {table} FOR SYSTEM_TIME ALL WHERE"
        f" {key} = %s ORDER BY row_start", one)] == [None, 12]
    # a condition of the list, in which a member is found by his team
    path, letter = {"helper": ("/helper", "k"), "unit": ("/unit", "u"),
                    "team": ("/team", "t")}.get(table, ("/team", "w"))
    name = f"{letter}.goat_heads"
    assert f'name="{name}.from"' in web.get(f"{path}?field={name}").text
    listed = f"{path}/{row.get('team_id') or one}"
    for query, there in (("from=12&{}.to=12", True), ("from=13", False)):
        page = web.get(f"{path}?all=1&{name}.{query.format(name)}")
        assert page.status_code == 200
        assert (f'href="{listed}"' in page.text) == there, query
    # kept where another part is changed, and told who was too late
    name = "contact" if table == "team" else "name"
    answer = web.post(form, {**known, name: known[name] + "二"})
    assert answer.status_code == 303
    # told in the history, as is what has a column by hand
    page = web.get(form.replace("/edit", "") + "/history")
    lines = [" ".join(e.text_content().split()) for e in lxml.html.fromstring(
        page.text).xpath("//table[contains(@class, 'history')]/tbody/tr")]
    assert f"{known[name]} → {known[name]}二" in lines[0]
    assert "羊的只数 空 → 12只" in lines[1] and "网页" in lines[1]
    answer = web.post(form, {**known, "goat_heads": "13"})
    assert answer.status_code == 409
    assert own_form(answer)[0]["goat_heads"] == "13"
    assert f"{known[name]} → {known[name]}二" in lxml.html.fromstring(
        answer.text).text_content()
    assert stack.rows(f"SELECT goat_heads AS n FROM {table} WHERE {key} ="
                      " %s", one)[0]["n"] == 12
    # an area may say more over it
    assert "羊的只数" in stack.signed_in("admin").get(
        f"/indicator?entity={table}").text


def test_one_line_more_of_records_in_the_document(more, tmp_path):
    stack, home = more
    for table in RECORDS:
        stack.rows(f"UPDATE {table} SET goat_heads = 34")
    document = exported_of(stack, tmp_path, BANGFU_DICTIONARY=str(
        home / "db" / "dictionary"))
    count = 0
    for table in RECORDS:
        count += stack.rows(f"SELECT COUNT(*) AS n FROM {table}")[0]["n"]
        assert schema_of(tmp_path, table).count('name="goat_heads"') == 1
    assert document.count("<goat_heads>34</goat_heads>") == count


def test_a_helper_is_added_with_it(more):
    stack, _ = more
    web = stack.signed_in("township")
    words = {"name": "新人", "unit": "局", "area": str(
        stack.account("township")["area"])}
    answer = web.post("/helper/new", {**words, "goat_heads": "-1"})
    assert answer.status_code == 422 and "不能小于0只" in answer.text
    assert web.post("/helper/new", {
        **words, "goat_heads": "7"}).status_code == 303
    assert [r["n"] for r in stack.rows(
        "SELECT goat_heads AS n FROM helper WHERE name = '新人'")] == [7]
