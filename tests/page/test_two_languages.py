"""Pages of two languages that one process draws do not mix."""

from __future__ import annotations

from gettext import NullTranslations

from sdaid.page.html import page_environment


class Marked(NullTranslations):
    """Fixed words with marks."""

    def gettext(self, message: str) -> str:
        return f"«{message}»"


def test_a_template_that_was_taken_in_one_language_stays_in_it() -> None:
    """As the fast way takes those of what is a patient's own, once for a whole run."""
    english, other = NullTranslations(), Marked()
    one = page_environment(english).from_string("{{ _('Page') }}")
    two = page_environment(other).from_string("{{ _('Page') }}")
    three = page_environment(NullTranslations()).from_string("{{ _('Page') }}")
    assert (one.render(), two.render(), three.render()) == ("Page", "«Page»", "Page")
