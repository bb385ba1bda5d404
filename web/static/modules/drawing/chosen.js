// The part beside the drawing that tells of what is chosen: a body, a tie with its sentences, a fold.

import { page, withMore } from "./ask.js";
import { number, words } from "./words.js";

const MEASURES = ["weight", "degree", "betweenness", "pagerank", "core"];

export class Chosen {
  // ``act`` is called with what a button says is to be done.
  constructor(place, act) {
    this.place = place;
    this.name = place.querySelector("#chosen-name");
    this.measures = place.querySelector("[data-measures]");
    this.sentences = place.querySelector("[data-sentences]");
    place.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (button?.dataset.act) act(button.dataset.act);
      if (button?.dataset.pageOfSentences) this.#turn(button.dataset.pageOfSentences);
    });
  }

  hide() {
    this.place.hidden = true;
  }

  showBody(body, { isOpen, isPinned, middle, way }) {
    this.#begin(body.title, "body");
    const told = MEASURES.map((name) => `${words(`measure-${name}`)} ${measured(name, body[name])}`);
    this.measures.textContent = told.join(" · ");
    const isThere = { open: true, close: isOpen, pin: !isPinned, unpin: isPinned, to: way };
    for (const [act, isShown] of Object.entries(isThere)) {
      this.place.querySelector(`[data-of-body] [data-act="${act}"]`).hidden = !isShown;
    }
    this.place.querySelector("[data-page]").href = body.address;
    this.place.querySelector("[data-middle]").href = middle;
  }

  showFold(name) {
    this.#begin(name, "fold");
  }

  // ``ties`` are those of the line; the first is proved, the others can be chosen.
  async showTies(ties, bodies, address) {
    const [one, other] = ties[0].id.split(" ").map((id) => bodies.get(id));
    this.#begin(words("between", { one: one.title, other: other.title }), "tie");
    this.address = withMore(address, { agency: one.id, agency2: other.id });
    await this.#turn(1);
  }

  showList(name, ties, bodies, choose) {
    this.#begin(name, "tie");
    const list = document.createElement("ul");
    list.className = "plain small";
    for (const tie of ties) {
      const [one, other] = tie.id.split(" ").map((id) => bodies.get(id).title);
      const button = document.createElement("button");
      button.type = "button";
      button.className = "plain-button";
      const count = words("count", { count: number(tie.weight) });
      button.textContent = `${words("between", { one, other })} · ${count}`;
      button.addEventListener("click", () => choose(tie.id));
      const item = document.createElement("li");
      item.append(button);
      list.append(item);
    }
    this.sentences.replaceChildren(list);
  }

  #begin(name, sort) {
    this.place.hidden = false;
    this.name.textContent = name;
    this.measures.textContent = "";
    this.address = "";
    this.sentences.replaceChildren();
    this.place.querySelector("[data-of-body]").hidden = sort !== "body";
    this.place.querySelector("[data-of-fold]").hidden = sort !== "fold";
  }

  async #turn(number) {
    const address = withMore(this.address, { page: number });
    const asked = this.address;
    this.sentences.setAttribute("aria-busy", "true");
    try {
      const html = await page(address);
      if (asked !== this.address) return; // another tie was chosen meanwhile
      const part = new DOMParser().parseFromString(html, "text/html").body;
      this.sentences.replaceChildren(...part.childNodes);
    } catch {
      this.sentences.textContent = words("failed");
    } finally {
      this.sentences.removeAttribute("aria-busy");
    }
  }
}

function measured(name, value) {
  if (name !== "betweenness" && name !== "pagerank") return number(value);
  return (value * 100).toFixed(1) + "%";
}
