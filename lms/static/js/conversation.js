// The player: how many words so far, the fact sheet open where there is room beside the reply, errors in sight.
for (const box of document.querySelectorAll("[data-words]")) {
  const line = document.getElementById(box.dataset.words);
  const count = () => {
    const n = (box.value.match(/[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu) || []).length;
    line.textContent = (n === 1 ? line.dataset.one : line.dataset.many).replace("{n}", n);
  };
  box.addEventListener("input", count);
  count();
}
const wide = matchMedia("(min-width: 60rem)");
for (const fold of document.querySelectorAll(".play-facts details")) {
  const fit = () => { fold.open = wide.matches; };
  wide.addEventListener("change", fit);
  fit();
}
document.querySelector("#reply .error-summary, #reply .error")?.closest(".error-summary, fieldset")?.scrollIntoView({ block: "center" });
document.querySelector("#reply .error-summary")?.focus();
