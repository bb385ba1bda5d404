// The citation explorer: works in layers by level of government and in order of their years.

import { Canvas } from "./canvas.js";
import { layers } from "./layers.js";
import { inLevels } from "./levels.js";
import { lineageLook, WIDTH } from "./lineage_look.js";
import { showBodies } from "./rows.js";
import { Steps } from "./steps.js";
import { number, words } from "./words.js";
import { Works } from "./works.js";

const ROWS = { across: WIDTH + 26, down: 72, between: 24, widest: 6, swing: 0 };
const LAST = 9999; // works of no known year stand behind the others
const LONGEST = 32; // characters of a title that fit into its box

class Lineage {
  constructor(place) {
    this.page = place.closest("[data-lineage]");
    const told = JSON.parse(document.getElementById(place.dataset.drawing).textContent);
    this.list = this.page.querySelector("[data-links]");
    this.works = new Works(told, this.list.rows);
    this.chosen = this.page.querySelector("[data-chosen]");
    this.canvas = new Canvas(
      place,
      { choose: (id) => this.choose(id), open: (id) => this.open(id), hover: (id) => this.#mark(id) },
      lineageLook,
    );
    this.steps = new Steps((state) => this.show(state));
    this.#listen();
  }

  async show(state) {
    this.turn = (this.turn ?? 0) + 1;
    const turn = this.turn;
    const failed = await this.#gather(state.open);
    if (turn !== this.turn) return; // the reader went on
    const seen = this.works.seen(state.open);
    const { places, labels } = inLevels(asDots(seen), this.works.levels, ROWS);
    this.canvas.show({
      dots: seen.works.map((work) => dressed(work)),
      lines: seen.links.map(({ id, citing, cited, how }) => ({ id, source: citing, target: cited, how })),
      places,
      labels,
      middle: this.works.middle,
    });
    this.canvas.mark([state.chosen]);
    this.#showBeside(seen, state);
    this.#showChosen(state, failed);
    this.page.dataset.shown = turn;
  }

  async #gather(open) {
    let failed = false;
    for (const step of open) {
      // a step may begin at a work that the one before brought
      await this.works.fetch(step).catch(() => (failed = true));
    }
    return failed;
  }

  #showBeside(seen, state) {
    this.list.replaceChildren(...seen.links.map((link) => link.row));
    this.#mark(state.chosen);
    const list = this.page.querySelector("[data-works]");
    list.querySelector("[data-count]").textContent = number(seen.works.length);
    showBodies(list.querySelector("ul"), seen.works, state.chosen);
    const tool = (name) => this.page.querySelector(`[data-tool="${name}"]`);
    tool("undo").disabled = !this.steps.canUndo;
    tool("redo").disabled = !this.steps.canRedo;
    const count = { works: number(seen.works.length), links: number(seen.links.length) };
    this.page.querySelector("[data-counted]").textContent = words("links", count);
  }

  #showChosen(state, failed) {
    const work = this.works.works.get(state.chosen);
    this.chosen.hidden = !work;
    if (!work) return;
    const level = this.works.levels.find((one) => one.level === work.level)?.name;
    const facts = [level, work.year, words(work.held ? "held" : "missing")];
    const opened = state.open.filter((step) => step.endsWith(` ${work.id}`));
    const said = opened.map((step) => this.works.parts.get(step)?.said ?? "").join("");
    const message = this.chosen.querySelector("[data-message]");
    this.chosen.querySelector("h3").textContent = work.title;
    this.chosen.querySelector("[data-facts]").textContent = facts.filter(Boolean).join(" · ");
    this.chosen.querySelector("[data-page]").href = work.address;
    this.chosen.querySelector("[data-middle]").href = work.lineage;
    this.chosen.querySelector('[data-act="close"]').hidden = !opened.length;
    message.textContent = failed ? words("failed") : said;
    message.hidden = !message.textContent;
  }

  // Marks the row of a link.
  #mark(id) {
    for (const row of this.list.rows) {
      row.classList.toggle("chosen", row.dataset.link === (id || this.steps.state.chosen));
    }
  }

  async choose(id) {
    if (id === this.steps.state.chosen) return;
    await this.steps.take({ chosen: id });
    const row = this.works.links.get(id)?.row;
    if (row?.isConnected) row.scrollIntoView({ block: "nearest" });
  }

  // Follows a work both ways.
  open(id) {
    const { open } = this.steps.state;
    return this.steps.take({ open: [...new Set([...open, `out ${id}`, `in ${id}`])], chosen: id });
  }

  act(act) {
    const { open, chosen } = this.steps.state;
    const kept = open.filter((step) => !step.endsWith(` ${chosen}`));
    if (act === "close") return this.steps.take({ open: kept });
    return this.steps.take({ open: [...new Set([...open, `${act} ${chosen}`])] });
  }

  #listen() {
    this.page.querySelector("[data-lists]").hidden = false;
    this.page.addEventListener("click", (event) => {
      const { tool, act, body } = event.target.closest("button")?.dataset ?? {};
      if (tool === "undo") this.steps.undo();
      else if (tool === "redo") this.steps.redo();
      else if (tool === "fit") this.canvas.fit(true);
      else if (act) this.act(act);
      else if (body) this.choose(body);
    });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.canvas.restyle());
  }
}

function asDots({ works, links }) {
  const layerOf = layers(works, links);
  return works.map(({ id, level, year }) => {
    return { id, level, layer: layerOf.get(id), group: year ?? LAST, weight: 0 };
  });
}

function dressed(work) {
  const name = work.title.length > LONGEST ? `${work.title.slice(0, LONGEST - 1)}…` : work.title;
  return {
    id: work.id,
    name: work.year && !work.title.includes(work.year) ? `${name}\n${work.year}` : name,
    sort: work.held ? "work" : "work missing",
    size: WIDTH,
  };
}

// Where the libraries are not set up, the list alone says everything.
for (const place of window.cytoscape ? document.querySelectorAll("[data-lineage] [data-drawing]") : []) {
  const lineage = new Lineage(place);
  lineage.show(lineage.steps.state);
}
