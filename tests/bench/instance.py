"""The instance that is measured, beside it nginx with the programs it is
measured against, and the loader."""
import base64
import getpass
import hashlib
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager

import pymysql

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
sys.path.insert(0, os.path.join(ROOT, "tests", "system"))

from conftest import Web                                    # noqa: E402

# Eleven months of the year are over and none is closed: room for posts.
NOW = "2022-12-20 09:00:00"
CONNECTIONS, THREADS = 16, 2


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def wait_for(path, process=None, seconds=120):
    end = time.time() + seconds
    while not os.path.exists(path):
        if time.time() > end or (process and process.poll() is not None):
            raise RuntimeError(f"{path} did not come")
        time.sleep(0.1)


def end(process):
    if process.poll() is None:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(40)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


class Instance:
    """A whole instance under ${var} with ${households} made up."""

    now = NOW

    def __init__(self, build, var, households, without=""):
        self.build, self.var = os.path.abspath(build), os.path.abspath(var)
        os.makedirs(self.var, exist_ok=True)
        self.extra = []
        ready = os.path.join(self.var, "ready.json")
        if os.path.exists(ready):
            os.unlink(ready)
        command = [f"{self.build}/bangfu-run", f"--var={self.var}",
                   f"--port={free_port()}", "--no-demo"]
        if without:
            command.append(f"--without={without}")
        self.log = open(os.path.join(self.var, "bench.log"), "ab")
        self.process = subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=self.log,
            stderr=subprocess.STDOUT,
            env={**os.environ, "BANGFU_NOW": self.now})
        try:
            wait_for(ready, self.process)
            with open(ready, encoding="utf-8") as f:
                self.ready = json.load(f)
            self.fill(households)
        except BaseException:
            end(self.process)
            raise
        self.url = self.ready["url"]

    def fill(self, households):
        db = self.ready["db"]
        env = {**os.environ, "BANGFU_NOW": self.now, "BANGFU_VAR": self.var,
               "BANGFU_DB_SOCKET": db["socket"], "BANGFU_DB_USER": db["user"],
               "BANGFU_DB_PASSWORD": db["password"],
               "BANGFU_DB_NAME": db["database"],
               "BANGFU_REFERENCE": f"{ROOT}/db/reference",
               "BANGFU_DICTIONARY": f"{ROOT}/db/dictionary"}
        self.env = env
        if not self.rows("SELECT 1 FROM household LIMIT 1"):
            self.make(households)
        self.demo_accounts()

    def make(self, households):
        self.run("bangfu-db", "seed")
        self.run("bangfu-db", "generate", f"--households={households}",
                 f"--helpers={max(1, households // 10)}", "--seed=1")

    def demo_accounts(self):
        self.run("bangfu-db", "demo", "-o", f"{self.var}/demo.json")
        with open(f"{self.var}/demo.json", encoding="utf-8") as f:
            self.demo = json.load(f)

    def run(self, program, *words, **kw):
        return subprocess.run([f"{self.build}/{program}", *words], check=True,
                              cwd=ROOT, env=self.env, stdout=self.log,
                              stderr=self.log, **kw)

    def connect(self, **who):
        db = self.ready["db"]
        who = who or {"user": db["user"], "password": db["password"]}
        return pymysql.connect(unix_socket=db["socket"], database="bangfu",
                               charset="utf8mb4", autocommit=True, **who)

    def rows(self, sql, *args):
        db = self.connect()
        try:
            with db.cursor() as c:
                c.execute(sql, args)
                return c.fetchall()
        finally:
            db.close()

    def administrator(self):
        """A cursor that may turn the server's log on."""
        try:
            return self.connect(user="root").cursor()
        except pymysql.MySQLError:
            return self.connect(user=getpass.getuser()).cursor()

    def sign_in(self, role):
        """Signed in; .cookie for the loader, .hash of the session."""
        account = next(a for a in self.demo["accounts"]
                       if a["role"] == role and not a.get("must_change"))
        web = Web(self.url)
        if web.sign_in(account).status_code != 303:
            raise RuntimeError("could not sign in")
        token = web.session.cookies["bf"]
        web.cookie = f"bf={token}"
        raw = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
        web.hash = hashlib.blake2b(raw, digest_size=32).digest()
        return web

    def service(self, name):
        """The process of a service."""
        with open(f"{self.ready['pids']}/{name}.pid",
                  encoding="ascii") as f:
            return int(f.read().split()[0])

    def restart_web(self):
        old = self.service("web")
        os.kill(old, signal.SIGTERM)
        for _ in range(200):
            time.sleep(0.1)
            try:
                if self.service("web") != old and \
                        Web(self.url).get("/signin").status_code == 200:
                    time.sleep(0.5)
                    return
            except (OSError, ValueError):
                pass
        raise RuntimeError("the web workers did not come back")

    @contextmanager
    def beside(self, name, *words):
        """nginx as the instance's own, with ${words}: a bare program."""
        listen = f"{self.var}/{name}.sock"
        port = free_port()
        with open(f"{self.var}/conf/nginx.conf", encoding="utf-8") as f:
            conf = f.read()
        conf = re.sub(r"unix:\S*(web|gateway)\.sock", f"unix:{listen}", conf)
        conf = re.sub(r"listen 127\.0\.0\.1:\d+", f"listen 127.0.0.1:{port}",
                      conf)
        conf = re.sub(r"(?m)^pid .*;", f"pid {self.var}/{name}.nginx;", conf)
        path = f"{self.var}/{name}.conf"
        with open(path, "w", encoding="utf-8") as f:
            f.write(conf)
        if os.path.exists(listen):
            os.unlink(listen)
        db = self.ready["db"]
        bare = subprocess.Popen(
            [f"{self.build}/bench/bare", f"--listen={listen}", "--workers=8",
             *words], stderr=self.log, env={**self.env})
        nginx = None
        try:
            wait_for(listen, bare)
            os.chmod(listen, 0o666)
            nginx = subprocess.Popen(
                ["/usr/sbin/nginx", "-c", path, "-p", self.var],
                stderr=self.log, stdout=self.log)
            for _ in range(100):
                with socket.socket() as s:
                    if s.connect_ex(("127.0.0.1", port)) == 0:
                        break
                time.sleep(0.05)
            yield f"http://127.0.0.1:{port}"
        finally:
            if nginx:
                end(nginx)
            end(bare)

    def loop(self, trace, ids, seconds, start=0):
        """The statements alone, a second."""
        done = subprocess.run(
            [f"{self.build}/bench/bare", f"--loop={seconds}", "--workers=8",
             f"--trace={trace}", f"--ids={ids}", f"--from={start}"],
            check=True, text=True, stdout=subprocess.PIPE, stderr=self.log,
            env=self.env)
        return float(done.stdout.split()[1])

    def close(self):
        end(self.process)
        self.log.close()


class Load(dict):
    """What wrk measured: rate, p50, p99 (ms), wrong."""

    def __init__(self, script, url, seconds, *words,
                 connections=CONNECTIONS):
        done = subprocess.run(
            ["wrk", "-t", str(THREADS), "-c", str(connections), "-d",
             f"{seconds}s", "--latency", "-s", f"{HERE}/{script}", url, "--",
             *words], check=True, text=True, capture_output=True)
        out = done.stdout
        super().__init__(
            rate=float(re.search(r"Requests/sec:\s+([\d.]+)", out)[1]),
            count=int(re.search(r"(\d+) requests in", out)[1]),
            p50=self.ms(out, "50%"), p99=self.ms(out, "99%"),
            wrong=self.wrong(out))

    @staticmethod
    def ms(out, which):
        m = re.search(rf"{which}\s+([\d.]+)(us|ms|s)", out)
        return float(m[1]) * {"us": 0.001, "ms": 1, "s": 1000}[m[2]]

    @staticmethod
    def wrong(out):
        m = re.search(r"Non-2xx or 3xx responses: (\d+)", out)
        return int(m[1]) if m else 0
