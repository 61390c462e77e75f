// Comfort only: the text can be marked and copied by hand without this file.
"use strict";
(() => {
  function say(button, text) {
    document.getElementById("spoken").textContent = text;
    button.textContent = text;
  }
  for (const button of document.querySelectorAll("[data-copy]")) {
    const area = document.getElementById(button.dataset.copy);
    button.hidden = false;
    button.addEventListener("click", async () => {
      area.select();
      try {
        await navigator.clipboard.writeText(area.value);
        say(button, area.dataset.copied);
      } catch {
        say(button, area.dataset.select); // not allowed here: the text is marked, and one copies it oneself
      }
    });
  }
})();
