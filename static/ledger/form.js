/* Forms: save by key, warn before leaving with unsaved changes, inline rows, the day of the demo. */
"use strict";
{
  const form = document.querySelector("form[data-guard]");
  let changed = false;
  let leaving = false;

  function save() {
    const button = form.querySelector("[name=_save]") || form.querySelector("[name=_continue]");
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
    standOnDemoDay();
    const errors = document.querySelector(".form-errors");
    if (errors) { errors.focus(); changed = true; }
  }

  if (form) {
    document.addEventListener("keydown", onKey);
    window.addEventListener("beforeunload", warn);
    form.addEventListener("submit", () => { leaving = true; });
    ["input", "change", "formset:added", "formset:removed"].forEach((name) => {
      document.addEventListener(name, () => { changed = true; });
    });
    form.addEventListener("change", markLeavingRow);
    window.addEventListener("load", () => {
      whenReady();
      // select2 reports its changes through jQuery only.
      if (window.django && django.jQuery) {
        django.jQuery(form).on("change", "select", () => { changed = true; });
      }
    });
  }
}
