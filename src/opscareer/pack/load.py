"""A directory with YAML files and practice data → a Pack, or a PackError with every problem that was found."""

import hashlib
import json
import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from opscareer.errors import PackError, Problem
from opscareer.pack.files import Files, nearest
from opscareer.pack.model import FORMAT, GuideFile, LearningFile, Pack, QuestionsFile, RolesFile, UnitsFile, Value
from opscareer.pack.rules import check
from opscareer.pack.yaml_tree import Source, TreePath, Unreadable, brief, read_file, read_regular, refuse_what_is_no_text

MAX_ITEM = 100

FileModel = TypeVar("FileModel", RolesFile, QuestionsFile, LearningFile, UnitsFile, GuideFile)


def shipped() -> Path:
    """The directory of the pack that comes with the program: beside the package when installed, `data/` in a checkout."""
    package = Path(__file__).parents[1]
    installed = package / "data"
    return installed if installed.is_dir() else package.parents[1] / "data"


def load_pack(directory: Path | None = None) -> Pack:
    """Read and check a pack; without a directory, the shipped one. Raises PackError."""
    place = directory or shipped()
    if not place.is_dir():
        raise PackError("pack-missing", directory=str(place))
    problems: list[Problem] = []
    sources: dict[str, Source] = {}
    roles = _read(RolesFile, place, "roles", sources, problems)
    questions = _read(QuestionsFile, place, "questions", sources, problems)
    learning = _read(LearningFile, place, "learning", sources, problems)
    names = sorted(path.stem for path in place.glob("learning-*.yaml"))
    more_units = {name: _read(UnitsFile, place, name, sources, problems) for name in names}
    practice_files = _practice_files(learning, place, problems) if learning else {}
    guide = _read(GuideFile, place, "guide", sources, problems)
    problems = _format_problem(sources) + problems
    read = {name: units for name, units in more_units.items() if units}
    if roles and questions and learning and guide and len(read) == len(more_units):
        files = Files(roles, questions, learning, read, practice_files, guide, sources)
        problems += check(files)
        if not problems:
            return _pack(files)
    raise PackError("pack-invalid", problems, directory=str(place))


def _practice_files(learning: LearningFile, place: Path, problems: list[Problem]) -> dict[str, bytes]:
    """The practice data by file name. A link may not lead out of the `practice` directory beside the real `learning.yaml`."""
    home = (place / "learning.yaml").resolve().parent / "practice"
    contents: dict[str, bytes] = {}
    for item in learning.practice:
        for file in item.files:
            path = place / "practice" / file.name
            try:
                contents[file.name] = read_regular(path, str(path))
                refuse_what_is_no_text(contents[file.name], str(path))
                if path.resolve().parent != home:
                    raise Unreadable(Problem("practice-outside", {}, str(path)))
            except Unreadable as error:
                problems.append(replace(error.problem, item=item.id))
    return contents


def _read(model: type[FileModel], place: Path, name: str, sources: dict[str, Source], problems: list[Problem]) -> FileModel | None:
    try:
        source = sources[name] = read_file(place / f"{name}.yaml")
    except Unreadable as error:
        problems.append(error.problem)
        return None
    try:
        return model.model_validate(source.tree)
    except ValidationError as error:
        problems += _problems(source, error)
        return None


def _format_problem(sources: dict[str, Source]) -> list[Problem]:
    """A pack of another format says so itself, whatever else the reader cannot make of it."""
    tree = sources["roles"].tree if "roles" in sources else None
    header = tree.get("pack") if isinstance(tree, dict) else None
    found = header.get("format") if isinstance(header, dict) else None
    if not isinstance(found, str) or not re.fullmatch("[0-9]{1,9}", found) or int(found) == FORMAT:
        return []
    path: TreePath = ("pack", "format")
    return [sources["roles"].problem(path, "pack-format", _item(tree, path), found=brief(found), known=FORMAT)]


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
    return Pack.model_construct(hash=_hash(parts), **parts)


def _by_id(items: Sequence[Any]) -> tuple[Any, ...]:
    return tuple(sorted(items, key=lambda item: item.id))


def _hash(parts: dict[str, Any]) -> str:
    """First 16 hexadecimal digits of the SHA-256 of what the pack says, blind to layout, comments and the order of items."""

    def plain(value: Any) -> Any:
        if isinstance(value, bytes):
            return hashlib.sha256(value).hexdigest()
        return value.model_dump(mode="json") if isinstance(value, BaseModel) else value

    text = json.dumps(
        {key: [plain(item) for item in value] if isinstance(value, tuple) else plain(value) for key, value in parts.items()},
        default=plain,
        ensure_ascii=False,
        sort_keys=True,
    )
    return hashlib.sha256(text.encode()).hexdigest()[:16]


# --- pydantic's errors in our words -------------------------------------------------------------------------------------------------

SLUGS = {
    "missing": "key-missing",
    "extra_forbidden": "key-unknown",
    "int_parsing": "not-whole-number",
    "int_type": "not-whole-number",
    "int_from_float": "not-whole-number",
    "float_parsing": "not-number",
    "float_type": "not-number",
    "finite_number": "not-number",
    "bool_parsing": "not-yes-no",
    "bool_type": "not-yes-no",
    "string_type": "not-text",
    "string_too_short": "text-empty",
    "string_too_long": "text-too-long",
    "string_pattern_mismatch": "text-pattern",
    "literal_error": "not-one-of",
    "union_tag_invalid": "not-one-of",
    "union_tag_not_found": "kind-missing",
    "tuple_type": "not-list",
    "list_type": "not-list",
    "model_type": "not-mapping",
    "model_attributes_type": "not-mapping",
    "mapping_type": "not-mapping",
    "dict_type": "not-mapping",
    "too_short": "list-too-short",
    "too_long": "list-too-long",
    "greater_than": "number-low",
    "greater_than_equal": "number-low",
    "less_than": "number-high",
    "less_than_equal": "number-high",
    "multiple_of": "not-half-level",
}


def _problems(source: Source, error: ValidationError) -> list[Problem]:
    """Everything wrong in one file, by line."""
    found = [_problem(source, detail) for detail in error.errors(include_url=False) if not _is_echo(source, detail)]
    return sorted(found, key=lambda problem: (problem.line, problem.column))


def _is_echo(source: Source, detail: ErrorDetails) -> bool:
    """A list that is long enough, called too short only because some of its entries have problems of their own."""
    _, node = _in_tree(source.tree, _untagged(detail["loc"]))
    return detail["type"] == "too_short" and isinstance(node, list) and len(node) >= detail["ctx"]["min_length"]


def _problem(source: Source, detail: ErrorDetails) -> Problem:
    location = _untagged(detail["loc"])
    of_key = bool(location) and location[-1] == "[key]"
    if of_key:
        location = location[:-1]
    path, node = _in_tree(source.tree, location)
    slug = SLUGS.get(detail["type"], "value-invalid")
    context = detail.get("ctx", {})
    facts: dict[str, object] = {"key": _name(location, source.name), "reason": detail["msg"]}
    if slug == "key-missing" and isinstance(location[-1], int):
        return source.problem(
            path, "list-too-short", _item(source.tree, path), key=_name(location[:-1], source.name), limit=location[-1] + 1
        )
    if slug == "key-unknown":
        near = nearest(str(facts["key"]), _known_keys())
        facts["near"] = near if near != facts["key"] else ""
    elif slug == "not-one-of":
        facts["expected"] = context.get("expected") or context.get("expected_tags") or ""
        facts["value"] = str(location[-1]) if of_key else context.get("tag") or brief(node)
        path = (*path, "kind") if "tag" in context else path
    elif slug == "kind-missing":
        facts["key"] = "kind"
    else:
        limit = next((context[name] for name in ("ge", "gt", "le", "lt", "min_length", "max_length") if name in context), "")
        value = brief(location[-1]) if of_key else brief(node)
        facts |= {"value": value, "limit": limit, "pattern": context.get("pattern", "")}
    return source.problem(path, slug, _item(source.tree, path), slug == "key-unknown" or of_key, **facts)


def _name(location: tuple[str | int, ...], file: str) -> str:
    """What to call the place: its key, or for an entry of a list the list's key with its number."""
    if location and isinstance(location[-1], int):
        return f"{_name(location[:-1], file)}[{location[-1] + 1}]"
    return brief(location[-1]) if location else file


def _untagged(location: tuple[str | int, ...]) -> tuple[str | int, ...]:
    """Pydantic's location without the kind of a question, which it puts after the question's number."""
    return location[:2] + location[3:] if location[:1] == ("questions",) else location


def _in_tree(tree: Any, location: tuple[str | int, ...]) -> tuple[TreePath, Any]:
    """The path to the location, or to what of it stands in the file, and the node there (None where it is missing)."""
    path: list[str | int] = []
    node = tree
    for step in location:
        with suppress(KeyError, IndexError, TypeError):
            node = node[step]
            path.append(step)
    missing = bool(location) and (not path or path[-1] != location[-1])
    return tuple(path), None if missing else node


def _item(tree: Any, path: TreePath) -> str:
    """The id of the innermost item on the way to `path` that has one."""
    found, node = "", tree
    for step in path:
        node = node[step]
        if isinstance(node, dict) and isinstance(node.get("id"), str):
            found = brief(node["id"], MAX_ITEM)
    return found


def _known_keys(model: type[BaseModel] = Value) -> set[str]:
    """Every key that some part of a pack knows, for "did you mean"."""
    keys = {field.alias or name for name, field in model.model_fields.items()}
    return keys.union(*(_known_keys(part) for part in model.__subclasses__()))
