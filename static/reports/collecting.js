/* 收表 and 催报: copy the reminder. Pages work without it. */
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

  document.querySelectorAll("[data-copy]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => copy(button));
  });
}
