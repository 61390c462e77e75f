// Comfort only: every page works without this file.
"use strict";
(() => {
  const said = document.body.dataset;
  const unsent = new Set();
  const retries = new Map();

  // How many characters are left; never cuts. Counted as the server counts: code points, one kind of line break.
  function count(area) {
    const place = area.parentElement.querySelector("[data-counter]");
    if (!place) return;
    const limit = Number(area.dataset.limit);
    const left = limit - [...area.value.normalize("NFC").trimEnd()].length;
    const number = Math.abs(left).toLocaleString(document.documentElement.lang);
    place.textContent = left > limit / 5 ? "" : (left < 0 ? said.over : said.left).replace("#", number);
    place.classList.toggle("over", left < 0);
  }

  // What a screen reader hears is set only when the writer pauses.
  let pause;
  function announce(area) {
    clearTimeout(pause);
    pause = setTimeout(() => {
      const place = area.parentElement.querySelector("[data-counter]");
      document.getElementById("spoken").textContent = place ? place.textContent : "";
    }, 1000);
  }

  document.addEventListener("input", ({ target }) => {
    if (!(target instanceof HTMLTextAreaElement)) return;
    unsent.add(target);
    if (target.dataset.limit) {
      count(target);
      announce(target);
    }
  });
  const countAll = (root) => root.querySelectorAll("textarea[data-limit]").forEach(count);

  // Leaving with words that were not sent asks first.
  const sent = (part) => unsent.forEach((area) => part.contains(area) && unsent.delete(area));
  document.addEventListener("submit", ({ target }) => sent(target));
  window.addEventListener("beforeunload", (event) => {
    if ([...unsent].some((area) => area.isConnected && area.value !== area.defaultValue)) event.preventDefault();
  });

  // A field that saves itself: say so when it did not, and try again.
  function tell(element, text) {
    const place = (element.closest("[data-autosave]") || element.form || element).querySelector(".saved");
    if (place) {
      place.textContent = text;
      place.classList.add("unsaved");
    }
    (element.form || element).querySelectorAll("textarea").forEach((area) => unsent.add(area));
  }
  function again(element) {
    tell(element, said.unsaved);
    clearTimeout(retries.get(element));
    retries.set(element, setTimeout(() => retry(element), 5000));
  }
  function retry(element) {
    clearTimeout(retries.get(element));
    retries.delete(element);
    if (element.isConnected) htmx.trigger(element, "resend");
  }
  const on = (name, act) => document.addEventListener(`htmx:${name}`, act);
  on("sendError", ({ detail }) => again(detail.elt));
  on("timeout", ({ detail }) => again(detail.elt));
  on("responseError", ({ detail }) => (detail.xhr.status >= 502 ? again(detail.elt) : tell(detail.elt, said.refused)));
  on("afterRequest", ({ detail: { successful, elt } }) => {
    if (!successful) return;
    sent(elt.form || elt);
    (elt.closest("[data-autosave]") || elt).querySelectorAll(".unsaved").forEach((place) => place.classList.remove("unsaved"));
  });
  on("load", ({ detail }) => countAll(detail.elt));
  window.addEventListener("online", () => [...retries.keys()].forEach(retry));
  countAll(document);
})();
