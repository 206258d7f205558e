"""Messages through the real gateway, Kannel and back: what is stored, what is
answered, and that every message has exactly one outcome."""
import contextlib
import os
import pathlib
import re
import signal
import subprocess
import threading
import time
import uuid
from concurrent.futures import ThreadPoolExecutor

import pymysql
import pytest
import requests

from conftest import own_stack

WAIT = 40
DUE = 202202                    # conftest.NOW is in March 2022
FAKESMSC = "/usr/lib/kannel/test/fakesmsc"
STRANGER = "13900007001"


def helper_of(stack, n):
    """The n-th helper with at least three households."""
    many = [h for h in stack.ready["helpers"] if len(h["households"]) >= 3]
    return many[n]


def nobody_else(stack):
    """A helper whom no other test writes for: Kannel keeps no old answers
    for his phone."""
    return helper_of(stack, 11)


def post(stack, sender, text, **more):
    """As Kannel does; returns the status and the provider's id."""
    body = text if isinstance(text, bytes) else text.encode()
    query = {"id": str(uuid.uuid4()), "time": str(time.time_ns()),
             "from": sender, "to": "10699", **more}
    query = {k: v for k, v in query.items() if v is not None}
    answer = requests.post(stack.ready["sms"]["gateway_url"], params=query,
                           data=body, timeout=30,
                           headers={"Content-Type": "text/plain"})
    return answer.status_code, query.get("id")


def together(stack, jobs):
    """The results of ${jobs}, whose requests the gateway sees at once."""
    master = int(pathlib.Path(stack.ready["pids"], "gateway.pid").read_text(
        encoding="ascii").split()[0])
    workers = [int(pid) for pid in pathlib.Path(
        f"/proc/{master}/task/{master}/children").read_text(
            encoding="ascii").split()]
    with ThreadPoolExecutor(len(jobs)) as pool:
        for pid in workers:
            os.kill(pid, signal.SIGSTOP)
        try:
            going = [pool.submit(*job) for job in jobs]
            time.sleep(1)           # until nginx has handed them all over
        finally:
            for pid in workers:
                os.kill(pid, signal.SIGCONT)
        return [each.result() for each in going]


def inbox(stack, provider_id):
    return stack.rows("SELECT * FROM inbox WHERE provider_id = %s",
                      provider_id)


def done(stack, provider_id):
    """The row of a message that has its outcome, and its answer or None."""
    end = time.time() + WAIT
    while time.time() < end:
        rows = inbox(stack, provider_id)
        assert len(rows) <= 1
        if rows and rows[0]["state"] != "new":
            out = stack.rows("SELECT * FROM outbox WHERE inbox_id = %s",
                             rows[0]["inbox_id"])
            assert len(out) <= 1
            return rows[0], out[0] if out else None
        time.sleep(0.05)
    pytest.fail("no outcome")


def ask(stack, sender, text, **more):
    """The answer to a message."""
    status, provider_id = post(stack, sender, text, **more)
    assert status == 200
    _, out = done(stack, provider_id)
    return out["text"] if out else None


def report(stack, helper, short, period=DUE):
    household = next(h["household_id"] for h in helper["households"]
                     if h["short"] == short)
    rows = stack.rows("SELECT r.*, c.receipt_id FROM report r LEFT JOIN"
                      " receipt c USING (household_id, period)"
                      " WHERE household_id = %s AND period = %s",
                      household, period)
    return rows[0] if rows else None


def inject(stack, *words):
    return subprocess.run(
        [stack.program("sms"), "inject", *words],
        capture_output=True, text=True, timeout=90, check=False,
        env={**os.environ, "BANGFU_VAR": stack.ready["var"]})


# ---- through Kannel -------------------------------------------------------

def test_a_report_goes_through_kannel_and_its_receipt_comes_back(stack):
    helper = nobody_else(stack)
    said = inject(stack, f"--from={helper['phone']}",
                  "报 1 工资1234 经营300 四项正常")
    assert said.returncode == 0, said.stderr
    match = re.match(r"(收讫|已收到)([2-9A-Z]{5}) 1号\S+ 2月\S* "
                     r"收入(\S+→)?1534元 四项正常。", said.stdout)
    assert match, said.stdout
    row = report(stack, helper, 1)
    assert row["state"] == "reported" and row["wage_fen"] == 123400
    assert row["door"] == "sms" and row["reporter"] == helper["name"]
    out = stack.rows("SELECT * FROM outbox WHERE phone = %s"
                     " ORDER BY outbox_id DESC LIMIT 1", helper["phone"])[0]
    assert out["text"] == said.stdout.strip() and out["gateway"] == "kannel"
    end = time.time() + WAIT
    while out["state"] != "delivered" and time.time() < end:
        time.sleep(0.1)
        out = stack.rows("SELECT * FROM outbox WHERE outbox_id = %s",
                         out["outbox_id"])[0]
    assert out["state"] == "delivered" and out["dlr"] == 1


def test_a_long_answer_comes_whole(stack):
    said = inject(stack, f"--from=+86{nobody_else(stack)['phone']}",
                  "帮助 报")
    assert said.returncode == 0, said.stderr
    assert len(said.stdout) > 134      # more than two parts
    assert said.stdout.strip().endswith("问题 漏雨")


def test_the_answer_is_not_one_of_before(stack):
    """… which waits at Kannel, for nobody was there to take it."""
    phone = helper_of(stack, 0)["phone"]
    number = post(stack, phone, "没有这个词")[1]
    end = time.time() + WAIT
    while time.time() < end:
        if done(stack, number)[1]["state"] in ("sent", "delivered"):
            break
        time.sleep(0.05)
    said = inject(stack, f"--from={phone}", "帮助")
    assert said.stdout.startswith("报月报"), said.stdout + said.stderr


def test_part_two_before_part_one(stack):
    helper = helper_of(stack, 1)
    parts = [(2, "ysy cxn yby"), (1, "1 gz77 zfy")]
    for number, text in parts:
        fake = subprocess.Popen(
            [FAKESMSC, "-H", "127.0.0.1", "-r",
             str(stack.ready["sms"]["fakesmsc_port"]), "-m", "1", "-i",
             "0.01", f"{helper['phone']} 10699 udh-text "
             f"%05%00%03%4D%02%0{number} {text}"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(1)
        fake.kill()
        fake.wait()
    end = time.time() + WAIT
    while time.time() < end:
        row = report(stack, helper, 1)
        if row and row["wage_fen"] == 7700:
            break
        time.sleep(0.1)
    assert row["wage_fen"] == 7700


@pytest.mark.parametrize("words", [
    [], ["text only"], ["--from=13900000000"], ["--from=x", "text"],
    ["--from=13900000000", "a", "b"], ["--from=13900000000", "--no", "a"],
    ["--from=13900000000", "--wait=0", "a"]])
def test_inject_used_wrong(stack, words):
    said = inject(stack, *words)
    assert said.returncode == 2 and "usage: bangfu-sms inject" in said.stderr


# ---- once, and only once --------------------------------------------------

def test_the_same_delivery_again_counts_once(stack):
    helper = helper_of(stack, 2)
    text = "报 1 工资10 四项正常"
    status, number = post(stack, helper["phone"], text, time="100")
    assert status == 200
    _, out = done(stack, number)
    # Kannel's retry: the same id; an SMSC's: another id, the same content
    assert post(stack, helper["phone"], text, id=number, time="999")[0] == 200
    again = post(stack, helper["phone"], text, time="100")
    assert again[0] == 200
    time.sleep(0.5)
    assert inbox(stack, again[1]) == ()
    assert len(stack.rows("SELECT 1 FROM outbox WHERE phone = %s AND"
                          " inbox_id >= %s", helper["phone"],
                          out["inbox_id"])) == 1


def test_the_same_text_after_the_answer_has_the_first_receipt(stack):
    helper = helper_of(stack, 3)
    first = ask(stack, helper["phone"], "报 1 工资11 四项正常")
    number = re.match(r"(?:收讫|已收到)(\w+)", first).group(1)
    version = report(stack, helper, 1)["version"]
    again = ask(stack, helper["phone"], "1 GZ11 保1101")
    assert again.startswith(f"已收到{number} 1号")
    assert report(stack, helper, 1)["version"] == version
    other = ask(stack, helper["phone"], "报 1 工资12 四项正常")
    assert other.startswith(f"收讫{number} 1号") and "11→12元" in other
    assert report(stack, helper, 1)["version"] == version + 1


def test_many_at_once_have_one_outcome_each(stack):
    helper = helper_of(stack, 4)
    sent, threads = [], []

    def some(start):
        for n in range(start, start + 15):
            sent.append(post(stack, helper["phone"],
                             f"报 2 工资{n} 四项正常"))

    for start in (100, 200, 300, 400):
        threads.append(threading.Thread(target=some, args=(start,)))
        threads[-1].start()
    for thread in threads:
        thread.join()
    assert len(sent) == 60 and all(s == 200 for s, _ in sent)
    for _, number in sent:
        row, out = done(stack, number)
        assert row["outcome"] == "answered" and out["text"]
    # each that changed something stands in the history
    household = next(h["household_id"] for h in helper["households"]
                     if h["short"] == 2)
    stored = stack.rows(
        "SELECT COUNT(*) AS n FROM report FOR SYSTEM_TIME ALL"
        " WHERE household_id = %s AND period = %s AND door = 'sms'"
        " AND wage_fen BETWEEN 10000 AND 41400", household, DUE)[0]["n"]
    said = stack.rows("SELECT COUNT(*) AS n FROM outbox WHERE phone = %s"
                      " AND text LIKE '收讫%%' AND text LIKE '%% 2号%%'",
                      helper["phone"])[0]["n"]
    assert stored == said == 60


# ---- households -----------------------------------------------------------

def test_one_right_and_one_wrong(stack):
    helper = helper_of(stack, 5)
    said = ask(stack, helper["phone"],
               "报 1 工资21 四项正常\n2 工资12oo 四项正常\n999 工资1 平安")
    assert "1号" in said and "2号未收: 工资\"12oo\"不是数字" in said
    assert "\"999\"不是您的户" in said and "例: 报 2 " in said
    assert report(stack, helper, 1)["wage_fen"] == 2100


def test_anothers_household_is_as_none(stack):
    mine, other = helper_of(stack, 6), helper_of(stack, 7)
    own = {h["household_id"] for h in mine["households"]}
    foreign = next(h for h in other["households"]
                   if h["household_id"] not in own)
    before = report(stack, other, foreign["short"])
    said = ask(stack, mine["phone"], f"报 {foreign['number']} 工资9 平安")
    none = ask(stack, mine["phone"], "报 9999999999 工资9 平安")
    assert "不是您的户" in said
    shape = re.compile(r'"[^"]*"')
    assert shape.sub('""', said) == shape.sub('""', none)
    assert report(stack, other, foreign["short"]) == before


def test_a_draft_and_its_completion(stack):
    mine = nobody_else(stack)
    helper, short, period = next(
        (helper, h["short"], period) for helper in stack.ready["helpers"]
        for h in helper["households"] for period in (202201, 202112)
        if helper is not mine and h["short"] and
        report(stack, helper, h["short"], period) is None)
    month = f"{period // 100}年{period % 100}月"
    said = ask(stack, helper["phone"], f"{short} {month} 工资50 住房是")
    assert "已存未报,缺: 饮水 辍学 医保。回 " in said
    row = report(stack, helper, short, period)
    assert row["state"] == "draft" and row["receipt_id"] is None
    hint = re.search(r"回 (.*)$", said).group(1)
    said = ask(stack, helper["phone"], hint)
    assert said.startswith("收讫") and "补报" in said
    row = report(stack, helper, short, period)
    assert row["state"] == "reported" and row["late"] == 1
    assert row["wage_fen"] == 5000


def test_a_month_before_the_registry_is_refused(stack):
    helper = helper_of(stack, 8)
    short = next(h["short"] for h in helper["households"] if h["short"])
    said = ask(stack, helper["phone"], f"{short} 2021年11月 工资50 四项正常")
    assert "11月早于系统启用,不用报" in said
    assert report(stack, helper, short, 202111) is None


# ---- what nobody can read is stored all the same --------------------------

STRANGE = {
    "empty": b"", "spaces": b" \t\n ", "half an emoji": b"\xF0\x9F\x98",
    "not UTF-8": b"\xFF\xFE\xFD", "surrogates": b"\xED\xA0\xBD\xED\xB8\x80",
    "nul": b"1\x00\x002", "emoji": "😀😀".encode(), "greeting": "你好".encode(),
    "5,000 characters": ("好" * 5000).encode(), "controls": bytes(range(32)),
    "60 kB": b"x" * 60000, "more": b"3 " * 40000, "html": b"<b>&amp;'\"",
    "sql": b"'; DROP TABLE inbox; --", "percent": b"%s%n{1}{2}",
}


@pytest.mark.parametrize("name", STRANGE)
def test_no_message_is_refused(stack, name):
    helper = helper_of(stack, 9)
    status, number = post(stack, helper["phone"], STRANGE[name])
    assert status == 200
    row, out = done(stack, number)
    assert row["state"] == "done" and row["outcome"] == "answered"
    assert bytes(row["raw"]) == STRANGE[name][:60000]
    assert out["text"] and "\x00" not in out["text"]


def test_a_54_part_message(stack):
    helper = helper_of(stack, 9)
    text = "\n".join("1 工资12oo 四项正常" for _ in range(54 * 67 // 13))
    said = ask(stack, helper["phone"], text)
    assert "一条最多60户" in said or "另收" in said
    assert len(said) < 2000


# ---- who is speaking ------------------------------------------------------

def test_a_stranger_is_told_once_a_day(stack):
    assert ask(stack, STRANGER, "你好") == "本号码未登记,请联系乡镇管理员"
    row, out = done(stack, post(stack, "+86" + STRANGER, "报 1 工资1")[1])
    assert out is None and row["outcome"] == "silent"
    assert row["note"] == "unknown sender, told today"


@pytest.mark.parametrize("sender", ["BANK", "10086", "106990001", "", "+1",
                                    "中国移动", "0312-7320000"])
def test_machines_are_never_answered(stack, sender):
    row, out = done(stack, post(stack, sender, "验证码 1234")[1])
    assert out is None and row["outcome"] == "silent" and row["note"]


def test_our_own_number_is_never_answered(stack):
    phone = helper_of(stack, 0)["phone"]
    row, out = done(stack, post(stack, phone, "未报", to=phone)[1])
    assert out is None and row["note"] == "our own number"


@pytest.mark.parametrize("form", ["+86{}", "0086{}", "86{}", "0{}",
                                  "+86 {}"])
def test_a_number_in_any_form(stack, form):
    phone = helper_of(stack, 1)["phone"]
    assert "1号" in ask(stack, form.format(phone), "报 1 工资1 平安")


def test_a_pin_is_nowhere(stack):
    pin = "60824739"
    said = ask(stack, helper_of(stack, 2)["phone"],
               f"工号1001 密码：{pin} 报 1 工资1 平安")
    assert "暂不能用工号代报" in said and pin not in said
    assert stack.rows("SELECT 1 FROM inbox WHERE INSTR(raw, %s)", pin) == ()
    for path in pathlib.Path(stack.ready["var"], "log").glob("*.log"):
        assert pin not in path.read_text(errors="replace"), path


def test_no_message_stands_in_a_log(stack):
    mark = "漏雨标记" + uuid.uuid4().hex
    ask(stack, helper_of(stack, 2)["phone"], f"报 1 工资1 平安 问题 {mark}")
    for path in pathlib.Path(stack.ready["var"], "log").glob("*.log"):
        text = path.read_text(errors="replace")
        assert mark not in text, path
        assert helper_of(stack, 2)["phone"] not in text, path


# ---- the door itself ------------------------------------------------------

def url_of(stack, path=""):
    return stack.ready["sms"]["gateway_url"] + path


def test_only_who_knows_the_secret(stack):
    before = stack.rows("SELECT COUNT(*) AS n FROM inbox")[0]["n"]
    base = url_of(stack)
    wrong = base[:-1] + ("a" if base[-1] != "a" else "b")
    for url in (wrong, base.rsplit("/", 1)[0] + "/", base + "x",
                base + "/other", base.rsplit("/", 2)[0] + "/x"):
        answer = requests.post(url, params={"from": STRANGER, "id": "w"},
                               data=b"x", timeout=10)
        assert answer.status_code == 404, url
    assert requests.get(base, timeout=10).status_code == 405
    assert stack.rows("SELECT COUNT(*) AS n FROM inbox")[0]["n"] == before


@pytest.mark.parametrize("query", ["", "id=1", "type=1", "id=x&type=1",
                                   "id=1&type=x", "id=-1&type=1",
                                   "id=99999999999999999999&type=1"])
def test_a_delivery_report_that_says_nothing(stack, query):
    answer = requests.get(url_of(stack, "/dlr?" + query), timeout=10)
    assert answer.status_code == 400


def test_delivery_reports_go_forward_only(stack):
    _, out = done(stack, post(stack, helper_of(stack, 3)["phone"], "?")[1])
    number = out["outbox_id"]

    def told(kind):
        assert requests.get(url_of(stack, f"/dlr?id={number}&type={kind}"),
                            timeout=10).status_code == 200
        return stack.rows("SELECT state, dlr FROM outbox WHERE outbox_id"
                          " = %s", number)[0]

    assert told(1) == {"state": "delivered", "dlr": 1}
    for kind in (8, 2, 16, 4, 3):
        assert told(kind) == {"state": "delivered", "dlr": 1}


def test_many_at_once_are_each_as_if_alone(stack):
    helper = helper_of(stack, 4)
    _, out = done(stack, post(stack, helper["phone"], "?")[1])
    number = out["outbox_id"]
    stack.rows("UPDATE outbox SET state = 'sent', dlr = 0"
               " WHERE outbox_id = %s", number)

    def get(words):
        return requests.get(url_of(stack, words), timeout=30).status_code

    twice = str(uuid.uuid4())
    jobs = [(post, stack, helper["phone"], f"报 1 工资{n} 平安")
            for n in range(60, 80)]
    jobs += [(lambda: post(stack, helper["phone"], "未报", id=twice),)] * 3
    jobs += [(get, words) for words in (
        f"/dlr?id={number}&type=8", f"/dlr?id={number}&type=1",
        f"/dlr?id={number}&type=3", "/dlr?id=x&type=1", "", "/other")]
    got = together(stack, jobs)
    assert [status for status, _ in got[:23]] == [200] * 23
    assert got[23:] == [200, 200, 200, 400, 405, 404]
    assert len(inbox(stack, twice)) == 1
    for _, provider_id in got[:20]:
        assert done(stack, provider_id)[0]["outcome"] == "answered"
    assert stack.rows("SELECT state, dlr FROM outbox WHERE outbox_id = %s",
                      number)[0] == {"state": "delivered", "dlr": 1}


# ---- the command line -----------------------------------------------------

def parse(stack, *words):
    return subprocess.run([stack.program("sms"), "parse", *words],
                          capture_output=True, text=True, timeout=30,
                          check=False)


def test_parse_is_exact(stack):
    said = parse(stack, "--today=2022-04-03",
                 "报 3 工资1200 经营300 光伏120 政策260 保1101")
    assert said.returncode == 0
    assert said.stdout == (
        "3 202203 wage=1200.00 business=300.00 land=0.00 dividend=0.00"
        " solar=120.00 property=0.00 policy=260.00 transfer=0.00"
        " housing=yes water=yes dropout=no insurance=yes problem=\"\"\n")


def test_parse_names_what_is_wrong(stack):
    said = parse(stack, "--today=2022-04-03", "--households=1,2",
                 "3 工资12oo")
    assert said.returncode == 1
    assert said.stdout == ('error=UNKNOWN_HOUSEHOLD word="3"\n'
                           'error=NOT_A_NUMBER word="12oo"\n')
    assert parse(stack, "CHI 3").returncode == 1
    assert parse(stack, "未报").stdout == "command=unreported\n"
    for words in ([], ["a", "b"], ["--today=x", "a"], ["--x", "a"],
                  ["--households=1,x", "a"]):
        assert parse(stack, *words).returncode == 2


# ---- the database away ----------------------------------------------------

@pytest.fixture(scope="module")
def own():
    """An instance to be ill-treated."""
    if os.environ.get("BANGFU_READY"):
        pytest.skip("not on a stack that is somebody's")
    yield from own_stack("sms")


def mariadb_of(stack):
    path = pathlib.Path(stack.ready["pids"], "mariadb.pid")
    return int(path.read_text(encoding="ascii").split()[0])


def spooled(stack):
    return list(pathlib.Path(stack.ready["var"], "spool").glob("*.sms"))


def eventually(check):
    end = time.time() + 60
    while time.time() < end:
        try:
            if check():
                return
        except Exception:
            pass
        time.sleep(0.2)
    pytest.fail("not in time")


def test_a_frozen_database_loses_nothing(own):
    helper = helper_of(own, 0)
    pid = mariadb_of(own)
    os.kill(pid, signal.SIGSTOP)
    try:
        status, number = post(own, helper["phone"], "报 1 工资31 平安")
        assert status == 200
        assert len(spooled(own)) == 1
    finally:
        os.kill(pid, signal.SIGCONT)
    row, out = done(own, number)
    assert out["text"].startswith(("收讫", "已收到"))
    eventually(lambda: not spooled(own))
    assert report(own, helper, 1)["wage_fen"] == 3100


def test_a_frozen_database_is_waited_for_once(own):
    helper = helper_of(own, 2)
    pid = mariadb_of(own)
    os.kill(pid, signal.SIGSTOP)
    try:
        begin = time.time()
        got = together(own, [(post, own, helper["phone"], f"报 1 工资{n}")
                             for n in range(50, 70)])
        assert [status for status, _ in got] == [200] * 20
        assert time.time() - begin < 20
        assert len(spooled(own)) == 20
    finally:
        os.kill(pid, signal.SIGCONT)
    for _, number in got:
        assert done(own, number)[0]["outcome"] == "answered"
    eventually(lambda: not spooled(own))


def test_a_killed_database_loses_nothing_and_doubles_nothing(own):
    helper = helper_of(own, 1)
    os.kill(mariadb_of(own), signal.SIGKILL)
    sent = [post(own, helper["phone"], f"报 1 工资{n} 平安", time=str(n))
            for n in range(40, 45)]
    # without id and time: nothing to know it by but its place in the spool
    bare = post(own, helper["phone"], "未报", id=None, time=None)
    dlr = requests.get(url_of(own, "/dlr?id=1&type=1"), timeout=30)
    assert [s for s, _ in sent] == [200] * 5
    assert bare[0] == 200 and dlr.status_code == 200
    eventually(lambda: own.rows("SELECT 1") and not spooled(own))
    for _, number in sent:
        assert done(own, number)[0]["outcome"] == "answered"
    eventually(lambda: len(own.rows(
        "SELECT 1 FROM inbox WHERE sender = %s AND raw = '未报'"
        " AND state = 'done'", helper["phone"])) == 1)
    # in the order in which they came: the last one counts
    assert report(own, helper, 1)["wage_fen"] == 4400
    assert list(pathlib.Path(own.ready["var"], "spool").glob("*.bad")) == []


def kannel_rows(stack, sql, *args):
    """As Kannel itself at its table of delivery reports."""
    conf = pathlib.Path(stack.ready["var"], "conf/kannel.conf").read_text(
        encoding="utf-8")
    password = re.search(r"(?s)id = dlrdb.*?password = (\S+)", conf)[1]
    with contextlib.closing(pymysql.connect(
            unix_socket=stack.ready["db"]["socket"], user="bangfu_kannel",
            password=password, database="bangfu_kannel",
            autocommit=True)) as db, db.cursor() as c:
        c.execute(sql, args)
        return c.fetchall()


def test_delivery_reports_find_their_message_after_a_kill(own):
    count = "SELECT COUNT(*) FROM dlr WHERE smsc = 'kill'"
    for n in range(300):
        kannel_rows(own, "INSERT INTO dlr (smsc, ts, url, mask)"
                    " VALUES ('kill', %s, 'http://127.0.0.1/', 31)", f"k{n}")
    os.kill(mariadb_of(own), signal.SIGKILL)
    eventually(lambda: own.rows("SELECT 1"))
    assert kannel_rows(own, count) == ((300,),)
    assert kannel_rows(own, "SELECT url FROM dlr WHERE smsc = 'kill'"
                       " AND ts = 'k77'") == (("http://127.0.0.1/",),)
    kannel_rows(own, "DELETE FROM dlr WHERE smsc = 'kill'")
    assert kannel_rows(own, count) == ((0,),)
