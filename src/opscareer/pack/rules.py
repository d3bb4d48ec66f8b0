"""Rules that look across the items of a pack. Each takes the files as read and yields problems; none of them raises."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise

from opscareer.errors import Problem
from opscareer.pack.files import Files, nearest
from opscareer.pack.model import TIERS, Choice, Evidence, Judgement, Language, Text
from opscareer.pack.unit_rules import LEARNING_RULES
from opscareer.pack.yaml_tree import TreePath

MIN_JUDGEMENT_LEVELS = 3


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
    competencies = [item.id for item in files.roles.competencies]
    roles = [item.id for item in files.roles.roles]
    for index, question in enumerate(files.questions.questions):
        path: TreePath = ("questions", index, "measures")
        known, slug = (competencies, "unknown-competency") if isinstance(question, Evidence | Judgement) else (roles, "unknown-role")
        named = question.measures if isinstance(question, Choice) else (question.measures,)
        for name in named:
            if name not in known:
                yield files.problem("questions", path, slug, question.id, id=name, near=nearest(name, known))
        if isinstance(question, Choice) and question.measures[0] == question.measures[1]:
            yield files.problem("questions", path, "choice-same-role", question.id)


def every_trait_is_asked(files: Files) -> Iterator[Problem]:
    asked: set[str] = set()
    for question in files.questions.questions:
        asked.update(question.measures if isinstance(question, Choice) else (question.measures,))
    for name, index, slug in [
        *((item.id, index, "competency-not-asked") for index, item in enumerate(files.roles.competencies)),
        *((item.id, index, "role-not-asked") for index, item in enumerate(files.roles.roles)),
    ]:
        if name not in asked:
            place = "competencies" if slug == "competency-not-asked" else "roles"
            yield files.problem("roles", (place, index, "id"), slug, name, id=name)


def evidence_rises(files: Files) -> Iterator[Problem]:
    for index, question in enumerate(files.questions.questions):
        if isinstance(question, Evidence):
            levels = [option.level for option in question.options]
            for place, (low, high) in enumerate(pairwise(levels), 1):
                if high <= low:
                    yield files.problem("questions", ("questions", index, "options", place, "level"), "evidence-order", question.id)


def judgement_has_one_best(files: Files) -> Iterator[Problem]:
    for index, question in enumerate(files.questions.questions):
        if isinstance(question, Judgement):
            levels = Counter(option.level for option in question.options)
            if levels[max(levels)] > 1:
                yield files.problem("questions", ("questions", index, "options"), "judgement-best", question.id)
            if len(levels) < min(MIN_JUDGEMENT_LEVELS, len(question.options)):
                yield files.problem("questions", ("questions", index, "options"), "judgement-levels", question.id)


def questions_differ(files: Files) -> Iterator[Problem]:
    """No two questions, and no two options of one question, with the same text; no text left in the other language."""
    seen: dict[tuple[str, ...], str] = {}
    languages: tuple[Language, ...] = ("zh", "en")
    for index, question in enumerate(files.questions.questions):
        path: TreePath = ("questions", index)
        tasks = question.tasks if isinstance(question, Choice) else ()
        keys = [(name, question.text.to(name), *sorted(task.to(name) for task in tasks)) for name in languages]
        other = next((seen[key] for key in keys if key in seen), None)
        if other is not None:
            yield files.problem("questions", (*path, "text"), "question-twice", question.id, other=other)
        for key in keys:
            seen.setdefault(key, question.id)
        options = tuple(option.text for option in question.options) if isinstance(question, Evidence | Judgement) else ()
        for name, texts in (("options", options), ("tasks", tasks)):
            if len({text.zh for text in texts}) < len(texts) or len({text.en for text in texts}) < len(texts):
                yield files.problem("questions", (*path, name), "option-twice", question.id)
        yield from _untranslated(files, path, question.id, (question.text, *options, *tasks))


def _untranslated(files: Files, path: TreePath, item: str, texts: Iterable[Text]) -> Iterator[Problem]:
    for text in texts:
        if text.zh == text.en:
            yield files.problem("questions", path, "not-translated", item, text=text.en[:40])


RULES: tuple[Callable[[Files], Iterator[Problem]], ...] = (
    ids_are_unique,
    competencies_and_roles_differ,
    needs_name_every_competency,
    weights_sum_to_one,
    required_levels_rise,
    questions_measure_known_traits,
    every_trait_is_asked,
    evidence_rises,
    judgement_has_one_best,
    questions_differ,
)
