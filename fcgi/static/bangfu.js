/* Bangfu: what makes the pages quicker; every page works without it. */
"use strict";

/* Unsaved changes are asked about before leaving (S4-027). */
(function () {
  var changed = false;
  document.addEventListener("input", function (event) {
    if (event.target.form && event.target.form.hasAttribute("data-guard")) {
      changed = true;
    }
  });
  document.addEventListener("submit", function () { changed = false; });
  window.addEventListener("beforeunload", function (event) {
    if (changed) {
      event.preventDefault();
      event.returnValue = "";
    }
  });
  /* What came back unsaved is asked about too; whoever presses "back" to it
   * later gets the form anew, not the browser's question about sending. */
  document.addEventListener("DOMContentLoaded", function () {
    var form = document.querySelector("form[data-guard]");
    if (!form || !document.querySelector(".alert[tabindex]")) { return; }
    changed = true;
    if (new URL(form.action).pathname === location.pathname) {
      history.replaceState(null, "", location.href);
    }
  });
  window.bangfuSaved = function () { changed = false; };
  window.bangfuChanged = function () { changed = true; };
})();

/* A form is sent once: a second press of the same button does nothing. */
document.addEventListener("submit", function (event) {
  if (event.defaultPrevented || event.target.hasAttribute("data-again")) { return; }
  var form = event.target;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "1";
  window.addEventListener("pageshow", function () { delete form.dataset.sent; });
});

/* Focus on the summary of what is wrong. */
document.addEventListener("DOMContentLoaded", function () {
  var box = document.querySelector(".alert[tabindex]");
  if (box) { box.focus(); }
});

/* Choosing is enough where a form says so (S1-225). */
document.addEventListener("change", function (event) {
  var form = event.target.form;
  if (form && form.hasAttribute("data-go") && event.target.value) { form.submit(); }
});

/* Rows to be ticked: all of them by one press. */
document.addEventListener("DOMContentLoaded", function () {
  document.querySelectorAll("button[data-tick-all]").forEach(function (button) {
    var all = document.createElement("button");
    all.type = "button";
    all.className = "btn btn-sm btn-link";
    all.textContent = "全选本页";
    all.addEventListener("click", function () {
      var boxes = Array.prototype.filter.call(button.form.elements, function (e) { return e.name === button.dataset.tickAll; });
      var on = boxes.some(function (e) { return !e.checked; });
      boxes.forEach(function (e) { e.checked = on; });
      all.textContent = on ? "都不选" : "全选本页";
    });
    button.parentNode.insertBefore(all, button);
    button.form.dataset.again = "";
  });
});
