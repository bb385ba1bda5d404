// Within a level of government, works stand below those of the same level that they cite.

// The layer of each work by its id, 0 for the uppermost; works that cite one another in a circle
// stand no lower than there are works.
export function layers(works, links) {
  const levelOf = new Map(works.map((work) => [work.id, work.level]));
  const within = links.filter(
    ({ citing, cited }) => citing !== cited && levelOf.get(citing) === levelOf.get(cited),
  );
  const found = new Map(works.map((work) => [work.id, 0]));
  for (let pass = 0, isSettled = false; pass < 8 && !isSettled; pass += 1) {
    isSettled = true;
    for (const { citing, cited } of within) {
      const below = found.get(cited) + 1;
      if (found.get(citing) < below && below < works.length) {
        found.set(citing, below);
        isSettled = false;
      }
    }
  }
  return found;
}
