// Studio: a page that tells how far a longer piece of work has come asks again, and shows itself anew when it is done.
const EVERY = 2000;

async function ask(told) {
  const page = await fetch(location.href, { headers: { Accept: "text/html" } }).then((answer) => answer.text());
  const fresh = new DOMParser().parseFromString(page, "text/html").querySelector("[data-how-far]");
  if (!fresh) return location.reload();
  if (told.textContent !== fresh.textContent) told.textContent = fresh.textContent;
  setTimeout(follow, EVERY, told);
}

// Without an answer it waits and asks again: the page still says where the work stood.
const follow = (told) => ask(told).catch(() => setTimeout(follow, EVERY, told));

const told = document.querySelector("[data-how-far]");
if (told) setTimeout(follow, EVERY, told);
