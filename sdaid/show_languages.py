"""What a workbook offers in its languages, in words and as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from sdaid.offered import Offer
from sdaid.problems import Problem
from sdaid.show import counted, counts
from sdaid.staff import mark_n, translate

MISSING = "translation-missing"


def language_lines(offers: Sequence[Offer]) -> list[str]:
    """A line a language."""
    return [translate("Languages"), *(f"  {each.language}: {_state(each)}" for each in offers)]


def lacking_lines(offer: Offer) -> list[str]:
    """All that is missing in a language, by sheet, each with its cell and what to do; what is to be
    signed."""
    lines = [f"{offer.language}: {_state(offer)}"]
    for place, group in groupby(offer.lacks, key=lambda each: (each.place.file, each.place.sheet)):
        lines += ["", ", ".join(filter(None, place)), *_cells(list(group))]
    lines += [f"{each.place}: {each.says}; {each.do}." for each in offer.notices]
    return lines


def language_json(offer: Offer) -> dict[str, object]:
    return {"language": offer.language, "state": offer.state, "fingerprint": offer.fingerprint,
            "to_sign": offer.to_sign if offer.fingerprint else "",
            "signed_by": list(offer.signed_by),
            "lacks": [each.as_json() for each in offer.lacks],
            "unfit": [each.as_json() for each in offer.unfit],
            "notices": [each.as_json() for each in offer.notices]}


def _state(offer: Offer) -> str:
    if offer.state == "held":
        return translate("nothing is printed: {lacks}").format(lacks=_counts(offer.lacks))
    if offer.unfit:
        return translate("drafts alone: {unfit} (“sdaid check --language {language}” lists it)"
                         ).format(unfit=counts(offer.unfit), language=offer.language)
    if offer.state == "draft":
        return translate("drafts alone, until somebody who has read it puts “{words}” under "
                         "Attests in the sheet People").format(words=offer.to_sign)
    if offer.signed_by:
        return translate("prints; signed by {names}").format(names=", ".join(offer.signed_by))
    return translate("prints")


def _counts(lacks: Iterable[Problem]) -> str:
    """How much of which kind is missing."""
    codes = [each.code for each in lacks]
    forms = {MISSING: mark_n("{n} text is not translated",
                                           "{n} texts are not translated"),
             "translation-old": mark_n("{n} text was changed since it was translated",
                                       "{n} texts were changed since they were translated"),
             "place-full": mark_n("{n} text is too long for its place",
                                  "{n} texts are too long for their places"),
             "aid-long": mark_n("large print has {n} page too many",
                                "large print has {n} pages too many"),
             "page-full": mark_n("{n} page is too full", "{n} pages are too full")}
    told = [counted(codes.count(code), forms[code]) for code in forms if code in codes]
    others = [each.says for each in lacks if each.code not in forms]
    return "; ".join((*others, *told))


def _cells(group: Sequence[Problem]) -> Iterator[str]:
    """A line a cell, and what to do once for those of a kind."""
    for _, kind in groupby(group, key=lambda each: each.code):
        own = list(kind)
        for each in own:
            where = " ".join(filter(None, (each.place.cell, each.place.heading)))
            says = f"“{dict(each.words)['found']}”" if each.code == MISSING else each.says
            yield f"  {where}: {says}" if where else f"  {says}"
        yield from (translate("    To do: {what}").format(what=what)
                    for what in dict.fromkeys(each.do for each in own))
