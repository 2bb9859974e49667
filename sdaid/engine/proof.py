"""The proof of the fast way: aids that show all that the pages can say of a patient."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from itertools import combinations, cycle, islice, zip_longest
from typing import get_args, get_type_hints

from sdaid.aid.edition import Edition, Personal
from sdaid.aid.facts import told_first
from sdaid.aid.messages import Mark, Particular, RuleMessage
from sdaid.aid.telephones import together
from sdaid.page.bands import Geometry
from sdaid.page.measure import Run, lines
from sdaid.page.paper import MOST_IDENTIFIERS
from sdaid.pdf.content import NotFastError

NAME = "Quintessa Wildermuth-Vandenberghe "
WORDS = ("Ambulatory", "clinic", "of", "the", "western", "district", "general", "hospital", "for",
         "musculoskeletal", "medicine", "and", "rehabilitation,", "second", "floor,", "room", "42")
"""What names and texts of made-up patients are of."""

LEFTWARD = (("P-12", "9:30", "تجربة مثال 12"), ("Q-3456", "14:05", "سامية 345 نموذج"))
"""The id, the time and the other texts of two patients where lines run to the left."""

MOST_GROUPS = 60


def proofs(edition: Edition, overdue: str, made: Geometry, *, leaf: bool,
           fits: Callable[[Personal], bool | None]) -> Iterator[Personal]:
    """Patients whose aids prove these pages: with the leaf one with every fact, mark and message;
    without it one of whom nothing is known, and one with the longest texts. `fits` tells of a
    patient whether page 1 and a leaf hold all, None where page 1 does."""
    if leaf:
        yield _everything(edition, overdue, fits)
        return
    yield patient_of(edition, overdue)
    yield _longest(edition, overdue, made, fits)


def samples(edition: Edition, overdue: str) -> Iterator[Personal]:
    """Two patients whose texts differ everywhere, each of a line; where lines run to the left, also
    two with Latin ids and a time."""
    for text in ("Otto Example", "Vera Sample-Person, MD"):
        first = RuleMessage(0, 1, "note", "Note", text)
        yield patient_of(edition, overdue, text, (Particular(f"{text}.", (first,)),))
    for id_, clock, text in LEFTWARD if edition.direction == "rtl" else ():
        made = patient_of(edition, overdue, text)
        yield replace(made, id=id_, visit=f"{text}، {clock} {text[:3]}")


def everyday(edition: Edition, overdue: str) -> Iterator[Personal]:
    """Patients who have among them every set of marks, every question that nobody answered, and
    every group of messages, also in two parts, as page 1 and the leaf have it: what the edition
    alone tells, of whomever."""
    nobody = patient_of(edition, overdue)
    for fact in edition.asked:
        yield replace(nobody, unknown=(fact.question,))
    groups = list(_groups(edition))
    yield replace(nobody, particulars=tuple(
        replace(group, messages=part) for group in groups for cut in range(len(group.messages))
        for part in (group.messages[cut:], group.messages[:cut]) if part))
    kinds = {each.label: each.kind for group in groups for each in group.messages}
    sets = [[tuple(Mark(kinds.get(each, "tried"), each) for each in some)  # type: ignore[arg-type]
             for count in range(len(option.can_have) + 1)
             for some in combinations(option.can_have, count)] for option in edition.options]
    for row in zip_longest(*sets, fillvalue=()):
        yield replace(nobody, marks=row)


def patient_of(edition: Edition, overdue: str, text: str = "", groups: tuple[Particular, ...] = ()
               ) -> Personal:
    """A patient whose every text is `text`, whatever it is called, with every mark where `text` is
    not empty; without a text, of whom nothing is known, not even a name."""
    values: dict[str, object] = {}
    hints = get_type_hints(Personal)
    for each in fields(Personal):
        hint = hints[each.name]
        if hint is str:
            values[each.name] = text
        elif hint == tuple[str, ...]:
            values[each.name] = (f"{text}?",) if text else ()
        elif hint == tuple[Particular, ...]:
            values[each.name] = groups
        elif hint == tuple[tuple[Mark, ...], ...]:
            values[each.name] = tuple(
                _marks(option.can_have, option.number) if text else ()
                for option in edition.options)
        else:
            raise NotFastError("personal content of a new kind")
    return Personal(**{**values, "overdue": overdue})  # type: ignore[arg-type]


def _marks(words: tuple[str, ...], number: int) -> tuple[Mark, ...]:
    """Every mark that an option can have, of one kind after the other."""
    kinds = islice(cycle(get_args(get_type_hints(Mark)["kind"])), number, None)
    return tuple(Mark(kind, each) for kind, each in zip(kinds, words, strict=False))


def _groups(edition: Edition) -> Iterator[Particular]:
    """All messages of all rules, each with the question that it follows from."""
    for fact in edition.asked:
        for _, messages in fact.then:
            if messages:
                yield together(Particular(fact.question, tuple(sorted(messages, key=told_first))))
    first = RuleMessage(0, 1, "note", "Note", " ".join(WORDS))
    yield Particular("You have told us something.", (first,))


def _everything(edition: Edition, overdue: str, fits: Callable[[Personal], bool | None]
                ) -> Personal:
    """Every mark, and messages over page 1 onto a leaf, as many as it holds."""
    patient = replace(patient_of(edition, overdue, "Otto Example"),
                      unknown=tuple(fact.question for fact in edition.asked))
    groups = list(_groups(edition))
    for group in islice(cycle(groups), MOST_GROUPS):
        more = replace(patient, particulars=(*patient.particulars, group))
        if fits(more) is False:
            more = replace(more, unknown=())
        found = fits(more)
        if found is not False:
            patient = more
        if found and len(patient.particulars) >= len(groups):
            break
    if not fits(patient):
        raise NotFastError("no aid fills a leaf")
    return patient


def _longest(edition: Edition, overdue: str, made: Geometry,
             fits: Callable[[Personal], bool | None]) -> Personal:
    """The longest texts that page 1 holds."""
    size = made.format.text
    count = next(number for number in range(len(WORDS) * 2, 0, -1) if lines(
        [Run("M" * 14, size), Run(" ".join(islice(cycle(WORDS), number)), size)],
        made.width * 0.9) <= 2)
    words = list(islice(cycle(WORDS), count))
    third = max(1, count // 3)
    born, id_ = "Wednesday, September 30, 1999", "P-0000000000"
    longest = (NAME * 4)[:MOST_IDENTIFIERS - len(born) - len(id_)]
    name = next(longest[:number].strip() for number in range(len(longest), 0, -1) if lines(
        [Run(longest[:number], size, bold=True), Run(f"M born {born} M ID {id_}", size)],
        made.width * 0.95) <= 2)
    groups = sorted(_groups(edition), key=lambda group: -len(group.messages[0].message))
    patient = replace(
        patient_of(edition, overdue, "Otto Example"), name=name, born=born, id=id_,
        visit=" ".join(words[:third]), place=" ".join(words[third:2 * third]),
        clinician=" ".join(words[2 * third:]),
        tried_says=f"{', '.join(option.name for option in edition.options)}.")
    choices = [replace(patient, particulars=(replace(group, messages=group.messages[:1]),))
               for group in groups] + [replace(patient, tried_says="", unknown=()), patient]
    return next((each for each in choices if fits(each) is None),
                patient_of(edition, overdue, "Otto Example"))
