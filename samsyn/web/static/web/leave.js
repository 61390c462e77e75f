// Leave at once: the page is hidden, the session ended, and the address replaced in the history.
"use strict";
(() => {
  const way = () => document.querySelector("form[data-leave]");
  let leaving = false;
  let pressed = 0;
  let pause;

  function leave(form) {
    leaving = true;
    document.documentElement.hidden = true;
    navigator.sendBeacon(form.action, new FormData(form));
    location.replace(form.dataset.leave);
  }

  document.addEventListener("submit", (event) => {
    if (!(event.target instanceof HTMLFormElement) || !event.target.matches("[data-leave]")) return;
    event.preventDefault();
    leave(event.target);
  });

  // Shift three times, with nothing between: capital letters never do it.
  document.addEventListener("keydown", (event) => {
    clearTimeout(pause);
    pressed = event.key === "Shift" && !event.repeat ? pressed + 1 : 0;
    pause = setTimeout(() => (pressed = 0), 2000);
    if (pressed === 3 && way()) leave(way());
  });

  // Nothing asks "are you sure" of someone who leaves so. First in line, before what asks.
  window.addEventListener("beforeunload", (event) => leaving && event.stopImmediatePropagation(), true);
})();
