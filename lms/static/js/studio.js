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
const SMALL = /^(?:a|an|and|at|in|is|of|on|the|to)$/;
const short = (text) => text.normalize("NFKD").toLowerCase().replace(/[\u0300-\u036f'’]/g, "").split(/[^a-z0-9]+/).filter((word) => word && !SMALL.test(word)).slice(0, 4).join("-").slice(0, 30).replace(/-+$/, "");

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

// Where a key of another place is asked for, the ones there are are offered, with the words of their rows.
const SAID = ["prompt", "title", "text", "name", "phrases"];
const wordsOf = (row) => SAID.map((name) => document.getElementById(`${row}${name}`)?.value.trim()).find(Boolean) || "";
const rowsOf = (list, name = "key") =>
  [...document.querySelectorAll(`[id^="${list}"]`)]
    .filter(({ id, value }) => value && new RegExp(`^\\d+-value-${name}$`).test(id.slice(list.length)))
    .map(({ id, value }) => [value, wordsOf(id.slice(0, -name.length))]);
const keysOf = (list) => rowsOf(list).map(([key]) => key);
const OFFERED = [
  [/^(steps-\d+-value-)items-\d+-value-to$/, ([, step]) => rowsOf(`${step}targets-`)],
  [/^id_start$|^anchors-\d+-value-step$/, () => rowsOf("steps-")],
  [/-(?:next|to)$/, () => [...rowsOf("steps-"), ...rowsOf("endings-")]],
  [/-gate$/, () => rowsOf("gates-")],
  [/-shows$/, () => rowsOf("media-")],
  [/-who$/, () => [["main", document.getElementById("id_persona_name")?.value], ...rowsOf("others-")]],
];
document.addEventListener("focusin", ({ target }) => {
  if (!target.matches("input[type=text]")) return;
  const [found, rows] = OFFERED.find(([where]) => where.test(target.id)) || [];
  if (!found) return;
  const list = document.getElementById("offered-keys") || document.body.appendChild(Object.assign(document.createElement("datalist"), { id: "offered-keys" }));
  list.replaceChildren(...rows(target.id.match(found)).map(([key, words]) => new Option(words || key, key)));
  target.setAttribute("list", list.id);
});

// Where several may be named, one to a line, they are ticked below the box; who likes may still type.
const named = (word, list) => rowsOf(list).map(([key, words]) => [`${word} ${key}`, words]);
const chosen = () => rowsOf("steps-").flatMap(([key], n) => rowsOf(`steps-${n}-value-options-`).map(([option, words]) => [`chose ${key}/${option}`, words]));
const TICKED = [
  [/^(?:steps|asks)-\d+-value-facts$|-(?:gives|reveals)$/, () => rowsOf("facts-")],
  [/^steps-\d+-value-asks$/, () => rowsOf("asks-")],
  [/^steps-\d+-value-parts$/, () => rowsOf("parts-", "part")],
  [/^steps-\d+-value-gates$|-(?:breaks|broken)$/, () => rowsOf("gates-")],
  [/-when$/, () => [["temper 0-1", ""], ["temper 2-4", ""], ...named("given", "facts-"), ...named("missing", "facts-"), ...named("not passed", "gates-"), ...chosen()]],
];
const linesIn = (box) => box.value.split("\n").map((line) => line.trim()).filter(Boolean);

function tick(box, line) {
  const label = document.createElement("label"), input = Object.assign(document.createElement("input"), { type: "checkbox", checked: linesIn(box).includes(line[0]) });
  label.append(input, line[1] ? `${line[0]}: ${line[1]}` : line[0]);
  input.addEventListener("change", () => {
    const others = linesIn(box).filter((each) => each !== line[0]);
    box.value = (input.checked ? [...others, line[0]] : others).join("\n");
    for (const kind of ["input", "change"]) box.dispatchEvent(new Event(kind, { bubbles: true }));
  });
  return label;
}

document.addEventListener("focusin", ({ target }) => {
  const rows = target.matches("textarea") && TICKED.find(([where]) => where.test(target.id))?.[1]();
  if (!rows) return;
  let place = target.nextElementSibling;
  if (!place?.matches(".ticked")) {
    place = Object.assign(document.createElement("div"), { className: "ticked" });
    target.after(place);
  }
  place.replaceChildren(...rows.map((row) => tick(target, row)));
});

// A plus says what it adds. Wagtail draws rows whenever it likes, so this looks again after each change of the form.
function nameAdders() {
  for (const panel of document.querySelectorAll("[data-adds]")) {
    for (const plus of panel.querySelectorAll(".c-sf-add-button:not([data-streamfield-list-add])")) plus.title = panel.dataset.adds;
  }
}
const form = document.querySelector("form[data-edit-form], #page-edit-form");
if (form) new MutationObserver(nameAdders).observe(form, { childList: true, subtree: true });
nameAdders();

document.addEventListener("click", ({ target }) => {
  const panel = target.closest("[data-opens]")?.dataset.opens;
  if (panel) document.querySelector(`[data-side-panel-toggle=${panel}][aria-expanded=false], [data-side-panel-toggle=${panel}]`)?.click();
});

// The map opens where the conversation begins, however wide it is.
const map = document.querySelector("[data-map]");
const start = map?.querySelector(".box.start");
if (start) {
  const [box, region] = [start.getBoundingClientRect(), map.getBoundingClientRect()];
  map.scrollLeft += box.left + box.width / 2 - region.left - region.width / 2;
}

addEventListener("load", () => location.hash && setTimeout(goTo, 300, location.hash));
