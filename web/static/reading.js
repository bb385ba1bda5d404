// Beside the text of a document: the list of its tasks follows what is read, and a sentence that
// is clicked can be quoted. Without this the list is plain links.

// How far below the top of the window what is read begins, in pixels.
const READ_AT = 40;
const narrow = matchMedia("(max-width: 56rem)");

function closeWhereNarrow() {
  for (const box of document.querySelectorAll("details.beside")) {
    box.open = !narrow.matches;
    box.dataset.settled = "";
  }
}

// Returns the number of the last place above the line that is read, -1 for none.
function lastAbove(places, line) {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (places[middle].getBoundingClientRect().top <= line) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

function follow(list) {
  const links = [...list.querySelectorAll("a")];
  const places = links.map((link) => document.getElementById(link.hash.slice(1)));
  if (places.includes(null)) return;
  const box = list.closest("details");
  let current = null;
  let isWaiting = false;

  function mark() {
    isWaiting = false;
    const next = links[lastAbove(places, READ_AT)] ?? null;
    if (next === current) return;
    current?.removeAttribute("aria-current");
    next?.setAttribute("aria-current", "true");
    current = next;
    if (!next || !box.open) return;
    const middle = next.offsetTop - box.clientHeight / 2;
    if (box.scrollHeight > box.clientHeight) box.scrollTop = middle;
  }

  addEventListener(
    "scroll",
    () => {
      if (isWaiting) return;
      isWaiting = true;
      requestAnimationFrame(mark);
    },
    { passive: true },
  );
  mark();
}

function quoting(bar) {
  const text = document.querySelector(".text");
  let chosen = null;

  function choose(sentence) {
    chosen?.classList.remove("chosen");
    chosen = sentence;
    chosen?.classList.add("chosen");
    bar.hidden = !chosen;
  }

  text.addEventListener("click", (event) => {
    const isSelecting = !getSelection().isCollapsed;
    if (isSelecting || event.target.closest("a")) return;
    const sentence = event.target.closest(".sentence");
    if (sentence) choose(sentence === chosen ? null : sentence);
  });

  const taken = {
    address: () => new URL(`#${chosen.id}`, location.href).href,
    quote: () => `${chosen.textContent.trim()}\n${bar.dataset.cited}\n${taken.address()}`,
  };
  for (const button of bar.querySelectorAll("[data-take]")) {
    const take = taken[button.dataset.take];
    button.hidden = take && !navigator.clipboard; // only served over https or from this machine
    button.addEventListener("click", async () => {
      if (!take) return choose(null);
      await navigator.clipboard.writeText(take());
      const words = button.textContent;
      button.textContent = button.dataset.done;
      setTimeout(() => (button.textContent = words), 2000);
    });
  }
}

closeWhereNarrow();
narrow.addEventListener("change", closeWhereNarrow);
document.querySelectorAll("[data-follows]").forEach(follow);
const bar = document.getElementById("quoting");
if (bar) quoting(bar);
