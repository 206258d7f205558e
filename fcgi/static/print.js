/* The print dialog, by one press; the browser's own key does the same. */
"use strict";

(function () {
  var bar = document.querySelector(".screen");
  if (!bar || !document.querySelector(".paper")) { return; }
  var button = document.createElement("button");
  button.type = "button";
  button.textContent = "打印";
  button.addEventListener("click", function () { window.print(); });
  bar.appendChild(button);
})();
