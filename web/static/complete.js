// Completes what is typed into the search box: a combobox after the ARIA practices.

const PAUSE = 120; // milliseconds without a key before names are asked for

for (const box of document.querySelectorAll("input[data-complete]")) {
  const list = document.createElement("ul");
  list.id = `${box.id}-completions`;
  list.className = "completions";
  list.setAttribute("role", "listbox");
  list.hidden = true;
  box.form.append(list);
  for (const [name, value] of Object.entries({
    role: "combobox",
    "aria-autocomplete": "list",
    "aria-controls": list.id,
    "aria-expanded": "false",
  })) {
    box.setAttribute(name, value);
  }
  let chosen = -1;
  let waiting = 0;
  let asking = new AbortController();

  const close = () => {
    list.hidden = true;
    chosen = -1;
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
  };

  const choose = (number) => {
    const rows = [...list.children];
    chosen = (number + rows.length) % rows.length;
    for (const [place, row] of rows.entries()) {
      row.setAttribute("aria-selected", String(place === chosen));
    }
    box.setAttribute("aria-activedescendant", rows[chosen].id);
    rows[chosen].scrollIntoView({ block: "nearest" });
  };

  const take = (row) => {
    box.value = row.dataset.text;
    close();
    box.form.requestSubmit();
  };

  const show = (completions) => {
    list.replaceChildren(
      ...completions.map(({ text }, place) => {
        const row = document.createElement("li");
        row.id = `${list.id}-${place}`;
        row.setAttribute("role", "option");
        row.setAttribute("aria-selected", "false");
        row.dataset.text = text;
        row.textContent = text;
        row.addEventListener("mousedown", (event) => event.preventDefault());
        row.addEventListener("click", () => take(row));
        return row;
      }),
    );
    chosen = -1;
    list.hidden = completions.length === 0;
    box.setAttribute("aria-expanded", String(!list.hidden));
  };

  const ask = async () => {
    asking.abort();
    asking = new AbortController();
    if (!box.value.trim()) return close();
    const address = `${box.dataset.complete}?${new URLSearchParams({ q: box.value })}`;
    try {
      const answer = await fetch(address, { signal: asking.signal });
      if (answer.ok && document.activeElement === box) show((await answer.json()).completions);
    } catch (error) {
      if (error.name !== "AbortError") close(); // without an answer the box is a box
    }
  };

  box.addEventListener("input", (event) => {
    clearTimeout(waiting);
    if (!event.isComposing) waiting = setTimeout(ask, PAUSE);
  });
  box.addEventListener("compositionend", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, PAUSE);
  });
  box.addEventListener("blur", close);
  box.addEventListener("keydown", (event) => {
    if (event.isComposing || list.hidden) return;
    if (event.key === "ArrowDown") choose(chosen + 1);
    else if (event.key === "ArrowUp") choose(chosen < 0 ? -1 : chosen - 1);
    else if (event.key === "Escape") close();
    else if (event.key === "Enter" && chosen >= 0) take(list.children[chosen]);
    else return;
    event.preventDefault();
  });
}
