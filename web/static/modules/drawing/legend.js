// What the colours of dots mean; where they are communities, each can be folded and unfolded.

import { colourOfGroup } from "./look.js";
import { words } from "./words.js";

const MOST = 30;

// ``groups`` are the communities in view, each with its name, how many bodies, and if it is folded.
export function showLegend(place, groups, settings, fold) {
  const list = document.createElement("ul");
  list.className = "inline";
  for (const group of groups.slice(0, MOST)) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "quiet";
    button.setAttribute("aria-pressed", String(group.isFolded));
    button.setAttribute("aria-label", words(group.isFolded ? "unfold" : "fold", group));
    button.append(swatch(group, settings), group.name);
    button.addEventListener("click", () => fold(group.number));
    const item = document.createElement("li");
    item.append(button);
    list.append(item);
  }
  const at = [...place.querySelectorAll("button")].indexOf(document.activeElement);
  place.replaceChildren(list);
  if (at >= 0) place.querySelectorAll("button")[at]?.focus();
}

function swatch(group, settings) {
  const dot = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  dot.setAttribute("viewBox", "0 0 10 10");
  dot.setAttribute("class", "dot");
  dot.setAttribute("aria-hidden", "true");
  const circle = document.createElementNS("http://www.w3.org/2000/svg", "circle");
  for (const [name, value] of Object.entries({ cx: 5, cy: 5, r: group.isFolded ? 3 : 5 })) {
    circle.setAttribute(name, value);
  }
  circle.setAttribute("fill", settings.colour === "community" ? colourOfGroup(group.number) : "none");
  if (group.isFolded) circle.setAttribute("stroke", "currentcolor");
  dot.append(circle);
  return dot;
}
