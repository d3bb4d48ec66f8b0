"""One result as plain values: the texts in the reader's language, the figures as numbers. Screens, pages and the card set it out."""

import datetime
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from opscareer.answers import Answers
from opscareer.pack.model import TIERS, Pack, Role
from opscareer.report.view.course import Course, course
from opscareer.report.view.names import PackTexts
from opscareer.report.view.plan import PlanView, plan_view
from opscareer.report.view.portrait import portrait
from opscareer.report.view.verdict import (
    Part,
    axis,
    headline,
    largest_difference,
    parts,
    quality_in_words,
    reached,
    reasons,
    reliability,
    rise,
    sureness,
    warnings,
)
from opscareer.results.assessment import Assessment, CompetencyEstimate, InterestEstimate
from opscareer.results.comparison import Moment
from opscareer.results.explanation import Change
from opscareer.results.figures import printed
from opscareer.results.plan import Plan, UnitStatus
from opscareer.results.rounding import chances
from opscareer.texts import Texts

INTEREST_AXIS = (-3.0, 3.0)
FURTHER = {"more": "assess --more", "again": "assess"}
"""How to tell more: on from these answers, or where they look careless from the beginning."""
ADVANTAGE = 1.0  # points over the runner-up that are worth a sentence


class TierNeed(NamedTuple):
    """The level that the leading role requires at a tier, and whether the person has it."""

    tier: str
    level: int
    reached: bool


class CompetencyRow(NamedTuple):
    """One competency, its weight in the leading role, and what that role requires by tier.

    `anchor`: what people at that level do. `reliability`: how much the answers tell of it, "" where there is none. `basic`: whether it is a
    skill that weighs nothing in any role and counts for readiness alone.
    """

    estimate: CompetencyEstimate
    name: str
    weight: str
    anchor: str
    reliability: str
    basic: bool
    needs: Mapping[str, TierNeed]


class InterestRow(NamedTuple):
    """How much the work of one role is liked; `reliability` as for a competency."""

    estimate: InterestEstimate
    name: str
    reliability: str


class Origin(NamedTuple):
    """Where a report comes from: the day it was made (ISO), and the version of the program; of a session in the store also the day on which
    it was finished and the minutes that the answers took. `moments`: this assessment and those before it. `name`: whose result it is, ""
    where the report does not say."""

    date: str
    program: str
    answered_on: datetime.date | None = None
    minutes: int = 0
    moments: Sequence[Moment] = ()
    name: str = ""


class View(NamedTuple):
    """Everything that any form of the result shows, and the texts to say it in.

    `role` is the leading one. `further`: a key of FURTHER, "" where no other answers are called for; `more` says so in words. `follow`:
    what else to look at where it is not clear who leads, else "". `advice`: both, what would change the result, and the plan's first step.
    `own_sureness`: in the person's own words. `portrait`: who the person is by their answers, "" where these are not at hand or too few.
    Competencies: the weightiest first, basic skills last. Interests: the strongest first. `course`: this assessment and those before it.
    """

    texts: PackTexts
    assessment: Assessment
    profession: str
    title: str
    role: str
    headline: str
    sureness: str
    own_sureness: str
    further: str
    more: str
    follow: str
    advice: tuple[str, ...]
    warnings: tuple[str, ...]
    portrait: str
    reasons: tuple[str, ...]
    parts: tuple[Part, ...]
    axis: tuple[float, float]
    advantage: str
    competencies: tuple[CompetencyRow, ...]
    interests: tuple[InterestRow, ...]
    readiness: Mapping[str, str]
    plan: PlanView
    method: tuple[str, ...]
    quality: str
    course: Course | None
    origin: tuple[tuple[str, str], ...]


def view(
    pack: Pack,
    assessment: Assessment,
    plan: Plan,
    texts: Texts,
    origin: Origin | None = None,
    answers: Answers | None = None,
    statuses: Sequence[UnitStatus] = (),
    change: Change | None = None,
    again: str = "",
) -> View:
    """One assessment, ready to be set out. `statuses`, `again`: as for the plan. `change`: the smallest that would put the second first."""
    texts, assessment = PackTexts(pack, texts), printed(assessment)
    best, path = assessment.best, plan_view(plan, texts, statuses, leader=assessment.best.role, again=again)
    unsettled = best.verdict != "clear" and not best.stays and assessment.answered < len(pack.questions)
    further = "again" if assessment.quality.answerable else "more" if unsettled else ""
    more = texts(f"result.{further}") if further else ""
    second = texts.role(best.runner_up)
    follow = texts(f"result.{best.verdict}-follow", role=texts.role(best.role), second=second) if best.verdict != "clear" else ""
    would = texts("result.change", change=rise(change, texts), second=second) if change else ""
    step = [texts("page.next", title=row.title, hours=row.hours) for row in path.steps[:1]]
    return View(
        texts=texts,
        assessment=assessment,
        profession=texts.of(pack.header.name),
        title=title_of(origin.name if origin else "", texts),
        role=texts.role(best.role),
        headline=headline(assessment, texts),
        sureness=sureness(assessment, texts),
        own_sureness=sureness(assessment, texts, own=True),
        further=further,
        more=more,
        follow=follow,
        advice=tuple(filter(None, (more, follow, would, *step))),
        warnings=tuple(warnings(assessment, texts)),
        portrait=portrait(assessment, answers, texts) if answers else "",
        reasons=reasons(assessment, texts),
        parts=parts(best.role, assessment.leader.contributions, assessment.competencies, texts),
        axis=axis(assessment),
        advantage=_advantage(assessment, texts),
        competencies=_competencies(assessment, texts),
        interests=_interests(assessment, texts),
        readiness={tier: texts.percent(assessment.leader.readiness[tier]) for tier in TIERS},
        plan=path,
        method=_method(assessment, texts),
        quality=quality_in_words(assessment.quality, texts),
        course=course(origin.moments, texts) if origin else None,
        origin=_origin(pack, assessment, texts, origin) if origin else (),
    )


def _advantage(assessment: Assessment, texts: PackTexts) -> str:
    """What the leader gains most by over the runner-up, where that is worth a sentence."""
    second = assessment.role(assessment.best.runner_up)
    gain = largest_difference(assessment.leader, second)
    if gain.points < ADVANTAGE:
        return ""
    return texts("result.against", role=texts.role(second.id), of=texts.part(gain.of), points=f"{gain.points:+.1f}")


def _competencies(assessment: Assessment, texts: PackTexts) -> tuple[CompetencyRow, ...]:
    """The ones that weigh most in the leading role first, the basic skills last."""
    role, estimates = texts.pack.role[assessment.best.role], {item.id: item for item in assessment.competencies}
    rows = [_competency(estimates[name], role, texts) for name in role.needs_by_weight if name in estimates]
    return tuple(sorted(rows, key=lambda row: row.basic))


def _competency(item: CompetencyEstimate, role: Role, texts: PackTexts) -> CompetencyRow:
    need, nearest = role.needs[item.id], round(item.level)
    anchor = texts("result.anchor", level=nearest, anchor=texts.of(texts.pack.competency[item.id].levels[nearest - 1]))
    required = {tier: need.required.at(tier) for tier in TIERS}
    return CompetencyRow(
        estimate=item,
        name=texts.competency(item.id),
        weight=texts.weight(role.id, item.id),
        anchor=anchor if item.answered else texts("result.not-asked"),
        reliability=reliability(item.reliability, item.answered, texts),
        basic=item.id not in texts.pack.core,
        needs={tier: TierNeed(texts.tier(tier), level, reached(item, level)) for tier, level in required.items()},
    )


def _interests(assessment: Assessment, texts: PackTexts) -> tuple[InterestRow, ...]:
    strongest = sorted(assessment.interests, key=lambda item: (-item.score, item.role))
    return tuple(InterestRow(item, texts.role(item.role), reliability(item.reliability, item.answered, texts)) for item in strongest)


def signed(value: float) -> str:
    """With its sign, and never "-0.0"."""
    return f"{round(value, 1) + 0.0:+.1f}"


def _method(assessment: Assessment, texts: PackTexts) -> tuple[str, ...]:
    weights = assessment.weights
    interest, competence = map(texts.percent, chances((weights.effective.interest, weights.effective.competence)))
    shares = {"interest": interest, "competence": competence, "nominal": texts.percent(weights.nominal.competence)}
    honest = texts("result.honest-text", count=assessment.answered, origin=texts.origin())
    return (texts("result.measured"), honest, texts("result.mix", **shares))


def title_of(name: str, texts: PackTexts) -> str:
    """The title of a document; `name`: whose result it is, "" where that is not said."""
    profession = texts.of(texts.pack.header.name)
    return texts("page.title-of", name=name, profession=profession) if name else texts("page.title", profession=profession)


def _origin(pack: Pack, assessment: Assessment, texts: PackTexts, origin: Origin) -> tuple[tuple[str, str], ...]:
    facts = {"name": texts.of(pack.header.name), "id": pack.header.id, "version": pack.header.version}
    answered = {"count": assessment.answered, "total": len(pack.questions)}
    length = texts("page.length-minutes", **answered, minutes=origin.minutes) if origin.minutes else texts("page.length-is", **answered)
    return (
        *(((texts("page.answered"), texts.dated(origin.answered_on)),) if origin.answered_on else ()),
        (texts("page.date"), texts.dated(datetime.date.fromisoformat(origin.date))),
        (texts("page.length"), length),
        (texts("page.pack"), texts("page.pack-version", **facts)),
        (texts("page.hash"), pack.hash),
        (texts("page.program"), f"opscareer {origin.program}"),
    )
