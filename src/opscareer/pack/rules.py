"""Rules that look across the items of a pack. Each takes the files as read and yields problems; none of them raises."""

from collections.abc import Callable, Iterable, Iterator

from opscareer.errors import Problem
from opscareer.pack.files import Files, nearest
from opscareer.pack.model import TIERS, Language
from opscareer.pack.source import TreePath
from opscareer.pack.unit_rules import LEARNING_RULES


def check(files: Files) -> list[Problem]:
    """Every problem that the rules find, in the order of file and line."""
    found = [problem for rule in (*RULES, *LEARNING_RULES) for problem in rule(files)]
    return sorted(found, key=lambda problem: (problem.file, problem.line, problem.column))


def ids_are_unique(files: Files) -> Iterator[Problem]:
    lists: list[tuple[str, str, Iterable[str]]] = [
        ("roles", "competencies", [item.id for item in files.roles.competencies]),
        ("roles", "roles", [item.id for item in files.roles.roles]),
        ("roles", "ladder", [item.id for item in files.roles.ladder]),
        ("questions", "questions", [item.id for item in files.questions.questions]),
        ("learning", "resources", [item.id for item in files.learning.resources]),
        ("learning", "practice", [item.id for item in files.learning.practice]),
        ("guide", "topics", [item.id for item in files.guide.topics]),
        ("guide", "claims", [item.id for item in files.guide.claims]),
        ("guide", "sources", [item.id for item in files.guide.sources]),
    ]
    for file, name, ids in lists:
        seen: set[str] = set()
        for index, key in enumerate(ids):
            if key in seen:
                yield files.problem(file, (name, index, "id"), "duplicate-id", key, id=key)
            seen.add(key)


def competencies_and_roles_differ(files: Files) -> Iterator[Problem]:
    known = {item.id for item in files.roles.competencies}
    for index, role in enumerate(files.roles.roles):
        if role.id in known:
            yield files.problem("roles", ("roles", index, "id"), "duplicate-id", role.id, id=role.id)


def needs_name_every_competency(files: Files) -> Iterator[Problem]:
    known = [item.id for item in files.roles.competencies]
    for index, role in enumerate(files.roles.roles):
        path: TreePath = ("roles", index, "needs")
        for name in role.needs:
            if name not in known:
                yield files.problem("roles", (*path, name), "unknown-competency", role.id, True, id=name, near=nearest(name, known))
        for name in known:
            if name not in role.needs:
                yield files.problem("roles", path, "need-missing", role.id, id=name)


def weights_sum_to_one(files: Files) -> Iterator[Problem]:
    for index, role in enumerate(files.roles.roles):
        total = sum(need.weight for need in role.needs.values())
        if role.needs and abs(total - 1) > 0.005:
            yield files.problem("roles", ("roles", index, "needs"), "weights-sum", role.id, total=f"{total:.3f}")


def required_levels_rise(files: Files) -> Iterator[Problem]:
    for index, role in enumerate(files.roles.roles):
        for name, need in role.needs.items():
            levels = [need.required.at(tier) for tier in TIERS]
            if levels != sorted(levels):
                yield files.problem("roles", ("roles", index, "needs", name, "required"), "required-falls", role.id)


def questions_measure_known_traits(files: Files) -> Iterator[Problem]:
    known = {
        "competency": ([item.id for item in files.roles.competencies], "unknown-competency"),
        "interest": ([item.id for item in files.roles.roles], "unknown-role"),
    }
    for index, question in enumerate(files.questions.questions):
        for trait in question.traits:
            ids, slug = known[trait.kind]
            if trait.of not in ids:
                path: TreePath = ("questions", index, "measures")
                yield files.problem("questions", path, slug, question.id, id=trait.of, near=nearest(trait.of, ids))


def every_trait_is_asked(files: Files) -> Iterator[Problem]:
    asked = {trait.of for question in files.questions.questions for trait in question.traits}
    for key, slug, ids in (
        ("competencies", "competency-not-asked", [item.id for item in files.roles.competencies]),
        ("roles", "role-not-asked", [item.id for item in files.roles.roles]),
    ):
        for index, name in enumerate(ids):
            if name not in asked:
                yield files.problem("roles", (key, index, "id"), slug, name, id=name)


def questions_are_sound(files: Files) -> Iterator[Problem]:
    for index, question in enumerate(files.questions.questions):
        for path, slug, facts in question.problems():
            yield files.problem("questions", ("questions", index, *path), slug, question.id, False, **facts)


def questions_differ(files: Files) -> Iterator[Problem]:
    """No two questions ask the same in either language."""
    seen: dict[tuple[str, ...], str] = {}
    languages: tuple[Language, ...] = ("zh", "en")
    for index, question in enumerate(files.questions.questions):
        keys = [(name, question.text.to(name), *sorted(task.to(name) for task in question.compared)) for name in languages]
        other = next((seen[key] for key in keys if key in seen), None)
        if other is not None:
            yield files.problem("questions", ("questions", index, "text"), "question-twice", question.id, other=other)
        for key in keys:
            seen.setdefault(key, question.id)


RULES: tuple[Callable[[Files], Iterator[Problem]], ...] = (
    ids_are_unique,
    competencies_and_roles_differ,
    needs_name_every_competency,
    weights_sum_to_one,
    required_levels_rise,
    questions_measure_known_traits,
    every_trait_is_asked,
    questions_differ,
    questions_are_sound,
)
