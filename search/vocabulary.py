"""What the lexicon knows, for the reader of questions and for the cutter of words."""

from __future__ import annotations

from graph.lexicon import Lexicon
from graph.model import Kind
from search.cutting import learn


def forms_of(lexicon: Lexicon) -> tuple[tuple[str, str], ...]:
    """Return every name of every function and subject with its id."""
    return (*function_forms(lexicon), *subject_forms(lexicon))


def function_forms(lexicon: Lexicon) -> tuple[tuple[str, str], ...]:
    """Return every name of every function, full, short and former, with the function's id."""
    return tuple(
        (form, f"{Kind.FUNCTION}/{function.slug}")
        for function in lexicon.functions
        for name in function.names
        for form in (name.full, *name.short_forms)
    )


def former_forms(lexicon: Lexicon) -> tuple[str, ...]:
    """Return the names that only bodies of the past bore: 工商局, 食药监局."""
    names = [name for function in lexicon.functions for name in function.names]
    present = {form for n in names if n.until is None for form in (n.full, *n.short_forms)}
    past = (form for n in names if n.until is not None for form in (n.full, *n.short_forms))
    return tuple(dict.fromkeys(form for form in past if form not in present))


def subject_forms(lexicon: Lexicon) -> tuple[tuple[str, str], ...]:
    """Return every name of every subject with the subject's id."""
    return tuple(
        (name, f"{Kind.SUBJECT}/{concept.slug}")
        for concept in lexicon.subjects
        for name in concept.names
    )


def learn_lexicon(lexicon: Lexicon) -> None:
    """Make the names of bodies and divisions whole words of this process.

    An index and its queries rank best where both were cut with the same names.
    """
    learn(lexicon.functions.all_names())
    learn(lexicon.divisions.names())
