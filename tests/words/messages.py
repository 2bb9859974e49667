"""What a message for translators must not be: with places that nobody can order anew, or with a
noun behind a number and no plural forms."""

from __future__ import annotations

import re
from collections.abc import Iterator

SINGLE = frozenset({"_", "gettext", "N_"})
PLURAL = frozenset({"ngettext", "NN_"})
TRANSLATE = SINGLE | PLURAL
"""What marks a message, or a message and its plural, for translators."""

SIGNS = re.compile(r"[^\W\d_]|[.,:;?!…()“”‘’،؛؟。]")
"""Letters, and the signs that join words to a sentence."""

LETTER = re.compile(r"[^\W\d_]")

PLACE = re.compile(r"\{(\w*)[^{}]*\}|%(?:\((\w+)\))?[sdif]")

NUMBERS = frozenset({"n", "of", "people", "low", "high", "rest", "count", "age", "per", "years",
                     "months", "first", "last"})
"""Places that hold a number."""

NO_NOUN = frozenset({"to", "of", "in", "or", "more", "fewer", "less", "out", "and", "from", "is",
                     "on", "a", "most"})
"""Words that do not change with the number before them."""


def places(message: str) -> list[str]:
    """The places of a message, in the order of their names."""
    return sorted(place[1] or place[2] or "" for place in PLACE.finditer(message))


def message_faults(message: str, *, plural: bool) -> Iterator[str]:
    """Places without a name, and nouns behind a number in a message without plural forms."""
    for place in PLACE.finditer(message):
        name = place[1] or place[2]
        if not name or name.isdigit():
            yield f"a place without a name: “{message}”"
        elif not plural and name in NUMBERS:
            after = re.match(r"\*?\s+([^\W\d_]+)", message[place.end():])
            if after and after[1].casefold() not in NO_NOUN:
                yield f"“{after[1]}” behind a number, without plural forms: “{message}”"
