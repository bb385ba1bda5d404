// The steps of a reader: each is an entry of the browser's history, so that undo is "back".

import { isOfDrawing, read, written } from "./link.js";

export class Steps {
  #place = history.state?.step ?? 0;
  #last = this.#place;

  // ``show`` is called with the state and what was chosen in the form, after each step.
  constructor(show) {
    this.show = show;
    this.state = read(isOfDrawing(location.hash) ? location.hash : "");
    this.#keep("replaceState");
    addEventListener("popstate", (event) => this.#arrive(event));
  }

  get canUndo() {
    return this.#place > 0;
  }

  get canRedo() {
    return this.#place < this.#last;
  }

  undo() {
    if (this.canUndo) history.back();
  }

  redo() {
    if (this.canRedo) history.forward();
  }

  // Takes a step: some of the state changes, and maybe some parameters of the address.
  take(changes, parameters = {}) {
    this.state = { ...this.state, ...changes };
    this.#last = this.#place += 1;
    this.#keep("pushState", parameters);
    return this.show(this.state);
  }

  // Changes the state without a step, such as where the reader looks.
  note(changes) {
    this.state = { ...this.state, ...changes };
    this.#keep("replaceState");
  }

  #keep(how, parameters = {}) {
    const address = new URL(location.href);
    for (const [name, value] of Object.entries(parameters)) address.searchParams.set(name, value);
    const isAnchor = how === "replaceState" && !isOfDrawing(location.hash);
    address.hash = isAnchor ? location.hash : written(this.state);
    history[how]({ step: this.#place }, "", address);
  }

  #arrive(event) {
    if (!isOfDrawing(location.hash)) return; // a link within the page
    this.#place = event.state?.step ?? 0;
    this.#last = Math.max(this.#last, this.#place);
    this.state = read(location.hash);
    this.show(this.state);
  }
}
