"""The supervisor: what it starts, keeps, refuses and ends; and the front
door's own answers (headers, pages for what is down or too large)."""
import contextlib
import json
import os
import pathlib
import shutil
import signal
import socket
import stat
import subprocess
import tempfile
import time

import pymysql
import pytest
import requests

from conftest import (NOW, ROOT, free_port, sanitiser_reports, start_stack,
                      stop_stack)
from months import GOOD, due, fresh, month, stored, words

SLACK = 2           # a loaded machine has twice the time
ALONE = "--without=web,gateway,processor,sender,publisher,years,nginx,bearerbox," \
    "smsbox"
REPORTS = "SELECT COUNT(*) AS n, SUM(wage_fen) AS fen, MAX(version) AS v" \
    " FROM report"


def program(name):
    return str(ROOT / os.environ.get("BANGFU_BUILD", "build") / name)


def refused(*words, env=None):
    """bangfu-run's one sentence, where it will not start."""
    done = subprocess.run([program("bangfu-run"), *words], cwd=ROOT,
                          capture_output=True, text=True, timeout=120,
                          stdin=subprocess.DEVNULL, check=False,
                          env={**os.environ, **(env or {})})
    assert done.returncode == 1, done.stderr
    assert done.stdout == ""
    lines = [line for line in done.stderr.strip().split("\n")
             if "making the database" not in line]
    assert len(lines) == 1, done.stderr
    return lines[0]


def running_under(var):
    """Processes whose command line names ${var}."""
    found = []
    for entry in pathlib.Path("/proc").glob("[0-9]*/cmdline"):
        try:
            words = entry.read_bytes().decode(errors="replace")
        except OSError:
            continue
        if str(var) in words:
            found.append((int(entry.parent.name), words))
    return found


@contextlib.contextmanager
def instance(*more, var=None, **kw):
    made = var or tempfile.mkdtemp(prefix="bangfu-own-")
    running = None
    try:
        running = start_stack(made, more=more, **kw)
        yield running
    finally:
        if running is not None and running.process.poll() is None:
            stop_stack(running.process)
        found = sanitiser_reports(made)
        if var is None:
            shutil.rmtree(made, ignore_errors=True)
        assert not found, "\n".join(found)


@pytest.fixture(scope="module")
def own():
    """An instance of this file's own, to be ill-treated."""
    with instance() as running:
        yield running


def pid_of(running, name):
    path = pathlib.Path(running.ready["pids"], name + ".pid")
    return int(path.read_text(encoding="ascii").split()[0])


def children(pid):
    try:
        return [int(n) for n in pathlib.Path(
            f"/proc/{pid}/task/{pid}/children").read_text(
                encoding="ascii").split()]
    except OSError:
        return []


def takes(port):
    with socket.socket() as s:
        s.settimeout(2)
        return s.connect_ex(("127.0.0.1", port)) == 0


def unix_takes(path):
    with socket.socket(socket.AF_UNIX) as s:
        s.settimeout(2)
        return s.connect_ex(path) == 0


def until(check, seconds):
    """Seconds until ${check} holds; fails after ${seconds}."""
    begin = time.time()
    while time.time() - begin < seconds:
        with contextlib.suppress(OSError, pymysql.Error,
                                 requests.RequestException, ValueError):
            if check():
                return time.time() - begin
        time.sleep(0.05)
    pytest.fail(f"not within {seconds} s")


# ---- what it says ------------------------------------------------------------

def test_ready_json_is_for_its_owner_only_and_whole(own):
    path = pathlib.Path(own.ready["var"], "ready.json")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    kept = pathlib.Path(own.ready["var"], "kept")
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert {"url", "accounts", "helpers", "sms", "programs", "db"} <= \
        set(own.ready)
    for account in own.ready["accounts"]:
        assert {"user", "password", "bureau", "role", "area"} <= set(account)
    assert len(own.ready["helpers"]) > 0
    for helper in own.ready["helpers"]:
        assert {"phone", "name", "households"} <= set(helper)
        for household in helper["households"]:
            assert {"short", "number", "head"} <= set(household)
    for at in own.ready["programs"].values():
        assert os.access(at, os.X_OK), at


def test_it_prints_address_accounts_and_a_test_message(own):
    said = pathlib.Path(own.ready["var"], "run.log").read_text(
        encoding="utf-8")
    assert own.url in said and "is ready" in said
    assert own.account("county")["password"] in said
    assert "bangfu-sms inject --from=" in said


def test_everything_listens_on_this_machine_only(own):
    ports = {own.ready["sms"][name] for name in (
        "sendsms_port", "fakesmsc_port", "smsbox_port", "admin_port")}
    ports.add(int(own.url.rsplit(":", 1)[1]))
    assert len(ports) == 5
    open_to_all = {"00000000", "00000000000000000000000000000000"}
    for table in ("/proc/net/tcp", "/proc/net/tcp6"):
        for line in pathlib.Path(table).read_text(
                encoding="ascii").split("\n")[1:]:
            words = line.split()
            if len(words) > 3 and words[3] == "0A":
                at, port = words[1].split(":")
                if int(port, 16) in ports:
                    assert at not in open_to_all, line


def test_health_says_what_is_up(own):
    def good():
        answer = requests.get(own.url + "/health", timeout=10)
        return answer.status_code == 200 and answer.json()["web"] == "up"
    until(good, 20)


def test_health_tells_what_is_down(own):
    """The supervisor stands still, so that nobody brings it back."""
    old = pid_of(own, "gateway")
    os.kill(own.ready["pid"], signal.SIGSTOP)
    try:
        left = children(old)
        for pid in [old, *left]:
            os.kill(pid, signal.SIGKILL)
        until(lambda: not unix_takes(own.ready["sockets"]["gateway"]), 10)
        answer = requests.get(own.url + "/health", timeout=10)
    finally:
        os.kill(own.ready["pid"], signal.SIGCONT)
    assert answer.status_code == 503
    assert answer.json()["gateway"] == "down"
    assert answer.json()["web"] == answer.json()["database"] == "up"
    until(lambda: requests.get(own.url + "/health",
                               timeout=10).status_code == 200, 20)


def test_health_tells_what_stands_still(own):
    """A socket takes connections for a process that will never read them."""
    old = pid_of(own, "gateway")
    still = [old, *children(old)]
    try:
        for pid in still:
            os.kill(pid, signal.SIGSTOP)
        answer = requests.get(own.url + "/health", timeout=30)
    finally:
        for pid in still:
            os.kill(pid, signal.SIGCONT)
    assert answer.status_code == 503
    assert answer.json()["gateway"] == "down"
    assert answer.json()["web"] == answer.json()["database"] == "up"
    until(lambda: requests.get(own.url + "/health",
                               timeout=10).status_code == 200, 20)


# ---- two of them, and again --------------------------------------------------

def test_a_second_instance_stands_beside_the_first(stack, own):
    assert stack.url != own.url
    for running in (stack, own):
        assert requests.get(running.url + "/signin", timeout=10).ok
    mine, theirs = own.ready["sms"], stack.ready["sms"]
    for name in ("sendsms_port", "fakesmsc_port", "admin_port"):
        assert mine[name] != theirs[name]


def test_a_directory_in_use_is_refused(own):
    line = refused(f"--var={own.ready['var']}", f"--port={free_port()}")
    assert "in use" in line


def test_a_port_that_is_taken_is_refused(own, tmp_path):
    port = own.url.rsplit(":", 1)[1]
    line = refused(f"--var={tmp_path}/var", f"--port={port}")
    assert f"port {port} is taken" in line
    assert requests.get(own.url + "/signin", timeout=10).ok


@pytest.mark.parametrize("words,says", [
    (["--free=999999999"], "full"),
    (["--path=/nonexistent"], "missing packages: mariadb-server"),
    (["--home=/nonexistent"], "not bangfu's home"),
    (["--programs=/nonexistent"], "is missing: run make"),
    (["--port=0"], "no port"),
    (["--port=70000"], "no port"),
    (["--port=8080x"], "no port"),
    (["surplus"], "what is surplus?"),
])
def test_what_cannot_start_says_so_in_one_sentence(tmp_path, words, says):
    line = refused(f"--var={tmp_path}/var", f"--port={free_port()}", *words)
    assert says in line


def test_web_without_its_templates_ends(stack, tmp_path):
    said = subprocess.run(
        [stack.program("web"), f"--listen={tmp_path}/web.sock",
         f"--templates={tmp_path}/none"],
        capture_output=True, text=True, timeout=60, check=False)
    assert said.returncode == 1
    assert said.stderr.strip() == f"page: no templates in {tmp_path}/none"


def test_a_directory_that_cannot_be_made_is_refused(tmp_path):
    (tmp_path / "file").write_text("")
    line = refused(f"--var={tmp_path}/file/var", f"--port={free_port()}")
    assert "can't make the directory" in line


def test_a_time_that_is_none_is_refused(tmp_path):
    done = subprocess.run(
        [program("bangfu-run"), f"--var={tmp_path}/var"], cwd=ROOT,
        capture_output=True, text=True, timeout=60, check=False,
        env={**os.environ, "BANGFU_NOW": "yesterday"})
    assert done.returncode == 1
    assert done.stderr.startswith("BANGFU_NOW=yesterday: want")


def test_a_database_from_a_newer_version_is_refused(tmp_path):
    var = str(tmp_path / "var")
    os.mkdir(var)
    with instance("--no-demo", ALONE, var=var) as running:
        running.rows("INSERT INTO migration SELECT 9001, '9001-later.sql',"
                     " checksum, statements, done, applied_at"
                     " FROM migration WHERE number = 1")
    line = refused("--no-demo", ALONE, f"--var={var}",
                   f"--port={free_port()}")
    assert "newer" in line
    assert running_under(var) == []


def test_a_long_path_has_its_sockets_elsewhere(tmp_path):
    var = str(tmp_path / ("long-" * 18))
    os.mkdir(var)
    with instance("--no-demo", ALONE, var=var) as running:
        at = running.ready["db"]["socket"]
        assert at.startswith("/tmp/bangfu-")
        assert running.rows("SELECT 1 AS one") == [{"one": 1}]
    assert not os.path.exists(os.path.dirname(at))


def test_an_ordinary_user_runs_it():
    if os.geteuid() != 0:
        pytest.skip("this run is an ordinary user's already")
    home = tempfile.mkdtemp(prefix="bangfu-user-")
    os.chmod(home, 0o755)
    for folder in ("conf", "templates", "fcgi/static", "db/migrate",
                   "db/reference", "db/dictionary", "db/picture"):
        shutil.copytree(ROOT / folder, os.path.join(home, folder))
    for name in ("run", "db", "web", "sms", "exchange", "photo"):
        shutil.copy(program("bangfu-" + name), home)
    var = os.path.join(home, "var")
    os.mkdir(var)
    os.chown(var, 65534, 65534)
    port = free_port()
    process = subprocess.Popen(
        [home + "/bangfu-run", f"--var={var}", f"--port={port}",
         f"--home={home}"], cwd=home, stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
        user=65534, group=65534, extra_groups=[],
        env={**os.environ, "BANGFU_NOW": NOW})
    try:
        until(lambda: os.path.exists(var + "/ready.json") or
              process.poll() is not None, 120)
        assert process.poll() is None, process.stderr.read()
        assert requests.get(f"http://127.0.0.1:{port}/signin",
                            timeout=10).ok
        assert requests.get(f"http://127.0.0.1:{port}/static/bangfu.css",
                            timeout=10).ok
    finally:
        if process.poll() is None:
            stop_stack(process)
        process.stderr.close()
    assert running_under(var) == []
    shutil.rmtree(home, ignore_errors=True)


# ---- what dies comes back ----------------------------------------------------

def signin_works(running):
    return requests.get(running.url + "/signin", timeout=2).ok


BACK = {
    "web": (2, signin_works),
    "nginx": (2, signin_works),
    "gateway": (2, lambda r: unix_takes(r.ready["sockets"]["gateway"])),
    "processor": (2, lambda r: True),
    "sender": (2, lambda r: True),
    "publisher": (2, lambda r: True),
    "years": (2, lambda r: True),
    "mariadb": (10, lambda r: r.rows("SELECT 1 AS one")),
    "bearerbox": (15, lambda r: takes(r.ready["sms"]["fakesmsc_port"])),
    "smsbox": (15, lambda r: takes(r.ready["sms"]["sendsms_port"])),
}


@pytest.mark.parametrize("name", BACK)
def test_after_kill_9_it_is_back_in_time(own, name):
    seconds, works = BACK[name]
    old = pid_of(own, name)
    left = children(old)
    os.kill(old, signal.SIGKILL)
    took = until(lambda: pid_of(own, name) != old and
                 os.path.exists(f"/proc/{pid_of(own, name)}") and works(own),
                 seconds * SLACK)
    print(f"{name}: back after {took:.2f} s")
    # and nobody of the old ones is left
    until(lambda: not [p for p in left if os.path.exists(f"/proc/{p}")], 5)


def test_what_was_typed_outlives_the_database(own):
    """The page that says the database is away has the form in it."""
    web = own.signed_in("county")
    household = fresh(own)["household_id"]
    path = f"/household/{household}/report/{due(own) // 100}"
    said = words(web.get(path), path)
    said.update(month(f"m{due(own) % 100}.", GOOD, wage="1234.50"))
    old = pid_of(own, "mariadb")
    os.kill(old, signal.SIGSTOP)
    os.kill(old, signal.SIGKILL)
    answer = web.post(path, said, token=said["token"])
    assert answer.status_code == 503 and "再提交一次" in answer.text
    kept = words(answer, path)
    assert kept == said
    until(lambda: own.rows("SELECT 1 AS one"), 10 * SLACK)
    until(lambda: web.get("/").status_code == 200, 10)
    assert web.post(path, kept, token=kept["token"]).status_code == 303
    assert stored(own, household, due(own))["wage_fen"] == 123450


def test_photos_are_asked_for_again_where_the_database_is_away(own):
    """… by name: they can't be kept for somebody nobody knows."""
    web = own.signed_in("county")
    path = f"/household/{fresh(own)['household_id']}/visit"
    said = words(web.get(path), path)
    said.update(method="产业帮扶", detail="讲解养殖技术。")
    os.kill(pid_of(own, "mariadb"), signal.SIGKILL)
    answer = web.post(path, said, token=said["token"], files={
        "photo1": ("羊圈.png", b"\x89PNG")})
    assert answer.status_code == 503 and "再提交一次" in answer.text
    assert "羊圈.png" in answer.text and "讲解养殖技术。" in answer.text
    assert 'type="file" name="photo1"' in answer.text
    until(lambda: own.rows("SELECT 1 AS one"), 10 * SLACK)


def test_a_password_is_not_shown_again(own):
    web = own.signed_in("county")
    web.get("/account/password")
    os.kill(pid_of(own, "mariadb"), signal.SIGKILL)
    answer = web.post("/account/password", {
        "old": "bangfu1234", "new": "bangfu12345", "again": "bangfu12345"})
    assert answer.status_code == 503
    assert "bangfu1234" not in answer.text
    until(lambda: own.rows("SELECT 1 AS one"), 10 * SLACK)


@pytest.mark.parametrize("name", ["web", "gateway", "nginx"])
def test_a_worker_killed_is_replaced(own, name):
    until(lambda: children(pid_of(own, name)), 5)
    before = children(pid_of(own, name))
    os.kill(before[0], signal.SIGKILL)
    until(lambda: before[0] not in children(pid_of(own, name)) and
          len(children(pid_of(own, name))) >= len(before), 2 * SLACK)
    assert signin_works(own)


def test_smsbox_is_back_after_bearerbox_too(own):
    for name in ("bearerbox", "smsbox"):
        until(lambda: takes(own.ready["sms"][
            "smsbox_port" if name == "bearerbox" else "sendsms_port"]), 30)
    os.kill(pid_of(own, "bearerbox"), signal.SIGKILL)
    time.sleep(1)

    def whole():
        sms = own.ready["sms"]
        status = requests.get(
            f"http://127.0.0.1:{sms['admin_port']}/status.txt",
            params={"password": sms["admin_password"]}, timeout=5).text
        return "smsbox:bangfu" in status
    until(whole, 15 * SLACK)


# ---- the front door's own answers ---------------------------------------------

def test_every_answer_carries_the_headers(own):
    for path in ("/signin", "/nowhere", "/static/bangfu.css",
                 "/lib/bootstrap5/css/bootstrap.min.css", "/health"):
        head = requests.get(own.url + path, timeout=10).headers
        policy = head["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe-inline" not in policy
        assert "img-src 'self' data:" in policy
        assert "frame-ancestors 'none'" in policy
        assert head["X-Content-Type-Options"] == "nosniff"
        assert head["Referrer-Policy"] == "same-origin"
        assert head["Server"] == "nginx"


@pytest.mark.parametrize("path", [
    "/static/../../conf/nginx/nginx.conf.in", "/static/%2e%2e/main.c",
    "/lib/../../../etc/passwd", "/down/503.html", "/static/", "/lib/",
])
def test_nothing_else_is_served(own, path):
    with socket.create_connection(
            ("127.0.0.1", int(own.url.rsplit(":", 1)[1])), 10) as s:
        s.sendall(f"GET {path} HTTP/1.0\r\nHost: x\r\n\r\n".encode())
        answer = b""
        while True:
            more = s.recv(65536)
            if not more:
                break
            answer += more
    status = answer.split()[1]
    # a path that leaves its folder may come out as one of the web's pages
    assert status in (b"400", b"403", b"404", b"303"), answer[:200]


def test_a_body_too_large_is_a_page_in_chinese(own):
    answer = requests.post(own.url + "/signin", data=b"x" * (1024 * 1024 + 1),
                           timeout=10)
    assert answer.status_code == 413
    assert "内容太大" in answer.content.decode()


@pytest.mark.parametrize("path, head, status, said", [
    ("/household?find=" + "a" * 9000, {}, 400, "地址太长"),
    ("/", {"Cookie": "x=" + "a" * 30000}, 400, "地址或请求不对"),
    ("/static/nothing.css", {}, 404, "没有这个页面"),
    ("/lib/", {}, 403, "没有这个页面"),
])
def test_what_nginx_refuses_is_a_page_in_chinese(own, path, head, status,
                                                 said):
    answer = requests.get(own.url + path, headers=head, timeout=10,
                          allow_redirects=False)
    assert answer.status_code == status
    assert said in answer.content.decode()
    assert "Content-Security-Policy" in answer.headers


def test_the_log_holds_no_query_and_no_gateway(own):
    requests.get(own.url + "/household?find=13800000000", timeout=10)
    requests.post(own.ready["sms"]["gateway_url"] + "?from=13800000000",
                  data="x", timeout=10)
    time.sleep(0.2)
    log = pathlib.Path(own.ready["var"], "log")
    for name in ("access.log", "nginx.log", "gateway-access.log"):
        text = (log / name).read_text(encoding="utf-8")
        assert "13800000000" not in text and "/gateway" not in text


def test_a_web_that_is_down_is_told_in_chinese_and_to_monitors():
    with instance("--no-demo", "--without=web,gateway,processor,sender,"
                  "publisher,bearerbox,smsbox") as running:
        answer = requests.get(running.url + "/signin", timeout=10)
        assert answer.status_code == 503
        assert "系统正在恢复" in answer.content.decode()
        answer = requests.get(running.url + "/health", timeout=10)
        assert answer.status_code == 503
        assert answer.json() == {"web": "down"}
        answer = requests.post(running.ready["sms"]["gateway_url"],
                               data="x", timeout=10)
        assert answer.status_code == 503 and answer.text == "down\n"


# ---- the end, and again ------------------------------------------------------

def test_run_again_and_the_data_is_still_there(own):
    """Also: SIGTERM ends all it started, and only that; Ctrl-C does."""
    var = own.ready["var"]
    before = own.rows(REPORTS)
    beside = subprocess.Popen(["sleep", "60"])
    # a frozen one does not hear SIGTERM by itself
    os.kill(pid_of(own, "publisher"), signal.SIGSTOP)
    os.kill(own.process.pid, signal.SIGTERM)
    assert own.process.wait(40) == 0
    assert running_under(var) == []
    assert not os.path.exists(os.path.join(var, "ready.json"))
    assert beside.poll() is None
    beside.kill()
    beside.wait()
    for name in ("sendsms_port", "fakesmsc_port", "smsbox_port"):
        assert not takes(own.ready["sms"][name])
    with instance(var=var) as again:
        assert again.rows(REPORTS) == before
        assert again.ready["db"]["password"] == own.ready["db"]["password"]
        assert again.ready["sms"] == {**own.ready["sms"], "gateway_url":
                                      again.ready["sms"]["gateway_url"]}
        assert again.ready["accounts"] == own.ready["accounts"]
        os.kill(again.process.pid, signal.SIGINT)
        assert again.process.wait(40) == 0
        assert running_under(var) == []


def test_a_supervisor_killed_takes_its_own_along(own):
    var = own.ready["var"]
    with instance(var=var) as running:
        os.kill(running.process.pid, signal.SIGKILL)
        running.process.wait(10)
        with instance(var=var) as again:
            assert requests.get(again.url + "/signin", timeout=10).ok
            assert json.loads(pathlib.Path(var, "ready.json").read_text(
                encoding="utf-8"))["pid"] == again.process.pid
    until(lambda: running_under(var) == [], 10)
