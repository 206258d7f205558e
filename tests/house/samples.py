"""Small houses that break a law, and small ones that keep it.

SAMPLES[law] = [({path: text}, [path:line of each finding]), …]
"""

WHO = "enum role { ROLE_GUEST, ROLE_HELPER, ROLE_ADMIN, ROLE__MAX };\n"
PRAGMA = '{{%AUTOESCAPE context="HTML"}}\n'


def table(*rows):
    return ("const struct route r[] = {\n" + "".join(
        f"\t{row},\n" for row in rows) + "\t{ .path = NULL }\n};\n")


HOME = '{ VERB_GET, "/", ROLE_GUEST, NULL, show, NULL }'
SAVE = '{ VERB_POST, "/a/#/b", ROLE_HELPER, &form, save, NULL }'

SAMPLES = {
    "include-down": [
        ({"core/a.c": '#include "db/b.h"\n', "db/b.h": ""}, ["core/a.c:1"]),
        ({"db/a.c": '\n#include "fcgi/http/b.h"\n', "fcgi/http/b.h": ""},
         ["db/a.c:2"]),
        ({"sms/a.c": '#include "fcgi/pages/b.h"\n', "fcgi/pages/b.h": ""},
         ["sms/a.c:1"]),
        ({"fcgi/pages/a.c": '#include "sms/b.h"\n', "sms/b.h": ""},
         ["fcgi/pages/a.c:1"]),
        ({"conf/run/a.c": '#include "db/clock.h"\n#include "db/db.h"\n',
          "db/clock.h": "", "db/db.h": ""}, ["conf/run/a.c:2"]),
        ({"db/a.c": '#include "b.h"\n', "db/b.h": ""}, ["db/a.c:1"]),
        ({"odd/a.c": ""}, ["odd/a.c:1"]),
        ({"fcgi/photo/a.c": '#include "db/b.h"\n', "db/b.h": ""},
         ["fcgi/photo/a.c:1"]),
        ({"db/a.c": '/* #include "fcgi/b.h" */\n#include "core/b.h"\n',
          "core/b.h": "", "tests/unit/t.c": '#include "db/a.h"\n'}, []),
    ],
    "core-pure": [
        ({"core/a.c": "#include <time.h>\n"}, ["core/a.c:1"]),
        ({"core/a.c": "\nvoid f(void) { getenv(s); }\n"}, ["core/a.c:2"]),
        ({"core/a.c": "#include <string.h>\n", "db/b.c": "#include <time.h>"},
         []),
    ],
    "no-circle": [
        ({"core/a.c": '#include "core/b.h"\n', "core/a.h": "",
          "core/b.c": '\n#include "core/a.h"\n', "core/b.h": ""},
         ["core/b.c:2"]),
        ({"core/a.h": '#include "core/b.h"\n', "core/b.h":
          '#include "core/c.h"\n', "core/c.h": '#include "core/a.h"\n'},
         ["core/c.h:1"]),
        ({"core/a.c": '#include "core/a.h"\n#include "core/b.h"\n',
          "core/a.h": "", "core/b.h": ""}, []),
    ],
    "one-door": [
        ({"db/a.c": "#include <mysql.h>\n"}, ["db/a.c:1"]),
        ({"db/db.h": "#include <mysql.h>\n"}, ["db/db.h:1"]),
        ({"sms/main.c": "#include <curl/curl.h>\n"}, ["sms/main.c:1"]),
        ({"fcgi/main.c": "\n#include <fcgiapp.h>\n"}, ["fcgi/main.c:2"]),
        ({"fcgi/http/photo.c": "#include <vips/vips.h>\n"},
         ["fcgi/http/photo.c:1"]),
        ({"db/db.c": "#include <mysql.h>\n", "db/cell.h":
          "#include <mysql.h>\n", "tests/unit/a.c":
          "#include <cmocka.h>\n", "exchange/xml_read.c":
          "#include <libxml/parser.h>\n"}, []),
    ],
    "grammar-pure": [
        ({"sms/grammar.c": '#include "db/db.h"\n', "db/db.h": ""},
         ["sms/grammar.c:1"]),
        ({"sms/grammar.c": '#include "sms/word.h"\n', "sms/word.h": "",
          "sms/word.c": '#include "fcgi/http/req.h"\n',
          "fcgi/http/req.h": ""}, ["sms/word.c:1"]),
        ({"sms/grammar.c": '#include "sms/word.h"\n', "sms/word.h":
          '#include "core/text.h"\n', "core/text.h": "",
          "sms/inbox.c": '#include "db/db.h"\n', "db/db.h": ""}, []),
    ],
    "header-alone": [
        ({"core/a.h": "struct a { int64_t id; };\n"}, ["core/a.h:1"]),
        ({"core/a.h": "#include <stdint.h>\nstruct a { int64_t id; };\n"},
         []),
    ],
    "who-always": [
        ({"db/household.h": "\nenum err household_all(struct db *db,\n"
          "    struct pool *pool);\n"}, ["db/household.h:2"]),
        ({"db/report.h": "int report_year(struct db *db,\n"
          "    const struct who *who);\n", "db/user.h":
          "int user_all(struct db *db);\n"}, []),
    ],
    "no-unsafe": [
        ({"core/a.c": "int n;\nvoid f(void) { n = atoi(s); }\n"},
         ["core/a.c:2"]),
        ({"sms/a.c": "void f(void) { sprintf (s, t); }\n"}, ["sms/a.c:1"]),
        ({"core/a.c": "/* atoi(s) */\nchar *s = \"system(x)\";\n"
          "void f(void) { my_system(1); }\n"}, []),
    ],
    "enum-max": [
        ({"core/a.h": "enum a {\n\tA_ONE,\n\tA_TWO\n};\n"}, ["core/a.h:1"]),
        ({"core/a.c": "\nenum { OLD, NEW };\n"}, ["core/a.c:2"]),
        ({"core/a.h": "enum a { A_ONE, A__MAX };\nenum { BIT = 1, C = 2 };\n"
          "enum err { OK = 0, ERR__MAX };\nenum { LONE };\n"}, []),
    ],
    "docstring": [
        ({"core/a.h": "/* a: things. */\nint a_open(int n);\n"},
         ["core/a.h:2"]),
        ({"core/a.h": "/** a_open(n): opens. a_close: closes. */\n"
          "MUST int *a_open(int n,\n    int m);\nvoid a_close(void);\n"
          "#define A(x) b(x)\ntypedef int f(void);\n"}, []),
    ],
    "no-html": [
        ({"fcgi/pages/a.c": 'int n;\nchar *s = "<b>";\n'},
         ["fcgi/pages/a.c:2"]),
        ({"fcgi/pages/a.c": 'char *s = "a < b";\n', "exchange/x.c":
          'char *s = "<row>";\n', "fcgi/http/route.c":
          'char last_resort[] =\n\t"<p>";\n'}, []),
    ],
    "limits": [
        ({"core/a.c": "/* " + "x" * 80 + " */\n"}, ["core/a.c:1"]),
        ({"core/a.c": "\n" * 401}, ["core/a.c:401"]),
        ({"core/a.c": "int\nf(int a, int b, int c,\n    int d, int e, int g)"
          "\n{\n}\n"}, ["core/a.c:2"]),
        ({"core/a.c": "int\nf(void)\n{\n" + "\n" * 61 + "}\n"},
         ["core/a.c:3"]),
        ({"core/a.c": "int\nf(int a)\n{\n" + "\n" * 60 + "}\n"}, []),
    ],
    "no-undone": [
        ({"core/a.c": "/* TO" "DO */\n"}, ["core/a.c:1"]),
        ({"Makefile": "x:\n\tls /hom" "e/somebody/x\n"}, ["Makefile:2"]),
        ({"README.md": "see /roo" "t/x\n"}, ["README.md:1"]),
        ({"core/a.c": "/* /var/run, todos */\n"}, []),
    ],
    "sql-in-db": [
        ({"fcgi/pages/a.c": 'char *s =\n\t"SELECT 1 "\n\t"FROM x";\n'},
         ["fcgi/pages/a.c:2"]),
        ({"sms/a.c": 'char *s = "UPDATE inbox SET state = 1";\n'},
         ["sms/a.c:1"]),
        ({"db/a.c": 'char *s = "SELECT 1";\n', "sms/a.c":
          'char *s = "Selected";\n'}, []),
    ],
    "sql-constant": [
        ({"db/a.c": 'static const struct query q = {\n\t"SELECT a"\n'
          '\t"  FROM t WHERE b LIKE \'%x\'",\n\tNULL\n};\n'},
         ["db/a.c:2", "db/a.c:3"]),
        ({"db/a.c": '#define A_SQL \\\n\t" a = %d"\n'}, ["db/a.c:2"]),
        ({"db/a.c": 'void f(void) { p(x, "DELETE FROM %s", t); }\n'},
         ["db/a.c:1"]),
        ({"db/a.c": 'static const struct query q = {\n\t"SELECT MOD(a, 2)"'
          '\n};\nvoid f(void) { p("%d rows", n); }\n'}, []),
    ],
    "sql-built": [
        ({"db/a.c": 'void f(void) {\n\ttext_add(&t, "SELECT a FROM b");\n}\n'},
         ["db/a.c:2"]),
        ({"db/a.c": 'void f(void) {\n\tp = pool_print(pool,\n'
          '\t    "UPDATE a SET b = 1");\n}\n'}, ["db/a.c:3"]),
        ({"db/dictionary_sql.c": 'void f(void) { text_add(&t, "SELECT "); }\n'},
         ["db/dictionary_sql.c:1"]),
        ({"db/dictionary_sql.c": 'void f(void) {\n\tassert('
          'dictionary_column_name(s));\n\ttext_add(&t, "SELECT ");\n}\n',
          "db/a.c": 'void f(void) { text_add(&t, "a"); }\n'}, []),
    ],
    "query-listed": [
        ({"db/a.c": "static const struct query one = { s };\n"
          "static const struct query two = { s };\n"
          "const struct query *const a_queries[] = { &one, NULL };\n",
          "fcgi/main.c": "x = a_queries;\n"}, ["db/a.c:2"]),
        ({"db/a.c": "static const struct query one = { s };\n"
          "const struct query *const a_queries[] = { &one, NULL };\n"},
         ["db/a.c:2"]),
        ({"db/a.c": "static const struct query one = { s };\n"
          "const struct query *const a_queries[] = { &one };\n",
          "fcgi/main.c": "x = a_queries;\n"}, ["db/a.c:2"]),
        ({"db/a.c": "static const struct query one = { s };\n"
          "const struct query *const a_queries[] = {\n\t&one, NULL };\n",
          "sms/main.c": "x = a_queries;\n"}, []),
    ],
    "route-row": [
        ({"core/who.h": WHO, "fcgi/pages/a.c": table(HOME,
          '{ VERB_POST, "/x", ROLE_ADMIN, NULL, save, NULL }')},
         ["fcgi/pages/a.c:3"]),
        ({"core/who.h": WHO, "fcgi/pages/a.c": table(
            '{ VERB_GET, "/x", 0, NULL, show, NULL }')},
         ["fcgi/pages/a.c:2"]),
        ({"core/who.h": WHO, "fcgi/pages/a.c": table(HOME, HOME)},
         ["fcgi/pages/a.c:3"]),
        ({"core/who.h": WHO, "fcgi/pages/a.c": table(
            "{ VERB_GET, PATH, ROLE_ADMIN, NULL, show, NULL }")},
         ["fcgi/pages/a.c:1"]),
        ({"core/who.h": WHO, "fcgi/pages/a.c": table(HOME, SAVE)}, []),
    ],
    "route-tested": [
        ({"fcgi/pages/a.c": table(HOME, SAVE), "tests/system/test_a.py":
          'get("/a/1/b")\nget("/b")\n'},
         ["fcgi/pages/a.c:2", "fcgi/pages/a.c:3"]),
        ({"fcgi/pages/a.c": table(SAVE), "tests/system/test_a.py":
          'get("/")\npost("/a/1/bc")\n'}, ["fcgi/pages/a.c:2"]),
        ({"fcgi/pages/a.c": table(HOME, SAVE), "tests/system/test_a.py":
          'get("/?x=1")\npost(f"{url}/a/{n}/b", {})\n'}, []),
    ],
    "template-escapes": [
        ({"templates/a.tpl": "<p>\n"}, ["templates/a.tpl:1"]),
        ({"templates/a.tpl": PRAGMA + "{{x:none}}\n"}, ["templates/a.tpl:2"]),
        ({"templates/a.tpl": PRAGMA + "{{x}}\n"}, []),
    ],
    "template-quotes": [
        ({"templates/a.tpl": PRAGMA + "<a class={{x}}>\n"},
         ["templates/a.tpl:2"]),
        ({"templates/a.tpl": PRAGMA + "<a class=a-{{x}}>\n"},
         ["templates/a.tpl:2"]),
        ({"templates/a.tpl": PRAGMA + '\n<a href="/?q={{x}}">\n'},
         ["templates/a.tpl:3"]),
        ({"templates/a.tpl": PRAGMA + '<a onclick="x()">\n'},
         ["templates/a.tpl:2"]),
        ({"templates/a.tpl": PRAGMA + '<p style="x">\n'},
         ["templates/a.tpl:2"]),
        ({"templates/a.tpl": PRAGMA + "<script>x</script>\n"},
         ["templates/a.tpl:2"]),
        ({"templates/a.tpl": PRAGMA + '<a class="{{x}}" href="/?q={{x:u}}"'
          '{{#HERE}} aria-current="page"{{/HERE}}>a={{x}}</a>\n'
          '<script src="/a.js"></script>\n'}, []),
    ],
    "template-names": [
        ({"templates/a.tpl": PRAGMA + "{{known}}\n{{unknown}}\n",
          "fcgi/pages/a.c": 'page_text(p, "known", s);\n'},
         ["templates/a.tpl:3"]),
        ({"templates/a.tpl": PRAGMA, "fcgi/pages/a.c":
          'page_text(p, "gone", s);\n'}, ["fcgi/pages/a.c:1"]),
        ({"templates/a.tpl": PRAGMA + "{{#A}}\n{{/B}}\n", "fcgi/pages/a.c":
          'page_show(p, "A");\n'}, ["templates/a.tpl:1"]),
        ({"fcgi/pages/a.c": 'x = page_new("a.tpl");\n', "templates/b.tpl":
          PRAGMA}, ["fcgi/pages/a.c:1"]),
        ({"templates/a.tpl": PRAGMA + "{{name}}{{#S}}{{id}}{{/S}}\n",
          "fcgi/pages/a.c": 'page_part(page_part(p, "S"), "S");\n',
          "db/a.c": 'SHAPE(a, COLUMN(a, id), { "name", 1 });\n'}, []),
    ],
}
