"""What an author may want to know of a pack that is sound: where its questions measure little, cannot reach, or give their key away."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from itertools import combinations, product
from typing import NamedTuple

import numpy as np

from opscareer.engine.evaluation.coverage import coverage
from opscareer.engine.items import DIFFERENCES, GRID, PRIOR, item_table
from opscareer.pack.kinds.scale import CountItem
from opscareer.pack.model import TIERS, Language, Pack, Question, Role
from opscareer.pack.source import TreePath

WEAK = 0.04  # of the variance of a trait: a question expected to take away less asks for a person's time and tells next to nothing
ALIKE = 0.05  # of weight: roles whose needs differ by no more are told apart by interests alone
ENOUGH = 4  # questions of interest about two such roles
FEW = 5  # judgements: of fewer, nothing is said about where the best option stands
MOSTLY = 0.5  # of the judgements have the best option at one place, or as the longest
MUCH_LONGER = 1.5  # than the longest other option


class Doubt(NamedTuple):
    """Something that may be meant so. `part` and `item` say where it is in the pack, `path` where in that item."""

    slug: str
    part: str
    item: str
    path: TreePath
    facts: Mapping[str, object]


def doubts(pack: Pack) -> list[Doubt]:
    """Everything that is doubtful about a pack."""
    return [doubt for rule in RULES for doubt in rule(pack)]


def questions_that_tell_little(pack: Pack) -> Iterator[Doubt]:
    for question in pack.questions:
        share = told_by(pack, question)
        if share < WEAK:
            yield Doubt("question-weak", "questions", question.id, (), {"share": f"{share:.0%}", "least": f"{WEAK:.0%}"})


def told_by(pack: Pack, question: Question) -> float:
    """What share of the variance of what it measures an answer takes away, on average, where nothing was answered before."""
    item = question.item(pack.scales)
    grid, prior = (GRID, PRIOR) if len(item.traits) == 1 else (DIFFERENCES, np.exp(-(DIFFERENCES**2) / 4))
    joint = item_table(item) * (prior / prior.sum())
    chances = joint.sum(axis=1)
    left = joint @ grid**2 - (joint @ grid) ** 2 / chances
    return 1 - float(left.sum()) / len(item.traits)


def roles_that_nothing_tells_apart(pack: Pack) -> Iterator[Doubt]:
    """Two that need the same, with few questions about the interest in either."""
    asked = {
        role.id: {question.id for question in pack.questions if role.id in {trait.of for trait in question.traits}} for role in pack.roles
    }
    for one, other in combinations(pack.roles, 2):
        count = len(asked[one.id] | asked[other.id])
        if _alike(one, other) and count < ENOUGH:
            yield Doubt("roles-alike", "roles", other.id, ("needs",), {"other": one.id, "count": count, "least": ENOUGH})


def _alike(one: Role, other: Role) -> bool:
    pairs = [(one.needs[name], other.needs[name]) for name in one.needs]
    return all(abs(a.weight - b.weight) <= ALIKE and all(a.required.at(tier) == b.required.at(tier) for tier in TIERS) for a, b in pairs)


def levels_that_nobody_reaches(pack: Pack) -> Iterator[Doubt]:
    for reach in coverage(pack).reach:
        if reach.lists is None:
            facts = {"level": reach.required, "at": reach.tier, "id": reach.competency}
            yield Doubt("level-unreachable", "roles", reach.role, ("needs", reach.competency, "required", reach.tier), facts)


def facets_that_nobody_asks_about(pack: Pack) -> Iterator[Doubt]:
    asked = {(trait.of, question.facet) for question in pack.questions for trait in question.traits}
    lists = {(trait.of, question.facet) for question in pack.questions if question.several for trait in question.traits}
    for competency in pack.competencies:
        for index, facet in enumerate(competency.facets):
            if (competency.id, facet.id) not in asked:
                yield Doubt("facet-not-asked", "competencies", competency.id, ("facets", index), {"id": facet.id})
    for role, name in product(pack.roles, pack.competency):
        for index, facet_id in enumerate(role.needs[name].facets):
            if (name, facet_id) not in lists and (name, facet_id) in asked:
                yield Doubt("facet-without-list", "roles", role.id, ("needs", name, "facets", index), {"id": facet_id})


def keys_that_give_themselves_away(pack: Pack) -> Iterator[Doubt]:
    """The best option of judgements at one place, or the longest, more often than chance would have it."""
    best = {question: place for question in pack.questions if (place := _best(question)) is not None}
    if best:
        place, count = Counter(best.values()).most_common(1)[0]
        if len(best) >= FEW and count > MOSTLY * len(best):
            yield Doubt("key-at-one-place", "", "", ("questions",), {"count": count, "all": len(best), "place": place + 1})
    for language in pack.languages:
        longest = [question for question, place in best.items() if _others_are_shorter(question, place, language, 1)]
        if len(best) >= FEW and len(longest) > MOSTLY * len(best):
            yield Doubt("key-longest", "", "", ("questions",), {"count": len(longest), "all": len(best), "language": language})
    for question, place in best.items():
        if any(_others_are_shorter(question, place, language, MUCH_LONGER) for language in pack.languages):
            yield Doubt("key-much-longer", "questions", question.id, ("options", place), {})


def _best(question: Question) -> int | None:
    """Which option of a judgement is the best one, from 0."""
    ratings = [getattr(option, "rating", None) for option in getattr(question, "options", ())]
    return ratings.index("best") if "best" in ratings else None


def _others_are_shorter(question: Question, place: int, language: Language, times: float) -> bool:
    lengths = [len(text.to(language)) for text in question.own_options]
    return lengths[place] > times * max(length for index, length in enumerate(lengths) if index != place)


def competencies_without_lists(pack: Pack) -> Iterator[Doubt]:
    listed = {trait.of for question in pack.questions if isinstance(question.item(pack.scales), CountItem) for trait in question.traits}
    for competency in pack.competencies:
        if competency.id not in listed:
            yield Doubt("competency-without-list", "competencies", competency.id, (), {})


def what_no_unit_uses(pack: Pack) -> Iterator[Doubt]:
    used = {name for unit in pack.units for name in (*unit.resources, *unit.practice)}
    for part, items in (("resources", pack.resources), ("practice", pack.practice)):
        for item in items:
            if item.id not in used:
                yield Doubt("unused", part, item.id, (), {"id": item.id})


RULES: tuple[Callable[[Pack], Iterator[Doubt]], ...] = (
    questions_that_tell_little,
    roles_that_nothing_tells_apart,
    levels_that_nobody_reaches,
    competencies_without_lists,
    facets_that_nobody_asks_about,
    keys_that_give_themselves_away,
    what_no_unit_uses,
)
