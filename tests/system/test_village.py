"""The village's grid (S4-003): as one form, and row by row."""
from concurrent.futures import ThreadPoolExecutor

import pytest

from months import (GOOD, due, fresh, month, notice, sentences, span, stored,
                    versions, words)


class Grid:
    """A village's month, as one user sees it."""

    def __init__(self, stack, area, role="county", query=""):
        self.stack, self.area, self.period = stack, area, due(stack)
        self.path = f"/village/{area}/month/{self.period}"
        self.query = query
        self.web = stack.signed_in(role)
        self.open()

    def open(self):
        page = self.web.get(self.path + self.query)
        assert page.status_code == 200, page.text
        self.words = words(page, self.path)
        return page

    def send(self, said):
        return self.web.post(
            f"/village/{self.area}/month/{self.period}{self.query}",
            {**self.words, **said})

    def send_row(self, household, said, **kw):
        prefix = f"r{household}."
        body = {k: v for k, v in self.words.items() if k.startswith(prefix)}
        return self.web.post(
            f"/village/{self.area}/month/{self.period}/row",
            {"row": str(household), **body, **said}, **kw)

    def stored(self, household):
        return stored(self.stack, household, self.period)


@pytest.fixture
def grid(stack):
    one = fresh(stack)
    made = Grid(stack, one["area"])
    made.one = one["household_id"]
    return made


def another(grid):
    """A second household of the village, written or not, still open."""
    return next(int(k[1:-5]) for k in grid.words if k.endswith(".wage")
                and k != f"r{grid.one}.wage")


def row(household, answers=None, **incomes):
    return month(f"r{household}.", answers, **incomes)


# ---- choosing --------------------------------------------------------------

def test_choosing_a_village(stack):
    web = stack.signed_in("county")
    page = web.get("/village")
    township = stack.account("township")["area"]
    assert page.status_code == 200
    assert f"/village?area={township}&amp;month={due(stack)}" in page.text
    page = web.get(f"/village?area={township}")
    village = stack.account("village")["area"]
    assert f"/village/{village}/month/{due(stack)}" in page.text
    assert "上报率" in page.text


def test_a_village_goes_straight_to_its_grid(stack):
    answer = stack.signed_in("village").get("/village")
    assert answer.status_code == 303
    assert answer.headers["Location"] == (
        f"/village/{stack.account('village')['area']}/month/{due(stack)}")


@pytest.mark.parametrize("query", ["area=1", "area=x", "month=0",
                                   "month=202213", "month=999999999999",
                                   "area=440000000000", "area=0"])
def test_odd_choices_do_no_harm(stack, query):
    assert stack.signed_in("township").get(
        "/village?" + query).status_code == 200


def test_a_helper_has_no_grid(stack):
    web = stack.signed_in("helper")
    assert web.get("/village").status_code == 403
    area = stack.account("village")["area"]
    path = f"/village/{area}/month/{due(stack)}"
    assert web.get(path).status_code == 403
    web.get("/")
    assert web.post(path, {}).status_code == 403


def test_a_village_elsewhere_is_not_there(stack):
    own = stack.account("village")["area"]
    other = stack.rows("SELECT area FROM household JOIN registry_now USING"
                       " (year) WHERE area <> %s LIMIT 1", own)[0]["area"]
    web = stack.signed_in("village")
    path = f"/village/{other}/month/{due(stack)}"
    assert web.get(path).status_code == 404
    web.get("/")
    assert web.post(path, {}).status_code == 404


@pytest.mark.parametrize("path", [
    "/village/130630000000/month/202202", "/village/1/month/202202",
    "/village/130630999999/month/202202", "/village/0/month/0",
    "/village/{area}/month/202213", "/village/{area}/month/1",
    "/village/{area}/month/99999999999",
])
def test_addresses_of_nothing(stack, path):
    path = path.format(area=stack.account("village")["area"])
    assert stack.signed_in("county").get(path).status_code == 404


# ---- one form --------------------------------------------------------------

def test_the_grid_has_every_household(grid):
    page = grid.open()
    rows = grid.stack.rows("SELECT household_id, head_name FROM household"
                           " JOIN registry_now USING (year)"
                           " WHERE area = %s", grid.area)
    for household in rows:
        assert f'id="r{household["household_id"]}"' in page.text
        assert household["head_name"] in page.text
    assert f"r{grid.one}.wage" in grid.words
    assert len(page.content) < 400 * 1024


def test_a_whole_village_at_once(grid):
    two = another(grid)
    before = grid.stored(two)
    answer = grid.send({**row(grid.one, GOOD, wage="1,200元", land="20"),
                        **row(two, GOOD, wage="77", problem="")})
    assert answer.status_code == 303
    page = grid.web.get(answer.headers["Location"])
    assert "已保存2户" in notice(page)
    assert grid.stored(grid.one)["wage_fen"] == 120000
    assert grid.stored(two)["wage_fen"] == 7700
    assert grid.stored(two)["version"] == (
        before["version"] + 1 if before else 1)


def test_only_typed_rows_are_written(grid):
    count = "SELECT SUM(version) AS n FROM report WHERE period = %s"
    before = grid.stack.rows(count, grid.period)[0]["n"]
    assert grid.send({}).status_code == 303
    assert grid.stack.rows(count, grid.period)[0]["n"] == before


def test_only_those_that_owe(grid):
    grid.query = "?show=open"
    grid.open()
    assert f"r{grid.one}.wage" in grid.words
    assert grid.send(row(grid.one, GOOD, wage="6")).status_code == 303
    page = grid.open()
    assert f'id="r{grid.one}"' not in page.text


def test_right_rows_are_saved_wrong_rows_stay(grid):
    two = another(grid)
    before = grid.stored(two)
    page = grid.send({**row(grid.one, GOOD, wage="60"),
                      **row(two, GOOD, wage="12oo", land="4")})
    assert page.status_code == 422
    assert "已保存1户" in notice(page)
    assert "“12oo”不是金额" in sentences(page)
    again = words(page, grid.path)
    assert again[f"r{two}.wage"] == "12oo" and again[f"r{two}.land"] == "4"
    assert again[f"r{grid.one}.wage"] == "60"
    assert grid.stored(grid.one)["wage_fen"] == 6000
    assert grid.stored(two) == before
    # mended, and sent again as it stands there
    grid.words = again
    assert grid.send({f"r{two}.wage": "1200"}).status_code == 303
    assert grid.stored(two)["wage_fen"] == 120000
    assert grid.stored(grid.one)["version"] == 1


@pytest.mark.parametrize("said,sentence", [
    ({"wage": "-1"}, "太小"), ({"wage": "x"}, "不是金额"),
    ({"housing": "0"}, "存在问题描述"), ({"water": "9"}, "可选范围"),
    ({"problem": "字" * 501}, "最多500个字"),
])
def test_a_wrong_row_is_told(grid, said, sentence):
    page = grid.send({**row(grid.one, GOOD, wage="5"), **row(grid.one, said)})
    assert page.status_code == 422 and sentence in sentences(page)
    assert grid.stored(grid.one) is None


def test_last_month_without_script(stack):
    one = fresh(stack, before=True)
    grid = Grid(stack, one["area"])
    page = grid.send({"copy": str(one["household_id"])})
    assert page.status_code == 200 and "还没有保存" in notice(page)
    before = stored(stack, one["household_id"], grid.period - 1)
    again = words(page, grid.path)
    assert float(again[f"r{one['household_id']}.wage"]) * 100 == \
        before["wage_fen"]
    assert grid.stored(one["household_id"]) is None


def test_a_household_of_another_village(grid):
    other = grid.stack.rows("SELECT household_id FROM household JOIN"
                            " registry_now USING (year) WHERE area <> %s"
                            " LIMIT 1", grid.area)[0]["household_id"]
    before = grid.stored(other)
    for foreign in (other, 999999999):
        answer = grid.send(row(foreign, GOOD, wage="1"))
        assert answer.status_code == 404
        grid.open()
        answer = grid.send_row(foreign, row(foreign, GOOD, wage="1"))
        assert answer.status_code == 404
        grid.open()
    assert grid.stored(other) == before


def test_a_double_submit_is_one(grid):
    said = row(grid.one, GOOD, wage="5")
    assert grid.send(said).status_code == 303
    assert grid.send(said).status_code == 303
    assert versions(grid.stack, grid.one, grid.period) == 1


def test_two_clerks(grid):
    other = Grid(grid.stack, grid.area, "admin")
    assert other.send(row(grid.one, GOOD, wage="5")).status_code == 303
    page = grid.send(row(grid.one, GOOD, wage="6"))
    assert page.status_code == 409
    assert "工资性收入 0 → 5" in sentences(page)
    assert grid.stack.account("admin")["name"] in sentences(page)
    assert grid.stored(grid.one)["wage_fen"] == 500
    grid.words = words(page, grid.path)
    assert grid.words[f"r{grid.one}.wage"] == "6"
    assert grid.send({}).status_code == 303
    assert grid.stored(grid.one)["wage_fen"] == 600


def test_a_stale_session_keeps_the_rows(grid):
    grid.web.session.cookies.clear()
    page = grid.web.post(grid.path, {**grid.words,
                                     **row(grid.one, GOOD, wage="321")})
    assert "登录已过期" in page.text
    account = grid.stack.account("county")
    kept = words(page, "/signin")
    kept.update(login=account["user"], password=account["password"],
                bureau=account["bureau"])
    page = grid.web.session.post(grid.web.url + "/signin", data=kept,
                                 allow_redirects=False, timeout=30)
    assert page.status_code == 200
    assert words(page, grid.path)[f"r{grid.one}.wage"] == "321"
    assert grid.stored(grid.one) is None


def test_a_future_month_has_nothing_to_type(stack):
    area = stack.account("village")["area"]
    period = due(stack) + 1
    web = stack.signed_in("county")
    page = web.get(f"/village/{area}/month/{period}")
    assert page.status_code == 200 and "还没有过完" in page.text
    assert ".wage" not in page.text
    household = stack.rows("SELECT household_id FROM household JOIN"
                           " registry_now USING (year) WHERE area = %s"
                           " LIMIT 1", area)[0]["household_id"]
    page = web.post(f"/village/{area}/month/{period}",
                    row(household, GOOD, wage="1"))
    assert page.status_code == 422 and "还没有过完" in sentences(page)
    answer = web.post(f"/village/{area}/month/{period}/row",
                      {"row": household, **row(household, GOOD, wage="1")})
    assert answer.status_code == 422
    assert stored(stack, household, period) is None


# ---- row by row ------------------------------------------------------------

def test_a_row_saves_itself(grid):
    answer = grid.send_row(grid.one, row(grid.one, GOOD, wage="1200"))
    assert answer.status_code == 200
    said = answer.json()
    assert said["done"] and said["state"] == "reported"
    assert said["label"] == "已报" and said["receipt"]
    assert grid.stored(grid.one)["wage_fen"] == 120000
    # the next change of the same row, with what was answered
    grid.open()
    answer = grid.send_row(grid.one, {f"r{grid.one}.wage": "1300",
                                      f"r{grid.one}.seen": said["seen"]})
    assert answer.json()["receipt"] == said["receipt"]
    assert grid.stored(grid.one)["version"] == 2


def test_a_row_without_answers_is_a_draft(grid):
    said = grid.send_row(grid.one, row(grid.one, wage="5")).json()
    assert said["state"] == "draft" and "未上报" in said["note"]
    assert grid.stored(grid.one)["state"] == "draft"


def test_a_large_amount_is_asked_about(grid):
    said = grid.send_row(grid.one, row(grid.one, GOOD,
                                       wage="90000")).json()
    assert said["done"] and "核对" in said["note"]


@pytest.mark.parametrize("said,field,sentence", [
    ({"wage": '"><script>'}, "wage", "不是金额"),
    ({"land": "-3"}, "land", "太小"),
    ({"dropout": "1"}, "problem", "辍学"),
    ({"insurance": "x"}, "insurance", "可选范围"),
])
def test_a_wrong_row_is_answered(grid, said, field, sentence):
    answer = grid.send_row(grid.one, {**row(grid.one, GOOD, wage="1"),
                                      **row(grid.one, said)})
    assert answer.status_code == 422
    assert "<script>" not in answer.text
    flaws = answer.json()["flaws"]
    assert flaws[0]["field"] == field and sentence in flaws[0]["sentence"]
    assert grid.stored(grid.one) is None


def test_a_row_somebody_changed(grid):
    other = Grid(grid.stack, grid.area, "admin")
    other.send_row(grid.one, row(grid.one, GOOD, wage="5", land="2"))
    answer = grid.send_row(grid.one, row(grid.one, GOOD, wage="6"))
    assert answer.status_code == 409
    said = answer.json()
    assert "工资性收入 0 → 5" in said["flaws"][0]["sentence"]
    assert grid.stored(grid.one)["wage_fen"] == 500
    grid.open()
    answer = grid.send_row(grid.one, {
        **row(grid.one, GOOD, wage="6"), f"r{grid.one}.seen": said["seen"]})
    assert answer.json()["done"]
    assert grid.stored(grid.one)["wage_fen"] == 600


@pytest.mark.parametrize("said,status", [
    ({"row": ""}, 422), ({"row": "x"}, 422), ({"row": "-1"}, 422),
    ({"row": "9" * 40}, 422),
])
def test_a_row_of_nobody(grid, said, status):
    assert grid.send_row(grid.one, {**row(grid.one, GOOD, wage="1"),
                                    **said}).status_code == status
    assert grid.stored(grid.one) is None


def test_a_row_without_its_token(grid):
    answer = grid.send_row(grid.one, row(grid.one, GOOD, wage="1"),
                           token="x")
    assert answer.status_code == 403
    assert grid.stored(grid.one) is None


def test_a_row_after_the_session(grid):
    grid.web.session.cookies.clear()
    answer = grid.send_row(grid.one, row(grid.one, GOOD, wage="1"))
    assert "json" not in answer.headers["Content-Type"]
    assert "登录已过期" in answer.text
    assert grid.stored(grid.one) is None


def test_rows_are_in_the_scope_of_the_township(stack):
    low, high = span(stack.account("township")["area"])
    inside = stack.rows("SELECT area FROM household JOIN registry_now USING"
                        " (year) WHERE area BETWEEN %s AND %s LIMIT 1",
                        low, high)[0]["area"]
    outside = stack.rows("SELECT area, household_id FROM household JOIN"
                         " registry_now USING (year) WHERE area NOT BETWEEN"
                         " %s AND %s LIMIT 1", low, high)[0]
    grid = Grid(stack, inside, "township")
    answer = grid.web.post(
        f"/village/{outside['area']}/month/{grid.period}/row",
        {"row": outside["household_id"],
         **row(outside["household_id"], GOOD, wage="1")})
    assert answer.status_code == 404


def test_two_whole_villages_at_once(grid):
    """Two clerks press save for the same village together: every row is one
    of theirs, whole, and whoever came later is told."""
    grids = [grid, Grid(grid.stack, grid.area, "admin")]
    ids = sorted(int(k[1:-5]) for k in grid.words if k.endswith(".wage"))
    before = {i: grid.stored(i) for i in ids}

    def press(n):
        said = {}
        for i in ids:
            said.update(row(i, GOOD, wage=str(500 + n), land=str(500 + n),
                            problem=""))
        return grids[n].send(said)

    with ThreadPoolExecutor(2) as crowd:
        codes = [a.status_code for a in crowd.map(press, (0, 1))]
    assert 303 in codes or codes == [409, 409]
    assert set(codes) <= {303, 409}
    for i in ids:
        after = grid.stored(i)
        assert after["wage_fen"] == after["land_fen"]
        assert after["wage_fen"] in (50000, 50100)
        assert after["version"] == (before[i]["version"] if before[i]
                                    else 0) + 1
