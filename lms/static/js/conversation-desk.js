// The score panel: the words of each chosen level, the weighted mean as it will be, and the reply kept while one works.
const form = document.querySelector("[data-score]");
const weights = JSON.parse(document.getElementById("score-weights")?.textContent || "{}");
const mean = document.querySelector("[data-mean]");
const waiting = mean?.textContent;
const chosen = (name) => Number(form.querySelector(`input[name="level_${name}"]:checked`)?.value || 0);

const show = () => {
  for (const words of form.querySelectorAll("[data-words-of]")) {
    const row = form.querySelector(`input[name="${words.dataset.wordsOf}"]`)?.closest("fieldset");
    const level = row?.querySelector("input:checked")?.value;
    const term = [...words.querySelectorAll("dt")].find((each) => each.textContent.trim() === level);
    const hint = row?.querySelector(".hint");
    if (hint) hint.textContent = term?.nextElementSibling?.textContent || "";
  }
  const names = Object.keys(weights), total = names.reduce((sum, name) => sum + weights[name], 0);
  const all = names.length && names.every((name) => chosen(name));
  // Rounded down in hundredths, as the pass rule does it.
  const value = all ? Math.floor((100 * names.reduce((sum, name) => sum + chosen(name) * (total ? weights[name] : 1), 0)) / (total || names.length)) : 0;
  mean.textContent = all ? (value / 100).toFixed(2) : waiting;
};
if (form) { form.addEventListener("change", show); show(); addEventListener("pageshow", show); }

const lease = document.querySelector("[data-lease]"), lost = document.querySelector("[data-lease-lost]");
const token = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] || form?.elements.csrfmiddlewaretoken?.value || "";
const clock = (when) => `${when.getHours() % 12 || 12}:${String(when.getMinutes()).padStart(2, "0")} ${when.getHours() < 12 ? "am" : "pm"}`;
const keep = async () => {
  try {
    const answer = await fetch(lease.dataset.url, { method: "POST", credentials: "same-origin", headers: { "X-CSRFToken": token() } });
    const told = await answer.json();
    if (answer.ok) {
      lost.hidden = true;
      lease.lastChild.textContent = lease.lastChild.textContent.replace(/\d+:\d\d [ap]m/, clock(new Date(told.until)));
    } else if (told.sentence) { lost.textContent = told.sentence; lost.hidden = false; }
  } catch { /* no line: the next turn tries again, and sending asks anyway */ }
};
// Renewed only for somebody who is there: a page left open gives the reply back after its 15 minutes.
let touched = Date.now();
for (const kind of ["pointerdown", "keydown"]) addEventListener(kind, () => { touched = Date.now(); }, { passive: true });
if (lease && form) setInterval(() => { if (Date.now() - touched < 10 * 60e3) keep(); }, 4 * 60e3);
