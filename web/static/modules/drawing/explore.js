// The network explorer: what a reader does becomes a state, and the state is what is shown.

import { data, withMore } from "./ask.js";
import { Beside, groupsOf } from "./beside.js";
import { Canvas } from "./canvas.js";
import { Chosen } from "./chosen.js";
import { dots, lines, nameOfFold } from "./dressed.js";
import { Network, tieOf } from "./network.js";
import { Places } from "./places.js";
import { markRow } from "./rows.js";
import { save } from "./save.js";
import { partsOf, seen } from "./seen.js";
import { Steps } from "./steps.js";
import { number, words } from "./words.js";

const LOOKS = ["size", "colour", "layout"];

class Explorer {
  constructor(place) {
    this.page = place.closest("[data-explorer]");
    this.section = this.page.closest("section");
    const told = JSON.parse(document.getElementById(place.dataset.drawing).textContent);
    this.addresses = told.addresses;
    this.network = new Network(told);
    this.beside = new Beside(this.page, this.network, told.total, (one) => this.toggle(one));
    this.places = new Places(this.network);
    this.form = document.querySelector("form.choices");
    place.dataset.many = told.bodies.length + told.ties.length;
    this.canvas = new Canvas(place, {
      choose: (id) => this.choose(id),
      open: (id) => (id.startsWith("fold/") ? this.toggle(Number(id.slice(5))) : this.open(id)),
      move: (id, at) => this.pin(id, at),
      gaze: (at) => this.steps.note({ at }),
      hover: (id) => markRow(id || this.steps.state.chosen),
    });
    this.chosen = new Chosen(this.page.querySelector("[data-chosen]"), (act) => this.act(act));
    this.steps = new Steps((state) => this.show(state));
    this.#listen();
  }

  async show(state) {
    this.turn = (this.turn ?? 0) + 1;
    const turn = this.turn;
    const failed = await this.#gather(state);
    if (turn !== this.turn) return; // the reader went on
    this.beside.say(failed ? words("failed") : "");
    const settings = this.#settings();
    const view = (this.view = seen(this.network, state));
    this.placed = this.places.of(view, state, settings.layout);
    this.canvas.show({
      dots: dots(this.network, view, settings),
      lines: lines(view),
      ...this.placed,
      middle: this.network.middle,
    });
    this.canvas.pin(state.pins.keys());
    if (state.at && !this.isGazing) this.canvas.gaze = state.at;
    this.isGazing = true;
    this.beside.show(view, state, settings, this.steps);
    await this.#showChosen(view, state);
    this.page.dataset.shown = turn;
  }

  // Fetches the parts of a state that are not there yet; tells if one could not be fetched.
  async #gather(state) {
    const missing = partsOf(state).filter((name) => !this.network.parts.has(name));
    const found = await Promise.allSettled(
      missing.map(async (name) => this.network.take(name, await data(this.#addressOf(name)))),
    );
    return found.some((one) => one.status === "rejected");
  }

  #addressOf(name) {
    const [sort, agency, agency2] = name.split(" ");
    if (sort === "way") return withMore(this.addresses.between, { agency, agency2 });
    return withMore(this.addresses.around, { agency });
  }

  #settings() {
    return Object.fromEntries(LOOKS.map((name) => [name, this.form.elements[name].value]));
  }

  async #showChosen(view, state) {
    const { chosen } = state;
    const way = this.#wayOf(state);
    const known = this.network.bodies.get(chosen);
    const line = view.lines.get(chosen);
    this.canvas.mark(this.#marked(view, chosen), way);
    markRow(chosen);
    if (known) this.#showBody(known, state);
    else if (view.dots.has(chosen)) this.chosen.showFold(nameOfFold(this.network, view.dots.get(chosen)));
    else if (this.network.ties.has(chosen)) {
      const ties = [this.network.ties.get(chosen)];
      await this.chosen.showTies(ties, this.network.bodies, this.addresses.sentences);
    } else if (line) {
      const [one, other] = [line.source, line.target].map((id) => this.#nameOf(view, id));
      const name = words("between", { one, other });
      this.chosen.showList(name, line.ties, this.network.bodies, (id) => this.choose(id));
    } else this.chosen.hide();
  }

  #showBody(body, state) {
    this.chosen.showBody(body, {
      isOpen: state.open.includes(body.id),
      isPinned: state.pins.has(body.id),
      middle: withMore(location.pathname + location.search, { around: body.id }),
      way: Boolean(state.way) && state.way[0] !== body.id,
    });
    const part = this.network.parts.get(`open ${body.id}`);
    if (state.way && !state.way[1]) {
      const from = this.network.bodies.get(state.way[0]);
      if (from) this.beside.say(words("pick", { name: from.title }));
    } else if (state.open.includes(body.id) && part) {
      const shown = this.view.ties.filter((tie) => tie.source === body.id || tie.target === body.id).length;
      this.beside.say(words("opened", { name: body.title, total: number(part.total), shown: number(shown) }));
    }
  }

  #nameOf(view, id) {
    const dot = view.dots.get(id);
    return id.startsWith("fold/") ? nameOfFold(this.network, dot) : this.network.bodies.get(id).title;
  }

  // What is drawn of what is chosen: a tie between folds is a part of their line.
  #marked(view, chosen) {
    if (!chosen.includes(" ")) return [chosen];
    const ends = chosen.split(" ").map((id) => view.foldOf.get(id) ?? id);
    return [chosen, tieOf(...ends)];
  }

  #wayOf(state) {
    if (!state.way?.[1]) return [];
    const part = this.network.parts.get(`way ${state.way.join(" ")}`);
    const [one, other] = state.way.map((id) => this.network.bodies.get(id)?.title ?? id);
    if (part && !part.ties.length) this.beside.say(words("noway", { one, other }));
    else if (part) {
      const names = alongWay(part, state.way[0]).map((id) => this.network.bodies.get(id).title);
      this.beside.say(words("way", { names: names.join(" → ") }));
    }
    return part?.ties ?? [];
  }

  choose(id) {
    const { way, chosen } = this.steps.state;
    const isPicking = way && !way[1] && this.network.bodies.has(way[0]);
    if (isPicking && this.network.bodies.has(id) && id !== way[0]) {
      return this.steps.take({ way: [way[0], id], chosen: "" });
    }
    if (id !== chosen) return this.steps.take({ chosen: id });
  }

  open(id) {
    const { open, hide } = this.steps.state;
    const [others, hidden] = [open, hide].map((ids) => ids.filter((one) => one !== id));
    return this.steps.take({ open: [...others, id], hide: hidden, chosen: id });
  }

  pin(id, at) {
    this.steps.take({ pins: new Map([...this.steps.state.pins, [id, at]]) });
  }

  toggle(community) {
    const all = groupsOf(this.network, this.view);
    const folds = new Set(all.filter((one) => one.isFolded).map((one) => one.number));
    if (!folds.delete(community)) folds.add(community);
    return this.steps.take({ folds, chosen: "" });
  }

  act(act) {
    const { chosen, open, hide, pins, way } = this.steps.state;
    const others = new Map(pins);
    others.delete(chosen);
    const does = {
      open: () => this.open(chosen),
      close: () => this.steps.take({ open: open.filter((one) => one !== chosen) }),
      pin: () => this.pin(chosen, this.canvas.placeOf(chosen)),
      unpin: () => this.steps.take({ pins: others }),
      hide: () => this.steps.take({ hide: [...hide, chosen], chosen: "" }),
      from: () => this.steps.take({ way: [chosen, undefined] }),
      to: () => this.steps.take({ way: [way[0], chosen] }),
      unfold: () => this.toggle(Number(chosen.slice(5))),
    };
    return does[act]();
  }

  async find(name) {
    const named = (body) => body.title === name || body.name === name;
    const shown = this.view.bodies.map((id) => this.network.bodies.get(id));
    const here = shown.find(named) ?? shown.find((body) => body.title.includes(name));
    if (here) {
      await this.choose(here.id);
      return this.canvas.find(here.id);
    }
    try {
      const told = await data(withMore(this.addresses.find, { name }));
      const there = told.bodies.find(named) ?? told.bodies[0];
      if (there) return this.open(there.id);
      this.beside.say(words("nobody", { name }));
    } catch {
      this.beside.say(words("failed"));
    }
  }

  #listen() {
    this.page.addEventListener("click", (event) => this.#clicked(event));
    this.page.querySelector("[data-find]").addEventListener("submit", (event) => {
      event.preventDefault();
      const name = event.target.elements.name.value.trim();
      if (name) this.find(name);
    });
    for (const name of LOOKS) {
      this.form.elements[name].addEventListener("change", async (event) => {
        const isMoved = name === "layout";
        await this.steps.take(isMoved ? { at: null } : {}, { [name]: event.target.value });
        if (isMoved) this.canvas.fit();
      });
    }
    addEventListener("popstate", () => this.#readForm());
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
      this.canvas.restyle();
      this.show(this.steps.state);
    });
  }

  #readForm() {
    const told = new URL(location.href).searchParams;
    for (const name of LOOKS) {
      const choice = this.form.elements[name];
      choice.value = told.get(name) || choice.options[0].value;
    }
  }

  #clicked(event) {
    const { tool, save: form, body } = event.target.closest("button")?.dataset ?? {};
    const proof = event.target.closest("a[data-choose]");
    if (tool) this.#use(tool);
    else if (form) this.#save(form);
    else if (body) this.choose(body);
    else if (proof && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      this.choose(proof.closest("tr").dataset.edge).then(() => this.chosen.name.focus());
    }
  }

  #use(tool) {
    const groups = groupsOf(this.network, this.view).map((one) => one.number);
    const does = {
      undo: () => this.steps.undo(),
      redo: () => this.steps.redo(),
      fit: () => this.canvas.fit(true),
      fold: () => this.steps.take({ folds: new Set(groups) }),
      unfold: () => this.steps.take({ folds: new Set() }),
      restore: () => this.steps.take({ hide: [] }),
    };
    does[tool]();
  }

  #save(form) {
    const bodies = this.view.bodies.map((id) => {
      const dot = this.view.foldOf.get(id) ?? id;
      return { ...this.network.bodies.get(id), ...this.placed.places.get(dot) };
    });
    const title = this.section.querySelector("h2").innerText.replace(/\s+/g, " ").trim();
    return save(form, { canvas: this.canvas, bodies, ties: this.view.ties, title });
  }
}

// The bodies of a way in their order.
function alongWay(part, start) {
  const found = [start];
  for (const tie of part.ties) found.push(tie.split(" ").find((id) => id !== found.at(-1)));
  return found;
}

for (const place of document.querySelectorAll("[data-explorer] [data-drawing]")) {
  if (!window.cytoscape) {
    // Where the libraries are not set up, the table alone says everything.
    place.closest("figure").remove();
    continue;
  }
  const explorer = new Explorer(place);
  explorer.show(explorer.steps.state);
}
