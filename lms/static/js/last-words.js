// Studio: saving by hand waits for what Wagtail still has under way.
// - Rich text goes into its form a quarter of a second after the last change, and leaving it is a change too: who saves
//   right after typing would lose it. So it is put there first, without the marks of comments, as Wagtail does.
// - A new page that is just being saved by itself would be made a second time, and the server would refuse one of them.
// And what is typed is saved by itself, whenever it is typed. Wagtail knows by a picture of the form, and takes for saved
// - what was typed before the first one, which is two seconds after the page has come, and
// - what was typed while a save was under way, for it takes a new one when that ends.
const LONGEST = 15000;
const sleep = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

function writeOut(form) {
  for (const field of form.elements) {
    if (!field.draftailEditor) continue;
    const raw = window.Draftail.serialiseEditorStateToRaw(field.draftailEditor.getEditorState());
    for (const block of raw?.blocks ?? [])
      block.inlineStyleRanges = block.inlineStyleRanges.filter(({ style }) => !style.startsWith("COMMENT-"));
    field.value = JSON.stringify(raw);
  }
}
const words = (form) => window.wagtail.app.getControllerForElementAndIdentifier(form, "w-unsaved").formData;
const saveAgain = (form) => (form.dataset.wUnsavedForceValue = "true");

let early = false;
document.addEventListener("input", (event) => (early ||= event.isTrusted), true);
document.addEventListener("w-unsaved:watch-edits", (event) => early && saveAgain(event.target));

let saving = null; // the form that is saving itself
let sent = ""; // its words when it began
document.addEventListener("w-autosave:save", ({ target }) => ([saving, sent] = [target, words(target)]));
document.addEventListener("w-autosave:success", ({ target }) => words(target) !== sent && saveAgain(target));
for (const end of ["success", "error"]) document.addEventListener(`w-autosave:${end}`, () => (saving = null));

let held = false;
let through = false;

async function submitLater(form, submitter) {
  const since = performance.now();
  while (saving === form && performance.now() - since < LONGEST) await sleep(50);
  if (submitter) submitter.disabled = false; // Wagtail has switched it off meanwhile; then its name would not be sent
  [held, through] = [false, true];
  form.requestSubmit(submitter);
  through = false;
}

window.addEventListener(
  "submit",
  (event) => {
    if (event.target.method !== "post") return;
    writeOut(event.target);
    if (through || !(held || saving === event.target)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (held) return; // pressed twice
    held = true;
    submitLater(event.target, event.submitter);
  },
  true,
);
