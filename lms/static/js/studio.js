// From a finding to its place in the editor: opens what is folded on the way there, and puts the cursor in it.
// "block-…-section" is Wagtail's own id of a row; "in-<field>" is the field of that name.
const MARK = "goes-here";

function placeOf(hash) {
  const name = decodeURIComponent(hash.replace(/^#/, ""));
  if (name.startsWith("in-")) return document.querySelector(`[data-contentpath="${CSS.escape(name.slice(3))}"]`);
  return name.startsWith("block-") ? document.getElementById(name) : null;
}

function goTo(hash) {
  const place = placeOf(hash);
  if (!place) return false;
  for (let panel = place.closest("[data-panel]"); panel; panel = panel.parentElement?.closest("[data-panel]")) {
    panel.querySelector(":scope > .w-panel__header [data-panel-toggle][aria-expanded=false]")?.click();
  }
  document.querySelector(`.${MARK}`)?.classList.remove(MARK);
  place.classList.add(MARK);
  place.scrollIntoView({ block: "start" });
  place.querySelector("input:not([type=hidden]), textarea, select, [contenteditable=true]")?.focus({ preventScroll: true });
  return true;
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-goes-to]");
  if (!link || link.pathname !== location.pathname || event.ctrlKey || event.metaKey) return;
  if (goTo(link.hash)) event.preventDefault();
});
addEventListener("load", () => location.hash && setTimeout(goTo, 300, location.hash));
