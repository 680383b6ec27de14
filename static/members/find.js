/* A whole ID number typed into the search box is posted, so that it stands in no address and no log. */
(function () {
  "use strict";
  var target = document.currentScript.getAttribute("data-find");
  var idNumber = /^[0-9]{17}[0-9Xx]$/;

  function plain(text) {
    return text
      .replace(/[\uff10-\uff19\uff38\uff58]/g, function (wide) {
        return String.fromCharCode(wide.charCodeAt(0) - 0xfee0);
      })
      .replace(/[\s\u200b-\u200f\ufeff-]/g, "");
  }

  function input(form, name, value) {
    var field = document.createElement("input");
    field.type = "hidden";
    field.name = name;
    field.value = value;
    form.appendChild(field);
  }

  function post(number, token) {
    var form = document.createElement("form");
    form.method = "post";
    form.action = target;
    input(form, "id_number", number);
    input(form, "csrfmiddlewaretoken", token);
    document.body.appendChild(form);
    form.submit();
  }

  document.addEventListener("DOMContentLoaded", function () {
    var search = document.getElementById("changelist-search");
    var box = search && search.querySelector("input[name=q]");
    var token = document.querySelector("input[name=csrfmiddlewaretoken]");
    if (!box || !token) {
      return;
    }
    search.setAttribute("data-find", target);
    search.addEventListener("submit", function (event) {
      var number = plain(box.value);
      if (idNumber.test(number)) {
        event.preventDefault();
        event.stopImmediatePropagation();
        box.value = "";
        post(number, token.value);
      }
    }, true);
  });
})();
