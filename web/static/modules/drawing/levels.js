// Places in rows, one below the other, by the level of government; wide rows have several lines.

// Dots stand a little higher and lower in turn, so that lines along a row can be told apart.
const OF_DOTS = { across: 104, down: 92, between: 60, widest: 0, swing: 22 };

// A place for each dot, and a label for each row. ``dots`` have ``id``, ``level``, and what they
// stand by within their row: ``layer`` from top to bottom, then ``group`` and ``weight``.
export function inLevels(dots, levels, { across, down, between, widest, swing } = OF_DOTS) {
  const most = widest || Math.max(6, Math.ceil(1.6 * Math.sqrt(dots.length)));
  const places = new Map();
  const labels = [];
  let y = 0;
  for (const { level, name } of levels) {
    const lines = linesOf(dots.filter((dot) => dot.level === level), most);
    if (!lines.length) continue;
    labels.push({ name, y: y + ((lines.length - 1) * down) / 2 });
    lines.forEach((line, order) => {
      const aside = order % 2 ? across / 4 : 0;
      line.forEach((dot, number) => {
        const x = (number - (line.length - 1) / 2) * across + aside;
        places.set(dot.id, { x, y: y + order * down + swing * ((number % 3) - 1) });
      });
    });
    y += lines.length * down + between;
  }
  const left = Math.min(0, ...[...places.values()].map((place) => place.x)) - 0.6 * across;
  return { places, labels: labels.map((label) => ({ ...label, x: left })) };
}

// The lines of one row, each with at most so many dots.
function linesOf(row, most) {
  const inOrder = [...row].sort((one, other) => one.group - other.group || other.weight - one.weight);
  const layers = [...new Set(row.map((dot) => dot.layer ?? 0))].sort((one, other) => one - other);
  return layers.flatMap((layer) => {
    const within = inOrder.filter((dot) => (dot.layer ?? 0) === layer);
    const count = Math.ceil(within.length / most);
    const each = Math.ceil(within.length / count);
    return Array.from({ length: count }, (_, line) => within.slice(line * each, (line + 1) * each));
  });
}
