/* 收表 and 催报: copy the reminder, mark the drop zone, say that it is busy. Pages work without it. */
"use strict";
{
  /* The clipboard of browsers needs https, which an office network may lack; this does not. */
  function copy(button) {
    const text = document.getElementById(button.dataset.copy);
    const told = document.querySelector("[data-copied]");
    text.select();
    told.textContent = document.execCommand("copy")
      ? "已复制，可以到群里粘贴。" : "没有复制成功，请按 Ctrl+C。";
  }

  /* Reading many files takes a while; a second click would only start it again. Where the answer
     is a file the page stays, and the button comes back after the seconds it names. */
  function sayBusy(form) {
    const button = form.querySelector("[data-busy]");
    const words = button.textContent;
    window.setTimeout(() => {
      button.disabled = true;
      button.textContent = button.dataset.busy;
    });
    if (button.dataset.busyFor) {
      window.setTimeout(() => {
        button.disabled = false;
        button.textContent = words;
      }, button.dataset.busyFor * 1000);
    }
  }

  document.querySelectorAll("[data-busy]").forEach((button) => {
    button.form.addEventListener("submit", (event) => {
      if (!event.submitter || event.submitter === button) { sayBusy(button.form); }
    });
  });

  document.querySelectorAll("input.drop").forEach((zone) => {
    zone.addEventListener("dragover", () => zone.classList.add("is-over"));
    ["dragleave", "drop"].forEach((name) => {
      zone.addEventListener(name, () => zone.classList.remove("is-over"));
    });
  });

  document.querySelectorAll("[data-copy]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => copy(button));
  });
}
