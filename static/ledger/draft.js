/* What was typed survives an idle logout: kept in this tab only, offered again to the same user. */
"use strict";
{
  const form = document.querySelector("form[data-draft]");
  const key = form && `ledger.draft.${form.dataset.draft}.${location.pathname}`;
  const SKIPPED = /^(csrfmiddlewaretoken|version|_popup|.*-(TOTAL|INITIAL|MIN_NUM|MAX_NUM)_FORMS|.*__prefix__.*)$/;
  const SENT = "ledger.draft.sent";
  const SECRET = /(id_number|phone|bank_account)$/; // never written to the browser's storage
  let timer = 0;

  function read() {
    const fields = Array.from(form.elements).filter(
      (field) => field.name && field.type !== "file" && field.type !== "password" && field.type !== "submit" && !SKIPPED.test(field.name) && !SECRET.test(field.name)
    );
    return fields.map((field) => [field.name, field.value, /^(checkbox|radio)$/.test(field.type) ? field.checked : null]);
  }

  function keep() {
    window.clearTimeout(timer);
    timer = window.setTimeout(write, 400);
  }

  function write() {
    timer = 0;
    try { sessionStorage.setItem(key, JSON.stringify({ version: version(), fields: read() })); } catch (error) { /* storage is off or full */ }
  }

  function version() {
    const field = form.elements.version;
    return field ? field.value : "";
  }

  function forget() {
    window.clearTimeout(timer);
    timer = 0;
    sessionStorage.removeItem(key);
  }

  function addRows(fields) {
    fields.map(([name]) => name.match(/^(.+)-(\d+)-/)).filter(Boolean).forEach(([, prefix, index]) => {
      const total = document.getElementById(`id_${prefix}-TOTAL_FORMS`);
      const add = document.querySelector(`#${prefix}-group .add-row a`);
      while (add && total && Number(total.value) <= Number(index)) { add.click(); }
    });
  }

  function showChoice(field, value) {
    // An autocomplete knows only the choice it was loaded with.
    if (field.tagName === "SELECT" && !Array.from(field.options).some((option) => option.value === value)) {
      field.add(new Option("（恢复的选项，保存后显示名称）", value));
    }
  }

  function restore(fields) {
    addRows(fields);
    fields.forEach(([name, value, checked]) => {
      Array.from(form.elements).filter((field) => field.name === name).forEach((field) => {
        if (checked === null) {
          showChoice(field, value);
          field.value = value;
        } else if (field.value === value) {
          field.checked = checked;
        }
        field.dispatchEvent(new Event("change", { bubbles: true }));
      });
    });
  }

  function button(words, look, action) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = `button button--small ${look}`;
    made.textContent = words;
    made.addEventListener("click", action);
    return made;
  }

  function offer(draft) {
    const notice = document.createElement("div");
    const words = document.createElement("div");
    const buttons = document.createElement("span");
    notice.className = "notice notice--warning";
    buttons.className = "notice__buttons";
    const secret = Array.from(form.elements).some((field) => SECRET.test(field.name));
    words.textContent = "上次在这一页填写的内容还没有保存，要恢复吗？" + (secret ? "（身份证号、电话、银行账号不暂存，需要重填。）" : "");
    buttons.append(
      button("恢复", "button--primary", () => { notice.remove(); restore(draft.fields); }),
      button("不要了", "", () => { notice.remove(); forget(); })
    );
    notice.append(words, buttons);
    form.prepend(notice);
  }

  function settle() {
    // A page with a success message after a form was sent: what was sent is saved.
    const sent = sessionStorage.getItem(SENT);
    if (sent && document.querySelector(".messages .notice--success")) { sessionStorage.removeItem(sent); }
    if (document.querySelector(".menu")) { sessionStorage.removeItem(SENT); }
  }

  function start() {
    const failed = document.querySelector(".form-errors");
    let draft = null;
    try { draft = JSON.parse(sessionStorage.getItem(key)); } catch (error) { forget(); }
    const differs = draft && JSON.stringify(draft.fields) !== JSON.stringify(read());
    if (draft && !failed && differs && draft.version === version()) { offer(draft); } else { forget(); }
    form.addEventListener("input", keep);
    form.addEventListener("change", keep);
    window.addEventListener("pagehide", () => { if (timer) { window.clearTimeout(timer); write(); } });
    form.addEventListener("submit", () => { sessionStorage.setItem(SENT, key); });
  }

  settle();
  if (form) {
    // After the admin's own scripts have built the inline rows.
    if (window.django && django.jQuery) { django.jQuery(() => window.setTimeout(start)); } else { start(); }
  }
  document.querySelectorAll("[data-forget-drafts]").forEach((exit) => {
    exit.addEventListener("submit", () => {
      Object.keys(sessionStorage).filter((name) => name.startsWith("ledger.draft.")).forEach((name) => sessionStorage.removeItem(name));
    });
  });
}
