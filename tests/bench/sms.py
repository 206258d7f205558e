"""Messages: straight at the gateway, and through Kannel beside a Kannel whose
answers come from an empty program."""
import os
import re
import selectors
import signal
import socket
import statistics
import subprocess
import time
from contextlib import contextmanager

import instance
import web

MESSAGES = 4000         # of one run through Kannel
ROUNDS = 5              # median of five
STRAIGHT = 64           # connections of the loader at the gateway
STALL = 20              # seconds without an answer: something is lost
DLR_MASK = 1 + 2 + 4 + 16       # the reports that our sender asks for


def senders(inst):
    """[(phone, short number)] of every household with a helper's phone."""
    return inst.rows(
        "SELECT n.phone, p.short_no FROM pairing p"
        " JOIN helper_phone n ON n.helper_id = p.helper_id"
        " JOIN household h ON h.household_id = p.household_id"
        "  AND h.free_after IS NULL"
        " WHERE p.to_day > '2022-12-31' ORDER BY p.pairing_id")


def reports(people, count, start=0):
    """${count} whole reports of the due month, none like another."""
    return [(phone, f"{short}#{1000 + n}#0#0#0#0#0#0#0#1101")
            for n in range(start, start + count)
            for phone, short in [people[n % len(people)]]]


def waiting(inst):
    return inst.rows("SELECT COUNT(*) FROM inbox WHERE state = 'new'")[0][0]


@contextmanager
def still(inst, name):
    """A service held: what is measured ends at the outbox."""
    pid = inst.service(name)
    os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(pid, signal.SIGCONT)


def straight(inst, table, seconds):
    """Loader → nginx → gateway → inbox → processor → outbox."""
    people = senders(inst)
    url = inst.ready["sms"]["gateway_url"]
    path = re.sub(r"^http://[^/]+", "", url)
    run = int(time.time())
    messages = reports(people, 8000 * seconds, run % 10000 * 10)
    lines = web.write_lines(f"{inst.var}/sms.list", [
        f"{path}?id=bench-{run}-{n}&time=2022-12-20+01:{n // 60 % 60:02d}:"
        f"{n % 60:02d}&smsc=fake&charset=UTF-8&coding=2&udh="
        f"&from=%2B86{phone}&to=10699\t{n} 0 0\t{text}"
        for n, (phone, text) in enumerate(messages)])
    before = outcomes(inst)
    with still(inst, "sender"):
        load = instance.Load("sms.lua", inst.url, seconds, lines,
                             str(instance.THREADS), connections=STRAIGHT)
        taken = time.time()
        while waiting(inst) and time.time() - taken < 60:
            time.sleep(0.05)
        # the load lasts ${seconds}; then what is left
        took = seconds + time.time() - taken
        after = outcomes(inst)
    done = {k: after.get(k, 0) - before.get(k, 0)
            for k in after if after.get(k, 0) != before.get(k, 0)}
    stored = done.pop("reports", 0)
    answered = done.pop("outbox", 0)
    table.add("SMS straight at the gateway: taken", load["rate"], "/s",
              p99=load["p99"],
              note=f"{load['wrong']} WRONG" if load["wrong"] else "")
    table.add("  stored, processed and answered", answered / took, "/s",
              note=f"{answered} answers, {stored} reports stored, "
                   f"{waiting(inst)} left, {done}")


def outcomes(inst):
    got = dict(inst.rows("SELECT IFNULL(outcome, 'none'), COUNT(*)"
                         " FROM inbox GROUP BY 1"))
    got["outbox"] = inst.rows("SELECT COUNT(*) FROM outbox")[0][0]
    got["reports"] = inst.rows(
        "SELECT COUNT(*) FROM `change` WHERE door = 'sms'")[0][0]
    return got


# ---- through Kannel ---------------------------------------------------------

def exchange(port, messages):
    """Send all through the fake SMS centre at ${port}; seconds until as many
    answers came back, and how many did."""
    data = b"".join(
        f"{phone} 10699 text {text}\n".encode() for phone, text in messages)
    s = socket.create_connection(("127.0.0.1", port))
    s.setblocking(False)
    chooser = selectors.DefaultSelector()
    chooser.register(s, selectors.EVENT_READ | selectors.EVENT_WRITE)
    got, rest, sent = 0, b"", 0
    start = last = time.time()
    while got < len(messages) and time.time() - last < STALL:
        for _, mask in chooser.select(1):
            if mask & selectors.EVENT_WRITE:
                sent += s.send(data[sent:sent + 65536])
                if sent == len(data):
                    chooser.modify(s, selectors.EVENT_READ)
            if mask & selectors.EVENT_READ:
                chunk = s.recv(1 << 20)
                if not chunk:
                    raise RuntimeError("the SMS centre hung up")
                *lines, rest = (rest + chunk).split(b"\n")
                got += sum(1 for line in lines
                           if line.split(b" ")[2:3] != [b"ack"])
                last = time.time()
    s.close()
    return last - start, got


def drain(inst, port):
    """Take what is still on its way, until nothing more comes."""
    s = socket.create_connection(("127.0.0.1", port))
    s.settimeout(3)
    try:
        while s.recv(1 << 20):
            pass
    except socket.timeout:
        pass
    s.close()


@contextmanager
def kannel_beside(inst, url, name):
    """A Kannel as the instance's own, whose answers are the bodies that
    ${url} gives (and whose delivery reports go there if it asks for them)."""
    folder = f"{inst.var}/kannel-{name}"
    os.makedirs(folder, exist_ok=True)
    # its store lies as ours does
    subprocess.run(["chattr", "+T", folder], check=False)
    with open(f"{inst.var}/conf/kannel.conf", encoding="utf-8") as f:
        conf = f.read()
    ports = {k: instance.free_port()
             for k in ("admin-port", "smsbox-port", "sendsms-port", "port")}
    for key, port in ports.items():
        conf = re.sub(rf"(?m)^{key} = .*$", f"{key} = {port}", conf)
    conf = re.sub(r"(?m)^store-location = .*$",
                  f'store-location = "{folder}"', conf)
    conf = re.sub(r'(?m)^log-file = ".*/(\w+\.log)"$',
                  rf'log-file = "{folder}/\1"', conf)
    conf = re.sub(r'(?m)^(post-url = )"[^"?]*', rf'\1"{url}/', conf)
    conf = conf.replace("\nmax-messages = 0", "\nmax-messages = 10")
    conf = conf.replace("\naccept-x-kannel-headers = false",
                        "\naccept-x-kannel-headers = true")
    path = f"{folder}/kannel.conf"
    with open(path, "w", encoding="utf-8") as f:
        f.write(conf)
    env = {**os.environ, "MYSQL_UNIX_PORT": inst.ready["db"]["socket"]}
    boxes = []
    try:
        for box, port in (("bearerbox", "smsbox-port"),
                          ("smsbox", "sendsms-port")):
            boxes.append(subprocess.Popen(
                [f"/usr/sbin/{box}", "-v", "4", path], env=env,
                stdout=inst.log, stderr=inst.log))
            reach(ports[port])
        reach(ports["port"])
        time.sleep(1)
        yield ports["port"]
    finally:
        for process in reversed(boxes):
            process.send_signal(signal.SIGTERM)
        time.sleep(2)
        for process in boxes:
            if process.poll() is None:
                process.kill()
            process.wait()


def reach(port):
    for _ in range(100):
        with socket.socket() as s:
            if s.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise RuntimeError(f"nobody listens on {port}")


ANSWER = ("收讫R7K3M 3号王*锤2022年11月已上报，收入1200元，四项正常。"
          "有误请重发整条，发送帮助看格式。")


@contextmanager
def empty(inst, name, head=""):
    """An empty program that answers every message, as long as we do."""
    path = f"{inst.var}/{name}"
    with open(f"{path}.body", "w", encoding="utf-8") as f:
        f.write(ANSWER)
    with open(f"{path}.head", "w", encoding="utf-8", newline="") as f:
        f.write("Status: 200 OK\r\n"
                "Content-Type: text/plain; charset=utf-8\r\n" + head)
    with inst.beside(name, f"--body={path}.body",
                     f"--head={path}.head") as url:
        yield url


def kannel(inst, table, rounds=ROUNDS):
    people = senders(inst)
    port = inst.ready["sms"]["fakesmsc_port"]
    drain(inst, port)
    rates = {"ours": [], "plain": [], "told": []}
    start, lost = 100000, 0
    with empty(inst, "plain") as plain, kannel_beside(
            inst, plain, "plain") as plain_port, empty(
            inst, "told", f"X-Kannel-DLR-Mask: {DLR_MASK}\r\n"
            "X-Kannel-DLR-Url: "
            + plain + "/dlr?id=1&type=%d\r\n") as told, kannel_beside(
            inst, told, "told") as told_port:
        ways = [("ours", port), ("plain", plain_port), ("told", told_port)]
        for _ in range(rounds):
            messages = reports(people, MESSAGES, start)
            start += MESSAGES
            # Each goes first in turn: what one leaves to the disk to do, the
            # next one pays.
            ways.append(ways.pop(0))
            for name, at in ways:
                took, got = exchange(at, messages)
                rates[name].append(got / took if got else 0)
                lost += len(messages) - got if name == "ours" else 0
                drain(inst, at)     # what is still told of it
    stored = outcomes(inst)["reports"]
    rate = statistics.median(rates["ours"])
    table.add("SMS through Kannel, answered", rate, "/s",
              note=f"{min(rates['ours']):.0f}–{max(rates['ours']):.0f},"
              f" {stored} reports stored" + (f", {lost} LOST" if lost else ""))
    # As many messages both ways is the second: a report is a message, too.
    for name, what in (("plain", "Kannel, an empty program, no reports"),
                       ("told", "the same with our delivery reports")):
        theirs = statistics.median(rates[name])
        table.add(f"  against: {what}", theirs, "/s", ratio=rate / theirs,
                  note=f"{min(rates[name]):.0f}–{max(rates[name]):.0f}")
