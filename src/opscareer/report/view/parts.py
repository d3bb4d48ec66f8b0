"""What a fit consists of, as it is printed: rounded so that the parts add up, with a word on what looks worse than it is."""

from collections.abc import Sequence
from dataclasses import replace
from math import floor
from typing import NamedTuple

from opscareer.report.view.names import PackTexts
from opscareer.report.view.verdict import MIDDLE, reached
from opscareer.results.assessment import Assessment, CompetencyEstimate, Contribution, RoleFit

TENTHS = 10


class Part(NamedTuple):
    """A part of a fit: what it is of, and its points to one decimal."""

    name: str
    points: float


def parts(
    role: str, contributions: Sequence[Contribution], competencies: Sequence[CompetencyEstimate], texts: PackTexts
) -> tuple[Part, ...]:
    """The parts of a role's fit, the largest first, without the competencies that weigh nothing in it."""
    needs, levels = texts.pack.role[role].needs, {item.id: item for item in competencies}
    weighty = [item for item in contributions if item.of.kind == "interest" or needs[item.of.of].weight]

    def name(item: Contribution) -> str:
        level = levels.get(item.of.of) if item.of.kind == "competency" and item.points < 0 else None
        enough = level is not None and reached(level, needs[level.id].required.entry)
        return texts.part(item.of) + (texts("aside", text=texts("part.enough")) if enough else "")

    return tuple(map(Part, map(name, weighty), rounded([item.points for item in weighty])))


def printed(assessment: Assessment) -> Assessment:
    """The result with the parts of every fit as they are printed, so that every screen says the same of them."""

    def of(role: RoleFit) -> RoleFit:
        points = rounded([item.points for item in role.contributions])
        return replace(role, contributions=tuple(replace(item, points=one) for item, one in zip(role.contributions, points, strict=True)))

    return replace(assessment, roles=tuple(map(of, assessment.roles)))


def rounded(values: Sequence[float]) -> list[float]:
    """The values to one decimal, so that they add up to their rounded sum: what is left over goes to the largest remainders."""
    tenths = [value * TENTHS for value in values]
    whole = [floor(value) for value in tenths]
    by_remainder = sorted(range(len(values)), key=lambda index: whole[index] - tenths[index])
    for index in by_remainder[: round(sum(tenths)) - sum(whole)]:
        whole[index] += 1
    return [value / TENTHS for value in whole]


def total(of: Sequence[Part]) -> float:
    """The fit that the parts as printed add up to."""
    return MIDDLE + sum(part.points for part in of)
