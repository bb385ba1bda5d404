// Dots and lines with their sizes and colours: what a measure of the form says of each body.

import { between, colour, colourOfGroup } from "./look.js";
import { number, words } from "./words.js";

const SMALLEST = 12;
const LARGEST = 38;

// The dots of a view, strongest first by ``rank``; ``settings`` name the measures for both.
export function dots(network, view, settings) {
  const told = [...view.dots.values()].map((dot) => summed(network, dot, settings));
  const most = Math.max(...told.map((dot) => dot.value)) || 1;
  const highest = Math.max(...told.map((dot) => dot.shade)) || 1;
  told.sort((one, other) => other.isFold - one.isFold || other.value - one.value);
  return told.map((dot, rank) => ({
    ...dot,
    rank: dot.id === network.middle ? -1 : rank,
    size: SMALLEST + (LARGEST - SMALLEST) * Math.sqrt(dot.value / most) + (dot.isFold ? 10 : 0),
    colour: colourOf(dot, settings.colour, highest),
  }));
}

export function lines(view) {
  const told = [...view.lines.values()];
  const heaviest = told.reduce((most, line) => Math.max(most, line.weight), 1);
  return told.map((line) => {
    const part = Math.sqrt(line.weight / heaviest);
    return { ...line, width: 1 + 6 * part, opacity: 0.45 + 0.5 * part };
  });
}

function summed(network, dot, settings) {
  const bodies = dot.members.map((id) => network.bodies.get(id));
  const sum = (name) => bodies.reduce((total, body) => total + Number(body[name] ?? 0), 0);
  const most = (name) => Math.max(...bodies.map((body) => Number(body[name] ?? 0)));
  const isFold = dot.community !== undefined;
  return {
    id: dot.id,
    isFold,
    sort: isFold ? "fold" : "body",
    name: isFold ? nameOfFold(network, dot) : bodies[0].name,
    title: isFold ? nameOfFold(network, dot) : bodies[0].title,
    community: bodies[0].community,
    value: settings.size === "core" ? most("core") : sum(settings.size),
    shade: settings.colour === "community" ? 0 : most(settings.colour),
  };
}

export function nameOfFold(network, dot) {
  const name = network.communities.get(dot.community)?.name ?? dot.community;
  return `${name} · ${words("bodies", { count: number(dot.members.length) })}`;
}

function colourOf(dot, measure, highest) {
  if (measure === "community") return colourOfGroup(dot.community);
  if (measure === "is_cut") return dot.shade ? colour("--accent") : colour("--statement");
  return between(colour("--action"), colour("--accent-strong"), dot.shade / highest);
}
