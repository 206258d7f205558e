"""A message that ends the processor each time: set apart after its tries,
with an answer, while the others go on."""
import contextlib
import getpass
import os
import pathlib
import signal
import time
import uuid

import months
import pymysql
import pytest
import requests

WAIT = 40
TRIES = 3


def eventually(check, what):
    end = time.time() + WAIT
    while time.time() < end:
        with contextlib.suppress(OSError, ValueError, IndexError):
            got = check()
            if got:
                return got
        # looked at more often than each 0.1 s innodb_trx shows the past
        time.sleep(0.15)
    pytest.fail(what)


def processor(stack):
    return int(pathlib.Path(stack.ready["pids"], "processor.pid").read_text(
        encoding="ascii").split()[0])


def root(stack):
    """The server's own administrator."""
    for user in ("root", getpass.getuser()):
        with contextlib.suppress(pymysql.MySQLError):
            return pymysql.connect(unix_socket=stack.ready["db"]["socket"],
                                   user=user, database="bangfu",
                                   charset="utf8mb4", autocommit=True)
    pytest.fail("nobody administers this server")


def post(stack, phone, text):
    number = str(uuid.uuid4())
    assert requests.post(
        stack.ready["sms"]["gateway_url"], data=text.encode(), timeout=30,
        params={"id": number, "time": number, "from": phone, "to": "10699"},
        headers={"Content-Type": "text/plain"}).status_code == 200
    return number


def message(stack, number):
    return stack.rows(
        "SELECT i.*, o.text AS answer, o.kind FROM inbox i LEFT JOIN outbox"
        " o USING (inbox_id) WHERE i.provider_id = %s", number)


def stuck(cursor, holder):
    """The connection of the processor that waits for the row held."""
    cursor.execute(
        "SELECT t.trx_mysql_thread_id FROM information_schema.innodb_trx t"
        "  JOIN information_schema.innodb_lock_waits w"
        "    ON w.requesting_trx_id = t.trx_id"
        "  JOIN information_schema.innodb_trx b"
        "    ON b.trx_id = w.blocking_trx_id"
        " WHERE b.trx_mysql_thread_id = %s", (holder.thread_id(),))
    row = cursor.fetchone()
    return row and row[0]


def crash(stack, cursor, holder, number, kill):
    """End the processor while it is inside the message ${number}."""
    thread = eventually(lambda: stuck(cursor, holder), "it does not wait")
    low, high = (lambda r: (r["low"], r["high"]))(
        stack.rows("SELECT low, high FROM inbox_attempt")[0])
    assert low <= message(stack, number)[0]["inbox_id"] <= high
    old = processor(stack)
    os.kill(old, kill)
    eventually(lambda: processor(stack) != old, "it did not come back")
    # of a process that crashed by itself nothing waits in the server
    with contextlib.suppress(pymysql.MySQLError):   # gone by itself
        cursor.execute(f"KILL {thread}")
    eventually(lambda: stuck(cursor, holder) != thread, "it still waits")
    return high - low + 1


def test_a_message_that_ends_the_processor_stops_nobody(stack):
    helpers = [h for h in stack.ready["helpers"] if len(h["households"]) > 1]
    good, bad, more = helpers[-3:]
    home = bad["households"][0]
    due = months.shifted(months.current(stack), -1)

    def said(helper, wage):
        return post(stack, helper["phone"],
                    f"报 {helper['households'][0]['short']} 工资{wage} 平安")

    # somebody has the row that only this message wants
    first = said(bad, 3001)
    eventually(lambda: message(stack, first)[0]["state"] == "done", "first")
    holder = root(stack)
    watcher = root(stack)
    lock, cursor = holder.cursor(), watcher.cursor()
    lock.execute("START TRANSACTION")
    lock.execute("SELECT 1 FROM report WHERE household_id = %s"
                 " AND period = %s FOR UPDATE", (home["household_id"], due))
    assert lock.fetchone()
    pid = processor(stack)
    os.kill(pid, signal.SIGSTOP)
    before = said(good, 3002)
    poison = said(bad, 3003)
    after = [said(more, 3004), post(stack, good["phone"], "未报")]
    os.kill(pid, signal.SIGCONT)

    # all of them together, then this one alone
    sizes = [crash(stack, cursor, holder, poison, kill) for kill in
             (signal.SIGABRT, signal.SIGKILL, signal.SIGABRT)]
    assert sizes[0] >= 4 and sizes[1:] == [1] * (TRIES - 1)
    for number in (before, *after):
        row = eventually(lambda n=number: [
            r for r in message(stack, n) if r["state"] != "new"], "left")
        assert len(row) == 1 and row[0]["outcome"] == "answered"
        assert row[0]["answer"]
    dead = eventually(lambda: [r for r in message(stack, poison)
                               if r["state"] == "dead"], "not set apart")[0]
    assert dead["tries"] == TRIES and dead["outcome"] == "dead"
    assert dead["kind"] == "reply" and "没能处理" in dead["answer"]
    lock.execute("ROLLBACK")
    assert months.stored(stack, home["household_id"], due)["wage_fen"] \
        == 300100
    # and an operator may repeat it now
    last = said(bad, 3005)
    row = eventually(lambda: [r for r in message(stack, last)
                              if r["state"] == "done"], "last")[0]
    assert row["outcome"] == "answered" and "3001→3005" in row["answer"]
    holder.close()
    watcher.close()
