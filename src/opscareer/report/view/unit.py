"""A unit in words: what every document about it says alike."""

from collections.abc import Iterator

from opscareer.pack.learning import Unit
from opscareer.report.view.names import PackTexts
from opscareer.texts import Texts
from opscareer.texts.sentences import LONG_STEP, inside, steps

LEVELS = ("unit.level-first", "unit.level-second", "unit.level-third")
"""What the three levels of a rubric are called."""


def unit_time(unit: Unit, texts: Texts) -> str:
    """The one time that is said of a unit: hours and, where they cannot be done in one week, weeks."""
    hours = texts("unit.hours", count=f"{unit.hours:g}")
    return hours if unit.weeks_min == 1 else texts("unit.hours-weeks", hours=hours, count=unit.weeks_min)


def used(unit: Unit, texts: PackTexts) -> Iterator[str]:
    """Where the skill comes in at work."""
    if unit.used_for:
        yield texts("unit.used", used_for=inside(texts.of(unit.used_for)))


def task_terms(unit: Unit, texts: PackTexts) -> Iterator[str]:
    """What the task starts from, by line where that is much, and what it ends in."""
    start = texts.of(unit.task.input)
    yield texts("unit.input", input="\n".join(steps(start)) if len(start.encode()) > 2 * LONG_STEP else start)
    yield texts("unit.deliverable", deliverable=texts.of(unit.task.deliverable))


def practice_data(unit: Unit, texts: PackTexts) -> Iterator[str]:
    """The data to work on, and how to get them."""
    if unit.practice:
        titles = texts.join([texts.of(texts.pack.practice_data[name].title) for name in unit.practice])
        yield texts("unit.data", titles=titles, id=unit.id)
