"""The strict reader: a directory with YAML files and practice data → a Pack, or a PackError with every problem that was found."""

import hashlib
import json
import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar

from opscareer.errors import PackError, Problem
from opscareer.pack.files import Files, GuideFile, LearningFile, QuestionsFile, RolesFile, UnitsFile, nearest
from opscareer.pack.model import FORMAT, Pack
from opscareer.pack.rules import check
from opscareer.pack.shapes import INVALID, known_keys, record
from opscareer.pack.source import Source, TreePath, Unreadable, brief, check_text, read_regular
from opscareer.pack.values import plain
from opscareer.pack.yaml_tree import read_file

MAX_ITEM = 100

FileModel = TypeVar("FileModel", RolesFile, QuestionsFile, LearningFile, UnitsFile, GuideFile)


def read_pack(directory: Path) -> Pack:
    """Read and check a pack. Raises PackError."""
    if not directory.is_dir():
        raise PackError("pack-missing", directory=str(directory))
    reading = _Reading(directory)
    roles = reading.file(RolesFile, "roles")
    questions = reading.file(QuestionsFile, "questions")
    learning = reading.file(LearningFile, "learning")
    names = sorted(path.stem for path in directory.glob("learning-*.yaml"))
    more_units = {name: reading.file(UnitsFile, name) for name in names}
    practice_files = reading.practice(learning) if learning else {}
    guide = reading.file(GuideFile, "guide")
    problems = _format_problem(reading.sources) + reading.problems
    usable = {name: units for name, units in more_units.items() if units}
    if roles and questions and learning and guide and len(usable) == len(more_units):
        files = Files(roles, questions, learning, usable, practice_files, guide, reading.sources)
        problems += check(files)
        if not problems:
            return _pack(files)
    raise PackError("pack-invalid", problems, directory=str(directory))


@dataclass
class _Reading:
    """The files of one directory as far as they have been read, and what is wrong with them."""

    directory: Path
    sources: dict[str, Source] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def file(self, model: type[FileModel], name: str) -> FileModel | None:
        try:
            source = self.sources[name] = read_file(self.directory / f"{name}.yaml")
        except Unreadable as error:
            self.problems.append(error.problem)
            return None
        complaints = Complaints(source)
        value: FileModel = record(model).read(source.tree, (), complaints)
        self.problems += sorted(complaints.problems, key=lambda problem: (problem.line, problem.column))
        return None if value is INVALID else value

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


@dataclass
class Complaints:
    """Problems in one file, each with what its sentence needs: `key` is what to call the place, `value` what was written there."""

    source: Source
    problems: list[Problem] = field(default_factory=list)

    def add(self, path: TreePath, slug: str, *, at_key: bool = False, **facts: object) -> None:
        facts = {"key": _name(path, self.source.name), **facts}
        if slug == "key-unknown":
            near = nearest(str(facts["key"]), known_keys())
            facts["near"] = near if near != facts["key"] else ""
        elif slug == "kind-missing":
            facts["key"] = "kind"
        else:
            facts["value"] = brief(path[-1] if at_key else self._node(path))
        self.problems.append(self.source.problem(path, slug, self._item(path), at_key, **facts))

    def _node(self, path: TreePath) -> Any:
        """The node there; None where it is missing."""
        node = self.source.tree
        for step in path:
            try:
                node = node[step]
            except (KeyError, IndexError):
                return None
        return node

    def _item(self, path: TreePath) -> str:
        """The id of the innermost item on the way to `path` that has one."""
        innermost, node = "", self.source.tree
        for step in path:
            with suppress(KeyError, IndexError):
                node = node[step]
            if isinstance(node, dict) and isinstance(node.get("id"), str):
                innermost = brief(node["id"], MAX_ITEM)
        return innermost


def _name(path: TreePath, file: str) -> str:
    """What to call the place: its key, or for an entry of a list the list's key with its number."""
    if path and isinstance(path[-1], int):
        return f"{_name(path[:-1], file)}[{path[-1] + 1}]"
    return brief(path[-1]) if path else file


def _format_problem(sources: dict[str, Source]) -> list[Problem]:
    """A pack of another format says so itself, whatever else the reader cannot make of it."""
    tree = sources["roles"].tree if "roles" in sources else None
    header = tree.get("pack") if isinstance(tree, dict) else None
    number = header.get("format") if isinstance(header, dict) else None
    if not isinstance(number, str) or not re.fullmatch("[0-9]{1,9}", number) or int(number) == FORMAT:
        return []
    complaints = Complaints(sources["roles"])
    complaints.add(("pack", "format"), "pack-format", found=brief(number), known=FORMAT)
    return complaints.problems


def _pack(files: Files) -> Pack:
    parts: dict[str, Any] = {
        "header": files.roles.pack,
        "competencies": _by_id(files.roles.competencies),
        "roles": _by_id(files.roles.roles),
        "ladder": files.roles.ladder,
        "notes": files.roles.notes,
        "scales": files.questions.scales,
        "questions": _by_id(files.questions.questions),
        "resources": _by_id(files.learning.resources),
        "practice": _by_id(files.learning.practice),
        "practice_files": dict(sorted(files.practice_files.items())),
        "units": _by_id([unit for _, _, unit in files.units()]),
        "topics": files.guide.topics,
        "claims": files.guide.claims,
        "sources": files.guide.sources,
    }
    return Pack(hash=_hash(parts), **parts)


def _by_id(items: Sequence[Any]) -> tuple[Any, ...]:
    return tuple(sorted(items, key=lambda item: item.id))


def _hash(parts: dict[str, Any]) -> str:
    """First 16 hexadecimal digits of the SHA-256 of what the pack says, blind to layout, comments and the order of items."""

    def digest(content: object) -> str:
        assert isinstance(content, bytes)
        return hashlib.sha256(content).hexdigest()

    text = json.dumps(
        {name: plain(part) for name, part in parts.items()},
        default=digest,
        ensure_ascii=False,
        sort_keys=True,
    )
    return hashlib.sha256(text.encode()).hexdigest()[:16]
