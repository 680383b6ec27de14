/* Forms: save by key, warn before leaving with unsaved changes, inline rows, the day of the demo. */
"use strict";
{
  const form = document.querySelector("form[data-guard]");
  let changed = false;
  let leaving = false;

  function save() {
    const button = form.querySelector("[name=_save]") || form.querySelector("[name=_continue]")
      || form.querySelector(".button--primary[type=submit]");
    if (button) { button.click(); }
  }

  function onKey(event) {
    const typing = event.target.isContentEditable || /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)
      || event.target.closest(".select2-container");
    const isS = event.key.toLowerCase() === "s" && !event.altKey && !event.shiftKey;
    const byControl = event.ctrlKey || event.metaKey;
    if (isS && (byControl || !typing)) { event.preventDefault(); save(); }
  }

  function warn(event) {
    if (changed && !leaving) { event.preventDefault(); event.returnValue = ""; }
  }

  function markLeavingRow(event) {
    if (/-DELETE$/.test(event.target.name || "")) {
      const row = event.target.closest("tr");
      if (row) { row.classList.toggle("is-leaving", event.target.checked); }
    }
  }

  function nameAddButtons() {
    document.querySelectorAll(".js-inline-admin-formset").forEach((group) => {
      const word = group.dataset.inlineType === "tabular" ? "添加一行" : "添加一项";
      group.querySelectorAll(".add-row a").forEach((link) => { link.textContent = word; });
    });
  }

  /* select2 leaves its parts without names for screen readers. */
  function nameAutocompletes() {
    document.querySelectorAll("select.admin-autocomplete").forEach((select) => {
      const label = select.labels.length ? select.labels[0].textContent.trim() : columnOf(select);
      const parts = select.nextElementSibling ? select.nextElementSibling.querySelectorAll(".select2-selection, .select2-selection__rendered") : [];
      parts.forEach((part) => part.setAttribute("aria-label", label));
    });
  }

  /* Inputs in a table take the name of their column. */
  function nameCells(root) {
    root.querySelectorAll(".inline td input:not([type=hidden]), .inline td select, .inline td textarea").forEach((field) => {
      field.setAttribute("aria-label", columnOf(field));
    });
  }

  function columnOf(field) {
    const cell = field.closest("td");
    return cell && cell.closest("table").tHead ? cell.closest("table").tHead.rows[0].cells[cell.cellIndex].textContent.trim() : "";
  }

  function nameOpenedSearch() {
    document.querySelectorAll(".select2-search__field").forEach((input) => input.setAttribute("aria-label", "输入名称查找"));
    document.querySelectorAll(".select2-selection[aria-owns]").forEach((box) => {
      box.setAttribute("aria-controls", box.getAttribute("aria-owns"));
    });
  }

  function wordBlankChoices() {
    document.querySelectorAll("select option[value='']").forEach((option) => {
      if (/^-+$/.test(option.textContent)) { option.textContent = "请选择"; }
    });
  }

  function standOnDemoDay() {
    const day = document.body.dataset.today;
    const shortcuts = window.DateTimeShortcuts;
    if (!day || !shortcuts) { return; }
    const [year, month, date] = day.split("-").map(Number);
    shortcuts.now = () => new Date(year, month - 1, date);
    shortcuts.calendars.forEach((calendar) => {
      calendar.currentYear = year;
      calendar.currentMonth = month;
      calendar.drawCurrent();
    });
  }

  function whenReady() {
    nameAddButtons();
    wordBlankChoices();
    window.setTimeout(nameAutocompletes);
    nameCells(document);
    standOnDemoDay();
    const errors = document.querySelector(".form-errors");
    if (errors) { errors.focus(); changed = true; }
  }

  if (form) {
    document.addEventListener("keydown", onKey);
    window.addEventListener("beforeunload", warn);
    form.addEventListener("submit", () => { leaving = true; });
    ["input", "change", "formset:added", "formset:removed"].forEach((name) => {
      document.addEventListener(name, (event) => {
        const owner = event.target.form; // files beside the record have a form of their own
        if (!owner || owner === form) { changed = true; }
      });
    });
    form.addEventListener("change", markLeavingRow);
    if (window.django && django.jQuery) {
      django.jQuery(whenReady); // after the admin's own scripts, which wait for the same event
      // select2 reports its changes through jQuery only.
      django.jQuery(form).on("change", "select", () => { changed = true; });
      django.jQuery(form).on("select2:open", () => window.setTimeout(nameOpenedSearch));
      document.addEventListener("formset:added", (event) => { nameCells(event.target); window.setTimeout(nameAutocompletes); });
    } else {
      whenReady();
    }
  }
}
