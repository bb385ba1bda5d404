// Which dots and lines a state of a network shows.

import { tieOf } from "./network.js";

export const FOLD_ABOVE = 120; // from so many bodies on communities are folded at first

// The names of the parts that a state needs besides the one at the start.
export function partsOf(state) {
  const way = state.way?.[1] ? [`way ${state.way.join(" ")}`] : [];
  return [...state.open.map((body) => `open ${body}`), ...way];
}

// The bodies and ties of a state, strongest ties first, and what is drawn of them.
export function seen(network, state) {
  const shown = bodiesOf(network, state);
  const ties = tiesOf(network, state, shown);
  const foldOf = folding(network, state, shown);
  const dots = new Map();
  for (const id of shown) {
    const fold = foldOf.get(id);
    if (!fold) dots.set(id, { id, members: [id] });
    else if (dots.has(fold)) dots.get(fold).members.push(id);
    else dots.set(fold, { id: fold, members: [id], community: network.bodies.get(id).community });
  }
  return { bodies: [...shown], ties, dots, lines: linesOf(ties, foldOf), foldOf };
}

function bodiesOf(network, state) {
  const shown = new Set(network.start.bodies);
  for (const name of partsOf(state)) {
    for (const id of network.parts.get(name)?.bodies ?? []) shown.add(id);
  }
  for (const id of state.hide) shown.delete(id);
  return shown;
}

function tiesOf(network, state, shown) {
  const names = ["start", ...partsOf(state)];
  const ids = new Set(names.flatMap((name) => network.parts.get(name)?.ties ?? []));
  return [...ids]
    .map((id) => network.ties.get(id))
    .filter((tie) => shown.has(tie.source) && shown.has(tie.target))
    .sort((one, other) => other.weight - one.weight);
}

// The fold that each body is in; what the reader opened, kept or chose stands for itself.
function folding(network, state, shown) {
  const way = state.way?.[1] ? network.parts.get(`way ${state.way.join(" ")}`)?.bodies : state.way;
  const alone = new Set([network.middle, ...state.open, ...state.pins.keys(), ...(way ?? [])]);
  if (!state.chosen.includes(" ")) alone.add(state.chosen);
  const sizes = new Map();
  const within = [...shown].filter((id) => !alone.has(id));
  for (const id of within) {
    const community = network.bodies.get(id).community;
    sizes.set(community, (sizes.get(community) ?? 0) + 1);
  }
  const isFolded = (community) =>
    sizes.get(community) > 1 && (state.folds ? state.folds.has(community) : isFoldedAtFirst(network));
  return new Map(
    within
      .map((id) => [id, network.bodies.get(id).community])
      .filter(([, community]) => community && isFolded(community))
      .map(([id, community]) => [id, `fold/${community}`]),
  );
}

export function isFoldedAtFirst(network) {
  return network.start.bodies.length > FOLD_ABOVE;
}

function linesOf(ties, foldOf) {
  const lines = new Map();
  for (const tie of ties) {
    const [source, target] = [tie.source, tie.target].map((id) => foldOf.get(id) ?? id);
    if (source === target) continue;
    const id = tieOf(source, target);
    const line = lines.get(id) ?? { id, source, target, weight: 0, ties: [] };
    line.weight += tie.weight;
    line.ties.push(tie);
    lines.set(id, line);
  }
  return lines;
}
