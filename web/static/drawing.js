// Draws the network beside its table. A line leads to the actions that prove it, a dot to its
// body; choosing a line marks its row in the table.

function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

function look(heaviest, size) {
  const width = `mapData(weight, 1, ${Math.max(heaviest, 2)}, 1, 7)`;
  return [
    {
      selector: "node",
      style: {
        label: "data(name)",
        width: "data(size)",
        height: "data(size)",
        color: colour("--ink"),
        "background-color": colour("--accent"),
        "border-width": 2,
        "border-color": colour("--ground"),
        "font-family": colour("--sans"),
        "font-size": size,
        "min-zoomed-font-size": 5,
        "text-valign": "bottom",
        "text-margin-y": 4,
        "text-wrap": "wrap",
        "text-max-width": 8 * size,
        "text-overflow-wrap": "anywhere",
        "text-background-color": colour("--surface"),
        "text-background-opacity": 0.85,
      },
    },
    ...["--indicator", "--citation", "--location"].map((name, order) => ({
      selector: `node[community = ${order + 2}]`,
      style: { "background-color": colour(name) },
    })),
    {
      selector: "node[community > 4]",
      style: { "background-color": colour("--muted") },
    },
    {
      selector: "node[?middle]",
      style: { "background-color": colour("--indicator"), "font-weight": "bold", "font-size": 1.2 * size },
    },
    {
      selector: "edge",
      style: {
        width,
        "line-color": colour("--line-strong"),
        "curve-style": "haystack",
        opacity: 0.75,
      },
    },
    { selector: "edge.near", style: { "line-color": colour("--accent"), opacity: 1 } },
    { selector: "node.far", style: { opacity: 0.35 } },
    { selector: "edge.far", style: { opacity: 0.12 } },
  ];
}

function elements(network) {
  const heaviest = Math.max(1, ...network.nodes.map((node) => node.weight));
  const nodes = network.nodes.map((node) => ({
    data: { ...node, size: 12 + 24 * Math.sqrt(node.weight / heaviest) },
  }));
  const edges = network.edges.map((edge) => ({ data: edge }));
  return [...nodes, ...edges];
}

function markRow(edge, isChosen) {
  const ends = [edge.data("source"), edge.data("target")];
  for (const row of document.querySelectorAll("tr[data-edge]")) {
    const named = row.dataset.edge.split(" ");
    if (named.every((id) => ends.includes(id))) row.classList.toggle("chosen", isChosen);
  }
}

function zoomable(drawing, place) {
  for (const button of place.parentElement.querySelectorAll("[data-zoom]")) {
    button.addEventListener("click", () => {
      const middle = { x: drawing.width() / 2, y: drawing.height() / 2 };
      drawing.zoom({ level: drawing.zoom() * button.dataset.zoom, renderedPosition: middle });
    });
  }
}

function draw(place) {
  place.parentElement.hidden = false;
  const network = JSON.parse(document.getElementById(place.dataset.drawing).textContent);
  const heaviest = Math.max(1, ...network.edges.map((edge) => edge.weight));
  const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const drawing = cytoscape({
    container: place,
    elements: elements(network),
    // A wide network is shown small: larger names keep readable, and have room in the layout.
    style: look(heaviest, network.nodes.length > 32 ? 17 : 11),
    minZoom: 0.2,
    maxZoom: 3,
    userPanningEnabled: !matchMedia("(pointer: coarse)").matches, // a finger scrolls the page
    userZoomingEnabled: false, // the wheel scrolls the page; two buttons zoom
    layout: {
      name: "fcose",
      animate: !isStill && network.nodes.length < 60,
      animationDuration: 400,
      randomize: true,
      quality: "proof",
      nodeDimensionsIncludeLabels: true,
      nodeRepulsion: 6000,
      idealEdgeLength: 70,
      nodeSeparation: 60,
      padding: 24,
    },
  });
  drawing.on("tap", "node, edge", (event) => {
    location.assign(event.target.data("address"));
  });
  drawing.on("mouseover", "node, edge", (event) => {
    const near = event.target.isEdge()
      ? event.target.union(event.target.connectedNodes())
      : event.target.closedNeighborhood();
    drawing.elements().not(near).addClass("far");
    near.edges().addClass("near");
    near.edges().forEach((edge) => markRow(edge, true));
    place.classList.add("over");
  });
  drawing.on("mouseout", "node, edge", () => {
    drawing.elements().removeClass("far near");
    drawing.edges().forEach((edge) => markRow(edge, false));
    place.classList.remove("over");
  });
  zoomable(drawing, place);
  drawing.one("layoutstop", () => {
    place.middleOf = (id) => drawing.getElementById(id).renderedPosition();
    place.dataset.drawn = drawing.nodes().length;
  });
}

// Where the libraries are not set up, the table alone says everything.
if (window.cytoscape) document.querySelectorAll("[data-drawing]").forEach(draw);
