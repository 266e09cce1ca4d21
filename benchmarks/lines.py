"""What is asked, what was found, and the Markdown table of both."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.measure import Cost, middle, ratio


@dataclass(frozen=True, slots=True)
class Question:
    """One line of the table, before it is measured."""

    what: str
    """What is compared with what, in which unit of cost."""
    part: str
    """The field of `Cost` that is compared."""
    goal: str = ""
    """``≥ 20`` or ``≤ 0.6``; ``""`` where there is none."""
    scale: float = 1.0
    """What a cost is multiplied by to be shown in `unit`."""
    unit: str = "s"

    def shown(self, cost: float) -> str:
        """Write a cost with three digits that count, no more decimals than that needs."""
        value = cost * self.scale
        decimals = 0 if value >= 100 else 1 if value >= 10 else 2
        return f"{value:,.{decimals}f} {self.unit}"

    def answer(self, ours: Sequence[Cost], peer: Sequence[Cost]) -> Answer:
        """Compare the rounds of both sides."""
        found = ratio(peer, ours, self.part) if self.goal.startswith("≥") else ratio(ours, peer, self.part)
        return Answer(self, self.shown(middle(ours, self.part)), self.shown(middle(peer, self.part)), found)


@dataclass(frozen=True, slots=True)
class Answer:
    """One line of the table, measured."""

    question: Question
    ours: str
    peer: str
    ratio: float | None
    """Ours divided by the peer's, or the other way round where the goal says ``≥``; None where there is
    no peer, and the goal is for `measured`."""
    measured: float = 0.0
    """What the goal is for where there is no peer."""

    @property
    def met(self) -> str:
        """Whether the goal is reached."""
        if not self.question.goal:
            return ""
        sign, limit, *_ = self.question.goal.split()
        found = self.measured if self.ratio is None else self.ratio
        reached = (
            found >= float(limit.replace(",", "")) if sign == "≥" else found <= float(limit.replace(",", ""))
        )
        return "yes" if reached else "no"


@dataclass(frozen=True, slots=True)
class Run:
    """What all benchmarks of a run are told."""

    folder: Path
    """Empty, and gone afterwards; another one for each benchmark."""
    rounds: int
    quick: bool = False

    def count(self, whole: int) -> int:
        """How many of something: a tenth of it in a quick run."""
        return max(whole // 10, 1) if self.quick else whole


@dataclass(frozen=True, slots=True)
class Benchmark:
    """Questions that one series of measurements answers."""

    measure: Callable[[Run], Iterable[Answer]]
    questions: tuple[Question, ...]

    def answers(self, run: Run) -> list[Answer]:
        """Measure; one answer for each question, in their order."""
        found = list(self.measure(run))
        if tuple(answer.question for answer in found) != self.questions:
            raise SystemExit(f"{[answer.question.what for answer in found]} is not what was asked")
        return found


def alone(question: Question, costs: Sequence[Cost]) -> Answer:
    """Answer where there is no peer; the goal is for the cost as it is shown."""
    found = median(float(getattr(cost, question.part)) for cost in costs)
    return Answer(question, question.shown(found), "", None, found * question.scale)


HEADER = "| what | ours | peer | ratio | goal | met | load |\n|---|---|---|---|---|---|---|"


def row(answer: Answer, load: str) -> str:
    """Write one line of the table."""
    question = answer.question
    times = "" if answer.ratio is None else f"{answer.ratio:.2f}"
    cells = (question.what, answer.ours, answer.peer, times, question.goal, answer.met, load)
    return f"| {' | '.join(cells)} |"
