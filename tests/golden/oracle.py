"""The documented model once more, slowly: plain Python, `math` and its own loops, nothing of the program.

It is what the engine's figures are held against, so it follows the formulae step by step and is written to be read, not to be fast.
Questions and roles are taken as the pack gives them. `at` is always a list of grid points, `weights` probabilities at those points.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from itertools import pairwise, product
from typing import Any

LEVEL_OF_ZERO, PASSABLE_BELOW, GUESSING = 2.5, 1.5, 0.25
RATINGS = ("poor", "passable", "best")
SD_LOG_DISCRIMINATION, SD_THRESHOLD, QUANTILES = 0.3, 0.45, 8
SD_OFFSET = {"competency": 0.4, "interest": 0.5}
COMPETENCE_SHARE, SURPLUS = 0.4, 0.25
GENERAL, GENERAL_REACH, GENERAL_NODES = 0.3, 3.5, 15
REACH, NODES = 6.0, 73

Numbers = Sequence[float]
Model = Callable[[float, float], list[float]]
"""P(answer) in rising order, from a factor on the discrimination and a shift of the thresholds."""


class Author:
    """What is doubted: whether each question's parameters are right, and where the scale of a trait lies as a whole."""

    def __init__(self, *, right: bool) -> None:
        scores = [0.0] if right else [normal_quantile((place + 0.5) / QUANTILES) for place in range(QUANTILES)]
        self.right = right
        self.cases = [(math.exp(SD_LOG_DISCRIMINATION * one), SD_THRESHOLD * other) for one in scores for other in scores]

    def offset(self, kind: str) -> float:
        return 0.0 if self.right else SD_OFFSET[kind]


def grid(nodes: int = NODES, reach: float = REACH) -> list[float]:
    return [-reach + 2 * reach * place / (nodes - 1) for place in range(nodes)]


def normal_prior(at: Numbers) -> list[float]:
    return normalized([math.exp(-x * x / 2) for x in at])


def normalized(weights: Numbers) -> list[float]:
    total = math.fsum(weights)
    return [weight / total for weight in weights]


def normal_quantile(p: float) -> float:
    """Where the standard normal distribution reaches p."""
    return halved(lambda x: (1 + math.erf(x / math.sqrt(2))) / 2, p, -10, 10)


def halved(rising: Callable[[float], float], value: float, low: float, high: float) -> float:
    """Where a rising function reaches a value, by halving."""
    for _ in range(100):
        middle = (low + high) / 2
        low, high = (middle, high) if rising(middle) < value else (low, middle)
    return (low + high) / 2


# --- answers ------------------------------------------------------------------------------------------------------------------------


def logistic(x: float) -> float:
    return 1 / (1 + math.exp(-x))


def graded(discrimination: float, thresholds: tuple[float, ...], x: float) -> list[float]:
    """P(category | trait x): the differences of neighbouring cumulative logistic curves (Samejima 1969)."""
    at_least = [1.0, *(logistic(discrimination * (x - threshold)) for threshold in thresholds), 0.0]
    return [above - beyond for above, beyond in pairwise(at_least)]


def counted(discrimination: float, difficulties: tuple[float, ...], x: float) -> list[float]:
    """P(number of deeds done | trait x): the probabilities of all patterns of so many, each deed done or not by itself."""
    done = [logistic(discrimination * (x - difficulty)) for difficulty in difficulties]
    chances = [0.0] * (len(done) + 1)
    for pattern in product((False, True), repeat=len(done)):
        chances[sum(pattern)] += math.prod(chance if did else 1 - chance for chance, did in zip(done, pattern, strict=True))
    return chances


def equal_shares(options: int, discrimination: float, traits: int) -> tuple[float, ...]:
    """Thresholds between options that are equally likely before anything is known, as far as trait and logistic error together are normal."""
    spread = math.sqrt(traits + math.pi**2 / (3 * discrimination**2))
    return tuple(spread * normal_quantile(place / options) for place in range(1, options))


def answer_table(pack: Any, question: Any, at: Numbers, author: Author) -> list[list[float]]:
    """P(answer | trait): a row an option, in the pack's order, or a row a number of deeds. Of a choice, `at` are the second task's interest
    less the first's."""
    return table(question, len(pack.scales.interest), len(pack.scales.choice), tuple(at), author)


@cache
def table(question: Any, interests: int, choices: int, at: Numbers, author: Author) -> list[list[float]]:
    slope = question.discrimination
    if question.kind == "deeds":
        levels = [deed.level - LEVEL_OF_ZERO for deed in question.options]
        return columns(lambda factor, shift, x: counted(slope * factor, tuple(level + shift for level in levels), x), at, author)
    if question.kind in {"interest", "choice"}:
        options, traits = (interests, 1) if question.kind == "interest" else (choices, 2)
        thresholds = equal_shares(options, slope, traits)
        return columns(lambda factor, shift, x: graded(slope * factor, tuple(one + shift for one in thresholds), x), at, author)
    best = question.level - LEVEL_OF_ZERO
    ratings = [option.rating for option in question.options]
    shares = [ratings.count(rating) / len(ratings) for rating in RATINGS]

    def guessed(factor: float, shift: float, x: float) -> list[float]:
        known = graded(slope * factor, (best - PASSABLE_BELOW + shift, best + shift), x)
        return [(1 - GUESSING) * chance + GUESSING * share for chance, share in zip(known, shares, strict=True)]

    rows = columns(guessed, at, author)
    return [[value / ratings.count(rating) for value in rows[RATINGS.index(rating)]] for rating in ratings]


def columns(model: Callable[[float, float, float], list[float]], at: Numbers, author: Author) -> list[list[float]]:
    """The model averaged over what the author may be wrong about, and mended."""
    rows = []
    for x in at:
        cases = [model(factor, shift, x) for factor, shift in author.cases]
        rows.append([math.fsum(category) / len(cases) for category in zip(*cases, strict=True)])
    return rising([list(row) for row in zip(*rows, strict=True)])


def rising(rows: list[list[float]]) -> list[list[float]]:
    """The odds of a category against the one below, held level where the average of models lets them fall: in the tails."""
    weights = [[1.0] * len(rows[0])]
    for below, above in pairwise(rows):
        odds = [high / low for low, high in zip(below, above, strict=True)]
        first, last = odds.index(min(odds)), odds.index(max(odds))
        held = [odds[min(max(place, first), last)] for place in range(len(odds))]
        for place in range(1, len(held)):
            held[place] = max(held[place], held[place - 1])
        weights.append([weight * value for weight, value in zip(weights[-1], held, strict=True)])
    totals = [math.fsum(column) for column in zip(*weights, strict=True)]
    return [[weight / total for weight, total in zip(row, totals, strict=True)] for row in weights]


# --- one trait ----------------------------------------------------------------------------------------------------------------------


def likelihoods(pack: Any, answers: Mapping[str, Any], at: Numbers, author: Author) -> dict[str, list[float]]:
    """Of every trait, on the author's scale; choices, which bear on two traits, are left out."""
    traits = {item.id: [1.0] * len(at) for item in pack.competencies}
    traits |= {f"interest.{role.id}": [1.0] * len(at) for role in pack.roles}
    for question in pack.questions:
        if question.id in answers and question.kind != "choice":
            name = f"interest.{question.measures}" if question.kind == "interest" else question.measures
            answer = answers[question.id]
            row = answer_table(pack, question, at, author)[len(answer) if question.kind == "deeds" else answer - 1]
            traits[name] = [weight * chance for weight, chance in zip(traits[name], row, strict=True)]
    return traits


def on_scale(pack: Any, answers: Mapping[str, Any], at: Numbers, author: Author) -> dict[str, list[float]]:
    """Every trait's weights on the author's scale."""
    found = likelihoods(pack, answers, at, author)
    return {name: normalized([p * chance for p, chance in zip(normal_prior(at), row, strict=True)]) for name, row in found.items()}


def posteriors(pack: Any, answers: Mapping[str, Any], at: Numbers, author: Author) -> dict[str, list[float]]:
    """Every trait's weights: the scale that the answers tell of is off by a normal offset, so that their likelihood is smoothed by it."""
    found = {}
    for name, row in likelihoods(pack, answers, at, author).items():
        sd = author.offset("interest" if name.startswith("interest.") else "competency")
        smooth = [expectation(weights, row) for weights in offset_weights(tuple(at), sd)] if sd else row
        found[name] = normalized([p * chance for p, chance in zip(normal_prior(at), smooth, strict=True)])
    return found


@cache
def offset_weights(at: Numbers, sd: float) -> list[list[float]]:
    """At every point of a trait: the weights of the points where the author's scale may have it."""
    return [normalized([math.exp(-(((y - x) / sd) ** 2) / 2) for y in at]) for x in at]


def expectation(weights: Numbers, values: Numbers) -> float:
    return math.fsum(weight * value for weight, value in zip(weights, values, strict=True))


def mean_and_sd(weights: Numbers, at: Numbers) -> tuple[float, float]:
    mean = expectation(weights, at)
    return mean, math.sqrt(expectation(weights, [(x - mean) ** 2 for x in at]))


def reliability(weights: Numbers, at: Numbers) -> float:
    """The share of the variance among people, 1, that the answers explain."""
    return min(1.0, max(0.0, 1 - mean_and_sd(weights, at)[1] ** 2))


def reached(weights: Numbers, at: Numbers, x: float) -> float:
    """P(trait <= x), each point's weight spread evenly over its cell."""
    step = at[1] - at[0]
    return math.fsum(weight * min(1.0, max(0.0, (x - node) / step + 0.5)) for weight, node in zip(weights, at, strict=True))


def quantile(weights: Numbers, at: Numbers, p: float) -> float:
    return halved(lambda x: reached(weights, at, x), p, at[0] - 1, at[-1] + 1)


def level(trait: float) -> float:
    return min(5.0, max(1.0, trait + LEVEL_OF_ZERO))


# --- fit ----------------------------------------------------------------------------------------------------------------------------


def shortfall(role: Any, competency: str, at: Numbers) -> list[float]:
    """u: what each trait value falls short of the level that the role needs (at mid), a surplus counting a quarter."""
    distances = [x - (role.needs[competency].required.mid - LEVEL_OF_ZERO) for x in at]
    return [distance if distance < 0 else SURPLUS * distance for distance in distances]


def mix(pack: Any, at: Numbers) -> tuple[float, float]:
    """Factors on competence and on interest: competence 40% of the variance between roles, variances that average 1."""
    prior = normal_prior(at)

    def covariance(one: Any, other: Any) -> float:
        return math.fsum(
            one.needs[name].weight
            * other.needs[name].weight
            * (
                expectation(prior, [x * y for x, y in zip(shortfall(one, name, at), shortfall(other, name, at), strict=True)])
                - expectation(prior, shortfall(one, name, at)) * expectation(prior, shortfall(other, name, at))
            )
            for name in one.needs
        )

    count = len(pack.roles)
    own = math.fsum(covariance(role, role) for role in pack.roles) / count
    between = own - math.fsum(covariance(one, other) for one in pack.roles for other in pack.roles) / count**2
    ratio = COMPETENCE_SHARE / (1 - COMPETENCE_SHARE) * (1 - 1 / count) / between  # competence² : interest²
    interest = math.sqrt(1 / (1 + ratio * own))
    return math.sqrt(ratio) * interest, interest


def contributions(pack: Any, role: Any, traits: Mapping[str, Numbers], at: Numbers) -> dict[str, float]:
    """Points that each trait adds to the role's fit."""
    competence, interest = mix(pack, at)
    points = {}
    for name, need in role.needs.items():
        values = shortfall(role, name, at)
        points[name] = 10 * competence * need.weight * (expectation(traits[name], values) - expectation(normal_prior(at), values))
    own = f"interest.{role.id}"
    return points | {own: 10 * interest * expectation(traits[own], at)}


def readiness(
    pack: Any, role: Any, tier: str, answers: Mapping[str, Any], at: Numbers, author: Author, nodes: int = GENERAL_NODES
) -> float:
    """P(every required level is met) on the author's scale; half a level below counts already, and everybody has level 1.

    A competency is √ρ·g + √(1-ρ)·ε, g being general: at each g the answers and the levels of one say nothing of another. g is averaged out
    over its posterior, which the answers about all competencies make.
    """
    told = likelihoods(pack, answers, at, author)
    chances, met = [], []
    for g in grid(nodes, GENERAL_REACH):
        likely, reaching = math.exp(-g * g / 2), 1.0
        for item in pack.competencies:
            own = [math.exp(-((x - math.sqrt(GENERAL) * g) ** 2) / (2 * (1 - GENERAL))) for x in at]
            weights = [height * chance for height, chance in zip(own, told[item.id], strict=True)]
            likely *= math.fsum(weights)
            required = getattr(role.needs[item.id].required, tier)
            if required > 1:
                reaching *= 1 - reached(normalized(weights), at, required - 0.5 - LEVEL_OF_ZERO)
        chances.append(likely)
        met.append(reaching)
    return expectation(normalized(chances), met)
