"""What the e-mails of one call say, in each language of its patients."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from sdaid.mail.finished import Batch
from sdaid.mail.languages import Tongue
from sdaid.mail.message import GIVEN, Sender, Words, check_head, check_reveals, doubts, words
from sdaid.problems import Problem


@dataclass(frozen=True)
class EmailWishes:
    """What one call of `sdaid email` asks for. `notice` sends no aid; `by_birth` opens it with the
    date of birth; `again` is the reason for sending once more what went before."""

    sender: Sender
    today: date
    notice: bool = False
    by_birth: bool = False
    again: str = ""
    only: tuple[str, ...] = ()


@dataclass(frozen=True)
class Mailing:
    """What the e-mails of a call are made of."""

    batch: Batch
    wishes: EmailWishes

    @property
    def own(self) -> Tongue:
        """The workbook's own language."""
        return self.batch.languages.tongue(self.batch.content.decision.language)

    def sender(self, tongue: Tongue) -> Sender:
        """Who writes in a language: whom the call names, else the clinic as the workbook calls it
        there."""
        sender, decision = self.wishes.sender, tongue.content.decision
        return sender if sender.origin == GIVEN else replace(
            sender, name=decision.clinic_name, phone=decision.phone,
            origin=decision.at("clinic_name"))

    def words(self, tongue: Tongue) -> Words:
        """What the e-mails in a language say. `CannotGoOnError` where one would tell the condition,
        in this language or in the workbook's own."""
        sender = self.sender(tongue)
        said = words(sender, tongue.wording, notice=self.wishes.notice,
                     by_birth=self.wishes.by_birth)
        check_head(said, sender)
        for condition in self._conditions(tongue):
            check_reveals(said, sender, condition)
        return said

    def doubts(self, tongue: Tongue, said: Words) -> list[Problem]:
        """Warnings of words of the condition that the e-mails in a language may hold."""
        return [found for condition in self._conditions(tongue)
                for found in doubts(said, self.sender(tongue), condition)]

    def _conditions(self, tongue: Tongue) -> list[str]:
        return list(dict.fromkeys((self.batch.manifest.workbook.condition,
                                   tongue.content.decision.condition)))
