// Searches that a person keeps, in this browser only: kept on pages of results, listed on a page.

const KEY = "zhize.searches";
const MOST = 200;
// An address of ours, below a path where the site lies below one; nothing else is ever made a link.
const OURS = /^((?:\/[\w.~-]+)*)\/(?:search|answer)\?/;
const SHOWN = 3000; // milliseconds for which a button says why it did nothing

function isSearch(one) {
  return typeof one?.address === "string" && OURS.test(one.address) && typeof one.label === "string";
}

function stored() {
  try {
    return localStorage.getItem(KEY) ?? "[]";
  } catch {
    return null; // the browser stores nothing for this site
  }
}

// Returns what is kept, newest first; null where the browser stores nothing.
function keptSearches() {
  const text = stored();
  if (text === null) return null;
  try {
    const kept = JSON.parse(text);
    return Array.isArray(kept) ? kept.filter(isSearch) : [];
  } catch {
    return []; // what is there was not written here
  }
}

function keep(searches) {
  try {
    localStorage.setItem(KEY, JSON.stringify(searches));
    return true;
  } catch {
    return false;
  }
}

function without(address) {
  return (keptSearches() ?? []).filter((search) => search.address !== address);
}

function showButton(button) {
  const isKept = keptSearches()?.some((search) => search.address === button.dataset.address);
  button.textContent = isKept ? button.dataset.done : button.dataset.keep;
  button.dataset.isKept = isKept ? "yes" : "";
}

function sayFor(button, words) {
  button.textContent = words;
  setTimeout(() => showButton(button), SHOWN);
}

for (const button of document.querySelectorAll("button[data-keep]")) {
  const { address, label, total } = button.dataset;
  showButton(button);
  button.hidden = false;
  addEventListener("pageshow", () => showButton(button)); // also when one comes back to it
  addEventListener("storage", () => showButton(button)); // another tab kept or dropped something
  button.addEventListener("click", () => {
    const others = without(address);
    const search = { address, label, when: new Date().toISOString(), total: Number(total) };
    const isNew = !button.dataset.isKept;
    if (isNew && others.length >= MOST) sayFor(button, button.dataset.full);
    else if (keep(isNew ? [search, ...others] : others)) showButton(button);
    else sayFor(button, button.dataset.refused);
  });
}

const page = document.querySelector("[data-kept]");
const language = document.documentElement.lang;

function rowOf(search) {
  const row = document.getElementById("search").content.cloneNode(true).firstElementChild;
  const [link, feed] = row.querySelectorAll("a");
  link.href = search.address;
  link.textContent = search.label;
  feed.href = search.address.replace(OURS, "$1/feed?");
  const when = new Date(search.when);
  if (!Number.isNaN(when.valueOf())) {
    const time = row.querySelector("time");
    time.dateTime = when.toISOString();
    time.textContent = when.toLocaleString(language, { dateStyle: "medium", timeStyle: "short" });
  }
  if (Number.isFinite(search.total)) {
    const words = row.querySelector("[data-words]");
    words.textContent = words.dataset.words.replace("{total}", search.total.toLocaleString(language));
  }
  row.querySelector("button").addEventListener("click", () => {
    keep(without(search.address));
    showPage();
    page.querySelector("h2").focus(); // the button that had the focus is gone
  });
  return row;
}

function showPage() {
  const kept = keptSearches();
  const note = page.querySelector(".note");
  page.querySelector("h2 .count").textContent = kept?.length ? String(kept.length) : "";
  page.querySelector("ol").replaceChildren(...(kept ?? []).map(rowOf));
  note.textContent = kept === null ? note.dataset.refused : note.dataset.none;
  note.hidden = Boolean(kept?.length);
}

if (page) {
  showPage();
  addEventListener("pageshow", showPage);
  addEventListener("storage", showPage);
}
