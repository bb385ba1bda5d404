// The drawing itself: dots and lines at their places, with what the pointer does to them.

import { nameReadable, writeReadably } from "./labels.js";
import { look } from "./look.js";

const LARGE = 1500; // from so many dots and lines on a picture is moved while the reader moves
const PAUSE = 120;

function rowLabel({ name, x, y }, order) {
  const data = { id: `level/${order}`, name, level: true, font: 12, wrap: 100, halo: 2 };
  return { data, position: { x, y }, classes: "level", grabbable: false };
}

export class Canvas {
  #settling = 0;
  #isGazing = false;

  // ``on`` has functions for what the reader does: choose, open, move, gaze, hover; none is
  // needed. ``style`` gives the look; dots whose names are part of it are not named by us.
  constructor(place, on = {}, style = look) {
    this.place = place;
    this.on = on;
    this.style = style;
    this.edge = style === look ? 60 : 24; // half a name below a dot; boxes hold theirs
    place.closest("figure").hidden = false;
    const isTouched = matchMedia("(pointer: coarse)").matches;
    this.isLarge = Number(place.dataset.many) > LARGE;
    this.isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
    // The wheel scrolls the page; with Ctrl it zooms. This is asked before the library is.
    place.addEventListener(
      "wheel",
      (event) => this.drawing.userZoomingEnabled(event.ctrlKey || event.metaKey),
      { capture: true, passive: true },
    );
    this.drawing = window.cytoscape({
      container: place,
      style: style(),
      minZoom: 0.05,
      maxZoom: 4,
      userPanningEnabled: !isTouched, // a finger scrolls the page
      userZoomingEnabled: false,
      boxSelectionEnabled: false,
      autounselectify: true,
      autoungrabify: !on.move,
      hideEdgesOnViewport: this.isLarge,
      textureOnViewport: this.isLarge,
      pixelRatio: this.isLarge ? 1 : "auto",
    });
    this.#listen();
  }

  // Shows dots and lines, moving those that stay to their places.
  show({ dots, lines, places, labels = [], middle = "" }) {
    const wanted = new Set([...dots, ...lines].map((one) => one.id));
    const isFirst = this.drawing.elements().empty();
    let added;
    this.drawing.batch(() => {
      this.drawing.elements().filter((one) => !wanted.has(one.id())).remove();
      this.drawing.elements().removeClass("near far");
      added = this.#put(dots, (dot) => ({
        classes: `${dot.sort ?? "body"} ${dot.id === middle ? "middle" : ""}`,
        position: { ...places.get(dot.id) },
      }));
      this.#put(lines, () => ({}));
      this.drawing.add(labels.map(rowLabel));
    });
    if (isFirst || !this.#isInView(added)) this.fit(!isFirst);
    this.#settle();
    this.place.dataset.drawn = dots.length;
    this.place.dataset.lines = lines.length;
  }

  // Tells the library of dots or lines; returns those that it did not know.
  #put(all, more) {
    const fresh = [];
    for (const data of all) {
      const known = this.drawing.getElementById(data.id);
      if (known.empty()) fresh.push({ data: { ...data, font: 12, wrap: 100, halo: 2 }, ...more(data) });
      else {
        known.data(data);
        if (known.isNode()) this.#move(known, more(data).position);
      }
    }
    return this.drawing.add(fresh);
  }

  #move(dot, position) {
    const { x, y } = dot.position();
    if (Math.hypot(x - position.x, y - position.y) < 0.5) return;
    dot.stop();
    if (this.isStill || this.drawing.nodes().length > 300) dot.position({ ...position });
    else dot.animate({ position: { ...position } }, { duration: 250, complete: () => this.#settle() });
  }

  #isInView(dots) {
    const { x1, x2, y1, y2 } = this.drawing.extent();
    const isIn = ({ x, y }) => x > x1 && x < x2 && y > y1 && y < y2;
    return dots.every((dot) => isIn(dot.position()));
  }

  // Marks what is chosen, and the lines of a way.
  mark(chosen, way = []) {
    this.drawing.batch(() => {
      this.drawing.elements(".chosen, .way").removeClass("chosen way");
      for (const id of chosen) this.drawing.getElementById(id).addClass("chosen");
      for (const id of way) this.drawing.getElementById(id).addClass("way");
    });
  }

  pin(bodies) {
    this.drawing.batch(() => {
      this.drawing.nodes(".pinned").removeClass("pinned");
      for (const id of bodies) this.drawing.getElementById(id).addClass("pinned");
    });
  }

  fit(isSlow = false) {
    const all = this.drawing.elements();
    if (all.empty()) return;
    const padding = Math.min(this.edge, this.drawing.width() / 8);
    if (isSlow && !this.isStill) this.drawing.animate({ fit: { eles: all, padding } }, { duration: 250 });
    else this.drawing.fit(all, padding);
    if (this.drawing.zoom() > 1.4) {
      this.drawing.zoom(1.4);
      this.drawing.center(all);
    }
  }

  zoom(factor) {
    const middle = { x: this.drawing.width() / 2, y: this.drawing.height() / 2 };
    this.drawing.zoom({ level: this.drawing.zoom() * factor, renderedPosition: middle });
    this.#gazed();
  }

  // Where the reader looks: the middle of what is in view, and the zoom.
  get gaze() {
    const { x1, y1, w, h } = this.drawing.extent();
    return [x1 + w / 2, y1 + h / 2, this.drawing.zoom()];
  }

  set gaze([x, y, zoom]) {
    this.drawing.zoom(zoom);
    const level = this.drawing.zoom();
    const [middle, centre] = [this.drawing.width() / 2, this.drawing.height() / 2];
    this.drawing.pan({ x: middle - x * level, y: centre - y * level });
    this.#settle();
  }

  // Brings a dot into view, and its neighbours to the eye.
  find(id) {
    const dot = this.drawing.getElementById(id);
    if (dot.nonempty() && !this.#isInView(dot)) this.drawing.center(dot);
  }

  restyle() {
    this.drawing.style(this.style());
  }

  placeOf(id) {
    return { ...this.drawing.getElementById(id).position() };
  }

  #settle() {
    clearTimeout(this.#settling);
    this.#settling = setTimeout(() => {
      if (this.style === look) nameReadable(this.drawing);
      if (this.#isGazing) this.on.gaze?.(this.gaze);
      this.#isGazing = false;
    }, PAUSE);
  }

  // The reader looks elsewhere.
  #gazed() {
    this.#isGazing = true;
    this.#settle();
  }

  #listen() {
    const { drawing, on, place } = this;
    drawing.on("tap", (event) => {
      if (event.target === drawing) on.choose?.("");
      else if (event.target.isEdge() || !event.target.data("level")) on.choose?.(event.target.id());
    });
    drawing.on("dbltap", "node[^level]", (event) => on.open?.(event.target.id()));
    drawing.on("dragfree", "node.body", (event) => on.move?.(event.target.id(), this.placeOf(event.target.id())));
    drawing.on("dragpan scrollzoom", () => this.#gazed());
    drawing.on("pan zoom resize", () => this.#settle());
    drawing.on("mouseover", "node[^level], edge", (event) => this.#lift(event.target));
    drawing.on("mouseout", "node[^level], edge", () => {
      drawing.batch(() => drawing.elements(".far, .near").removeClass("far near"));
      place.classList.remove("over");
      on.hover?.("");
    });
    for (const button of place.closest("figure").querySelectorAll("[data-zoom]")) {
      button.addEventListener("click", () => this.zoom(Number(button.dataset.zoom)));
    }
    place.middleOf = (id) => drawing.getElementById(id).renderedPosition();
    place.between = (id) => drawing.getElementById(id).renderedMidpoint();
  }

  #lift(target) {
    const near = target.isEdge() ? target.union(target.connectedNodes()) : target.closedNeighborhood();
    // many names at once would hide what they name
    const lifted = near.nodes().length > 40 ? near.edges().union(target) : near;
    this.drawing.batch(() => {
      if (!this.isLarge) this.drawing.elements("[^level]").not(near).addClass("far");
      writeReadably(lifted.nodes());
      lifted.addClass("near");
    });
    this.place.classList.add("over");
    this.on.hover?.(target.id());
  }

}
