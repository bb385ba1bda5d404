// What is known of the works around one, and which part each step of the reader adds.

import { page, withMore } from "./ask.js";

export class Works {
  works = new Map();
  links = new Map();
  parts = new Map();

  constructor(told, rows) {
    this.middle = told.middle;
    this.levels = told.levels;
    this.#take("", told, rows);
  }

  // Fetches what a step adds, "in regulation/…" or "out regulation/…"; returns what it says.
  async fetch(step) {
    const [direction, work] = step.split(" ");
    const known = this.works.get(work);
    if (this.parts.has(step) || !known) return;
    const html = await page(withMore(known.step, { direction }));
    const part = new DOMParser().parseFromString(html, "text/html");
    const told = JSON.parse(part.querySelector("script").textContent);
    this.#take(step, told, part.querySelectorAll("tr"), part.querySelector("p").textContent);
  }

  // The works and links of some steps, each once.
  seen(steps) {
    const parts = ["", ...steps].map((step) => this.parts.get(step)).filter(Boolean);
    const of = (name, all) => [...new Set(parts.flatMap((part) => part[name]))].map((id) => all.get(id));
    return { works: of("works", this.works), links: of("links", this.links) };
  }

  #take(step, told, rows, said = "") {
    const rowOf = new Map([...rows].map((row) => [row.dataset.link, row]));
    for (const work of told.works) if (!this.works.has(work.id)) this.works.set(work.id, work);
    const links = told.links.map((link) => ({ ...link, id: `${link.citing} ${link.cited} ${link.how}` }));
    const sound = links.filter(({ citing, cited }) => this.works.has(citing) && this.works.has(cited));
    for (const link of sound) {
      if (!this.links.has(link.id)) this.links.set(link.id, { ...link, row: rowOf.get(link.id) });
    }
    this.parts.set(step, {
      works: told.works.map((work) => work.id),
      links: sound.map((link) => link.id),
      said,
    });
  }
}
