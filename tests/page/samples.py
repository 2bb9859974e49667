"""Invented aids for the tests of the pages: seven options, three options, and the worst case."""

from __future__ import annotations

from dataclasses import replace

from sdaid.aid.aid import (
    Activity,
    Aid,
    Answers,
    ArrayPicture,
    Axis,
    Bar,
    Card,
    Cell,
    Clinic,
    DifferencePicture,
    Figure,
    Mark,
    OptionEffort,
    OptionHead,
    Phase,
    PictureGroup,
    Reader,
    Remark,
    ScaleKey,
    SourceLine,
    Statement,
    Table,
    TableRow,
)

AXIS = Axis(365, ((0, "now"), (7, "1 week"), (30, "1 month"), (91, "3 months"), (182, "6 months"),
                  (365, "1 year")))
NAMES = (
    ("go-on", "Go on as now", "no treatment"), ("moves", "Sample physiotherapy", "self-care"),
    ("pills", "Sample medicines", "medicine"), ("belt", "Sample belt", "device"),
    ("jab", "Sample injection", "injection"), ("heat", "Sample heat treatment", "procedure"),
    ("plate", "Sample joint operation", "surgery"),
)
INVOLVES = (
    "You go on with daily life and what helps you now",
    "You exercise at home and see a sample therapist",
    "You take sample tablets with food each day",
    "You wear a sample belt under clothes in the day",
    "One visit: a needle is put into the joint", "One visit: warm needles quiet a small nerve",
    "An operation in hospital joins the two bones",
)
STEPS = ("Nothing is asked of you", "A minute a day", "Ten minutes a day", "Half an hour a day",
         "An hour a day", "Most of the day")


def _head(number: int) -> OptionHead:
    name, full, kind = NAMES[number]
    marks = {1: (Mark("tried", "You tried this"),), 4: (Mark("caution", "Take care"),),
             6: (Mark("may-not-suit", "May not suit you"), Mark("ask-about", "Ask about this"))}
    return OptionHead(name, number + 1, full, full.replace("Sample ", "").capitalize(), kind,
                      f"{INVOLVES[number]}, as invented sample {number + 1}.",
                      marks.get(number, ()))


def count(option: str, filled: int, people: int = 85, of: int = 100) -> Figure:
    """A count, as the page would have it from the workbook."""
    alt = f"{filled} of {of} people had clearly less sample pain; {of - filled} did not"
    return Figure(
        f"count-{option}", "count", f"{filled} of {of}",
        f"{filled} of {of} people had clearly less sample pain after 6 months.",
        f"{of - filled} of {of} did not.", (f"{people} people studied",),
        (("Studied", f"{filled * people // of} of {people} people in one sample study"),
         ("How sure", "not sure: low certainty"), ("Who paid", "a public sample fund")),
        (), (1, 2), ArrayPicture(filled, of, alt))


def difference(option: str, value: float, low: float | None, high: float | None, *,
               change: bool = False, marks: tuple[str, ...] = ()) -> Figure:
    """A difference in points, better to the right."""
    says = f"{value:g} points less sample pain out of 10 than in the other group of {option}."
    return Figure(
        f"difference-{option}", "change" if change else "difference", f"{value:g} points less",
        says, "", ("than usual care, 6 months",),
        (("Range", f"{low} to {high}"), ("How sure", "fairly sure: moderate certainty"),
         ("Studied", "61 people, sample trial"), ("Who paid", "a sample maker")),
        marks, (3,), None, DifferencePicture(5, value, low, high, change, says))


def unknown(option: str, words: str = "not studied") -> Figure:
    """A typed unknown."""
    return Figure(f"unknown-{option}-{words}", "unknown", words,
                  f"Nobody has told this about sample {option}.", "", (), (), (), ())


def _figures(*cells: tuple[Figure, ...]) -> tuple[Cell, ...]:
    return tuple(Cell("figures", figures=cell) for cell in cells)


def _like(options: tuple[OptionHead, ...]) -> Table:
    ids = range(len(options))
    days = ((0, 0), (0, 7), (None, None), (0, 1), (1, 3), (2, 14), (42, 182))
    span = ("No way back needed", "Sore for some days", "Not known", "A day to get used to it",
            "1 to 3 days", "2 days to 2 weeks", "6 weeks to 6 months")
    return Table("like", "What it is like", (
        TableRow("What you do", "", tuple(Cell("words", INVOLVES[n]) for n in ids)),
        TableRow("Effort", "0 to 5", tuple(
            Cell("scale", STEPS[min(n, 5)], min(n, 5), STEPS[min(n, 5)]) for n in ids)),
        TableRow("Invasiveness", "0 to 5", tuple(
            Cell("scale", f"Sample step {max(0, n - 2)}", max(0, n - 2), "sample") for n in ids)),
        TableRow("The way back", "to a normal day", tuple(
            Cell("span", span[n], low=days[n][0], high=days[n][1]) for n in ids)),
        TableRow("When it may help", "", tuple(
            Cell("words", f"After {n + 1} sample weeks, if it helps") for n in ids)),
        TableRow("How long it lasts", "", tuple(
            Cell("words", f"Not known after {n + 2} sample months") for n in ids)),
    ), AXIS, ("Ratings are the authors' own.",))


def _does(options: tuple[OptionHead, ...]) -> Table:
    ids = [option.id for option in options]
    small = difference("plate", 1.0, -0.3, 2.2)
    maker = replace(difference("plate-2", 3.8, 2.5, 5.1, marks=("Paid by the maker",)),
                    short=("than other care, open trial",))
    pain = [(unknown("go-on"),), (difference("moves", 0.4, -0.5, 1.3),),
            (difference("pills", 0.9, 0.2, 1.6),), (unknown("belt"),),
            (difference("jab", 2.1, None, None, change=True),), (difference("heat", 0.7, 0, 1.4),),
            (small, maker)]
    better = [(count(name, n),) if n else (unknown(name, "not comparable"),)
              for name, n in zip(ids, (12, 49, 0, 0, 51, 50, 0), strict=False)]
    harm = [(replace(count(name, n, of=1000), array=None),) if n else
            (unknown(name, "none reported"),)
            for name, n in zip(ids, (0, 0, 35, 0, 9, 15, 64), strict=False)]
    if len(ids) == 3:
        pain[2] = (small, maker)
    return Table("does", "What it does", (
        TableRow("Less pain", "after 6 months, points of 10", _figures(*pain[:len(ids)])),
        TableRow("Clearly better", "after 6 months", _figures(*better)),
        TableRow("Harms", "counted in different ways", _figures(*harm),
                 "Do not compare along this row."),
        TableRow("Who may not have it", "", tuple(
            Cell("words", f"People with sample trouble number {n}") for n in range(len(ids)))),
    ))


def seven() -> Aid:
    """A whole aid of seven options, in the manner of the example."""
    return _aid(tuple(_head(number) for number in range(7)))


def three() -> Aid:
    """An aid of three options for another condition."""
    return replace(_aid(tuple(_head(number) for number in (0, 1, 2))),
                   title="Sample thumb pain: your options", condition="sample thumb pain")


def blank() -> Aid:
    """An aid with no patient."""
    aid = seven()
    heads = tuple(replace(option, marks=()) for option in aid.options)
    return replace(aid, reader=None, options=heads, tried=(), unknown=(), remarks=tuple(
        replace(remark, why="Tell us if you are over 65.") for remark in aid.remarks))


def _groups(table: Table, ids: list[str]) -> tuple[PictureGroup, ...]:
    return tuple(
        PictureGroup(row.label.lower(), row.label, f"Defined as sample {row.label.lower()}.",
                     "Benefit", "Measured after 6 months.",
                     tuple(Card(name, cell.figures)
                           for name, cell in zip(ids, row.cells, strict=True)), row.note)
        for row in table.rows if row.cells[0].kind == "figures")


def _aid(options: tuple[OptionHead, ...]) -> Aid:
    ids = [option.id for option in options]
    does = _does(options)
    last = ids[-1]
    return Aid(
        language="en", direction="ltr", format="standard", paper="a4",
        title="Sample joint pain: your options", notice="Example. Not for clinical use.",
        draft=False, overdue="", clinic=Clinic("Sample Valley Clinic", "555 0100", ""),
        appointment="A-1001",
        reader=Reader("Testa Example", "3 April 1971", "P-2001", "Tuesday 1 December 2026, 09:30",
                      "Room 4", "Dr Sample"),
        condition="sample joint pain",
        about_condition="The sample joint lies at the back of the pelvis. It can hurt for months. "
        "Nobody can be sure from a scan where the pain comes from.",
        audience="This is for adults whose clinician thinks that the pain comes from this joint.",
        question="What would you like to do about the pain in your sample joint?",
        options=options,
        order_reason="The options stand from least to most invasive, not from best to worst.",
        tried=(options[1].name,),
        remarks=(Remark(last, "may-not-suit", "May not suit you",
                        "Bones that are thin may not hold a sample plate well.",
                        "You said that you have thin bones.", (2,)),
                 Remark(last, "ask-about", "Ask about this",
                        "Ask how smoking changes healing after an operation.",
                        "You said that you smoke.", (1, 3))),
        unknown=("We do not know whether you take blood thinners.",),
        urgent_help="Call 555 0199 at once if you cannot hold water or stool, or if your legs "
        "grow weak.",
        tables=(_like(options), does),
        scales=(ScaleKey("Effort", STEPS, "the sample authors", True),
                ScaleKey("Invasiveness", ("Nothing is done to the body", "Something on the skin",
                                          "Something you swallow", "A needle", "Needles and heat",
                                          "An operation"), "the sample authors", True)),
        pictures=_groups(does, ids),
        recovery=tuple(Activity(label, tuple(
            Bar(name, n % 3 != 0, n * 3 if n % 3 else None, n * 25 if n % 3 else None,
                f"{label}: sample words number {n}", (1,)) for n, name in enumerate(ids)))
            for label in ("A normal day", "Desk work", "Physical work", "Driving")),
        recovery_axis=AXIS,
        effort=tuple(OptionEffort(name, (Phase(1, 6 + n, f"{n} visits a week.",
                                               f"Sample effort of {n}.", (2,)),) if n else ())
                     for n, name in enumerate(ids)),
        effort_weeks=26,
        questions=tuple(Answers(question, tuple(
            (option.name, f"A sample answer about {option.name.lower()}, number {n}.", (n,))
            for option in options))
            for n, question in enumerate(("Will it hurt?", "Can I stop it?", "What does it cost?"),
                                         start=1)),
        values=tuple(Statement(f"I want sample thing number {n} very much", "Less pain")
                     for n in range(1, 9)),
        sources=tuple(SourceLine(
            n, f"Sample A, Invented B. A made-up trial number {n}. Journal of Samples.",
            "randomised trial, 61 people, paid by a sample fund, checked 2026-11-22",
            f"https://sample.invalid/{n}", n == 3) for n in range(1, 4)),
        about=(("Made by", "Example Author, who is invented."), ("Paid by", "Nobody."),
               ("Content date", "22 November 2026"), ("Review due", "22 November 2028"),
               ("Reading level", "grade 6 by a sample formula"),
               ("What is not known", "Nearly everything, as this is invented.")),
        people=(("Example Author", "author; training: none; interests: none"),),
        words=(("sample joint", "a joint that nobody has"),),
        version="Sample content 1.0, program test",
    )


WORDS_55 = "Exercises at home with a physiotherapist every few days"
DIFFERENCE_CELL, COUNT_CELL = 90, 50
"""Characters of lead, short and marks in every cell of rows of differences and of counts that, with
all else at its limit too, just fit on the smaller paper."""
WORDS_40 = "Half an hour of exercises on most days."


def worst() -> Aid:
    """Every cell at its limit, two marks in each head, notices, a long name, seven options."""
    aid = seven()
    heads = tuple(replace(option, short_name="Radiofrequency therapy", marks=(
        Mark("may-not-suit", "May not suit you"), Mark("ask-about", "Ask about this")))
        for option in aid.options)
    like = replace(aid.tables[0], rows=tuple(
        replace(row, cells=tuple(replace(cell, text=WORDS_40 if cell.kind != "words" else WORDS_55)
                                 for cell in row.cells)) for row in aid.tables[0].rows))
    one = difference("x", 1.0, -0.3, 2.2)
    together = tuple(filled(one, DIFFERENCE_CELL // 2) for _ in range(2))
    pain = tuple(Cell("figures", figures=together if n == 6 else (filled(one, DIFFERENCE_CELL),))
                 for n in range(7))
    counts = tuple(Cell("figures", figures=(filled(count("x", 51), COUNT_CELL),))
                   for _ in range(7))
    bare = tuple(Cell("figures", figures=(replace(cell.figures[0], array=None),))
                 for cell in counts)
    does = Table("does", "What it does", (
        TableRow("Less pain", "after 6 months, points of 10", pain),
        TableRow("Clearly better", "after 6 months", counts),
        TableRow("Common harms", "", bare, "Do not compare along this row."),
        TableRow("Serious harms", "", bare, "Do not compare along this row."),
        TableRow("Who may not have it", "", tuple(Cell("words", WORDS_55) for _ in range(7))),
    ))
    return replace(
        aid, options=heads, tables=(like, does),
        pictures=_groups(does, [option.id for option in heads]),
        notice="Example of a decision aid with invented content. Not for clinical use. Do not give "
        "it to a sample patient.",
        clinic=Clinic("Sample Valley Clinic for Joints, Backs and Long Invented Names of Clinics",
                      "+1 555 0100 extension 1234", ""),
        reader=replace(aid.reader, name="Maximiliana-Theodora van den Sample-Exampleton "
                       "de la Prueba y Ejemplo", id="P-2001-000017"))


WORDS = ("than with a pretend operation", "0.3 worse to 2.2 better", "63 people", "6 months",
         "felt more pain with it on", "17 of 132 procedures", "after 2 years", "in an open trial")


def filled(figure: Figure, characters: int) -> Figure:
    """`figure` with as many short lines and a mark as make `characters` with its lead."""
    mark = "Paid by the maker" if characters > 80 else "May be chance."
    room = characters - len(figure.lead) - len(mark)
    lines: list[str] = []
    while room > 0:
        line = WORDS[len(lines) % len(WORDS)][:room]
        lines.append(line.rstrip().ljust(len(line), "m"))
        room -= len(line)
    return replace(figure, short=tuple(lines), marks=(mark,))
