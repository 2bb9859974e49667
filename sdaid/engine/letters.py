"""The alphabet of the shared fonts; see `sdaid.engine.engine`."""

from __future__ import annotations

import unicodedata

from sdaid.page import fonts

USUAL = [*range(0x250), *range(0x1E00, 0x1F00), *range(0x2010, 0x2028)]
"""The letters and marks that names have in Latin script."""


def alphabet(html: str, more: str, *, whole: bool) -> str:
    """A document with every letter that a patient's text may have, that is in `more`, or in the
    document `html`, in each face. With `whole` that document stands before it: it may have letters
    in a form that its styles ask for."""
    told = set(html) | set(more)
    text = " ".join(letter for letter in sorted(told | set(map(chr, USUAL)))
                    if letter not in "<>&" and unicodedata.category(letter)[0] in "LNPS"
                    and (letter in told or fonts.needed_families(letter) == (fonts.MAIN,))
                    and not fonts.missing_glyphs(letter))
    figures = '<span style="font-variant-numeric: tabular-nums">0 1 2 3 4 5 6 7 8 9</span>'
    faces = "".join(f'<p style="font-weight: {weight}">&lt; &gt; &amp; {text} {figures}</p>'
                    for weight in ("normal", "bold"))
    body = html.index("<body>")
    shown = html[body:].replace("</body>", f"{faces}</body>") if whole else f"<body>{faces}</body>"
    return html[:body] + shown
