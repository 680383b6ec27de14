// Fills the panels of the workbench; without it each panel is a link to a page of its own.
(function () {
  "use strict";
  var FAILED = "没有取到，请刷新页面再看。";

  function fill(box) {
    fetch(box.dataset.panel, {headers: {"X-Panel": "1"}, credentials: "same-origin"})
      .then(function (answer) {
        if (!answer.ok || answer.redirected) { throw new Error(String(answer.status)); }
        return answer.text();
      })
      .then(function (html) { box.innerHTML = html; })
      .catch(function () { box.textContent = FAILED; })
      .then(function () { box.removeAttribute("aria-busy"); });
  }

  document.querySelectorAll("[data-panel]").forEach(fill);
}());
