// Where each dot of a state stands. What is there already does not move when more is added.

import { inLevels } from "./levels.js";
import { partsOf } from "./seen.js";
import { springs, sunflower } from "./springs.js";

const AWAY = 150;

export class Places {
  #start = null;

  constructor(network) {
    this.network = network;
  }

  // Places by the ids of dots, and the labels of rows where there are rows.
  of(view, state, layout) {
    const { places, labels } =
      layout === "levels" ? this.#inRows(view) : { places: this.#bySprings(view, state), labels: [] };
    for (const [body, place] of state.pins) if (places.has(body)) places.set(body, place);
    return { places, labels };
  }

  #inRows(view) {
    const dots = [...view.dots.values()].map((dot) => {
      const bodies = dot.members.map((id) => this.network.bodies.get(id));
      const strongest = bodies.reduce((one, other) => (other.weight > one.weight ? other : one));
      const { level, weight, community } = strongest;
      return { id: dot.id, level, weight, group: community };
    });
    return inLevels(dots, this.network.levels);
  }

  #bySprings(view, state) {
    const all = new Map(this.#ofStart());
    for (const name of partsOf(state)) this.#add(all, name);
    const places = new Map();
    for (const dot of view.dots.values()) {
      places.set(dot.id, middle(dot.members.map((id) => all.get(id))));
    }
    return places;
  }

  #ofStart() {
    const { bodies, ties } = this.network.start;
    this.#start ??= springs(
      bodies.map((id) => this.network.bodies.get(id)),
      ties.map((id) => this.network.ties.get(id)),
    );
    return this.#start;
  }

  // Puts the bodies of a part that have no place yet beside the body they were added to.
  #add(places, name) {
    const part = this.network.parts.get(name);
    if (!part) return;
    const [, first, last] = name.split(" ");
    const centre = middle([...places.values()]);
    const edge = Math.max(0, ...[...places.values()].map(({ x }) => x)) + AWAY;
    for (const id of [first, last].filter(Boolean)) {
      if (!places.has(id) && part.bodies.includes(id)) places.set(id, free(places, { x: edge, y: centre.y }));
    }
    const from = places.get(first) ?? centre;
    const added = part.bodies.filter((id) => !places.has(id));
    const target = last ? middle([from, places.get(last) ?? from]) : outside(from, centre, added.length);
    const around = sunflower(added.length, target, 46);
    added.forEach((id, order) => places.set(id, free(places, around[order])));
  }
}

// A place beyond a body, seen from the middle of the drawing, with room for so many.
function outside(from, centre, count) {
  const [x, y] = [from.x - centre.x, from.y - centre.y];
  const length = Math.hypot(x, y) || 1;
  const far = AWAY + 46 * Math.sqrt(count);
  return { x: from.x + (x / length) * far, y: from.y + (length > 1 ? (y / length) * far : far) };
}

// The place, moved aside until nothing stands there.
function free(places, { x, y }) {
  const taken = [...places.values()];
  for (const place of sunflower(400, { x, y }, 30)) {
    if (taken.every((other) => Math.hypot(other.x - place.x, other.y - place.y) > 40)) return place;
  }
  return { x, y };
}

function middle(places) {
  const count = places.length || 1;
  const sum = (name) => places.reduce((total, place) => total + place[name], 0);
  return { x: sum("x") / count, y: sum("y") / count };
}
