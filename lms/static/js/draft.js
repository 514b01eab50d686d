// Nothing written is lost: every box with data-draft is kept in this browser within a second and on the server within five.
// The browser's copy belongs to one person and one place, goes once the server has the same words, and is never made at a shared desk.
const LOCAL_MS = 600, SERVER_MS = 4000, AGAIN_MS = 10000;
const kiosk = "kiosk" in document.body.dataset;

const store = {
  get(key) { try { return JSON.parse(localStorage.getItem(key)); } catch { return null; } },
  set(key, value) {
    if (kiosk) return false;
    try { localStorage.setItem(key, JSON.stringify(value)); return true; } catch { return false; }
  },
  drop(key) { try { localStorage.removeItem(key); } catch { /* no store, nothing kept */ } },
};

const words = (text) => (text.trim().match(/\S+/g) || []).length;
const clock = (when) => `${when.getHours() % 12 || 12}:${String(when.getMinutes()).padStart(2, "0")}:${String(when.getSeconds()).padStart(2, "0")} ${when.getHours() < 12 ? "am" : "pm"}`;
const say = (line, name, given) => {
  let text = line?.dataset[name] || TEXTS[name];
  for (const [key, value] of Object.entries(given)) text = text.replace(`{${key}}`, value);
  return text;
};
// English stands here in case a page brings no sentences of its own (data-saved, data-kept, data-offline, data-signed-out, data-restored).
const TEXTS = {
  saved: "Saved {time}.",
  offline: "Your words are kept in this browser: {words} words. There is no connection. Keep writing: they will be sent when the line is back.",
  signedOut: "Your words are kept: {words} words. Please sign in again in another tab, then come back here and keep writing.",
  offlineKiosk: "There is no connection. Keep this page open: your words will be sent when the line is back.",
  signedOutKiosk: "You are signed out. Keep this page open and sign in again in another tab: your words will then be sent.",
  restored: "These are your latest words, kept in this browser at {time}.",
  signIn: "Sign in again",
};

// The cookie first: after signing in again in another tab, the token inside this page is the old one.
const csrf = (box) =>
  document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ||
  box.form?.elements.csrfmiddlewaretoken?.value ||
  document.querySelector("[name=csrfmiddlewaretoken]")?.value || "";

class Draft {
  constructor(box) {
    this.box = box;
    this.place = box.dataset.draft;
    this.person = box.dataset.person || document.body.dataset.person || "";
    this.key = `ring-draft:${this.person}:${this.place}`;
    this.line = (box.form || document).querySelector("[data-draft-state]") || document.querySelector("[data-draft-state]");
    this.line?.setAttribute("role", "status");
    this.serverHas = box.value;
    this.sending = false;
    this.submitted = false;
    this.restore();
    box.addEventListener("input", () => this.typed());
    box.addEventListener("blur", () => { this.keep(); this.send(); });
    box.form?.addEventListener("submit", (event) => {
      // The browser copy stays until a page comes back that shows the server has the words.
      if (!event.defaultPrevented) { this.keep(); this.submitted = true; clearTimeout(this.serverTimer); }
    });
  }

  // Beside a hidden box of choices one counts the words that stand in the same form.
  written() { return (this.box.hidden ? this.box.form.querySelector("textarea:not([hidden])") : this.box)?.value || ""; }

  show(name, tone, when) {
    if (!this.line) return;
    this.line.replaceChildren(say(this.line, kiosk && TEXTS[`${name}Kiosk`] ? `${name}Kiosk` : name, { time: clock(when || new Date()), words: words(this.written()) }));
    if (tone) this.line.dataset.tone = tone; else delete this.line.dataset.tone;
    if (name === "signedOut") {
      const link = document.createElement("a");
      link.href = this.line.dataset.signInUrl || "/accounts/login/";
      link.target = "_blank";
      link.rel = "noopener";
      link.textContent = say(this.line, "signIn", {});
      this.line.append(" ", link);
    }
  }

  restore() {
    const copy = store.get(this.key);
    if (!copy) return;
    const saved = Date.parse(this.box.dataset.draftSavedAt || "") || 0;
    if (copy.text === this.box.value || copy.at <= saved || !this.place) { store.drop(this.key); return; }
    this.box.value = copy.text;
    this.box.dispatchEvent(new Event("input", { bubbles: true }));
    this.show("restored", "", new Date(copy.at));
    this.later();
  }

  typed() {
    clearTimeout(this.localTimer);
    this.localTimer = setTimeout(() => this.keep(), LOCAL_MS);
    this.later();
  }

  later(wait = SERVER_MS) {
    // Not pushed back by every key: someone who writes without a pause is saved every few seconds too.
    this.serverTimer ??= setTimeout(() => { this.serverTimer = undefined; this.send(); }, wait);
  }

  keep() {
    clearTimeout(this.localTimer);
    if (this.box.isConnected && this.box.value !== this.serverHas) store.set(this.key, { text: this.box.value, at: Date.now() });
  }

  async send(leaving = false) {
    const text = this.box.value, url = this.box.dataset.draftUrl;
    // A box that has left the page was sent with its move: saving it again would bring the words back.
    if (!url || !this.box.isConnected || this.sending || this.submitted || text === this.serverHas) return;
    this.sending = true;
    try {
      const answer = await fetch(url, {
        method: "POST", credentials: "same-origin", redirect: "manual", keepalive: leaving,
        headers: { "X-CSRFToken": csrf(this.box), Accept: "application/json" },
        body: new URLSearchParams({ place: this.place, text, written_at: new Date().toISOString() }),
      });
      if (answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403) {
        this.keep();
        this.show("signedOut", "soon");
        this.later(AGAIN_MS);
      } else if (answer.ok) {
        const told = await answer.json().catch(() => ({}));
        this.serverHas = text;
        if (this.box.value === text) store.drop(this.key); else this.later();
        this.show("saved", "", told.saved_at ? new Date(told.saved_at) : undefined);
      } else if (answer.status < 500) {
        // The server has understood and says no (too long, handed in already): trying again would not help.
        const told = await answer.json().catch(() => ({}));
        this.keep();
        if (this.line && told.error) { this.line.textContent = told.error; this.line.dataset.tone = "soon"; }
      } else throw new Error(String(answer.status));
    } catch {
      this.keep();
      this.show("offline", "offline");
      this.later(AGAIN_MS);
    } finally {
      this.sending = false;
    }
  }
}

// A page that shows the words handed in says so with data-draft-done="PLACE"; copies nobody came back for go after two weeks.
const dropDone = () => {
  const person = document.body.dataset.person || "";
  for (const done of document.querySelectorAll("[data-draft-done]")) store.drop(`ring-draft:${person}:${done.dataset.draftDone}`);
};
const sweep = () => {
  dropDone();
  try {
    for (const key of Object.keys(localStorage)) {
      if (key.startsWith("ring-draft:") && Date.now() - (store.get(key)?.at || 0) > 14 * 864e5) store.drop(key);
    }
  } catch { /* no store */ }
};
sweep();

// What is chosen in a form (data-answers="ID of a hidden box") is written into that box as JSON, and kept as words are.
const chosen = (field) => field.name && !["hidden", "submit"].includes(field.type) && !("draft" in field.dataset);
const read = (form) => {
  const names = new Set([...form.elements].filter(chosen).map((field) => field.name)), kept = {};
  for (const [name, value] of new FormData(form)) if (names.has(name) && value) (kept[name] ??= []).push(value);
  return JSON.stringify(kept);
};
const write = (form, text) => {
  let kept;
  try { kept = JSON.parse(text || "{}"); } catch { return; }
  for (const field of [...form.elements].filter(chosen)) {
    const values = kept[field.name] || [];
    if (field.type === "radio" || field.type === "checkbox") field.checked = values.includes(field.value);
    else field.value = values[0] || "";
  }
};
const keepChoices = (form) => {
  const box = document.getElementById(form.dataset.answers);
  form.addEventListener("input", (event) => {
    if (!chosen(event.target)) return;
    box.value = read(form);
    box.dispatchEvent(new Event("input"));
  });
  box.addEventListener("input", () => { if (box.value !== read(form)) write(form, box.value); });
};

const drafts = new Map(), forms = new WeakSet();
const begin = (root) => {
  // Forms first: what a box brings back from this browser finds its way into them.
  for (const form of root.querySelectorAll("[data-answers]")) if (!forms.has(form)) { forms.add(form); keepChoices(form); }
  for (const box of root.querySelectorAll("[data-draft]")) if (!drafts.has(box)) drafts.set(box, new Draft(box));
};
begin(document);
document.addEventListener("htmx:after:swap", () => { dropDone(); begin(document); });
const all = (deed) => { for (const [box, draft] of drafts) box.isConnected ? deed(draft) : drafts.delete(box); };
// The words did not go: they are kept here, and the box goes on saving.
document.addEventListener("htmx:error", () => all((draft) => { draft.submitted = false; draft.keep(); draft.show("offline", "offline"); draft.later(AGAIN_MS); }));
addEventListener("online", () => all((draft) => draft.send()));
addEventListener("focus", () => all((draft) => draft.send()));
addEventListener("pagehide", () => all((draft) => { draft.keep(); draft.send(true); }));
addEventListener("pageshow", (event) => { if (event.persisted) all((draft) => { draft.submitted = false; draft.later(); }); });
