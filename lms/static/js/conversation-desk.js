// The score panel: the words of each chosen level, the weighted mean as it will be, and the reply kept while one works.
const form = document.querySelector("[data-score]");
const weights = JSON.parse(document.getElementById("score-weights")?.textContent || "{}");
const mean = document.querySelector("[data-mean]");
const waiting = mean?.textContent;
const kiosk = "kiosk" in document.body.dataset;
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
  if (mean) mean.textContent = all ? (value / 100).toFixed(2) : waiting;
};
// What was picked is kept in this browser until it is sent, so that a page that dies on the way loses nothing.
const keyOf = (place) => `ring-score:${document.body.dataset.person || ""}:${place}`;
const picks = () => [...form.querySelectorAll("input[type=radio]")];
const remember = () => {
  if (kiosk) return;
  try { localStorage.setItem(keyOf(form.dataset.score), JSON.stringify(picks().filter((each) => each.checked).map((each) => [each.name, each.value]))); } catch { /* no store, nothing kept */ }
};
const recall = () => {
  if (kiosk || picks().some((each) => each.checked)) return;
  let kept = [];
  try { kept = JSON.parse(localStorage.getItem(keyOf(form.dataset.score))) || []; } catch { /* nothing kept */ }
  for (const each of picks()) if (kept.some(([name, value]) => name === each.name && value === each.value)) each.checked = true;
};
for (const sent of document.querySelectorAll("[data-score-sent]")) {
  try { localStorage.removeItem(keyOf(sent.dataset.scoreSent)); } catch { /* no store */ }
}
if (form) { recall(); form.addEventListener("change", () => { show(); remember(); }); show(); addEventListener("pageshow", show); }

// A comment goes where one wrote last; words that are marked in the reply fill the next free row.
let last = form?.querySelector("[data-takes-comments]");
form?.addEventListener("focusin", (event) => { if (event.target.matches("[data-takes-comments]")) last = event.target; });
for (const saved of form?.querySelectorAll("[data-insert]") || []) {
  saved.addEventListener("click", () => {
    if (!last) return;
    last.value = [last.value.trim(), saved.dataset.insert].filter(Boolean).join(" ");
    last.dispatchEvent(new Event("input", { bubbles: true }));
    last.focus();
  });
}
const reply = document.querySelector("[data-reply]"), speak = form?.querySelector("[data-comment-on]");
let marked = null;
document.addEventListener("selectionchange", () => {
  const chosen = getSelection();
  if (!reply || !speak || !chosen.rangeCount || chosen.isCollapsed || !reply.contains(chosen.anchorNode) || !reply.contains(chosen.focusNode)) return;
  const range = chosen.getRangeAt(0), before = document.createRange();
  before.setStart(reply, 0);
  before.setEnd(range.startContainer, range.startOffset);
  // Offsets are counted in characters as the server counts them, not in halves of an emoji.
  marked = { words: range.toString(), at: [...before.toString()].length };
});
if (reply && speak) {
  speak.hidden = false;
  speak.addEventListener("click", () => {
    const row = [...form.querySelectorAll("[data-comment-row]")].find((each) => !each.querySelector("input:not([type=hidden])").value);
    if (!row || !marked?.words.trim()) return;
    const [at, words, text] = row.querySelectorAll("input");
    [at.value, words.value] = [marked.at, marked.words];
    text.focus();
  });
}

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
