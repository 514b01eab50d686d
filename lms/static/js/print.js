// Print buttons: the page, or one card alone. Without scripts they stay hidden; the browser's own print works everywhere.
for (const button of document.querySelectorAll("[data-print]")) button.hidden = false;
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-print]");
  if (!button) return;
  const card = button.dataset.print === "card" ? button.closest("[data-print-card]") : null;
  card?.classList.add("prints");
  document.documentElement.classList.toggle("prints-one", Boolean(card));
  print();
});
addEventListener("afterprint", () => {
  document.documentElement.classList.remove("prints-one");
  document.querySelector(".prints")?.classList.remove("prints");
});
