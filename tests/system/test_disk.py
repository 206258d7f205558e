"""A disk that is really full, under database and spool alike: the gateway
says so, loses nothing that it acknowledged, and all goes on when there is
room again."""
import collections
import contextlib
import os
import pathlib
import shutil
import subprocess
import tempfile
import time
import uuid

import pymysql
import pytest
import requests

from conftest import sanitiser_reports, start_stack, stop_stack

ROOM = "1000m"              # what a start wants, and some more
WAIT = 60


def mounted(var, size):
    return subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}",
                           "tmpfs", var], check=False,
                          capture_output=True).returncode == 0


def resize(var, size):
    return subprocess.run(["mount", "-o", f"remount,size={size}", var],
                          check=False, capture_output=True).returncode == 0


def fill(var):
    """No room but what is used; who writes just then makes it too little."""
    end = time.time() + WAIT
    while time.time() < end:
        disk = os.statvfs(var)
        used = (disk.f_blocks - disk.f_bfree) * disk.f_frsize
        if resize(var, used) and os.statvfs(var).f_bavail == 0:
            return
    pytest.fail("it is never full")


@pytest.fixture(scope="module")
def small():
    """An instance whose directory is a disk of its own."""
    if os.environ.get("BANGFU_READY"):
        pytest.skip("not on a stack that is somebody's")
    var = tempfile.mkdtemp(prefix="bangfu-disk-")
    if not mounted(var, ROOM):
        os.rmdir(var)
        pytest.skip("a disk of its own can be mounted by root only")
    running = None
    try:
        running = start_stack(var)
        yield running
    finally:
        if running:
            stop_stack(running.process)
        found = sanitiser_reports(var)
        subprocess.run(["umount", "-l", var], check=False)
        shutil.rmtree(var, ignore_errors=True)
    assert not found, "\n".join(found)


def post(stack, text, number=None):
    number = number or str(uuid.uuid4())
    return number, requests.post(
        stack.ready["sms"]["gateway_url"], data=text.encode(), timeout=60,
        params={"id": number, "time": number, "to": "10699",
                "from": stack.ready["helpers"][0]["phone"]},
        headers={"Content-Type": "text/plain"}).status_code


def state(stack):
    with contextlib.suppress(pymysql.MySQLError):
        return collections.Counter(
            (row["provider_id"], row["state"]) for row in stack.rows(
                "SELECT provider_id, state FROM inbox"))
    return collections.Counter()


def test_a_full_disk_is_told_and_loses_nothing(small):
    var = small.ready["var"]
    kept, told = [], []

    def send(text, number=None):
        number, status = post(small, text, number)
        assert status in (200, 503), status
        (kept if status == 200 else told).append(number)
        return status

    assert send("未报") == 200
    fill(var)
    # long ones want room in the database soon
    end = time.time() + WAIT
    while len(told) < 5 and time.time() < end:
        send("问题 " + "漏" * 4000 + str(time.time_ns()))
    assert len(told) == 5
    send("未报")
    # pages are still served, whatever they say
    assert requests.get(small.url + "/signin", timeout=60).status_code in (
        200, 503)

    assert resize(var, ROOM)
    again = list(told)
    told.clear()
    end = time.time() + WAIT
    # as Kannel does: the same ones, until they are taken
    while again and time.time() < end:
        if send("未报", again[0]) == 200:
            again.pop(0)
        else:
            time.sleep(0.2)
    assert not again
    end = time.time() + WAIT
    spool = pathlib.Path(var, "spool")
    while time.time() < end:
        have = state(small)
        if all(have[number, "done"] == 1 for number in kept) and \
                not list(spool.glob("*.sms")):
            break
        time.sleep(0.2)
    assert [n for n in kept if have[n, "done"] != 1] == []
    assert list(spool.glob("*.bad")) == []
    end = time.time() + WAIT
    while time.time() < end:
        health = requests.get(small.url + "/health", timeout=60)
        if health.status_code == 200:
            break
        time.sleep(0.2)
    assert health.status_code == 200, health.text
