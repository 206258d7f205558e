/* The village's grid: keys, paste from a spreadsheet, rows that save
   themselves.  Without it the page is one form with one button. */
"use strict";

(function () {
  var form = document.querySelector("form[data-grid]");
  if (!form || !window.bangfuEntry) { return; }
  var E = window.bangfuEntry;
  var rows = Array.prototype.filter.call(form.querySelectorAll("[data-row]"), function (row) {
    return E.controls(row).wage;
  });
  var status = form.querySelector("[data-status]");
  var keys = document.querySelector("[data-keys]");
  if (keys) { keys.hidden = rows.length === 0; }

  function field(control) { return control.name.split(".")[1]; }
  function values(row) { return JSON.stringify(E.read(row)); }
  var left_out = "";
  /* Rows refused and not mended: they may have scrolled out of sight. */
  function open_rows() {
    var names = rows.filter(function (row) { return row.refused && values(row) !== row.saved; }).map(called);
    return names.length ? "有" + some(names) + "没有保存，请看该户下面的提示。" : "";
  }
  function called(row) { return row.querySelector("b").textContent; }
  function say(text) {
    if (!status) { return; }
    var open = open_rows();
    status.textContent = left_out + text + open;
    status.classList.toggle("bad", left_out + open !== "");
  }
  /* 已报 and 还差 above the grid. */
  function count(row, filed) {
    var by = filed - row.filed;
    row.filed = filed;
    [["reported", by], ["missing", -by]].forEach(function (of) {
      var shown = document.querySelector("[data-count=" + of[0] + "]");
      shown.textContent = Number(shown.textContent) + of[1];
    });
  }
  function filed(state) { return state === "reported" || state === "late"; }
  rows.forEach(function (row) {
    row.saved = values(row);
    row.filed = filed(row.querySelector(".status .state").className.replace(/.*state-/, ""));
    paint(row);
    /* words that came back from the server unsaved */
    if (row.querySelector(".tail .flaw a, .is-invalid")) { row.saved = ""; }
  });

  /* Bad answers are red. */
  function paint(row) {
    var c = E.controls(row);
    E.ANSWERS.forEach(function (name) {
      c[name].classList.toggle("answer-bad", c[name].value === (name === "dropout" ? "1" : "0"));
    });
  }

  /* ---- moving ---- */
  function go(row, name, down) {
    var at = rows.indexOf(row) + down;
    if (at < 0 || at >= rows.length) { return false; }
    var target = E.controls(rows[at])[name];
    target.focus();
    if (target.select) { target.select(); }
    return true;
  }
  function side(row, name, right) {
    var at = E.FIELDS.indexOf(name) + right;
    if (at < 0 || at >= E.FIELDS.length) { return; }
    var target = E.controls(row)[E.FIELDS[at]];
    target.focus();
    if (target.select) { target.select(); }
  }
  function changed(row) {
    E.refresh(row);
    paint(row);
    if (window.bangfuChanged) { window.bangfuChanged(); }
  }
  function normal(row) {
    E.write(row, { housing: "1", water: "1", dropout: "0", insurance: "1" });
    paint(row);
  }
  function copy(row) {
    var parts = row.dataset.last.split(";");
    if (parts.length < 13) { return; }
    var v = {};
    E.FIELDS.forEach(function (name, i) { v[name] = i < 12 ? parts[i] : parts.slice(12).join(";"); });
    E.write(row, v);
    paint(row);
  }

  form.addEventListener("keydown", function (event) {
    var c = event.target, row = E.row(c), key = event.key;
    if (!row || !c.name || c.type === "hidden" || c.tagName === "BUTTON" || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) { return; }
    var name = field(c), text = name === "problem", select = c.tagName === "SELECT";
    var all = !select && c.selectionStart === 0 && c.selectionEnd === c.value.length;
    var start = select || all || c.selectionEnd === 0, end = select || all || c.selectionStart === c.value.length;
    if (key === "Enter" || key === "ArrowDown" || key === "ArrowUp") {
      event.preventDefault();
      var up = key === "ArrowUp" || (key === "Enter" && event.shiftKey);
      if (!go(row, name, up ? -1 : 1) && key === "Enter") { save(row); }
    } else if (key === "ArrowLeft" && start) {
      event.preventDefault();
      side(row, name, -1);
    } else if (key === "ArrowRight" && end) {
      event.preventDefault();
      side(row, name, 1);
    } else if (!text && (key === "=" || key === "+")) {
      event.preventDefault();
      copy(row);
    } else if (!text && key === "*") {
      event.preventDefault();
      normal(row);
    } else if (select && "10yn ".indexOf(key) >= 0) {
      event.preventDefault();
      c.value = key === "1" || key === "y" ? "1" : key === " " ? (c.value === "1" ? "0" : "1") : "0";
      changed(row);
      if (key !== " ") { side(row, name, 1); }
    }
  });
  form.addEventListener("focusin", function (event) {
    if (event.target.select && event.target.tagName === "INPUT") { event.target.select(); }
  });
  form.addEventListener("input", function (event) {
    if (event.isTrusted) { left_out = ""; }
  });
  form.addEventListener("change", function (event) {
    var row = E.row(event.target);
    if (row && rows.indexOf(row) >= 0) { paint(row); }
  });
  form.addEventListener("click", function (event) {
    if (!event.target.matches("[data-copy]")) { return; }
    event.preventDefault();
    copy(E.row(event.target));
    E.controls(E.row(event.target)).wage.focus();
  });

  /* ---- a block from a spreadsheet ---- */
  function answer(word) {
    if (/^(1|是|有|安全|达标|已参加|√|✓|y|yes)$/i.test(word)) { return "1"; }
    return /^(0|否|无|没有|不安全|不达标|未参加|×|x|n|no)$/i.test(word) ? "0" : "";
  }
  function amount(word) {
    return word.replace(/^[¥￥]\s*/, "").replace(/\s*元$/, "").replace(/[,，](?=\d{3})/g, "");
  }
  /* What of a block found no place; a clerk must not learn it from the
     county's totals. */
  function some(words) {
    return words.length + "户（" + words.slice(0, 5).join("、") + (words.length > 5 ? "等" : "") + "）";
  }
  function lost(out) {
    var said = [];
    [["unknown", "对不上本页的户"], ["twins", "有同名的户，请改用户编号粘贴"], ["again", "在粘贴的内容里出现不止一次"], ["other", "户编号和户主对不上"], ["shut", "不能填，看该户的状态"]].forEach(function (kind) {
      if (out[kind[0]].length) { said.push(some(out[kind[0]]) + kind[1]); }
    });
    if (out.lines) { said.push("多出" + out.lines + "行，本页没有这么多户"); }
    if (out.cells) { said.push("有" + out.cells + "格超出右边，请核对列的顺序（不含小计、合计）"); }
    if (out.words) { said.push("有" + out.words + "格四项答案看不懂，请填是或否"); }
    return said.length ? "没有填入的内容：" + said.join("；") + "。" : "";
  }
  function fill(row, left, words, out) {
    var controls = E.controls(row);
    words.forEach(function (word, right) {
      var name = E.FIELDS[left + right], choice = E.ANSWERS.indexOf(name) >= 0;
      if (!name) {
        out.cells += word ? 1 : 0;
        return;
      }
      out.words += choice && word && !answer(word) ? 1 : 0;
      E.set(controls[name], choice ? answer(word) : name === "problem" ? word : amount(word));
    });
    changed(row);
    row.waiting = true;
    out.filled++;
  }

  /* ---- whose row: by the name or number in front, where there is one ---- */
  var everyone = Array.prototype.map.call(form.querySelectorAll("[data-row]"), function (row) {
    return {
      row: row, name: plain(row.querySelector(".rowhead b").textContent), twin: "twin" in row.dataset,
      number: row.querySelector(".rowhead a").textContent.trim()
    };
  });
  function plain(word) { return word.replace(/[\s\u3000]/g, ""); }
  function numbered(word) { return /^'?(\d{10}|\d{16})$/.test(word); }
  function known(word) {
    return everyone.some(function (one) { return one.name === plain(word) || one.number === word.replace("'", ""); });
  }
  function head(word) { return /^(序号|户主|户主姓名|姓名|户编号|编号|户号)$/.test(plain(word)); }
  /* A name that nobody here has is still a name, not an amount. */
  function named(word) {
    return numbered(word) || known(word) || (/^[\u3400-\u9fff·]{2,}$/.test(plain(word)) && !answer(plain(word)) && !head(word));
  }
  /* How many of the first columns say whose row it is: none, one or two. */
  function keys_of(lines, left) {
    var columns = 0, most = Math.min(2, lines[0].length - 1);
    function says(line) { return named(line[columns] || ""); }
    if (left >= 8 && !lines.some(function (line) { return known(line[0]); })) { return 0; }
    while (columns < most && lines.filter(says).length * 2 >= lines.length - (head(lines[0][columns]) ? 1 : 0) && lines.some(says)) {
      columns++;
    }
    return columns;
  }
  function whose(words, out, counts) {
    var number = words.filter(numbered)[0], name = words.filter(function (w) { return !numbered(w); })[0] || "";
    var key = number ? number.replace("'", "") : plain(name), said = plain(name) || key;
    var found = everyone.filter(function (one) { return number ? one.number === key : one.name === key; });
    var kind = found.length === 0 ? "unknown" : found.length > 1 || (!number && found[0].twin) ? "twins"
      : number && name && found[0].name !== plain(name) ? "other" : counts[key] > 1 ? "again"
      : rows.indexOf(found[0].row) < 0 ? "shut" : "";
    if (kind) {
      if (out[kind].indexOf(said) < 0 || kind === "twins") { out[kind].push(said); }
      return null;
    }
    return found[0].row;
  }
  function by_key(lines, keys, left, out) {
    var counts = {};
    function key(line) {
      var front = line.slice(0, keys);
      return (front.filter(numbered)[0] || plain(front[0])).replace("'", "");
    }
    if (lines[0].slice(0, keys).some(head)) { lines = lines.slice(1); }
    lines.forEach(function (line) { counts[key(line)] = (counts[key(line)] || 0) + 1; });
    lines.forEach(function (line) {
      var row = line.some(Boolean) ? whose(line.slice(0, keys), out, counts) : null;
      if (row) { fill(row, left, line.slice(keys), out); }
    });
  }
  function by_place(lines, first, left, out) {
    lines.forEach(function (line, down) {
      if (rows[first + down]) { fill(rows[first + down], left, line, out); } else { out.lines++; }
    });
  }
  form.addEventListener("paste", function (event) {
    var c = event.target, row = E.row(c);
    var text = (event.clipboardData || window.clipboardData).getData("text");
    if (!row || !c.name || !/[\t\n]/.test(text.replace(/[\r\n]+$/, ""))) { return; }
    event.preventDefault();
    var lines = text.replace(/\r/g, "").replace(/\n+$/, "").split("\n").map(function (line) {
      return line.split("\t").map(function (word) { return word.trim(); });
    });
    var out = { filled: 0, lines: 0, cells: 0, words: 0, unknown: [], twins: [], again: [], other: [], shut: [] };
    var left = E.FIELDS.indexOf(field(c)), keys = keys_of(lines, left);
    if (keys) { by_key(lines, keys, left, out); } else { by_place(lines, rows.indexOf(row), left, out); }
    left_out = lost(out);
    say((keys ? "已按" + (numbered(lines[lines.length - 1][0]) ? "户编号" : "户主姓名") + "对上" : "已粘贴") + out.filled + "户" + (out.filled ? "，正在保存……" : "。"));
    rows.filter(function (r) { return r.waiting; }).forEach(save);
  });

  /* ---- a row saves itself when it is left ---- */
  var queue = Promise.resolve();
  function show(row, name, label, note) {
    row.querySelectorAll(".state").forEach(function (s) {
      s.className = "state state-" + name;
      s.textContent = label;
      s.title = note || "";
    });
  }
  function flaws(row, list) {
    var old = row.querySelector("tr.tail");
    if (old) { old.remove(); }
    Object.keys(E.controls(row)).forEach(function (name) {
      E.controls(row)[name].classList.remove("is-invalid");
    });
    if (!list.length) { return; }
    var tr = document.createElement("tr"), td = document.createElement("td");
    tr.className = "tail";
    td.colSpan = 17;
    list.forEach(function (flaw) {
      var p = document.createElement("p"), control = E.controls(row)[flaw.field];
      p.className = "flaw";
      p.textContent = flaw.sentence;
      td.appendChild(p);
      if (control) { control.classList.add("is-invalid"); }
    });
    tr.appendChild(td);
    row.appendChild(tr);
  }
  function settle() {
    var left = rows.filter(function (row) { return values(row) !== row.saved; }).length;
    if (left === 0 && window.bangfuSaved) { window.bangfuSaved(); }
    return left;
  }
  function took(row, sent, said) {
    var c = E.controls(row);
    row.waiting = false;
    if (said.seen) { c.seen.value = said.seen; }
    if (said.done) {
      row.saved = sent;
      row.refused = "";
      count(row, filed(said.state));
      show(row, said.state, said.label, said.trace);
      row.querySelector(".receipt").textContent = said.receipt || "";
      flaws(row, []);
      settle();
      say(called(row) + "已保存" + (said.receipt ? "，回执 " + said.receipt : "") + (said.note ? "（" + said.note + "）" : "") + "。");
    } else {
      row.refused = sent;
      show(row, "returned", "未保存", "");
      flaws(row, said.flaws);
      say("");
    }
  }
  function send(row, sent) {
    var body = new URLSearchParams();
    var c = E.controls(row);
    body.set("token", form.elements.token.value);
    body.set("row", row.dataset.row);
    E.FIELDS.concat("seen").forEach(function (name) { body.set(c[name].name, c[name].value); });
    return fetch(form.dataset.grid, { method: "POST", body: body, credentials: "same-origin", redirect: "error" }).then(function (answer) {
      if ((answer.headers.get("Content-Type") || "").indexOf("json") < 0) { throw new Error("not JSON"); }
      return answer.json();
    }).then(function (said) { took(row, sent, said); }, function () {
      row.waiting = false;
      show(row, "overdue", "未保存", "");
      say("没有连上，或登录已过期：内容还在，请按“保存本页”。");
    });
  }
  function save(row) {
    queue = queue.then(function () {
      var now = values(row);
      if (now === row.saved || now === row.refused) { return; }
      show(row, "draft", "保存中", "");
      return send(row, now);
    });
  }
  form.addEventListener("focusout", function (event) {
    var row = E.row(event.target);
    if (!row || rows.indexOf(row) < 0 || (event.relatedTarget && row.contains(event.relatedTarget))) { return; }
    save(row);
  });
})();
