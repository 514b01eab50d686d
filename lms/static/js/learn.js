// Answers of a quiz are kept while they are being chosen: the form is written as JSON into one hidden box, and draft.js keeps that box.
// Load this before draft.js, so that words it brings back from this browser find their way into the form.
const read = (form) => {
  const kept = {};
  for (const [name, value] of new FormData(form)) if (name.startsWith("q-") && value) (kept[name] ??= []).push(value);
  return JSON.stringify(kept);
};

const write = (form, text) => {
  let kept;
  try { kept = JSON.parse(text || "{}"); } catch { return; }
  for (const field of form.elements) {
    if (!field.name?.startsWith("q-")) continue;
    const values = kept[field.name] || [];
    if (field.type === "radio" || field.type === "checkbox") field.checked = values.includes(field.value);
    else field.value = values[0] || "";
  }
};

for (const form of document.querySelectorAll("[data-answers]")) {
  const box = document.getElementById(form.dataset.answers);
  form.addEventListener("input", (event) => {
    if (event.target === box) return;
    box.value = read(form);
    box.dispatchEvent(new Event("input"));
  });
  box.addEventListener("input", () => { if (box.value !== read(form)) write(form, box.value); });
}
