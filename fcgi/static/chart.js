/* The bars of the table of reporting rates; the table is the same numbers. */
"use strict";
(function () {
  var box = document.querySelector("[data-chart='rates']");
  var table = document.getElementById("rates");
  if (!box || !table || !window.Chart) { return; }
  var names = [], done = [], missing = [];
  table.querySelectorAll("tbody tr").forEach(function (row) {
    names.push(row.cells[0].textContent.trim());
    done.push(Number(row.cells[2].textContent));
    missing.push(Number(row.cells[7].textContent));
  });
  if (names.length < 2) { box.remove(); return; }
  box.classList.add("chart-on");
  new window.Chart(box.querySelector("canvas"), {
    type: "bar",
    data: {
      labels: names,
      datasets: [
        { label: "已报(户)", data: done, backgroundColor: "#1d7a4d" },
        { label: "还差(户)", data: missing, backgroundColor: "#c9d2da" }
      ]
    },
    options: {
      animation: false,
      maintainAspectRatio: false,
      scales: { x: { stacked: true, grid: { display: false } }, y: { stacked: true, beginAtZero: true, ticks: { precision: 0 } } },
      plugins: { legend: { position: "top", align: "end", labels: { boxWidth: 12 } } }
    }
  });
})();
