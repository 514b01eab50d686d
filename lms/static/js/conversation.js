// The player: words so far, the fact sheet, the verb on the button, the clock; and what happens when a move comes back.
const here = (name) => document.querySelector(name);

const countWords = (box) => {
  const line = document.getElementById(box.dataset.words);
  const count = () => {
    const n = (box.value.match(/[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu) || []).length;
    line.textContent = (line.dataset.most || (n === 1 ? line.dataset.one : line.dataset.many)).replace("{n}", n);
  };
  box.addEventListener("input", count);
  count();
};

const wide = matchMedia("(min-width: 60rem)");
const fitFacts = (wasOpen) => {
  for (const fold of document.querySelectorAll(".play-facts details")) fold.open = wasOpen ?? wide.matches;
};

// "Do this" becomes the verb of what is chosen: "Put on hold", "Say it".
const nameButton = (event) => {
  const button = event.target.closest?.("[data-move]")?.querySelector("[data-act]");
  if (button && event.target.dataset.button) button.textContent = event.target.dataset.button;
};

let ticking;
const runClock = () => {
  clearInterval(ticking);
  const line = here("[data-clock]");
  if (!line) return;
  const words = line.querySelector("span"), end = Date.parse(line.dataset.clock);
  const tick = () => {
    const left = Math.ceil((end - Date.now()) / 1000), over = left <= 0;
    line.classList.toggle("is-over", over);
    words.textContent = over ? line.dataset.over : line.dataset.left.replace("{time}", `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`);
    if (over) { line.setAttribute("role", "status"); clearInterval(ticking); }
  };
  ticking = setInterval(tick, 1000);
  tick();
};

// Lists to be put in order are rare: their script comes when the conversation has one, at once, so that nobody sends a
// list before it is ready.
const order = here("script[data-order-src]")?.dataset.orderSrc;
if (order) import(order);
const begin = () => {
  for (const box of document.querySelectorAll("[data-words]")) if (!box.dataset.counted) { box.dataset.counted = "1"; countWords(box); }
  runClock();
};

const errors = () => {
  const found = here(".play .error-summary");
  found?.scrollIntoView({ block: "center" });
  found?.focus();
  return Boolean(found);
};

begin();
fitFacts();
wide.addEventListener("change", () => fitFacts());
document.addEventListener("change", nameButton);
if (!errors() && location.hash === "#question") here("#question")?.focus();

// --- a move without loading the page
let turns = 0, open, busy = [];
const fresh = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1];
document.addEventListener("htmx:config:request", ({ detail }) => {
  // Signed in again in another tab: the token inside this page is the old one.
  if (fresh()) detail.ctx.request.body.set("csrfmiddlewaretoken", fresh());
});
document.addEventListener("htmx:before:request", ({ target }) => {
  turns = document.querySelectorAll(".talk > li").length;
  open = wide.matches || here(".play-facts details")?.open;
  here("[data-not-sent]").hidden = true;
  busy = [...target.querySelectorAll("button:not([type=button])")];
  for (const button of busy) button.setAttribute("aria-busy", "true");
});
const rest = () => { for (const button of busy) button.removeAttribute("aria-busy"); };
const notSent = () => { rest(); here("[data-not-sent]").hidden = false; };
document.addEventListener("htmx:before:swap", (event) => {
  const { status } = event.detail.ctx.response;
  if (status !== 200 && status !== 422) { event.preventDefault(); notSent(); }
});
document.addEventListener("htmx:error", notSent);
document.addEventListener("htmx:after:swap", () => {
  rest();
  begin();
  fitFacts(open);
  if (errors()) return;
  here("#question")?.focus({ preventScroll: true });
  const all = document.querySelectorAll(".talk > li");
  (all[turns] || here("#question"))?.scrollIntoView({ block: "start", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
});
