"""SQL: constant, prepared, in db/NOUN.c only, checked at every start."""
import re

from house import floor, law, line_of, own_c, Finding

SQL = re.compile(
    r"\s*(SELECT\s|INSERT\s+(IGNORE\s+)?INTO|UPDATE\s+\S+(\s+\w+)?\s+SET\s|"
    r"DELETE\s+FROM|REPLACE\s+INTO|CREATE\s+(OR\s+REPLACE\s+)?TABLE|"
    r"ALTER\s+TABLE|DROP\s+TABLE|TRUNCATE\s|WITH\s+\w+\s+AS\s*\(|"
    r"START\s+TRANSACTION|SET\s+SESSION|FROM\s+\w+\s+\w+\s+WHERE)")
QUERY = re.compile(r"\bstruct query (\w+)\s*=\s*\{")


@law("sql-in-db", "SQL stands only in db/")
def sql_in_db(house):
    for path in own_c(house):
        if floor(path) == "db":
            continue
        for line, value in house.strings(path):
            if SQL.match(value):
                yield Finding(path, line, f"SQL outside of db/: {value[:40]}")


@law("sql-constant", "no % in SQL: nothing is printed into it")
def sql_constant(house):
    for path in own_c(house):
        if floor(path) != "db":
            continue
        text = house.code(path)
        macro = [(m.start(), m.end()) for m in re.finditer(
            r"^#define \w*SQL\w*(?:\([^)]*\))?(?:[^\n]*\\\n)*[^\n]*",
            text, re.M)]
        query = [(m.start(), text.find("};", m.start()))
                 for m in QUERY.finditer(text)]
        for start, end in macro + query:
            at = text.find("%", start, end)
            if at >= 0:
                yield Finding(path, line_of(text, at), "% inside of SQL")
        for line, value in house.strings(path):
            if SQL.match(value) and "%" in value:
                yield Finding(path, line, "% inside of SQL")


# SQL is put together from the names of columns of the dictionary, here only.
# A search has any of hundreds of conditions, in any number: no constant could.
BUILT = {"db/dictionary_sql.c", "db/dictionary_migrate.c",
         "db/registry_copy.c", "db/registry_guard.c", "db/version.c",
         "db/version_row.c", "db/version_record.c",
         "db/generate_past.c", "db/dictionary_build.c"}


@law("sql-built", "only the dictionary's files put SQL together")
def sql_built(house):
    for path in own_c(house):
        if path in BUILT:
            text = house.bare(path)
            if path.startswith("db/dictionary_") and "migrate" not in \
                    path and not re.search(
                    r"assert\(dictionary_column_name\(", text):
                yield Finding(path, 1, "a name is put into SQL unchecked")
            continue
        text = house.code(path)
        for m in re.finditer(r"\b(?:text_(?:add|add_len|join|print)|"
                             r"pool_print)\s*\(([^;]*?);", text):
            for s in re.finditer(r'"((?:\\.|[^"\\\n])*)"', m[1]):
                if SQL.match(s[1]):
                    yield Finding(path, line_of(text, m.start(1) +
                                                s.start()),
                                  "SQL is put together")


def queries(house, path):
    """Names of the queries and of the lists, each {name: line}."""
    text = house.bare(path)
    made = {m[1]: line_of(text, m.start()) for m in QUERY.finditer(text)}
    lists = {}
    for m in re.finditer(r"\b(\w+_queries)\[\]\s*=\s*\{([^}]*)\}", text):
        lists[m[1]] = (line_of(text, m.start()),
                       set(re.findall(r"&(\w+)", m[2])), m[2])
    return made, lists


@law("query-listed", "every query is in its noun's list, and checked")
def query_listed(house):
    for path in own_c(house):
        # Migrations run before there is a schema to check against.
        if floor(path) != "db" or not path.endswith(".c") or \
                path == "db/migrate.c":
            continue
        made, lists = queries(house, path)
        listed = set().union(*(names for _, names, _ in lists.values())) \
            if lists else set()
        for name, line in made.items():
            if name not in listed:
                yield Finding(path, line, f"{name} is in no _queries list")
        for name, (line, _, words) in lists.items():
            if "NULL" not in words:
                yield Finding(path, line, f"{name} does not end with NULL")
            users = [f for f in own_c(house) if f != path and
                     f.endswith(".c") and
                     re.search(r"\b%s\b" % name, house.bare(f))]
            if not users:
                yield Finding(path, line, f"no program checks {name}")
