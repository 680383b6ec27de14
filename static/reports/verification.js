/* 核数: typing and pasting down the grid as in a sheet. Without it every cell still works alone. */
"use strict";
{
  const form = document.querySelector("form.verify");
  const rows = Array.from(form.querySelectorAll("tbody tr[data-code]"));
  const COLUMNS = ["value", "source"];
  const told = form.querySelector(".verify__count"); // none when no row is shown
  const NUMBER = /^[-¥]?[\d,.\s]*\d[\d,.\s]*[万%]?[^\d]{0,3}$/; // 1,204 / 3.5万元 / 40名

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

  const nameOf = (row) => row.querySelector("th").firstChild.data.trim();
  const isNumber = (text) => NUMBER.test(text.normalize("NFKC"));
  const keyOf = (name) => name.normalize("NFKC").replace(/\s/g, "");
  const listed = (texts) => texts.slice(0, 5).join("、") + (texts.length > 5 ? `等${texts.length}个` : "");

  /* Fills by place: a line that falls on a figure that is not typed is passed over and told. */
  function fill(block, top, left) {
    const passed = [];
    block.forEach((texts, down) => texts.forEach((text, across) => {
      const row = rows[top + down];
      const field = cell(row, COLUMNS[left + across]);
      if (field) {
        field.value = text;
      } else if (text && left + across < COLUMNS.length) {
        passed.push(row ? nameOf(row) : text);
      }
    }));
    return passed.length ? `有${passed.length}个没有粘贴，那里不用填或已到末尾：${listed(passed)}。` : "";
  }

  /* Lines that begin with the name of a figure: the first number after it, and what follows that. */
  function fillByName(block) {
    const known = new Map(rows.map((row) => [keyOf(nameOf(row)), row]));
    const lost = [];
    let done = 0;
    block.forEach((texts) => {
      const row = known.get(keyOf(texts[0]));
      const at = texts.findIndex((text, index) => index > 0 && isNumber(text));
      const field = at > 0 && cell(row, "value");
      if (field) {
        field.value = texts[at];
        if (texts[at + 1]) { cell(row, "source").value = texts[at + 1]; }
        done += 1;
      } else if (texts[0] && at > 0) {
        lost.push(texts[0]);
      }
    });
    return `按名称填了${done}项。` + (lost.length ? `没有粘贴：${listed(lost)}，这一页没有这个数据项，或它不用填。` : "");
  }

  /* Whether the lines tell figures by name: known ones, or words where a number should stand. */
  function isNamed(block, left) {
    const known = new Set(rows.map((row) => keyOf(nameOf(row))));
    const lines = block.filter((texts) => texts[0]);
    const named = lines.filter((texts) => known.has(keyOf(texts[0])));
    const told = lines.filter((texts) => !isNumber(texts[0]) && texts.slice(1).some(isNumber));
    return named.length * 2 >= Math.max(lines.length, 1) || (left === 0 && told.length * 2 > lines.length);
  }

  function onPaste(event) {
    const place = placeOf(event.target);
    const text = event.clipboardData ? event.clipboardData.getData("text/plain") : "";
    const block = window.blockOf(text);
    if (!place || (block.length < 2 && block[0].length < 2)) { return; }
    event.preventDefault();
    const words = block[0].length > 1 && isNamed(block, place[1]) ? fillByName(block) : fill(block, ...place);
    event.target.dispatchEvent(new Event("input", { bubbles: true }));
    told.textContent += words;
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

  if (told) {
    form.addEventListener("paste", onPaste);
    form.addEventListener("keydown", onKey);
    form.addEventListener("input", count);
    form.addEventListener("reset", () => window.setTimeout(count));
    count();
  }
}
