"""The administration as a person uses it: by keyboard, on a phone, without
scripts."""
import time

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

PAGES = ("/user", "/user/new", "/helper", "/helper/new", "/month",
         "/month/202201", "/message", "/message/simulator", "/export")


def signed(browser, role):
    """Signed in as that role, whoever was before."""
    if getattr(browser, "role", None) != role:
        browser.driver.delete_all_cookies()
        browser.sign_in(role)
        browser.role = role
    return browser


def deeper(stack):
    """Pages of one account, one helper."""
    user = stack.rows("SELECT user_id FROM user WHERE login = 'village'")
    helper = stack.ready["helpers"][0]["helper_id"]
    number = user[0]["user_id"] if user else 1
    return (f"/user/{number}", f"/user/{number}/password",
            f"/helper/{helper}")


@pytest.mark.parametrize("window", ["wide", "phone"])
def test_no_page_is_wider_than_its_window(stack, request, window):
    b = signed(request.getfixturevalue(window), "admin")
    for path in PAGES + deeper(stack):
        b.open(path)
        assert b.js("return document.documentElement.scrollWidth"
                    " <= window.innerWidth"), path
        assert b.js("return [...document.querySelectorAll('main input:not("
                    "[type=hidden]), main select, main textarea')]"
                    ".every(c => c.labels.length > 0)"), path
    assert b.complaints() == []


def test_an_account_is_added_by_keyboard(stack, wide):
    b = signed(wide, "county")
    b.open("/user/new")
    login = f"keys.{int(time.time() * 10) % 10000000}"
    b.id("login").send_keys(login, Keys.TAB, "键盘用户", Keys.TAB, Keys.TAB,
                            Keys.SPACE)
    # from the first role on with the arrows: 帮扶责任人 → 村级用户
    b.driver.switch_to.active_element.send_keys(Keys.ARROW_DOWN)
    assert b.one('input[name="role"][value="village"]').is_selected()
    password = b.id("password").get_attribute("value")
    b.id("area").send_keys("没有的村")
    page = b.one("html")
    b.id("area").send_keys(Keys.ENTER)
    b.wait(lambda: b.one("html") != page, "the same form")
    assert "不是您负责范围内的地区" in b.text()
    focus = b.driver.switch_to.active_element
    assert "alert-danger" in focus.get_attribute("class")
    assert b.id("login").get_attribute("value") == login
    assert b.id("password").get_attribute("value") == password
    assert b.one('input[name="role"][value="village"]').is_selected()
    focus.find_element(By.CSS_SELECTOR, "a").send_keys(Keys.ENTER)
    area = b.id("area")
    area.clear()
    area.send_keys(str(stack.account("village")["area"]))
    b.press(".actions button")
    assert "账号已开通" in b.notice() and login in b.text()
    assert b.complaints() == []


def test_a_refused_form_is_guarded_and_can_be_gone_back_to(stack, wide):
    asks = ("var e = new Event('beforeunload', {cancelable: true});"
            "window.dispatchEvent(e); return e.defaultPrevented;")
    household = stack.rows(
        "SELECT household_id AS id FROM household WHERE area = %s AND year ="
        " (SELECT year FROM registry_now) LIMIT 1",
        stack.account("village")["area"])[0]["id"]
    signed(wide, "village").open(f"/household/{household}/file/3")
    assert not wide.js(asks)
    was = wide.id("f-expense_fen").get_attribute("value")
    wide.id("f-expense_fen").clear()
    wide.id("f-expense_fen").send_keys("许多")
    wide.leave(wide.one(".file-form button[type=submit]"))
    assert "许多" in wide.one(".alert-danger").text and wide.js(asks)
    wide.id("f-expense_fen").clear()
    wide.id("f-expense_fen").send_keys(was)
    wide.leave(wide.one(".file-form button[type=submit]"))
    assert "done=" in wide.driver.current_url
    wide.driver.back()
    wide.wait(lambda: "done=" not in wide.driver.current_url)
    assert wide.id("f-expense_fen").get_attribute("value") == was


def test_a_month_is_closed_and_opened_again(stack, wide):
    b = signed(wide, "county")
    b.open("/month/201904")
    b.id("reason").send_keys("已经核对")
    b.press(".actions button")
    assert "已封账" in b.notice()
    b.js("arguments[0].value = '2022-03-20'", b.id("until"))
    b.id("reason").send_keys("补录")
    b.press(".actions button")
    assert "已重新开放" in b.notice()
    assert "重新开放至2022年3月20日" in b.text() or "启用前" in b.text()


def test_the_simulator_answers_without_scripts(stack, plain):
    b = signed(plain, "admin")
    b.open("/message/simulator")
    b.id("phone").send_keys(stack.ready["helpers"][0]["phone"])
    b.id("text").send_keys("未报")
    b.press(".actions button")
    b.wait(lambda: b.all(".said.ours") and "未报" in
           b.one(".said.ours").text, "an answer")
    assert "正在处理" not in b.text()
    # and stands in the log
    b.open("/message")
    assert "未报" in b.one(".log .reply").text
    assert "199****" in b.text()


def test_a_phone_is_set_without_scripts(stack, plain):
    b = signed(plain, "county")
    free = stack.rows("SELECT helper_id FROM helper WHERE phone IS NULL"
                      " AND active LIMIT 1")[0]["helper_id"]
    taken = stack.ready["helpers"][1]
    b.open(f"/helper/{free}")
    b.id("phone").send_keys(taken["phone"])
    b.press(".inline button")
    assert "已经登记给" in b.text() and taken["name"] in b.text()
    b.id("phone").clear()
    b.id("phone").send_keys(f"187 {int(time.time()) % 100000000:08d}")
    b.press(".inline button")
    assert "手机号已登记" in b.notice()
