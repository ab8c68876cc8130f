// A shared screen that nobody touches: ask, then wipe. And a page that comes out of the browser's own memory is fetched anew.
// Without this file the page leads by itself to a page that asks, and the site ends a visit that rests too long.
(function () {
  "use strict";
  var EVENTS = ["pointerdown", "touchstart", "mousedown", "keydown", "input", "wheel", "scroll"];
  var first = dialog();
  if (!first || !finish()) return;
  var warn = Number(first.getAttribute("data-warn")) * 1000;
  var wipe = Number(first.getAttribute("data-wipe")) * 1000;
  var here = first.getAttribute("data-here");
  var touched = Date.now();
  var reported = touched;
  var before = null;
  var over = false;
  var report = null;

  // Looked up each time: the chat's script may have put another page in the place of this one.
  function dialog() {
    return document.getElementById("still-here");
  }

  function finish() {
    return document.getElementById("kiosk-finish");
  }

  function rested() {
    return Date.now() - touched;
  }

  // The screen is emptied before anything is sent: also where the network has failed, nothing stays to be read.
  function end() {
    if (over) return;
    over = true;
    stopReporting();
    var form = finish();
    empty(form);
    try {
      window.localStorage.clear();
      window.sessionStorage.clear();
    } catch (error) {
      // The browser keeps no storage: nothing to clear.
    }
    if (!form) return window.location.replace("/");
    var why = document.createElement("input");
    why.type = "hidden";
    why.name = "why";
    why.value = "idle";
    form.appendChild(why);
    form.hidden = true;
    document.body.appendChild(form);
    form.submit();
  }

  function empty(kept) {
    var forms = document.querySelectorAll("form");
    for (var i = 0; i < forms.length; i++) if (forms[i] !== kept) forms[i].reset();
    document.body.textContent = "";
    document.title = "";
  }

  function shown() {
    return !!dialog() && dialog().hasAttribute("open");
  }

  function ask() {
    if (shown() || !dialog()) return;
    before = document.activeElement;
    if (dialog().showModal) dialog().showModal();
    else dialog().setAttribute("open", "");
    dialog().querySelector("[data-stay]").focus();
  }

  function stay() {
    // A device that slept through its time wipes, whoever wakes it.
    if (over || rested() >= wipe) return end();
    touched = Date.now();
    tell(true);
    if (!shown()) return;
    if (dialog().close) dialog().close();
    else dialog().removeAttribute("open");
    if (before && before.focus) before.focus();
  }

  function used() {
    if (over) return;
    if (rested() >= wipe) return end();
    // While the question stands, only its buttons answer it.
    if (shown()) return;
    touched = Date.now();
    tell(false);
  }

  // The site hears of touches now and then, so that it does not take a person who writes for one who left.
  function tell(now) {
    if (!window.fetch || (!now && Date.now() - reported < Math.min(30000, warn / 4))) return;
    reported = Date.now();
    stopReporting();
    report = window.AbortController ? new AbortController() : null;
    fetch(here, {
      method: "POST",
      credentials: "same-origin",
      headers: { "X-Heard-Still-Here": "1" },
      signal: report ? report.signal : undefined
    })
      .then(function (response) {
        // The visit ended elsewhere: what stands here is an ended visit's.
        if (response.status === 410) end();
      })
      .catch(function () {
        // No network: this page's own clock still wipes it.
      });
  }

  function stopReporting() {
    if (report) report.abort();
    report = null;
  }

  function look() {
    if (over) return;
    if (rested() >= wipe) return end();
    if (rested() >= warn) ask();
    if (shown()) dialog().querySelector(".still-here__left").textContent = String(Math.ceil((wipe - rested()) / 1000));
  }

  // The answer to a posted form becomes a page like any other in the history: going back asks for it, and posts nothing again.
  if (window.history.replaceState) window.history.replaceState(null, "", window.location.href);
  for (var i = 0; i < EVENTS.length; i++) window.addEventListener(EVENTS[i], used, { capture: true, passive: true });
  document.addEventListener("click", function (event) {
    if (event.target.closest && event.target.closest("[data-stay]")) stay();
  });
  // Escape answers the question as its first button does.
  document.addEventListener(
    "cancel",
    function (event) {
      event.preventDefault();
      stay();
    },
    true
  );
  // Looked at again when the screen wakes: timers of a sleeping page stand still.
  document.addEventListener("visibilitychange", look);
  window.addEventListener("focus", look);
  window.addEventListener("pagehide", stopReporting);
  window.addEventListener("pageshow", function (event) {
    if (!event.persisted) return;
    // Out of the back-forward memory: whose page this was, only the site knows.
    over = true;
    empty();
    window.location.reload();
  });
  window.setInterval(look, 250);
})();
