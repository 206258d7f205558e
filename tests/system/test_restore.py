"""The restore drill: a backup of database, spool and files, restored into an
empty VAR, gives the same registry, its history too."""
import hashlib
import os
import pathlib
import subprocess

from conftest import ROOT, start_stack, stop_stack

SCRIPT = str(ROOT / "conf" / "backup.sh")
VERSIONED = ("household", "member", "helper", "pairing", "report", "visit",
             "photo")
ONLY_DATABASE = "--without=web,gateway,processor,sender,publisher,years," \
    "nginx,bearerbox,smsbox"


def backup(*words, good=True):
    done = subprocess.run([SCRIPT, *words], capture_output=True, text=True,
                          check=False, timeout=120)
    assert (done.returncode == 0) == good, done.stderr
    return done.stdout.strip() if good else done.stderr


def checksums(running):
    db = running.ready["db"]
    return subprocess.run(
        [running.program("db"), "checksum"], check=True, text=True,
        capture_output=True, timeout=60, env={
            **os.environ, "BANGFU_DB_SOCKET": db["socket"],
            "BANGFU_DB_USER": db["user"], "BANGFU_DB_NAME": db["database"],
            "BANGFU_DB_PASSWORD": db["password"]}).stdout


def history(running):
    return {table: running.rows(
        "SELECT COUNT(*) AS n, MIN(row_start) AS first, MAX(row_start) AS"
        f" last, MAX(row_end) AS ended FROM {table} FOR SYSTEM_TIME ALL")
        for table in VERSIONED}


def drill(tmp_path, source):
    """A backup of ${source}; a new instance that it was restored into."""
    spool = pathlib.Path(source.ready["var"], "spool", "kept-in-the-drill")
    spool.write_bytes(b"a message that waits\n")
    pathlib.Path(source.ready["var"], "files", "ab").mkdir(exist_ok=True)
    saved = backup("save", "--socket=" + source.ready["db"]["socket"],
                   "--var=" + source.ready["var"], str(tmp_path / "backup"))
    var = tmp_path / "var"
    var.mkdir()
    running = start_stack(str(var), more=("--no-demo", ONLY_DATABASE))
    return saved, var, running


def test_the_restored_registry_is_the_same(tmp_path):
    here = tmp_path / "source"
    here.mkdir()
    source = start_stack(str(here), more=(ONLY_DATABASE,))
    running = None
    try:
        # some history: the same row twice over
        for name in ("改名一", "改名二"):
            source.rows("UPDATE household SET head_name = %s, door = 'system'"
                        " WHERE year = (SELECT year FROM registry_now)"
                        " ORDER BY household_id LIMIT 5", name)
        saved, var, running = drill(tmp_path, source)
        words = ("restore", "--socket=" + running.ready["db"]["socket"],
                 f"--var={var}", saved)
        backup(*words)
        assert checksums(running) == checksums(source)
        assert history(running) == history(source)
        assert history(running)["household"][0]["n"] == 10 + len(
            running.rows("SELECT household_id FROM household"))
        assert (var / "spool" / "kept-in-the-drill").read_bytes() == \
            b"a message that waits\n"
        assert (var / "files" / "ab").is_dir()
        # each photo has its two files, whole
        hashes = {row[c] for row in running.rows(
            "SELECT DISTINCT file, small FROM photo") for c in row}
        assert hashes
        for digest in hashes:
            name = digest.hex()
            path = var / "files" / name[:2] / name[2:]
            assert hashlib.sha256(path.read_bytes()).digest() == digest
        # never over a registry that is there
        assert "holds households already" in backup(*words, good=False)
    finally:
        for each in (source, running):
            if each is not None:
                stop_stack(each.process)
    # the restored one runs, with everything
    again = start_stack(str(var), more=("--no-demo",))
    try:
        web = again.guest()
        account = next(a for a in source.ready["accounts"]
                       if a["role"] == "county")
        assert web.sign_in(account).status_code == 303
    finally:
        stop_stack(again.process)


def test_a_damaged_backup_is_refused(tmp_path):
    saved = tmp_path / "backup"
    saved.mkdir()
    for name in ("bangfu.sql.gz", "spool.tar", "files.tar"):
        (saved / name).write_bytes(b"nothing")
    words = ("restore", "--socket=/nonexistent", f"--var={tmp_path}",
             str(saved))
    assert "is no backup" in backup(*words, good=False)
    (saved / "SHA256SUMS").write_text("0" * 64 + "  ./bangfu.sql.gz\n")
    assert "is damaged" in backup(*words, good=False)
    for short in (["save"], [], ["restore", "--socket=x"], ["burn"]):
        backup(*short, good=False)
