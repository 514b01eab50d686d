// Keys of the marking desk: A C T E pick a row, 1-4 a level; G goes from gate to gate, then Y passed or N not passed; S sends.
// They work inside the score panel alone, never while writing, and can be switched off.
const KEY = "ring-keys";
const off = () => { try { return localStorage.getItem(KEY) === "off"; } catch { return false; } };

for (const panel of document.querySelectorAll("[data-keys]")) {
  const box = panel.querySelector("[data-keys-switch]") || document.querySelector("[data-keys-switch]");
  if (box) {
    box.checked = !off();
    box.addEventListener("change", () => {
      try { box.checked ? localStorage.removeItem(KEY) : localStorage.setItem(KEY, "off"); } catch { /* this page only */ }
    });
  }
  const first = (row) => row.querySelector("input:checked") || row.querySelector("input");
  const pick = (row, index) => {
    const input = row?.querySelectorAll("input[type=radio]")[index];
    if (!input || input.disabled) return;
    input.checked = true;
    input.focus();
    input.dispatchEvent(new Event("change", { bubbles: true }));
  };

  panel.addEventListener("keydown", (event) => {
    const writing = event.target.matches("textarea, select, input:not([type=radio], [type=checkbox])");
    if (writing || (box ? !box.checked : off()) || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    const key = event.key.toLowerCase(), here = event.target.closest("[data-key-row], [data-key-gate]");
    const row = /^[a-z]$/.test(key) && panel.querySelector(`[data-key-row="${key}"]`);
    if (row) first(row)?.focus();
    else if (/^[1-4]$/.test(key) && here?.matches("[data-key-row]")) pick(here, Number(key) - 1);
    else if (key === "g") {
      const gates = [...panel.querySelectorAll("[data-key-gate]")];
      const next = gates[(gates.indexOf(here) + 1) % gates.length];
      if (next) first(next)?.focus();
    } else if ((key === "y" || key === "n") && here?.matches("[data-key-gate]")) pick(here, key === "y" ? 0 : 1);
    else if (key === "s") panel.querySelector("[data-key=s]")?.click();
    else return;
    event.preventDefault();
  });
}
