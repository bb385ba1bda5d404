// What is known of a network: its bodies, the ties between them, and in what part each came.

export function tieOf(one, other) {
  return one < other ? `${one} ${other}` : `${other} ${one}`;
}

export class Network {
  bodies = new Map();
  ties = new Map();
  communities = new Map();
  parts = new Map();

  constructor(told) {
    this.middle = told.middle ?? "";
    this.levels = told.levels ?? [];
    this.take("start", told);
  }

  // Remembers a part of the network by a name; bodies and ties that are known stay as they are.
  take(name, told) {
    for (const body of told.bodies) {
      if (!this.bodies.has(body.id)) this.bodies.set(body.id, body);
    }
    const ties = told.ties.map((tie) => ({ ...tie, id: tieOf(tie.source, tie.target) }));
    for (const tie of ties) {
      if (!this.ties.has(tie.id)) this.ties.set(tie.id, tie);
    }
    for (const one of told.communities ?? []) this.communities.set(one.number, one);
    this.parts.set(name, {
      bodies: told.bodies.map((body) => body.id),
      ties: ties.map((tie) => tie.id),
      total: told.total,
    });
  }

  get start() {
    return this.parts.get("start");
  }
}
