// Single keys for the review of a response, once switched on. Without this file every key still works with the browser's own
// modifier (accesskey), and everything can be reached with Tab.
(function () {
  "use strict";
  var KEPT = "heard-review-keys";
  var box = document.getElementById("single-keys");
  if (!box || !window.localStorage) return;

  function kept() {
    try {
      return window.localStorage.getItem(KEPT) === "on";
    } catch (error) {
      return false;
    }
  }

  box.closest("[hidden]").hidden = false;
  box.checked = kept();
  box.addEventListener("change", function () {
    try {
      window.localStorage.setItem(KEPT, box.checked ? "on" : "off");
    } catch (error) {
      // A browser that keeps nothing: the switch holds for this page.
    }
  });

  // Keys pressed while words are written or a list is open belong to that field.
  function writing(target) {
    var type = (target.type || "").toLowerCase();
    return target.isContentEditable || /^(textarea|select)$/i.test(target.tagName) || type === "text" || type === "search";
  }

  document.addEventListener("keydown", function (event) {
    if (!box.checked || event.altKey || event.ctrlKey || event.metaKey || event.repeat || writing(event.target)) return;
    var key = event.key.toLowerCase();
    if (!/^[a-z0-9]$/.test(key)) return;
    var found = document.querySelector('[accesskey="' + key + '"]');
    if (!found) return;
    event.preventDefault();
    var closed = found.closest("details:not([open])");
    if (closed && found.tagName !== "SUMMARY") closed.open = true;
    found.focus();
    if (!/^(select|textarea)$/i.test(found.tagName) && found.type !== "text") found.click();
  });
})();
