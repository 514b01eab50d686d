// A form is sent once: the button says so and rests until the page changes or comes back from history.
const rest = (form, on) => {
  for (const button of form.querySelectorAll("button, input[type=submit]")) {
    if (button.type === "button") continue;
    if (on && !button.disabled) { button.dataset.rests = ""; button.disabled = true; }
    if (!on && "rests" in button.dataset) { delete button.dataset.rests; button.disabled = false; }
  }
};
const sent = new WeakSet();

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method === "get" || form.matches("[data-many]")) return;
  if (sent.has(form)) { event.preventDefault(); return; }
  sent.add(form);
  const button = event.submitter;
  // After this turn, so that the pressed button's own name and value still go along.
  setTimeout(() => {
    rest(form, true);
    if (button?.dataset.busy) {
      button.dataset.label ??= button.innerHTML;
      button.textContent = button.dataset.busy;
      button.setAttribute("aria-busy", "true");
    }
  });
});

const wake = (form) => {
  sent.delete(form);
  rest(form, false);
  for (const button of form.querySelectorAll("[aria-busy]")) {
    button.removeAttribute("aria-busy");
    if (button.dataset.label) button.innerHTML = button.dataset.label;
  }
};
addEventListener("pageshow", () => { for (const form of document.forms) wake(form); });
document.addEventListener("htmx:afterRequest", (event) => {
  const form = event.target.closest?.("form");
  if (form) wake(form);
});
