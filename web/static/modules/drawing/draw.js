// Draws a small network beside its table: a line leads to the tasks that prove it, a dot to its body.

import { Canvas } from "./canvas.js";
import { dots, lines } from "./dressed.js";
import { UNTOUCHED } from "./link.js";
import { colour } from "./look.js";
import { Network } from "./network.js";
import { Places } from "./places.js";
import { markRow } from "./rows.js";
import { seen } from "./seen.js";

const SETTINGS = { size: "weight", colour: "community" };

function draw(place) {
  const network = new Network(JSON.parse(document.getElementById(place.dataset.drawing).textContent));
  const state = { ...UNTOUCHED, folds: new Set() };
  const view = seen(network, state);
  const addresses = new Map([...network.bodies, ...network.ties].map(([id, one]) => [id, one.address]));
  const canvas = new Canvas(place, {
    choose: (id) => id && location.assign(addresses.get(id)),
    hover: markRow,
  });
  const coloured = (dot) =>
    ({ ...dot, colour: colour(dot.id === network.middle ? "--indicator" : "--accent") });
  const show = () =>
    canvas.show({
      dots: dots(network, view, SETTINGS).map(coloured),
      lines: lines(view),
      places: new Places(network).of(view, state, "springs").places,
      middle: network.middle,
    });
  show();
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    canvas.restyle();
    show();
  });
}

// Where the libraries are not set up, the table alone says everything.
if (window.cytoscape) document.querySelectorAll("[data-drawing]").forEach(draw);
else document.querySelectorAll("figure:has([data-drawing])").forEach((figure) => figure.remove());
