// A form is sent once: the button says so and rests until the page changes or comes back from history.
const sent = new WeakSet(), labels = new WeakMap();
const presses = (form) => form.querySelectorAll("button:not([type=button]), input[type=submit]");

const wake = (form) => {
  sent.delete(form);
  for (const button of presses(form)) {
    if ("rests" in button.dataset) { delete button.dataset.rests; button.disabled = false; }
    button.removeAttribute("aria-busy");
    if (labels.has(button)) { button.replaceChildren(...labels.get(button)); labels.delete(button); }
  }
};

document.addEventListener("submit", (event) => {
  const form = event.target;
  // GET forms and dialogs write nothing; htmx has taken its own forms by now.
  if (event.defaultPrevented || form.getAttribute("method")?.toLowerCase() !== "post" || "many" in form.dataset) return;
  if (sent.has(form)) { event.preventDefault(); return; }
  sent.add(form);
  // Someone who signed in again in another tab has a new token; the one in this page would be refused and the words with it.
  const token = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1], field = form.elements.csrfmiddlewaretoken;
  if (token && field && new URL(form.action).origin === location.origin) field.value = token;
  const pressed = event.submitter;
  // After this turn, so that the pressed button's own name and value still go along.
  setTimeout(() => {
    for (const button of presses(form)) {
      if (!button.disabled) { button.dataset.rests = ""; button.disabled = true; }
    }
    if (pressed?.dataset.busy) {
      labels.set(pressed, [...pressed.childNodes]);
      pressed.replaceChildren(pressed.dataset.busy);
      pressed.setAttribute("aria-busy", "true");
    }
    // A file that downloads never leaves the page: wake the button again.
    if ("downloads" in form.dataset) setTimeout(() => wake(form), 3000);
  });
});

addEventListener("pageshow", () => { for (const form of document.forms) wake(form); });
