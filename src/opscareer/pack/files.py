"""The files of a pack as they were read, before any rule that looks across them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Annotated

from opscareer.errors import Problem
from opscareer.pack.kinds.scale import Scales
from opscareer.pack.model import Claim, Competency, Header, Practice, Question, Reference, Resource, Role, Rung, Topic, Unit
from opscareer.pack.source import Source, TreePath
from opscareer.pack.values import Id, Limits, Text, Value


class RolesFile(Value):
    """`roles.yaml`."""

    pack: Header
    competencies: tuple[Competency, ...] = ()
    roles: Annotated[tuple[Role, ...], Limits(shortest=2, longest=20)]
    ladder: tuple[Rung, ...] = ()
    notes: Mapping[Id, Text] = field(default_factory=dict)


class QuestionsFile(Value):
    """`questions.yaml`."""

    scales: Scales
    questions: Annotated[tuple[Question, ...], Limits(shortest=1)]


class UnitsFile(Value):
    """`learning-NAME.yaml`: more units."""

    units: Annotated[tuple[Unit, ...], Limits(shortest=1)]


class LearningFile(Value):
    """`learning.yaml`."""

    resources: tuple[Resource, ...] = ()
    practice: tuple[Practice, ...] = ()
    units: tuple[Unit, ...] = ()


class GuideFile(Value):
    """`guide.yaml`."""

    topics: tuple[Topic, ...] = ()
    claims: tuple[Claim, ...] = ()
    sources: tuple[Reference, ...] = ()


@dataclass(frozen=True)
class Files:
    """The files of a pack, typed, each beside the source that knows the place of every node.

    `more_units` are the files beside `learning.yaml`, by their name without ending. `practice_files` holds the bytes of the practice data.
    """

    roles: RolesFile
    questions: QuestionsFile
    learning: LearningFile
    more_units: Mapping[str, UnitsFile]
    practice_files: Mapping[str, bytes]
    guide: GuideFile
    sources: Mapping[str, Source]

    def problem(self, file: str, path: TreePath, slug: str, item: str = "", at_key: bool = False, **facts: object) -> Problem:
        return self.sources[file].problem(path, slug, item, at_key, **facts)

    def units(self) -> Iterator[tuple[str, TreePath, Unit]]:
        """Every unit with its file and its path there."""
        for file, units in {"learning": self.learning.units, **{name: more.units for name, more in self.more_units.items()}}.items():
            for index, unit in enumerate(units):
                yield file, ("units", index), unit


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word most like `word`, or an empty string when none is near."""
    found = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return found[0] if found else ""
