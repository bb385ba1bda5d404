"""Why a passage was found: which words stand in which of its fields, and how they got there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from search.query import Field, Phrase, Words
from search.sounds import is_sound, sounds_of
from search.synonyms import Synonyms
from search.tokens import normal_numbers, query_words, stream


class How(StrEnum):
    """How what was asked for and what stands in a passage are the same."""

    WRITTEN = "written"
    OTHER_NAME = "other_name"
    SOUND = "sound"


@dataclass(frozen=True, slots=True)
class Reason:
    """What was asked, what of it stands in the passage, in which fields, and how it is the same."""

    asked: str
    found: str
    fields: tuple[str, ...]
    how: How


_NAMES, _PLACES, _NUMBER, _CITED = "names", "places", "number", "cited"
_IN = {
    Field.AGENCY: (_NAMES,),
    Field.LEAD: (_NAMES,),
    Field.SUPPORT: (_NAMES,),
    Field.PLACE: (_PLACES,),
    Field.NUMBER: (_NUMBER,),
    Field.CITES: (_CITED,),
}


class Explainer:
    """Tells of passages why one query found them."""

    def __init__(self, terms: Iterable[Words | Phrase], synonyms: Synonyms | None = None) -> None:
        self._terms = tuple(terms)
        self._synonyms = synonyms

    def reasons(self, fields: Mapping[str, str]) -> tuple[Reason, ...]:
        """Return the reasons that the fields of a passage, each a text, give for its being found.

        A term of which nothing stands there, since others sufficed, has no reason.
        """
        streams = {name: stream(text) for name, text in fields.items() if text}
        found = (reason for term in self._terms for reason in self._of(term, fields, streams))
        return tuple(dict.fromkeys(found))

    def _of(
        self, term: Words | Phrase, fields: Mapping[str, str], streams: Mapping[str, str]
    ) -> Iterator[Reason]:
        anywhere = tuple(name for name in streams if name != _CITED)
        within = _IN.get(term.field, anywhere) if term.field else anywhere
        there = {name: streams[name] for name in within if name in streams}
        text = normal_numbers(term.text) if term.field is Field.NUMBER else term.text
        if (whole := _written(term.text, text, there)) or isinstance(term, Phrase):
            yield from filter(None, [whole])
            return
        named = list(self._synonyms.within(text)) if self._synonyms else []
        for name in named:
            asked = text[name.start : name.end]
            forms = (_written(asked, form, there, How.OTHER_NAME) for form in name.others)
            yield from filter(
                None, [_written(asked, asked, there) or next(filter(None, forms), None)]
            )
        words = query_words(text)
        for word in words:
            asked = text[word.start : word.end]
            if any(name.start <= word.start < name.end for name in named):
                continue
            if len(asked) > 1 or len(words) == 1:
                found = _written(asked, asked, there) or self._heard(
                    asked, word.text, fields, there
                )
                yield from filter(None, [found])

    def _heard(
        self, asked: str, word: str, fields: Mapping[str, str], streams: Mapping[str, str]
    ) -> Reason | None:
        if self._synonyms is None or not is_sound(word):
            return None
        for field in (_NAMES, _PLACES):
            for name in fields.get(field, "").split():
                if any(word in sound for sound in sounds_of([name])):
                    return Reason(asked, name, (field,), How.SOUND)
        names = (_written(asked, name, streams, How.SOUND) for name in self._synonyms.heard(word))
        return next(filter(None, names), None)


def _written(
    asked: str, form: str, streams: Mapping[str, str], how: How = How.WRITTEN
) -> Reason | None:
    run = stream(form)
    names = tuple(name for name, text in streams.items() if run and run in text)
    return Reason(asked, form, names, how) if names else None
