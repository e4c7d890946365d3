// Keyboard: j and k walk through the rows of a list (Enter follows the focused link), "/" goes to the search field.
(function () {
  "use strict";
  var typing = /^(INPUT|TEXTAREA|SELECT)$/;
  function step(by) {
    var links = Array.prototype.slice.call(document.querySelectorAll("[data-row] a[data-open]"));
    if (!links.length) return;
    var at = links.indexOf(document.activeElement);
    var next = links[Math.max(0, Math.min(links.length - 1, at < 0 ? 0 : at + by))];
    next.focus();
    next.scrollIntoView({ block: "nearest" });
  }
  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (typing.test(event.target.tagName) || event.target.isContentEditable) return;
    if (event.key === "j") step(1);
    else if (event.key === "k") step(-1);
    else if (event.key === "/") {
      var field = document.querySelector("[data-words]");
      if (!field) return;
      event.preventDefault();
      field.focus();
    }
  });
  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (form.dataset.sent) { event.preventDefault(); return; }
    if (form.method === "post") form.dataset.sent = "1";
  });
  window.addEventListener("pageshow", function () {
    document.querySelectorAll("form[data-sent]").forEach(function (form) { delete form.dataset.sent; });
  });
})();
