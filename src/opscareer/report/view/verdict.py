"""The result in a few sentences: what leads, how sure that is, and why. The same on the screen, on the page and on the card."""

from collections.abc import Sequence
from functools import reduce
from typing import NamedTuple

from opscareer.report.view.names import PackTexts
from opscareer.results.assessment import Assessment, CompetencyEstimate, Contribution, Flag, Quality, RoleFit
from opscareer.results.explanation import Change
from opscareer.results.rounding import level, rounded
from opscareer.results.trait import Trait
from opscareer.results.units import is_met
from opscareer.texts import Texts

FEW_ANSWERS = 9
MIDDLE = 50.0
NOTABLE = 0.5
MOST_NAMED = 2
LITTLE, CLEARLY = 0.5, 1.2  # standard deviations of interest: a rise up to so much
RELIABILITY = {"good": 0.8, "fair": 0.6, "rough": 0.4, "very-rough": 0.0}
"""What a reliability from here on is called (after Nunnally & Bernstein 1994: .8 for decisions about groups, more for persons)."""


def headline(assessment: Assessment, texts: PackTexts) -> str:
    """The leader, the likely leader, who is somewhat ahead, or who is too close to call."""
    best = assessment.best
    if best.verdict == "clear":
        return texts("result.leader", role=texts.role(best.role))
    if best.verdict == "likely":
        return texts("result.likely", role=texts.role(best.role))
    every = "-all" if len(best.candidates) == len(assessment.roles) else ""
    names = {role: texts.role(role) for role in best.candidates}
    if assessment.leads:
        others = texts.join([name for role, name in names.items() if role != best.role])
        return texts(f"result.leads{every}", role=names[best.role], names=others)
    return texts(f"result.close{every}", roles=texts.join(list(names.values())))


def closeness(assessment: Assessment) -> str:
    """Which kind of close it is, as part of a text's key: what the answers do not tell yet, or where more of them would hardly change it,
    that one leads but not surely, or that nobody does."""
    return "untold" if not assessment.best.stays else "leads" if assessment.leads else "alike"


def sureness(assessment: Assessment, texts: PackTexts, *, own: bool = False) -> str:
    """How sure the headline is; where it is too close to call, also which kind of close it is. `own`: in the person's own words."""
    best, second = assessment.best, assessment.role(assessment.best.runner_up)

    def say(key: str, **facts: str) -> str:
        return texts(f"card.{key}" if own else f"verdict.{key}", **facts)

    leader = {"role": texts.role(best.role), "p": texts.chance_said(best.p_best)}
    rival = {"second": texts.role(second.id), "theirs": texts.chance_said(second.p_best)}
    if best.verdict == "clear":
        return say("clear", **leader)
    if best.verdict == "likely":
        return say("likely", **leader, **rival)
    if len(best.candidates) == len(assessment.roles) and not assessment.leads:
        said = say("close-all", low=texts.chance_said(assessment.roles[-1].p_best), high=texts.chance_said(best.p_best))
    else:
        said = say("close", **leader, **rival)
    return texts("quality.both", one=said, other=say(closeness(assessment)))


def rise(change: Change, texts: PackTexts) -> str:
    """A rise that would change the order, in words: of a level from where to where, of a liking by how much."""
    if change.of.kind == "competency":
        return texts("why.rise-level", of=texts.trait(change.of), now=f"{level(change.now):.1f}", then=f"{round(change.then, 1):g}")
    size = change.then - change.now
    word = "little" if size < LITTLE else "clearly" if size < CLEARLY else "much"
    return texts(f"why.rise-{word}", role=texts.role(change.of.of))


def reason(flag: Flag, texts: Texts) -> str:
    """Why an answer sheet is flagged, in one sentence."""
    return texts(f"quality.{flag.flag}-{flag.way}" if flag.way else f"quality.{flag.flag}", **flag.facts)


def doubts(quality: Quality, texts: Texts) -> list[str]:
    """What lowers the confidence, and what does no longer because the person meant it: a paragraph each."""
    paragraphs = []
    for key, flags in (("quality.low", quality.open), ("quality.meant", [flag for flag in quality.flags if flag not in quality.open])):
        reasons = [reason(flag, texts) for flag in flags]
        if reasons:
            paragraphs.append(texts(key, reasons=reduce(lambda one, other: texts("quality.both", one=one, other=other), reasons)))
    return paragraphs


def quality_in_words(quality: Quality, texts: Texts) -> str:
    """Whether anything stood out in how it was answered, in one sentence."""
    return texts("page.quality-flagged" if quality.open else "page.quality-meant" if quality.flags else "page.quality-fine")


def warnings(assessment: Assessment, texts: PackTexts) -> list[str]:
    """What makes this result weaker than it looks; empty when nothing does."""
    said = doubts(assessment.quality, texts)
    if assessment.answered < FEW_ANSWERS:
        said.append(texts("result.few-answers", count=assessment.answered))
    if all(role.interval[1] < MIDDLE for role in assessment.roles):
        said.append(texts("result.all-low"))
    return said


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
    return bool(item.answered) and is_met(item.level, required)


def reliability(share: float, answered: int, texts: PackTexts) -> str:
    """How much of the differences between people an estimate tells, as a figure and in a word; "" where nothing was answered."""
    word = next(word for word, least in RELIABILITY.items() if round(share, 2) >= least)
    return texts("result.reliability", p=texts.percent(share), word=texts(f"reliability.{word}")) if answered else ""


def axis(assessment: Assessment) -> tuple[float, float]:
    """The part of the fit's scale worth drawing, around 50: three standard deviations to each side, or all of it."""
    lowest = min(role.interval[0] for role in assessment.roles)
    highest = max(role.interval[1] for role in assessment.roles)
    return (20.0, 80.0) if lowest >= 20 and highest <= 80 else (0.0, 100.0)


# --- what a fit consists of


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
