"""The strict reader: a directory with YAML files and practice data → a Pack, or a PackError with every problem that was found."""

import hashlib
import json
import re
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from opscareer.errors import NoSuchPack, PackError, Problem
from opscareer.pack.files import Entries, entries_of
from opscareer.pack.learning import LearningFile, UnitsFile
from opscareer.pack.model import FORMAT, GuideFile, Pack, QuestionsFile, RolesFile
from opscareer.pack.reading import FileModel, Reading
from opscareer.pack.rules import check
from opscareer.pack.source import Source, Unreadable, brief, check_text, read_regular
from opscareer.pack.values import Value, content
from opscareer.pack.yaml_tree import read_file

SORTED_BY_ID = ("competencies", "roles", "questions", "resources", "practice", "units")


def read_pack(directory: Path) -> Pack:
    """Read and check a pack. Raises PackError."""
    if not directory.is_dir():
        raise NoSuchPack("pack-missing", directory=str(directory))
    files = _Files(directory)
    files.read("roles", RolesFile)
    files.read("questions", QuestionsFile)
    learning = files.read("learning", LearningFile)
    for name in sorted(path.stem for path in directory.glob("learning-*.yaml")):
        files.read(name, UnitsFile)
    practice_files = files.practice(learning) if learning else {}
    files.read("guide", GuideFile)
    problems = (_format_problem(files.sources["roles"]) if "roles" in files.sources else []) + files.problems
    values = [(files.sources[name], value) for name, value in files.values.items() if value]
    if len(values) == len(files.values):
        entries = tuple(entry for source, value in values for entry in entries_of(source, value))
        problems += check(Entries(entries, files.sources["learning"]))
    if problems:
        raise PackError("pack-invalid", problems, directory=str(directory))
    return _pack([value for _, value in values], practice_files)


@dataclass
class _Files:
    """The files of one directory as far as they have been read, by name, and what is wrong with them. What cannot be used is None."""

    directory: Path
    sources: dict[str, Source] = field(default_factory=dict)
    values: dict[str, Value | None] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def read(self, name: str, model: type[FileModel]) -> FileModel | None:
        self.values[name] = None
        try:
            self.sources[name] = read_file(self.directory / f"{name}.yaml")
        except Unreadable as error:
            self.problems.append(error.problem)
            return None
        reading = Reading(self.sources[name])
        value = self.values[name] = reading.file(model)
        self.problems += reading.problems
        return value

    def practice(self, learning: LearningFile) -> dict[str, bytes]:
        """The practice data by file name. A link may not lead out of the `practice` directory beside the real `learning.yaml`."""
        home = (self.directory / "learning.yaml").resolve().parent / "practice"
        contents: dict[str, bytes] = {}
        for item in learning.practice:
            for file in item.files:
                path = self.directory / "practice" / file.name
                try:
                    contents[file.name] = read_regular(path, str(path))
                    check_text(contents[file.name], str(path))
                    if path.resolve().parent != home:
                        raise Unreadable(Problem("practice-outside", {}, str(path)))
                except Unreadable as error:
                    self.problems.append(replace(error.problem, item=item.id))
        return contents


def _format_problem(roles: Source) -> list[Problem]:
    """A pack of another format says so itself, whatever else the reader cannot make of it."""
    reading = Reading(roles)
    *above, number = reading.way(("pack", "format"))
    if len(above) == 2 and isinstance(number, str) and re.fullmatch("[0-9]{1,9}", number) and int(number) != FORMAT:
        reading.complain(("pack", "format"), "pack-format", found=brief(number), known=FORMAT)
    return reading.problems


def _pack(files: list[Value], practice_files: dict[str, bytes]) -> Pack:
    parts: dict[str, Any] = {"practice_files": dict(sorted(practice_files.items())), "units": ()}
    for file in files:
        parts |= {**content(file), "units": (*parts["units"], *getattr(file, "units", ()))}
    parts |= {name: tuple(sorted(parts[name], key=lambda item: item.id)) for name in SORTED_BY_ID}
    return Pack(hash=_hash({name: part for name, part in parts.items() if name != "opening"}), **parts)


def _hash(parts: dict[str, Any]) -> str:
    """First 16 hexadecimal digits of the SHA-256 of what the pack says, blind to layout, comments and the order of items."""
    text = json.dumps(parts, default=_plain, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _plain(part: Any) -> Any:
    """What the hash knows of a value: its fields, with None for each of a group that is missing; of bytes, their digest."""
    if isinstance(part, bytes):
        return hashlib.sha256(part).hexdigest()
    plain = content(part)
    for one in fields(part):
        if "flat" in one.metadata:
            group = plain.pop(one.name)
            plain |= content(group) if group else dict.fromkeys(inner.name for inner in fields(one.metadata["flat"]))
    return plain
