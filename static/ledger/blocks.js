/* A copied block of a sheet, for every page that takes pasted cells. */
"use strict";
{
  /* Rows of cells: line breaks part rows, tabs part cells, quotes stand around a cell that holds
     either. A line break inside a cell reads as a blank; the one at the very end is no row. */
  window.blockOf = (text) => {
    const rows = [[""]];
    let quoted = false;
    for (let at = 0; at < text.length; at += 1) {
      const sign = text[at];
      const row = rows[rows.length - 1];
      if (quoted && sign === '"' && text[at + 1] === '"') {
        row[row.length - 1] += '"';
        at += 1;
      } else if (sign === '"' && (quoted || row[row.length - 1] === "")) {
        quoted = !quoted;
      } else if (sign === "\t" && !quoted) {
        row.push("");
      } else if (sign === "\n" && !quoted) {
        rows.push([""]);
      } else if (sign !== "\r") {
        row[row.length - 1] += sign;
      }
    }
    const last = rows[rows.length - 1];
    if (rows.length > 1 && last.length === 1 && last[0] === "") { rows.pop(); }
    return rows.map((row) => row.map((cell) => cell.replace(/\s+/g, " ").trim()));
  };
}
