"""The door of the check: is this content fit for patients, and which cell says so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Literal

from sdaid.aid.edition import Edition
from sdaid.problems import Place, Problem, Severity
from sdaid.resources import templates
from sdaid.standards.accepted import AcceptedWarning, accept, cells_of, paste
from sdaid.standards.agreement import agreement_problems
from sdaid.standards.balance import Balance, balance_problems, weigh
from sdaid.standards.case import Case
from sdaid.standards.evidence import EvidenceLine, SourceEntry, evidence, source_entries
from sdaid.standards.freshness import freshness_problems
from sdaid.standards.ipdas import Verdict, verdicts
from sdaid.standards.meanings import Meaning, meanings
from sdaid.standards.numbers import number_problems
from sdaid.standards.passages import cell_name, passages
from sdaid.standards.plausible import plausible_problems
from sdaid.standards.prose import prose_problems, unchecked, unwritten
from sdaid.standards.reading import Reading, reading
from sdaid.standards.whole_texts import whole_text_problems
from sdaid.standards.words.tables import table_for
from sdaid.workbook.columns import SHEETS
from sdaid.workbook.content import Content

OWN_BLOCKS = ("values", "visit")
"""The sections whose templates hold what a published item asks of the program itself."""


@dataclass(frozen=True)
class OtherRule:
    """A rule beside the published items: where it comes from, and the problems it finds.
    `by_words` where it needs to know the words of the workbook's language."""

    id: str
    text: str
    origin: str
    codes: tuple[str, ...]
    by_words: bool = False


@dataclass(frozen=True)
class OtherVerdict:
    """What was found for a rule, and the cells that break it."""

    id: str
    text: str
    origin: str
    verdict: Literal["pass", "fail", "warning", "accepted", "not checked"]
    cells: tuple[Place, ...]


@dataclass(frozen=True)
class Report:
    """Everything the check found. `problems` are open ones, in sheet order; `accepted` are the
    warnings that the clinic has looked at; `pastes` the open ones with the row that accepts each.
    """

    title: str
    question: str
    language: str
    paper: str
    file: str
    clinic: str
    version: str
    content_date: str
    review_due: str
    on: str
    verdicts: tuple[Verdict, ...]
    others: tuple[OtherVerdict, ...]
    problems: tuple[Problem, ...]
    accepted: tuple[AcceptedWarning, ...]
    pastes: tuple[tuple[Problem, str], ...]
    balance: Balance
    reading: Reading
    evidence: tuple[EvidenceLine, ...]
    meanings: tuple[Meaning, ...]
    sources: tuple[SourceEntry, ...]

    @property
    def unfit(self) -> tuple[Problem, ...]:
        """What stops printing but for drafts."""
        return tuple(each for each in self.problems if each.severity is Severity.UNFIT)

    @property
    def warnings(self) -> tuple[Problem, ...]:
        return tuple(each for each in self.problems if each.severity is Severity.WARNING)

    @property
    def summary(self) -> str:
        """“passes the automatic checks (25 of 35); 10 need people”."""
        found = Counter(each.verdict for each in self.verdicts)
        by_rule = found["pass"] + found["fail"]
        if found["fail"]:
            said = f"fails {found['fail']} of the {by_rule} automatic checks"
        else:
            said = f"passes the automatic checks ({by_rule} of {len(self.verdicts)})"
        people = f"{found['open']} need people" if found["open"] != 1 else "1 needs people"
        signed = f", {found['signed']} signed" if found["signed"] else ""
        return f"{said}; {people}{signed}"


OTHERS: tuple[OtherRule, ...] = (
    OtherRule("no-intervention", "Going on as now is one of the options",
              "NICE (ECD8)", ("no-intervention",)),
    OtherRule("reading-age", "Can be read alone at age 11, with a professional at 14",
              "HIS, Scotland",
              ("reading-above", "reading-hard", "reading-cell", "ease-above", "ease-hard",
               "ease-cell", "sentence-long", "jargon"),
              by_words=True),
    OtherRule("no-numbers-in-prose", "Chances and effects stand in Outcomes, not in prose",
              "rules for numbers", ("number-in-prose", "chance-word"), by_words=True),
    OtherRule("no-relative-risk", "No relative risk stands alone", "rules for numbers",
              ("relative-risk",), by_words=True),
    OtherRule("unknown-is-unknown", "“No data” is never told as “no harm”",
              "rules for numbers", ("no-harm-claimed", "none-reported-alone"), by_words=True),
    OtherRule("denominators", "One denominator in a row, fine enough for its figures",
              "rules for numbers", ("ipdas-k7", "denominator")),
    OtherRule("horizons", "One time in a row", "rules for numbers", ("ipdas-k6",)),
    OtherRule("comparators", "A trial's comparison group is told with its figure",
              "rules for numbers", ("comparator-missing",)),
    OtherRule("both-frames", "Those who do and those who do not are both told",
              "rules for numbers", ("frames",)),
    OtherRule("units", "What is counted in different units is not compared",
              "rules for numbers", ("units-mixed",)),
    OtherRule("agreement", "No cell contradicts another", "rules for numbers",
              ("people-over-study", "study-under-people", "kind-other", "per-other",
               "blinding-other", "figure-no-study",
               "label-time", "years-people", "side-other", "direction-other",
               "comparable-not", "kind-step", "kind-words", "kind-recovery",
               "effort-none", "recovery-far", "interests-other", "reviewer-author",
               "fact-unused"), by_words=True),
    OtherRule("names", "Options and rows can be told apart", "rules for print",
              ("names-alike", "text-twice")),
    OtherRule("values", "Patients are asked about benefits and harms", "IPDAS K9",
              ("values-side",)),
    OtherRule("texts", "Each text is in its language, and not in capitals", "rules for print",
              ("capitals", "language-other"), by_words=True),
    OtherRule("order", "The order of the options is explained", "rules for print",
              ("order-unexplained", "order-other"), by_words=True),
    OtherRule("scales", "Each step of a scale is explained", "rules for pictures",
              ("scale-unexplained",)),
    OtherRule("money", "Who paid and who gains is disclosed", "rules for numbers",
              ("ipdas-c6",)),
    OtherRule("sponsors", "A study paid for by the maker is marked", "rules for numbers",
              ("sponsor-unmarked",), by_words=True),
    OtherRule("balance", "Every option gets about as many words", "IPDAS C1, NICE",
              ("balance-cell",)),
    OtherRule("neutral-words", "No word praises an option or plays one down",
              "IPDAS C1, NICE", ("persuasive", "advice", "language-not-checked"),
              by_words=True),
    OtherRule("written", "No printed cell holds a stand-in for a text", "rules for numbers",
              ("placeholder",), by_words=True),
    OtherRule("freshness", "Content and sources were looked at within the review interval",
              "IPDAS C4", ("overdue", "source-stale", "source-unused", "date-ahead",
                             "address-other")),
)


def judge(content: Content, on: date, *, found: Iterable[Problem] = (),
          visits: Iterable[date] = (), edition: Edition | None = None,
          pages: Mapping[str, str] | None = None) -> Report:
    """Whether `content` is fit for patients on the day `on`, and on each day of `visits`.

    `found` are the warnings met on reading, which can be accepted like those found here. `edition`,
    what aids of this content say, lets the rules that the program itself owns look at it; `pages`
    are the templates of the aid's sections, the shipped ones by default. Nothing is read but them.
    """
    texts = passages(content)
    balance = weigh(content, texts)
    level, hard = reading(content, texts)
    if pages is None:
        pages = {name: (templates() / "pages" / f"{name}.html").read_text(encoding="utf-8")
                 for name in OWN_BLOCKS}
    case = Case(content, on, max([on, *visits]), balance, level, pages, edition)
    items, failed = verdicts(case)
    failed += number_problems(content)
    problems = [*found, *failed, *unwritten(content, failed), *prose_problems(texts),
                *unchecked(texts, content.decision.at("language")),
                *agreement_problems(content), *plausible_problems(content),
                *whole_text_problems(texts, content.decision.at("language")),
                *balance_problems(balance), *hard, *freshness_problems(content, on)]
    still_open, accepted = accept(most_urgent_first(problems), content)
    still_open = most_urgent_first(still_open)
    cells = cells_of(content, still_open)
    decision = content.decision
    by_words = table_for(decision.language) is not None
    return Report(
        decision.condition, decision.question, decision.language, decision.paper.value,
        content.path.name, decision.clinic_name, decision.content_version,
        decision.content_date.isoformat(), content.review_due.isoformat(), on.isoformat(), items,
        tuple(_other(rule, still_open, accepted, by_words=by_words) for rule in OTHERS),
        tuple(still_open),
        tuple(accepted), tuple((each, paste(each, cells)) for each in still_open
                               if each.severity is Severity.WARNING and not each.for_people
                               and each.place.sheet != "Accepted"), balance, level,
        evidence(content), meanings(content), source_entries(content))


def most_urgent_first(problems: Iterable[Problem]) -> list[Problem]:
    """`problems` once each, by severity, then by sheet as declared, row and column."""
    sheets = {sheet.name: number for number, sheet in enumerate(SHEETS)}
    severities = list(Severity)

    def place(each: Problem) -> tuple[int, int, int, int, str]:
        column = each.place.cell.rstrip("0123456789")
        row = each.place.cell.removeprefix(column)
        return (severities.index(each.severity), sheets.get(each.place.sheet, -1), int(row or 0),
                len(column), column)

    return sorted(dict.fromkeys(problems), key=place)


def _other(rule: OtherRule, still_open: Iterable[Problem],
           accepted: Iterable[AcceptedWarning], *, by_words: bool) -> OtherVerdict:
    """`by_words` tells whether the words of the workbook's language are known here; where they are
    not, a rule that needs them passes nothing."""
    own = [each for each in still_open if each.code in rule.codes]
    verdict: Literal["pass", "fail", "warning", "accepted", "not checked"] = "pass"
    if any(each.severity is Severity.UNFIT for each in own):
        verdict = "fail"
    elif rule.by_words and not by_words:
        verdict = "not checked"
    elif own:
        verdict = "warning"
    elif any(each.problem.code in rule.codes for each in accepted):
        verdict = "accepted"
    return OtherVerdict(rule.id, rule.text, rule.origin, verdict,
                        tuple(dict.fromkeys(each.place for each in own)))


def as_json(report: Report) -> dict[str, object]:
    """The report as JSON holds it; cells as in “Options!F3”."""
    made = asdict(report)
    made["summary"] = report.summary
    made["problems"] = [each.as_json() for each in report.problems]
    made["pastes"] = [{"code": each.code, "cell": cell_name(each.place), "row": row}
                      for each, row in report.pastes]
    made["accepted"] = [{**each.problem.as_json(), "reason": each.reason, "who": each.who,
                         "day": each.day} for each in report.accepted]
    for name in ("verdicts", "others"):
        for told, each in zip(made[name], getattr(report, name), strict=True):
            told["cells"] = [cell_name(place) for place in each.cells]
    for told, line in zip(made["evidence"], report.evidence, strict=True):
        told["cell"] = cell_name(line.place)
        del told["place"]
    for told, meaning in zip(made["meanings"], report.meanings, strict=True):
        told["cells"] = [cell_name(place) for place in meaning.cells]
    for told, option in zip(made["balance"]["options"], report.balance.options, strict=True):
        told["cell"] = cell_name(option.place)
        del told["place"]
    for told, uneven in zip(made["balance"]["lines"], report.balance.lines, strict=True):
        told.update(outlier=cell_name(uneven.outlier), ratio=uneven.ratio)
    return made
