"""Rules that look across the items of a pack. Each takes all items as read and yields problems; none of them raises."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields
from graphlib import CycleError, TopologicalSorter
from itertools import islice
from typing import Any

from opscareer.errors import Problem
from opscareer.pack.files import Entries, Entry, nearest
from opscareer.pack.kinds.base import BaseQuestion
from opscareer.pack.kinds.scale import distinct
from opscareer.pack.learning import MOST_UNITS, Practice, Resource, Unit
from opscareer.pack.model import TIERS, Competency, Language, Role, Text, Value
from opscareer.pack.source import MOST_PROBLEMS, TreePath


def check(entries: Entries) -> list[Problem]:
    """Every problem that the rules find, in the order of file and line."""
    found = (problem for rule in RULES for problem in rule(entries))
    problems = sorted(islice(found, MOST_PROBLEMS), key=lambda problem: (problem.file, problem.line, problem.column))
    more = next(found, None)
    return [*problems, *([Problem("more-problems", {"count": len(problems)}, more.file)] if more else [])]


# --- roles and questions


def ids_are_unique(entries: Entries) -> Iterator[Problem]:
    """In each list, units of all files being one; and no role is named as a competency."""
    competencies = {("roles", name) for name in entries.ids(Competency)}
    seen: set[tuple[str | int, str]] = set()
    for entry in entries.all:
        key = (entry.path[0], entry.item.id)
        for taken in (seen, competencies):
            if key in taken:
                yield entry.problem(("id",), "duplicate-id", id=entry.item.id)
        seen.add(key)


def needs_are_sound(entries: Entries) -> Iterator[Problem]:
    """They name every competency, their weights sum to 1, and from tier to tier a role asks for no less."""
    known = entries.ids(Competency)
    for role in entries.of(Role):
        needs = role.item.needs
        for name in needs.keys() - known:
            yield role.problem(("needs", name), "unknown-competency", at_key=True, id=name, near=nearest(name, known))
        for name in known:
            if name not in needs:
                yield role.problem(("needs",), "need-missing", id=name)
        total = sum(need.weight for need in needs.values())
        if needs and abs(total - 1) > 0.005:
            yield role.problem(("needs",), "weights-sum", total=f"{total:.3f}")
        for name, need in needs.items():
            levels = [need.required.at(tier) for tier in TIERS]
            if levels != sorted(levels):
                yield role.problem(("needs", name, "required"), "required-falls")


def every_trait_is_asked(entries: Entries) -> Iterator[Problem]:
    asked = {trait.of for question in entries.of(BaseQuestion) for trait in question.item.traits}
    for entry in entries.all:
        if isinstance(entry.item, (Competency, Role)) and entry.item.id not in asked:
            slug = "role-not-asked" if isinstance(entry.item, Role) else "competency-not-asked"
            yield entry.problem(("id",), slug, id=entry.item.id)


def questions_differ(entries: Entries) -> Iterator[Problem]:
    """No two questions ask the same in either language."""
    seen: dict[tuple[str, ...], str] = {}
    languages: tuple[Language, ...] = ("zh", "en")
    for entry in entries.of(BaseQuestion):
        question = entry.item
        keys = [(name, question.text.to(name), *sorted(task.to(name) for task in question.compared)) for name in languages]
        other = next((seen[key] for key in keys if key in seen), None)
        if other is not None:
            yield entry.problem(("text",), "question-twice", other=other)
        for key in keys:
            seen.setdefault(key, question.id)


def questions_are_sound(entries: Entries) -> Iterator[Problem]:
    """They measure what the pack has, and are what their kind asks for."""
    known = {"competency": entries.ids(Competency), "interest": entries.ids(Role)}
    slugs = {"competency": "unknown-competency", "interest": "unknown-role"}
    for question in entries.of(BaseQuestion):
        for trait in question.item.traits:
            if trait.of not in known[trait.kind]:
                yield question.problem(("measures",), slugs[trait.kind], id=trait.of, near=nearest(trait.of, known[trait.kind]))
        for path, slug, facts in question.item.problems():
            if slug == "not-translated" and len(entries.languages) == 1:
                continue
            yield question.problem(path, slug, at_key=False, **facts)


def facets_belong_to_competencies(entries: Entries) -> Iterator[Problem]:
    """What a question is about, and what a role names, is a facet of the competency in question; none is there twice.

    Facets of a competency that does not exist are passed over: that it is missing is told already.
    """
    known: dict[str, list[str]] = {name: [] for name in entries.ids(Role)}  # a role has no facets, so that questions of interest have none
    for competency in entries.of(Competency):
        facets = known[competency.item.id] = [facet.id for facet in competency.item.facets]
        yield from _twice(competency, [("facets", index, "id") for index in range(len(facets))], facets)
    named: list[tuple[Entry[Any], TreePath, str, str]] = [
        (question, ("facet",), question.item.facet, question.item.traits[0].of)
        for question in entries.of(BaseQuestion)
        if question.item.facet is not None
    ]
    for role in entries.of(Role):
        for of, need in role.item.needs.items():
            paths: list[TreePath] = [("needs", of, "facets", index) for index in range(len(need.facets))]
            named += [(role, path, facet, of) for path, facet in zip(paths, need.facets, strict=True)]
            yield from _twice(role, paths, need.facets)
    for entry, path, facet, of in named:
        if of in known and facet not in known[of]:
            yield entry.problem(path, "unknown-facet", id=facet, owner=of, near=nearest(facet, known[of]))


def _twice(entry: Entry[Any], paths: Sequence[TreePath], ids: Sequence[str]) -> Iterator[Problem]:
    for index, name in enumerate(ids):
        if name in ids[:index]:
            yield entry.problem(paths[index], "duplicate-id", id=name)


def opening_is_a_question(entries: Entries) -> Iterator[Problem]:
    known = entries.ids(BaseQuestion)
    source = entries.of(BaseQuestion)[0].source
    opening = source.tree.get("opening", known[0])
    if opening not in known:
        yield source.problem(("opening",), "unknown-question", id=opening, near=nearest(opening, known))


# --- the learning path


def units_name_what_exists(entries: Entries) -> Iterator[Problem]:
    competencies, roles, resources, practice, units = map(entries.ids, (Competency, Role, Resource, Practice, Unit))
    for entry in entries.of(Unit):
        unit = entry.item
        others = [name for name in units if name != unit.id]
        for key, slug, named, known, offered in (
            ("competency", "unknown-competency", (unit.competency,), competencies, competencies),
            ("role", "unknown-role", (unit.role,) if unit.role else (), roles, roles),
            ("resources", "unknown-resource", unit.resources, resources, resources),
            ("practice", "unknown-practice", unit.practice, practice, practice),
            ("prerequisites", "unknown-unit", unit.prerequisites, units, others),
        ):
            for index, name in enumerate(named):
                if name not in known:
                    yield entry.problem((key, index), slug, id=name, near=nearest(name, offered))


def units_are_not_too_many(entries: Entries) -> Iterator[Problem]:
    """The planner weighs them against each other."""
    for entry in entries.of(Unit)[MOST_UNITS : MOST_UNITS + 1]:
        yield entry.problem((), "too-many-units", limit=MOST_UNITS)


def skipped_deeds_exist(entries: Entries) -> Iterator[Problem]:
    """The deeds that make a unit needless are deeds of lists that there are."""
    lists = {question.item.id: len(question.item.own_options) for question in entries.of(BaseQuestion) if question.item.several}
    for entry in entries.of(Unit):
        for name, numbers in entry.item.skip_deeds.items():
            if name not in lists:
                yield entry.problem(("skip_deeds", name), "unknown-list", id=name, near=nearest(name, list(lists)), at_key=True)
                continue
            for index, number in enumerate(numbers):
                if not 1 <= number <= lists[name]:
                    yield entry.problem(("skip_deeds", name, index), "unknown-deed", number=number, list=name, count=lists[name])


def units_are_sound(entries: Entries) -> Iterator[Problem]:
    """They rise, a role has its tier, there is material, and no two entries of a rubric say the same."""
    for entry in entries.of(Unit):
        unit = entry.item
        if unit.to_level <= unit.from_level:
            yield entry.problem(("to",), "unit-levels")
        if (unit.role is None) != (unit.tier is None):
            given, missing = ("tier", "role") if unit.role is None else ("role", "tier")
            yield entry.problem((given,), "role-without-tier", at_key=True, given=given, missing=missing)
        if not unit.resources and unit.reading is None:
            yield entry.problem((), "unit-without-resources")
        if not distinct([one.criterion for one in unit.rubric]):
            yield entry.problem(("rubric",), "rubric-twice")
        for index, one in enumerate(unit.rubric):
            if not distinct(one.levels):
                yield entry.problem(("rubric", index, "levels"), "rubric-twice")


def prerequisites_form_no_circle(entries: Entries) -> Iterator[Problem]:
    units = entries.of(Unit)
    try:
        TopologicalSorter({entry.item.id: entry.item.prerequisites for entry in units}).prepare()
    except CycleError as error:
        circle = error.args[1]
        first = next(entry for entry in units if entry.item.id == circle[0])
        yield first.problem(("prerequisites",), "unit-circle", circle=" → ".join(circle))


def levels_connect(entries: Entries) -> Iterator[Problem]:
    """From 1 up to the highest level that a role asks for, core units leave no step out.

    A pack without units has no path to hold, and a basic skill, which weighs nothing, needs none. Where a unit names no competency or does
    not rise, the gap it leaves would only be an echo.
    """
    units = sorted(entries.of(Unit), key=lambda entry: entry.item.from_level)
    known = entries.ids(Competency)
    if not units or any(entry.item.competency not in known or entry.item.to_level <= entry.item.from_level for entry in units):
        return
    roles = [entry.item for entry in entries.of(Role)]
    for name in known:
        wanted = [role.needs[name].required.at(tier) for role in roles for tier in TIERS if name in role.needs and role.needs[name].weight]
        core = [entry for entry in units if entry.item.competency == name and entry.item.role is None]
        yield from _gaps(name, core, max(wanted, default=1), entries)


def _gaps(competency: str, units: Sequence[Entry[Unit]], highest: float, entries: Entries) -> Iterator[Problem]:
    """`units` of one competency, lowest first. A gap is told at the unit above it, or at the end of the one that climbs highest."""
    level = 1.0
    for entry in units:
        start = entry.item.from_level
        if level < start and level < highest:
            yield entry.problem(("from",), "levels-gap", id=competency, low=f"{level:g}", high=f"{start:g}")
        level = max(level, entry.item.to_level)
    if level < highest:
        facts: dict[str, Any] = {"id": competency, "low": f"{level:g}", "high": f"{highest:g}"}
        last = max(units, key=lambda entry: entry.item.to_level, default=None)
        yield last.problem(("to",), "levels-gap", **facts) if last else entries.learning.problem((), "levels-gap", **facts)


def isbns_hold(entries: Entries) -> Iterator[Problem]:
    for resource in entries.of(Resource):
        digits = [int(char) for char in resource.item.isbn or ""]
        if (sum(digits[::2]) + 3 * sum(digits[1::2])) % 10:
            yield resource.problem(("isbn",), "isbn", isbn=resource.item.isbn)


def texts_are_translated(entries: Entries) -> Iterator[Problem]:
    """No text of the learning path has been left in the other language, if there is another. A number alone is the same in both."""
    if len(entries.languages) == 1:
        return
    for entry in entries.all:
        if isinstance(entry.item, (Resource, Practice, Unit)):
            for path, text in _texts(entry.item, ()):
                if text.zh == text.en and any(char.isalpha() for char in text.en):
                    yield entry.problem(path, "not-translated", text=text.en[:40])


def _texts(value: object, path: TreePath) -> Iterator[tuple[TreePath, Text]]:
    """Every text in a value, with its path."""
    if isinstance(value, Text):
        yield path, value
    elif isinstance(value, Value):
        for part in fields(value):
            yield from _texts(getattr(value, part.name), (*path, part.metadata.get("key", part.name)))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _texts(item, (*path, index))


RULES: tuple[Callable[[Entries], Iterator[Problem]], ...] = (
    ids_are_unique,
    needs_are_sound,
    every_trait_is_asked,
    questions_differ,
    questions_are_sound,
    facets_belong_to_competencies,
    opening_is_a_question,
    units_are_not_too_many,
    units_name_what_exists,
    units_are_sound,
    skipped_deeds_exist,
    prerequisites_form_no_circle,
    levels_connect,
    isbns_hold,
    texts_are_translated,
)
