"""The real stack, for every system and browser test: nginx, MariaDB, Kannel
and our programs under a scratch directory on free ports, the clock set.

BANGFU_BUILD names the build to test (build or build/asan).
BANGFU_READY names the ready.json of a stack that already runs: it is used and
left running.
"""
import datetime
import json
import os
import pathlib
import random
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import time

import pymysql
import pytest
import requests

ROOT = pathlib.Path(__file__).resolve().parents[2]
NOW = "2022-03-04 09:00:00"  # the month due is 2022-02, until the 5th
START_SECONDS = 240
STOP_SECONDS = 40


PORTS = range(20000, 30000, 10)
GUARD = 9               # of each ten, the port that says: taken
guards = []


def free_port():
    """A port that is nobody's, and stays ours until this process ends: the
    last of its ten is held from now on, so that another test run beside this
    one chooses other ports, for Kannel too (bangfu-run counts those from
    PORT - 10000 on)."""
    for port in random.sample(PORTS, len(PORTS)):
        guard = socket.socket()
        try:
            guard.bind(("127.0.0.1", port + GUARD))
        except OSError:
            guard.close()
            continue
        guards.append(guard)
        with socket.socket() as s:
            if s.connect_ex(("127.0.0.1", port)) != 0:
                return port
    raise RuntimeError("no port is free")


# The files that take longest come first, so that the two workers of a run
# end at about the same time.
FIRST = ("test_stack.py", "test_database.py", "test_dictionary.py")


def pytest_collection_modifyitems(items):
    items.sort(key=lambda item: FIRST.index(item.path.name)
               if item.path.name in FIRST else len(FIRST))


LONG = 5000


def pytest_assertrepr_compare(op, left, right):
    """Two documents side by side take minutes to print, and say nothing."""
    if max(len(side) if isinstance(side, (str, bytes)) else 0
           for side in (left, right)) > LONG:
        return [f"{str(left)[:200]} … {op} {str(right)[:200]} …"]
    return None


class Web:
    """A browser without scripts: cookies, forms with their token."""

    def __init__(self, url):
        self.url = url
        self.session = requests.Session()
        self.page = None

    def get(self, path, **kw):
        kw.setdefault("allow_redirects", False)
        kw.setdefault("timeout", 30)
        self.page = self.session.get(self.url + path, **kw)
        return self.page

    def token(self, page=None):
        """The token of the form of a page (the last one got)."""
        found = re.search(r'name="token" value="([^"]+)"',
                          (page or self.page).text)
        return found.group(1) if found else ""

    def post(self, path, data=None, token=None, **kw):
        """Post a form; without ${token} the one of the last page."""
        kw.setdefault("allow_redirects", False)
        kw.setdefault("timeout", 30)
        data = dict(data or {})
        data["token"] = self.token() if token is None else token
        answer = self.session.post(self.url + path, data=data, **kw)
        if answer.status_code != 303:
            self.page = answer
        return answer

    def sign_in(self, account, to="/"):
        self.get("/signin")
        return self.post("/signin", {
            "login": account["user"], "password": account["password"],
            "bureau": account["bureau"], "to": to})


class Stack:
    """A running instance and what its ready.json says."""

    def __init__(self, ready, process=None):
        self.ready = ready
        self.url = ready["url"].rstrip("/")
        self.process = process

    def account(self, role):
        """The demo account of a role that need not change its password."""
        return next(a for a in self.ready["accounts"]
                    if a["role"] == role and not a.get("must_change"))

    def guest(self):
        return Web(self.url)

    def signed_in(self, role):
        web = Web(self.url)
        answer = web.sign_in(self.account(role))
        assert answer.status_code == 303, answer.text
        web.get("/")
        return web

    def program(self, name):
        return self.ready["programs"][name]

    def today(self):
        """The day of the stack's own clock."""
        now = datetime.datetime.now(datetime.timezone(
            datetime.timedelta(hours=8)))
        return (now + datetime.timedelta(
            seconds=int(self.ready.get("now") or 0))).date()

    def rows(self, sql, *args):
        """What the database holds: to check, never to bring about."""
        db = pymysql.connect(unix_socket=self.ready["db"]["socket"],
                             user=self.ready["db"]["user"],
                             password=self.ready["db"]["password"],
                             database=self.ready["db"]["database"],
                             charset="utf8mb4", autocommit=True)
        try:
            with db.cursor(pymysql.cursors.DictCursor) as cursor:
                cursor.execute(sql, args)
                return cursor.fetchall()
        finally:
            db.close()


def start_stack(var, port=None, now=NOW, more=(), **env):
    """bangfu-run under ${var}; returns when it is ready."""
    build = ROOT / os.environ.get("BANGFU_BUILD", "build")
    port = port or free_port()
    log = open(os.path.join(var, "run.log"), "ab")
    ready = os.path.join(var, "ready.json")
    pathlib.Path(ready).unlink(missing_ok=True)
    process = subprocess.Popen(
        [str(build / "bangfu-run"), f"--var={var}", f"--port={port}",
         *more],
        cwd=ROOT, stdout=log, stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        env={**os.environ, "BANGFU_NOW": now, **env})
    end = time.time() + START_SECONDS
    while time.time() < end:
        if process.poll() is not None:
            raise RuntimeError("bangfu-run ended:\n" + tail(var))
        try:
            with open(ready, encoding="utf-8") as f:
                return Stack(json.load(f), process)
        except (OSError, ValueError):
            pass
        time.sleep(0.2)
    stop_stack(process)
    raise RuntimeError("bangfu-run was not ready in time:\n" + tail(var))


def tail(var):
    with open(os.path.join(var, "run.log"), errors="replace") as f:
        return f.read()[-4000:]


def stop_stack(process):
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def sanitiser_reports(var):
    """What ASan, LSan and UBSan wrote into the logs under ${var}."""
    found = []
    for path in sorted(pathlib.Path(var, "log").glob("*.log")):
        text = path.read_text(encoding="utf-8", errors="replace")
        at = re.search(r"ERROR: \w+Sanitizer|runtime error:", text)
        if at:
            found.append(f"{path.name}: {text[at.start():at.start() + 4000]}")
    return found


def own_stack(name, **how):
    """What a fixture yields: an instance of its own that leaves nothing, and
    that no sanitiser complained about."""
    var = tempfile.mkdtemp(prefix=f"bangfu-{name}-")
    running = start_stack(var, **how)
    yield running
    stop_stack(running.process)
    found = sanitiser_reports(var)
    shutil.rmtree(var, ignore_errors=True)
    assert not found, "\n".join(found)


@pytest.fixture(scope="session")
def stack():
    given = os.environ.get("BANGFU_READY")
    if given:
        with open(given, encoding="utf-8") as f:
            yield Stack(json.load(f))
        return
    yield from own_stack("test")
