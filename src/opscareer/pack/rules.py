"""Rules that look across the items of a pack. Each takes the files as read and yields problems; none of them raises."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise

from opscareer.errors import Problem
from opscareer.pack.model import TIERS, Choice, Evidence, GuideFile, Judgement, Language, LearningFile, QuestionsFile, RolesFile, Text
from opscareer.pack.source import Source, TreePath

MIN_JUDGEMENT_LEVELS = 3


@dataclass(frozen=True)
class Files:
    """The four files of a pack, typed, each beside the source that knows where everything stands."""

    roles: RolesFile
    questions: QuestionsFile
    learning: LearningFile
    guide: GuideFile
    sources: dict[str, Source]

    def problem(self, file: str, path: TreePath, slug: str, item: str = "", at_key: bool = False, **facts: object) -> Problem:
        return self.sources[file].problem(path, slug, item, at_key, **facts)


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word most like `word`, or an empty string when none is near."""
    found = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return found[0] if found else ""


def check(files: Files) -> list[Problem]:
    """Every problem that the rules find, in the order of file and line."""
    found = [problem for rule in RULES for problem in rule(files)]
    return sorted(found, key=lambda problem: (problem.file, problem.line, problem.column))


def ids_are_unique(files: Files) -> Iterator[Problem]:
    lists: list[tuple[str, str, Iterable[str]]] = [
        ("roles", "competencies", [item.id for item in files.roles.competencies]),
        ("roles", "roles", [item.id for item in files.roles.roles]),
        ("roles", "ladder", [item.id for item in files.roles.ladder]),
        ("questions", "questions", [item.id for item in files.questions.questions]),
        ("learning", "resources", [item.id for item in files.learning.resources]),
        ("learning", "units", [item.id for item in files.learning.units]),
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


def units_are_sound(files: Files) -> Iterator[Problem]:
    competencies = [item.id for item in files.roles.competencies]
    resources = [item.id for item in files.learning.resources]
    units = [item.id for item in files.learning.units]
    for index, unit in enumerate(files.learning.units):
        path: TreePath = ("units", index)
        if unit.competency not in competencies:
            near = nearest(unit.competency, competencies)
            yield files.problem("learning", (*path, "competency"), "unknown-competency", unit.id, id=unit.competency, near=near)
        for place, name in enumerate(unit.resources):
            if name not in resources:
                near = nearest(name, resources)
                yield files.problem("learning", (*path, "resources", place), "unknown-resource", unit.id, id=name, near=near)
        for place, name in enumerate(unit.prerequisites):
            if name not in units:
                near = nearest(name, [other for other in units if other != unit.id])
                yield files.problem("learning", (*path, "prerequisites", place), "unknown-unit", unit.id, id=name, near=near)
        if unit.to_level <= unit.from_level:
            yield files.problem("learning", (*path, "to"), "unit-levels", unit.id)
        if unit.hours[1] < unit.hours[0]:
            yield files.problem("learning", (*path, "hours"), "unit-hours", unit.id)


def prerequisites_form_no_circle(files: Files) -> Iterator[Problem]:
    graph = {unit.id: unit.prerequisites for unit in files.learning.units}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        circle = list(error.args[1])
        index = [unit.id for unit in files.learning.units].index(circle[0])
        yield files.problem("learning", ("units", index, "prerequisites"), "unit-circle", circle[0], circle=" → ".join(circle))


def isbns_hold(files: Files) -> Iterator[Problem]:
    for index, resource in enumerate(files.learning.resources):
        digits = [int(char) for char in resource.isbn or ""]
        if sum(digit * (1 if place % 2 == 0 else 3) for place, digit in enumerate(digits)) % 10:
            yield files.problem("learning", ("resources", index, "isbn"), "isbn", resource.id, isbn=resource.isbn)


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
    units_are_sound,
    prerequisites_form_no_circle,
    isbns_hold,
)
