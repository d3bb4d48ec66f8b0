"""What a fit consists of, as it is printed: rounded so that the parts add up, with a word on what looks worse than it is."""

from collections.abc import Sequence
from typing import NamedTuple

from opscareer.report.view.figures import rounded
from opscareer.report.view.names import PackTexts
from opscareer.report.view.verdict import MIDDLE, reached
from opscareer.results.assessment import CompetencyEstimate, Contribution


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


def total(of: Sequence[Part]) -> float:
    """The fit that the parts as printed add up to."""
    return MIDDLE + sum(part.points for part in of)
