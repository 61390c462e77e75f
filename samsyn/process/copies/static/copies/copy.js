// Comfort only: the text can be marked and copied by hand without this file.
"use strict";
(() => {
  if (!navigator.clipboard) return;
  for (const button of document.querySelectorAll("[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).value);
      button.parentElement.querySelector("[role=status]").textContent = button.dataset.done;
    });
  }
})();
