"""What stands in for a text that is not written yet, by one list for every column and language.

These are working notes of the people who fill workbooks, in the form in which they leave them.
"""

from __future__ import annotations

import re

ALONE = re.compile(
    r"\W*(?:n\.?\s?/?\.?\s?a\.?|n\s?/\s?k|not applicable|x+|to ?do|later|pending|ditto|same|blank|"
    r"empty|missing|text|words?|test|tb[acd]|sample|example|dummy|draft|asdf\w*|qwerty\w*|foo|"
    r"bar|foobar|blah(?: blah)*|abc|note to self|coming soon|under construction|in preparation|"
    r"see (?:the )?(?:leaflet|notes?|letter|website|protocol|guidelines?|other sheet|word file)|"
    r"to follow|to come|work in progress|wip|"
    r"fill (?:this |me )?in|pendiente|por (?:confirmar|definir|decidir|hacer|completar|escribir)|"
    r"falta|faltan? (?:el )?textos?|textos?|ejemplo|prueba|borrador|vacío|en blanco|igual|ídem|"
    r"lo mismo|no aplica|no procede|en preparación|próximamente|"
    r"v(?:éase|er|ea) (?:el |la |las )?(?:folleto|notas?|carta|web|protocolo|guías?|otra hoja)|"
    r"\.+|_+|-+)?\W*", re.IGNORECASE)
"""Cells that hold nothing else. A cell of signs alone, as “-”, is one of them."""

WITHIN = re.compile(
    r"""
      (?<![\w-]) (?: TBC | TBD | TBA | T\.B\.[ACD]\. | TODO | FIXME ) (?![\w-])
    | (?i: (?<![\w-]) (?: tb[cd] | fixme ) (?![\w-]) )
    | (?i: (?<![\w=/?&.-]) x{2,} (?![^\W\d_]) (?!-ray) (?!\s+chromosome) )
    | \?\s?\?+ | \(\s*\?\s*\) | \[\s*\?*\s*\] | _{3,}
    | \#(?:REF!|N/A|DIV/0!|VALUE!|NAME\?|NUM!|NULL!|SPILL!|CALC!)
    | (?i: \blorem\ ipsum\b | \bdolor\ sit\ amet\b )
    | (?i: \b (?: insert | add | enter | type | put | write ) \s+ (?: your | the | some | a )? \s*
        (?: text | wording | words | name | date | number | figure | reference | source | details |
            description | dose | price | phone ) \s* (?: here | in\ here | later )
        (?= \s*(?: [.;,)\]] | $ ) ) )
    | (?i: \b (?: text | wording | name | date | number | figure | reference | details | dose |
        price | cost | content )
        \s+ (?: goes\ here | to\ follow | to\ come | needed\ here |
        to\ be\ (?: added | inserted | confirmed | written | supplied ) )\b )
    | (?i: \b to\ be\ (?: confirmed | decided | determined | done | added | announced | agreed |
        written | completed | inserted | checked\ (?: by | with )\ \w+ )
        (?= \s*(?: [.;,)\]] | $ ) ) )
    | (?i: \b (?: click | tap )\ (?: or\ tap\ )? (?: here\ )? to\ (?: enter | add | edit )\b )
    | (?i: \b (?: your | sample | dummy | example | placeholder )\ text\b (?! \s* message ) )
    | (?i: \bplace ?holder\b ) | (?i: \b(?: citation | reference | source )\ needed\b )
    | (?i: \b (?: same\ )? as\ (?: above | below ) (?= \s*(?: [.;,:)\]] | $ | but\b | and\b ) ) )
    | (?i: (?: ^ | [.;:(]\s* ) \(? see\ (?: the\ )? (?: leaflet | above | below | notes? |
        attached | separate\ \w+ | sheet | tab | website | protocol | other\ \w+ )
        (?: \ (?: for|on|about)\ [\w\s]+ )? (?= \s*(?: [.;)\]] | $ ) ) )
    | [\[<{]{1,2} \s* (?i: insert | add | your | name | date | number | clinic | enter | to\ do |
        x+ | text | phone | check | dose | drug | treatment | condition ) [^\]>}]* [\]>}]{1,2}
    | (?i: \b (?: por | a\ falta\ de ) \ (?: confirmar | definir | decidir | completar |
        redactar | escribir | traducir ) (?= \s*(?: [.;,)\]] | $ ) ) )
    | (?i: \b (?: insert[ae] | añad[ae] | escrib[ae] | ponga | poner ) \s+ (?: aquí\ )?
        (?: el | la | un | una | su )? \s* (?: texto | nombre | fecha | número | cifra |
        fuente | dosis | precio | teléfono ) \s* (?: aquí ) )
    | (?i: \b (?: texto | nombre | fecha | cifra | fuente ) \ (?: aquí | pendiente )\b )
    | (?i: \b sin\ traducir\b )
    | (?: \.{3,} | … ) \s* $ | ^ \s* (?: \.{3,} | … )
    """, re.VERBOSE)
"""Words and signs that stand for something that is missing, anywhere in a text."""


HINTS = ("tb", "t.b", "todo", "fixme", "xx", "?", "[", "<", "{", "__", "#", "lorem", "dolor",
         "here", "to be", "to follow", "to come", "click", "tap ", " text", "holder", "needed",
         "as above", "as below", "see ", "...", "…", "later", "por ", "falta", "aquí", "pendiente",
         "sin traducir")
"""One of these stands in whatever `WITHIN` finds; looking for them is a tenth of its work."""

SHORT = 40
"""Cells of more characters hold something else too."""


def placeholder_in(text: str) -> str:
    """What of `text` stands in for something that is not written; "" where nothing does."""
    text = text.strip()
    if not text:
        return ""
    if len(text) < SHORT and ALONE.fullmatch(text):
        return text
    low = text.lower()
    for hint in HINTS:
        if hint in low:
            match = WITHIN.search(text)
            return match[0].strip(" .;:(") or match[0].strip() if match else ""
    return ""
