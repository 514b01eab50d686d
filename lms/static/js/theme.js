// Blocking and tiny on purpose: the choice stands before the first paint, so the page never flashes.
(() => {
  const KEY = "ring-theme", root = document.documentElement;
  const read = () => { try { return localStorage.getItem(KEY); } catch { return null; } };
  const apply = (choice) => {
    if (choice === "light" || choice === "dark") root.dataset.theme = choice;
    else delete root.dataset.theme;
  };
  apply(read());
  document.addEventListener("DOMContentLoaded", () => {
    for (const box of document.querySelectorAll("[data-theme-switch]")) {
      const show = () => {
        for (const button of box.querySelectorAll("[data-theme-choice]"))
          button.setAttribute("aria-pressed", String(button.dataset.themeChoice === (read() || "system")));
      };
      box.hidden = false;
      show();
      box.addEventListener("click", (event) => {
        const button = event.target.closest("[data-theme-choice]");
        if (!button) return;
        const choice = button.dataset.themeChoice;
        try { choice === "system" ? localStorage.removeItem(KEY) : localStorage.setItem(KEY, choice); } catch { /* private window: this page only */ }
        apply(choice);
        for (const other of box.querySelectorAll("[data-theme-choice]"))
          other.setAttribute("aria-pressed", String(other === button));
      });
    }
  });
})();
