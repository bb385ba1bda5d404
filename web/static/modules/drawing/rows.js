// The rows beside a drawing: the same ties, and the list of bodies, kept in step with it.

import { number, words } from "./words.js";

// Marks the rows of a tie; none where the id names none.
export function markRow(id) {
  for (const row of document.querySelectorAll("tr[data-edge]")) {
    const named = row.dataset.edge.split(" ");
    row.classList.toggle("chosen", id.includes(" ") && named.every((one) => id.split(" ").includes(one)));
  }
}

// Puts the rows of ties in the place of those of the page.
export function showTies(body, row, ties, bodies) {
  const there = [...body.rows].map((one) => one.dataset.edge).join();
  if (there === ties.map((tie) => tie.id).join()) return;
  const shown = ties.map((tie) => {
    const made = row.content.cloneNode(true).querySelector("tr");
    const [a, b] = tie.id.split(" ").map((id) => bodies.get(id));
    const [one, other, proof] = made.querySelectorAll("a");
    made.dataset.edge = tie.id;
    for (const [link, { address, title }] of [[one, a], [other, b]]) {
      link.href = address;
      link.textContent = title;
    }
    proof.href = tie.address;
    proof.textContent = words("count", { count: number(tie.weight) });
    return made;
  });
  body.replaceChildren(...shown);
}

// Puts the names of bodies into a list, each a button that chooses it.
export function showBodies(list, bodies, chosen) {
  const focused = list.contains(document.activeElement) && document.activeElement.dataset.body;
  const shown = bodies.map((body) => {
    const item = document.createElement("li");
    const button = document.createElement("button");
    button.type = "button";
    button.className = "plain-button";
    button.dataset.body = body.id;
    button.setAttribute("aria-pressed", String(body.id === chosen));
    button.textContent = body.title;
    item.append(button);
    return item;
  });
  list.replaceChildren(...shown);
  if (focused) list.querySelector(`[data-body="${CSS.escape(focused)}"]`)?.focus();
}
