"""Where questions come from: to tell the directions apart, to measure some competencies again, or from the criteria of rubrics."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from opscareer import engine
from opscareer.engine.rules import Next, Rules, more
from opscareer.pack.kinds.shown import ShownQuestion
from opscareer.pack.model import Pack, Text, Unit
from opscareer.results.assessment import Assessment
from opscareer.sessions.progress import Progress, Reply

if TYPE_CHECKING:
    from opscareer.engine.assess import Engine
    from opscareer.engine.selection import Recheck, Selector

MORE_QUESTIONS = 6
PER_COMPETENCY = 7  # questions that a competency usually takes to be measured again


@dataclass(frozen=True)
class QuestionSource:
    """Where questions come from.

    usual: how many questions it usually takes
    next: what to ask next; None where there is enough
    shown: one of its questions, by id
    """

    usual: int
    next: Callable[[Progress], Next | None]
    shown: Callable[[str], ShownQuestion]


@dataclass(frozen=True)
class Adaptive:
    """The questions that tell the directions apart, until the rules have enough; and some more where it is too close to call.

    engine: loads it where it is not there yet
    """

    pack: Pack
    rules: Rules
    seed: int
    engine: Callable[[], "Engine"]

    @cached_property
    def selector(self) -> "Selector":
        """Loaded late: the opening question can do without."""
        return engine.selection.Selector(self.engine(), self.rules)

    @property
    def source(self) -> QuestionSource:
        usual = min(self.rules.usual[1], len(self.pack.questions))

        def following(progress: Progress) -> Next | None:
            if self.pack.opening and not progress.trail:
                return Next(self.pack.opening, left=usual)
            return self.selector.step(progress.answers, progress.asked, self.seed)

        return QuestionSource(usual, following, self.pack.shown)

    def further(self, progress: Progress, assessment: Assessment) -> QuestionSource | None:
        """A few more questions; None where it is clear who leads, or nothing is left to ask."""
        first, bank = len(progress.trail), len(self.pack.questions)
        count = min(MORE_QUESTIONS, bank - first)
        return replace(self, rules=more(first, count)).source if count > 0 and _is_open(assessment) else None


def recheck_source(pack: Pack, rule: "Recheck") -> QuestionSource:
    """The questions that measure some competencies again, until that is sure enough."""
    usual = min(PER_COMPETENCY * len(rule.competencies), len(rule.questions))

    def following(progress: Progress) -> Next | None:
        question = rule.next(progress.answers, progress.asked)
        return Next(question, left=max(1, usual - len(progress.trail))) if question else None

    return QuestionSource(usual, following, pack.shown)


@dataclass(frozen=True)
class Rubrics:
    """What a person says of the units they have done, criterion by criterion. The answers do not count for any level."""

    units: Sequence[Unit]

    @cached_property
    def criteria(self) -> Mapping[str, Mapping[str, ShownQuestion]]:
        """By unit, the criteria of its rubric as questions, by id."""
        return {unit.id: {criterion.id: criterion for criterion in _criteria(unit)} for unit in self.units}

    @property
    def source(self) -> QuestionSource:
        questions = {criterion.id: criterion for criteria in self.criteria.values() for criterion in criteria.values()}

        def following(progress: Progress) -> Next | None:
            left = [question for question in questions if question not in progress.asked]
            return Next(left[0], left=len(left)) if left else None

        return QuestionSource(len(questions), following, questions.__getitem__)

    def levels(self, progress: Progress) -> dict[str, tuple[int | None, ...]]:
        """What was said of each unit so far: 1-3 a criterion, None where it was skipped."""
        said = {reply.question: reply.value if isinstance(reply.value, int) else None for reply in progress.trail}
        return {unit: tuple(said[question] for question in criteria if question in said) for unit, criteria in self.criteria.items()}

    def progress(self, levels: Mapping[str, Sequence[int | None]]) -> Progress:
        """What led to these levels."""
        said = (zip(criteria, levels.get(unit, ()), strict=False) for unit, criteria in self.criteria.items())
        return Progress(tuple(Reply(question, level) for replies in said for question, level in replies))


def _is_open(assessment: Assessment) -> bool:
    """Whether more questions may help."""
    return assessment.best.verdict == "close" and not assessment.best.alike


def _criteria(unit: Unit) -> Iterator[ShownQuestion]:
    for index, item in enumerate(unit.rubric):
        text = Text(zh=f"{unit.title.zh}：{item.criterion.zh}", en=f"{unit.title.en}: {item.criterion.en}")
        yield ShownQuestion(f"rubric.{unit.id}.{index}", "session.kind.rubric", "", text, (), item.levels, shuffled=False)
