"""Where questions come from: to tell the directions apart, to measure some competencies again, or from the criteria of rubrics."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from opscareer import engine
from opscareer.engine.rules import Next, Rules, more, rules_of
from opscareer.frozen import frozen
from opscareer.pack.kinds.shown import ShownQuestion
from opscareer.pack.learning import Unit
from opscareer.pack.model import Pack, Text
from opscareer.results.assessment import Assessment
from opscareer.sessions.progress import Progress, Reply
from opscareer.sessions.record import MORE

if TYPE_CHECKING:
    from opscareer.engine.assess import Engine
    from opscareer.engine.selection import Recheck, Selector

MORE_QUESTIONS = 6
PER_COMPETENCY = 4  # questions that a competency takes to be measured again, at least as a rule
FIRST_LOOK, LOOK_EVERY = 12, 4  # answers: when to see whether they are so careless that more are of no use


@frozen
class QuestionSource:
    """Where questions come from.

    most: how many questions it can become
    next: what to ask next; None where there is enough
    shown: one of its questions, by id
    before, after: how many questions of the same session came from another source, and how many are still to come from one
    """

    most: int
    next: Callable[[Progress], Next | None]
    shown: Callable[[str], ShownQuestion]
    before: int = 0
    after: int = 0


def length_of(form: str, pack: Pack) -> tuple[int, int]:
    """How many questions a form may take, from and to, where none is skipped."""
    rules = rules_of(form, len(pack.questions))
    return min(rules.least, len(pack.questions)), min(rules.most, len(pack.questions))


def rules_within(form: str, pack: Pack, total: int | None) -> Rules:
    """The rules of a form; `total` is the most that this session may ask, where it has one.

    So many are asked in any case where more were asked for (MORE), or where that is more than the form's own most.
    """
    rules = rules_of(form, len(pack.questions))
    if total is None:
        return rules
    return more(total, 0) if form == MORE or total > rules.most else replace(rules, most=total)


@frozen
class Adaptive:
    """The questions that tell the directions apart, until the rules have enough; and some more where that is not settled.

    engine: loads it where it is not there yet
    hopeless: whether the answers are so careless that more are of no use
    """

    pack: Pack
    rules: Rules
    seed: int
    engine: Callable[[], "Engine"]
    hopeless: Callable[[Progress], bool] = lambda _: False

    @cached_property
    def selector(self) -> "Selector":
        """Loaded late: the opening question can do without."""
        return engine.selection.Selector(self.engine(), self.rules)

    @property
    def source(self) -> QuestionSource:
        most = min(self.rules.most, len(self.pack.questions))

        def following(progress: Progress) -> Next | None:
            if self.pack.opening and not progress.trail:
                return Next(self.pack.opening, left=most)
            answered = len(progress.answers)
            if answered >= FIRST_LOOK and answered % LOOK_EVERY == 0 and self.hopeless(progress):
                return None
            return self.selector.step(progress.answers, progress.asked, self.seed)

        return QuestionSource(most, following, self.pack.shown)

    def further(self, progress: Progress, assessment: Assessment) -> QuestionSource | None:
        """A few more questions; None where it is settled who leads, or nothing is left to ask."""
        asked = len(progress.trail)
        count = min(MORE_QUESTIONS, len(self.pack.questions) - asked)
        return replace(self, rules=more(asked, count)).source if count > 0 and _is_open(assessment) else None


def recheck_source(pack: Pack, rule: "Recheck") -> QuestionSource:
    """The questions that measure some competencies again, until that is sure enough."""
    most = len(rule.questions)

    def following(progress: Progress) -> Next | None:
        question = rule.next(progress.answers, progress.asked)
        return Next(question, left=most - len(progress.trail)) if question else None

    return QuestionSource(most, following, pack.shown)


@frozen
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
    """Whether to offer more questions: where it is too close to call. Careless answers do not become better by being more."""
    return assessment.best.verdict == "close" and assessment.quality.confidence == "normal"


def _criteria(unit: Unit) -> Iterator[ShownQuestion]:
    for index, item in enumerate(unit.rubric):
        text = Text(zh=f"{unit.title.zh}：{item.criterion.zh}", en=f"{unit.title.en}: {item.criterion.en}")
        yield ShownQuestion(f"rubric.{unit.id}.{index}", "session.kind.rubric", "", text, (), item.levels, shuffled=False)
