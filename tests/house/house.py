"""The sources as the laws see them: files, C without its comments or
strings, findings.

A law is a function law(house) that yields Finding(path, line, words); it is
registered with @law("name", "what it says").
"""
import os
import re
import subprocess
from functools import lru_cache
from typing import NamedTuple


class Finding(NamedTuple):
    path: str
    line: int
    words: str

    def __str__(self):
        return f"{self.path}:{self.line}: {self.words}"


LAWS = []           # (name, saying, function, warning only)


def law(name, saying, warning=False):
    def keep(function):
        LAWS.append((name, saying, function, warning))
        return function
    return keep


# Comments and literals of C; a lone quote in a comment must not open a string.
TOKEN = re.compile(
    r'//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.S)


def _blank(text):
    """The same text with all but newlines blanked: lines stay lines."""
    return re.sub(r"[^\n]", " ", text)


class House:
    """All files below ${root} that belong to the project."""

    LEFT_OUT = {"build", "var", ".git", "__pycache__", ".pytest_cache",
                "seeds", "corpus"}

    def __init__(self, root):
        self.root = os.path.abspath(root)
        self.files = sorted(self._walk())

    def _walk(self):
        for folder, folders, names in os.walk(self.root):
            folders[:] = [f for f in folders if f not in self.LEFT_OUT
                          and not os.path.exists(
                              os.path.join(folder, f, "ready.json"))]
            for name in names:
                path = os.path.join(folder, name)
                if not os.path.islink(path):
                    yield os.path.relpath(path, self.root)

    def some(self, *ends, under=""):
        """The paths that end in one of ${ends} below the folder ${under}."""
        return [f for f in self.files
                if f.endswith(ends) and f.startswith(under)]

    def has(self, path):
        return path in self._set()

    @lru_cache(None)
    def _set(self):
        return frozenset(self.files)

    @lru_cache(None)
    def text(self, path):
        with open(os.path.join(self.root, path), "rb") as f:
            return f.read().decode("utf-8", "replace")

    @lru_cache(None)
    def code(self, path):
        """C with comments blanked."""
        return TOKEN.sub(lambda m: _blank(m[0]) if m[0][0] == "/" else m[0],
                         self.text(path))

    @lru_cache(None)
    def bare(self, path):
        """C with comments and the insides of literals blanked."""
        def out(m):
            if m[0][0] == "/":
                return _blank(m[0])
            return m[0][0] + " " * (len(m[0]) - 2) + m[0][-1]
        return TOKEN.sub(out, self.text(path))

    @lru_cache(None)
    def strings(self, path):
        """[(line, value)] of C's string literals, neighbours joined."""
        code, found, end = self.code(path), [], -1
        for m in re.finditer(r'"((?:\\.|[^"\\\n])*)"', code):
            if found and code[end:m.start()].strip(" \t\n\\") == "":
                found[-1] = (found[-1][0], found[-1][1] + m[1])
            else:
                found.append((line_of(code, m.start()), m[1]))
            end = m.end()
        return found

    def run(self, *command):
        return subprocess.run(command, cwd=self.root, text=True,
                              capture_output=True, check=False)


def line_of(text, at):
    return text.count("\n", 0, at) + 1


# The floors, from the bottom, and the longest prefix decides.
C_ENDS = (".c", ".h", ".cc")


def floor(path):
    if path == "fcgi/main.c":
        return "web"
    for prefix, name in (("core/", "core"), ("db/", "db"),
                         ("exchange/", "exchange"), ("fcgi/http/", "http"),
                         ("fcgi/pages/", "pages"), ("sms/", "sms"),
                         ("conf/run/", "run"), ("fcgi/photo/", "photo"),
                         ("tests/", "tests")):
        if path.startswith(prefix):
            return name
    return "outside"


def own_c(house):
    """The C and C++ of the product itself."""
    return [f for f in house.some(*C_ENDS) if floor(f) != "tests"]
