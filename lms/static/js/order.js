// Puts a list in order by buttons. The selects that say the places without scripts stay in the form and are kept in step.
const fill = (text, given) => text.replace(/\{(\w+)\}/g, (_all, key) => given[key]);

class Order {
  constructor(root) {
    this.root = root;
    this.list = root.querySelector("[data-order-list]");
    this.out = root.querySelector("[data-order-out]");
    this.said = root.querySelector("[data-order-said]");
    for (const each of root.querySelectorAll("[data-order-place]")) each.hidden = true;
    for (const each of root.querySelectorAll("[data-order-moves]")) each.hidden = false;
    if (this.out) root.querySelector("[data-order-left]").hidden = false;
    this.read();
    root.addEventListener("click", (event) => {
      const button = event.target.closest("[data-move]");
      if (button && button.getAttribute("aria-disabled") !== "true") this.move(button);
    });
  }

  select(item) { return item.querySelector("select"); }

  // What was chosen before (or comes back from a draft) first, by its place; the rest stands as it came.
  read() {
    const items = [...this.root.querySelectorAll("[data-item]")];
    const place = (item) => Number(this.select(item).value) || items.length + 1;
    const used = items.filter((item) => !this.out || this.select(item).value !== "out");
    this.list.append(...used.sort((one, other) => place(one) - place(other)));
    this.out?.append(...items.filter((item) => !used.includes(item)));
    this.settle();
  }

  move(button) {
    const item = button.closest("[data-item]"), way = button.dataset.move;
    if (way === "up") item.previousElementSibling.before(item);
    if (way === "down") item.nextElementSibling.after(item);
    if (way === "out") this.out.append(item);
    if (way === "in") this.list.append(item);
    this.settle();
    const back = { out: "in", in: "out" }[way] || way;
    item.querySelector(`[data-move=${back}]`).focus();
    const given = { text: item.dataset.item, n: [...this.list.children].indexOf(item) + 1, all: this.list.children.length };
    this.said.textContent = fill(given.n ? this.root.dataset.moved : this.root.dataset.left, given);
    this.select(item).dispatchEvent(new Event("input", { bubbles: true }));
  }

  settle() {
    const used = [...this.list.children];
    used.forEach((item, n) => {
      this.select(item).value = String(n + 1);
      this.able(item, "up", n > 0);
      this.able(item, "down", n < used.length - 1);
    });
    if (!this.out) return;
    for (const item of this.out.children) this.select(item).value = "out";
    for (const item of this.root.querySelectorAll("[data-item]")) {
      const left = item.parentElement === this.out;
      for (const button of item.querySelectorAll("[data-move]")) button.hidden = left !== (button.dataset.move === "in");
    }
    this.root.querySelector("[data-order-none]").hidden = this.out.children.length > 0;
  }

  // Still to be reached by Tab: someone who moves a thing to the top by keyboard keeps their place.
  able(item, way, can) {
    item.querySelector(`[data-move=${way}]`).setAttribute("aria-disabled", String(!can));
  }
}

const known = new WeakSet();
const begin = () => {
  for (const root of document.querySelectorAll("[data-order]")) {
    if (!known.has(root)) { known.add(root); new Order(root); }
  }
};
begin();
document.addEventListener("htmx:after:swap", begin);
