/* A month as it is typed (year form, village's grid): sums at once, the
   problem required where something is unresolved, last month copied. */
"use strict";

(function () {
  var INCOMES = ["wage", "business", "land", "dividend", "solar", "property", "policy", "transfer"];
  var ANSWERS = ["housing", "water", "dropout", "insurance"];
  var FIELDS = INCOMES.concat(ANSWERS, ["problem"]);

  /* As the server reads an amount: 1,200元 ¥1200 １２００ → fen; NaN else. */
  function fen(word) {
    var s = word.replace(/[\uff01-\uff5e]/g, function (c) {
      return String.fromCharCode(c.charCodeAt(0) - 0xfee0);
    }).replace(/[\s\u3000¥￥元]/g, "");
    if (s === "") { return 0; }
    if (/^[-+]?\d{1,3}(,\d{3})+(\.\d{0,2})?$/.test(s)) { s = s.replace(/,/g, ""); }
    return /^[-+]?\d*\.?\d{0,2}$/.test(s) && /\d/.test(s) ? Math.round(parseFloat(s) * 100) : NaN;
  }
  function yuan(value) {
    if (isNaN(value)) { return "—"; }
    var s = (value / 100).toFixed(2);
    return s.replace(/\.00$/, "").replace(/(\.\d)0$/, "$1");
  }

  /* The controls of a row, by field. */
  function controls(row) {
    var found = {};
    row.querySelectorAll("[name]").forEach(function (c) {
      var field = c.name.split(".")[1];
      if (!field) { return; }
      if (c.type === "radio") {
        (found[field] = found[field] || { radios: [] }).radios.push(c);
      } else {
        found[field] = c;
      }
    });
    return found;
  }
  function get(control) {
    if (!control) { return ""; }
    if (!control.radios) { return control.value; }
    var on = control.radios.filter(function (c) { return c.checked; })[0];
    return on ? on.value : "";
  }
  function set(control, value) {
    if (!control) { return; }
    if (!control.radios) {
      control.value = value;
    } else {
      control.radios.forEach(function (c) { c.checked = c.value === value; });
    }
  }

  function read(row) {
    var c = controls(row), values = {};
    if (c.wage) {
      FIELDS.forEach(function (f) { values[f] = get(c[f]); });
      return values;
    }
    /* a locked month: its text, in the order of the form */
    var cells = row.querySelectorAll("tr.cells > td");
    if (cells.length < 15) { return null; }
    [0, 1, 2, 3, 4, 5, 7, 8, 11, 12, 13, 14].forEach(function (at, i) {
      var text = cells[at].textContent.trim();
      values[FIELDS[i]] = text === "是" ? "1" : text === "否" ? "0" : text;
    });
    var problem = row.querySelector(".problem-text");
    values.problem = problem ? problem.textContent : "";
    return values;
  }
  function write(row, values) {
    var c = controls(row);
    FIELDS.forEach(function (f) { if (f in values) { set(c[f], values[f]); } });
    refresh(row);
    if (window.bangfuChanged) { window.bangfuChanged(); }
  }

  function refresh(row) {
    var c = controls(row), any = false, f = {};
    if (!c.wage) { return; }
    INCOMES.forEach(function (name) {
      any = any || get(c[name]).trim() !== "";
      f[name] = fen(get(c[name]));
    });
    var property = f.land + f.dividend + f.solar + f.property;
    var transfer = f.policy + f.transfer;
    var sums = { property_sum: property, transfer_sum: transfer, total: f.wage + f.business + property + transfer };
    row.querySelectorAll("[data-sum]").forEach(function (out) {
      out.textContent = any ? yuan(sums[out.dataset.sum]) : "";
    });
    var bad = get(c.housing) === "0" || get(c.water) === "0" || get(c.dropout) === "1" || get(c.insurance) === "0";
    if (c.problem) {
      c.problem.setAttribute("aria-required", bad ? "true" : "false");
      (c.problem.closest(".problem") || c.problem).classList.toggle("required", bad);
    }
  }

  function row_of(node) { return node.closest("[data-row]"); }
  window.bangfuEntry = { FIELDS: FIELDS, ANSWERS: ANSWERS, controls: controls, get: get, set: set, read: read, write: write, refresh: refresh, row: row_of };

  var form = document.querySelector("form[data-entry]");
  if (!form) { return; }
  form.querySelectorAll("[data-row]").forEach(refresh);
  form.addEventListener("input", function (event) {
    var row = row_of(event.target);
    if (row) { refresh(row); }
    event.target.classList.remove("is-invalid");
    event.target.removeAttribute("aria-invalid");
  });
  if (form.hasAttribute("data-grid")) { return; }

  form.addEventListener("click", function (event) {
    if (!event.target.matches || !event.target.matches("[data-copy]")) { return; }
    var row = row_of(event.target), before = row.previousElementSibling;
    var values = before && before.matches("[data-row]") && read(before);
    if (!values) { return; }
    event.preventDefault();
    write(row, values);
    controls(row).wage.focus();
  });
  /* Enter goes on to the next field, never saves by accident. */
  form.addEventListener("keydown", function (event) {
    if (event.key !== "Enter" || event.isComposing || !event.target.matches("input")) { return; }
    event.preventDefault();
    var all = Array.prototype.filter.call(form.querySelectorAll("input:not([type=hidden]), textarea, button"), function (c) {
      return c.offsetParent !== null && (c.type !== "radio" || c.checked || !controls(row_of(c))[c.name.split(".")[1]].radios.some(function (o) { return o.checked; }));
    });
    var next = all[all.indexOf(event.target) + 1];
    if (next) { next.focus(); }
  });
})();
