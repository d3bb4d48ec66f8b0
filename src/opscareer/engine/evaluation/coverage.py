"""What the questions of a pack are about, and whether truthful answers can reach the levels that its roles require."""

from collections import Counter

import numpy as np

from opscareer.engine.assess import Engine
from opscareer.engine.items import GRID
from opscareer.engine.measurement import posterior
from opscareer.pack.kinds.scale import CountItem, level_of_trait, trait_of_level
from opscareer.pack.model import TIERS, Need, Pack, Question, Tier
from opscareer.results.evaluation import Coverage, Reach, TraitCoverage
from opscareer.results.trait import Trait
from opscareer.results.units import is_met


def coverage(pack: Pack) -> Coverage:
    engine, lists = Engine.of(pack), _lists(pack)
    levels = [
        Reach(role.id, competency, tier, need.required.at(tier), _fewest(engine, lists[competency], need, competency, tier))
        for role in pack.roles
        for competency, need in sorted(role.needs.items())
        for tier in TIERS
    ]
    return Coverage(tuple(_of_trait(pack, trait) for trait in pack.traits), tuple(levels))


def _of_trait(pack: Pack, trait: Trait) -> TraitCoverage:
    about = [question for question in pack.questions if trait in question.traits]
    facets = Counter(question.facet for question in about)
    known = [facet.id for facet in pack.competency[trait.of].facets] if trait.kind == "competency" else []
    settings = Counter(setting for question in about if (setting := getattr(question, "setting", None)))
    return TraitCoverage(trait, Counter(question.kind for question in about), {facet: facets[facet] for facet in known}, settings)


Lists = list[tuple[Question, CountItem]]


def _lists(pack: Pack) -> dict[str, Lists]:
    """The lists of deeds by the competency that they are about."""
    items = [(question, question.item(pack.scales)) for question in pack.questions]
    return {
        competency: [(question, item) for question, item in items if isinstance(item, CountItem) and item.traits[0].of == competency]
        for competency in pack.competency
    }


def _fewest(engine: Engine, lists: Lists, need: Need, competency: str, tier: Tier) -> int | None:
    """The fewest of these lists after which somebody who has done what people of this tier have done is told to be there."""
    level, named = need.required.at(tier), [*need.facets]
    by_need = sorted(lists, key=lambda one: (named.index(one[0].facet) if one[0].facet in named else len(named), one[0].id))
    answers = np.zeros((len(lists), len(engine.bank.ids)), dtype=np.int64)  # a row more of the lists each
    for place, (question, item) in enumerate(by_need):
        done = sum(difficulty <= trait_of_level(level) for difficulty in item.difficulties)
        answers[place:, engine.bank.index[question.id]] = 1 + done
    trait = engine.bank.traits.index(Trait("competency", competency))
    estimates = posterior(engine.bank, answers).on_scale[:, trait] @ GRID
    reached = (number for number, estimate in enumerate(estimates, 1) if is_met(level_of_trait(float(estimate)), level))
    return next(reached, None)
