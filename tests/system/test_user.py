"""Accounts: listed, added, disabled, given a new initial password; by whom
that may and what he may not."""
import itertools
import re
import time

import pytest

serial = itertools.count(int(time.time()) % 1000000 * 100)


def filled(stack, role="village", **other):
    """A form as an operator would send it."""
    words = {"login": f"test.{next(serial)}", "name": "测试用户",
             "bureau": "130630", "role": role, "helper": "",
             "area": str(stack.account("village")["area"]),
             "password": "kmpt4729"}
    if role in ("township", "county", "admin"):
        words["area"] = str(stack.account(role)["area"])
    words.update(other)
    return words


def added(stack, web, role="village", **other):
    """An account newly made: its words and its number."""
    words = filled(stack, role, **other)
    web.get("/user/new")
    answer = web.post("/user/new", words)
    assert answer.status_code == 303
    found = re.fullmatch(r"/user/(\d+)\?done=added",
                         answer.headers["Location"])
    return words, int(found.group(1))


def nonce_of(page):
    return re.search(r'name="nonce" value="([^"]+)"', page.text)[1]


def account_of(words):
    return {"user": words["login"], "password": words["password"],
            "bureau": words["bureau"]}


# ---- the list ----------------------------------------------------------

def test_the_list_is_of_the_own_area(stack):
    web = stack.signed_in("county")
    page = web.get("/user").text
    for role in ("county", "township", "village"):
        assert stack.account(role)["user"] in page
    for role in ("township", "village", "helper"):
        assert stack.signed_in(role).get("/user").status_code == 403
    assert stack.guest().get("/user").headers["Location"] == \
        "/signin?to=/user"


@pytest.mark.parametrize("query,there,absent", [
    ("role=village", "village", ">admin<"), ("find=townsh", "township",
                                             ">village<"),
    ("find=%E6%B2%A1%E6%9C%89", "没有符合条件", ">village<"),
    ("find=%25", "没有符合条件", ">village<"),
    ("page=999&role=county", "county", ">village<"),
    ("page=x&all=1", "county", "没有符合条件"),
])
def test_the_list_is_searched(stack, query, there, absent):
    page = stack.signed_in("county").get("/user?" + query)
    assert page.status_code == 200
    assert there in page.text
    assert absent not in re.sub(r"<nav.*?</nav>|<select.*?</select>", "",
                                page.text, flags=re.S)


# ---- another role or area --------------------------------------------

def place_of(stack, number):
    return stack.rows("SELECT role, area, helper_id FROM user"
                      " WHERE user_id = %s", number)[0]


def other_township(stack):
    own = stack.account("township")["area"]
    return stack.rows("SELECT code, name FROM area WHERE level = 4"
                      " AND code <> %s ORDER BY code", own)[0]


def spare_helper(stack):
    return stack.rows(
        "SELECT k.helper_id, k.area FROM helper k WHERE k.active AND NOT"
        " EXISTS (SELECT 1 FROM user u WHERE u.helper_id = k.helper_id)"
        " ORDER BY k.helper_id DESC")[0]


def test_another_area_ends_the_sessions(stack):
    web = stack.signed_in("county")
    words, number = added(stack, web)
    his = stack.guest()
    his.sign_in(account_of(words))
    assert "修改" in his.get("/account/password").text
    town = other_township(stack)
    page = web.get(f"/user/{number}/edit").text
    assert 'value="village" checked' in page
    answer = web.post(f"/user/{number}/edit", {
        "role": "township", "area": str(town["code"]), "helper": ""})
    assert answer.headers["Location"] == f"/user/{number}?done=place"
    assert place_of(stack, number) == {
        "role": "township", "area": town["code"], "helper_id": None}
    assert his.get("/account/password").status_code == 303
    assert "重新登录后生效" in web.get(f"/user/{number}?done=place").text
    assert "修改角色和地区" in web.get("/user").text or stack.rows(
        "SELECT 1 FROM audit WHERE deed = 'user-place' AND about LIKE %s",
        f"user {number}:%")


def test_an_account_becomes_a_helpers(stack):
    web = stack.signed_in("admin")
    _, number = added(stack, web)
    helper = spare_helper(stack)
    answer = web.post(f"/user/{number}/edit", {
        "role": "helper", "area": "", "helper": str(helper["helper_id"])})
    assert answer.status_code == 303
    assert place_of(stack, number) == {"role": "helper", **{
        "area": helper["area"], "helper_id": helper["helper_id"]}}
    # the same once more changes nothing; his own helper is not "taken"
    answer = web.post(f"/user/{number}/edit", {
        "role": "helper", "area": "", "helper": str(helper["helper_id"])})
    assert answer.headers["Location"] == f"/user/{number}?done=same"
    # and back to a village
    village = stack.account("village")["area"]
    answer = web.post(f"/user/{number}/edit", {
        "role": "village", "area": str(village), "helper": ""})
    assert answer.status_code == 303
    assert place_of(stack, number)["helper_id"] is None


@pytest.mark.parametrize("change,said", [
    ({"role": ""}, "请填写角色"),
    ({"role": "king"}, "角色"),
    ({"role": "admin"}, "高于您自己的角色"),
    ({"area": ""}, "没有填：请选择负责地区"),
    ({"area": "无此地"}, "不是您负责范围内的地区"),
    ({"area": "110101001001"}, "不在您负责的地区内"),
    ({"role": "village", "area": "130630"}, "要选到"),
    ({"role": "helper", "area": ""}, "没有填：要说明是哪一位帮扶责任人"),
    ({"role": "helper", "area": "", "helper": "查无此人"}, "没有找到"),
    ({"role": "helper", "area": "", "helper": "999999"}, "没有找到"),
    ({"helper": "1"}, "角色不是帮扶责任人"),
])
def test_a_wrong_place_is_told(stack, change, said):
    web = stack.signed_in("county")
    _, number = added(stack, web)
    before = place_of(stack, number)
    words = {"role": "village", "helper": "",
             "area": str(stack.account("village")["area"]), **change}
    answer = web.post(f"/user/{number}/edit", words)
    assert answer.status_code == 422
    assert said in answer.text
    if change.get("area"):
        assert f'value="{change["area"]}"' in answer.text
    assert place_of(stack, number) == before


def test_a_helper_with_an_account_is_not_given_again(stack):
    web = stack.signed_in("county")
    _, number = added(stack, web)
    taken = stack.rows("SELECT helper_id FROM user WHERE helper_id IS NOT"
                       " NULL AND NOT disabled")[0]["helper_id"]
    answer = web.post(f"/user/{number}/edit", {
        "role": "helper", "area": "", "helper": str(taken)})
    assert answer.status_code == 422 and "已有账号" in answer.text


def test_who_may_not_change_a_place(stack):
    admin = stack.rows("SELECT user_id FROM user WHERE role = 'admin'")[0]
    county = stack.signed_in("county")
    self = stack.rows("SELECT user_id FROM user WHERE login = %s",
                      stack.account("county")["user"])[0]["user_id"]
    words = {"role": "village", "helper": "",
             "area": str(stack.account("village")["area"])}
    for number, want in ((self, 403), (admin["user_id"], (403, 404)),
                         (999999, 404)):
        want = want if isinstance(want, tuple) else (want,)
        assert county.get(f"/user/{number}/edit").status_code in want
        county.get("/user")
        assert county.post(f"/user/{number}/edit",
                           words).status_code in want
    for role in ("township", "village", "helper"):
        web = stack.signed_in(role)
        assert web.get("/user/1/edit").status_code == 403
        assert web.post("/user/1/edit", words).status_code == 403
    assert stack.guest().get("/user/1/edit").status_code == 303


def test_disabling_asks_first(stack):
    web = stack.signed_in("county")
    _, number = added(stack, web)
    page = web.get(f"/user/{number}").text
    assert re.search(r"<details class=\"ask\"><summary[^>]*>停用账号</summary>"
                     r".*?确定停用</button>", page, re.S)


# ---- adding ------------------------------------------------------------

def test_a_new_user_signs_in_and_must_change_his_password(stack):
    web = stack.signed_in("county")
    words, number = added(stack, web)
    page = web.get(f"/user/{number}?done=added").text
    assert "账号已开通" in page and words["login"] in page
    new = stack.guest()
    assert new.sign_in(account_of(words)).status_code == 303
    assert new.get("/").headers["Location"] == "/account/password"
    row = stack.rows("SELECT * FROM user WHERE user_id = %s", number)[0]
    assert row["must_change"] == 1 and row["role"] == "village"
    assert words["password"] not in row["password_hash"]
    assert stack.rows("SELECT 1 FROM audit WHERE deed = 'user-add'"
                      " AND about = %s", f"user {number}")


def test_each_page_offers_another_simple_password(stack):
    web = stack.signed_in("county")
    seen = {re.search(r'name="password" value="([^"]+)"',
                      web.get("/user/new").text).group(1)
            for _ in range(3)}
    assert len(seen) == 3
    for word in seen:
        assert re.fullmatch(r"[a-z]{4}[2-9]{4}", word)


@pytest.mark.parametrize("role", ["village", "township", "county"])
def test_roles_up_to_the_own_are_given(stack, role):
    added(stack, stack.signed_in("county"), role)


def test_areas_are_typed_as_names(stack):
    web = stack.signed_in("county")
    village = stack.account("village")["area"]
    names = stack.rows("SELECT v.name AS village, t.name AS town FROM area v"
                       " JOIN area t ON t.code = v.parent"
                       " WHERE v.code = %s", village)[0]
    _, number = added(stack, web, area=f"{names['town']} "
                      f"{names['village']}")
    assert stack.rows("SELECT area FROM user WHERE user_id = %s",
                      number)[0]["area"] == village


def free_helper(stack):
    return stack.rows(
        "SELECT h.* FROM helper h LEFT JOIN user u"
        " ON u.helper_id = h.helper_id AND NOT u.disabled"
        " WHERE u.user_id IS NULL AND h.active AND h.phone IS NOT NULL"
        " ORDER BY h.helper_id DESC LIMIT 1")[0]


def test_a_helper_gets_his_account_by_phone(stack):
    web = stack.signed_in("county")
    helper = free_helper(stack)
    page = web.get(f"/user/new?helper={helper['helper_id']}").text
    assert helper["name"] in page and helper["phone"] in page
    phone = helper["phone"]
    _, number = added(stack, web, "helper", area="",
                      helper=f"+86 {phone[:3]} {phone[3:7]} {phone[7:]}")
    row = stack.rows("SELECT * FROM user WHERE user_id = %s", number)[0]
    assert row["helper_id"] == helper["helper_id"]
    assert row["area"] == helper["area"]
    # and no second one
    web.get("/user/new")
    answer = web.post("/user/new", filled(stack, "helper", area="",
                                          helper=phone))
    assert answer.status_code == 422 and "已有账号" in answer.text


@pytest.mark.parametrize("words,sentence", [
    ({"login": ""}, "请填写用户名"),
    ({"login": "ab"}, "用户名太短"),
    ({"login": "x" * 41}, "用户名太长"),
    ({"login": "张三abc"}, "只能用字母、数字"),
    ({"login": "a b c"}, "只能用字母、数字"),
    ({"login": "county"}, "已被使用"),
    ({"login": "COUNTY"}, "已被使用"),
    ({"name": ""}, "请填写姓名"),
    ({"name": "字" * 61}, "姓名太长"),
    ({"name": "张\x00三"}, "不能保存的字符"),
    ({"name": "=1+1"}, "姓名“=1+1”不是姓名"),
    ({"name": "张三2"}, "不是姓名"), ({"name": "张三、李四"}, "不是姓名"),
    ({"bureau": ""}, "请填写委办局编号"),
    ({"bureau": "编号"}, "委办局编号“编号”只能用"),
    ({"role": ""}, "请填写角色"),
    ({"role": "king"}, "角色“king”不在可选范围内"),
    ({"role": "admin"}, "高于您自己的角色"),
    ({"area": ""}, "请选择负责地区"),
    ({"area": "不存在镇"}, "不是您负责范围内的地区"),
    ({"area": "110101000000"}, "不在您负责的地区内"),
    ({"area": "130600000000"}, "不在您负责的地区内"),
    ({"area": "0"}, "不在您负责的地区内"),
    ({"area": "130630999999"}, "不是您负责范围内的地区"),
    ({"area": "130630"}, "要选到村"),
    ({"role": "township", "area": "130630"}, "要选到乡镇"),
    ({"role": "helper"}, "要说明是哪一位"),
    ({"role": "helper", "helper": "19999999999"}, "没有找到"),
    ({"role": "helper", "helper": "99999999"}, "没有找到"),
    ({"role": "helper", "helper": "没有这人"}, "没有找到"),
    ({"helper": "19900000100"}, "角色不是帮扶责任人"),
    ({"password": ""}, "请填写初始密码"),
    ({"password": "abc123"}, "初始密码太短"),
    ({"password": "12345678"}, "太简单"),
    ({"password": "abcdefgh"}, "太简单"),
])
def test_a_wrong_word_is_named_and_all_words_are_kept(stack, words,
                                                      sentence):
    web = stack.signed_in("county")
    web.get("/user/new")
    sent = filled(stack, name="王测试", login="kept.login", **{
        k: v for k, v in words.items() if k not in ("name", "login")})
    sent.update(words)
    answer = web.post("/user/new", sent)
    assert answer.status_code == 422
    assert sentence in answer.text
    for name in ("login", "name", "bureau", "area", "helper", "password"):
        if "\x00" not in sent[name]:
            assert f'value="{sent[name]}"' in answer.text, name
    assert not stack.rows("SELECT 1 FROM user WHERE login = 'kept.login'")


def test_posts_without_token_role_or_session_do_nothing(stack):
    county = stack.signed_in("county")
    sent = filled(stack)
    assert county.post("/user/new", sent, token="").status_code == 403
    assert county.post("/user/new", sent, token="x" * 43).status_code == 403
    town = stack.signed_in("township")
    assert town.post("/user/new", sent).status_code == 403
    guest = stack.guest()
    guest.get("/signin")
    kept = guest.post("/user/new", sent)
    assert kept.status_code == 200 and "登录已过期" in kept.text
    assert f'value="{sent["login"]}"' in kept.text
    assert not stack.rows("SELECT 1 FROM user WHERE login = %s",
                          sent["login"])


def test_the_same_form_twice_makes_one_account(stack):
    web = stack.signed_in("county")
    sent = {**filled(stack), "nonce": nonce_of(web.get("/user/new"))}
    first = web.post("/user/new", sent)
    assert first.status_code == 303
    again = web.post("/user/new", sent)
    assert again.status_code == 303
    assert again.headers["Location"] == first.headers["Location"]
    assert len(stack.rows("SELECT 1 FROM user WHERE login = %s",
                          sent["login"])) == 1
    assert len(stack.rows(
        "SELECT 1 FROM audit WHERE deed = 'user-add' AND about = %s",
        "user " + re.search(r"\d+", first.headers["Location"])[0])) == 1


@pytest.mark.parametrize("words, status, sentence", [
    ({"password": "qmpt4729"}, 422, "和刚才开通这个账号时的不同"),
    ({"name": "另一个人"}, 409, "还没有保存"),
    ({"nonce": "x" * 43}, 422, "已被使用"),
    ({"nonce": ""}, 422, "已被使用"),
    ({"nonce": "短"}, 422, "表单编号"),
])
def test_the_same_form_with_another_word_is_another(stack, words, status,
                                                    sentence):
    web = stack.signed_in("county")
    sent = {**filled(stack), "nonce": nonce_of(web.get("/user/new"))}
    assert web.post("/user/new", sent).status_code == 303
    answer = web.post("/user/new", {**sent, **words})
    assert answer.status_code == status and sentence in answer.text
    assert stack.rows("SELECT name FROM user WHERE login = %s",
                      sent["login"]) == [{"name": sent["name"]}]


# ---- disabling ---------------------------------------------------------

def test_disabling_ends_the_sessions(stack):
    web = stack.signed_in("county")
    words, number = added(stack, web)
    victim = stack.guest()
    victim.sign_in(account_of(words))
    assert victim.get("/account/password").status_code == 200
    web.get(f"/user/{number}")
    assert web.post(f"/user/{number}/disable").headers["Location"] == \
        f"/user/{number}?done=disabled"
    assert victim.get("/account/password").headers["Location"] \
        .startswith("/signin")
    assert victim.sign_in(account_of(words)).status_code == 422
    assert not stack.rows("SELECT 1 FROM session WHERE user_id = %s", number)
    assert words["login"] not in web.get("/user?find=" +
                                         words["login"]).text \
        .replace(f'value="{words["login"]}"', "") \
        .replace(f'find={words["login"]}', "")
    assert "停用" in web.get("/user?all=1&find=" + words["login"]).text
    web.get(f"/user/{number}")
    assert web.post(f"/user/{number}/enable").status_code == 303
    deeds = [row["deed"] for row in stack.rows(
        "SELECT deed FROM audit WHERE about = %s ORDER BY audit_id",
        f"user {number}")]
    assert deeds == ["user-add", "user-disable", "user-enable"]


def number_of(stack, role):
    return stack.rows("SELECT user_id FROM user WHERE login = %s",
                      stack.account(role)["user"])[0]["user_id"]


@pytest.mark.parametrize("deed", ["disable", "enable", "password"])
def test_nobody_touches_himself_or_a_higher_role(stack, deed):
    web = stack.signed_in("county")
    for role in ("county", "admin"):
        number = number_of(stack, role)
        page = web.get(f"/user/{number}")
        assert page.status_code == 200
        assert "/disable" not in page.text
        assert f"/user/{number}/password" not in page.text
        answer = web.post(f"/user/{number}/{deed}", {"password": "abcd2345"})
        assert answer.status_code == 403
    for role in ("county", "admin"):
        assert stack.signed_in(role).get("/user").status_code == 200


def test_an_account_elsewhere_is_not_there(stack):
    web = stack.signed_in("county")
    for path in ("/user/999999999", "/user/0", "/user/999999999/password"):
        assert web.get(path).status_code == 404
    web.get("/user")
    for deed in ("disable", "enable", "password"):
        assert web.post(f"/user/999999999/{deed}",
                        {"password": "abcd2345"}).status_code == 404


# ---- a new initial password --------------------------------------------

def test_a_reset_password_must_be_changed_and_ends_the_sessions(stack):
    web = stack.signed_in("admin")
    words, number = added(stack, web)
    victim = stack.guest()
    victim.sign_in(account_of(words))
    page = web.get(f"/user/{number}/password").text
    word = re.search(r'name="password" value="([^"]+)"', page).group(1)
    answer = web.post(f"/user/{number}/password", {"password": word})
    assert answer.headers["Location"] == f"/user/{number}?done=password"
    assert word not in web.get(answer.headers["Location"]).text
    assert victim.get("/account/password").headers["Location"] \
        .startswith("/signin")
    words["password"] = word
    assert victim.sign_in(account_of(words)).status_code == 303
    assert victim.get("/").headers["Location"] == "/account/password"


@pytest.mark.parametrize("word", ["", "short1", "12345678", "x" * 129])
def test_a_poor_initial_password_is_refused(stack, word):
    web = stack.signed_in("county")
    number = number_of(stack, "village")
    web.get(f"/user/{number}/password")
    answer = web.post(f"/user/{number}/password", {"password": word})
    assert answer.status_code == 422 and "新的初始密码" in answer.text
    assert stack.signed_in("village").page.status_code == 200


def test_a_helper_has_one_account_at_a_time(stack):
    web = stack.signed_in("county")
    phone = free_helper(stack)["phone"]
    _, first = added(stack, web, "helper", area="", helper=phone)
    web.get(f"/user/{first}")
    assert web.post(f"/user/{first}/disable").status_code == 303
    _, second = added(stack, web, "helper", area="", helper=phone)
    web.get(f"/user/{first}")
    answer = web.post(f"/user/{first}/enable")
    assert answer.headers["Location"] == f"/user/{first}?done=second"
    assert "没有启用" in web.get(answer.headers["Location"]).text
    assert stack.rows("SELECT disabled FROM user WHERE user_id = %s",
                      first)[0]["disabled"] == 1
    web.get(f"/user/{second}")
    assert web.post(f"/user/{second}/disable").status_code == 303
    assert web.post(f"/user/{first}/enable").headers["Location"] == \
        f"/user/{first}?done=enabled"


def test_files_are_refused_where_no_form_wants_them(stack):
    web = stack.signed_in("county")
    web.get("/user/new")
    sent = dict(filled(stack), token=web.token())
    answer = web.session.post(stack.url + "/user/new", data=sent,
                              files={"photo": ("a.jpg", b"JFIF")},
                              allow_redirects=False, timeout=30)
    assert answer.status_code == 422 and "没有保存" in answer.text
    assert not stack.rows("SELECT 1 FROM user WHERE login = %s",
                          sent["login"])
