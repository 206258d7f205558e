"""Who may include whom."""
import re

from house import floor, law, line_of, own_c, Finding

BELOW = {
    "core": {"core"},
    "db": {"db", "core"},
    "exchange": {"exchange", "db", "core"},
    "http": {"http", "db", "core"},
    "pages": {"pages", "http", "exchange", "db", "core"},
    "web": {"pages", "http", "exchange", "db", "core"},
    "sms": {"sms", "http", "db", "core"},
    "run": {"run", "core"},
    "photo": {"photo", "core"},     # decoders: nothing else in reach
}
RUN_MAY = {"db/clock.h"}        # the supervisor hands the clock on

# core is pure: no socket, no clock, no files.
CORE_MAY = {"assert.h", "ctype.h", "errno.h", "iconv.h", "inttypes.h",
            "limits.h", "stdalign.h", "stdarg.h", "stdbool.h", "stddef.h",
            "stdint.h", "stdio.h", "stdlib.h", "string.h", "strings.h"}

DOORS = (               # a foreign header, and the files that may see it
    # the connection, its statements, their cells: one subject each
    (r"mysql|mariadb", r"db/(db\.c|(statement|cell)\.[ch])"),
    (r"sodium", r"db/secret\.c"),
    (r"unicode/", r"db/pinyin\.c"),
    (r"openssl/", r"exchange/sum\.c"),
    (r"xlsxwriter", r"exchange/xlsx\.c"),
    (r"zlib", r"exchange/zip_read\.c"),
    (r"iconv", r"core/charset\.c"),
    (r"fcgi", r"fcgi/http/worker\.c"),
    (r"ctemplate/", r"fcgi/http/page_ctemplate\.cc"),
    (r"gmime/", r"fcgi/http/multipart\.c"),
    (r"curl/", r"sms/http_client\.c"),
    (r"glib", r"sms/normalise\.c"),
    (r"vips/", r"fcgi/photo/picture\.c"),
    (r"qrencode", r"fcgi/pages/qr\.c"),
    (r"libxml/", r"exchange/(xml_\w+|schema)\.[ch]"),
    (r"cmocka", r"tests/.*"),
)

INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"\n]+)[>"]', re.M)


def includes(house, path):
    """[(line, system?, name)]"""
    text = house.code(path)
    return [(line_of(text, m.start()), m[1] == "<", m[2])
            for m in INCLUDE.finditer(text)]


@law("include-down", "arrows between floors only go down")
def include_down(house):
    for path in own_c(house):
        mine = floor(path)
        if mine not in BELOW:
            yield Finding(path, 1, "a source outside of all floors")
            continue
        for line, system, name in includes(house, path):
            if system:
                continue
            if not house.has(name):
                yield Finding(path, line, f'"{name}" is not there: own'
                              " headers are named from the top")
            elif floor(name) not in BELOW[mine] and not (
                    mine == "run" and name in RUN_MAY):
                yield Finding(path, line, f"{mine} may not see"
                              f" {floor(name)} ({name})")


@law("core-pure", "core sees the C library only, and no clock or files")
def core_pure(house):
    for path in own_c(house):
        if floor(path) != "core":
            continue
        for line, system, name in includes(house, path):
            if system and name not in CORE_MAY:
                yield Finding(path, line, f"core may not see <{name}>")
        for m in re.finditer(r"\b(fopen|time|clock_gettime|gettimeofday|"
                             r"getenv|socket)\s*\(", house.bare(path)):
            yield Finding(path, line_of(house.bare(path), m.start()),
                          f"core may not call {m[1]}")


def room(path):
    """x.c, x.cc and x.h are one room."""
    return re.sub(r"\.\w+$", "", path)


def arrows(house, paths):
    graph = {}
    for path in paths:
        graph.setdefault(room(path), {})
        for line, system, name in includes(house, path):
            if not system and house.has(name) and room(name) != room(path):
                graph[room(path)].setdefault(room(name), (path, line))
    return graph


@law("no-circle", "no circle between files")
def no_circle(house):
    graph = arrows(house, own_c(house))
    done, way = set(), []

    def walk(at):
        if at in way:
            circle = way[way.index(at):] + [at]
            path, line = graph[way[-1]][at]
            yield Finding(path, line, "circle: " + " → ".join(circle))
            return
        if at in done:
            return
        way.append(at)
        for to in sorted(graph.get(at, {})):
            yield from walk(to)
        way.pop()
        done.add(at)

    for start in sorted(graph):
        yield from walk(start)


@law("one-door", "each foreign header has one door")
def one_door(house):
    for path in house.some(*(".c", ".h", ".cc")):
        if path.startswith("tests/bench/"):     # compares with the bare ones
            continue
        for line, system, name in includes(house, path):
            for header, door in DOORS:
                if system and re.match(header, name) and \
                        not re.fullmatch(door, path):
                    yield Finding(path, line, f"<{name}> belongs to"
                                  f" {door.replace(chr(92), '')}")


@law("grammar-pure", "the message grammar sees core only")
def grammar_pure(house):
    seen, todo = set(), [f for f in house.files
                         if re.fullmatch(r"sms/grammar\.[ch]", f)]
    while todo:
        path = todo.pop()
        if path in seen:
            continue
        seen.add(path)
        for line, system, name in includes(house, path):
            # glib knows the forms of Unicode (NFKC); it is as pure.
            if system and name not in CORE_MAY | {"glib.h"}:
                yield Finding(path, line, f"the grammar may not see <{name}>")
            elif not system and floor(name) == "sms":
                todo += [f for f in own_c(house) if room(f) == room(name)]
            elif not system and floor(name) != "core":
                yield Finding(path, line, f"the grammar may not see {name}")


@law("header-alone", "each header compiles alone")
def header_alone(house):
    from concurrent.futures import ThreadPoolExecutor

    def alone(path):
        return path, house.run("gcc", "-std=c11", "-D_GNU_SOURCE", "-I.",
                               "-isystem", "/usr/include/mariadb",
                               "-Wall", "-Wextra", "-Werror",
                               "-fsyntax-only", "-x", "c", path)

    headers = [f for f in house.some(".h") if floor(f) != "tests"]
    with ThreadPoolExecutor(2) as pool:
        for path, done in pool.map(alone, headers):
            if done.returncode != 0:
                m = re.search(r":(\d+):\d+: (?:fatal )?error: (.*)",
                              done.stderr)
                yield Finding(path, int(m[1]) if m else 1,
                              m[2] if m else done.stderr.strip()[:200])


@law("who-always", "what touches registry data takes a who")
def who_always(house):
    # helper_by_phone finds who the sender of a message is.
    free = {"helper_by_phone"}
    for noun in ("household", "member", "report", "report_rate",
                 "report_save", "pairing", "pairing_find", "helper",
                 "unit", "team", "team_member"):
        path = f"db/{noun}.h"
        if not house.has(path):
            continue
        text = house.bare(path)
        for m in re.finditer(r"\b(\w+)\s*\(\s*struct db \*[^;]*?\)\s*;",
                             text, re.S):
            if "const struct who *" not in m[0] and m[1] not in free:
                yield Finding(path, line_of(text, m.start()),
                              f"{m[1]} takes no who")
