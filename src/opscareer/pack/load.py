"""A directory with four YAML files → a Pack, or a PackError with every problem that was found."""

import hashlib
import json
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from opscareer.errors import PackError, Problem
from opscareer.pack.model import GuideFile, LearningFile, Pack, QuestionsFile, RolesFile, Value
from opscareer.pack.rules import Files, check, nearest
from opscareer.pack.source import Source, TreePath, Unreadable, read_file

FileModel = TypeVar("FileModel", RolesFile, QuestionsFile, LearningFile, GuideFile)


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
    guide = _read(GuideFile, place, "guide", sources, problems)
    if roles and questions and learning and guide:
        problems += check(Files(roles, questions, learning, guide, sources))
        if not problems:
            return _pack(roles, questions, learning, guide)
    raise PackError("pack-invalid", problems, directory=str(place))


def _read(model: type[FileModel], place: Path, name: str, sources: dict[str, Source], problems: list[Problem]) -> FileModel | None:
    try:
        source = sources[name] = read_file(place / f"{name}.yaml")
    except Unreadable as error:
        problems.append(error.problem)
        return None
    try:
        return model.model_validate(source.tree)
    except ValidationError as error:
        problems += sorted(
            (_problem(source, detail) for detail in error.errors(include_url=False)), key=lambda found: (found.line, found.column)
        )
        return None


def _pack(roles: RolesFile, questions: QuestionsFile, learning: LearningFile, guide: GuideFile) -> Pack:
    parts: dict[str, Any] = {
        "header": roles.pack,
        "competencies": _by_id(roles.competencies),
        "roles": _by_id(roles.roles),
        "ladder": roles.ladder,
        "notes": roles.notes,
        "scales": questions.scales,
        "questions": _by_id(questions.questions),
        "resources": _by_id(learning.resources),
        "units": _by_id(learning.units),
        "topics": guide.topics,
        "claims": guide.claims,
        "sources": guide.sources,
    }
    return Pack.model_construct(hash=_hash(parts), **parts)


def _by_id(items: Sequence[Any]) -> tuple[Any, ...]:
    return tuple(sorted(items, key=lambda item: item.id))


def _hash(parts: dict[str, Any]) -> str:
    """First 16 hexadecimal digits of the SHA-256 of what the pack says, blind to layout, comments and the order of items."""

    def plain(value: Any) -> Any:
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
}


def _problem(source: Source, detail: ErrorDetails) -> Problem:
    path, node = _in_tree(source.tree, detail["loc"])
    slug = SLUGS.get(detail["type"], "value-invalid")
    context = detail.get("ctx", {})
    key = str(detail["loc"][-1]) if detail["loc"] else source.name
    facts: dict[str, object] = {"key": key, "reason": detail["msg"]}
    if slug == "key-unknown":
        facts["near"] = nearest(key, _known_keys())
    elif slug == "not-one-of":
        facts["expected"] = context.get("expected") or context.get("expected_tags") or ""
        facts["value"] = context.get("tag") or _short(node)
    elif slug == "kind-missing":
        facts["key"] = "kind"
    else:
        limit = next((context[name] for name in ("ge", "gt", "le", "lt", "min_length", "max_length") if name in context), "")
        facts |= {"value": _short(node), "limit": limit, "pattern": context.get("pattern", "")}
    return source.problem(path, slug, at_key=slug == "key-unknown", item=_item(source.tree, path), **facts)


def _short(node: Any) -> str:
    return node[:40] if isinstance(node, str) else ""


def _in_tree(tree: Any, location: tuple[str | int, ...]) -> tuple[TreePath, Any]:
    """Pydantic's location without the tags of unions that it puts between, and the node there (None where it is missing)."""
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
            found = node["id"]
    return found


def _known_keys(model: type[BaseModel] = Value) -> set[str]:
    """Every key that some part of a pack knows, for "did you mean"."""
    keys = {field.alias or name for name, field in model.model_fields.items()}
    return keys.union(*(_known_keys(part) for part in model.__subclasses__()))
