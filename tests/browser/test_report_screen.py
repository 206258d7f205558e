"""The year form as a person uses it: wide, on a phone, without scripts, on
paper."""
import re
import subprocess

import pytest
from selenium.webdriver.common.keys import Keys

from months import due, fresh, stored


@pytest.fixture
def form(stack, request):
    """Opens the form of a fresh household in the browser asked for."""
    def open_form(browser, before=False):
        household = fresh(stack, before=before)
        period = due(stack)
        browser.household, browser.period = household["household_id"], period
        browser.m = f"m{period % 100}."
        browser.path = (f"/household/{browser.household}"
                        f"/report/{period // 100}")
        if not getattr(browser, "signed", None):
            browser.sign_in("county")
            browser.signed = True
        browser.open(browser.path)
        return browser
    return open_form


def save(browser):
    browser.press(".actions button.btn-primary")


def fill_good(browser):
    for name, value in (("housing", 1), ("water", 1), ("dropout", 0),
                        ("insurance", 1)):
        browser.answer(browser.m + name, value)


def test_filing_a_month(stack, wide, form):
    b = form(wide)
    b.id(b.m + "wage").send_keys("1,200")
    b.id(b.m + "land").send_keys("20.5")
    b.id(b.m + "policy").send_keys("100")
    row = f"#m{b.period % 100} "
    assert b.one(row + '[data-sum="property_sum"]').text == "20.5"
    assert b.one(row + '[data-sum="total"]').text == "1320.5"
    fill_good(b)
    save(b)
    assert "已上报" in b.notice()
    said = stored(stack, b.household, b.period)
    assert said["wage_fen"] == 120000 and said["state"] == "reported"
    assert b.one(row + ".state").text == "已报"
    assert b.complaints() == []


def test_an_error_is_seen_and_mended(stack, wide, form):
    b = form(wide)
    b.id(b.m + "wage").send_keys("12oo")
    b.id(b.m + "solar").send_keys("30")
    fill_good(b)
    save(b)
    box = b.one(".alert-danger")
    assert "“12oo”不是金额" in box.text
    assert b.js("return document.activeElement === arguments[0]", box)
    wrong = b.id(b.m + "wage")
    assert "is-invalid" in wrong.get_attribute("class")
    assert wrong.get_attribute("value") == "12oo"
    assert b.id(b.m + "solar").get_attribute("value") == "30"
    box.find_element("css selector", "a").click()
    wrong.clear()
    wrong.send_keys("1200")
    assert "is-invalid" not in wrong.get_attribute("class")
    save(b)
    assert "已上报" in b.notice()
    assert stored(stack, b.household, b.period)["solar_fen"] == 3000


def test_an_unresolved_answer_asks_for_its_problem(stack, wide, form):
    b = form(wide)
    fill_good(b)
    b.answer(b.m + "water", 0)
    problem = b.id(b.m + "problem")
    assert problem.get_attribute("aria-required") == "true"
    assert "必填" in b.js(
        "return getComputedStyle(arguments[0].closest('label')"
        ".querySelector('span'), '::after').content", problem)
    save(b)
    assert "安全饮水没有实现" in b.one(".alert-danger").text
    b.id(b.m + "problem").send_keys("水管冻裂，已报修")
    save(b)
    assert stored(stack, b.household, b.period)["water"] == 0


def test_unsaved_words_ask_before_leaving(wide, form):
    b = form(wide)
    asks = ("var e = new Event('beforeunload', {cancelable: true});"
            "window.dispatchEvent(e); return e.defaultPrevented")
    assert not b.js(asks)
    b.id(b.m + "wage").send_keys("1")
    assert b.js(asks)
    b.js("window.bangfuSaved()")


def test_enter_goes_on_and_does_not_save(stack, wide, form):
    b = form(wide)
    b.id(b.m + "wage").send_keys("1", Keys.ENTER)
    assert b.js("return document.activeElement.id") == b.m + "business"
    assert stored(stack, b.household, b.period) is None
    b.js("window.bangfuSaved()")


def test_last_month_is_copied_at_once(stack, wide, form):
    b = form(wide, before=True)
    before = stored(stack, b.household, b.period - 1)
    b.one(f"#m{b.period % 100} [data-copy]").click()
    value = b.id(b.m + "wage").get_attribute("value")
    assert float(value) * 100 == before["wage_fen"]
    assert stored(stack, b.household, b.period) is None
    save(b)
    assert stored(stack, b.household, b.period)["state"] == "reported"


def test_by_keyboard_alone(stack, wide, form):
    b = form(wide)
    b.id(b.m + "wage").click()
    for _ in range(8):
        b.driver.switch_to.active_element.send_keys("5", Keys.TAB)
    for key in (Keys.SPACE, Keys.SPACE, Keys.ARROW_RIGHT, Keys.SPACE):
        b.driver.switch_to.active_element.send_keys(key)
        b.driver.switch_to.active_element.send_keys(Keys.TAB)
    assert b.js("return document.activeElement.id") == b.m + "problem"
    save(b)
    row = stored(stack, b.household, b.period)
    assert row["wage_fen"] == row["transfer_fen"] == 500
    assert (row["housing"], row["water"], row["dropout"],
            row["insurance"]) == (1, 1, 0, 1)


@pytest.mark.parametrize("width", [1000, 1024, 1093, 1280])
def test_an_amount_is_seen_whole(wide, form, width):
    """… and not its first digits, on a small screen or an enlarged one."""
    b = form(wide)
    b.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {
        "width": width, "height": 900, "deviceScaleFactor": 1,
        "mobile": False})
    try:
        cut = b.js("""
            var out = [];
            document.querySelectorAll("input.cell").forEach(function (e) {
                e.value = "12345.6";
                if (e.offsetWidth && e.scrollWidth > e.clientWidth)
                    out.push(e.name);
            });
            return out;""")
        assert cut == []
        assert b.js("return document.documentElement.scrollWidth <= "
                    "innerWidth")
    finally:
        b.driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
        b.js("document.querySelector('[data-guard]').reset()")


def test_every_control_has_a_label(wide, form):
    b = form(wide)
    assert b.js("""
        return Array.prototype.filter.call(document.querySelectorAll(
          "input:not([type=hidden]), select, textarea"), function (c) {
          return !c.labels.length && !c.getAttribute("aria-label") &&
            !c.getAttribute("aria-labelledby");
        }).map(function (c) { return c.name; })""") == []


# ---- on a phone ------------------------------------------------------------

def opened(browser):
    return [e.get_attribute("id") for e in browser.all(".month")
            if e.find_elements("css selector", "details[open]")]


def test_one_month_at_a_time_on_a_phone(stack, phone, form):
    b = form(phone)
    due_month = f"m{b.period % 100}"
    assert b.js("return document.documentElement.scrollWidth") == 360
    assert opened(b) == [due_month]
    assert b.id(b.m + "wage").is_displayed()
    other = f"m{b.period % 100 - 1}"
    b.tap(b.one(f"#{other} summary"))
    assert opened(b) == [other]
    assert not b.id(b.m + "wage").is_displayed()
    b.tap(b.one(f"#{due_month} summary"))
    b.id(b.m + "wage").send_keys("300")
    fill_good(b)
    save(b)
    assert stored(stack, b.household, b.period)["wage_fen"] == 30000
    assert b.complaints() == []


def test_without_scripts(stack, plain, form):
    b = form(plain, before=True)
    assert b.id(b.m + "wage").is_displayed()
    b.press(f"#m{b.period % 100} [data-copy]")
    assert "还没有保存" in b.notice()
    b.id(b.m + "wage").clear()
    b.id(b.m + "wage").send_keys("x")
    save(b)
    assert "“x”不是金额" in b.one(".alert-danger").text
    b.id(b.m + "wage").clear()
    b.id(b.m + "wage").send_keys("41")
    save(b)
    assert "已上报" in b.notice()
    assert stored(stack, b.household, b.period)["wage_fen"] == 4100


@pytest.mark.parametrize("path", [
    "/", "/household", "/household?class=monitored&state=none",
    "/household/{household}", "{path}", "/village",
    "/village/{area}/month/{period}",
])
def test_nothing_is_wider_than_the_phone(stack, phone, form, path):
    b = form(phone)
    b.open(path.format(household=b.household, path=b.path, period=b.period,
                       area=stack.account("village")["area"]))
    assert b.js("return document.documentElement.scrollWidth") == 360
    assert b.one("h1").is_displayed()


# ---- on paper --------------------------------------------------------------

def paper(pdf, tmp_path):
    file = tmp_path / "page.pdf"
    file.write_bytes(pdf)
    info = subprocess.run(["pdfinfo", file], capture_output=True, text=True,
                          check=True).stdout
    text = subprocess.run(["pdftotext", "-layout", file, "-"], text=True,
                          capture_output=True, check=True).stdout
    width, height = map(float, re.search(
        r"Page size:\s+([\d.]+) x ([\d.]+)", info).groups())
    return int(re.search(r"Pages:\s+(\d+)", info)[1]), width, height, text


def test_the_year_form_on_paper(wide, form, tmp_path):
    b = form(wide, before=True)
    pages, width, height, text = paper(b.pdf(), tmp_path)
    assert pages == 1 and round(width) == 842 and round(height) == 595
    close = re.sub(r"(?<=\d)\s+(?=[年月])", "", text)
    for words in ("月收入登记表", "户主签字", "走访人员签字", "12月"):
        assert words in close
    for words in ("保存", "同上月", "查找", "村月报"):
        assert words not in text


def test_months_to_come_have_cells_for_the_pen(wide, form, tmp_path):
    b = form(wide, before=True)
    pages, _, _, text = paper(b.pdf(), tmp_path)
    assert pages == 1
    assert [bool(re.search(rf"\b{m}\s*月", text))
            for m in range(1, 13)] == [True] * 12
    assert text.count("存在问题描述") == 12
    blank = b.all(".month td.pen")
    assert blank and len(blank) % 15 == 0
    assert not any(cell.is_displayed() for cell in blank)
    b.driver.execute_cdp_cmd("Emulation.setEmulatedMedia",
                             {"media": "print"})
    try:
        assert b.js("""
            return Array.prototype.filter.call(
              document.querySelectorAll(".month"), function (m) {
                var cells = m.querySelectorAll("tr.cells > *");
                return Array.prototype.filter.call(cells, function (c) {
                  return c.offsetWidth > 0; }).length === 16;
              }).length;""") == 12
    finally:
        b.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})


def test_a_household_on_paper(wide, form, tmp_path):
    b = form(wide)
    b.open(f"/household/{b.household}")
    _, width, height, text = paper(b.pdf(), tmp_path)
    assert round(width) == 595 and round(height) == 842
    assert "家庭成员" in text and "查找" not in text
