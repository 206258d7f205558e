"""What one request asks of the database, out of the server's general log: the
bare program then always runs the very statements of the product.

The log shows statements with their values filled in.  The statements as they
were prepared are constants of the program and found in its file.
"""
import re
import time

SQL = re.compile(rb"[\x20-\x7e]{12,}")
START = re.compile(r"\s*(SELECT|INSERT|UPDATE|DELETE|REPLACE|WITH)\b")
VALUE = r"((?:DATE|TIME|TIMESTAMP)?'(?:\\.|''|[^'\\])*'|NULL|-?\d+(?:\.\d+)?)"


PAIRED = " AND (? = 0 OR EXISTS (SELECT 1 FROM pairing sp"


def prepared(program):
    """The SQL constants of a program, and what is left of them where the
    question for a helper's pairings is left out (db/db.h, SCOPE_SQL)."""
    with open(program, "rb") as f:
        found = {m.group().decode() for m in SQL.finditer(f.read())}
    paired = next((s for s in found if s.startswith(PAIRED)), None)
    found = {s for s in found if START.match(s)}
    if paired:
        found |= {s.replace(paired, "") for s in found}
    return sorted(found, key=len, reverse=True)


class Trace:
    """Statements in order; values are replaced by @0 @1 … where they are one
    of ${words} (numbers)."""

    def __init__(self, templates, words, secret):
        self.templates = [
            (t, re.compile(VALUE.join(re.escape(p) for p in t.split("?"))))
            for t in templates]
        self.words = [str(w) for w in words]
        self.secret = secret        # bytes: the session's hash
        self.lines = []
        self.count = 0

    def add(self, kind, text):
        if kind == "Query":
            if re.match(r"(START TRANSACTION|BEGIN|COMMIT|ROLLBACK)", text):
                self.lines.append("Q " + text)
                self.count += 1
            return
        if kind != "Execute":
            return
        for template, regex in self.templates:
            m = regex.fullmatch(text)
            if m:
                break
        else:
            raise ValueError(f"no prepared statement fits: {text[:300]}")
        self.lines.append(f"P {len(m.groups())} {template}")
        self.lines += [self.value(v) for v in m.groups()]
        self.count += 1

    def value(self, v):
        if v in self.words:
            return f"@{self.words.index(v)}"
        if v == "NULL":
            return "n"
        if "'" not in v:
            return f"i {v}"
        v = v[v.index("'"):]
        text = re.sub(r"\\(.)|''", lambda m: {
            "n": "\n", "0": "\0", "r": "\r", "Z": "\x1a", "t": "\t"}.get(
                m[1], m[1]) if m[1] else "'", v[1:-1])
        if any(not c.isprintable() or c == "\ufffd" for c in text):
            return f"x {self.secret.hex()}"
        return f"s {text}"

    def write(self, path):
        with open(path, "w", encoding="utf-8") as f:
            f.write("\n".join(self.lines) + "\n")


def capture(inst, words, secret, warm, deed):
    """The trace of what ${deed}() makes the web program do.  The server fills
    values in only where the log was on when a statement was prepared.
    ${warm}() reaches every worker: what only a first request asks is left
    out."""
    root = inst.administrator()
    root.execute("SET GLOBAL log_output = 'TABLE'")
    root.execute("SET GLOBAL general_log = ON")
    try:
        inst.restart_web()
        warm()
        time.sleep(0.5)     # its last answers are in the log
        root.execute("TRUNCATE mysql.general_log")
        deed()
    finally:
        root.execute("SET GLOBAL general_log = OFF")
        inst.restart_web()
    root.execute("SELECT thread_id, command_type,"
                 " CONVERT(argument USING utf8mb4) FROM mysql.general_log"
                 " WHERE user_host LIKE '%bangfu_web%'"
                 " ORDER BY event_time")
    threads = {}
    for thread, kind, text in root.fetchall():
        threads.setdefault(thread, []).append((kind, text))
    rows = max(threads.values(), key=len)
    trace = Trace(prepared(inst.ready["programs"]["web"]), words, secret)
    for kind, text in rows:
        trace.add(kind, text)
    return trace
