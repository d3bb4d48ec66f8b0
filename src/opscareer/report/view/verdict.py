"""The result in a few sentences: what leads, how sure that is, and why. The same on the screen, on the page and on the card."""

from opscareer.pack.model import Pack
from opscareer.results import Assessment, CompetencyEstimate, Contribution, RoleFit, Trait
from opscareer.texts import Texts

FEW = 9
MIDDLE = 50.0
NOTABLE = 0.5
MOST_NAMED = 2


def headline(pack: Pack, found: Assessment, texts: Texts) -> str:
    """The leader, the likely leader, or who is too close to call."""
    best = found.best
    if not best.close_call:
        return texts("result.leader", role=texts.of(pack.role[best.role].name))
    if found.likely:
        return texts("result.likely", role=texts.of(pack.role[best.role].name))
    if len(best.candidates) == len(found.roles):
        return texts("result.close-all")
    if len(best.candidates) == 1:  # close only because the answers look careless
        return texts("result.close-alone", role=texts.of(pack.role[best.role].name))
    return texts("result.close", roles=texts.join([texts.of(pack.role[role].name) for role in best.candidates]))


def sureness(pack: Pack, found: Assessment, texts: Texts) -> str:
    """How sure the headline is, in one sentence."""
    best = found.best
    facts = {"role": texts.of(pack.role[best.role].name), "p": texts.chance(best.p_best)}
    if not best.close_call:
        return texts("verdict.sure", **facts)
    if found.likely:
        rival = found.role(best.rival)
        return texts("verdict.likely", **facts, second=texts.of(pack.role[rival.id].name), theirs=texts.chance(rival.p_best))
    return texts("verdict.doubtful" if found.quality.flags else "verdict.close", **facts)


def warnings(found: Assessment, texts: Texts) -> list[str]:
    """What makes this result weaker than it looks; empty when nothing does."""
    keys = [f"quality.{flag}" for flag in found.quality.flags]
    if found.answered < FEW:
        keys.append("result.few-answers")
    if found.role(found.best.role).interval[1] < MIDDLE:
        keys.append("result.all-low")
    return [texts(key, count=found.answered) for key in keys]


def reasons(pack: Pack, found: Assessment, texts: Texts) -> tuple[str, str, str]:
    """Why the leader leads: what speaks for it, what against it, and where it gains most over the runner-up."""
    own, second = found.role(found.best.role), found.role(found.best.runner_up)
    pros = [item for item in own.contributions if item.points >= NOTABLE][:MOST_NAMED]
    cons = [item for item in own.contributions if item.points <= -NOTABLE][:MOST_NAMED]
    facts = {"role": texts.of(pack.role[own.id].name), "second": texts.of(pack.role[second.id].name)}
    return (
        texts("verdict.for", **facts, parts=_named(pack, pros, texts)) if pros else texts("verdict.for-nothing", **facts),
        texts("verdict.against", parts=_named(pack, cons, texts)) if cons else texts("verdict.against-nothing"),
        _lead(pack, own, second, texts),
    )


def _lead(pack: Pack, own: RoleFit, second: RoleFit, texts: Texts) -> str:
    """What the leader gains most by over the runner-up; where that is a lack which costs the runner-up more, it is told so."""
    gain = largest_difference(own, second)
    name = texts.of(pack.role[second.id].name)
    if gain.points < NOTABLE:
        return texts("verdict.ahead-nothing", second=name)
    theirs = next((item for item in second.contributions if item.of == gain.of), None)
    if theirs is not None and theirs.points <= -NOTABLE:
        return texts("verdict.behind", second=name, part=_named(pack, [theirs], texts))
    return texts("verdict.ahead", second=name, part=_named(pack, [gain], texts))


def _named(pack: Pack, items: list[Contribution], texts: Texts) -> str:
    return texts.join([texts("verdict.part", of=part_name(pack, item.of, texts), points=f"{item.points:+.1f}") for item in items])


def part_name(pack: Pack, of: Trait, texts: Texts) -> str:
    """A part of the fit: a competency's name, or the interest in the work."""
    return texts("result.why-interest") if of.kind == "interest" else texts.of(pack.competency[of.of].name)


def largest_difference(own: RoleFit, other: RoleFit) -> Contribution:
    """Where a role gains most over another: a competency, or the interest in the one against the interest in the other."""
    ours, theirs = ({_kind(item.of): item.points for item in role.contributions} for role in (own, other))
    of = max(sorted(ours), key=lambda name: ours[name] - theirs[name])
    trait = Trait("interest", own.id) if of == "interest" else Trait("competency", of)
    return Contribution(trait, ours[of] - theirs[of])


def _kind(of: Trait) -> str:
    return "interest" if of.kind == "interest" else of.of


def reached(item: CompetencyEstimate, required: int) -> bool:
    """Whether a measured competency counts as a required level: from half a level below it, as readiness counts it too."""
    return bool(item.answered) and item.level >= required - 0.5


def axis(found: Assessment) -> tuple[float, float]:
    """The part of the fit's scale worth drawing, around 50: three standard deviations to each side, or all of it."""
    lowest = min(role.interval[0] for role in found.roles)
    highest = max(role.interval[1] for role in found.roles)
    return (20.0, 80.0) if lowest >= 20 and highest <= 80 else (0.0, 100.0)
