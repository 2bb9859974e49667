"""Why an aid's pages could not be made. The message is the remedy."""

from __future__ import annotations

from sdaid.problems import Problem


class PageError(Exception):
    """These pages cannot be made; nothing half-made is returned."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(problem.sentence)
