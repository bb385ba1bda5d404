// The look of dots and lines, in the colours of the page.

export function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

const GROUPS = ["--accent", "--indicator", "--citation", "--location"];

export function colourOfGroup(number) {
  return colour(GROUPS[number - 1] ?? "--muted");
}

// A colour between two, by a part from 0 to 1.
export function between(one, other, part) {
  const [from, to] = [one, other].map((hex) => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16)));
  const mixed = from.map((value, order) => Math.round(value + (to[order] - value) * part));
  return `#${mixed.map((value) => value.toString(16).padStart(2, "0")).join("")}`;
}

export function look() {
  return [
    {
      selector: "node.body, node.fold",
      style: {
        width: "data(size)",
        height: "data(size)",
        "background-color": "data(colour)",
        "border-width": 1.5,
        "border-color": colour("--ground"),
      },
    },
    { selector: "node.fold", style: { "border-style": "double", "border-width": 6 } },
    {
      selector: "node.named, node.near",
      style: {
        label: "data(name)",
        color: colour("--ink"),
        "font-family": colour("--sans"),
        "font-size": "data(font)",
        "text-valign": "bottom",
        "text-margin-y": 3,
        "text-wrap": "wrap",
        "line-height": 1.25,
        "text-max-width": "data(wrap)",
        "text-overflow-wrap": "anywhere",
        "text-outline-color": colour("--surface"),
        "text-outline-width": "data(halo)",
        "z-index": 2,
      },
    },
    {
      selector: "edge",
      style: {
        width: "data(width)",
        "line-color": colour("--line-strong"),
        "curve-style": "haystack",
        opacity: "data(opacity)",
      },
    },
    { selector: "node.middle", style: { "font-weight": "bold" } },
    { selector: "node.pinned", style: { "border-color": colour("--ink"), "border-width": 2.5 } },
    { selector: "edge.near", style: { "line-color": colour("--accent"), opacity: 1 } },
    { selector: "node.far", style: { opacity: 0.3 } },
    { selector: "edge.far", style: { opacity: 0.08 } },
    { selector: "edge.way", style: { "line-color": colour("--indicator"), opacity: 1 } },
    {
      selector: "node.chosen",
      style: { "border-color": colour("--indicator"), "border-width": 4, "font-weight": "bold" },
    },
    { selector: "edge.chosen", style: { "line-color": colour("--indicator"), opacity: 1 } },
    {
      selector: "node.level",
      style: {
        label: "data(name)",
        width: 1,
        height: 1,
        "background-opacity": 0,
        "border-width": 0,
        color: colour("--muted"),
        "font-family": colour("--sans"),
        "font-size": "data(font)",
        "text-halign": "left",
        "text-valign": "center",
        events: "no",
      },
    },
  ];
}
