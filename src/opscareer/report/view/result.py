"""What a report shows, as plain values: every text in the reader's language, every place in a drawing. Templates only set it out."""

from collections.abc import Mapping
from dataclasses import dataclass

from opscareer.pack.model import LEVELS, TIERS, Pack
from opscareer.report.page import drawing
from opscareer.report.view.plan import workload
from opscareer.report.view.verdict import MIDDLE, axis, headline, part_name, reached, reasons, sureness, warnings
from opscareer.results import Assessment, CompetencyEstimate, Plan, Step
from opscareer.texts import Texts

FULL_STEPS = 4
INTEREST_AXIS = (-3.0, 3.0)
FEWEST_AXES = 3  # fewer make no area


@dataclass(frozen=True)
class Fit:
    """One role; `chance` of being the best as text, `share` the same in percent."""

    rank: int
    name: str
    fit: str
    range: str
    chance: str
    share: float
    span: drawing.Span
    described: str


@dataclass(frozen=True)
class Need:
    tier: str
    level: int
    reached: bool


@dataclass(frozen=True)
class Level:
    """One competency beside what the leading role needs at each tier."""

    name: str
    weight: str
    level: str
    range: str
    anchor: str
    needs: tuple[Need, ...]


@dataclass(frozen=True)
class Interest:
    name: str
    score: str
    range: str
    span: drawing.Span
    described: str


@dataclass(frozen=True)
class Radar:
    """Polygons as SVG's `points`; `needs` by tier, lowest first."""

    rings: tuple[str, ...]
    spokes: tuple[str, ...]
    labels: tuple[drawing.Label, ...]
    low: str
    middle: str
    high: str
    needs: Mapping[str, str]
    described: str


@dataclass(frozen=True)
class PlanStep:
    when: str
    title: str
    about: str
    goal: str
    deliverable: str


@dataclass(frozen=True)
class PlanView:
    """The steps that are told in full, and the further ones by title."""

    title: str
    notes: tuple[str, ...]
    steps: tuple[PlanStep, ...]
    further: tuple[PlanStep, ...]


@dataclass(frozen=True)
class Origin:
    """Where a report comes from: the day it was made (ISO), and the version of the program."""

    date: str
    program: str


@dataclass(frozen=True)
class View:
    """Everything a report shows."""

    language: str
    profession: str
    role: str
    role_id: str
    headline: str
    sureness: str
    close: bool
    warnings: tuple[str, ...]
    reasons: tuple[str, ...]
    fits: tuple[Fit, ...]
    axis: tuple[str, str]
    middle: float
    parts: tuple[tuple[str, str], ...]
    total: str
    levels: tuple[Level, ...]
    radar: Radar | None
    interests: tuple[Interest, ...]
    readiness: Mapping[str, str]
    plan: PlanView
    quality: str
    method: tuple[str, ...]
    origin: tuple[tuple[str, str], ...]


def view(pack: Pack, found: Assessment, plan: Plan, texts: Texts, origin: Origin) -> View:
    """One assessment as a report shows it."""
    own = found.role(found.best.role)
    bottom, top = axis(found)
    return View(
        language="zh-CN" if texts.language == "zh" else "en",
        profession=texts.of(pack.header.name),
        role=texts.of(pack.role[own.id].name),
        role_id=own.id,
        headline=_names_whole(pack, headline(pack, found, texts), texts),
        sureness=sureness(pack, found, texts),
        close=found.best.close_call,
        warnings=tuple(warnings(found, texts)),
        reasons=reasons(pack, found, texts),
        fits=_fits(pack, found, texts),
        axis=(f"{bottom:.0f}", f"{top:.0f}"),
        middle=drawing.along(MIDDLE, bottom, top),
        parts=tuple((part_name(pack, item.of, texts), _signed(item.points)) for item in own.contributions),
        total=f"{own.fit:.1f}",
        levels=_levels(pack, found, texts),
        radar=_radar(pack, found, texts),
        interests=_interests(pack, found, texts),
        readiness={texts(f"tier.{tier}"): texts.percent(own.readiness[tier]) for tier in TIERS},
        plan=plan_view(pack, plan, texts),
        quality=texts("page.quality-flagged" if found.quality.flags else "page.quality-fine"),
        method=_method(found, texts),
        origin=_origin(pack, texts, origin),
    )


def _names_whole(pack: Pack, text: str, texts: Texts) -> str:
    """The text with no line break inside a role's name."""
    for name in (texts.of(role.name) for role in pack.roles):
        text = text.replace(name, name.replace(" ", "\u00a0"))
    return text


def _fits(pack: Pack, found: Assessment, texts: Texts) -> tuple[Fit, ...]:
    bottom, top = axis(found)
    rows = []
    for role in found.roles:
        low, high = role.interval
        name = texts.of(pack.role[role.id].name)
        facts = {"fit": f"{role.fit:.0f}", "low": f"{low:.0f}", "high": f"{high:.0f}"}
        rows.append(
            Fit(
                rank=role.rank,
                name=name,
                fit=facts["fit"],
                range=f"[{low:.0f}-{high:.0f}]",
                chance=texts.chance(role.p_best),
                share=round(100 * role.p_best, 2),
                span=drawing.span(low, role.fit, high, bottom, top),
                described=texts("page.fit-described", name=name, **facts),
            )
        )
    return tuple(rows)


def _heaviest_first(pack: Pack, found: Assessment) -> list[CompetencyEstimate]:
    needs = pack.role[found.best.role].needs
    return sorted(found.competencies, key=lambda item: (-needs[item.id].weight, item.id))


def _levels(pack: Pack, found: Assessment, texts: Texts) -> tuple[Level, ...]:
    leader = pack.role[found.best.role]
    rows = []
    for item in _heaviest_first(pack, found):
        low, high = item.interval
        nearest = pack.competency[item.id].levels[round(item.level) - 1]
        anchor = texts("result.anchor", level=round(item.level), anchor=texts.of(nearest))
        required = leader.needs[item.id].required
        rows.append(
            Level(
                name=texts.of(pack.competency[item.id].name),
                weight=texts.percent(leader.needs[item.id].weight),
                level=f"{item.level:.1f}",
                range=f"[{low:.1f}-{high:.1f}]",
                anchor=anchor if item.answered else texts("result.not-asked"),
                needs=tuple(Need(texts(f"tier.{tier}"), required.at(tier), reached(item, required.at(tier))) for tier in TIERS),
            )
        )
    return tuple(rows)


def _radar(pack: Pack, found: Assessment, texts: Texts) -> Radar | None:
    items = _heaviest_first(pack, found)
    if len(items) < FEWEST_AXES:
        return None
    needs = pack.role[found.best.role].needs
    names = [texts.of(pack.competency[item.id].name) for item in items]
    each = [
        texts(
            "page.radar-axis",
            name=name,
            level=f"{item.level:.1f}",
            **{tier: needs[item.id].required.at(tier) for tier in TIERS},
        )
        for name, item in zip(names, items, strict=True)
    ]
    outermost = drawing.ring(LEVELS, len(items)).split()
    return Radar(
        rings=tuple(drawing.ring(level, len(items)) for level in range(1, LEVELS + 1)),
        spokes=tuple(outermost),
        labels=drawing.labels(names),
        low=drawing.corners([item.interval[0] for item in items]),
        middle=drawing.corners([item.level for item in items]),
        high=drawing.corners([item.interval[1] for item in items]),
        needs={tier: drawing.corners([needs[item.id].required.at(tier) for item in items]) for tier in TIERS},
        described=" ".join(each),
    )


def _interests(pack: Pack, found: Assessment, texts: Texts) -> tuple[Interest, ...]:
    """The strongest first."""
    rows = []
    for item in sorted(found.interests, key=lambda item: (-item.score, item.role)):
        low, high = item.interval
        name = texts.of(pack.role[item.role].name)
        facts = {"score": _signed(item.score), "low": _signed(low), "high": _signed(high)}
        place = drawing.span(low, item.score, high, *INTEREST_AXIS)
        described = texts("page.interest-described", name=name, **facts)
        rows.append(Interest(name, facts["score"], texts("page.interest-range", **facts), place, described))
    return tuple(rows)


def _signed(value: float) -> str:
    """With its sign, and never "-0.0"."""
    return f"{round(value, 1) + 0.0:+.1f}"


def plan_view(pack: Pack, plan: Plan, texts: Texts) -> PlanView:
    """The learning path: what it leads to, and its steps."""
    target = {"role": texts.of(pack.role[plan.role].name), "tier": texts(f"tier.{plan.tier}")}
    title = texts("result.plan", **target)
    if not plan.steps:
        return PlanView(title, (texts("result.plan-none"),), (), ())
    notes = [texts("result.plan-met")] if plan.met else []
    notes.append(workload(plan, texts))
    if plan.uncovered:
        names = texts.join([texts.of(pack.competency[name].name) for name in plan.uncovered])
        notes.append(texts("result.plan-uncovered", names=names))
    steps = tuple(_step(pack, plan, step, texts) for step in plan.steps)
    full = len(steps) if len(steps) <= FULL_STEPS + 1 else FULL_STEPS
    return PlanView(title, tuple(notes), steps[:full], steps[full:])


def _step(pack: Pack, plan: Plan, step: Step, texts: Texts) -> PlanStep:
    unit = pack.unit[step.unit]
    weeks = [week.number for week in plan.weeks if step.unit in week.hours]
    about = [texts("result.plan-hours", hours=f"{step.hours:g}"), texts.of(pack.competency[step.competency].name)]
    return PlanStep(
        when=texts("result.plan-week" if weeks[0] == weeks[-1] else "result.plan-weeks", first=weeks[0], last=weeks[-1]),
        title=texts.of(unit.title),
        about=texts.join(about),
        goal=texts("result.plan-goal", goal=texts.of(unit.goal)),
        deliverable=texts("result.plan-deliverable", deliverable=texts.of(unit.task.deliverable)),
    )


def _method(found: Assessment, texts: Texts) -> tuple[str, ...]:
    mix = found.mix
    shares = {
        "interest": texts.percent(1 - mix.effective),
        "competence": texts.percent(mix.effective),
        "nominal": texts.percent(mix.nominal),
    }
    return (texts("result.honest-text", count=found.answered, role=found.best.role), texts("result.mix", **shares))


def _origin(pack: Pack, texts: Texts, origin: Origin) -> tuple[tuple[str, str], ...]:
    header = pack.header
    return (
        (texts("page.date"), origin.date),
        (texts("page.pack"), texts("page.pack-version", name=texts.of(header.name), id=header.id, version=header.version)),
        (texts("page.hash"), pack.hash),
        (texts("page.program"), f"opscareer {origin.program}"),
    )
