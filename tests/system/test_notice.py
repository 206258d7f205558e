"""A helper is told when somebody else changes or sends back his report."""
import months


def told(stack, phone):
    return [row["text"] for row in stack.rows(
        "SELECT text FROM outbox WHERE phone = %s AND kind = 'notice'"
        " ORDER BY outbox_id", phone)]


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
    clerk.get(path)
    answer = clerk.post(path + "/return",
                        {"period": due, "reason": "工资和去年差太多，请核实"})
    assert answer.status_code == 303, months.sentences(answer)
    texts = told(stack, phone)
    assert len(texts) == before + 1
    assert "被退回: 工资和去年差太多，请核实。请改好后重报" in texts[-1]
