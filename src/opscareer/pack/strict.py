"""The strict reader: a directory with YAML files and practice data → a Pack, or a PackError with every problem that was found."""

import hashlib
import json
import re
from dataclasses import dataclass, field, fields, replace
from itertools import islice
from pathlib import Path
from typing import Any

from opscareer.errors import NoSuchPack, PackError, Problem
from opscareer.frozen import content, frozen
from opscareer.pack.files import Entries, entries_of
from opscareer.pack.learning import LearningFile, UnitsFile
from opscareer.pack.model import FORMAT, GuideFile, Pack, QuestionsFile, RolesFile
from opscareer.pack.practice.pages import active_parts
from opscareer.pack.practice.tables import formulas
from opscareer.pack.reading import FileModel, Reading, languages_of
from opscareer.pack.rules import check
from opscareer.pack.source import MOST_PROBLEMS, Source, Unreadable, brief, check_text, read_regular
from opscareer.pack.values import LANGUAGES, Language, Value
from opscareer.pack.yaml_tree import read_file

MOST_FILES = 30  # with more units
MAX_PRACTICE = 4 * 1024 * 1024  # bytes of all practice data together
MAX_NAME = 200  # characters of a path that are quoted
LOOKS = {".csv": formulas, ".md": active_parts}
"""What looks for that which other programs would run, by the ending of a file of practice data."""
SORTED_BY_ID = ("competencies", "roles", "questions", "resources", "practice", "units")


@frozen
class Examined:
    """What there is to say of a directory: every problem or, where there is none, the pack; and where each item stands."""

    pack: Pack | None
    problems: list[Problem]
    entries: Entries | None


def read_pack(directory: Path) -> Pack:
    """Read and check a pack. Raises PackError."""
    found = examine(directory)
    if found.pack is None:
        raise PackError("pack-invalid", found.problems, directory=str(directory))
    return found.pack


def examine(directory: Path) -> Examined:
    """Read and check a pack. Raises PackError only where there is no directory."""
    files = _Files(directory, _home(directory))
    files.read("roles", RolesFile)
    files.read("questions", QuestionsFile)
    learning = files.read("learning", LearningFile)
    for name in files.more_units():
        files.read(name, UnitsFile)
    practice_files = files.practice(learning) if learning else {}
    files.read("guide", GuideFile)
    problems = _with_format(files)
    values = [(files.sources[name], value) for name, value in files.values.items() if value]
    if len(values) < len(files.values):
        return Examined(None, problems, None)
    entries = Entries(
        tuple(entry for source, value in values for entry in entries_of(source, value)), files.sources["learning"], files.languages
    )
    problems += check(entries)
    pack = None if problems else _pack([value for _, value in values], practice_files, files.languages)
    return Examined(pack, problems, entries)


def _home(directory: Path) -> Path:
    """The real directory, in which all files of the pack lie. Raises PackError."""
    try:
        if directory.is_dir():
            return directory.resolve()
    except (OSError, ValueError, RuntimeError):  # a name too long, with a NUL, of a link to itself
        pass
    raise NoSuchPack("pack-missing", directory=brief(str(directory), MAX_NAME))


@dataclass
class _Files:
    """The files of one directory as far as they have been read, by name, and what is wrong with them. What cannot be used is None."""

    directory: Path
    home: Path
    languages: tuple[Language, ...] = LANGUAGES
    sources: dict[str, Source] = field(default_factory=dict)
    values: dict[str, Value | None] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def read(self, name: str, model: type[FileModel]) -> FileModel | None:
        self.values[name] = None
        try:
            self.sources[name] = read_file(self.directory / f"{name}.yaml", self.home)
        except Unreadable as error:
            self.problems.append(error.problem)
            return None
        if name == "roles":
            self.languages = languages_of(self.sources[name])
        reading = Reading(self.sources[name], self.languages)
        value = self.values[name] = reading.file(model)
        self.problems += reading.problems
        return value

    def more_units(self) -> list[str]:
        """The names of the files with more units."""
        try:
            names = sorted(path.stem for path in self.directory.glob("learning-*.yaml"))
        except OSError:  # a directory that may be entered and not listed
            names = []
        if len(names) > MOST_FILES:
            self.problems.append(Problem("too-many-files", {"limit": MOST_FILES}, str(self.directory)))
        return names[:MOST_FILES]

    def practice(self, learning: LearningFile) -> dict[str, bytes]:
        """The practice data by file name, each read once, however many items name it."""
        owner = {file.name: item.id for item in reversed(learning.practice) for file in item.files}
        contents: dict[str, bytes] = {}
        for name in sorted(owner):
            path = self.directory / "practice" / name
            try:
                contents[name] = read_regular(path, str(path), home=self.home / "practice")
                source = check_text(contents[name], str(path))
                for look in (look for ending, look in LOOKS.items() if name.endswith(ending)):
                    self.problems += [replace(problem, item=owner[name]) for problem in islice(look(source), MOST_PROBLEMS)]
            except Unreadable as error:
                self.problems.append(replace(error.problem, item=owner[name]))
            if sum(map(len, contents.values())) > MAX_PRACTICE:
                self.problems.append(Problem("practice-too-much", {"limit": MAX_PRACTICE // 1024 // 1024}, str(path.parent)))
                break
        return contents


def _with_format(files: _Files) -> list[Problem]:
    """All problems of the files. A pack of another format says so itself, first, whatever else the reader cannot make of it."""
    reading = Reading(files.sources.get("roles") or Source("", None))
    *above, number = reading.way(("pack", "format"))
    if len(above) != 2 or not isinstance(number, str) or not re.fullmatch("[0-9]{1,9}", number) or int(number) == FORMAT:
        return files.problems
    reading.complain(("pack", "format"), "pack-format", found=brief(number), known=FORMAT)
    place = [(problem.file, problem.line, problem.column) for problem in reading.problems]
    return reading.problems + [one for one in files.problems if (one.file, one.line, one.column) not in place]


def _pack(files: list[Value], practice_files: dict[str, bytes], languages: tuple[Language, ...]) -> Pack:
    parts: dict[str, Any] = {"practice_files": dict(sorted(practice_files.items())), "units": ()}
    for file in files:
        parts |= {**content(file), "units": (*parts["units"], *getattr(file, "units", ()))}
    parts |= {name: tuple(sorted(parts[name], key=lambda item: item.id)) for name in SORTED_BY_ID}
    return Pack(hash=_hash({name: part for name, part in parts.items() if name != "opening"}), languages=languages, **parts)


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
