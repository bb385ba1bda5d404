"""What tasks act on: a tree of concepts with all their names, and where a text names them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from graph.lexicon.gb2260 import LexiconError
from graph.lexicon.subjects_file import BUILT_IN, Concept, read_concepts
from graph.model import Subject


class Subjects:
    """The concepts by slug; finds their names in running text, each position looked at once."""

    def __init__(self, concepts: Iterable[Concept]) -> None:
        """Take the concepts of a whole tree; raises LexiconError where they make none."""
        self._concepts = {concept.slug: concept for concept in concepts}
        self._meanings: dict[str, Concept | None] = {}
        self._narrower: dict[str, list[Concept]] = defaultdict(list)
        self._broader: dict[str, tuple[Concept, ...]] = {}
        self._nodes: dict[str, tuple[Subject, ...]] = {}
        for concept in self:
            self._check_broader(concept)
            if concept.broader:
                self._narrower[concept.broader].append(concept)
            for name in concept.names:
                self._mean(name, concept)
        for concept in self:
            for word in concept.counterexamples:
                self._mean(word, None)
            self._broader[concept.slug] = tuple(self._above(concept))
        lengths: dict[str, set[int]] = defaultdict(set)
        for name in self._meanings:
            lengths[name[:2]].add(len(name))
        self._lengths = {pair: sorted(found, reverse=True) for pair, found in lengths.items()}
        first, second = (
            "".join(sorted({re.escape(pair[at]) for pair in lengths})) for at in (0, 1)
        )
        self._beginning = re.compile(f"[{first}](?=[{second}])")

    def __iter__(self) -> Iterator[Concept]:
        """Every concept, in the order of the file."""
        return iter(self._concepts.values())

    def concept(self, slug: str) -> Concept | None:
        """Return the concept with this slug."""
        return self._concepts.get(slug)

    def broader(self, slug: str) -> tuple[Concept, ...]:
        """Return the concepts above one, the nearest first.

        >>> from graph.lexicon import load_lexicon
        >>> [concept.zh for concept in load_lexicon().subjects.broader("infant-formula")]
        ['乳粉', '乳制品', '食品']
        """
        return self._broader.get(slug, ())

    def nodes(self, slug: str) -> tuple[Subject, ...]:
        """Return a concept as a node of the graph, then those above it; each is made once."""
        if slug not in self._nodes:
            chain = (self._concepts[slug], *self.broader(slug))
            self._nodes[slug] = tuple(_node(concept) for concept in chain)
        return self._nodes[slug]

    def narrower(self, slug: str) -> tuple[Concept, ...]:
        """Return the concepts right below one, in the order of the file."""
        return tuple(self._narrower.get(slug, ()))

    def named(self, name: str) -> Concept | None:
        """Return the concept that a whole name means."""
        return self._meanings.get(name)

    def find(self, text: str) -> Iterator[tuple[int, int, Concept]]:
        """Yield (start, end, concept) of each name, the longest at its place, none overlapping.

        >>> from graph.lexicon import load_lexicon
        >>> text = "学校食堂和学校周边的食品小作坊，由食品安全委员会办公室督办"
        >>> [concept.zh for _, _, concept in load_lexicon().subjects.find(text)]
        ['学校食堂', '校园周边', '食品小作坊']
        """
        position = 0
        for beginning in self._beginning.finditer(text):
            start = beginning.start()
            if start < position:
                continue
            for length in self._lengths.get(text[start : start + 2], ()):
                name = text[start : start + length]
                if name in self._meanings:
                    position = start + len(name)
                    if (concept := self._meanings[name]) is not None:
                        yield start, position, concept
                    break

    def _above(self, concept: Concept) -> Iterator[Concept]:
        while concept.broader:
            concept = self._concepts[concept.broader]
            yield concept

    def _mean(self, name: str, concept: Concept | None) -> None:
        if len(name) < 2:
            raise LexiconError(f"The name {name!r} of a subject is too short to be found.")
        other = self._meanings.setdefault(name, concept)
        if other is not concept:
            slugs = [one.slug for one in (other, concept) if one]
            raise LexiconError(f"{name} cannot mean {' and '.join(slugs)} or nothing at once.")

    def _check_broader(self, concept: Concept) -> None:
        seen, above = {concept.slug}, concept.broader
        while above is not None:
            if above not in self._concepts:
                raise LexiconError(f"The subject {concept.slug} lies below {above}, which is none.")
            if above in seen:
                raise LexiconError(f"The subject {concept.slug} lies below itself.")
            seen.add(above)
            above = self._concepts[above].broader


def load_subjects(extra: Path | None = None) -> Subjects:
    """Return the built-in concepts with those of ``subjects.toml`` in a folder added.

    Raises LexiconError where a file says what cannot be.
    """
    added = extra / BUILT_IN.name if extra else None
    paths = [BUILT_IN, *([added] if added and added.is_file() else [])]
    return Subjects(read_concepts(paths))


def subject_nodes(subjects: Subjects, slug: str) -> tuple[Subject, ...]:
    """Return a concept as a node of the graph, then those above it, the nearest first.

    Raises KeyError where there is no such concept.
    """
    return subjects.nodes(slug)


def subject_id(slug: str) -> str:
    """Return the id of the node of a concept."""
    return f"subject/{slug}"


def _node(concept: Concept) -> Subject:
    return Subject(
        id=subject_id(concept.slug),
        name=concept.zh,
        name_en=concept.en,
        broader=subject_id(concept.broader) if concept.broader else None,
    )
