"""Rules of the learning path that look across items and files. Each takes the files as read and yields problems; none of them raises."""

from collections.abc import Callable, Iterator, Sequence
from graphlib import CycleError, TopologicalSorter

from opscareer.errors import Problem
from opscareer.pack.files import Files, nearest
from opscareer.pack.model import TIERS, Text, Unit, Value
from opscareer.pack.shapes import record
from opscareer.pack.source import TreePath


def unit_ids_are_unique(files: Files) -> Iterator[Problem]:
    seen: set[str] = set()
    for file, path, unit in files.units():
        if unit.id in seen:
            yield files.problem(file, (*path, "id"), "duplicate-id", unit.id, id=unit.id)
        seen.add(unit.id)


def units_name_what_exists(files: Files) -> Iterator[Problem]:
    competencies = [item.id for item in files.roles.competencies]
    roles = [item.id for item in files.roles.roles]
    resources = [item.id for item in files.learning.resources]
    practice = [item.id for item in files.learning.practice]
    units = [unit.id for _, _, unit in files.units()]
    for file, path, unit in files.units():
        others = [name for name in units if name != unit.id]
        for key, slug, named, known in (
            ("competency", "unknown-competency", unit.competency, competencies),
            ("role", "unknown-role", unit.role, roles),
            ("resources", "unknown-resource", unit.resources, resources),
            ("practice", "unknown-practice", unit.practice, practice),
            ("prerequisites", "unknown-unit", unit.prerequisites, [*others, unit.id]),
        ):
            for place, name in _named((*path, key), named):
                if name not in known:
                    near = nearest(name, others if key == "prerequisites" else known)
                    yield files.problem(file, place, slug, unit.id, id=name, near=near)


def _named(path: TreePath, named: str | Sequence[str] | None) -> Iterator[tuple[TreePath, str]]:
    """Each id under a key, with its place: the key's own for a single id, its number for one of a list."""
    if isinstance(named, str):
        yield path, named
    else:
        yield from (((*path, place), name) for place, name in enumerate(named or ()))


def units_are_sound(files: Files) -> Iterator[Problem]:
    for file, path, unit in files.units():
        if unit.to_level <= unit.from_level:
            yield files.problem(file, (*path, "to"), "unit-levels", unit.id)
        if unit.hours[1] < unit.hours[0]:
            yield files.problem(file, (*path, "hours"), "unit-hours", unit.id)
        elif unit.task.hours > unit.hours[1]:
            yield files.problem(file, (*path, "task", "hours"), "task-hours", unit.id, limit=f"{unit.hours[1]:g}")
        if (unit.role is None) != (unit.tier is None):
            given, missing = ("tier", "role") if unit.role is None else ("role", "tier")
            yield files.problem(file, (*path, given), "role-without-tier", unit.id, True, given=given, missing=missing)
        if not unit.resources and unit.material is None:
            yield files.problem(file, path, "unit-without-resources", unit.id)


def prerequisites_form_no_circle(files: Files) -> Iterator[Problem]:
    graph = {unit.id: unit.prerequisites for _, _, unit in files.units()}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        circle = list(error.args[1])
        file, path = next((file, path) for file, path, unit in files.units() if unit.id == circle[0])
        yield files.problem(file, (*path, "prerequisites"), "unit-circle", circle[0], circle=" → ".join(circle))


def levels_connect(files: Files) -> Iterator[Problem]:
    """From 1 up to the highest level that a role asks for, core units leave no step out.

    A pack without units has no path to hold. Where a unit names no competency or does not rise, the gap it leaves would only be an echo.
    """
    units = list(files.units())
    known = {competency.id for competency in files.roles.competencies}
    if not units or any(unit.competency not in known or unit.to_level <= unit.from_level for _, _, unit in units):
        return
    for competency in files.roles.competencies:
        wanted = [
            role.needs[competency.id].required.at(tier) for role in files.roles.roles for tier in TIERS if competency.id in role.needs
        ]
        core = [found for found in units if found[2].competency == competency.id and found[2].role is None]
        core.sort(key=lambda found: found[2].from_level)
        yield from _gaps(files, competency.id, core, max(wanted, default=1))


def _gaps(files: Files, competency: str, units: Sequence[tuple[str, TreePath, Unit]], highest: float) -> Iterator[Problem]:
    """`units` of one competency, lowest first. A gap is told at the unit above it, or at the end of the one that climbs highest."""
    level = 1.0
    for file, path, unit in units:
        if level < unit.from_level and level < highest:
            yield files.problem(file, (*path, "from"), "levels-gap", unit.id, id=competency, low=f"{level:g}", high=f"{unit.from_level:g}")
        level = max(level, unit.to_level)
    if level < highest:
        file, path, last = max(units, key=lambda found: found[2].to_level, default=("learning", (), None))
        item = last.id if last else ""
        yield files.problem(file, (*path, "to"), "levels-gap", item, id=competency, low=f"{level:g}", high=f"{highest:g}")


def isbns_hold(files: Files) -> Iterator[Problem]:
    for index, resource in enumerate(files.learning.resources):
        digits = [int(char) for char in resource.isbn or ""]
        if sum(digit * (1 if place % 2 == 0 else 3) for place, digit in enumerate(digits)) % 10:
            yield files.problem("learning", ("resources", index, "isbn"), "isbn", resource.id, isbn=resource.isbn)


def texts_are_translated(files: Files) -> Iterator[Problem]:
    """No text of the learning path has been left in the other language."""
    places: list[tuple[str, TreePath, str, Value]] = [
        *(("learning", ("resources", index), item.id, item) for index, item in enumerate(files.learning.resources)),
        *(("learning", ("practice", index), item.id, item) for index, item in enumerate(files.learning.practice)),
        *((file, path, unit.id, unit) for file, path, unit in files.units()),
    ]
    for file, path, item, value in places:
        for place, text in _texts(value, path):
            if text.zh == text.en:
                yield files.problem(file, place, "not-translated", item, text=text.en[:40])


def _texts(value: object, path: TreePath) -> Iterator[tuple[TreePath, Text]]:
    """Every text in a value, with its place in the file."""
    if isinstance(value, Text):
        yield path, value
    elif isinstance(value, Value):
        for part in record(type(value)).parts:
            yield from _texts(getattr(value, part.name), (*path, part.key))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _texts(item, (*path, index))


def rubrics_tell_levels_apart(files: Files) -> Iterator[Problem]:
    """No criterion is there twice, no level of a criterion says what another says."""
    for file, path, unit in files.units():
        names = [item.criterion for item in unit.rubric]
        groups = [(("rubric",), names), *((("rubric", index, "levels"), list(item.levels)) for index, item in enumerate(unit.rubric))]
        for place, texts in groups:
            if len({text.zh for text in texts}) < len(texts) or len({text.en for text in texts}) < len(texts):
                yield files.problem(file, (*path, *place), "rubric-twice", unit.id)


LEARNING_RULES: tuple[Callable[[Files], Iterator[Problem]], ...] = (
    unit_ids_are_unique,
    units_name_what_exists,
    units_are_sound,
    prerequisites_form_no_circle,
    levels_connect,
    isbns_hold,
    texts_are_translated,
    rubrics_tell_levels_apart,
)
