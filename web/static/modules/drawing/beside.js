// What stands beside a drawing and is kept in step with it: table, list, legend, totals, buttons.

import { nameOfFold } from "./dressed.js";
import { showLegend } from "./legend.js";
import { showBodies, showTies } from "./rows.js";
import { number, words } from "./words.js";

export class Beside {
  // ``fold`` is called with the number of a community whose button was pressed.
  constructor(page, network, total, fold) {
    this.page = page;
    this.network = network;
    this.total = total;
    this.fold = fold;
    page.querySelector("[data-lists]").hidden = false;
  }

  show(view, state, settings, steps) {
    const find = (selector) => this.page.querySelector(selector);
    const bodies = view.bodies
      .map((id) => this.network.bodies.get(id))
      .sort((one, other) => other[settings.size] - one[settings.size]);
    showTies(find("[data-ties]"), find("[data-row]"), view.ties, this.network.bodies);
    find("[data-bodies] [data-count]").textContent = number(bodies.length);
    showBodies(find("[data-bodies] ul"), bodies, state.chosen);
    find("#found").replaceChildren(...bodies.map(({ title }) => new Option(title)));
    showLegend(find("[data-legend]"), groupsOf(this.network, view), settings, this.fold);
    find("[data-tool=undo]").disabled = !steps.canUndo;
    find("[data-tool=redo]").disabled = !steps.canRedo;
    find("[data-tool=restore]").hidden = !state.hide.length;
    this.#tell(view, state);
  }

  #tell(view, state) {
    const folds = [...view.dots.values()].filter((dot) => dot.community !== undefined).length;
    const counts = { shown: view.ties.length, bodies: view.bodies.length, total: this.total };
    this.page.closest("section").querySelector("[data-told]").textContent = [
      words("told", Object.fromEntries(Object.entries(counts).map(([name, count]) => [name, number(count)]))),
      folds ? words("folded", { count: number(folds) }) : "",
      state.hide.length ? words("hidden", { count: number(state.hide.length) }) : "",
    ].join("");
  }

  // Says something below the drawing; nothing takes away what was said.
  say(text) {
    const message = this.page.querySelector("[data-message]");
    message.textContent = text;
    message.hidden = !text;
  }
}

// The communities in view with more than one body, and whether each is folded.
export function groupsOf(network, view) {
  const members = new Map();
  for (const id of view.bodies) {
    const { community } = network.bodies.get(id);
    if (community) members.set(community, [...(members.get(community) ?? []), id]);
  }
  return [...members]
    .filter(([, ids]) => ids.length > 1)
    .sort(([one], [other]) => one - other)
    .map(([community, ids]) => {
      const name = nameOfFold(network, { community, members: ids });
      return { number: community, name, isFolded: view.dots.has(`fold/${community}`) };
    });
}
