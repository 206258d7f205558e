/* Photos of an entry: one control more at a time, and a large photo is made
   smaller before it is sent.  The server does the same where this can't. */
"use strict";

(function () {
  var SIDE = 2048, LARGE = 900 * 1024;

  /* Where the camera's own words (EXIF) begin and end in a JPEG; null. */
  function exif(view) {
    if (view.byteLength < 4 || view.getUint16(0) !== 0xffd8) { return null; }
    for (var at = 2; at + 10 <= view.byteLength;) {
      var mark = view.getUint16(at), len = view.getUint16(at + 2);
      if (mark < 0xffe0 || mark > 0xffef || len < 2) { return null; }
      if (mark === 0xffe1 && view.getUint32(at + 4) === 0x45786966 &&
          at + 2 + len <= view.byteLength) {
        return { at: at, end: at + 2 + len };
      }
      at += 2 + len;
    }
    return null;
  }

  /* The canvas has turned it upright: say so. */
  function upright(bytes) {
    var view = new DataView(bytes.buffer), tiff = 10, little, at, n, i;
    if (bytes.length < tiff + 8) { return bytes; }
    little = view.getUint16(tiff) === 0x4949;
    at = tiff + view.getUint32(tiff + 4, little);
    if (at + 2 > bytes.length) { return bytes; }
    n = view.getUint16(at, little);
    for (i = 0; i < n && at + 14 + 12 * i <= bytes.length; i++) {
      if (view.getUint16(at + 2 + 12 * i, little) === 0x0112) {
        view.setUint16(at + 10 + 12 * i, 1, little);
      }
    }
    return bytes;
  }

  /* The smaller one with the words of the old one: place and time. */
  function withWords(file, blob) {
    return Promise.all([file.slice(0, 256 * 1024).arrayBuffer(), blob.arrayBuffer()]).then(function (both) {
      var found = exif(new DataView(both[0]));
      if (!found) { return blob; }
      var words = upright(new Uint8Array(both[0].slice(found.at, found.end)));
      return new Blob([both[1].slice(0, 2), words, both[1].slice(2)], { type: "image/jpeg" });
    });
  }

  function smaller(file) {
    return createImageBitmap(file, { imageOrientation: "from-image" }).then(function (image) {
      var rate = Math.min(1, SIDE / Math.max(image.width, image.height));
      var canvas = document.createElement("canvas");
      canvas.width = Math.max(1, Math.round(image.width * rate));
      canvas.height = Math.max(1, Math.round(image.height * rate));
      var pen = canvas.getContext("2d");
      pen.fillStyle = "#fff";
      pen.fillRect(0, 0, canvas.width, canvas.height);
      pen.drawImage(image, 0, 0, canvas.width, canvas.height);
      return new Promise(function (done) { canvas.toBlob(done, "image/jpeg", 0.85); });
    }).then(function (blob) { return withWords(file, blob); });
  }

  function shrink(input) {
    var file = input.files[0];
    if (!file || file.size <= LARGE || !/^image\/(jpeg|png|webp|bmp)$/.test(file.type) || !window.createImageBitmap || !window.DataTransfer) {
      return;
    }
    var note = input.parentNode.querySelector(".shrunk") || document.createElement("div");
    var form = input.form;
    note.className = "form-text shrunk";
    note.textContent = "正在缩小…";
    input.parentNode.appendChild(note);
    form.dataset.busy = 1 + (+form.dataset.busy || 0);
    smaller(file).then(function (blob) {
      if (input.files[0] !== file || blob.size >= file.size) { note.remove(); return; }
      var list = new DataTransfer();
      list.items.add(new File([blob], file.name.replace(/\.\w+$/, "") + ".jpg", { type: "image/jpeg" }));
      input.files = list.files;
      note.textContent = "已从 " + (file.size / 1048576).toFixed(1) + " MB 缩小到 " + Math.ceil(blob.size / 1024) + " KB";
    }).catch(function () { note.remove(); }).then(function () {
      form.dataset.busy = form.dataset.busy - 1;
      if (form.dataset.waiting && +form.dataset.busy === 0) {
        delete form.dataset.waiting;
        form.requestSubmit();
      }
    });
  }

  /* Sent from this page: where the network or the database is away, it stays
     with everything typed and chosen. */
  function send(form) {
    var note = form.querySelector(".unsent") || document.createElement("p");
    var button = form.querySelector("button[type=submit]");
    if (form.dataset.flying) { return; }
    form.dataset.flying = "1";
    note.className = "unsent flaw";
    note.setAttribute("role", "status");
    note.textContent = "正在保存…";
    button.parentNode.appendChild(note);
    fetch(form.action, { method: "POST", body: new FormData(form), credentials: "same-origin" }).then(function (answer) {
      /* a page without the form would take what was typed away */
      if (!answer.ok && answer.status !== 409 && answer.status !== 422) { throw answer; }
      window.bangfuSaved();
      if (answer.redirected) {
        window.location.href = answer.url;
        return null;
      }
      return answer.text().then(function (page) {
        document.open();
        document.write(page);
        document.close();
      });
    }).catch(function (answer) {
      delete form.dataset.flying;
      window.bangfuChanged();
      note.textContent = answer.status === 413 ?
        "没有存上：照片太大，请减少几张或换小一些的再点保存。填的内容都还在。" :
        answer.status >= 400 && answer.status < 500 ?
        "没有存上：页面已经过期，或者换了账号登录。填的内容都还在，请先复制下来，再重新打开这个页面。" :
        "没有存上（网络断了，或者系统正忙）。填的内容和照片都还在，请稍等几秒再点保存。";
    });
  }

  document.querySelectorAll("form[data-visit]").forEach(function (form) {
    var rows = Array.prototype.slice.call(form.querySelectorAll(".photo-more"));
    rows = rows.filter(function (row) {
      var wrong = row.querySelector(".flaw");
      row.hidden = !wrong;
      return !wrong;
    });
    if (rows.length) {
      var more = document.createElement("button");
      more.type = "button";
      more.className = "btn btn-sm btn-outline-primary";
      more.textContent = "+ 更多照片";
      more.addEventListener("click", function () {
        var row = rows.shift();
        row.hidden = false;
        row.querySelector("input").focus();
        if (!rows.length) { more.remove(); }
      });
      rows[rows.length - 1].parentNode.appendChild(more);
    }
    form.addEventListener("change", function (event) {
      if (event.target.type === "file") { shrink(event.target); }
    });
    /* before bangfu.js counts it as sent: wait until all are smaller */
    form.addEventListener("submit", function (event) {
      if (+form.dataset.busy > 0) {
        event.preventDefault();
        event.stopPropagation();
        form.dataset.waiting = "1";
      }
    }, true);
    form.addEventListener("submit", function (event) {
      if (window.fetch && window.FormData) {
        event.preventDefault();
        send(form);
      }
    });
  });
})();
