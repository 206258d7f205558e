"""A helper is told when somebody else changes or sends back his report."""
import time
import uuid

import months
import requests


def told(stack, phone):
    return [row["text"] for row in stack.rows(
        "SELECT text FROM outbox WHERE phone = %s AND kind = 'notice'"
        " ORDER BY outbox_id", phone)]


def ask(stack, phone, text):
    """The answer to a message that Kannel brings."""
    number = str(uuid.uuid4())
    assert requests.post(
        stack.ready["sms"]["gateway_url"], data=text.encode(), timeout=30,
        params={"id": number, "time": number, "from": phone, "to": "10699"},
        headers={"Content-Type": "text/plain"}).status_code == 200
    end = time.time() + 40
    while time.time() < end:
        rows = stack.rows("SELECT o.text FROM inbox i JOIN outbox o"
                          " USING (inbox_id) WHERE i.provider_id = %s",
                          number)
        if rows:
            return rows[0]["text"]
        time.sleep(0.05)
    raise AssertionError("no answer")


def save(web, stack, household, prefix, **said):
    path = f"/household/{household}/report/{months.due(stack) // 100}"
    page = web.get(path)
    words = months.words(page, path)
    words.update(months.month(prefix, months.GOOD, **said))
    return web.post(path, words)


def test_a_helper_hears_of_changes_that_are_not_his_own(stack):
    due = months.due(stack)
    prefix = f"m{due % 100}."
    helper = stack.signed_in("helper")
    mine = stack.rows(
        "SELECT p.household_id, h.head_name, f.phone FROM pairing p"
        " JOIN household h ON h.household_id = p.household_id"
        "  AND h.year = %s AND h.free_after IS NULL"
        " JOIN user u ON u.helper_id = p.helper_id AND u.login = 'helper'"
        " JOIN helper_phone f ON f.helper_id = p.helper_id"
        " WHERE p.to_day = '9999-12-31' ORDER BY p.short_no DESC",
        due // 100)[0]
    household, phone = mine["household_id"], mine["phone"]
    before = len(told(stack, phone))

    assert save(helper, stack, household, prefix, wage="1111"
                ).status_code == 303
    assert save(helper, stack, household, prefix, wage="1200"
                ).status_code == 303
    assert len(told(stack, phone)) == before

    clerk = stack.signed_in("county")
    assert save(clerk, stack, household, prefix, wage="1500"
                ).status_code == 303
    texts = told(stack, phone)
    assert len(texts) == before + 1
    assert "月已由演示县级用户修改" in texts[-1]
    assert "→" in texts[-1] and len(texts[-1]) <= 70
    assert mine["head_name"] not in texts[-1]
    # the same again changes nothing and tells nobody
    assert save(clerk, stack, household, prefix, wage="1500"
                ).status_code == 303
    assert len(told(stack, phone)) == before + 1


def test_a_helper_hears_that_his_report_was_sent_back(stack):
    due = months.due(stack)
    year = due // 100
    rows = stack.rows(
        "SELECT r.household_id, f.phone FROM report r"
        " JOIN helper_phone f ON f.helper_id = r.helper_id"
        " WHERE r.period = %s AND r.state = 'reported'"
        " ORDER BY r.household_id DESC LIMIT 1", due)
    household, phone = rows[0]["household_id"], rows[0]["phone"]
    before = len(told(stack, phone))
    clerk = stack.signed_in("county")
    path = f"/household/{household}/report/{year}"
    clerk.get(path)
    answer = clerk.post(path + "/return", {"period": due, "reason": ""})
    assert answer.status_code == 422
    assert len(told(stack, phone)) == before
    words = months.words(clerk.get(path), path + "/return")
    answer = clerk.post(path + "/return", {
        **words, "period": due, "reason": "工资和去年差太多，请核实"})
    assert answer.status_code == 303, months.sentences(answer)
    texts = told(stack, phone)
    assert len(texts) == before + 1
    assert "被退回: 工资和去年差太多，请核实。请改好后重报" in texts[-1]


def test_a_helper_hears_of_what_another_helper_changes_by_message(stack):
    first, second = stack.ready["helpers"][5:7]
    home = first["households"][-1]
    head = stack.rows("SELECT head_name FROM household WHERE household_id"
                      " = %s ORDER BY year DESC", home["household_id"]
                      )[0]["head_name"]
    stack.rows("INSERT INTO pairing (household_id, helper_id, short_no,"
               " from_day) SELECT %s, helper_id, 901, '2022-01-01'"
               " FROM helper_phone WHERE phone = %s", home["household_id"],
               second["phone"])
    heard = {h["phone"]: len(told(stack, h["phone"]))
             for h in (first, second)}

    def news(helper):
        texts = told(stack, helper["phone"])
        new = texts[heard[helper["phone"]]:]
        heard[helper["phone"]] = len(texts)
        return new

    # his own changes, and what was there already, are no news
    ask(stack, first["phone"], f"报 {home['short']} 工资2001 平安")
    news(first), news(second)
    assert ask(stack, first["phone"], f"报 {home['short']} 工资2002 平安"
               ).startswith("收讫")
    assert ask(stack, second["phone"], "报 901 工资2002 平安"
               ).startswith("已收到")
    assert ask(stack, second["phone"], "报 901 工资12oo 平安"
               ).startswith("901号未收")
    assert news(first) == [] and news(second) == []
    # another's are, once for each
    said = ask(stack, second["phone"], "报 901 工资2102 平安")
    assert said.startswith("收讫"), said
    new = news(first)
    assert len(new) == 1 and len(new[0]) <= 70
    assert f"月已由{second['name']}修改: 收入2002→2102元" in new[0]
    assert head not in new[0] and news(second) == []
    # and now it is the second's
    ask(stack, second["phone"], "报 901 工资2103 平安")
    assert news(first) == [] and news(second) == []
    ask(stack, first["phone"], f"报 {home['short']} 工资2104 平安")
    new = news(second)
    assert len(new) == 1 and "收入2103→2104元" in new[0], new
    assert news(first) == []
    stack.rows("DELETE FROM pairing WHERE short_no = 901")
