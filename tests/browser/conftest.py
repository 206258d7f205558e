"""Debian's Chromium against the real stack of the system tests."""
import base64
import importlib.util
import pathlib
import sys

import pytest
from selenium import webdriver
from selenium.common.exceptions import StaleElementReferenceException
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

SYSTEM = pathlib.Path(__file__).resolve().parents[1] / "system"
sys.path.insert(0, str(SYSTEM))
_spec = importlib.util.spec_from_file_location(
    "system_conftest", SYSTEM / "conftest.py")
_system = importlib.util.module_from_spec(_spec)
sys.modules["system_conftest"] = _system
_spec.loader.exec_module(_system)
stack = _system.stack

WAIT = 20


class Browser:
    """A window of a given width, with what the tests do in it."""

    def __init__(self, stack, width=1280, height=900, script=True):
        options = webdriver.ChromeOptions()
        options.binary_location = "/usr/bin/chromium"
        for word in ("--headless=new", "--no-sandbox", "--disable-gpu",
                     "--disable-dev-shm-usage", "--lang=zh-CN"):
            options.add_argument(word)
        # --window-size below 500 is not kept: the device's own metrics are.
        options.add_experimental_option("mobileEmulation", {"deviceMetrics": {
            "width": width, "height": height, "pixelRatio": 1.0,
            "mobile": width < 700, "touch": width < 700}})
        if not script:
            options.add_experimental_option("prefs", {
                "profile.managed_default_content_settings.javascript": 2})
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        self.stack, self.script = stack, script
        self.driver = webdriver.Chrome(
            service=Service("/usr/bin/chromedriver"), options=options)
        self.driver.set_page_load_timeout(WAIT * 3)
        self.driver.set_script_timeout(WAIT)

    def open(self, path):
        self.driver.get(self.stack.url + path)

    def one(self, css):
        return self.driver.find_element(By.CSS_SELECTOR, css)

    def all(self, css):
        return self.driver.find_elements(By.CSS_SELECTOR, css)

    def id(self, name):
        return self.driver.find_element(By.ID, name)

    def js(self, script, *args):
        return self.driver.execute_script(script, *args)

    def wait(self, condition, what=""):
        # a page may be left between finding a thing and reading it
        return WebDriverWait(
            self.driver, WAIT, 0.05,
            ignored_exceptions=[StaleElementReferenceException]).until(
                lambda _: condition(), what)

    def sign_in(self, role, to="/"):
        account = self.stack.account(role)
        self.open("/signin?to=" + to)
        self.id("login").send_keys(account["user"])
        self.id("password").send_keys(account["password"])
        self.id("bureau").send_keys(account["bureau"])
        self.leave(self.one("button[type=submit]"))

    def leave(self, button):
        """Press what leads to another page, and wait for that page."""
        page = self.one("html")
        self.tap(button)
        self.wait(lambda: self.one("html") != page and (
            not self.script or self.js("return document.readyState") ==
            "complete"), "a new page")

    def tap(self, target):
        """Press something wherever it stands, also where scripts are off
        and nothing can be scrolled by one."""
        if not self.script:
            target.send_keys(Keys.ENTER)
            return
        self.js("arguments[0].scrollIntoView({block: 'center'})", target)
        target.click()

    def press(self, css):
        """Leave by a button."""
        self.leave(self.one(css))

    def answer(self, name, value):
        """One of the segmented radios."""
        radio = self.one(f'input[name="{name}"][value="{value}"]')
        self.tap(radio.find_element(By.XPATH, ".."))

    def text(self):
        return self.one("main").text

    def notice(self):
        return " ".join(e.text for e in self.all(".notice"))

    def pdf(self):
        said = self.driver.execute_cdp_cmd("Page.printToPDF", {
            "preferCSSPageSize": True})
        return base64.b64decode(said["data"])

    def complaints(self):
        """What the console holds against the page: refused scripts …"""
        return [line["message"] for line in self.driver.get_log("browser")
                if line["level"] == "SEVERE" and
                "status of 4" not in line["message"]]


@pytest.fixture(scope="module")
def wide(stack):
    browser = Browser(stack)
    yield browser
    browser.driver.quit()


@pytest.fixture(scope="module")
def phone(stack):
    browser = Browser(stack, 360, 740)
    yield browser
    browser.driver.quit()


@pytest.fixture(scope="module")
def plain(stack):
    """A phone with scripts off."""
    browser = Browser(stack, 360, 740, script=False)
    yield browser
    browser.driver.quit()
