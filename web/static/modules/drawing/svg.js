// A drawing as SVG: each line and each dot with its name, as they stand on the screen.

export function escaped(text) {
  const signs = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
  // what XML cannot hold is left out
  return String(text)
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "")
    .replace(/[&<>"]/g, (sign) => signs[sign]);
}

// ``dots`` have x, y, size, colour, name, title, isNamed; ``lines`` the ids of their ends.
export function svg(dots, lines, { font, ink, line, ground, title }) {
  const placeOf = new Map(dots.map((dot) => [dot.id, dot]));
  const [left, top, width, height] = frame(dots, font);
  const at = (value) => value.toFixed(1);
  const drawnLines = lines.map(({ source, target, width: thick, opacity, weight }) => {
    const [a, b] = [placeOf.get(source), placeOf.get(target)];
    const ends = `x1="${at(a.x)}" y1="${at(a.y)}" x2="${at(b.x)}" y2="${at(b.y)}"`;
    const told = escaped(`${a.title} — ${b.title} ${weight}`);
    return `<line ${ends} stroke-width="${at(thick)}" opacity="${at(opacity)}"><title>${told}</title></line>`;
  });
  const drawnDots = dots.map((dot) => {
    const round = `cx="${at(dot.x)}" cy="${at(dot.y)}" r="${at(dot.size / 2)}"`;
    return `<circle ${round} fill="${escaped(dot.colour)}"><title>${escaped(dot.title)}</title></circle>`;
  });
  const names = dots
    .filter((dot) => dot.isNamed)
    .map((dot) => [dot, dot.y + dot.size / 2 + 1.1 * font])
    .map(([dot, below]) => `<text x="${at(dot.x)}" y="${at(below)}">${escaped(dot.name)}</text>`);
  const box = [left, top, width, height].map(at);
  const inBox = ["x", "y", "width", "height"].map((name, order) => `${name}="${box[order]}"`).join(" ");
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${box.join(" ")}"`,
    ` font-family="sans-serif" font-size="${at(font)}">`,
    `<title>${escaped(title)}</title>`,
    `<rect ${inBox} fill="${escaped(ground)}"/>`,
    `<g stroke="${escaped(line)}">${drawnLines.join("\n")}</g>`,
    `<g stroke="${escaped(ground)}">${drawnDots.join("\n")}</g>`,
    `<g fill="${escaped(ink)}" text-anchor="middle">${names.join("\n")}</g>`,
    "</svg>\n",
  ].join("\n");
}

function frame(dots, font) {
  const room = 6 * font;
  const [xs, ys] = [dots.map((dot) => dot.x), dots.map((dot) => dot.y)];
  const [left, top] = [Math.min(...xs) - room, Math.min(...ys) - room];
  return [left, top, Math.max(...xs) + room - left, Math.max(...ys) + room - top];
}
