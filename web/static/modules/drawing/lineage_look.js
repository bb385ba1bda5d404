// The look of works and citations: how a work is cited is told by colour and by the kind of line.

import { colour } from "./look.js";

// The dashes of each way of citing; those of the legend in drawing.css are the same.
const LINES = {
  based_on: ["--accent", [1, 0]],
  implements: ["--citation", [9, 3]],
  amends: ["--indicator", [9, 3, 2, 3]],
  formulates: ["--location", [5, 3]],
  refers: ["--muted", [2, 3]],
};

export const WIDTH = 164;

export function lineageLook() {
  return [
    {
      selector: "node.work",
      style: {
        shape: "round-rectangle",
        width: WIDTH,
        height: 52,
        label: "data(name)",
        "text-wrap": "wrap",
        "line-height": 1.25,
        "text-max-width": WIDTH - 14,
        "text-overflow-wrap": "anywhere",
        "text-valign": "center",
        "font-family": colour("--sans"),
        "font-size": 13,
        color: colour("--ink"),
        "background-color": colour("--raised"),
        "border-width": 1.5,
        "border-color": colour("--accent"),
      },
    },
    {
      selector: "node.missing",
      style: { "border-style": "dashed", "border-color": colour("--muted"), color: colour("--muted") },
    },
    { selector: "node.middle", style: { "background-color": colour("--accent-soft"), "font-weight": "bold" } },
    ...Object.entries(LINES).map(([how, [name, dashes]]) => ({
      selector: `edge[how = "${how}"]`,
      style: {
        width: 1.8,
        "curve-style": "bezier",
        "line-color": colour(name),
        "line-style": "dashed",
        "line-dash-pattern": dashes,
        "target-arrow-color": colour(name),
        "target-arrow-shape": "triangle",
        opacity: 0.85,
      },
    })),
    { selector: "node.far", style: { opacity: 0.4 } },
    { selector: "edge.far", style: { opacity: 0.12 } },
    { selector: "edge.near", style: { width: 3, opacity: 1 } },
    { selector: "edge.chosen", style: { width: 4, opacity: 1 } },
    { selector: "node.chosen", style: { "border-color": colour("--indicator"), "border-width": 3.5 } },
    {
      selector: "node.level",
      style: {
        label: "data(name)",
        width: 1,
        height: 1,
        "background-opacity": 0,
        color: colour("--muted"),
        "font-family": colour("--sans"),
        "font-size": 14,
        "text-halign": "left",
        "text-valign": "center",
        events: "no",
      },
    },
  ];
}
