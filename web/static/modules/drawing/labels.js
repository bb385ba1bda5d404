// Which names are written: the strongest first, and none over another.

const FONT = 12; // pixels on the screen, however far the reader has zoomed
const PER_LINE = 9;

// Names the dots whose names have room, in the order of their ``rank``, the lowest first.
export function nameReadable(drawing) {
  const taken = [];
  const [width, height] = [drawing.width(), drawing.height()];
  const inOrder = drawing.nodes("[^level]").sort((one, other) => one.data("rank") - other.data("rank"));
  drawing.batch(() => {
    writeReadably(drawing.nodes(".level"));
    for (const dot of inOrder) {
      const { x, y } = dot.renderedPosition();
      const isInside = x > -20 && y > -20 && x < width + 20 && y < height;
      const box = boxOf(dot, x, y);
      const hasRoom = isInside && !taken.some((other) => overlap(box, other));
      if (hasRoom) taken.push(box);
      if (hasRoom) writeReadably(dot);
      if (hasRoom !== dot.hasClass("named")) dot.toggleClass("named", hasRoom);
    }
  });
}

// Makes the names of dots as large on the screen as any other text.
export function writeReadably(dots) {
  const font = FONT / dots.cy().zoom();
  dots.data({ font, wrap: PER_LINE * font, halo: font / 5 });
}

function boxOf(dot, x, y) {
  const name = dot.data("name");
  const length = [...name].reduce((sum, sign) => sum + (sign > "\u2e80" ? 1 : 0.56), 0);
  const lines = Math.ceil(length / PER_LINE);
  const half = (Math.min(length, PER_LINE) * FONT) / 2 + 2;
  const top = y + (dot.data("size") * dot.cy().zoom()) / 2 + 1;
  return { left: x - half, right: x + half, top, bottom: top + lines * FONT * 1.35 };
}

function overlap(one, other) {
  return (
    one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom
  );
}
