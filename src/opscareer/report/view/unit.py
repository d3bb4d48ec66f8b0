"""A unit in words: what every document about it says alike."""

import re
from collections.abc import Iterator

from opscareer.pack.learning import Unit
from opscareer.report.view.names import PackTexts, inside
from opscareer.texts import Texts

LEVELS = ("unit.level-first", "unit.level-second", "unit.level-third")
"""What the three levels of a rubric are called."""


END_OF_STEP = re.compile(
    r"[。！？]+[”’」』]*(?=[^，、；：。！？…）”’」』])"  # of a Chinese sentence
    r"|(?<![ (]\w)[.?!]['\")]*(?= +['\"(]?[A-Z0-9])"  # of an English one, but for "e.g."
    r"|[；。，：](?=[①-⑳])|[:;,](?= \(\d\))"  # before what is numbered
)
PARENTHESES = ("（“‘「『《(", "）”’」』》)")
LONG_STEP = 240  # bytes: two or three lines of a terminal


def steps(text: str) -> tuple[str, ...]:
    """A task as the steps that it is done in: its sentences, and what is numbered in them. A long one has a line for each clause."""
    found, begun = list[str](), 0
    for end in [*(match.end() for match in END_OF_STEP.finditer(text)), len(text)]:
        step = text[begun:end].strip()
        if step and (end == len(text) or not any(step.count(left) > step.count(right) for left, right in zip(*PARENTHESES, strict=True))):
            found.append(re.sub("(?<=；)|(?<=;) ", "\n", step) if len(step.encode()) > LONG_STEP else step)
            begun = end
    return tuple(found)


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
