// Places in rows, one below the other, by the level of government; wide rows have several lines.

const ACROSS = 104;
const DOWN = 74;
const BETWEEN = 60;

// A place for each dot, and a label for each row. ``dots`` have ``id``, ``level`` and ``group``.
export function inLevels(dots, levels) {
  const width = Math.max(6, Math.ceil(1.6 * Math.sqrt(dots.length)));
  const places = new Map();
  const labels = [];
  let y = 0;
  for (const { level, name } of levels) {
    const row = dots.filter((dot) => dot.level === level);
    if (!row.length) continue;
    row.sort((one, other) => one.group - other.group || other.weight - one.weight);
    const lines = Math.ceil(row.length / width);
    const perLine = Math.ceil(row.length / lines);
    labels.push({ name, x: -(width / 2) * ACROSS - 30, y: y + ((lines - 1) * DOWN) / 2 });
    row.forEach((dot, order) => {
      const line = Math.floor(order / perLine);
      const count = Math.min(perLine, row.length - line * perLine);
      const x = ((order % perLine) - (count - 1) / 2) * ACROSS;
      places.set(dot.id, { x: x + (line % 2 ? ACROSS / 4 : 0), y: y + line * DOWN });
    });
    y += lines * DOWN + BETWEEN;
  }
  return { places, labels };
}
