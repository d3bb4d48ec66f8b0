"""What the questions of a pack are about, and whether truthful answers can reach the levels that its roles require."""

from collections import Counter

import numpy as np

from opscareer.engine.assess import Engine
from opscareer.engine.items import GRID
from opscareer.engine.measurement import posterior
from opscareer.pack.kinds.scale import CountItem, level_of_trait, trait_of_level
from opscareer.pack.model import TIERS, Pack, Role
from opscareer.results.evaluation import Coverage, Reach, TraitCoverage
from opscareer.results.trait import Trait
from opscareer.results.units import is_met


def coverage(pack: Pack) -> Coverage:
    engine = Engine.of(pack)
    levels = [
        Reach(role.id, competency, tier, need.required.at(tier), _fewest(pack, engine, role, competency, need.required.at(tier)))
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


def _fewest(pack: Pack, engine: Engine, role: Role, competency: str, level: int) -> int | None:
    """The fewest lists after which somebody who has done what people of this level have done is told to be there."""
    named, trait = role.needs[competency].facets, Trait("competency", competency)
    lists = [
        (named.index(question.facet) if question.facet in named else len(named), question.id, item)
        for question in pack.questions
        if isinstance(item := question.item(pack.scales), CountItem) and item.traits == (trait,)
    ]
    answers = np.zeros((len(lists), len(engine.bank.ids)), dtype=np.int64)  # a row more of the lists each
    for place, (_, question, item) in enumerate(sorted(lists, key=lambda one: one[:2])):
        done = sum(difficulty <= trait_of_level(level) for difficulty in item.difficulties)
        answers[place:, engine.bank.index[question]] = 1 + done
    estimates = posterior(engine.bank, answers).on_scale[:, engine.bank.traits.index(trait)] @ GRID
    reached = (number for number, estimate in enumerate(estimates, 1) if is_met(level_of_trait(float(estimate)), level))
    return next(reached, None)
