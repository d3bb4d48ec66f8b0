"""Where questions come from: to tell the directions apart, to measure some competencies again, or from the criteria of rubrics."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from opscareer.engine.rules import Next, Rules
from opscareer.pack.kinds.shown import ShownQuestion
from opscareer.pack.model import Pack, Text, Unit
from opscareer.results.assessment import Assessment
from opscareer.sessions.progress import Progress, Reply

if TYPE_CHECKING:
    from opscareer.engine.assess import Engine
    from opscareer.engine.selection import Recheck, Selector

MORE_QUESTIONS = 6
PER_COMPETENCY = 7  # questions that a competency usually takes to be measured again
FIRST_QUESTION = {"internet-operations": "data_analysis.evidence.1"}
"""By pack, what the engine chooses before any answer: known here, it can be read while the engine is loaded."""


@dataclass(frozen=True)
class AdaptiveSource:
    """The questions that tell the directions apart, until the rules have enough.

    engine: loads it where it is not there yet
    """

    pack: Pack
    rules: Rules
    seed: int
    engine: Callable[[], "Engine"]

    @cached_property
    def selector(self) -> "Selector":
        # A door: numpy takes longer to load than all the rest, and the first question can do without
        from opscareer.engine.selection import Selector

        engine = self.engine()
        return Selector(engine.bank, engine.model, self.rules)

    @property
    def usual(self) -> int:
        return min(self.rules.typical, len(self.pack.questions))

    def next(self, progress: Progress) -> Next | None:
        first = FIRST_QUESTION.get(self.pack.header.id, "")
        if not progress.trail and first in self.pack.question:
            return Next(first, left=self.usual)
        return self.selector.step(progress.answers, progress.asked, self.seed)

    def shown(self, question: str) -> ShownQuestion:
        return self.pack.shown(question)

    def further(self, progress: Progress, assessment: Assessment) -> "SeparatingSource | None":
        """More questions where it is too close to call; None where it is not, or nothing is left to ask."""
        first = len(progress.trail)
        total = min(first + MORE_QUESTIONS, len(self.pack.questions))
        if total == first or not _is_open(assessment):
            return None
        return SeparatingSource(self, (assessment.best.role, assessment.best.rival), first, total)


@dataclass(frozen=True)
class SeparatingSource:
    """A few more questions, which separate two roles; whoever goes back behind the first of them is asked as before.

    first: how many questions came before
    total: how many it will be with these
    """

    before: AdaptiveSource
    roles: tuple[str, str]
    first: int
    total: int

    @property
    def usual(self) -> int:
        return self.total

    def next(self, progress: Progress) -> Next | None:
        left = self.total - len(progress.trail)
        if len(progress.trail) < self.first and (following := self.before.next(progress)) is not None:
            return following._replace(left=left)
        question = self.before.selector.separating(progress.answers, progress.asked, self.roles) if left > 0 else None
        return Next(question, left=left) if question else None

    def shown(self, question: str) -> ShownQuestion:
        return self.before.shown(question)


@dataclass(frozen=True)
class RecheckSource:
    """The questions that measure some competencies again, until that is sure enough."""

    pack: Pack
    rule: "Recheck"

    @cached_property
    def usual(self) -> int:
        return min(PER_COMPETENCY * len(self.rule.competencies), len(self.rule.questions))

    def next(self, progress: Progress) -> Next | None:
        question = self.rule.next(progress.answers, progress.asked)
        return Next(question, left=max(1, self.usual - len(progress.trail))) if question else None

    def shown(self, question: str) -> ShownQuestion:
        return self.pack.shown(question)


@dataclass(frozen=True)
class RubricSource:
    """What a person says of the units they have done, criterion by criterion. The answers do not count for any level."""

    units: Sequence[Unit]

    @cached_property
    def questions(self) -> Mapping[str, ShownQuestion]:
        return {_criterion_id(unit, index): _criterion(unit, index) for unit in self.units for index in range(len(unit.rubric))}

    @property
    def usual(self) -> int:
        return len(self.questions)

    def next(self, progress: Progress) -> Next | None:
        left = [question for question in self.questions if question not in progress.asked]
        return Next(left[0], left=len(left)) if left else None

    def shown(self, question: str) -> ShownQuestion:
        return self.questions[question]

    def levels(self, progress: Progress) -> dict[str, tuple[int | None, ...]]:
        """What was said of each unit so far: 1-3 a criterion, None where it was skipped."""
        said = {reply.question: reply.value for reply in progress.trail}
        criteria = {unit.id: [_criterion_id(unit, index) for index in range(len(unit.rubric))] for unit in self.units}
        return {unit: tuple(said[question] for question in questions if question in said) for unit, questions in criteria.items()}

    def progress(self, levels: Mapping[str, Sequence[int | None]]) -> Progress:
        """What led to these levels."""
        said = ((unit, index, level) for unit in self.units for index, level in enumerate(levels.get(unit.id, ())))
        return Progress(tuple(Reply(_criterion_id(unit, index), level) for unit, index, level in said))


def _is_open(assessment: Assessment) -> bool:
    """Whether more questions could help: they would slow nobody down, so that haste is no reason to ask them."""
    best = assessment.best
    doubtful = set(assessment.quality.flags) - {"hasty"}
    tied = best.p_best < 0.5 or best.gap_interval[0] <= 0 <= best.gap_interval[1]
    return bool(doubtful) or (tied and best.p_best < 2 / 3)


def _criterion_id(unit: Unit, index: int) -> str:
    return f"rubric.{unit.id}.{index}"


def _criterion(unit: Unit, index: int) -> ShownQuestion:
    """A criterion of a unit's rubric as a question."""
    item = unit.rubric[index]
    text = Text(zh=f"{unit.title.zh}：{item.criterion.zh}", en=f"{unit.title.en}: {item.criterion.en}")
    return ShownQuestion(_criterion_id(unit, index), "session.kind.rubric", "", text, (), item.levels, shuffled=False)
