/* 核数: typing and pasting down the grid as in a sheet. Without it every cell still works alone. */
"use strict";
{
  const form = document.querySelector("form.verify");
  const rows = Array.from(form.querySelectorAll("tbody tr[data-code]"));
  const COLUMNS = ["value", "source"];
  const told = form.querySelector(".verify__count");

  function cell(row, column) {
    return row && row.querySelector(`input[name="${column}-${row.dataset.code}"]`);
  }

  function placeOf(field) {
    const row = field.closest("tr[data-code]");
    return row ? [rows.indexOf(row), COLUMNS.indexOf(field.name.split("-")[0])] : null;
  }

  function count() {
    const changed = rows.filter((row) => COLUMNS.some((column) => {
      const field = cell(row, column);
      const differs = Boolean(field) && field.value !== field.defaultValue;
      if (field) { field.classList.toggle("is-changed", differs); }
      return differs;
    })).length;
    told.textContent = changed ? `改了${changed}项，还没有保存。` : "";
  }

  /* Fills by place: a line that falls on a figure that is not typed is passed over and told. */
  function fill(block, top, left) {
    const passed = [];
    block.forEach((texts, down) => texts.forEach((text, across) => {
      const row = rows[top + down];
      const field = cell(row, COLUMNS[left + across]);
      if (field) {
        field.value = text;
      } else if (text && left + across < COLUMNS.length) {
        passed.push(row ? row.querySelector("th").firstChild.data.trim() : text);
      }
    }));
    return passed;
  }

  function onPaste(event) {
    const place = placeOf(event.target);
    const text = event.clipboardData ? event.clipboardData.getData("text/plain") : "";
    const block = window.blockOf(text);
    if (!place || (block.length < 2 && block[0].length < 2)) { return; }
    event.preventDefault();
    const passed = fill(block, ...place);
    event.target.dispatchEvent(new Event("input", { bubbles: true }));
    if (passed.length) { told.textContent += `有${passed.length}个没有粘贴，那里不用填或已到末尾：${passed.slice(0, 5).join("、")}。`; }
  }

  function onKey(event) {
    const step = { Enter: 1, ArrowDown: 1, ArrowUp: -1 }[event.key];
    const place = step && !event.isComposing && placeOf(event.target);
    if (!place) { return; }
    event.preventDefault();
    for (let at = place[0] + step; at >= 0 && at < rows.length; at += step) {
      const next = cell(rows[at], COLUMNS[place[1]]);
      if (next) { next.focus(); next.select(); return; }
    }
  }

  form.addEventListener("paste", onPaste);
  form.addEventListener("keydown", onKey);
  form.addEventListener("input", count);
  form.addEventListener("reset", () => window.setTimeout(count));
  count();
}
