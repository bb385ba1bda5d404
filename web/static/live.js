// Keeps up what is still going on, from the page itself, until it says that it is done.

const EVERY = 1500; // milliseconds between two looks
const LATER = 10000; // after one that failed

function refocus(part, link) {
  if (link) part.querySelector(`a[href="${CSS.escape(link)}"]`)?.focus();
}

function takeOver(fresh) {
  for (const part of fresh.querySelectorAll("[data-part]")) {
    const shown = document.getElementById(part.id);
    if (shown.isEqualNode(part)) continue;
    const link = shown.contains(document.activeElement) && document.activeElement.getAttribute("href");
    const next = document.importNode(part, true);
    shown.replaceWith(next);
    refocus(next, link);
  }
}

async function look() {
  try {
    const answer = await fetch(location.href, { cache: "no-store" });
    if (!answer.ok) throw new Error(answer.statusText);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector("[data-live]");
    if (!fresh) return; // the session has ended: reloading the page leads to sign in
    takeOver(fresh);
    if (fresh.dataset.live !== "done") setTimeout(look, EVERY);
  } catch {
    setTimeout(look, LATER);
  }
}

if (document.querySelector("[data-live=going]")) setTimeout(look, EVERY);
