// A network as GraphML, its measures as typed attributes.

import { escaped } from "./svg.js";

const OF_BODY = {
  label: ["string", (body) => body.title],
  level: ["string", (body) => body.level],
  shared_actions: ["int", (body) => body.weight],
  partners: ["int", (body) => body.degree],
  betweenness: ["double", (body) => body.betweenness],
  pagerank: ["double", (body) => body.pagerank],
  core: ["int", (body) => body.core],
  community: ["int", (body) => body.community],
  is_cut: ["boolean", (body) => body.is_cut],
  x: ["double", (body) => body.x],
  y: ["double", (body) => body.y],
};

export function graphml(bodies, ties) {
  const keys = Object.entries(OF_BODY).map(
    ([name, [type]]) => `<key id="${name}" for="node" attr.name="${name}" attr.type="${type}"/>`,
  );
  const nodes = bodies.map((body) => {
    const told = Object.entries(OF_BODY).map(
      ([name, [, of]]) => `<data key="${name}">${escaped(of(body))}</data>`,
    );
    return `<node id="${escaped(body.id)}">${told.join("")}</node>`;
  });
  const edges = ties.map(({ source, target, weight }) => {
    const ends = `source="${escaped(source)}" target="${escaped(target)}"`;
    return `<edge ${ends}><data key="weight">${weight}</data></edge>`;
  });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
    ...keys,
    '<key id="weight" for="edge" attr.name="weight" attr.type="int"/>',
    '<graph edgedefault="undirected">',
    ...nodes,
    ...edges,
    "</graph>",
    "</graphml>\n",
  ].join("\n");
}
