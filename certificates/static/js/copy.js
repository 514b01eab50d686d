// Copy buttons: <button type="button" data-copy="text" data-copied="Copied" hidden>. Without scripts they stay hidden.
for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    const words = button.querySelector("[data-copy-words]") ?? button;
    const before = words.textContent;
    try {
      await navigator.clipboard.writeText(button.dataset.copy);
      words.textContent = button.dataset.copied;
      document.querySelector("[data-copy-said]")?.replaceChildren(button.dataset.copied);
    } catch {
      words.textContent = button.dataset.copy; // then it can at least be read
    }
    setTimeout(() => { words.textContent = before; }, 4000);
  });
}
