"""People at given levels and units made up, for plans whose every number can be reckoned by hand."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from opscareer.engine.plan.planner import Learner, Wishes, make_plan
from opscareer.pack.learning import Unit
from opscareer.pack.model import TIERS, Pack, Tier
from opscareer.results.assessment import Assessment
from opscareer.results.plan import Plan

COMPETENCIES = ("creative_planning", "data_analysis", "project_management", "user_insight")
ROLES = ("content", "data", "event", "product", "user")
PLENTY: Mapping[str, Any] = {"hours": 40, "weeks": 52}


def at_levels(person: Assessment, **levels: float) -> Assessment:
    """The person, estimated at these levels in the competencies named, with a level of doubt to each side."""
    return replace(
        person,
        competencies=tuple(
            replace(item, level=levels[item.id], interval=(max(1.0, levels[item.id] - 1), 5.0)) if item.id in levels else item
            for item in person.competencies
        ),
    )


def everywhere(level: float, **others: float) -> dict[str, float]:
    return {**dict.fromkeys(COMPETENCIES, level), **others}


def with_units(pack: Pack, units: Sequence[Unit]) -> Pack:
    return replace(pack, units=tuple(units))


def unit(pack: Pack, name: str, competency: str, start: float, hours: float, *prerequisites: str, **more: object) -> Unit:
    """Half a level of a competency from `start`, in a week; `more`: to_level, role, tier, weeks_min, skip_deeds."""
    levels = {"from_level": start, "to_level": start + 0.5}
    own = {"id": name, "competency": competency, "hours": float(hours), "prerequisites": prerequisites}
    return replace(pack.units[0], **{**levels, "role": None, "tier": None, "weeks_min": 1, "skip_deeds": {}, **own, **more})


def ladder(pack: Pack, hours: float = 2, names: Sequence[str] = COMPETENCIES) -> list[Unit]:
    """Every half step of the competencies, each after the one before: `data_analysis-2.5`."""
    units = []
    for name in names:
        for half in range(2, 10):
            before = [f"{name}-{(half - 1) / 2:g}"] if half > 2 else []
            units.append(unit(pack, f"{name}-{half / 2:g}", name, half / 2, hours, *before))
    return units


def tangled(pack: Pack, seed: int) -> list[Unit]:
    """The ladder in random sizes, weeks and order; a step may build on some of other competencies as well. One role has work of its own."""
    dice = random.Random(seed)
    units: list[Unit] = []
    for item in sorted(ladder(pack), key=lambda item: item.from_level):
        others = dice.sample([other.id for other in units], min(len(units), dice.randint(0, 2)))
        hours, weeks = dice.randint(1, 20) / 2, dice.choice([1, 1, 2, 4])
        units.append(replace(item, hours=hours, weeks_min=weeks, prerequisites=tuple(sorted({*item.prerequisites, *others}))))
    for tier in TIERS:
        units.append(unit(pack, f"own-{tier}", "creative_planning", 1, 4, dice.choice(units).id, role=ROLES[seed % 5], tier=tier))
    return dice.sample(units, len(units))


def plan(
    pack: Pack, units: Sequence[Unit], person: Assessment, role: str, tier: Tier, hours: float = 6, weeks: int = 12, **progress: Any
) -> Plan:
    """The plan from these units; `progress`: done, skipped, started, answers."""
    return make_plan(with_units(pack, units), Learner(person, **progress), Wishes(role, tier, hours, weeks))


def ids(made: Plan) -> list[str]:
    return [step.unit for step in made.steps]


def weeks_of(made: Plan, name: str) -> list[int]:
    """The numbers of the weeks in which a unit is worked on."""
    return [week.number for week in made.weeks if name in week.hours]
