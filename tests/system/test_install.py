"""make install: everything is there, filled in, and believed by those who
read it; the packages' script asks for nothing where nothing is missing."""
import os
import re
import shutil
import subprocess

import pytest

from conftest import ROOT

# Where the build under test came from does not matter here: the plain one.
BIN = ("bangfu-web", "bangfu-sms", "bangfu-db", "bangfu-exchange",
       "bangfu-photo", "bangfu-backup")


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    place = tmp_path_factory.mktemp("install")
    env = {k: v for k, v in os.environ.items()
           if not k.startswith("MAKE") and k not in ("MFLAGS", "BUILD")}
    subprocess.run(["make", "-s", "install", f"DESTDIR={place}",
                    "PREFIX=/usr"], cwd=ROOT, check=True, env=env,
                   stdout=subprocess.DEVNULL, timeout=300)
    return place


def test_programs_and_data_are_there(installed):
    for name in BIN:
        assert os.access(installed / "usr/bin" / name, os.X_OK), name
    share = installed / "usr/share/bangfu"
    for folder, source in (("templates", "templates"),
                           ("migrate", "db/migrate"),
                           ("reference", "db/reference"),
                           ("dictionary", "db/dictionary"),
                           ("picture", "db/picture"),
                           ("static", "fcgi/static")):
        assert sorted(os.listdir(share / folder)) == sorted(
            p.name for p in (ROOT / source).iterdir() if p.is_file())


def test_nothing_is_left_to_fill_in(installed):
    for folder in ("etc", "lib", "usr/lib"):
        for path in (installed / folder).rglob("*"):
            if path.is_file():
                text = path.read_text(encoding="utf-8")
                assert not re.search(r"@[A-Z_]+@", text), path


def test_units_name_what_is_installed_and_are_hardened(installed):
    units = sorted((installed / "lib/systemd/system").glob("*.service"))
    assert len(units) == len(list((ROOT / "conf/systemd").glob(
        "*.service.in"))) >= 7
    for unit in units:
        text = unit.read_text(encoding="utf-8")
        program = re.search(r"^ExecStart=(\S+)", text, re.M).group(1)
        assert os.access(str(installed) + program, os.X_OK), unit
        for word in ("NoNewPrivileges=yes", "ProtectSystem=strict",
                     "PrivateTmp=yes"):
            assert word in text, unit


def test_units_are_good_systemd(installed, tmp_path):
    """systemd's own reader of the installed units finds nothing to say."""
    if not shutil.which("systemd-analyze"):
        pytest.skip("no systemd here that could read them")
    for unit in (installed / "lib/systemd/system").iterdir():
        (tmp_path / unit.name).write_text(re.sub(
            r"(?m)^(Exec\w+=)(/)", rf"\1{installed}\2",
            unit.read_text(encoding="utf-8")), encoding="utf-8")
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *sorted(tmp_path.iterdir())],
        capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    assert "bangfu" not in done.stdout + done.stderr, done.stderr


def test_what_an_administrator_filled_in_stays(installed):
    words = installed / "etc/bangfu/sms.env"
    assert words.stat().st_mode & 0o007 == 0
    words.write_text("BANGFU_GATEWAY_SECRET=mine\n")
    env = {k: v for k, v in os.environ.items() if not k.startswith("MAKE")}
    subprocess.run(["make", "-s", "install", f"DESTDIR={installed}",
                    "PREFIX=/usr"], cwd=ROOT, check=True, env=env,
                   stdout=subprocess.DEVNULL, timeout=300)
    assert words.read_text() == "BANGFU_GATEWAY_SECRET=mine\n"


def test_the_site_is_good_nginx(installed, tmp_path):
    """nginx -t of the installed site, with a certificate of this test."""
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj",
         "/CN=test", "-keyout", tmp_path / "key", "-out", tmp_path / "pem"],
        check=True, capture_output=True)
    etc = installed / "etc/bangfu/nginx"
    site = (etc / "production.conf").read_text(encoding="utf-8")
    for old, new in (("/etc/ssl/certs/bangfu.pem", f"{tmp_path}/pem"),
                     ("/etc/ssl/private/bangfu.key", f"{tmp_path}/key"),
                     ("listen 80;", "listen 127.0.0.1:20080;"),
                     ("listen 443", "listen 127.0.0.1:20443")):
        assert old in site
        site = site.replace(old, new)
    text = site
    for path in etc.glob("*.conf"):
        body = path.read_text(encoding="utf-8")
        path_new = tmp_path / path.name
        path_new.write_text(body.replace("/etc/bangfu/nginx", str(tmp_path))
                            .replace("/var/log/nginx", str(tmp_path)))
    text = text.replace("/etc/bangfu/nginx", str(tmp_path)).replace(
        "/var/log/nginx", str(tmp_path))
    whole = tmp_path / "whole.conf"
    whole.write_text(f"pid {tmp_path}/pid;\nevents {{}}\nhttp {{\n"
                     "include /etc/nginx/mime.types;\n" + text + "}\n")
    path = os.environ.get("PATH", "") + ":/usr/sbin"
    done = subprocess.run(["nginx", "-t", "-c", whole, "-e", "stderr"],
                          capture_output=True, text=True, check=False,
                          env={**os.environ, "PATH": path})
    assert done.returncode == 0, done.stderr


def test_packages_that_are_there_are_not_installed_again():
    done = subprocess.run([ROOT / "conf/install-packages.sh", "build", "run",
                           "test"], capture_output=True, text=True,
                          check=False, timeout=60)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.parametrize("words,says", [
    ([], "which sections?"),
    (["nonsense"], "has no section [nonsense]"),
])
def test_the_packages_script_says_what_is_wrong(words, says):
    done = subprocess.run([ROOT / "conf/install-packages.sh", *words],
                          capture_output=True, text=True, check=False,
                          timeout=60)
    assert done.returncode == 1 and says in done.stderr
