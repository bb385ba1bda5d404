// What a reader did to a drawing, as the fragment of the address and back.
//
// What is asked of the site stands before the #; what was done to the drawing stands behind it,
// so that a copied address shows the same again.

const MOST = { open: 60, hide: 500, pin: 300 };

export const UNTOUCHED = Object.freeze({
  open: [], // bodies whose partners were added, in order
  hide: [], // bodies that were put away
  pins: new Map(), // where bodies are kept
  folds: null, // the communities that are one dot; null: as many as reading needs
  way: null, // the two ends of a way
  chosen: "", // a body, a tie or a fold
  at: null, // where the reader looks: x, y, zoom
});

export function isOfDrawing(fragment) {
  return fragment.length < 2 || fragment.includes("=");
}

export function read(fragment) {
  const told = new URLSearchParams(fragment.replace(/^#/, ""));
  const way = [told.get("from"), told.get("to")];
  return {
    ...UNTOUCHED,
    open: [...new Set(told.getAll("open"))].slice(0, MOST.open),
    hide: [...new Set(told.getAll("hide"))].slice(0, MOST.hide),
    pins: new Map(told.getAll("pin").slice(0, MOST.pin).map(pinOf).filter(Boolean)),
    folds: told.has("fold") ? new Set(told.get("fold").split(".").map(Number).filter(Boolean)) : null,
    way: way[0] ? way : null,
    chosen: told.get("chosen") ?? "",
    at: numbers(told.get("at") ?? "", 3),
  };
}

export function written(state) {
  const told = new URLSearchParams();
  for (const body of state.open) told.append("open", body);
  for (const body of state.hide) told.append("hide", body);
  for (const [body, { x, y }] of state.pins) {
    told.append("pin", `${Math.round(x)},${Math.round(y)},${body}`);
  }
  if (state.folds) told.set("fold", [...state.folds].sort((a, b) => a - b).join("."));
  if (state.way) {
    told.set("from", state.way[0]);
    if (state.way[1]) told.set("to", state.way[1]);
  }
  if (state.chosen) told.set("chosen", state.chosen);
  if (state.at) told.set("at", state.at.map((value) => +value.toFixed(2)).join(","));
  const fragment = told.toString();
  return fragment ? `#${fragment}` : "";
}

function pinOf(told) {
  const [, place, body] = /^([^,]*,[^,]*),(.+)$/.exec(told) ?? [];
  const [x, y] = numbers(place ?? "", 2) ?? [];
  return body && x !== undefined ? [body, { x, y }] : null;
}

function numbers(told, count) {
  const found = told.split(",").map(Number);
  const isSound = told !== "" && found.length === count && found.every((one) => Math.abs(one) < 1e6);
  return isSound ? found : null;
}
