"""What stands above and below the bands of a page: the line below its title, and the strip at its
foot, which explains its columns or, on the sheet, says when to get help."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from gettext import NullTranslations

from sdaid.aid.edition import DocumentKind, Edition, Help, PageFormat, Row
from sdaid.aid.option import ScaleKey
from sdaid.aid.signs import in_a_row
from sdaid.page.cells import Level, key_mark_frame
from sdaid.page.keys import key
from sdaid.page.measure import Run, lines
from sdaid.page.measure import width as text_width
from sdaid.page.paper import FORMATS

HELP_ON: dict[str, tuple[str, ...]] = {
    "options": ("now", "out-of-hours"), "effects": ("same-day",)}
"""Which help each side of the sheet has: what cannot wait comes first."""


FOOT_LINES = 2
"""How many lines of the foot the usual margin of a page holds."""

KEYED: tuple[tuple[Level, ...], ...] = (("brief",), ("letters",), ("brief", "letters"))
"""The levels that the key above the bands explains, as they are tried in turn: few words, letters
beside whole sentences, both."""


@dataclass(frozen=True)
class FixedLines:
    """How many lines stand around the bands of an edition: at most in the heads of columns of rows
    (`heads`) and in those of other columns above an axis (`labels`), by section; in those of
    scales, and at the foot of a page; in each section in its title, below it (`says`) and in its
    strip."""

    heads: Mapping[str, int]
    labels: Mapping[str, int]
    scales: int
    says: Mapping[str, int]
    strip: Mapping[str, int]
    foot: int
    titles: Mapping[str, int]


def band_titles(translations: NullTranslations) -> dict[str, str]:
    """The titles of the sections that have one band an option."""
    _ = translations.gettext
    return {"options": _("What each option is like"),
            "effects": _("What it may do, and what can go wrong"),
            "numbers": _("More numbers"),
            "life": _("Getting back to life, and living with it")}


def title_lines(size: float, room: float, translations: NullTranslations) -> dict[str, int]:
    """How many lines of `room` mm each of these titles has."""
    return {section: lines([Run(title, size, bold=True)], room)
            for section, title in band_titles(translations).items()}


def label_lines(edition: Edition, size: float, rooms: Mapping[str, Sequence[float]],
                translations: NullTranslations) -> dict[str, int]:
    """The lines of the fullest label of a column beside or above a time axis, by section. `rooms`
    are the widths of the columns of each section, in mm."""
    _ = translations.gettext
    life = _("Back to"), _("After so long"), _("In words"), _("Afterwards")
    labels = {"options": [(back_to(edition, translations), rooms["options"][-1])],
              "life": [*zip(life, rooms["life"][-len(life):], strict=False)]}
    return {section: max(lines([Run(label, size, bold=True)], room) for label, room in told)
            for section, told in labels.items()}


def scale_lines(edition: Edition, size: float, rooms: Sequence[float],
                translations: NullTranslations) -> int:
    """The lines of the fullest head of a scale, in columns of `rooms` mm: its name, and what its
    ends mean."""
    return max((lines([Run(scale.label, size, bold=True)], room)
                + lines([Run(scale_ends(scale, translations), size)], room)
                for scale, room in zip(edition.scales, rooms, strict=True)), default=0)


def scale_ends(scale: ScaleKey, translations: NullTranslations) -> str:
    """What the ends of a scale mean."""
    _ = translations.gettext
    return _("0 least, {high} most").format(high=len(scale.steps) - 1)


def back_to(edition: Edition, translations: NullTranslations) -> str:
    """What the axis of the section options is about."""
    _ = translations.gettext
    return _("Back to: {activity}").format(activity=edition.activities[0])


def says_rule(section: str, kind: DocumentKind) -> bool:
    """Whether a section says on which page the rule of the verdicts stands."""
    return section == "effects" and kind == "aid"


def says_noticed(section: str, kind: DocumentKind, edition: Edition) -> tuple[str, ...]:
    """What a section says of the smallest differences that people notice, each sentence once."""
    if section != "effects" or kind != "aid":
        return ()
    return tuple(dict.fromkeys(row.scale.noticed_says for row in edition.headlines
                               if row.scale and row.scale.noticed_says))


def head_lines(edition: Edition, size: float, rooms: Mapping[str, Sequence[float]]
               ) -> dict[str, int]:
    """The lines of the fullest head of a column, by section: a row's label and what it is counted
    in. `rooms` are the widths of the columns of each section with rows, in mm."""
    return {section: max((lines([Run(row.label, size, bold=True)], room)
                          + lines([Run(row.warning or row.help, size)], room)
                          for row, room in zip(rows, rooms[section], strict=False)), default=2)
            for section, rows in zip(("effects", "numbers"), band_rows(edition), strict=True)}


def foot_texts(edition: Edition, format_: PageFormat) -> tuple[str, ...]:
    """What stands at the foot of every page beside its number, but for what is late or a draft."""
    texts = (edition.notice, edition.clinic.phone)
    return tuple(text for text in (*texts, edition.version if format_ == "standard" else "")
                 if text)


def foot_lines(edition: Edition, format_: PageFormat, room: float, translations: NullTranslations
               ) -> int:
    """The lines of the foot of a patient's pages, which are `room` mm wide."""
    size = FORMATS[format_].small
    words = [Run(text, size) for text in foot_texts(edition, format_)]
    return lines(words, _foot_room(room, size, translations))


def foot_size(edition: Edition, format_: PageFormat, room: float, translations: NullTranslations
              ) -> float:
    """The size of the foot in pt. A draft's says more, for staff: it is smaller where that would
    take more room, so that a draft has its places where a patient's pages have them."""
    usual = FORMATS[format_].small
    if not edition.draft:
        return usual
    _ = translations.gettext
    late = edition.overdue or _("This content was due for review on {day}. Ask your clinician what "
                                "has changed.")
    held = max(FOOT_LINES, foot_lines(edition, format_, room, translations)) * usual

    def height(size: float) -> float:
        words = [*(Run(text, size, bold=True) for text in (_("Draft, not for patients."), late)),
                 *(Run(text, size) for text in foot_texts(edition, format_))]
        return size * lines(words, _foot_room(room, size, translations))

    sizes = (usual - smaller / 2 for smaller in range(round(2 * usual) - 1))
    return next((size for size in sizes if height(size) <= held), 1.0)


def _foot_room(room: float, size: float, translations: NullTranslations) -> float:
    """The width that the page's number leaves."""
    _ = translations.gettext
    return room - text_width(_("Page {page} of {pages}"), size) - 8.0


def strip_help(section: str, edition: Edition) -> tuple[Help, ...]:
    """The lines on help that the strip of a section has on the sheet."""
    return tuple(each for each in edition.help if each.kind in HELP_ON.get(section, ()))


def help_runs(each: Help, size: float) -> tuple[Run, ...]:
    """The sentence on help as it is set: the number in bold."""
    before, number, after = each.says.partition(each.number)
    return Run(before, size), Run(number, size, bold=True), Run(after, size)


def strip_texts(section: str, edition: Edition, translations: NullTranslations) -> tuple[str, ...]:
    """The sentences that the strip of a section has in the aid."""
    _ = translations.gettext
    if section == "options":
        raters = dict.fromkeys(scale.rated_by for scale in edition.scales)
        return (*(_("{scale}: {high} is “{most}”.").format(
                    scale=scale.label, high=len(scale.steps) - 1, most=scale.steps[-1])
                  for scale in edition.scales),
                _("Rated by: {who}.").format(who=in_a_row(raters, translations)))
    if section == "effects":
        return ()
    if section == "numbers":
        return (_("The evidence book tells more of every number. Page {page} says how to get it."),)
    return (_("The axis is stretched, so that days and months both show. Time spent on treatment "
              "is not counted here. The evidence book tells where each time comes from."),)


def life_says(translations: NullTranslations) -> str:
    """What the pictures of the section life mean."""
    _ = translations.gettext
    return _("A bar: from when to when people get back. An open dot: no break. A broken line: not "
             "known.")


def says_lines(edition: Edition, kind: DocumentKind, size: float, room: float,
               translations: NullTranslations) -> dict[tuple[Level, ...], dict[str, int]]:
    """How many lines of `room` mm stand at most below the title of each section with bands, for
    figures that are told in whole sentences or at the levels of `KEYED`: why the options stand in
    this order, the key of figures, what pictures mean."""
    return {levels: _says_lines(edition, kind, size, room, translations=translations, levels=levels)
            for levels in (("whole",), *KEYED)}


def _says_lines(edition: Edition, kind: DocumentKind, size: float, room: float, *,
                translations: NullTranslations, levels: Collection[Level]) -> dict[str, int]:
    found = {"options": lines([Run(edition.order_reason, size)], room),
             "life": lines([Run(life_says(translations), size)], room)}
    for section, rows in zip(("effects", "numbers"), band_rows(edition), strict=True):
        marks = {mark for row in rows for cell in row.cells for figure in cell
                 for mark in figure.marks}
        squares = any(figure.array for row in rows for cell in row.cells for figure in cell)
        found[section] = lines(
            [run for said in key(dict.fromkeys(levels, marks), translations, squares=squares,
                                 noticed=says_noticed(section, kind, edition),
                                 rule=says_rule(section, kind))
             for run in key_runs(said, size)], room)
    return found


def key_runs(said: Sequence[tuple[str, str]], size: float) -> list[Run]:
    """A part of the key of figures as it is set."""
    return [run for mark, words in said
            for run in (*([Run(mark, size, bold=True, box=key_mark_frame(size))] if mark else []),
                        Run(words, size))]


def band_rows(edition: Edition) -> tuple[tuple[Row, ...], tuple[Row, ...]]:
    """The rows of the section effects (the first headline benefit and harm), and those of the
    section numbers (the other headline rows). A draft may lack one of the two sides."""
    firsts = [next((row for row in edition.headlines if row.side == side), None)
              for side in ("benefit", "harm")]
    return (tuple(row for row in firsts if row),
            tuple(row for row in edition.headlines if row not in firsts))


def strip_lines(edition: Edition, kind: DocumentKind, size: float, room: float,
                translations: NullTranslations) -> dict[str, int]:
    """How many lines of `room` mm the strip of each section has in an aid or a sheet."""
    if kind == "sheet":
        return {section: sum(lines(help_runs(each, size), room)
                             for each in strip_help(section, edition)) for section in HELP_ON}
    return {section: lines(
        [Run(text, size) for text in strip_texts(section, edition, translations)], room)
        for section in ("options", "effects", "numbers", "life")}
