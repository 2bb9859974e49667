"""A document with every letter that a patient's text may have, for fonts that tell nothing."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from sdaid.page import fonts

USUAL = [*range(0x250), *range(0x1E00, 0x1F00), *range(0x2010, 0x2028)]
"""The letters and marks that names have in Latin script."""

MOST = 1000
"""Letters of a font that are taken whole, where the document is set in it; of one that has more, as
the Chinese have, those of the document alone."""

JOINER, BASE = "\u200d", "\u0640"
"""What makes a letter join the next, and what a vowel stands on."""

TOGETHER = ("لا", "لأ", "لإ", "لآ", "لله")
"""Letters that Arabic fonts draw as one."""


def alphabet(html: str, more: str, *, whole: bool) -> str:
    """A document with every letter that a patient's text may have, that is in `more`, or in the
    document `html`, in each face and in each of its forms. With `whole` that document stands before
    it: it may have letters in a form that its styles ask for."""
    told = set(html) | set(more)
    kept = told | {letter for letter in map(chr, USUAL)
                   if fonts.needed_families(letter) == (fonts.MAIN,)}
    for family in fonts.needed_families(html)[1:]:
        letters = fonts.letters_of(family)
        kept |= {chr(letter) for letter in letters} if len(letters) <= MOST else set()
    kept = {letter for letter in kept if letter in told or not _is_form(letter)}
    shown = [form for letter in sorted(kept) for form in _forms(letter)]
    if any(unicodedata.bidirectional(letter) == "AL" for letter in kept):
        shown += [*TOGETHER, *(JOINER + letters for letters in TOGETHER)]
    text = " ".join(shown)
    figures = '<span style="font-variant-numeric: tabular-nums">0 1 2 3 4 5 6 7 8 9</span>'
    faces = "".join(f'<p style="font-weight: {weight}">&lt; &gt; &amp; {text} {figures}</p>'
                    for weight in ("normal", "bold"))
    body = html.index("<body>")
    shared = html[body:].replace("</body>", f"{faces}</body>") if whole else f"<body>{faces}</body>"
    return html[:body] + shared


def _is_form(letter: str) -> bool:
    """Whether a letter stands for a form of another one, which nobody types."""
    return unicodedata.decomposition(letter).startswith(("<initial", "<medial", "<final", "<isol"))


def _forms(letter: str) -> Iterator[str]:
    """How a letter is drawn: alone, or also before, between and behind others that it joins."""
    if letter in "<>&" or fonts.missing_glyphs(letter):
        return
    kind = unicodedata.category(letter)
    if kind[0] in "LNPS":
        yield letter
    if unicodedata.bidirectional(letter) == "AL":
        yield from (letter + JOINER, JOINER + letter + JOINER, JOINER + letter)
    if kind == "Mn" and unicodedata.name(letter, "").startswith("ARABIC"):
        yield BASE + letter
