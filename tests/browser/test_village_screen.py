"""The village's grid as a clerk uses it."""
import pytest
from selenium.webdriver.common.keys import Keys

from months import due, fresh, stored


@pytest.fixture
def grid(stack, wide):
    b, one = wide, fresh(stack, before=True)
    b.period, b.household = due(stack), one["household_id"]
    b.path = f"/village/{one['area']}/month/{b.period}"
    if not getattr(b, "signed", None):
        b.sign_in("county")
        b.signed = True
    b.open(b.path)
    b.ids = [e.get_attribute("data-row") for e in b.all("[data-row]")
             if e.find_elements("css selector", "input")]
    return b


def cell(b, household, field):
    return b.id(f"r{household}.{field}")


def state(b, household):
    return b.one(f"#r{household} .status .state").text


def saved(stack, b, household, **want):
    def there():
        row = stored(stack, household, b.period)
        return row and all(row[k] == v for k, v in want.items()) and row
    return b.wait(there, f"household {household} saved")


def leave_row(b, household):
    """Focus to another row: the row left saves itself."""
    at = b.ids.index(str(household))
    other = b.ids[at - 1 if at > 0 else at + 1]
    cell(b, other, "wage").click()


def test_a_row_is_typed_and_saves_itself(stack, grid):
    b = grid
    first = cell(b, b.household, "wage")
    first.click()
    first.send_keys("1200", Keys.ARROW_RIGHT)
    b.driver.switch_to.active_element.send_keys("50")
    assert b.one(f'#r{b.household} [data-sum="total"]').text == "1250"
    b.driver.switch_to.active_element.send_keys("*")
    leave_row(b, b.household)
    row = saved(stack, b, b.household, wage_fen=120000, business_fen=5000)
    assert row["state"] == "reported" and row["dropout"] == 0
    b.wait(lambda: state(b, b.household) == "已报")
    assert "回执" in b.one("[data-status]").text
    asks = ("var e = new Event('beforeunload', {cancelable: true});"
            "window.dispatchEvent(e); return e.defaultPrevented")
    assert not b.js(asks)
    assert b.complaints() == []


def test_enter_and_arrows_move(grid):
    b = grid
    first, second = b.ids[0], b.ids[1]
    cell(b, first, "land").click()
    active = "return document.activeElement.name"
    for key, want in ((Keys.ENTER, f"r{second}.land"),
                      (Keys.ARROW_UP, f"r{first}.land"),
                      (Keys.ARROW_DOWN, f"r{second}.land"),
                      (Keys.ARROW_LEFT, f"r{second}.business"),
                      (Keys.ARROW_RIGHT, f"r{second}.land")):
        b.driver.switch_to.active_element.send_keys(key)
        assert b.js(active) == want


def test_last_month_with_one_key(stack, grid):
    b = grid
    before = stored(stack, b.household, b.period - 1)
    cell(b, b.household, "wage").click()
    b.driver.switch_to.active_element.send_keys("=")
    value = cell(b, b.household, "wage").get_attribute("value")
    assert float(value) * 100 == before["wage_fen"]
    leave_row(b, b.household)
    saved(stack, b, b.household, wage_fen=before["wage_fen"],
          policy_fen=before["policy_fen"], housing=before["housing"])


def test_a_wrong_row_stays_with_its_sentence(stack, grid):
    b = grid
    cell(b, b.household, "wage").click()
    b.driver.switch_to.active_element.send_keys("12oo", "*")
    leave_row(b, b.household)
    b.wait(lambda: "不是金额" in b.id(f"r{b.household}").text)
    assert state(b, b.household) == "未保存"
    wrong = cell(b, b.household, "wage")
    assert "is-invalid" in wrong.get_attribute("class")
    assert wrong.get_attribute("value") == "12oo"
    assert stored(stack, b.household, b.period) is None
    missing = int(b.one("[data-count=missing]").text)
    assert told(b).startswith("有1户（") and "没有保存" in told(b)
    # of rows that are saved after it, it is still told
    other = next(i for i in b.ids if i != str(b.household))
    cell(b, other, "wage").click()
    b.driver.switch_to.active_element.send_keys("1300", "*")
    leave_row(b, other)
    b.wait(lambda: "已保存" in told(b))
    assert "有1户（" in told(b) and "没有保存" in told(b)
    wrong.clear()
    wrong.send_keys("1200")
    leave_row(b, b.household)
    saved(stack, b, b.household, wage_fen=120000)
    b.wait(lambda: "不是金额" not in b.id(f"r{b.household}").text)
    b.wait(lambda: "没有保存" not in told(b))
    assert missing - int(b.one("[data-count=missing]").text) >= 1
    shown = b.one(".title small").text
    b.open(b.path)
    assert b.one(".title small").text == shown


def paste(b, household, lines):
    b.js("""
        var data = new DataTransfer();
        data.setData("text", arguments[1]);
        arguments[0].focus();
        arguments[0].dispatchEvent(new ClipboardEvent("paste",
          {clipboardData: data, bubbles: true, cancelable: true}));
        """, cell(b, household, "wage"), "\r\n".join(lines) + "\r\n")


def test_a_block_is_pasted(stack, grid):
    b = grid
    at = b.ids.index(str(b.household))
    two = b.ids[at + 1] if at + 1 < len(b.ids) else None
    lines = ["1100\t20\t\t\t5\t\t300\t\t是\t是\t否\t是\t",
             "1,300元\t\t\t\t\t\t\t8\t是\t是\t无\t√\t"]
    paste(b, b.household, lines)
    saved(stack, b, b.household, wage_fen=110000, business_fen=2000,
          solar_fen=500, policy_fen=30000, state="reported")
    if two:
        saved(stack, b, two, wage_fen=130000, transfer_fen=800, insurance=1)


def test_a_block_that_does_not_fit_says_so(stack, grid):
    b = grid
    line = "￥1,100元" + "\t" * 8 + "安全\t达标\t无\t大概\t\t多余"
    paste(b, b.ids[-1], [line, line])
    assert cell(b, b.ids[-1], "wage").get_attribute("value") == "1100"
    assert cell(b, b.ids[-1], "housing").get_attribute("value") == "1"
    assert cell(b, b.ids[-1], "dropout").get_attribute("value") == "0"
    said = b.driver.find_element("css selector", "[data-status]").text
    for words in "多出1行", "有1格超出右边", "有1格四项答案看不懂":
        assert words in said, said


def people(b):
    """[(id, name, number)] of the rows that can be typed in."""
    found = []
    for one in b.all("[data-row]"):
        if one.find_elements("css selector", "input"):
            found.append((one.get_attribute("data-row"),
                          one.find_element("css selector", ".rowhead b").text,
                          one.find_element("css selector", ".rowhead a").text))
    return found


VALUES = "\t{}\t\t\t\t\t\t\t\t是\t是\t否\t是\t"


def told(b):
    return b.driver.find_element("css selector", "[data-status]").text


def value(b, household, field="wage"):
    return cell(b, household, field).get_attribute("value")


def test_a_block_with_names_finds_its_rows(stack, grid):
    b, here = grid, people(grid)
    names = [name for _, name, _ in here]
    one, two = [p for p in here if names.count(p[1]) == 1
                and not b.all(f"#r{p[0]}[data-twin]")][-2:]
    before = value(b, here[0][0])
    # not in the page's order, and typed into the first row
    paste(b, here[0][0], ["户主" + "\t工资", two[1] + VALUES.format(2002),
                          " " + one[1] + VALUES.format(2001),
                          "无此人" + VALUES.format(2003)])
    for household, amount in (one[0], 2001), (two[0], 2002):
        assert value(b, household) == str(amount)
        saved(stack, b, household, wage_fen=amount * 100)
    if here[0][0] not in (one[0], two[0]):
        assert value(b, here[0][0]) == before
    assert "1户（无此人）对不上本页的户" in told(b)


def test_a_block_with_numbers_finds_its_rows(stack, grid):
    b, here = grid, people(grid)
    one, two = here[-1], here[-2]
    paste(b, here[0][0], [
        "户编号\t户主\t工资", f"{one[2]}\t{one[1]}" + VALUES.format(3001),
        f"{two[2]}\t查无此名" + VALUES.format(3002),
        "9999999999999999\t" + two[1] + VALUES.format(3003)])
    assert value(b, one[0]) == "3001"
    saved(stack, b, one[0], wage_fen=300100)
    assert value(b, two[0]) not in ("3002", "3003")
    for words in "户编号和户主对不上", "1户（", "对不上本页的户":
        assert words in told(b), told(b)


def test_names_that_say_too_little_are_told(stack, grid):
    b, here = grid, people(grid)
    one, two, three = here[-1], here[-2], here[-3]
    # no page renames a head, and the made-up villages have no namesakes
    stack.rows("UPDATE household SET head_name = %s WHERE household_id = %s"
               " AND year = (SELECT year FROM registry_now)", one[1], two[0])
    b.open(b.path)
    assert b.all(f"#r{two[0]}[data-twin]")
    assert not b.all(f"#r{three[0]}[data-twin]")
    before = [value(b, p[0]) for p in here]
    paste(b, here[0][0], [one[1] + VALUES.format(4001),
                          three[2] + VALUES.format(4002),
                          three[2] + VALUES.format(4003)])
    for words in ("有同名的户，请改用户编号", "在粘贴的内容里出现不止一次",
                  "对上0户"):
        assert words in told(b), told(b)
    assert [value(b, p[0]) for p in here] == before
    # by its number it is told apart
    paste(b, here[0][0], [two[2] + VALUES.format(4004)])
    assert value(b, two[0]) == "4004"
    assert value(b, one[0]) == before[here.index(one)]


def test_amounts_in_front_are_no_names(stack, grid):
    b, here = grid, people(grid)
    paste(b, here[-2][0], ["1305\t1", "1306\t2"])
    assert [value(b, p[0]) for p in here[-2:]] == ["1305", "1306"]
    assert "没有填入" not in told(b)


def test_numbers_stand_whole(grid):
    b = grid
    assert b.js("""
        return Array.prototype.filter.call(
          document.querySelectorAll(".grid tbody .rowhead"),
          function (h) { return h.scrollWidth > h.clientWidth; }).length;
        """) == 0


def test_somebody_was_faster(stack, grid):
    b = grid
    other = stack.signed_in("admin")
    other.get(b.path)
    name = f"r{b.household}."
    said = other.post(f"{b.path}/row", {
        "row": b.household, name + "seen": "0-0", name + "wage": "7",
        name + "housing": "1", name + "water": "1", name + "dropout": "0",
        name + "insurance": "1"})
    assert said.json()["done"]
    cell(b, b.household, "wage").click()
    b.driver.switch_to.active_element.send_keys("9", "*")
    leave_row(b, b.household)
    b.wait(lambda: "先改了" in b.id(f"r{b.household}").text)
    assert "0 → 7" in b.id(f"r{b.household}").text
    assert cell(b, b.household, "wage").get_attribute("value") == "9"
    assert stored(stack, b.household, b.period)["wage_fen"] == 700
    b.press(".actions button.btn-primary")
    assert stored(stack, b.household, b.period)["wage_fen"] == 900


def test_a_session_that_ended_keeps_the_rows(stack, grid):
    b = grid
    b.driver.delete_all_cookies()
    cell(b, b.household, "wage").click()
    b.driver.switch_to.active_element.send_keys("321", "*")
    leave_row(b, b.household)
    b.wait(lambda: "没有连上" in b.one("[data-status]").text)
    b.press(".actions button.btn-primary")
    assert "登录已过期" in b.one("main").text
    account = stack.account("county")
    b.id("login").send_keys(account["user"])
    b.id("password").send_keys(account["password"])
    b.id("bureau").send_keys(account["bureau"])
    b.press("form button")
    assert cell(b, b.household, "wage").get_attribute("value") == "321"
    b.press(".actions button.btn-primary")
    assert stored(stack, b.household, b.period)["wage_fen"] == 32100


def test_every_control_has_a_label(grid):
    assert grid.js("""
        return Array.prototype.filter.call(document.querySelectorAll(
          "input:not([type=hidden]), select, textarea"), function (c) {
          var by = (c.getAttribute("aria-labelledby") || "").split(" ");
          return !c.labels.length && !c.getAttribute("aria-label") &&
            !(by[0] && by.every(function (id) {
              return document.getElementById(id); }));
        }).map(function (c) { return c.name; })""") == []


def test_the_grid_on_a_phone(stack, phone):
    one, b = fresh(stack), phone
    b.sign_in("county")
    b.open(f"/village/{one['area']}/month/{due(stack)}")
    name = f"r{one['household_id']}."
    assert b.js("return document.documentElement.scrollWidth") == 360
    assert not b.id(name + "wage").is_displayed()
    b.tap(b.one(f"#r{one['household_id']} summary"))
    b.wait(lambda: b.id(name + "wage").is_displayed())
    b.id(name + "wage").send_keys("12")
    b.press(".actions button.btn-primary")
    assert stored(stack, one["household_id"], due(stack))["wage_fen"] == 1200
