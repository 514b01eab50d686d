// The studio for conversations: from a finding to its place in the editor, keys that write themselves, where the map opens.
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

// A key that is still empty takes the first words of its row, as soon as these are written. The author may change it.
const WORDS = /^(.+-value-)(?:text|prompt|title|name|phrases|whom)$/;
const short = (text) => text.normalize("NFKD").toLowerCase().replace(/[\u0300-\u036f'’]/g, "").split(/[^a-z0-9]+/).filter(Boolean).slice(0, 4).join("-").slice(0, 30).replace(/-+$/, "");

document.addEventListener("focusout", ({ target }) => {
  const row = target.id?.match(WORDS)?.[1], key = row && document.getElementById(`${row}key`);
  const words = key && !key.value && short(target.value);
  if (!words) return;
  const taken = keysOf(row.replace(/\d+-value-$/, ""));
  let n = 1;
  while (taken.includes(n > 1 ? `${words}-${n}` : words)) n += 1;
  key.value = n > 1 ? `${words}-${n}` : words;
  for (const kind of ["input", "change"]) key.dispatchEvent(new Event(kind, { bubbles: true }));
});

// Where a key of another place is asked for, the ones there are are offered.
const keysOf = (list) => [...document.querySelectorAll(`input[id^="${list}"]`)].filter(({ id }) => /^\d+-value-key$/.test(id.slice(list.length))).map(({ value }) => value).filter(Boolean);
const OFFERED = [
  [/^(steps-\d+-value-)items-\d+-value-to$/, ([, step]) => keysOf(`${step}targets-`)],
  [/^id_start$/, () => keysOf("steps-")],
  [/-(?:next|to)$/, () => [...keysOf("steps-"), ...keysOf("endings-")]],
  [/-gate$/, () => keysOf("gates-")],
  [/-shows$/, () => keysOf("media-")],
  [/-who$/, () => ["main", ...keysOf("others-")]],
];
document.addEventListener("focusin", ({ target }) => {
  if (!target.matches("input[type=text]")) return;
  const [found, keys] = OFFERED.find(([where]) => where.test(target.id)) || [];
  if (!found) return;
  const list = document.getElementById("offered-keys") || document.body.appendChild(Object.assign(document.createElement("datalist"), { id: "offered-keys" }));
  list.replaceChildren(...keys(target.id.match(found)).map((key) => new Option(key, key)));
  target.setAttribute("list", list.id);
});

// The map opens where the conversation begins, however wide it is.
const map = document.querySelector("[data-map]");
const start = map?.querySelector(".box.start");
if (start) {
  const [box, region] = [start.getBoundingClientRect(), map.getBoundingClientRect()];
  map.scrollLeft += box.left + box.width / 2 - region.left - region.width / 2;
}

addEventListener("load", () => location.hash && setTimeout(goTo, 300, location.hash));
