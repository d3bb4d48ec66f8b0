"""The files of a pack as they were read, before anybody has looked across them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from opscareer.errors import Problem
from opscareer.pack.model import GuideFile, LearningFile, QuestionsFile, RolesFile, Unit, UnitsFile
from opscareer.pack.source import Source, TreePath


@dataclass(frozen=True)
class Files:
    """The files of a pack, typed, each beside the source that knows where everything stands.

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
        """Every unit with the file that it stands in and its place there."""
        for file, units in {"learning": self.learning.units, **{name: more.units for name, more in self.more_units.items()}}.items():
            for index, unit in enumerate(units):
                yield file, ("units", index), unit


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word most like `word`, or an empty string when none is near."""
    found = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return found[0] if found else ""
