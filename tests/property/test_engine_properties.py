"""What holds for every answer to the shipped pack: nobody is worse off for a higher answer, and the figures of a result agree."""

import os
import random
import subprocess
import sys
from collections.abc import Callable, Mapping

import numpy as np
import pytest

from opscareer.answers import Answers
from opscareer.engine.assess import Engine
from opscareer.engine.fit import expected_fit
from opscareer.engine.measurement import posterior
from opscareer.engine.rules import DEFAULT, Rules, full
from opscareer.engine.selection import Selector
from opscareer.pack.model import Pack, Question
from opscareer.results.assessment import Assessment

ROLES = ("content", "data", "event", "product", "user")
TOLERANCE = 1e-9


# --- a higher answer never lowers the fit -------------------------------------------------------------------------------------------


def gains(engine: Engine, pack: Pack, kind: str, raises: int, choices: bool) -> np.ndarray:
    """Points of fit gained, (raises,), by one raised answer of a kind, in the role that values it and gains least.

    The other answers are random: a quarter to all of the questions (of the choices none, unless they are wanted), half of the people
    giving any answer, half only the most extreme ones.
    """
    dice = np.random.default_rng(7)
    options = np.array([len(pack.options(pack.question[name])) for name in engine.bank.ids])
    any_answer = dice.integers(1, options + 1, (raises, len(options)))
    extreme = np.where(dice.random(any_answer.shape) < 0.5, 1, options)
    before = np.where(dice.random((raises, 1)) < 0.5, any_answer, extreme)
    before *= dice.random(before.shape) < dice.uniform(0.25, 1, (raises, 1))
    before[:, engine.bank.singles :] *= choices
    after = before.copy()
    columns = [place for place, name in enumerate(engine.bank.ids) if pack.question[name].kind == kind]
    valuing = np.zeros((raises, len(pack.roles)), dtype=bool)
    for person in range(raises):
        column = dice.choice(columns)
        low, high, roles = raised(pack, pack.question[engine.bank.ids[column]], dice)
        before[person, column], after[person, column] = low, high
        valuing[person] = [role.id in roles for role in pack.roles]
    gained = fit(engine, after) - fit(engine, before)
    return np.where(valuing, gained, np.inf).min(axis=1)


def raised(pack: Pack, question: Question, dice: np.random.Generator) -> tuple[int, int, set[str]]:
    """A lower and a higher answer to a question, and the roles that value the difference."""
    while True:
        low, high = (int(number) for number in dice.choice(len(pack.options(question)), 2, replace=False) + 1)
        if question.kind == "choice":
            return low, high, {question.measures[high > low]}
        if question.kind == "interest":
            return min(low, high), max(low, high), {question.measures}
        levels = [option.level for option in question.options]
        if levels[low - 1] < levels[high - 1]:
            return low, high, {role.id for role in pack.roles if role.needs[question.measures].weight > 0}


def fit(engine: Engine, answers: np.ndarray) -> np.ndarray:
    """Fit of many people (P, roles), in points."""
    found = []
    for part in np.array_split(answers, max(1, len(answers) // 250)):
        found.append(10 * expected_fit(engine.model, posterior(engine.bank, part)))
    return np.concatenate(found)


@pytest.mark.parametrize(
    ("kind", "raises", "choices"),
    [("evidence", 8000, False), ("judgement", 6000, False), ("interest", 6000, False), ("interest", 300, True), ("choice", 400, True)],
)
def test_raising_an_answer_never_lowers_the_fit_of_a_role_that_values_it(
    engine: Engine, pack: Pack, kind: str, raises: int, choices: bool
) -> None:
    gained = gains(engine, pack, kind, raises, choices)

    assert (gained < -TOLERANCE).sum() == 0


def test_raising_an_answer_never_lowers_the_fit_in_a_whole_result(engine: Engine, pack: Pack) -> None:
    dice = np.random.default_rng(11)
    for _ in range(12):
        values = random_answers(pack, random.Random(int(dice.integers(1 << 30))))
        name = str(dice.choice(list(values)))
        low, high, roles = raised(pack, pack.question[name], dice)

        before, after = (engine.assess(Answers({**values, name: value})) for value in (low, high))

        for role in roles:
            assert after.role(role).fit >= before.role(role).fit - TOLERANCE


# --- the figures of one result agree ------------------------------------------------------------------------------------------------


def random_answers(pack: Pack, dice: random.Random) -> dict[str, int]:
    asked = dice.sample(pack.questions, dice.randint(1, len(pack.questions)))
    return {question.id: dice.randint(1, len(pack.options(question))) for question in asked}


@pytest.fixture(scope="module")
def results(engine: Engine, pack: Pack) -> list[Assessment]:
    """Twelve people who answer at random, one to all questions; five who give one number throughout; two who know what they want."""
    people = [random_answers(pack, random.Random(seed)) for seed in range(12)]
    people += [{question.id: min(place, len(pack.options(question))) for question in pack.questions} for place in range(1, 6)]
    people += [{question.id: keen_on(pack, role, 4, 2)(question) for question in pack.questions} for role in ("data", "user")]
    return [engine.assess(Answers(values)) for values in people]


def test_contributions_and_fifty_add_up_to_the_fit(results: list[Assessment]) -> None:
    for role in (role for found in results for role in found.roles):
        total = 50 + sum(item.points for item in role.contributions)
        assert role.fit == pytest.approx(min(100, max(0, total)), rel=0, abs=1e-9)


def test_every_trait_of_a_role_contributes_once_and_the_largest_comes_first(results: list[Assessment]) -> None:
    for found in results:
        competencies = {item.id for item in found.competencies}
        for role in found.roles:
            assert sorted(str(item.of) for item in role.contributions) == sorted({*competencies, f"interest.{role.id}"})
            sizes = [abs(item.points) for item in role.contributions]
            assert sizes == sorted(sizes, reverse=True)


def test_probabilities_of_being_best_sum_to_one(results: list[Assessment]) -> None:
    for found in results:
        assert all(-1e-12 <= role.p_best <= 1 + 1e-12 for role in found.roles)
        assert sum(role.p_best for role in found.roles) == pytest.approx(1, rel=0, abs=1e-9)
        assert sum(role.prior_p_best for role in found.roles) == pytest.approx(1, rel=0, abs=1e-9)


def test_roles_stand_in_the_order_of_their_fit(results: list[Assessment]) -> None:
    for found in results:
        fits = [role.fit for role in found.roles]
        assert fits == sorted(fits, reverse=True)
        assert [role.rank for role in found.roles] == [1, 2, 3, 4, 5]
        assert {role.id for role in found.roles} == set(ROLES)


def test_intervals_are_ordered_and_hold_the_estimate(results: list[Assessment]) -> None:
    for found in results:
        estimates = [(item.level, item.interval) for item in found.competencies]
        estimates += [(item.score, item.interval) for item in found.interests]
        estimates += [(role.fit, role.interval) for role in found.roles]
        estimates.append((found.best.gap, found.best.gap_interval))
        for value, (low, high) in estimates:
            assert low <= value <= high
        assert all(item.interval[0] >= 1 and item.interval[1] <= 5 for item in found.competencies)
        assert all(role.interval[0] >= 0 and role.interval[1] <= 100 for role in found.roles)


def test_readiness_falls_from_entry_to_senior(results: list[Assessment]) -> None:
    for role in (role for found in results for role in found.roles):
        assert 1 >= role.readiness["entry"] >= role.readiness["mid"] >= role.readiness["senior"] >= 0


def test_candidates_are_the_fewest_roles_that_together_reach_ninety_percent(results: list[Assessment]) -> None:
    for found in results:
        chances = sorted((role.p_best for role in found.roles), reverse=True)
        fewest = next(count for count in range(1, 6) if sum(chances[:count]) >= 0.9 - 1e-12)
        assert len(found.best.candidates) == fewest
        assert sum(found.role(name).p_best for name in found.best.candidates) == pytest.approx(sum(chances[:fewest]), rel=0, abs=1e-12)


def test_it_is_a_close_call_when_the_leader_is_unlikely_or_the_gap_may_be_nothing_or_the_answers_look_careless(
    results: list[Assessment],
) -> None:
    for found in results:
        best = found.best
        assert (best.role, best.runner_up) == (found.roles[0].id, found.roles[1].id)
        assert best.p_best == found.roles[0].p_best
        assert best.gap == pytest.approx(found.roles[0].fit - found.roles[1].fit, rel=0, abs=1e-9)
        careless = bool(found.quality.flags)
        assert best.close_call == (best.p_best < 0.5 or best.gap_interval[0] <= 0 <= best.gap_interval[1] or careless)
    assert {found.best.close_call for found in results} == {True, False}


def test_no_role_is_favoured_or_ruled_out_before_the_first_answer(results: list[Assessment]) -> None:
    assert all(0.1 < role.prior_p_best < 0.4 for role in results[0].roles)


def test_a_result_without_answers_is_refused(engine: Engine) -> None:
    with pytest.raises(ValueError, match="no answers"):
        engine.assess(Answers({}))


# --- people whose best role is known ------------------------------------------------------------------------------------------------

Person = Callable[[Question], int | None]
FORMS = ("short", "full")


def keen_on(pack: Pack, role: str, strong: float, weak: float) -> Callable[[Question], int]:
    """Likes the role's tasks and few others; in competencies that weigh a quarter or more at level `strong`, in the others at `weak`.

    Nobody answers like a machine: how much is liked, and how clearly, changes from question to question.
    """

    def reply(question: Question) -> int:
        mood = sum(question.id.encode()) % 3
        if question.kind == "interest":
            return (4, 5, 5)[mood] if question.measures == role else (1, 2, 3)[mood]
        if question.kind == "choice":
            first, second = question.measures
            return {first: (1, 1, 2)[mood], second: (4, 4, 3)[mood]}.get(role, (2, 3, 2)[mood])
        level = strong if pack.role[role].needs[question.measures].weight >= 0.25 else weak
        return min(range(1, len(question.options) + 1), key=lambda value: (abs(question.options[value - 1].level - level), value))

    return reply


def without_preference(question: Question) -> int | None:
    """Minds no task, prefers none to another, and does everything reliably."""
    if question.kind == "choice":
        return None
    if question.kind == "interest":
        return 3
    return min(range(1, len(question.options) + 1), key=lambda value: (abs(question.options[value - 1].level - 2.5), value))


def asked(engine: Engine, pack: Pack, form: str, person: Person) -> Answers:
    """What somebody answers when the program asks them."""
    rules: Rules = DEFAULT if form == "short" else full(len(pack.questions))
    selector = Selector(engine.bank, engine.model, rules)
    answers, seen = Answers({}), set[str]()
    while step := selector.step(answers, seen, 1):
        seen.add(step.question)
        value = person(pack.question[step.question])
        answers = answers if value is None else answers.with_answer(step.question, value)
    assert 10 <= len(seen) <= len(pack.questions)
    return answers


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("role", ROLES)
def test_somebody_keen_on_a_role_and_strong_where_it_needs_it_gets_it_first(engine: Engine, pack: Pack, role: str, form: str) -> None:
    found = engine.assess(asked(engine, pack, form, keen_on(pack, role, strong=4, weak=2)))

    assert found.best.role == role
    assert found.best.p_best > 0.5
    assert found.best.candidates[0] == role


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("role", ROLES)
def test_a_beginner_keen_on_a_role_gets_it_first(engine: Engine, pack: Pack, role: str, form: str) -> None:
    found = engine.assess(asked(engine, pack, form, keen_on(pack, role, strong=1, weak=1)))

    assert found.best.role == role


@pytest.mark.parametrize("form", FORMS)
def test_somebody_without_any_preference_is_told_that_it_is_too_close_to_call(engine: Engine, pack: Pack, form: str) -> None:
    found = engine.assess(asked(engine, pack, form, without_preference))

    assert found.best.close_call
    assert len(found.best.candidates) > 1


# --- the same answers, the same result ----------------------------------------------------------------------------------------------

ALONE = """
import sys
from opscareer.answers import Answers
from opscareer.engine.assess import Engine
from opscareer.engine.plan.planner import make_plan, target_tier
from opscareer.pack.load import load_pack
from opscareer.report.documents import assessment_document, dump

pack = load_pack()
answers = Answers({name: int(value) for name, value in (item.split("=") for item in sys.argv[1:])})
found = Engine.of(pack).assess(answers)
plan = make_plan(pack, found, found.best.role, target_tier(found, found.best.role), 6.0)
sys.stdout.reconfigure(encoding="utf-8", newline="")
sys.stdout.write(dump(assessment_document(pack, found, plan, answers)))
"""


def document(values: Mapping[str, int], hash_seed: str) -> bytes:
    """The result as JSON, from a process of its own."""
    arguments = [f"{name}={value}" for name, value in values.items()]
    command = [sys.executable, "-c", ALONE, *arguments]
    return subprocess.run(command, check=True, capture_output=True, env={**os.environ, "PYTHONHASHSEED": hash_seed}).stdout


def test_the_same_answers_in_any_order_give_the_same_bytes_in_every_process(pack: Pack) -> None:
    values = random_answers(pack, random.Random(3))
    backwards = dict(reversed(values.items()))

    first, second = document(values, "1"), document(backwards, "2")

    assert first.startswith(b'{\n  "schema": "opscareer.assessment/1"')
    assert first == second


def test_the_order_of_the_answers_changes_nothing(engine: Engine, pack: Pack) -> None:
    for seed in range(5):
        dice = random.Random(seed)
        values = random_answers(pack, dice)
        shuffled = dict(dice.sample(list(values.items()), len(values)))

        assert engine.assess(Answers(shuffled)) == engine.assess(Answers(values))
