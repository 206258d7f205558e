"""Routes and templates."""
import ast
import re

from house import floor, law, line_of, own_c, Finding

ROUTE = re.compile(
    r"\{\s*(VERB_\w+)\s*,\s*\"([^\"]*)\"\s*,\s*(\w+)\s*,\s*([^,{}]+?)\s*,"
    r"\s*(\w+)\s*(?:,\s*(\w+)\s*)?,?\s*\}")


def routes(house):
    """[(path, line, verb, route, role, form)] of all route tables."""
    found = []
    for path in own_c(house):
        text = house.code(path)
        for table in re.finditer(r"struct route \w+\[\]\s*=\s*\{(.*?)\n\};",
                                 text, re.S):
            for m in ROUTE.finditer(table[1]):
                found.append((path, line_of(text, table.start(1) + m.start()),
                              m[1], m[2], m[3], m[4]))
            rows = len(re.findall(r"\bVERB_\w+", table[1]))
            if rows != len(ROUTE.findall(table[1])):
                found.append((path, line_of(text, table.start()), None,
                              "", "", ""))
    return found


@law("route-row", "every route has a role; every POST has a form")
def route_row(house):
    roles = set(re.findall(r"\bROLE_\w+", house.code("core/who.h"))) \
        if house.has("core/who.h") else set()
    seen = {}
    for path, line, verb, route, role, form in routes(house):
        if verb is None:
            yield Finding(path, line, "a row that this law can't read")
            continue
        if role not in roles or role == "ROLE__MAX":
            yield Finding(path, line, f"{route}: no role ({role})")
        if verb == "VERB_POST" and form in ("NULL", "0"):
            yield Finding(path, line, f"POST {route} has no form")
        if (verb, route) in seen:
            yield Finding(path, line, f"{verb} {route} stands already at"
                          f" {seen[verb, route]}")
        seen[verb, route] = f"{path}:{line}"


GAP = "\0"       # what an f-string or % fills in


def asked(house):
    """[(calls around it, text)]: every string of the system and browser
    tests, gaps where something is filled in."""
    found = []
    for path in house.some(".py"):
        if not path.startswith(("tests/system/", "tests/browser/")):
            continue
        try:
            tree = ast.parse(house.text(path))
        except SyntaxError:
            continue
        walk_strings(tree, (), found)
    return found


def walk_strings(node, calls, found):
    if isinstance(node, ast.Call):
        name = node.func.attr if isinstance(node.func, ast.Attribute) else \
            node.func.id if isinstance(node.func, ast.Name) else ""
        calls = calls + (name.lower(),)
    if isinstance(node, ast.JoinedStr):
        found.append((calls, "".join(
            v.value if isinstance(v, ast.Constant) else GAP
            for v in node.values)))
        return
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        found.append((calls, re.sub(r"%[sd]|\{\w*\}", GAP, node.value)))
        return
    for child in ast.iter_child_nodes(node):
        walk_strings(child, calls, found)


@law("route-tested", "every route is requested by a system or browser test")
def route_tested(house):
    strings = asked(house)
    for path, line, verb, route, _, _ in routes(house):
        if verb is None:
            continue
        want = re.compile(
            r"(?:^|[\0\w])" + re.escape(route).replace(r"\#", r"[\d\0]+") +
            r"(?:$|[?#\0])")
        if route == "/":
            want = re.compile(r"^(\0)?/($|[?#])")
        fits = [calls for calls, text in strings if want.search(text)]
        if verb == "VERB_POST":
            fits = [c for c in fits if any(
                re.search("post|submit|save|send|sign|form", n) for n in c)]
        if not fits:
            yield Finding(path, line,
                          f"{verb[5:]} {route} is in no system test")


# ---- templates ------------------------------------------------------------

PRAGMA = '{{%AUTOESCAPE context="HTML"}}'


@law("template-escapes", "AUTOESCAPE is the first line of every template")
def template_escapes(house):
    for path in house.some(".tpl"):
        if house.text(path).split("\n")[0] != PRAGMA:
            yield Finding(path, 1, f"the first line is not {PRAGMA}")
        for m in re.finditer(r"\{\{[^}]*:none", house.text(path)):
            yield Finding(path, line_of(house.text(path), m.start()),
                          ":none takes the escaping away")


@law("template-quotes", "attributes are quoted; words of a query are :u")
def template_quotes(house):
    for path in house.some(".tpl"):
        text = house.text(path)
        for m in re.finditer(r"<[a-zA-Z][^<>]*>", text):
            tag = m[0]
            for a in re.finditer(r'=\s*\{\{(?![#/!%])|=\s*[^"\s>]*\{\{', tag):
                before = tag[:a.start()]
                if before.count('"') % 2 == 0:
                    yield Finding(path, line_of(text, m.start() + a.start()),
                                  "an attribute's value without quotes")
            for q in re.finditer(r'[?&;]\w+=\{\{(\w+)(:\w+)*\}\}', tag):
                if ":u" not in q[0]:
                    yield Finding(path, line_of(text, m.start() + q.start()),
                                  f"{q[0]} splits at an &: write"
                                  f" {{{{{q[1]}:u}}}}")
        for m in re.finditer(r"\son\w+\s*=|<script(?![^>]*\ssrc=)|"
                             r"\sstyle\s*=|javascript:", text):
            yield Finding(path, line_of(text, m.start()),
                          "inline script or style: the CSP refuses it")


def names_in_c(house):
    names = set()
    for path in own_c(house):
        if floor(path) in ("core", "run"):
            if floor(path) == "core":
                names |= {v for _, v in house.strings(path)}
            continue
        names |= {v for _, v in house.strings(path)}
        names |= set(re.findall(r"\b(?:COLUMN|MONEY)\(\w+,\s*(\w+)\)",
                                house.bare(path)))
    return names


def made_names(house):
    """What pool_print makes of one %s: %s_FLAW."""
    return [re.compile(re.escape(v).replace("%s", r"\w+"))
            for path in own_c(house) if floor(path) == "pages"
            for _, v in house.strings(path)
            if re.fullmatch(r"\w*%s\w+|\w+%s\w*", v)]


@law("template-names", "what a template names is set somewhere, and back")
def template_names(house):
    templates = house.some(".tpl", under="templates/")
    if not templates:
        return
    known, made = names_in_c(house), made_names(house)
    there = set()
    for path in templates:
        done = house.run("ctemplate-make_tpl_varnames_h", "-n", "-q", path)
        if done.returncode != 0:
            yield Finding(path, 1, "syntax: " + " ".join(
                (done.stdout + done.stderr).split())[:200])
        text = house.text(path)
        for m in re.finditer(r"\{\{[#>]?([A-Za-z]\w*)", text):
            there.add(m[1])
            if m[1] not in known and not m[1].startswith("BI_") and \
                    not any(r.fullmatch(m[1]) for r in made):
                yield Finding(path, line_of(text, m.start()),
                              f"nobody sets {m[1]}")
    for path in own_c(house):
        if floor(path) != "pages":
            continue
        text = house.code(path)
        for m in re.finditer(r"\bpage_(?:text|int|show|part|global|include)"
                             r"\(\s*[^,\"]*(?:\([^)]*\))?[^,\"]*,"
                             r"\s*\"(\w+)\"", text):
            if m[1] not in there:
                yield Finding(path, line_of(text, m.start()),
                              f"no template shows {m[1]}")
        for m in re.finditer(r"\"([\w-]+\.tpl)\"", text):
            if not house.has("templates/" + m[1]):
                yield Finding(path, line_of(text, m.start()),
                              f"templates/{m[1]} is not there")
