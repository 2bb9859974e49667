"""Mistakes that a person makes in a workbook, one a line: where, what stands there then, the
problem that names it, what that stops, and, where it is another, the cell that is named.

No text of the example is changed in part: a line replaces a whole cell. Rows are found by their
ids and columns by their headings.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from tests.standards.bench import HEADING, Comment, Look

STOPS, UNFIT, WARNS = "unreadable", "unfit", "warning"
ROW, COLUMN = "whole row", "whole column"
"""In the place of a value: the row, or the column, is gone."""


@dataclass(frozen=True)
class Mutation:
    """One line. `at` is the row and the heading of the cell that is named; `also` are the codes of
    other lines that are said; `more` are further cells that are changed."""

    sheet: str
    row: str
    column: str
    value: Any
    code: str
    weight: str
    at: tuple[str, str] | None = None
    also: tuple[str, ...] = ()
    more: tuple[tuple[str, str, Any], ...] = ()

    def __str__(self) -> str:
        return f"{self.sheet}-{self.row}-{self.column}-{self.code}"


def heads(sheet: str, column: str, value: object, code: str = "heading-meant",
          weight: str = STOPS, **how: Any) -> Mutation:
    return Mutation(sheet, HEADING, column, value, code, weight, **how)


M = Mutation
BLINDED, OPEN = "fusion-difference-blinded", "fusion-difference-open"
LONG = ("You wear it low on the hips by day, and at night you take it off and lay it aside until "
        "the next morning.")

STRUCTURE = (
    # renamed headings: needed, optional, of many rows, of few
    heads("Outcomes", "Caveat", "Remarks"),
    heads("Outcomes", "Caveat", "Caution to print"),
    heads("Outcomes", "Horizon", "When"),
    heads("Outcomes", "Counted in", "Unit"),
    heads("Outcomes", "Kind", "Sort of number"),
    heads("Outcomes", "Population", "Study people"),
    heads("Outcomes", "Certainty", "GRADE"),
    heads("Outcomes", "Told together", "Pair"),
    heads("Outcomes", "Sources", "Refs"),
    heads("Outcomes", "n", "events (number)"),
    heads("Outcomes", "Their N", "Control group"),
    heads("Outcomes", "Low", "CI from"),
    heads("Outcomes", "Definition", "What was counted"),
    heads("Outcomes", "More in the book", "Longer note"),
    heads("Outcomes", "Status", "State"),
    heads("Options", "Cost", "Price"),
    heads("Options", "Kind", "Category"),
    heads("Options", "Living with the result", "Afterwards"),
    heads("Rows", "Out of", "Denominator"),
    heads("Rows", "Horizon", "Follow-up"),
    heads("Rows", "Those who do not", "Complement"),
    heads("Rows", "Better end", "Good end"),
    heads("Recovery", "From", "Starts"),
    heads("Recovery", "Unit", "In"),
    heads("Effort", "Minutes a day", "min/d"),
    heads("Scales", "Meaning", "Explained"),
    heads("Sources", "Paid by the maker", "Industry"),
    heads("Sources", "Size", "Participants"),
    heads("People", "Attests", "Signs for"),
    heads("Words", "Allowed because", "Reason"),
    heads("Patient facts", "Needed", "Must have"),
    heads("Patient facts", "Choices", "Answers"),
    heads("Rules", "Sources", "Reference"),
    heads("Rules", "age", "years old", "heading-unread"),
    heads("Rules", "smoker", "Tobacco", "heading-unread"),
    heads("Questions", "fusion", "operation"),
    heads("Values", "Row", "Belongs to"),
    M("Decision", "Notice on every page", "Name", "Footer", "name-meant", STOPS),
    M("Decision", "Funding", "Name", "Money", "name-meant", STOPS),
    M("Decision", "Logo file", "Name", "Picture", "name-meant", STOPS),
    # deleted ones
    M("Outcomes", HEADING, "Counted in", COLUMN, "heading-gone", WARNS,
      also=("people-over-study",)),
    M("Outcomes", HEADING, "Caveat", COLUMN, "heading-gone", WARNS,
      also=("ipdas-c1", "reading-above")),
    M("Outcomes", HEADING, "Horizon", COLUMN, "heading-gone", WARNS, also=("ipdas-k6",)),
    M("Outcomes", HEADING, "Kind", COLUMN, "heading-missing", STOPS),
    M("Outcomes", HEADING, "Certainty", COLUMN, "heading-missing", STOPS),
    M("Options", HEADING, "Cost", COLUMN, "heading-missing", STOPS, at=(HEADING, "Id")),
    M("Rules", HEADING, "pregnant", COLUMN, "heading-gone", WARNS, also=("rule-no-condition",)),
    M("Questions", HEADING, "belt", COLUMN, "heading-missing", STOPS, at=("", "")),
    # a heading that is blank over a column that is not
    heads("Outcomes", "Caveat", None, "heading-blank", at=("ablation-other", "Caveat")),
    heads("Options", "Cost", None, "heading-blank", at=("fusion", "Cost"),
          also=("heading-missing",)),
    heads("Rules", "infection", None, "heading-blank", at=("21.", "infection")),
    # columns of the clinician's own
    heads("Outcomes", "+1", "To do", "heading-unknown", WARNS,
          more=(("go-on-difference", "+1", "ask Anna"),)),
    heads("Options", "+2", "Checked by", "heading-unknown", WARNS,
          more=(("belt", "+2", "AB"),)),
    # headings that are the same, or differ by capitals alone
    heads("Outcomes", "Their n", "THEIR N", "heading-twice", at=(HEADING, "Their N"),
          also=("heading-missing", "heading-gone")),
    heads("Outcomes", "N", "n", "heading-twice", also=("heading-gone", "heading-missing")),
    heads("Outcomes", "Low", "High", "heading-twice", at=(HEADING, "High"),
          also=("heading-gone",)),
    # translations
    heads("Outcomes", "+1", "Caveat::es", "translation-alone", STOPS, at=("ablation-better", "+1"),
          more=(("ablation-better", "+1", "Nadie lo sabe."),)),
    heads("Outcomes", "Caveat", "Caveat::es", "translation-alone", STOPS),
    heads("Questions", "Answer for all options", "Answer for all options::fr",
          "translation-alone", STOPS),
    heads("Options", "+1", "Name::Spanish", "language-unknown", WARNS,
          more=(("belt", "+1", "Faja"),)),
    # rows that are missing
    M("Outcomes", "ablation-harm", "Id", ROW, "figure-missing", STOPS),
    M("Outcomes", "go-on-three", "Id", ROW, "figure-missing", STOPS),
    M("Recovery", "fusion/driving", "Option", ROW, "recovery-missing", STOPS),
    M("Recovery", "belt/desk work", "Option", ROW, "recovery-missing", STOPS),
    M("Scales", "effort/3", "Scale", ROW, "step-missing", STOPS),
    M("Scales", "invasiveness/0", "Scale", ROW, "step-missing", STOPS),
    M("Rows", "at-once", "Id", ROW, "reference-unknown", STOPS, at=("", "")),
    M("Sources", "isass2020", "Id", ROW, "reference-unknown", STOPS, at=("", "")),
    M("Options", "belt", "Id", ROW, "reference-unknown", STOPS, at=("", ""),
      also=("heading-unknown",)),
    # ids that were renamed, or misspelt in one place
    M("Options", "belt", "Id", "brace", "id-renamed", STOPS,
      also=("heading-meant",)),
    M("Rows", "serious-harm", "Id", "grave-harm", "id-renamed", STOPS),
    M("Sources", "mint2017", "Id", "mint17", "id-renamed", STOPS),
    M("Outcomes", "belt-harm", "Row", "Common-Harms", "reference-unknown", STOPS),
    M("Outcomes", "belt-harm", "Sources", "Soisson2016", "reference-unknown", STOPS,
      also=("source-unused",)),
    M("Rules", "1.", "Option", "Medicaton", "reference-unknown", STOPS),
    M("Values", "cost", "Row", "price", "reference-unknown", STOPS, at=("", "")),
    # notes below, beside and within the table
    M("Outcomes", "below2", "Id", "Notes: checked by AB in May", "remarks", WARNS),
    M("Options", "below", "Id", "* all prices are of 2026", "remarks", WARNS),
    M("Recovery", "below3", "Option", "Legend", "remarks", WARNS,
      more=(("below3", "Activity", "what patients get back to"),)),
    M("Sources", "below2", "Id", "Note", "remarks", WARNS),
    M("Outcomes", "go-on-better", "+2", "ask about this", "beside", WARNS),
    M("Options", "fusion", "+3", "see the leaflet", "beside", WARNS,
      more=(("belt", "+3", "see the shop"),)),
    M("Decision", "Phone", "+1", "from next year 555-0199", "beside", WARNS),
    # a row that is not finished
    M("Outcomes", "below", "Id", "fusion-more", "blank", STOPS, at=("below", "Option")),
    M("Sources", "below", "Id", "new2026", "blanks", STOPS, at=("below", "Citation")),
)

CELLS = (
    M("Options", "belt", "When it may help", date(2026, 4, 3), "made-by-excel", STOPS),
    M("Options", "belt", "How long it lasts", datetime(2026, 3, 4), "made-by-excel", STOPS),
    M("Options", "belt", "Cost", time(14, 30), "made-by-excel", STOPS),
    M("Options", "belt", "What it is", True, "made-by-excel", STOPS),
    M("Questions", "1.", "belt", False, "made-by-excel", STOPS),
    M("Outcomes", "belt-harm", "Caveat", date(2026, 3, 4), "made-by-excel", STOPS),
    M("Outcomes", "belt-harm", "Sources", date(2017, 5, 1), "made-by-excel", STOPS,
      also=("source-unused", "reference-unknown")),
    M("Sources", "mint2017", "Citation", date(2017, 7, 4), "made-by-excel", STOPS),
    M("Decision", "Condition", "Value", date(2026, 1, 2), "made-by-excel", STOPS),
    M("Rows", "clearly-better", "Horizon", date(2026, 6, 1), "not-a-duration", STOPS),
    M("Outcomes", "belt-harm", "n", date(2026, 1, 4), "not-a-number", STOPS),
    M("Outcomes", "belt-harm", "n", True, "not-a-number", STOPS),
    M("Options", "belt", "Cost", "#N/A", "error-cell", STOPS),
    M("Outcomes", "belt-harm", "n", "#DIV/0!", "error-cell", STOPS),
    M("Options", "belt", "Cost", "It costs #REF! or so.", "error-text", STOPS),
    M("Outcomes", "belt-harm", "Caveat", "In #NAME? only.", "error-text", STOPS),
    M("Decision", "What is not known", "Value", "Whether #VALUE! helps is not known yet.",
      "error-text", STOPS),
    M("Options", "belt", "Cost", Look("You pay for it.", mark="struck"), "struck-out", STOPS),
    M("Outcomes", BLINDED, "Value", Look(1.0, mark="struck"), "struck-out", STOPS),
    M("Outcomes", "belt-harm", "Caveat", Look("Nobody knows.", mark="struck"), "struck-out",
      STOPS),
    M("Rules", "1.", "Message", Look("Tell your clinician.", mark="struck"), "struck-out", STOPS),
    M("Options", "belt", "Cost", Look("You may have to buy it1", mark="raised"),
      "raised-letters", WARNS, also=("balance-cell",)),
    M("Outcomes", "belt-harm", "Caveat", Look("Up to 102 people.", mark="raised"),
      "raised-letters", WARNS),
    M("Recovery", "fusion/driving", "To", Look(13, '0" weeks"'), "format-unit", STOPS),
    M("Recovery", "fusion/driving", "From", Look(4, '0 "months"'), "format-unit", STOPS),
    M("Options", "belt", "Cost", Look(25, "£#,##0"), "format-unit", STOPS),
    M("Options", "belt", "Cost", Look(25, "[$€-407] 0.00"), "format-unit", STOPS),
    M("Outcomes", "medication-serious", "Value", Look(2, '0" per cent"'), "format-unit", STOPS),
    M("Outcomes", "belt-harm", "N", Look(17, '0" women"'), "format-unit", STOPS),
    M("Outcomes", OPEN, "Value", Look(3.84, "0"), "format-rounds", STOPS),
    M("Outcomes", OPEN, "Value", Look(3.84, "0.0"), "format-rounds", STOPS),
    M("Outcomes", "ablation-difference", "Low", Look(-0.54, "0.0;-0.0"), "format-rounds", STOPS),
    M("Outcomes", "injection-serious", "N", Look(15021, '0.0,'), "format-rounds", STOPS),
    M("Outcomes", "belt-harm", "n", Look(0.04, "0%"), "percent-count", STOPS),
    M("Outcomes", "belt-harm", "N", Look(0.17, "0%"), "percent-count", STOPS),
    M("Outcomes", "medication-serious", "Per", Look(10, "0%"), "percent-count", STOPS),
    M("Rows", "clearly-better", "Out of", Look(1, "0%"), "percent-count", STOPS),
    M("Options", "belt", "Effort (0-5)", Look(0.02, "0%"), "percent-count", STOPS),
    M("Outcomes", "belt-harm", "n", 0.23, "not-whole", STOPS, also=("looks-fraction",)),
    M("Outcomes", OPEN, "Value", Comment("not verified"), "comment-doubts", WARNS),
    M("Outcomes", "belt-harm", "n", Comment("AB: please check this again"), "comment-doubts",
      WARNS),
    M("Options", "fusion", "Cost", Comment("TBC with finance"), "comment-doubts", WARNS),
    M("Decision", "Phone", "Value", Comment("is this still right??"), "comment-doubts", WARNS),
    M("Options", "belt", "Cost", "YOU MAY HAVE TO BUY THE BELT YOURSELF.", "capitals", WARNS,
      also=("balance-cell", "reading-cell")),
    M("Decision", "Help at once: signs", "Value", "YOUR LEGS GET WEAK OR NUMB", "capitals", WARNS),
    M("Options", "belt", "Who can have it", "Las personas que pueden llevar una faja en la cadera "
      "y que no tienen otra enfermedad.", "language-other", WARNS, also=("balance-cell",)),
    M("Options", "belt", "Who can have it", "Menschen, die einen Gürtel um die Hüfte tragen "
      "können und sich dabei nicht unwohl fühlen.", "language-other", WARNS,
      also=("balance-cell",)),
    M("Questions", "1.", "belt", "Vous portez la ceinture sur les hanches pendant la journée et "
      "vous pouvez la retirer la nuit.", "language-other", WARNS, also=("balance-cell",)),
    M("Options", "belt", "Id", 2026.5, "not-id", STOPS),
    M("Outcomes", "belt-harm", "Population", "A \u202ereversed\u202c text",
      "direction-marks", WARNS),
)

NUMBERS = (
    # figures against their studies, rows and scales
    M("Outcomes", BLINDED, "N", 5000, "people-over-study", UNFIT),
    M("Outcomes", "belt-harm", "N", 170, "people-over-study", UNFIT),
    M("Outcomes", "ablation-better", "Their N", 850, "people-over-study", UNFIT),
    M("Sources", "mint2017", "Size", 80, "study-under-people", UNFIT),
    M("Outcomes", "medication-serious", "Per", 100, "per-other", UNFIT),
    M("Outcomes", "medication-serious-heart", "Per", 100, "per-other", UNFIT),
    M("Outcomes", "medication-serious", "Per", 500, "out-of-range", STOPS),
    M("Outcomes", "belt-harm", "n", 18, "figure-over", STOPS),
    M("Outcomes", "ablation-better", "Their n", 86, "figure-over", STOPS),
    M("Outcomes", BLINDED, "Value", 2.5, "figure-range", STOPS),
    M("Outcomes", BLINDED, "Low", 1.5, "figure-range", STOPS,
      at=(BLINDED, "Value")),
    M("Outcomes", BLINDED, "High", None, "figure-blank", STOPS),
    M("Outcomes", BLINDED, "Value", 38, "out-of-range", STOPS, also=("figure-range",)),
    M("Outcomes", OPEN, "Value", -38, "out-of-range", STOPS),
    M("Outcomes", OPEN, "N", 0, "out-of-range", STOPS, also=("figure-blank",)),
    M("Outcomes", OPEN, "N", -103, "out-of-range", STOPS),
    M("Outcomes", OPEN, "N", "about 100", "not-a-number", STOPS),
    M("Outcomes", OPEN, "Value", "3,8", "not-a-number", STOPS),
    M("Outcomes", OPEN, "Value", None, "figure-blank", STOPS),
    M("Outcomes", OPEN, "Compared with", None, "figure-blank", STOPS),
    M("Outcomes", OPEN, "Certainty", None, "figure-blank", STOPS),
    M("Outcomes", OPEN, "Blinded or open", None, "figure-blank", STOPS),
    M("Outcomes", OPEN, "Population", None, "figure-blank", STOPS),
    M("Outcomes", OPEN, "Sources", None, "figure-blank", STOPS),
    M("Outcomes", OPEN, "Certainty", "certain", "not-a-choice", STOPS),
    M("Outcomes", OPEN, "Status", "not studied", "figure-numbers", STOPS),
    M("Outcomes", "fusion-harm", "Status", "none reported", "figure-numbers", STOPS),
    M("Outcomes", OPEN, "Kind", "count", "figure-kind", STOPS),
    M("Outcomes", "go-on-better", "Status", "measured", "figure-blank", STOPS,
      at=("go-on-better", "Kind")),
    M("Outcomes", "go-on-better", "n", 30, "figure-not-empty", STOPS),
    M("Outcomes", OPEN, "Told together", "fusion-differences", "together-alone", STOPS,
      also=("figure-twice",)),
    M("Outcomes", "ablation-better", "Their N", None, "figure-blank", STOPS),
    M("Rows", "serious-harm", "Out of", 100, "per-other", UNFIT, at=("", ""),
      also=("denominator",)),
    M("Rows", "pain-difference", "Kind", "count", "row-kind", STOPS),
    M("Rows", "clearly-better", "Kind", "difference", "row-kind", STOPS),
    M("Rows", "pain-difference", "Scale to", 1, "scale-short", STOPS, also=("out-of-range",)),
    M("Rows", "pain-difference", "Scale to", -10, "out-of-range", STOPS,
      also=("scale-short",)),
    M("Rows", "clearly-better", "Those who do not", "had that or more", "frames", UNFIT),
    M("Rows", "clearly-better", "Those who do not", None, "figure-blank", STOPS),
    M("Rows", "clearly-better", "Out of", 250, "out-of-range", STOPS),
    M("Rows", "serious-harm", "Side", "benefit", "side-other", UNFIT),
    M("Rows", "set-relief", "Side", "harm", "side-other", UNFIT,
      also=("ipdas-q4", "values-side")),
    M("Rows", "pain-difference", "Better end", "high", "direction-other", UNFIT),
    M("Rows", "pain-difference", "Words for better", "More pain", "direction-other", UNFIT),
    M("Rows", "pain-difference", "Words for worse", "Less pain", "direction-other", UNFIT),
    M("Outcomes", "belt-harm", "Counted in", "person-years", "years-people", WARNS),
    # blinding against the design, and what is no study
    M("Outcomes", OPEN, "Blinded or open", "blinded", "blinding-other", UNFIT),
    M("Outcomes", "fusion-set-open", "Blinded or open", "blinded", "blinding-other", UNFIT),
    M("Outcomes", BLINDED, "Blinded or open", "open", "blinding-other", UNFIT),
    M("Outcomes", "ablation-better", "Blinded or open", "no comparison", "blinding-other", UNFIT),
    M("Outcomes", "injection-harm", "Blinded or open", "blinded", "blinding-other", UNFIT,
      also=("comparator-missing",)),
    M("Sources", "randers2024", "Design", "randomised trial, open", "blinding-other", UNFIT,
      at=("", "")),
    M("Outcomes", "belt-harm", "Sources", "authors", "figure-no-study", UNFIT),
    M("Outcomes", OPEN, "Sources", "authors", "figure-no-study", UNFIT,
      also=("blinding-other",)),
    # labels, times, what compares
    M("Rows", "pain-three-months", "Label", "Pain at 6 months, compared", "label-time", UNFIT),
    M("Rows", "clearly-better-three", "Label", "Less pain after a year", "label-time",
      UNFIT),
    M("Rows", "pain-three-months", "Horizon", "2 years", "label-time", UNFIT,
      at=("pain-three-months", "Label"), also=("ipdas-k1",)),
    M("Rows", "set-relief", "Label", "Pain down about a third", "names-alike", UNFIT),
    M("Rows", "clearly-better", "Horizon", "soon", "not-a-duration", STOPS),
    M("Rows", "clearly-better", "Horizon", "6", "not-a-duration", STOPS),
    M("Rows", "clearly-better", "Horizon", "2 years to 6 months", "not-a-duration", STOPS),
    M("Outcomes", "fusion-other-imia", "Horizon", "2 to 1 years", "not-a-duration", STOPS),
    M("Rows", "common-harm", "Comparable", "yes", "ipdas-k6", UNFIT,
      at=("common-harm", "Horizon"), also=("units-mixed", "comparable-not")),
    M("Rows", "half-gone", "Comparable", "yes", "comparable-not", WARNS, also=("ipdas-k1",)),
    M("Outcomes", "go-on-better", "Status", "does not apply", "ipdas-k1", UNFIT),
)

OPTIONS = (
    M("Options", "fusion", "Invasiveness (0-5)", 0, "kind-step", UNFIT, also=("order-other",)),
    M("Options", "injection", "Invasiveness (0-5)", 0, "kind-step", UNFIT,
      also=("order-other",)),
    M("Options", "ablation", "Invasiveness (0-5)", 0, "kind-step", UNFIT, also=("order-other",)),
    M("Options", "go-on", "Invasiveness (0-5)", 1, "kind-step", UNFIT),
    M("Options", "fusion", "Invasiveness in words", "Not invasive", "kind-words", UNFIT),
    M("Options", "injection", "Invasiveness in words", "Nothing is done to your body",
      "kind-words", UNFIT),
    M("Options", "belt", "Kind", "surgery", "kind-other", UNFIT),
    M("Options", "go-on", "Kind", "self-care", "no-intervention", UNFIT,
      also=("ipdas-k1", "ipdas-q3")),
    M("Options", "physiotherapy", "Effort (0-5)", 0, "effort-none", WARNS),
    M("Options", "belt", "Effort (0-5)", 6, "out-of-range", STOPS),
    M("Options", "belt", "Invasiveness (0-5)", 4, "order-other", WARNS,
      at=("injection", "Invasiveness (0-5)")),
    M("Options", "belt", "Name", "Pain medicine", "names-alike", UNFIT),
    M("Options", "belt", "Short name", "MEDICINE", "names-alike", UNFIT, also=("capitals",)),
    M("Options", "belt", "Id", "fusion", "id-twice", STOPS, at=("fusion", "Id"),
      also=("heading-unknown",)),
    M("Options", "belt", "Kind", "orthosis", "not-a-choice", STOPS),
    M("Options", "belt", "Cost", None, "blank", STOPS),
    M("Options", "belt", "Sources: cost", None, "blank", STOPS),
    M("Effort", "physiotherapy/1", "Minutes a day", 1500, "out-of-range", STOPS),
    M("Effort", "physiotherapy/1", "Visits a week", 90, "out-of-range", STOPS),
    M("Effort", "physiotherapy/1", "To week", 0, "phase-order", STOPS),
    M("Effort", "physiotherapy/5", "From week", 3, "phase-order", STOPS),
    M("Effort", "fusion/7", "To week", 6, "phase-order", STOPS),
    M("Recovery", "injection/desk work", "Unit", "years", "recovery-far", WARNS),
    M("Recovery", "ablation/driving", "Unit", "years", "recovery-far", WARNS),
    M("Recovery", "fusion/driving", "To", 3, "recovery-order", STOPS),
    M("Recovery", "fusion/driving", "From", None, "figure-blank", STOPS),
    M("Recovery", "fusion/driving", "Status", "not studied", "figure-not-empty", STOPS,
      at=("fusion/driving", "From")),
    M("Recovery", "fusion/driving", "Unit", None, "figure-blank", STOPS),
    M("Recovery", "fusion/normal day", "Status", "none needed", "kind-recovery", WARNS,
      more=(("fusion/normal day", "From", None), ("fusion/normal day", "To", None),
            ("fusion/normal day", "Unit", None)), also=("recovery-contradicts",)),
    M("Recovery", "belt/driving", "Activity", "desk work", "recovery-twice", STOPS,
      also=("recovery-missing",)),
    M("Decision", "Why this order", "Value", "In alphabetical order, by the name of each option, "
      "and not from best to worst.", "order-other", WARNS, at=("", "")),
    M("Decision", "Why this order", "Value", "From most to least invasive, and not from best to "
      "worst.", "order-other", WARNS, at=("", "")),
    M("Decision", "Competing interests", "Value", None, "blank", STOPS),
    M("Decision", "Content date", "Value", date(2027, 5, 1), "ipdas-c3", UNFIT,
      also=("source-stale",)),
    M("Decision", "Content date", "Value", "3/4/26", "date-ambiguous", STOPS),
    M("Decision", "Review interval (months)", "Value", 121, "out-of-range", STOPS),
    M("Decision", "Language", "Value", "fr", "language-other", WARNS,
      also=("language-not-checked", "unjudged-k20", "unjudged-k21")),
    M("People", "Example Author", "Interests", "Shares in the maker of the implants.",
      "interests-other", WARNS, at=("", "")),
    M("People", "Example Author", "Date", date(2027, 1, 1), "date-ahead", WARNS),
    M("People", "Example Author", "Attests", "k15", "reviewer-author", WARNS),
    M("People", "Example Author", "Attests", "k99", "not-a-choice", STOPS),
    M("People", "below", "Name", "Example Author", "reviewer-author", WARNS, at=("below", "Role"),
      more=(("below", "Role", "Outside reviewer"), ("below", "Credentials", "Not given here"),
            ("below", "Interests", "None"), ("below", "Date", date(2026, 11, 22)))),
    M("Values", "common-harm", "Row", "cost", "values-side", WARNS, at=("1.", "Row"),
      more=(("serious-harm", "Row", "cost"),)),
    M("Sources", "mint2017", "Address", "in the blue folder", "address-other", WARNS),
    M("Sources", "mint2017", "Address", "htp//jama", "address-other", WARNS),
    M("Sources", "mint2017", "Year", 2031, "date-ahead", WARNS),
    M("Sources", "mint2017", "Last checked", date(2020, 1, 1), "source-stale", WARNS),
    M("Sources", "mint2017", "Size", Look(228, '0" people"'), "format-unit", STOPS),
    M("Options", "belt", "Living with the result", LONG, "text-twice", WARNS,
      at=("ablation", "Living with the result"), more=(
          ("ablation", "Living with the result", LONG),), also=("balance-cell", "reading-above")),
    M("Rules", "1.", "age", "old", "rule-condition", STOPS),
    M("Rules", "28.", "Option", ROW, "fact-unused", WARNS, at=("", ""),
      also=("source-unused",)),
    M("Sources", "mint2017", "Year", 17, "out-of-range", STOPS),
    M("Rules", "1.", "age", "70..60", "rule-never", STOPS),
    M("Rules", "1.", "age", None, "rule-no-condition", STOPS, at=("1.", "Message")),
    M("Patient facts", "smoker", "Type", "choice", "fact-choices", STOPS,
      at=("smoker", "Choices"), also=("rule-condition", "fact-told")),
    M("Scales", "effort/3", "Step", 2, "step-twice", STOPS, at=("4.", "Step"),
      also=("step-missing",)),
)


BY_LENGTH = ("balance-cell", "ipdas-c1", "reading-cell", "reading-above")
"""What another text brings with it, by its length alone."""


def says(sheet: str, row: str, column: str, text: str, code: str, weight: str,
         *also: str) -> Mutation:
    return Mutation(sheet, row, column, text, code, weight, also=(*BY_LENGTH, *also))


STAND_INS = (
    ("Decision", "Help at once: number", "Value", "TBC 1"),
    ("Decision", "Help at once: signs", "Value", "TBC"),
    ("Decision", "Help the same day: signs", "Value", "see leaflet"),
    ("Decision", "Clinic name", "Value", "xxx"),
    ("Options", "belt", "Name", "???", "ipdas-k2"),
    ("Options", "belt", "What it is", "A belt. [insert text]"),
    ("Options", "belt", "More on living with it", "as above"),
    ("Options", "belt", "Effort in words", "TODO"),
    ("Recovery", "belt/driving", "In words", "xxx"),
    ("Scales", "effort/3", "Who rated", "tbc"),
    ("Rows", "clearly-better", "Those who do", "TBD"),
    ("Outcomes", OPEN, "Caveat", "tbc"),
    ("Outcomes", OPEN, "Compared with", "???"),
    ("Outcomes", OPEN, "More in the book", "To be confirmed."),
    ("Rules", "1.", "Message", "see leaflet"),
    ("Sources", "mint2017", "Citation", "Smith et al., citation needed"),
    ("People", "Example Author", "Credentials", "Nurse, ???"),
)

PLACEHOLDERS = tuple(says(sheet, row, column, text, "placeholder", UNFIT, *also)
                     for sheet, row, column, text, *also in STAND_INS)

CLAIMS = (
    ("It helps 1/5 of those who buy it.", "number-in-prose", UNFIT),
    ("It helps 3 of 10 who buy it.", "number-in-prose", UNFIT),
    ("It helps 70 of every 100 who buy it.", "number-in-prose", UNFIT),
    ("Half of those who buy it feel better.", "number-in-prose", UNFIT),
    ("Two thirds of people who buy it feel better.", "number-in-prose", UNFIT),
    ("It works nine times out of ten.", "number-in-prose", UNFIT),
    ("It helps 30 % of those who buy it.", "number-in-prose", UNFIT),
    ("It cuts the pain by half.", "relative-risk", UNFIT),
    ("It halves the risk of a fall.", "relative-risk", UNFIT),
    ("You are twice as likely to get better.", "relative-risk", UNFIT),
    ("The risk is low, and the belt is cheap.", "chance-word", WARNS),
    ("It usually helps those who buy it.", "chance-word", WARNS),
    ("Nobody is harmed by the belt.", "no-harm-claimed", UNFIT),
    ("It has no side effects.", "no-harm-claimed", UNFIT),
)

CHANCES = (
    *(says("Options", "belt", "Cost", text, code, weight) for text, code, weight in CLAIMS),
    says("Outcomes", OPEN, "Caveat", "One in five got worse.", "number-in-prose", UNFIT),
    says("Outcomes", OPEN, "Caveat", "NNT 4 in the whole study.", "number-in-prose", UNFIT),
    says("Outcomes", OPEN, "Caveat", "RR 0.5 in the whole study.", "relative-risk", UNFIT),
    says("Questions", "1.", "belt", "It never fails those who wear it by day and by night, at "
         "home and at work, and while they drive a car.", "chance-word", WARNS),
    says("Rules", "1.", "Message", "Over 65 they harm one in ten people. Tell your clinician.",
         "number-in-prose", UNFIT),
    says("Scales", "effort/3", "Meaning", "Helps half of the people", "number-in-prose", UNFIT),
)

ANSWERS = (
    says("Questions", "1.", "belt", "as above", "ipdas-k2", UNFIT),
)

LEANING = (
    ("The belt is an effective help, and cheap.", "persuasive"),
    ("It gives permanent relief for a small price.", "persuasive"),
    ("You should buy the belt.", "advice"),
    ("Doctors recommend that you buy it.", "advice"),
    ("We recommend the belt from the shop.", "advice"),
    ("The belt is the last resort for many.", "persuasive"),
    ("It is a proven belt, and it is cheap.", "persuasive"),
)

PRAISE = (
    *(says("Options", "belt", "Cost", text, code, WARNS) for text, code in LEANING),
    says("Options", "belt", "Cost", "The belt is harmless, and cheap.", "no-harm-claimed", UNFIT,
         "persuasive"),
    says("Options", "go-on", "Living with the result", "You neglect your body, and the pain goes "
         "on as it is now.", "persuasive", WARNS, "advice"),
)

MUTATIONS = (*STRUCTURE, *CELLS, *NUMBERS, *OPTIONS, *PLACEHOLDERS, *CHANCES, *ANSWERS,
             *PRAISE)
