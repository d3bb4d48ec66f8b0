"""The result in a few sentences: what leads, how sure that is, and why. The same on the screen, on the page and on the card."""

from opscareer.report.view.names import PackTexts
from opscareer.results.assessment import Assessment, CompetencyEstimate, Contribution, RoleFit
from opscareer.results.trait import Trait

FEW_ANSWERS = 9
MIDDLE = 50.0
NOTABLE = 0.5
MOST_NAMED = 2


def headline(assessment: Assessment, texts: PackTexts) -> str:
    """The leader, the likely leader, or who is too close to call."""
    best = assessment.best
    if not best.close_call:
        return texts("result.leader", role=texts.role(best.role))
    if assessment.likely:
        return texts("result.likely", role=texts.role(best.role))
    if len(best.candidates) == len(assessment.roles):
        return texts("result.close-all")
    if len(best.candidates) == 1:  # close only because the answers look careless
        return texts("result.close-alone", role=texts.role(best.role))
    return texts("result.close", roles=texts.join([texts.role(role) for role in best.candidates]))


def sureness(assessment: Assessment, texts: PackTexts) -> str:
    """How sure the headline is, in one sentence."""
    best = assessment.best
    facts = {"role": texts.role(best.role), "p": texts.chance(best.p_best)}
    if not best.close_call:
        return texts("verdict.sure", **facts)
    if assessment.likely:
        rival = assessment.role(best.rival)
        return texts("verdict.likely", **facts, second=texts.role(rival.id), theirs=texts.chance(rival.p_best))
    return texts("verdict.doubtful" if assessment.quality.flags else "verdict.close", **facts)


def warnings(assessment: Assessment, texts: PackTexts) -> list[str]:
    """What makes this result weaker than it looks; empty when nothing does."""
    keys = [f"quality.{flag}" for flag in assessment.quality.flags]
    if assessment.answered < FEW_ANSWERS:
        keys.append("result.few-answers")
    if assessment.leader.interval[1] < MIDDLE:
        keys.append("result.all-low")
    return [texts(key, count=assessment.answered) for key in keys]


def reasons(assessment: Assessment, texts: PackTexts) -> tuple[str, str, str]:
    """Why the leader leads: what speaks for it, what against it, and where it gains most over the runner-up."""
    own, second = assessment.leader, assessment.role(assessment.best.runner_up)
    pros = [item for item in own.contributions if item.points >= NOTABLE][:MOST_NAMED]
    cons = [item for item in own.contributions if item.points <= -NOTABLE][:MOST_NAMED]
    facts = {"role": texts.role(own.id), "second": texts.role(second.id)}
    return (
        texts("verdict.for", **facts, parts=_named(pros, texts)) if pros else texts("verdict.for-nothing", **facts),
        texts("verdict.against", parts=_named(cons, texts)) if cons else texts("verdict.against-nothing"),
        _lead(own, second, texts),
    )


def _lead(own: RoleFit, second: RoleFit, texts: PackTexts) -> str:
    """What the leader gains most by over the runner-up; where that is a lack which costs the runner-up more, it is told so."""
    gain = largest_difference(own, second)
    name = texts.role(second.id)
    if gain.points < NOTABLE:
        return texts("verdict.ahead-nothing", second=name)
    theirs = next((item for item in second.contributions if item.of == gain.of), None)
    if theirs is not None and theirs.points <= -NOTABLE:
        return texts("verdict.behind", second=name, part=_named([theirs], texts))
    return texts("verdict.ahead", second=name, part=_named([gain], texts))


def _named(items: list[Contribution], texts: PackTexts) -> str:
    return texts.join([texts("verdict.part", of=texts.part(item.of), points=f"{item.points:+.1f}") for item in items])


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


def axis(assessment: Assessment) -> tuple[float, float]:
    """The part of the fit's scale worth drawing, around 50: three standard deviations to each side, or all of it."""
    lowest = min(role.interval[0] for role in assessment.roles)
    highest = max(role.interval[1] for role in assessment.roles)
    return (20.0, 80.0) if lowest >= 20 and highest <= 80 else (0.0, 100.0)
