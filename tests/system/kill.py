#!/usr/bin/python3
"""kill -9 of each process in turn, at random, while messages come in through
the real Kannel and forms are posted through the real nginx.

    kill.py [--kills=10] [--seed=N]

Acknowledged is what was told so: a message by our 200 to Kannel (nginx's log
of the gateway says which), a post by its 303.  Afterwards every acknowledged
message and post is in the database exactly once, every message has exactly
one recorded outcome, every answer was taken by Kannel.  An answer that went
out twice is counted, and allowed only where a kill explains it: between
Kannel's acceptance and our commit (or in Kannel's own spool).
Ends with "N passed, N failed".
"""
import argparse
import collections
import contextlib
import os
import pathlib
import random
import shutil
import signal
import socket
import sys
import tempfile
import threading
import time
import urllib.parse

import pymysql
import requests
from lxml import html

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from conftest import start_stack, stop_stack  # noqa: E402

SERVICES = {"web": 2, "gateway": 2, "processor": 2, "sender": 2,
            "publisher": 2, "years": 2, "nginx": 2, "mariadb": 10, "bearerbox": 15,
            "smsbox": 15}
WORKERS = ("web", "gateway", "nginx")
SLACK = 2                   # a loaded machine has twice the time
MESSAGES_A_SECOND = 20
POSTERS = 2
BETWEEN_KILLS = (1.0, 2.5)
DRAIN_SECONDS = 400         # the second try comes up to six minutes later
QUIET_SECONDS = 3           # nothing moves: it is over
# Whose death may repeat an answer, between the two times that it was heard:
# the sender's, which sends what it had taken at once when it is back, and
# that of Kannel, with the answer in its spool.
REPEATERS = ("sender", "bearerbox")
# Where the sender has noted a try before the last, Kannel gave it no answer:
# killed, or waiting for its table of delivery reports.  The first of the two
# is heard when Kannel is back, the second when it is tried again.
SILENCERS = ("bearerbox", "smsbox", "mariadb")
BESIDE = (2, 5)             # seconds before and after, of Kannel's own time:
SILENCE = 0.5               # where nothing is heard for longer, it stands
# Each message and post has an amount of its own, more than the demo's wages
# and less than the warning line.
MESSAGE_FEN = 40_000_00
POST_FEN = 45_000_00
HISTORY = "SELECT wage_fen, COUNT(*) AS n FROM report FOR SYSTEM_TIME ALL" \
    " WHERE wage_fen BETWEEN %s AND %s GROUP BY wage_fen"


def yuan(fen):
    return f"{fen // 100}.{fen % 100:02d}"


def answer_of(line):
    """Phone and text of a line of the SMS centre (of a part, where it is
    one of several)."""
    _, phone, _, *_, text = line.decode().split(" ")
    raw = urllib.parse.unquote_to_bytes(text.replace("+", " "))
    return phone, raw.decode("utf-16-be", errors="replace")


class Phones(threading.Thread):
    """All helpers' phones at Kannel's SMS centre: one line each way."""

    def __init__(self, stack, jobs):
        super().__init__(daemon=True)
        self.port = stack.ready["sms"]["fakesmsc_port"]
        self.jobs = jobs            # phone, text
        self.stop = threading.Event()
        self.silent = threading.Event()
        self.written = 0
        self.heard = collections.defaultdict(list)

    def connect(self):
        while not self.stop.is_set():
            with contextlib.suppress(OSError):
                return socket.create_connection(("127.0.0.1", self.port), 2)
            time.sleep(0.2)
        return None

    def hear(self, link, rest):
        """Answers that are there; the bytes of a line not whole yet."""
        with contextlib.suppress(socket.timeout, TimeoutError):
            more = link.recv(65536)
            if not more:
                raise OSError("closed")
            rest += more
        *lines, rest = rest.split(b"\n")
        for line in lines:
            self.heard[line].append(time.time())
        return rest

    def run(self):
        link, rest = None, b""
        while not self.stop.is_set():
            if link is None:
                link, rest = self.connect(), b""
                if link is None:
                    break
                link.settimeout(1 / MESSAGES_A_SECOND)
            try:
                if not self.silent.is_set():
                    phone, text = next(self.jobs)
                    link.sendall(f"{phone} 10699 text {text}\n".encode())
                    self.written += 1
                rest = self.hear(link, rest)
            except OSError:
                link.close()
                link = None
        if link is not None:
            link.close()


class Poster(threading.Thread):
    """A clerk who writes one amount after the other into year forms."""

    def __init__(self, stack, households, first, step):
        super().__init__(daemon=True)
        self.stack, self.households = stack, households
        self.fen, self.step = first, step
        self.stop = threading.Event()
        self.web = None
        self.acknowledged, self.unsure = [], []

    def once(self, number):
        if self.web is None:
            self.web = self.stack.signed_in("village")
        path = f"/household/{number}/report/2022"
        page = self.web.get(path)
        if page.status_code != 200:
            if page.status_code == 303:
                self.web = None
            return
        form = next(f for f in html.fromstring(page.text).forms
                    if f.action == path)
        words = {k: v for k, v in form.form_values()}
        fen, self.fen = self.fen, self.fen + self.step
        words["m2.wage"] = yuan(fen)
        for answer, value in (("housing", "1"), ("water", "1"),
                              ("dropout", "0"), ("insurance", "1")):
            words["m2." + answer] = value
        self.unsure.append(fen)
        answer = self.web.session.post(self.web.url + path, data=words,
                                       allow_redirects=False, timeout=30)
        if answer.status_code == 303 and \
                not answer.headers["Location"].startswith("/signin"):
            self.acknowledged.append(self.unsure.pop())

    def run(self):
        turn = 0
        while not self.stop.is_set():
            with contextlib.suppress(requests.RequestException,
                                     AssertionError, StopIteration):
                self.once(self.households[turn % len(self.households)])
            turn += 1
            time.sleep(0.05)


class Trial:
    def __init__(self, stack, kills, seed):
        self.stack = stack
        self.random = random.Random(seed)
        self.kills = kills
        self.killed = []            # (when, what)
        self.late = []              # what was not back in time
        self.passed, self.failed = 0, 0

    # ---- work ------------------------------------------------------------
    def jobs(self, posted):
        """A message for each household and month, again and again, all
        amounts different."""
        owing = {row["household_id"] for row in self.stack.rows(
            "SELECT household_id FROM household WHERE year = 2022"
            " AND free_after IS NULL")} - posted
        homes = [(helper["phone"], home["short"])
                 for helper in self.stack.ready["helpers"]
                 for home in helper["households"]
                 if home["household_id"] in owing]
        for fen in range(MESSAGE_FEN, POST_FEN):
            turn, which = divmod(fen - MESSAGE_FEN, len(homes))
            phone, short = homes[which]
            yield (phone, f"报 {short} {2 - turn % 2}月 工资{yuan(fen)}"
                   " 四项正常")

    def posted_households(self):
        area = self.stack.account("village")["area"]
        return [row["household_id"] for row in self.stack.rows(
            "SELECT household_id FROM household WHERE year = 2022"
            " AND area = %s AND free_after IS NULL"
            " ORDER BY household_id LIMIT 20", area)]

    # ---- killing ---------------------------------------------------------
    def pid(self, name):
        path = pathlib.Path(self.stack.ready["pids"], name + ".pid")
        return int(path.read_text(encoding="ascii").split()[0])

    def worker(self, name):
        pid = self.pid(name)
        found = pathlib.Path(f"/proc/{pid}/task/{pid}/children").read_text(
            encoding="ascii").split()
        return int(self.random.choice(found))

    def kill(self, what):
        name, _, worker = what.partition(" ")
        pid = self.worker(name) if worker else self.pid(name)
        os.kill(pid, signal.SIGKILL)
        begin = time.time()
        self.killed.append((begin, what))
        if worker:
            return
        limit = SERVICES[name] * SLACK
        while time.time() - begin < limit:
            with contextlib.suppress(OSError, ValueError, IndexError):
                if self.pid(name) != pid and \
                        os.path.exists(f"/proc/{self.pid(name)}"):
                    return
            time.sleep(0.02)
        self.late.append(what)

    def kill_all(self):
        targets = list(SERVICES) + [name + " worker" for name in WORKERS]
        turn = []
        while len(self.killed) < self.kills:
            if not turn:
                turn = targets[:]
                self.random.shuffle(turn)
            time.sleep(self.random.uniform(*BETWEEN_KILLS))
            with contextlib.suppress(OSError, ValueError, IndexError):
                self.kill(turn[-1])
                turn.pop()

    # ---- judging ---------------------------------------------------------
    def check(self, what, wrong):
        if wrong:
            self.failed += 1
            print(f"FAIL {what}: {len(wrong)}: {sorted(wrong)[:5]}")
        else:
            self.passed += 1

    def moving(self):
        """What changes for as long as something is on its way."""
        spool = pathlib.Path(self.stack.ready["var"], "spool")
        waits = self.stack.rows(
            "SELECT (SELECT COUNT(*) FROM inbox WHERE state = 'new') AS new,"
            " (SELECT COUNT(*) FROM outbox WHERE state = 'queued')"
            " AS unsent,"
            " (SELECT COUNT(*) FROM `change` WHERE seq IS NULL) AS unnumbered,"
            " (SELECT COUNT(*) FROM inbox) AS messages")[0]
        waits["spooled"] = len(list(spool.glob("[!.]*.sms")))
        return waits

    def drain(self):
        quiet, before = time.time(), None
        end = time.time() + DRAIN_SECONDS
        now = {}
        while time.time() < end:
            with contextlib.suppress(pymysql.Error):
                now = self.moving()
                done = not any(now[k] for k in ("new", "unsent", "spooled",
                                                "unnumbered"))
                if now != before or not done:
                    quiet, before = time.time(), now
                if done and time.time() - quiet >= QUIET_SECONDS:
                    return []
            time.sleep(0.2)
        return [f"{k}={v}" for k, v in now.items() if k != "messages" and v]

    def acknowledged(self):
        log = pathlib.Path(self.stack.ready["var"], "log",
                           "gateway-access.log")
        found = set()
        for line in log.read_text(encoding="utf-8").split("\n"):
            words = line.split(" ")
            # Kannel's ids of messages are UUIDs; ours of answers numbers
            if len(words) == 4 and words[2] == "200" and "-" in words[1] \
                    and len(words[1]) == 36:
                found.add(words[1])
        return found

    def since(self, kill, heard, voices):
        """Seconds from a kill until something was heard (negative: it was
        before), without those in which Kannel said nothing to anybody."""
        if heard < kill:
            return heard - kill
        times = [kill] + [t for t in voices if kill < t < heard] + [heard]
        return sum(min(b - a, SILENCE) for a, b in zip(times, times[1:]))

    def cause(self, heard, tries, voices):
        """Whose kill explains that an answer was heard twice, or None."""
        first, again = heard[:2]
        for at, what in self.killed:
            since_first = self.since(at, first, voices)
            if what in REPEATERS and since_first <= BESIDE[0] and \
                    0 <= self.since(at, again, voices) <= BESIDE[1]:
                return what
            if tries > 1 and what in SILENCERS and \
                    -BESIDE[0] <= since_first <= BESIDE[1]:
                return what
        return None

    def beside(self, heard, tries):
        """When an answer was heard again, and whose kills were near."""
        near = [f"{what} {at - heard[0]:+.1f} s" for at, what in self.killed
                if -30 < at - heard[0] < heard[1] - heard[0] + 1]
        return f"{tries} tries, again after {heard[1] - heard[0]:.1f} s" \
            f" ({', '.join(near)})"

    def judge_repeats(self, phones):
        """How many answers were heard more than once, and why."""
        rows = self.stack.rows("SELECT phone, text, tries FROM outbox")
        voices = sorted(t for times in phones.heard.values() for t in times)
        why, unexplained = collections.Counter(), set()
        for line, heard in phones.heard.items():
            if len(heard) == 1:
                continue
            phone, text = answer_of(line)
            tried = next(row["tries"] for row in rows
                         if row["phone"] == phone and text in row["text"])
            cause = self.cause(heard, tried, voices)
            why[cause] += 1
            if cause is None:
                unexplained.add(f"{self.beside(heard, tried)} {text}")
        self.check("an answer is repeated only beside a kill", unexplained)
        return why

    def judge_messages(self, phones):
        rows = self.stack.rows
        inbox = rows("SELECT i.inbox_id, i.provider_id, i.state, i.outcome,"
                     " CONVERT(i.raw USING utf8mb4) AS text,"
                     " COUNT(o.outbox_id) AS answers,"
                     " MIN(o.text) AS answer, MIN(o.state) AS sent"
                     " FROM inbox i LEFT JOIN outbox o"
                     " ON o.inbox_id = i.inbox_id GROUP BY i.inbox_id")
        ids = collections.Counter(row["provider_id"] for row in inbox)
        told = self.acknowledged()
        self.check("an acknowledged message is stored", told - set(ids))
        texts = collections.Counter(row["text"] for row in inbox)
        self.check("a message is stored once",
                   {t for t, n in texts.items() if n > 1})
        self.check("a message has one outcome",
                   {row["inbox_id"] for row in inbox
                    if row["state"] != "done" or row["outcome"] is None
                    or (row["outcome"] == "answered") != (row["answers"] == 1)
                    or row["answers"] > 1})
        self.check("a message is answered", {
            f"{row['inbox_id']} {row['outcome']}" for row in inbox
            if row["outcome"] != "answered"})
        self.check("an answer is a receipt", {
            row["answer"] for row in inbox
            if row["answer"] and not row["answer"].startswith("收讫")})
        self.check("an answer reached Kannel", {
            row["inbox_id"] for row in inbox if row["answers"] and
            row["sent"] not in ("sent", "delivered")})
        stored = {row["wage_fen"]: row["n"] for row in rows(
            HISTORY, MESSAGE_FEN, POST_FEN - 1)}
        want = {int(round(float(row["text"].split("工资")[1].split(" ")[0])
                          * 100)) for row in inbox}
        self.check("a message's report is stored once",
                   {fen for fen in want if stored.get(fen) != 1})
        self.check("a report comes from a message", set(stored) - want)
        why = self.judge_repeats(phones)
        print(f"messages: {phones.written} written to Kannel, {len(told)}"
              f" acknowledged, {len(inbox)} stored,"
              f" {len(phones.heard)} answers heard, {sum(why.values())} of"
              " them more than once",
              " ".join(f"({what}: {n})" for what, n in why.items()))

    def judge_posts(self, posters):
        stored = {row["wage_fen"]: row["n"] for row in self.stack.rows(
            HISTORY, POST_FEN, POST_FEN * 2)}
        told = [fen for p in posters for fen in p.acknowledged]
        unsure = {fen for p in posters for fen in p.unsure}
        self.check("an acknowledged post is stored once",
                   {fen for fen in told if stored.get(fen) != 1})
        self.check("a post is stored once at most",
                   {fen for fen, n in stored.items() if n > 1})
        self.check("what is stored was posted",
                   set(stored) - set(told) - unsure)
        print(f"posts: {len(told)} acknowledged, {len(unsure)} not,"
              f" {len(set(stored) & unsure)} of those stored")

    def judge_state(self):
        with contextlib.suppress(requests.RequestException):
            health = requests.get(self.stack.url + "/health", timeout=10)
            self.check("all is up again", set() if health.ok else
                       {health.text})
        ledger = self.stack.rows("SELECT COUNT(*) AS n, COUNT(DISTINCT seq)"
                                 " AS d, IFNULL(MAX(seq), 0) AS m"
                                 " FROM `change`")[0]
        self.check("the ledger is numbered without gaps",
                   set() if ledger["n"] == ledger["d"] == ledger["m"]
                   else {str(ledger)})

    def run(self):
        posted = self.posted_households()
        assert not self.stack.rows(HISTORY, MESSAGE_FEN, POST_FEN * 2)
        phones = Phones(self.stack, self.jobs(set(posted)))
        posters = [Poster(self.stack, posted[i::POSTERS], POST_FEN + i,
                          POSTERS) for i in range(POSTERS)]
        for each in (phones, *posters):
            each.start()
        time.sleep(2)
        self.kill_all()
        time.sleep(2)
        phones.silent.set()
        for each in posters:
            each.stop.set()
        for each in posters:
            each.join(60)
        self.check("nothing waits for ever", set(self.drain()))
        phones.stop.set()
        phones.join(10)
        print("killed: " + ", ".join(
            f"{n} × {what}" for what, n in sorted(collections.Counter(
                what for _, what in self.killed).items())))
        self.check("a process is back in time", set(self.late))
        self.check("work went on", {
            what for what, done in (("messages", phones.heard),
                                    ("posts", posters[0].acknowledged))
            if len(done) < self.kills})
        self.judge_messages(phones)
        self.judge_posts(posters)
        self.judge_state()


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--kills", type=int, default=10)
    options.add_argument("--seed", type=int, default=int(time.time()))
    options = options.parse_args()
    var = tempfile.mkdtemp(prefix="bangfu-kill-")
    stack = start_stack(var)
    trial = Trial(stack, options.kills, options.seed)
    print(f"seed {options.seed}")
    try:
        trial.run()
    finally:
        stop_stack(stack.process)
        if trial.failed:
            print(f"left for a look: {var}")
        else:
            shutil.rmtree(var, ignore_errors=True)
    print(f"{trial.passed} passed, {trial.failed} failed")
    return 1 if trial.failed else 0


if __name__ == "__main__":
    sys.exit(main())
