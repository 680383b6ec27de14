/* The shell: menu, pop-overs, messages, keyboard. Everything works without it but less handily. */
"use strict";
{
  const body = document.body;
  const wide = window.matchMedia("(min-width: 961px)");
  const FOLDED = "ledger.menu.folded";
  const GROUPS = "ledger.menu.groups";

  function recall(key) {
    try { return JSON.parse(localStorage.getItem(key)); } catch (error) { return null; }
  }

  function remember(key, value) {
    try { localStorage.setItem(key, JSON.stringify(value)); } catch (error) { /* storage is off */ }
  }

  function isTyping(target) {
    return target.isContentEditable || /^(INPUT|SELECT|TEXTAREA)$/.test(target.tagName)
      || Boolean(target.closest(".select2-container"));
  }

  function toggleMenu() {
    if (wide.matches) {
      remember(FOLDED, body.classList.toggle("menu-folded"));
    } else {
      body.classList.toggle("menu-open");
    }
  }

  function restoreMenu() {
    body.classList.toggle("menu-folded", recall(FOLDED) === true);
    const open = recall(GROUPS) || [];
    document.querySelectorAll(".menu__group").forEach((group) => {
      group.open = group.open || open.includes(group.dataset.group);
      group.firstElementChild.addEventListener("click", () => rememberGroup(group));
    });
    const current = document.querySelector(".menu a[aria-current]");
    if (current) { current.scrollIntoView({ block: "nearest" }); }
  }

  /* Called before the browser turns the fold over. */
  function rememberGroup(group) {
    const others = (recall(GROUPS) || []).filter((label) => label !== group.dataset.group);
    remember(GROUPS, group.open ? others : [...others, group.dataset.group]);
  }

  /* All but the one being used; a link followed or a form sent needs none any more. */
  function closePopovers(except) {
    document.querySelectorAll("details[data-popover][open]").forEach((box) => {
      if (box !== except) { box.open = false; }
    });
  }

  function keepInWindow(box) {
    const panel = box.querySelector(".popover");
    panel.classList.remove("is-right");
    if (box.open && panel.getBoundingClientRect().right > window.innerWidth - 8) {
      panel.classList.add("is-right");
    }
  }

  function onKey(event) {
    if (event.key === "Escape") {
      closePopovers();
      body.classList.remove("menu-open");
    } else if (!isTyping(event.target) && !event.ctrlKey && !event.metaKey && !event.altKey) {
      onLetter(event);
    }
  }

  function onLetter(event) {
    const search = document.getElementById("searchbar");
    if (event.key === "/" && search) {
      event.preventDefault();
      search.focus();
      search.select();
    } else if (event.key === "?") {
      follow(document.querySelector("[data-shortcuts]"));
    } else if (event.key.toLowerCase() === "n") {
      follow(document.querySelector(".addlink"));
    }
  }

  function follow(link) {
    if (link) { link.click(); }
  }

  function onClick(event) {
    const target = event.target;
    closePopovers(target.closest("a[href]") ? null : target.closest("details[data-popover]"));
    if (target.closest("[data-menu-toggle]")) { toggleMenu(); }
    if (target.closest("[data-menu-close]")) { body.classList.remove("menu-open"); }
    if (target.closest("[data-dismiss]")) { target.closest(".notice").remove(); }
    if (target.closest("[data-print]")) { window.print(); }
  }

  /* A second click on the same button must not send the same thing twice. */
  const LOCKED_FOR = 8000; // then again: the answer may have been a file, and the page stays
  const sent = new Map();

  function onSubmit(event) {
    const form = event.target;
    window.setTimeout(closePopovers); // the answer may be a file: the page stays
    if (event.defaultPrevented || form.method !== "post") { return; }
    if (sent.has(form)) { event.preventDefault(); return; }
    const button = event.submitter;
    sent.set(form, button);
    if (button) { button.classList.add("is-busy"); }
    window.setTimeout(() => unlock(form), LOCKED_FOR);
  }

  function unlock(form) {
    const button = sent.get(form);
    if (button) { button.classList.remove("is-busy"); }
    sent.delete(form);
  }

  /* The admin draws ticks and crosses; words need no explaining. */
  function sayYesAndNo() {
    const words = { True: "是", False: "否", None: "未填" };
    document.querySelectorAll("img[src*='icon-'][alt]").forEach((image) => {
      if (words[image.alt]) { image.replaceWith(words[image.alt]); }
    });
  }

  /* A link to the whole list asks for paper; going back to it later must not. */
  function printIfAsked() {
    if (window.location.hash !== "#print") { return; }
    window.history.replaceState(null, "", window.location.pathname + window.location.search);
    window.addEventListener("load", () => window.setTimeout(() => window.print(), 200));
  }

  sayYesAndNo();
  printIfAsked();
  restoreMenu();
  document.addEventListener("submit", onSubmit);
  window.addEventListener("pageshow", () => Array.from(sent.keys()).forEach(unlock));
  document.addEventListener("click", onClick);
  document.addEventListener("keydown", onKey);
  document.querySelectorAll("details[data-popover]").forEach((box) => {
    box.addEventListener("toggle", () => keepInWindow(box));
  });
}
