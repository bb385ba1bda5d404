// Saves what is in view as a file.

import { graphml } from "./graphml.js";
import { colour } from "./look.js";
import { svg } from "./svg.js";

const WIDEST = 8000; // pixels; more than that browsers refuse

const FORMS = {
  PNG: ({ canvas }) =>
    canvas.drawing.png({
      output: "blob-promise",
      full: true,
      scale: 2,
      maxWidth: WIDEST,
      maxHeight: WIDEST,
      bg: colour("--ground"),
    }),
  SVG: ({ canvas, title }) => new Blob([svgOf(canvas.drawing, title)], { type: "image/svg+xml" }),
  GraphML: ({ bodies, ties }) => new Blob([graphml(bodies, ties)], { type: "application/graphml+xml" }),
  JSON: ({ bodies, ties, title }) => {
    const told = { title, address: location.href, bodies, ties };
    return new Blob([JSON.stringify(told, null, 1)], { type: "application/json" });
  },
};

// ``view`` has the canvas, the bodies with their places, the ties, and the title of the file.
export async function save(form, view) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(await FORMS[form](view));
  link.download = `${view.title}.${form.toLowerCase()}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

function svgOf(drawing, title) {
  const dots = drawing.nodes("[^level]").map((dot) => ({
    ...dot.data(),
    ...dot.position(),
    isNamed: dot.hasClass("named"),
  }));
  const lines = drawing.edges().map((line) => line.data());
  return svg(dots, lines, {
    font: 12 / drawing.zoom(),
    ink: colour("--ink"),
    line: colour("--line-strong"),
    ground: colour("--ground"),
    title,
  });
}
