/* 表格录入: move, paste and mark as in a spreadsheet. A few listeners on the form serve every cell. */
"use strict";
{
  const form = document.querySelector("form.grid");
  const sent = form && form.elements.cells;
  const table = form && form.querySelector("table");
  const body = table && table.tBodies[0];
  const columns = table ? Array.from(table.tHead.querySelectorAll("[data-c]"), (head) => head.dataset.c) : [];
  let undone = [];

  const UNION = "union";
  const BRACKETED = /[(\[【〔]([^)\]】〕]*)[)\]】〕]/g;
  const ROW_NUMBER = /^(序号|编号|号|No\.?)$/i; // numbers of rows: nothing is lost with them
  const TOTAL = /^(?:本页|本表|累计|全镇|全部)?(?:合计|总计|小计|累计)$/; // as in unions/importing/tables.py
  const BARE_NUMBER = /^-?[\d,]+(?:\.\d+)?$/;

  const cellsOf = (row) => Array.from(row.querySelectorAll("td:not(.pick) > input"));
  const isCell = (target) => target.matches("tbody td:not(.pick) > input");
  const stored = (input) => (input.dataset.o === undefined ? input.defaultValue : input.dataset.o);
  const isChanged = (input) => input.value.trim() !== stored(input).trim();
  const tickOf = (row) => row.querySelector(".pick input");
  const shownRows = () => Array.from(body.rows).filter((row) => !row.hidden);
  const nameOf = (row) => row.querySelector("th").firstChild.textContent.trim();

  /* The same as union_key in unions/importing/directory.py. */
  function keyOf(name) {
    const plain = name.normalize("NFKC").replace(/[\s()[\]〔〕【】“”"'·,、。.:\u2010-\u2015\u2212-]/g, "").toUpperCase();
    return plain.replace(/(?:工会|联合会)?(?:基层)?(?:工会)?(?:委员会)?$/, "") || plain;
  }

  // What is sent: {"line": [version, {"column": "text"}]}, changed cells only.

  function pack() {
    const lines = {};
    let count = 0;
    Array.from(body.rows).forEach((row) => {
      const texts = {};
      cellsOf(row).forEach((input, index) => {
        const changed = isChanged(input);
        input.parentNode.classList.toggle("is-changed", changed);
        if (changed) { texts[columns[index]] = input.value; count += 1; }
      });
      const tick = tickOf(row);
      if (tick) { row.classList.toggle("is-off", !tick.checked); }
      if (tick ? tick.checked : Object.keys(texts).length) { lines[row.dataset.k] = [Number(row.dataset.v), texts]; }
    });
    sent.value = Object.keys(lines).length ? JSON.stringify(lines) : "";
    tell(count, Object.keys(lines).length);
    addUp();
  }

  function tell(cells, lines) {
    const place = form.querySelector("[data-count]");
    if (table.querySelector(".pick")) {
      place.textContent = lines ? `勾选了${lines}行` : "没有勾选";
    } else {
      place.textContent = cells ? `改了${lines}行${cells}格，还没有保存` : "没有改动";
    }
  }

  /* 1,234 / 12人 / 3.5万元; 0 for what is no number. */
  function numberIn(text) {
    const found = text.normalize("NFKC").replace(/[,\s¥]/g, "").match(/^(-?\d+(?:\.\d+)?)(万?)\D*$/);
    return found ? Number(found[1]) * (found[2] ? 10000 : 1) : 0;
  }

  function addUp() {
    const sums = table.tFoot ? table.tFoot.querySelectorAll("td") : [];
    sums.forEach((cell, index) => {
      if (cell.dataset.sum === undefined) { return; }
      const sum = Array.from(body.rows, (row) => numberIn(cellsOf(row)[index].value)).reduce((total, number) => total + number, 0);
      cell.textContent = String(Math.round(sum * 100) / 100);
    });
  }

  /* A draft put back by draft.js arrives in the one field. */
  function unpack() {
    let lines = {};
    try { lines = JSON.parse(sent.value || "{}"); } catch (error) { return; }
    Array.from(body.rows).forEach((row) => {
      const line = lines[row.dataset.k];
      if (tickOf(row)) { tickOf(row).checked = Boolean(line); }
      Object.entries(line ? line[1] : {}).forEach(([column, text]) => {
        const input = cellsOf(row)[columns.indexOf(column)];
        if (input) { put(input, text); }
      });
    });
    pack();
  }

  function put(input, text) {
    if (input.dataset.o === undefined) { input.dataset.o = input.defaultValue; }
    input.value = text;
  }

  function changed() {
    pack();
    form.dispatchEvent(new Event("input", { bubbles: true })); // for the guard and the draft
  }

  // Moving

  function go(row, index) {
    const input = row && cellsOf(row)[index];
    if (input) { input.focus(); }
    return Boolean(input);
  }

  function step(input, down, right) {
    const rows = shownRows();
    const row = input.closest("tr");
    return go(rows[rows.indexOf(row) + down], cellsOf(row).indexOf(input) + right);
  }

  function onKey(event) {
    const input = event.target;
    if (!isCell(input) || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) { return; }
    const whole = input.selectionStart === 0 && input.selectionEnd === input.value.length;
    const moves = {
      ArrowDown: () => step(input, 1, 0),
      ArrowUp: () => step(input, -1, 0),
      ArrowLeft: () => (whole || input.selectionEnd === 0) && step(input, 0, -1),
      ArrowRight: () => (whole || input.selectionStart === input.value.length) && step(input, 0, 1),
      Enter: () => { step(input, event.shiftKey ? -1 : 1, 0); return true; },
      Escape: () => { put(input, stored(input)); input.select(); changed(); return true; },
      F2: () => { input.setSelectionRange(input.value.length, input.value.length); return true; },
    };
    const move = event.shiftKey && event.key !== "Enter" ? null : moves[event.key];
    if (move && move()) { event.preventDefault(); }
  }

  // Pasting

  /* Empty rows below the last filled one are no part of what was copied. */
  function pasted(event) {
    const rows = window.blockOf(event.clipboardData.getData("text/plain"));
    while (rows.length > 1 && rows[rows.length - 1].every((cell) => cell === "")) { rows.pop(); }
    return rows;
  }

  function rowsByName() {
    const found = new Map();
    Array.from(body.rows).forEach((row) => {
      const keys = [keyOf(nameOf(row)), ...(row.dataset.n || "").split("|").filter(Boolean)];
      new Set(keys).forEach((key) => found.set(key, found.has(key) ? null : row)); // null: two of that name
    });
    return found;
  }

  /* The same as heading_key in unions/importing/tables.py. */
  function headingKey(text) {
    return text.normalize("NFKC").replace(/[\s*:_、,。.]/g, "").toLowerCase().replace(/^其中(?=.)/, "");
  }

  /* Heading → column of the grid, by every name the sheets that are collected give it. */
  function knownHeads() {
    const known = new Map();
    table.dataset.u.split("|").forEach((key) => known.set(key, UNION));
    table.tHead.querySelectorAll("[data-c]").forEach((head, index) => head.dataset.a.split("|").forEach((key) => known.set(key, index)));
    return known;
  }

  /* What the columns of a block stand for, by its first row; null when that is none of headings.
     places: column of the grid or undefined; units: 万元 and the like; name: where the union stands. */
  function headsOf(cells) {
    const known = knownHeads();
    const heads = { places: [], units: [], name: 0, unknown: [] };
    cells.forEach((text, index) => {
      const units = Array.from(text.normalize("NFKC").matchAll(BRACKETED), (found) => found[1].trim());
      const bare = text.normalize("NFKC").replace(BRACKETED, "");
      const place = known.get(known.has(headingKey(text)) ? headingKey(text) : headingKey(bare));
      if (place === UNION) {
        heads.name = index;
      } else if (place === undefined || heads.places.includes(place)) {
        if (text && !ROW_NUMBER.test(text)) { heads.unknown.push(text); }
      } else {
        heads.places[index] = place;
        heads.units[index] = units.filter((unit) => unit.startsWith("万")).pop();
      }
    });
    return heads.places.length ? heads : null;
  }

  const isTotal = (cells) => cells.slice(0, 2).some((cell) => TOTAL.test(headingKey(cell)));
  const withUnit = (text, unit) => (unit && BARE_NUMBER.test(text.normalize("NFKC")) ? text + unit : text);

  function isByName(lines, at) {
    const names = rowsByName();
    const named = lines.filter((cells) => names.has(keyOf(cells[at] || ""))).length;
    return lines.some((cells) => cells.length > 1) && named > 0 && named * 2 >= lines.filter((cells) => cells[at]).length;
  }

  function paste(block, start) {
    const heads = headsOf(block[0]);
    const told = heads ? block.slice(1) : block;
    const lines = told.filter((cells) => !isTotal(cells));
    const at = heads ? heads.name : 0;
    const byName = isByName(lines, at);
    const names = rowsByName();
    const below = shownRows();
    const from = below.indexOf(start.closest("tr"));
    const first = cellsOf(start.closest("tr")).indexOf(start) - (byName ? 1 : 0);
    const lost = [];
    undone = [];
    lines.forEach((cells, offset) => {
      const row = byName ? names.get(keyOf(cells[at] || "")) : below[from + offset];
      if (row) {
        fill(cellsOf(row), cells, heads ? heads.places : cells.map((_, index) => (byName && index === at ? undefined : first + index)), heads ? heads.units : []);
      } else if (cells.some(Boolean)) {
        lost.push(byName ? cells[at] || "（没有名称）" : `第${offset + 1}行`);
      }
    });
    changed();
    report(lines.length - lost.length, lost, byName, told.length - lines.length, heads ? heads.unknown : []);
  }

  function fill(inputs, cells, places, units) {
    cells.forEach((text, index) => {
      const input = inputs[places[index]];
      if (!input) { return; }
      undone.push([input, input.value]);
      put(input, withUnit(text, units[index]));
    });
  }

  function report(done, lost, byName, totals, unknown) {
    const notice = form.querySelector("[data-pasted]");
    const why = byName ? "没有找到对应的工会，或有两家同名" : "超出了表格";
    const parts = [`粘贴了${done}行${byName ? "，按工会名称对应" : ""}。`];
    if (unknown.length) { parts.push(`表头${listed(unknown.map((text) => `“${text}”`), "列")}没有认出，没有粘贴。`); }
    if (lost.length) { parts.push(`${listed(lost, "行")}${why}，没有粘贴。`); }
    if (totals) { parts.push(`合计${totals}行不用粘贴。`); }
    notice.firstElementChild.textContent = parts.join("");
    notice.hidden = false;
    notice.classList.toggle("notice--warn", lost.length + unknown.length > 0);
  }

  const listed = (texts, unit) => texts.slice(0, 8).join("、") + (texts.length > 8 ? `等${texts.length}${unit}` : "");

  function onPaste(event) {
    if (!isCell(event.target)) { return; }
    const block = pasted(event);
    if (block.length === 1 && block[0].length === 1) { return; }
    event.preventDefault();
    paste(block, event.target);
    event.target.select();
  }

  function undo() {
    undone.reverse().forEach(([input, text]) => put(input, text));
    undone = [];
    form.querySelector("[data-pasted]").hidden = true;
    changed();
  }

  // The rest

  function find(words) {
    const key = keyOf(words);
    Array.from(body.rows).forEach((row) => {
      row.hidden = !(nameOf(row).includes(words.trim()) || [keyOf(nameOf(row)), row.dataset.n || ""].some((name) => key && name.includes(key)));
    });
  }

  function onClick(event) {
    const jump = event.target.closest("[data-jump]");
    if (jump) {
      event.preventDefault();
      const row = Array.from(body.rows).find((one) => one.dataset.k === jump.dataset.jump);
      if (row) { (row.querySelector(".is-wrong input") || cellsOf(row)[0]).focus(); }
    } else if (event.target.closest("[data-first]")) {
      const wrong = body.querySelector(".is-wrong input, tr.is-stale td input, th em");
      if (wrong) { wrong.tagName === "INPUT" ? wrong.focus() : cellsOf(wrong.closest("tr"))[0].focus(); }
    } else if (event.target.closest("[data-undo]")) {
      undo();
    } else if (event.target.tagName === "S") {
      put(event.target.previousElementSibling, event.target.textContent);
      changed();
    }
  }

  function onInput(event) {
    if (event.target.matches("[data-find]")) { find(event.target.value); }
    if (isCell(event.target) || event.target.type === "checkbox") { pack(); }
  }

  function onChange(event) {
    if (event.target === sent) { unpack(); }
    if (event.target.matches("[data-all]")) {
      shownRows().forEach((row) => { tickOf(row).checked = event.target.checked; });
      changed();
    }
  }

  /* Sent without names to keep the page small; screen readers also read cells never entered. */
  function nameCells(row, heads) {
    cellsOf(row).forEach((input, index) => input.setAttribute("aria-label", `${nameOf(row)} ${heads[index]}`));
    const tick = tickOf(row);
    if (tick) { tick.setAttribute("aria-label", nameOf(row)); }
  }

  function start() {
    const heads = Array.from(table.tHead.querySelectorAll("[data-c]"), (head) => head.firstChild.textContent);
    Array.from(body.rows).forEach((row) => nameCells(row, heads));
    form.addEventListener("keydown", onKey);
    form.addEventListener("paste", onPaste);
    form.addEventListener("click", onClick);
    form.addEventListener("input", onInput);
    form.addEventListener("change", onChange);
    form.addEventListener("focusin", (event) => { if (isCell(event.target)) { event.target.select(); } });
    form.addEventListener("submit", pack);
    pack();
  }

  if (body) { start(); }
}
