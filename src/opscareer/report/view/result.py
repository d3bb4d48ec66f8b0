"""One result as plain values: every text in the reader's language, every figure as a number. Screens, pages and the card set it out."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from opscareer.pack.model import TIERS, Need, Pack
from opscareer.report.view.names import PackTexts
from opscareer.report.view.plan import PlanView, plan_view
from opscareer.report.view.verdict import axis, headline, largest_difference, reached, reasons, sureness, warnings
from opscareer.results.assessment import Assessment, CompetencyEstimate, InterestEstimate, RoleFit
from opscareer.results.plan import Plan
from opscareer.texts import Texts

ADVANTAGE = 1.0  # points over the runner-up that are worth a sentence


class RoleRow(NamedTuple):
    """One role; its fit and the ends of the interval in points, `chance` the probability of being the best in words."""

    rank: int
    id: str
    name: str
    fit: float
    low: float
    high: float
    p_best: float
    chance: str
    described: str

    @property
    def range(self) -> str:
        return f"[{self.low:.0f}-{self.high:.0f}]"


class TierNeed(NamedTuple):
    """The level that the leading role requires at a tier, and whether the person has it."""

    tier: str
    level: int
    reached: bool


class CompetencyRow(NamedTuple):
    """One competency in levels, beside what the leading role requires by tier; `anchor` is what people at that level do."""

    name: str
    weight: str
    level: float
    low: float
    high: float
    anchor: str
    needs: Mapping[str, TierNeed]

    @property
    def range(self) -> str:
        return f"[{self.low:.1f}-{self.high:.1f}]"


class InterestRow(NamedTuple):
    """The interest in one role, in standard deviations, and the same in words."""

    name: str
    score: float
    low: float
    high: float
    signed: str
    range: str
    described: str


class PartRow(NamedTuple):
    """Points that one part adds to the fit of the leading role."""

    name: str
    points: float

    @property
    def signed(self) -> str:
        return signed(self.points)


@dataclass(frozen=True)
class Origin:
    """Where a report comes from: the day it was made (ISO), and the version of the program."""

    date: str
    program: str


class View(NamedTuple):
    """Everything that any form of the result shows. `more` and `follow`: what to do about a close call, "" where it is none."""

    profession: str
    role: str
    role_id: str
    headline: str
    sureness: str
    close: bool
    more: str
    follow: str
    warnings: tuple[str, ...]
    reasons: tuple[str, ...]
    roles: tuple[RoleRow, ...]
    axis: tuple[float, float]
    parts: tuple[PartRow, ...]
    total: str
    advantage: str
    competencies: tuple[CompetencyRow, ...]
    interests: tuple[InterestRow, ...]
    readiness: Mapping[str, str]
    plan: PlanView
    quality: str
    method: tuple[str, ...]
    origin: tuple[tuple[str, str], ...]
    unanswered: int
    bank: int


def view(pack: Pack, assessment: Assessment, plan: Plan, texts: Texts, origin: Origin | None = None) -> View:
    """One assessment, ready to be set out."""
    texts = PackTexts(pack, texts.language)
    best, own = assessment.best, assessment.role(assessment.best.role)
    bank, unanswered = len(pack.questions), len(pack.questions) - assessment.answered
    follow = {"role": texts.role(own.id), "second": texts.role(best.rival), "id": best.rival}
    return View(
        profession=texts.of(pack.header.name),
        role=texts.role(own.id),
        role_id=own.id,
        headline=headline(assessment, texts),
        sureness=sureness(assessment, texts),
        close=best.close_call,
        more=texts("result.close-more", total=bank) if best.close_call and unanswered else "",
        follow=texts("result.close-follow", **follow) if best.close_call else "",
        warnings=tuple(warnings(assessment, texts)),
        reasons=reasons(assessment, texts),
        roles=tuple(_role(role, texts) for role in assessment.roles),
        axis=axis(assessment),
        parts=tuple(PartRow(texts.part(item.of), item.points) for item in own.contributions),
        total=f"{own.fit:.1f}",
        advantage=_advantage(assessment, texts),
        competencies=_competencies(assessment, texts),
        interests=tuple(_interest(item, texts) for item in sorted(assessment.interests, key=lambda item: (-item.score, item.role))),
        readiness={tier: texts.percent(own.readiness[tier]) for tier in TIERS},
        plan=plan_view(plan, texts),
        quality=texts("page.quality-flagged" if assessment.quality.flags else "page.quality-fine"),
        method=_method(assessment, texts),
        origin=_origin(pack, texts, origin) if origin else (),
        unanswered=unanswered,
        bank=bank,
    )


def _role(role: RoleFit, texts: PackTexts) -> RoleRow:
    name, (low, high) = texts.role(role.id), role.interval
    described = texts("page.fit-described", name=name, fit=f"{role.fit:.0f}", low=f"{low:.0f}", high=f"{high:.0f}")
    return RoleRow(role.rank, role.id, name, role.fit, low, high, role.p_best, texts.chance(role.p_best), described)


def _advantage(assessment: Assessment, texts: PackTexts) -> str:
    """What the leader gains most by over the runner-up, where that is worth a sentence."""
    second = assessment.role(assessment.best.runner_up)
    gain = largest_difference(assessment.role(assessment.best.role), second)
    if gain.points < ADVANTAGE:
        return ""
    return texts("result.against", role=texts.role(second.id), of=texts.part(gain.of), points=f"{gain.points:+.1f}")


def _competencies(assessment: Assessment, texts: PackTexts) -> tuple[CompetencyRow, ...]:
    """The ones that weigh most in the leading role first."""
    role, estimates = texts.pack.role[assessment.best.role], {item.id: item for item in assessment.competencies}
    return tuple(_competency(estimates[name], role.needs[name], texts) for name in role.needs_by_weight if name in estimates)


def _competency(item: CompetencyEstimate, need: Need, texts: PackTexts) -> CompetencyRow:
    nearest = round(item.level)
    anchor = texts("result.anchor", level=nearest, anchor=texts.of(texts.pack.competency[item.id].levels[nearest - 1]))
    required = {tier: need.required.at(tier) for tier in TIERS}
    return CompetencyRow(
        name=texts.competency(item.id),
        weight=texts.percent(need.weight),
        level=item.level,
        low=item.interval[0],
        high=item.interval[1],
        anchor=anchor if item.answered else texts("result.not-asked"),
        needs={tier: TierNeed(texts.tier(tier), level, reached(item, level)) for tier, level in required.items()},
    )


def _interest(item: InterestEstimate, texts: PackTexts) -> InterestRow:
    name, (low, high) = texts.role(item.role), item.interval
    facts = {"score": signed(item.score), "low": signed(low), "high": signed(high)}
    described = texts("page.interest-described", name=name, **facts)
    return InterestRow(name, item.score, low, high, facts["score"], texts("page.interest-range", **facts), described)


def signed(value: float) -> str:
    """With its sign, and never "-0.0"."""
    return f"{round(value, 1) + 0.0:+.1f}"


def _method(assessment: Assessment, texts: PackTexts) -> tuple[str, ...]:
    weights = assessment.weights
    shares = {
        "interest": texts.percent(weights.effective.interest),
        "competence": texts.percent(weights.effective.competence),
        "nominal": texts.percent(weights.nominal.competence),
    }
    return (texts("result.honest-text", count=assessment.answered, role=assessment.best.role), texts("result.mix", **shares))


def _origin(pack: Pack, texts: PackTexts, origin: Origin) -> tuple[tuple[str, str], ...]:
    header = pack.header
    return (
        (texts("page.date"), origin.date),
        (texts("page.pack"), texts("page.pack-version", name=texts.of(header.name), id=header.id, version=header.version)),
        (texts("page.hash"), pack.hash),
        (texts("page.program"), f"opscareer {origin.program}"),
    )
