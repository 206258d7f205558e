"""Households to write on, and forms as a browser sends them."""
import itertools

import lxml.html

GOOD = {"housing": "1", "water": "1", "dropout": "0", "insurance": "1"}
INCOMES = ("wage", "business", "land", "dividend", "solar", "property",
           "policy", "transfer")


def due(stack):
    """The month that is due: the one before the clock's."""
    row = stack.rows("SELECT MAX(period) AS period FROM report")
    return row[0]["period"]


def shifted(period, months):
    """202201, -1: 202112."""
    year, month = divmod(period // 100 * 12 + period % 100 - 1 + months, 12)
    return year * 100 + month + 1


def current(stack):
    """The month of today: it is not over."""
    today = stack.today()
    return today.year * 100 + today.month


def fresh(stack, area=None, used=set(), before=False):
    """A household nobody wrote for in the due month; each only once.
    ${area}: (low, high), else anywhere but in the demo township, which other
    tests write on."""
    low, high = area or span(stack.account("county")["area"])
    home = (0, 0) if area else span(stack.account("township")["area"])
    rows = stack.rows(
        "SELECT h.household_id, h.area, h.number, h.head_name"
        "  FROM household h JOIN registry_now USING (year) LEFT JOIN report r"
        "    ON r.household_id = h.household_id AND r.period = %s"
        "  LEFT JOIN report b"
        "    ON b.household_id = h.household_id AND b.period = %s"
        "   AND b.state = 'reported'"
        " WHERE h.area BETWEEN %s AND %s AND h.area NOT BETWEEN %s AND %s"
        "   AND h.free_after IS NULL"
        "   AND r.state IS NULL AND (%s = 0 OR b.state IS NOT NULL)"
        " ORDER BY h.household_id DESC",
        due(stack), due(stack) - 1, low, high, *home, int(before))
    row = next(r for r in rows if r["household_id"] not in used)
    used.add(row["household_id"])
    return row


def span(area):
    for size in (10**6, 10**3, 1):
        if area % size == 0:
            return area, area + size - 1


def stored(stack, household_id, period):
    rows = stack.rows(
        "SELECT r.*, c.receipt_id FROM report r LEFT JOIN receipt c"
        "    ON c.household_id = r.household_id AND c.period = r.period"
        " WHERE r.household_id = %s AND r.period = %s",
        household_id, period)
    return rows[0] if rows else None


def versions(stack, household_id, period):
    """How often the month was written, from its history."""
    return stack.rows(
        "SELECT COUNT(*) AS n FROM report FOR SYSTEM_TIME ALL"
        " WHERE household_id = %s AND period = %s",
        household_id, period)[0]["n"]


def words(page, action):
    """What a browser would send of the form with that action (its path),
    without the buttons."""
    tree = lxml.html.fromstring(page.text)
    form = next(f for f in tree.forms
                if (f.get("action") or "").split("?")[0] == action)
    return dict(form.form_values())


def month(prefix, answers=None, **incomes):
    """Words of one row."""
    said = {prefix + name: word for name, word in incomes.items()}
    said.update({prefix + name: word
                 for name, word in (answers or {}).items()})
    return said


def sentences(page):
    tree = lxml.html.fromstring(page.text)
    return " ".join(e.text_content().strip() for e in itertools.chain(
        tree.find_class("flaw"), tree.find_class("alert-danger"),
        tree.find_class("alert-warning")))


def notice(page):
    tree = lxml.html.fromstring(page.text)
    return " ".join(e.text_content() for e in tree.find_class("notice"))
