"""What C of the house may look like."""
import re

from house import floor, law, line_of, own_c, Finding

UNSAFE = ("strcpy", "stpcpy", "strcat", "strncat", "strncpy", "sprintf",
          "vsprintf", "gets", "atoi", "atol", "atoll", "atof", "system",
          "popen", "strtok", "alloca", "tmpnam", "mktemp")


@law("no-unsafe", "no strcpy, sprintf, atoi, system and their kin")
def no_unsafe(house):
    for path in own_c(house):
        text = house.bare(path)
        for m in re.finditer(r"\b(%s)\s*\(" % "|".join(UNSAFE), text):
            yield Finding(path, line_of(text, m.start()),
                          f"{m[1]} is not used here")


@law("enum-max", "every enum that is counted ends in __MAX")
def enum_max(house):
    for path in own_c(house):
        text = house.bare(path)
        for m in re.finditer(r"\benum\s*(\w*)\s*\{([^}]*)\}", text):
            members = [w.strip() for w in m[2].split(",") if w.strip()]
            # Numbers of its own (bits, signals) are a list, not a count.
            if any("=" in w and not re.search(r"=\s*0$", w)
                   for w in members) or len(members) < 2:
                continue
            if not members[-1].endswith("__MAX"):
                yield Finding(path, line_of(text, m.start()),
                              f"enum {m[1] or '(no name)'} ends in"
                              f" {members[-1]}")


@law("docstring", "every exported function is explained in its header")
def docstring(house):
    for path in house.some(".h"):
        if floor(path) == "tests":
            continue
        # A docstring tells of the names in it and of those right below it.
        text = house.text(path)
        told = " ".join(re.findall(r"/\*.*?\*/", text, re.S) + re.findall(
            r"/\*\*(?:(?!\*/).)*\*/((?:\n[^\n]+)*)", text, re.S))
        text = re.sub(r"^[ \t]*#(?:[^\n]*\\\n)*[^\n]*", "",
                      house.bare(path), flags=re.M)
        for m in re.finditer(
                r"^(?!typedef|static|struct \w+ \{)[A-Za-z][\w \t*]*?"
                r"\*?\b(\w+)\(", text, re.M):
            if m[1].startswith("__") or m[1] in ("PRINTS", "SHAPE"):
                continue
            if not re.search(r"\b%s\b" % re.escape(m[1]), told):
                where = re.search(r"\b%s\s*\(" % m[1], house.bare(path))
                yield Finding(path, line_of(house.bare(path), where.start()),
                              f"{m[1]} has no docstring")


# The page of last resort, when not even a template can be read.
HTML_MAY = {("fcgi/http/route.c", "last_resort")}


@law("no-html", "no HTML in C: pages are templates")
def no_html(house):
    for path in own_c(house):
        if floor(path) not in ("http", "pages", "web") or \
                path.endswith(".cc"):
            continue
        text = house.code(path)
        for line, value in house.strings(path):
            if not re.search(r"</?[a-zA-Z!]", value):
                continue
            before = "\n".join(text.split("\n")[max(0, line - 2):line])
            if not any(path == p and name in before for p, name in HTML_MAY):
                yield Finding(path, line, "HTML inside a C string")


@law("limits", "file ≤ 400 lines, function ≤ 60, line ≤ 79, ≤ 5 parameters",
     warning=True)
def limits(house):
    for path in own_c(house):
        lines = house.text(path).split("\n")
        if len(lines) - 1 > 400:
            yield Finding(path, 401, f"{len(lines) - 1} lines in the file")
        for number, line in enumerate(lines, 1):
            # Chinese letters take two columns, but one in this count: a
            # sentence can't be broken for its width.
            width = len(line.expandtabs(8))
            if width > 79:
                yield Finding(path, number, f"{width} columns")
        yield from functions(house, path)


def functions(house, path):
    lines = house.bare(path).split("\n")
    start = name = None
    for number, line in enumerate(lines, 1):
        m = re.match(r"(\w+)\(", line)
        if m and start is None:
            name, head = m[1], " ".join(lines[number - 1:number + 8])
            head = head[:head.find(")") + 1]
            if head.count(",") > 4:
                yield Finding(path, number,
                              f"{name} has {head.count(',') + 1} parameters")
        if line == "{":
            start = number
        elif line == "}" and start is not None:
            if number - start - 1 > 60:
                yield Finding(path, start, f"{name} has"
                              f" {number - start - 1} lines")
            start = None


TEXT_ENDS = (".c", ".h", ".cc", ".py", ".sh", ".sql", ".tpl", ".md", ".js",
             ".css", ".conf", ".in", ".csv", ".txt", ".lua", "Makefile",
             "run", ".service", ".xsd")
# Written so that they do not find themselves.
UNDONE = re.compile(r"\b(TO[D]O|FIX[M]E|X[X]X|HA[C]K)\b")
MACHINE = re.compile(r"(?<![\w.$})])/(?:wor[k]|hom[e]/\w+|roo[t])/[\w.-]")


@law("no-undone", "nothing left undone, no path of one machine")
def no_undone(house):
    for path in house.some(*TEXT_ENDS):
        for number, line in enumerate(house.text(path).split("\n"), 1):
            for m in UNDONE.finditer(line):
                yield Finding(path, number, f"{m[0]} is left")
            for m in MACHINE.finditer(line):
                yield Finding(path, number,
                              f"a path of one machine: {m[0]}…")
