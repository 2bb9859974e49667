"""How much text the pages hold where no template can give more room."""

from __future__ import annotations

IDENTIFIER_LINE = 100
"""Characters of name, date of birth and id together: one line at the head of a landscape page."""
