// Each turn without a reload. Without this file, or when anything here fails, the same form is posted as usual.
(function () {
  "use strict";
  if (!window.fetch || !window.DOMParser || !window.FormData) return;

  function form() {
    return document.getElementById("talk-form");
  }

  function listen() {
    if (form()) form().addEventListener("submit", send);
  }

  function send(event) {
    var submitter = event.submitter;
    var leaving = submitter && submitter.name === "do" && submitter.value.indexOf("go-") === 0;
    if (!submitter || leaving) return;
    event.preventDefault();
    var data = new URLSearchParams(new FormData(form()));
    data.append(submitter.name, submitter.value);
    busy(true);
    fetch(form().action, { method: "POST", body: data, credentials: "same-origin", headers: { "X-Heard-Turn": "1" } })
      .then(function (response) {
        return response.text().then(function (text) {
          show(new DOMParser().parseFromString(text, "text/html"), response.url);
        });
      })
      .catch(function () {
        // The network failed: post as a page, so that the browser says so and nothing typed is lost.
        var kept = document.createElement("input");
        kept.type = "hidden";
        kept.name = submitter.name;
        kept.value = submitter.value;
        form().appendChild(kept);
        busy(false);
        form().submit();
      });
  }

  function busy(on) {
    form().setAttribute("aria-busy", on ? "true" : "false");
    var buttons = form().querySelectorAll("#turn button");
    for (var i = 0; i < buttons.length; i++) buttons[i].disabled = on;
  }

  function show(page, address) {
    var log = document.getElementById("talk");
    var turn = page.getElementById("turn");
    var another = page.documentElement.lang !== document.documentElement.lang;
    if (!turn || another) {
      // Another page (sent, ended, too old) or another language: show it whole.
      if (another && turn) return window.location.reload();
      if (address && address.indexOf("/chat") < 0) return window.location.assign(address);
      document.title = page.title;
      document.body.replaceWith(page.body);
      var heading = document.querySelector("h1");
      heading.tabIndex = -1;
      heading.focus();
      return;
    }
    var old = document.getElementById("latest");
    if (old) old.removeAttribute("id");
    var fresh = page.querySelectorAll("#talk > [data-new]");
    for (var i = 0; i < fresh.length; i++) log.appendChild(document.importNode(fresh[i], true));
    document.getElementById("turn").replaceWith(document.importNode(turn, true));
    busy(false);
    var latest = document.getElementById("latest");
    if (latest) latest.scrollIntoView({ block: "start" });
    var box = document.getElementById("say");
    // Where words are asked the box is next; where there is a choice, the question is, and its choices follow it.
    if (box && box.rows > 1) box.focus({ preventScroll: true });
    else if (latest) latest.focus({ preventScroll: true });
  }

  listen();
})();
