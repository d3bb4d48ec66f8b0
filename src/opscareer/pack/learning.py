"""The learning path of a pack: resources, data to practise on, and units with their keys."""

from collections.abc import Mapping
from dataclasses import field
from typing import Annotated, Literal

from opscareer.pack.values import HalfLevel, Id, Item, Language, Limits, Prose, Text, Tier, UnitHours, Value

CRITERIA, RUBRIC_LEVELS = 4, 3


class Resource(Item):
    """A book, course or the like to learn from, and what shows that it is there."""

    title: Prose
    author: Prose | None = None
    kind: Literal["book", "course", "article", "tutorial", "documentation", "dataset", "standard", "website"]
    language: Literal["zh", "en", "both"]
    free: bool
    url: Annotated[str, Limits(pattern=r"^https://[^\s<>\"]+$", longest=300)] | None = None
    isbn: Annotated[str, Limits(pattern=r"^\d{13}$")] | None = None
    year: Annotated[int, Limits(least=1900, most=2100)] | None = None
    evidence: Prose
    note: Text | None = None


class PracticeFile(Value):
    """A file in the pack's `practice/` directory; with a language, it is for readers of that one only."""

    name: Annotated[str, Limits(pattern=r"^[a-z0-9][a-z0-9_-]*(\.[a-z0-9_-]+)*\.(csv|md|json)$", longest=60)]
    language: Language | None = None


class Column(Value):
    """A column of a table, or a field of a record, and what it means."""

    name: Annotated[str, Limits(pattern=r"^[A-Za-z][A-Za-z0-9_]*$", longest=60)]
    meaning: Text


class Practice(Item):
    """Data to practise on. `seed` is what the script that made the files started from, if one did."""

    title: Text
    about: Text
    licence: Prose
    seed: Annotated[int, Limits(least=0)] | None = None
    files: Annotated[tuple[PracticeFile, ...], Limits(shortest=1, longest=10)]
    columns: tuple[Column, ...] = ()

    def for_language(self, language: Language) -> tuple[str, ...]:
        """The names of the files that a reader of this language works with; of all languages, if there are none in this one."""
        names = tuple(file.name for file in self.files if file.language in {None, language})
        return names or tuple(file.name for file in self.files)


class Task(Value):
    """What one does to learn it: the work, the material, the countable thing it ends in."""

    brief: Text
    input: Text
    deliverable: Text


class Criterion(Value):
    """One thing that another person judges the deliverable by: not yet, good enough, convincing."""

    criterion: Text
    levels: Annotated[tuple[Text, ...], Limits(shortest=RUBRIC_LEVELS, longest=RUBRIC_LEVELS)]


class Finding(Value):
    """Something that is to be found in a unit's material; `value` where it is a number or a name."""

    text: Text
    value: Text | None = None


class Key(Value):
    """For whoever judges the work, and for oneself once it is done: what is to be found, what often goes wrong, and a deliverable that is
    good enough."""

    findings: Annotated[tuple[Finding, ...], Limits(shortest=1, longest=20)]
    mistakes: Annotated[tuple[Text, ...], Limits(shortest=1, longest=10)]
    sample: Text


class Unit(Item):
    """One step of one competency, from a level to a higher one, in halves.

    A core unit has neither `role` nor `tier`; with them it is the particular work of one role at one tier.

    hours: of everything, reading included: our estimate
    weeks_min: in fewer weeks it cannot be done, whatever the hours
    used_for: where the skill comes in at work
    reading: what to read of the resources, or that good material does not exist
    alone: how to do it without others
    skip_deeds: numbers of deeds by the id of their list; who has done one of them need not do the unit
    """

    competency: Id
    from_level: HalfLevel = field(metadata={"key": "from"})
    to_level: HalfLevel = field(metadata={"key": "to"})
    role: Id | None = None
    tier: Tier | None = None
    title: Text
    goal: Text
    used_for: Text | None = None
    prerequisites: tuple[Id, ...] = ()
    hours: UnitHours
    weeks_min: Annotated[int, Limits(least=1, most=26)] = 1
    resources: tuple[Id, ...] = ()
    reading: Text | None = None
    practice: tuple[Id, ...] = ()
    task: Task
    rubric: Annotated[tuple[Criterion, ...], Limits(shortest=CRITERIA, longest=CRITERIA)]
    evidence: Text
    check: Text
    skip_if: Text
    skip_deeds: Mapping[Id, Annotated[tuple[int, ...], Limits(shortest=1)]] = field(default_factory=dict)
    alone: Text | None = None
    key: Key | None = None


class LearningFile(Value):
    """`learning.yaml`."""

    resources: tuple[Resource, ...] = ()
    practice: tuple[Practice, ...] = ()
    units: tuple[Unit, ...] = ()


class UnitsFile(Value):
    """`learning-NAME.yaml`: more units."""

    units: Annotated[tuple[Unit, ...], Limits(shortest=1)]
