// Places for bodies by how much they share: near where they share much (fcose).
//
// The same network gets the same places each time: the layout begins at places that follow from
// the order of the bodies, not from chance.

const GOLDEN = Math.PI * (3 - Math.sqrt(5));
const MOST_AT_ONCE = 150; // more bodies are laid out community by community
const FEW = 50;
const STEP = 26;

// A place for each body, by its id.
export function springs(bodies, ties) {
  if (bodies.length <= MOST_AT_ONCE) {
    const dots = bodies.map((body) => ({ id: body.id, group: body.community, width: 84, height: 60 }));
    return laidOut(dots, ties);
  }
  const groups = new Map(bodies.map((body) => [body.community, []]));
  for (const body of bodies) groups.get(body.community).push(body);
  return withinDiscs(groups, laidOut(discs(groups), tiesOfGroups(bodies, ties)));
}

// Places around a middle like the seeds of a sunflower, the first in the middle.
export function sunflower(count, { x, y }, step = STEP) {
  return Array.from({ length: count }, (_, order) => {
    const radius = step * Math.sqrt(order);
    return { x: x + radius * Math.cos(order * GOLDEN), y: y + radius * Math.sin(order * GOLDEN) };
  });
}

function discs(groups) {
  return [...groups].map(([group, members]) => {
    const width = 2 * STEP * Math.sqrt(members.length) + 40;
    return { id: `${group}`, group, width, height: width };
  });
}

function tiesOfGroups(bodies, ties) {
  const groupOf = new Map(bodies.map((body) => [body.id, `${body.community}`]));
  const pairs = new Map();
  for (const tie of ties) {
    const [source, target] = [tie.source, tie.target].map((id) => groupOf.get(id)).sort();
    if (source !== target) pairs.set(`${source} ${target}`, { source, target });
  }
  return [...pairs.values()];
}

function withinDiscs(groups, middles) {
  const places = new Map();
  for (const [group, members] of groups) {
    const inOrder = [...members].sort((one, other) => other.weight - one.weight);
    const around = sunflower(members.length, middles.get(`${group}`));
    inOrder.forEach((body, order) => places.set(body.id, around[order]));
  }
  return places;
}

function laidOut(dots, ties) {
  const places = started(dots);
  const drawing = window.cytoscape({
    headless: true,
    styleEnabled: true,
    elements: [
      ...dots.map((dot) => ({ data: dot, position: places.get(dot.id) })),
      ...ties.map(({ source, target }) => ({ data: { source, target } })),
    ],
    style: [{ selector: "node", style: { width: "data(width)", height: "data(height)" } }],
  });
  const layout = {
    name: "fcose",
    animate: false,
    fit: false,
    randomize: false, // begin at the places given
    quality: "proof",
    // few dots are shown large: they need more room between them
    nodeRepulsion: dots.length < FEW ? 20_000 : 7_000,
    idealEdgeLength: dots.length < FEW ? 140 : 80,
    packComponents: false,
  };
  drawing.layout(layout).run();
  const found = new Map(drawing.nodes().map((node) => [node.id(), { ...node.position() }]));
  drawing.destroy();
  return found;
}

// Members of a group begin near each other.
function started(dots) {
  const inOrder = [...dots].sort((one, other) => one.group - other.group);
  const around = sunflower(dots.length, { x: 0, y: 0 }, 60);
  return new Map(inOrder.map((dot, order) => [dot.id, around[order]]));
}
