"""The official forms as Chromium prints them: pages, repeated heads."""
import re
import subprocess

import pytest


@pytest.fixture(scope="module")
def households(stack):
    return stack.rows(
        "SELECT h.household_id AS id, h.number FROM household h JOIN"
        " registry_now n ON n.year = h.year WHERE h.area = %s"
        " ORDER BY h.member_count DESC, h.household_id LIMIT 3",
        stack.account("village")["area"])


@pytest.fixture(scope="module")
def office(wide):
    wide.sign_in("village")
    return wide


def pages(pdf, tmp_path):
    """The text of each page, and their size."""
    file = tmp_path / "page.pdf"
    file.write_bytes(pdf)
    info = subprocess.run(["pdfinfo", file], capture_output=True, text=True,
                          check=True).stdout
    size = re.search(r"Page size:\s+([\d.]+) x ([\d.]+)", info).groups()
    text = subprocess.run(["pdftotext", "-layout", file, "-"], text=True,
                          capture_output=True, check=True).stdout
    return text.split("\f")[:-1], tuple(round(float(s)) for s in size)


def test_each_household_begins_a_page_and_is_named_on_all(
        office, households, tmp_path):
    office.open("/print?form=poor&" + "&".join(
        f"household={h['id']}" for h in households))
    assert not office.complaints()
    found, size = pages(office.pdf(), tmp_path)
    assert size == (842, 595)
    # every page says whose it is
    owners = [[h["number"] for h in households if h["number"] in page]
              for page in found]
    assert all(len(o) == 1 for o in owners)
    assert [o[0] for o in owners] == sorted(
        (o[0] for o in owners),
        key=[h["number"] for h in households].index)
    # a household of a few people is on two pages, of many on three
    for h in households:
        assert 2 <= sum(o == [h["number"]] for o in owners) <= 3
    first = [i for i, page in enumerate(found) if "一、基础信息" in page]
    assert len(first) == 3 and first[0] == 0
    assert sum("户主签名" in page for page in found) == 3
    for i, page in enumerate(found):
        assert f"第{i + 1}页，共{len(found)}页" in page
        assert "Ctrl+P" not in page and "打印" not in page


def test_a_long_table_repeats_its_head(office, stack, tmp_path):
    area = stack.account("village")["area"]
    office.open(f"/print?form=summary&village={area}")
    # as if the village were three times as large
    office.js("var b = document.querySelector('.grid tbody');"
            "for (var i = 0; i < 40; i++)"
            " b.appendChild(b.rows[0].cloneNode(true));")
    found, _ = pages(office.pdf(), tmp_path)
    assert len(found) >= 2
    for page in found:
        assert "户主姓名" in page and "户编号" in page
    assert "村级汇总人签名" in found[-1]


def test_the_sheet_on_a_phone_can_be_scrolled(phone, households):
    phone.sign_in("village")
    phone.open(f"/print?form=visit&household={households[0]['id']}")
    assert phone.one(".screen button").text == "打印"
    assert phone.one("h1").is_displayed()
