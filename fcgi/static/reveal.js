/* How long the values stay; the page goes by itself. */
"use strict";

(function () {
  var note = document.querySelector("[data-left]");
  if (!note) { return; }
  var end = Date.now() + 1000 * note.dataset.left;
  function tell() {
    var left = Math.max(0, Math.ceil((end - Date.now()) / 1000));
    note.textContent = "还有 " + left + " 秒自动收起，不能再次打开。";
  }
  tell();
  setInterval(tell, 1000);
})();
