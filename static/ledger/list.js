/* List pages: the bar of bulk actions, rows as links, labels of the cards, a search inside long filters. */
"use strict";
{
  const LONG = 12; // choices from which a filter gets its own search box
  const NUMBER = /^-?[\d,]+(\.\d+)?%?$/;
  const BLANK = /^(-|–|—|未报)$/;
  const table = document.getElementById("result_list");
  const bar = document.querySelector("#changelist-form .actions");
  const boxes = () => Array.from(document.querySelectorAll("input.action-select"));

  function showBar() {
    const count = boxes().filter((box) => box.checked).length;
    bar.classList.toggle("is-shown", count > 0);
    const counter = bar.querySelector(".action-counter");
    if (counter) { counter.textContent = `已选 ${count} 条`; }
  }

  function untick() {
    boxes().filter((box) => box.checked).forEach((box) => box.click());
    const across = bar.querySelector("input.select-across");
    if (across) { across.value = 0; }
    showBar();
  }

  function labelCells() {
    const labels = Array.from(table.tHead.rows[0].cells, (cell) => cell.innerText.trim());
    Array.from(table.tBodies[0].rows).forEach((row) => {
      Array.from(row.cells).forEach((cell, index) => {
        cell.dataset.label = labels[index] || "";
        cell.classList.toggle("is-blank", ["", "-", "—"].includes(cell.innerText.trim()) && !cell.children.length);
      });
    });
  }

  function alignNumbers() {
    const heads = Array.from(table.tHead.rows[0].cells);
    const rows = Array.from(table.tBodies[0].rows).filter((row) => row.cells.length === heads.length);
    heads.forEach((head, index) => {
      const words = rows.map((row) => row.cells[index].innerText.trim()).filter((text) => text && !BLANK.test(text));
      if (words.length && words.every((text) => NUMBER.test(text))) {
        [head, ...rows.map((row) => row.cells[index])].forEach((cell) => cell.classList.add("is-number"));
      }
    });
  }

  /* Where both number and name lead to the record or its dossier, the name heads the card. */
  function nameCards() {
    table.querySelectorAll("tbody tr").forEach((row) => {
      const first = row.querySelector("th a");
      const isName = (link) => link.href === first.href || link.classList.contains("to-dossier");
      const name = first && Array.from(row.querySelectorAll("td a")).find(isName);
      if (name) {
        first.closest("th").classList.add("is-code");
        name.closest("td").classList.add("is-name");
      }
    });
  }

  function openRow(event) {
    const row = event.target.closest("tbody tr");
    const link = row && (row.querySelector("a.to-dossier") || row.querySelector("th a, td a"));
    const busy = event.target.closest("a, button, input, select, textarea, label, summary, td.action-checkbox");
    if (!link || busy || String(window.getSelection())) { return; }
    if (event.ctrlKey || event.metaKey) { window.open(link.href); } else { link.click(); }
  }

  function searchChoices(box) {
    const items = Array.from(box.querySelectorAll("li"));
    if (items.length < LONG) { return; }
    const input = document.createElement("input");
    input.type = "text";
    input.placeholder = "在选项中查找";
    input.setAttribute("aria-label", "在选项中查找");
    input.addEventListener("input", () => {
      items.forEach((item) => { item.hidden = !item.textContent.includes(input.value.trim()); });
    });
    box.querySelector(".popover").prepend(input);
    box.addEventListener("toggle", () => { if (box.open) { input.focus(); } });
  }

  document.querySelectorAll(".filter__box").forEach(searchChoices);
  if (table) {
    labelCells();
    alignNumbers();
    nameCards();
    table.addEventListener("click", openRow);
    table.querySelectorAll("tbody tr").forEach((row) => {
      row.classList.toggle("is-link", Boolean(row.querySelector("th a")));
    });
  }
  if (table && bar) {
    const form = document.getElementById("changelist-form");
    // Enter on a tick box must not run the first action.
    form.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && event.target.type === "checkbox") { event.preventDefault(); }
    });
    form.addEventListener("click", () => window.setTimeout(showBar));
    form.addEventListener("change", () => window.setTimeout(showBar));
    bar.querySelector("[data-untick]").addEventListener("click", untick);
    window.addEventListener("pageshow", showBar);
  }
}
