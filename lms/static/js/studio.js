// The studio for conversations: from a finding to its place in the editor, and where the map opens.
// On the way to a place everything that is folded is opened, and the cursor is put in it.
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
  const fields = place.querySelectorAll("input:not([type=hidden]), textarea, select, [contenteditable=true]");
  [...fields].find((field) => field.checkVisibility())?.focus({ preventScroll: true });
  // At once: a smooth scroll through a long form is broken off by whatever moves on the way.
  place.scrollIntoView({ block: "start", behavior: "instant" });
  return true;
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-goes-to]");
  if (!link || link.pathname !== location.pathname || event.ctrlKey || event.metaKey) return;
  if (goTo(link.hash)) event.preventDefault();
});
// The map opens where the conversation begins, however wide it is.
const map = document.querySelector("[data-map]");
const start = map?.querySelector(".box.start");
if (start) {
  const [box, region] = [start.getBoundingClientRect(), map.getBoundingClientRect()];
  map.scrollLeft += box.left + box.width / 2 - region.left - region.width / 2;
}

addEventListener("load", () => location.hash && setTimeout(goTo, 300, location.hash));
