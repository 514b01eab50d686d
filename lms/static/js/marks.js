// A letter among one's words shows its note beside it: when the keyboard comes to it, or on a tap of it or of its words.
// Escape or going on closes it. Without this script the letter is a link to its note further down.
const LETTER = "[data-marked] a.letter";
let letter = null, panel = null;
let pressed = null; // what was open as the finger came down, before the focus moved on

const close = () => {
  if (panel?.matches(":popover-open")) panel.hidePopover();
  letter?.classList.remove("is-read");
  letter = panel = null;
};

const show = (wanted) => {
  if (wanted === letter) return;
  close();
  const note = document.getElementById(wanted.hash.slice(1));
  const found = document.getElementById(wanted.closest("[data-marked]").dataset.marked);
  if (!note || !found) return;
  [letter, panel] = [wanted, found];
  panel.replaceChildren(...note.cloneNode(true).childNodes);
  letter.classList.add("is-read");
  panel.showPopover({ source: letter });
};

// The words before a letter are its own; where two marks end together, the letters follow one another.
const letterOf = (words) => {
  let next = words?.nextElementSibling;
  while (next && !next.matches("a.letter")) next = next.nextElementSibling;
  return next;
};

if ("showPopover" in HTMLElement.prototype) {
  document.addEventListener("pointerdown", () => { pressed = letter; }, true);
  document.addEventListener("focusin", ({ target }) => {
    const found = target.closest(LETTER);
    if (!found) close();
    else if (found.matches(":focus-visible")) show(found);
  });
  document.addEventListener("click", (event) => {
    const found = event.target.closest(LETTER) || letterOf(event.target.closest("[data-marked] mark"));
    if (!found) {
      if (!event.target.closest(".note-here")) close();
      return;
    }
    if (event.detail < 2 && String(getSelection())) return; // words are being picked out, not asked about
    event.preventDefault();
    const again = found === (event.detail ? pressed : letter);
    found.focus({ preventScroll: true });
    if (again) close();
    else show(found);
  });
  document.addEventListener("keydown", ({ key }) => { if (key === "Escape") close(); });
}
