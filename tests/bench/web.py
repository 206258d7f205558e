"""Pages and posts: the product, the bare program on the same way, the empty
program, the statements alone; in turn, so that drift counts for all."""
import os
import random
import re
import statistics
from urllib.parse import urlencode

from lxml import html

import instance
import trace as tracing


def median(loads, what="rate"):
    return statistics.median(load[what] for load in loads)


def wide_awake(web, path):
    """The page, and whether it is one."""
    answer = web.get(path)
    if answer.status_code != 200:
        raise RuntimeError(f"{path}: {answer.status_code}")
    return answer


def write_lines(path, lines):
    with open(path, "w", encoding="utf-8") as f:
        f.write("".join(line + "\n" for line in lines))
    return path


def warm(inst, web):
    lines = write_lines(f"{inst.var}/warm.list", ["/account/session\t0 0 0"])
    instance.Load("page.lua", inst.url, 1, lines, web.cookie)


def keep_answer(var, name, answer):
    """The bytes that the bare programs answer: body and head."""
    body, head = f"{var}/{name}.body", f"{var}/{name}.head"
    with open(body, "wb") as f:
        f.write(answer.content)
    lines = [f"Status: {answer.status_code}"]
    for key in ("Content-Type", "Location", "Cache-Control"):
        if key in answer.headers:
            lines.append(f"{key}: {answer.headers[key]}")
    with open(head, "w", encoding="utf-8", newline="") as f:
        f.write("".join(line + "\r\n" for line in lines))
    return [f"--body={body}", f"--head={head}"]


def households(inst, web):
    """Identities that the signed-in user may see."""
    rows = inst.rows("SELECT household_id FROM household"
                     " WHERE free_after IS NULL ORDER BY household_id")
    ids = [row[0] for row in rows]
    random.Random(1).shuffle(ids)
    return ids


def compare(inst, rounds, product, others, alone):
    """Each in turn, ${rounds} times: ({name: [Load]}, [rate alone])."""
    loads = {name: [] for name in ("product", *others)}
    rates = []
    for _ in range(rounds):
        loads["product"].append(product())
        for name, run in others.items():
            loads[name].append(run())
        if alone:
            rates.append(alone())
    return loads, rates


def report(table, name, loads, rates, size=None, statements=None,
           alone="the statements"):
    rate = median(loads["product"])
    wrong = sum(load["wrong"] for load in loads["product"])
    about = []
    if size:
        about.append(f"{size / 1024:.1f} KiB")
    if statements:
        about.append(f"{statements} statements")
    table.add(name, rate, "/s", p99=median(loads["product"], "p99"),
              note=", ".join(about) + (f", {wrong} WRONG" if wrong else ""))
    for other in loads:
        if other != "product":
            theirs = median(loads[other])
            table.add(f"  against: {other}", theirs, "/s",
                      p99=median(loads[other], "p99"), ratio=rate / theirs)
    if rates:
        theirs = statistics.median(rates)
        table.add(f"  against: {alone} alone", theirs, "/s",
                  ratio=rate / theirs)


def page(inst, table, seconds, rounds, path="/household/{}",
         name="household page", role="county"):
    var = inst.var
    web = inst.sign_in(role)
    ids = households(inst, web)
    # a number that is nothing else in the statements
    marked = next(i for i in ids if i > 1000 and i % 100 != 0)
    wide_awake(web, path.format(marked))
    sample = []
    trace = tracing.capture(
        inst, [marked], web.hash, lambda: warm(inst, web),
        lambda: sample.append(wide_awake(web, path.format(marked))))
    trace.write(f"{var}/page.trace")
    answer = keep_answer(var, "page", sample[0])
    lines = write_lines(f"{var}/page.list",
                        [f"{path.format(i)}\t{i} 0 0" for i in ids[:5000]])
    words = write_lines(f"{var}/page.ids", [f"{i} 0 0" for i in ids[:5000]])

    def load(url):
        return instance.Load("page.lua", url, seconds, lines, web.cookie)

    with inst.beside("bare", f"--trace={var}/page.trace", *answer) as bare, \
            inst.beside("empty", *answer) as empty:
        loads, rates = compare(
            inst, rounds, lambda: load(inst.url),
            {"bare program, same way, same statements": lambda: load(bare),
             "empty program, same bytes": lambda: load(empty)},
            lambda: inst.loop(f"{var}/page.trace", words, seconds))
    report(table, name, loads, rates, len(sample[0].content), trace.count)


def fields_of(page_html, action):
    """What a browser would send from the form of ${action}."""
    tree = html.fromstring(page_html)
    form = next(f for f in tree.forms
                if f.method == "POST" and (f.action or action) == action)
    return [(k, v) for k, v in form.form_values()]


def post(inst, table, seconds, rounds, year=2022):
    """The year form with one month more on it, none posted twice."""
    var = inst.var
    root = inst.administrator()
    root.execute("SET SESSION system_versioning_alter_history = KEEP")
    for table_name in ("report", "receipt"):
        root.execute(f"DELETE FROM {table_name}")
    web = inst.sign_in("county")
    ids = households(inst, web)
    marked = next(i for i in ids if i > 1000 and i % 100 != 0)
    path = "/household/{}/report/" + str(year)
    fields = fields_of(wide_awake(web, path.format(marked)).text,
                       path.format(marked))
    token = dict(fields)["token"]
    # every month in turn: the households' list once for each
    months = range(1, 12)
    prefix = month_prefix([k for k, _ in fields])
    form = form_template(fields, prefix)
    slots = [(i, m) for m in months for i in ids if i != marked]

    def body(i, m, wage):
        return form(m, wage, token)

    sample = []
    trace = tracing.capture(
        inst, [marked, year * 100 + 7, 765432], web.hash,
        lambda: warm(inst, web),
        lambda: sample.append(web.session.post(
            inst.url + path.format(marked), data=body(marked, 7, "7654.32"),
            headers={"Content-Type": "application/x-www-form-urlencoded"},
            allow_redirects=False)))
    if sample[0].status_code != 303:
        raise RuntimeError(f"the sample post: {sample[0].status_code}")
    trace.write(f"{var}/post.trace")
    answer = keep_answer(var, "post", sample[0])
    place = [0]

    def take(count):
        some = slots[place[0]:place[0] + count]
        if len(some) < count:
            raise RuntimeError("too few households for so many posts")
        return some

    def load(url, count):
        some = take(count)
        lines = write_lines(f"{var}/post.list", [
            f"{path.format(i)}\t{i} {year * 100 + m} {100 * n + 7}\t"
            + body(i, m, f"{n}.07") for n, (i, m) in enumerate(some, 1)])
        done = instance.Load("post.lua", url, seconds, lines, web.cookie,
                             str(instance.THREADS), "")
        if done["count"] > count:
            raise RuntimeError("the list of posts was too short")
        # the threads take turns, but one may run ahead of the other
        place[0] += min(count, done["count"] * 2)
        return done

    def alone(count):
        some = take(count)
        words = write_lines(f"{var}/post.ids", [
            f"{i} {year * 100 + m} {100 * n + 7}"
            for n, (i, m) in enumerate(some, 1)])
        rate = inst.loop(f"{var}/post.trace", words, seconds)
        place[0] += min(count, int(rate * seconds * 2))
        return rate

    most = 4000 * seconds
    with inst.beside("bare", f"--trace={var}/post.trace", *answer) as bare, \
            inst.beside("empty", *answer) as empty:
        loads, rates = compare(
            inst, rounds, lambda: load(inst.url, most),
            {"bare program, same way, same statements":
                lambda: load(bare, most)},
            lambda: alone(most))
        place[0] = 0
        loads["empty program, same bytes"] = [load(empty, len(slots))]
    stored = inst.rows("SELECT COUNT(*) FROM report WHERE door = 'web'")[0][0]
    report(table, "report POST", loads, rates, None, trace.count)
    table.add("  stored by all of them", stored, "rows")


def month_prefix(names):
    """How the form names the fields of month 7: a pattern with {}."""
    for name in names:
        m = re.fullmatch(r"(\D+)7(\D*[._-])(\w*wage\w*)", name)
        if m:
            return m[1] + "{}" + m[2]
    raise RuntimeError(f"no wage of July among {sorted(names)[:40]}")


def form_template(fields, prefix):
    """form(month, wage, token): the whole form as a browser sends it."""
    def make(month, wage, token):
        mine = prefix.format(month)
        new = {mine + "wage": wage, mine + "housing": "1",
               mine + "water": "1", mine + "dropout": "0",
               mine + "insurance": "1", "token": token}
        sent, out = set(), []
        for key, value in fields:
            if key in sent and key in new:
                continue
            sent.add(key)
            out.append((key, new.pop(key, value) if key in new else value))
        out += list(new.items())
        return urlencode(out)
    return make
