/* What a union lacks leads to that part of its dossier. A link in every cell would triple the page. */
"use strict";
{
  document.querySelectorAll(".archives .lack").forEach((cell) => {
    const union = cell.parentElement.querySelector("a");
    const kind = cell.closest("table").tHead.rows[0].cells[cell.cellIndex].dataset.kind;
    const link = document.createElement("a");
    link.href = `${union.getAttribute("href")}#${kind}`;
    link.title = `打开${union.textContent}的这一类档案，补上缺的`;
    link.append(...cell.childNodes);
    cell.append(link);
  });
}
