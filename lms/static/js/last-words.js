// Studio: saving by hand waits for what Wagtail still has under way.
// - Rich text goes into its form a quarter of a second after the last key: who saves right after typing would lose it.
// - A new page that is just being saved by itself would be made a second time, and the server would refuse one of them.
const SETTLED = 400;
const LONGEST = 5000;
const sleep = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

let typed = -SETTLED;
const typing = (event) => {
  if (event.target.closest?.("[data-draftail-editor-wrapper]")) typed = performance.now();
};
for (const kind of ["keydown", "beforeinput", "paste", "drop"]) document.addEventListener(kind, typing, true);

let saving = null; // the form that is saving itself
document.addEventListener("w-autosave:save", (event) => (saving = event.target));
for (const end of ["success", "error"]) document.addEventListener(`w-autosave:${end}`, () => (saving = null));

const settling = () => typed + SETTLED - performance.now();
let held = false;
let through = false;

async function submitLater(form, submitter) {
  const since = performance.now();
  while ((settling() > 0 || saving === form) && performance.now() - since < LONGEST) await sleep(50);
  if (submitter) submitter.disabled = false; // Wagtail has switched it off meanwhile; then its name would not be sent
  [held, through] = [false, true];
  form.requestSubmit(submitter);
  through = false;
}

window.addEventListener(
  "submit",
  (event) => {
    if (through || event.target.method !== "post" || !(held || settling() > 0 || saving === event.target)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (held) return; // pressed twice
    held = true;
    submitLater(event.target, event.submitter);
  },
  true,
);
