"""A phone's photo in Chromium: made smaller before it is sent, with the place
and time that the camera wrote."""
import base64
import os
import struct
import sys
import zlib

import pytest

sys.path.insert(0, __file__.rsplit("/", 2)[0] + "/system")
import pictures                                             # noqa: E402


@pytest.fixture
def shot():
    """A photograph beyond 1 MB: 2600 x 1950, turned, with its place."""
    noise = os.urandom(3 * 2600)
    rows = b"".join(b"\0" + noise[i % 89:] + noise[:i % 89]
                    for i in range(1950))
    big = b"\x89PNG\r\n\x1a\n" + pictures.chunk(b"IHDR", struct.pack(
        ">IIBBBBB", 2600, 1950, 8, 2, 0, 0, 0)) + pictures.chunk(
            b"IDAT", zlib.compress(rows, 6)) + pictures.chunk(b"IEND", b"")
    return big


def as_jpeg(browser, png):
    """What a canvas makes of it: a camera's JPEG without its words."""
    data = browser.js("""
        var source = arguments[0];
        return new Promise(function (ok) {
          var i = new Image();
          i.onload = function () {
            var c = document.createElement('canvas');
            c.width = i.width; c.height = i.height;
            c.getContext('2d').drawImage(i, 0, 0);
            ok(c.toDataURL('image/jpeg', 0.97));
          };
          i.src = source;
        });""", "data:image/png;base64," + base64.b64encode(png).decode())
    return base64.b64decode(data.split(",")[1])


def test_a_large_photo_is_made_smaller_before_it_is_sent(
        phone, stack, shot, tmp_path):
    phone.sign_in("helper")
    me = stack.account("helper")["helper_id"]
    one = stack.rows("SELECT household_id AS id FROM pairing WHERE helper_id"
                     " = %s AND to_day > '2022-03-04' LIMIT 1", me)[0]["id"]
    phone.open(f"/household/{one}/visit")
    camera = pictures.with_exif(as_jpeg(phone, shot), orientation=6,
                                place=(39.353417, 114.692778))
    assert len(camera) > 1 << 20
    path = tmp_path / "IMG_0001.jpg"
    path.write_bytes(camera)
    phone.one(".visit-new > summary").click()
    # one control; the others come one by one
    shown = [e for e in phone.all("input[type=file]") if e.is_displayed()]
    assert len(shown) == 1
    shown[0].send_keys(str(path))
    phone.wait(lambda: "已从" in phone.one(".shrunk").text, "made smaller")
    sent = phone.js("return document.querySelector('input[name=photo1]')"
                    ".files[0].size")
    assert sent < len(camera)
    more = [b for b in phone.all("form[data-visit] button[type=button]")
            if "更多照片" in b.text][0]
    phone.js("arguments[0].click()", more)
    shown = [e for e in phone.all("input[type=file]") if e.is_displayed()]
    assert len(shown) == 2
    phone.id("f-method").send_keys("走访慰问")
    phone.id("f-detail").send_keys("送去米面油，询问老人身体情况。")
    phone.leave(phone.one("form[data-visit] button[type=submit]"))
    assert "已保存这条记录" in phone.notice()
    row = stack.rows("SELECT * FROM photo ORDER BY photo_id DESC LIMIT 1")[0]
    # upright, once; place and time kept apart
    assert row["height"] > row["width"]
    assert row["bytes"] <= 1 << 20
    assert row["latitude_e6"] // 10 == 3935341
    assert str(row["taken_at"]) == "2022-03-01 09:30:00"
    # the place stands beside the photo that is shown
    phone.open(f"/visit/{row['visit_id']}")
    phone.wait(lambda: phone.js(
        "return Array.from(document.images).every(i => i.complete &&"
        " i.naturalWidth > 0)"), "photos shown")
    assert not phone.complaints()
    assert phone.js("return document.documentElement.scrollWidth") == 360
