"""The short marks that can stand for words in a cell, and what a page says above its bands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from gettext import NullTranslations

from sdaid.aid.figure import FigureMark
from sdaid.page.cells import Level


def mark_words(translations: NullTranslations) -> dict[FigureMark, str]:
    """The short marks that can stand behind a figure."""
    _ = translations.gettext
    return {"blinded": _("B"), "open": _("O"), "maker-paid": _("M"),
            "high": _("H"), "moderate": _("P"), "low": _("L"), "very-low": _("V"),
            "payer-unknown": "", "not-graded": ""}


def key_words(translations: NullTranslations) -> dict[FigureMark, str]:
    """What the short marks mean."""
    _ = translations.gettext
    return {
        "blinded": _("people did not know what they had."),
        "open": _("people knew what they had."),
        "maker-paid": _("the maker or seller paid, or had a part in it."),
        "high": _("sure."), "moderate": _("fairly sure."), "low": _("not sure."),
        "very-low": _("very unsure.")}


def key(used: Mapping[Level, Set[FigureMark]], translations: NullTranslations, *, squares: bool,
        noticed: Sequence[str] = (), rule: bool = False) -> tuple[tuple[tuple[str, str], ...], ...]:
    """What a page says above its bands: what people notice (`noticed`, whole sentences); what
    `squares` mean, where there are some; what the few words or the letters mean that stand for the
    marks `used` at each level of its rows; where the `rule` stands. A sentence on letters has its
    letter before it; “{page}” stands for a number. What may begin a line of its own comes as one:
    sizes, how to read the cells, what is not in them."""
    _ = translations.gettext
    said: list[tuple[str, str]] = []
    if squares:
        said.append(("", _("Each square is one person. Dark: it happened. Outline: it did not.")))
    short, lettered = used.get("brief", set()), used.get("letters", set())
    if "blinded" in short:
        said.append(("", _("Blind study: people did not know what they had.")))
    if "open" in short:
        said.append(("", _("Open study: they knew; hope may play a part.")))
    marks = mark_words(translations)
    said += [(marks[mark], words) for mark, words in key_words(translations).items()
             if mark in lettered and marks[mark]]
    last: list[tuple[str, str]] = []
    unsaid = _unsaid(used, translations)
    if unsaid:
        last.append(("", unsaid))
    if rule:
        last.append(("", _("More on these words: page {page}.")))
    return tuple(tuple(each) for each in ([("", each) for each in noticed], said, last) if each)


def _unsaid(used: Mapping[Level, Set[FigureMark]], translations: NullTranslations) -> str:
    """What it means where a figure has no word on how sure it is or who paid. Letters say of no
    figure that others paid."""
    _ = translations.gettext
    ungraded = any("not-graded" in each for each in used.values())
    if used.get("letters"):
        return _("Where not said: no maker known, how sure not graded.") \
            if ungraded else _("Where not said: no maker known.")
    if any("payer-unknown" in each for each in used.values()):
        return _("Where not said: payer not known, how sure not graded.") \
            if ungraded else _("Where not said: payer not known.")
    return _("Where not said: how sure not graded.") if ungraded else ""
