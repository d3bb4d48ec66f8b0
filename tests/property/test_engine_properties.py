"""What holds for every answer to the shipped pack: nobody is worse off for a higher answer, and the figures of a result agree."""

import json
import os
import random
import subprocess
import sys
from collections.abc import Callable, Mapping
from itertools import pairwise

import numpy as np
import pytest
from people import Person, everyone, some_at_random

from opscareer.answers import Answers
from opscareer.engine.assess import Engine, verdict_on
from opscareer.engine.fit import expected_fit
from opscareer.engine.items import GRID
from opscareer.engine.measurement import posterior
from opscareer.engine.rules import rules_of
from opscareer.engine.selection import Selector
from opscareer.pack.kinds.judgement import RATINGS
from opscareer.pack.model import Pack, Question
from opscareer.results.assessment import Assessment
from opscareer.results.units import Answer

ROLES = ("content", "data", "event", "product", "user")
TOLERANCE = 1e-9


# --- a higher answer never lowers the fit -------------------------------------------------------------------------------------------


def gains(engine: Engine, pack: Pack, kind: str, raises: int, choices: bool) -> np.ndarray:
    """Points of fit gained, (raises,), by one raised answer of a kind, in the role that values it and gains least.

    The other answers are random: a quarter to all of the questions (of the choices none, unless they are wanted), half of the people
    giving any answer, half only the most extreme ones.
    """
    dice = np.random.default_rng(7)
    any_answer = dice.integers(1, engine.bank.options + 1, (raises, len(engine.bank.ids)))
    extreme = np.where(dice.random(any_answer.shape) < 0.5, 1, engine.bank.options)
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
    """A lower and a higher answer to a question, as the engine numbers them, and the roles that value the difference."""
    answers = len(pack.options(question)) + question.several  # of a list of deeds: none to all
    while True:
        low, high = (int(number) for number in dice.choice(answers, 2, replace=False) + 1)
        if question.kind == "choice":
            return low, high, {question.measures[high > low]}
        if question.kind == "interest":
            return min(low, high), max(low, high), {question.measures}
        valuing = {role.id for role in pack.roles if role.needs[question.measures].weight > 0}
        if question.several:
            return min(low, high), max(low, high), valuing
        ratings = [RATINGS.index(option.rating) for option in question.options]
        if ratings[low - 1] < ratings[high - 1]:
            return low, high, valuing


def fit(engine: Engine, answers: np.ndarray) -> np.ndarray:
    """Fit of many people (P, roles), in points."""
    found = []
    for part in np.array_split(answers, max(1, len(answers) // 250)):
        found.append(10 * expected_fit(engine.model, posterior(engine.bank, part)))
    return np.concatenate(found)


@pytest.mark.parametrize(
    ("kind", "raises", "choices"),
    [("deeds", 6000, False), ("judgement", 4000, False), ("interest", 4000, False), ("interest", 250, True), ("choice", 250, True)],
)
def test_raising_an_answer_never_lowers_the_fit_of_a_role_that_values_it(
    engine: Engine, pack: Pack, kind: str, raises: int, choices: bool
) -> None:
    gained = gains(engine, pack, kind, raises, choices)

    assert (gained < -TOLERANCE).sum() == 0


def test_raising_an_answer_never_lowers_the_fit_in_a_whole_result(engine: Engine, pack: Pack) -> None:
    dice = np.random.default_rng(11)
    for seed in range(12):
        values = some_at_random(pack, random.Random(seed))
        question = pack.question[str(dice.choice(list(values)))]
        low, high, roles = raised(pack, question, dice)
        lower, higher = ((tuple(range(1, value)) if question.several else value) for value in (low, high))

        before, after = (engine.assess(Answers({**values, question.id: value})) for value in (lower, higher))

        for role in roles:
            assert after.role(role).fit >= before.role(role).fit - TOLERANCE


def test_one_deed_more_never_lowers_a_level_whatever_else_was_said(engine: Engine, pack: Pack) -> None:
    dice = np.random.default_rng(5)
    lists = np.flatnonzero(engine.bank.counted)
    before = dice.integers(0, engine.bank.options + 1, (3000, len(engine.bank.ids)))
    before[:, engine.bank.singles :] = 0
    columns = dice.choice(lists, len(before))
    people = np.arange(len(before))
    before[people, columns] = dice.integers(1, engine.bank.options[columns])
    after = before.copy()
    after[people, columns] += 1

    low, high = (posterior(engine.bank, answers) for answers in (before, after))

    own = engine.bank.single_trait[columns]
    for name in ("marginals", "on_scale"):
        means = [getattr(found, name)[people, own] @ GRID for found in (low, high)]
        assert (means[1] > means[0]).all()


@pytest.mark.parametrize("kind", ["deeds", "judgement", "interest", "choice"])
def test_of_every_question_a_higher_answer_speaks_for_more_of_what_it_measures(engine: Engine, pack: Pack, kind: str) -> None:
    """Every table sums to 1, and the odds of each answer against the one below never fall."""
    bank = engine.bank
    for question in (item for item in pack.questions if item.kind == kind):
        row = bank.index[question.id]
        logs = bank.pairs[row - bank.singles] if kind == "choice" else bank.single[row]
        table = logs[1 : 1 + bank.options[row]]
        assert np.exp(table).sum(axis=0) == pytest.approx(1, rel=0, abs=1e-12)
        order = sorted(range(len(table)), key=lambda place: rank(question, place))
        for low, high in pairwise(order):
            assert (np.diff(table[high] - table[low]) > -1e-9).all()


def rank(question: Question, place: int) -> int:
    """Where an answer stands, from the lowest; of a choice, from the first task to the second."""
    return RATINGS.index(question.options[place].rating) if question.kind == "judgement" else place


# --- the figures of one result agree ------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def results(engine: Engine, pack: Pack) -> list[Assessment]:
    """Twelve people who answer at random, one to all questions; five who give one number throughout; two who know what they want."""
    people = [some_at_random(pack, random.Random(seed)) for seed in range(12)]
    people += [everyone(pack, place) for place in range(1, 6)]
    people += [{question.id: moody(pack, role, 4, 2)(question) for question in pack.questions} for role in ("data", "user")]
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


def test_the_likeliest_to_be_best_stands_first(results: list[Assessment]) -> None:
    for found in results:
        chances = [role.p_best for role in found.roles]
        assert chances == pytest.approx(sorted(chances, reverse=True), rel=0, abs=1e-9)
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


def test_the_leader_is_the_likeliest_and_the_verdict_follows_from_the_rule(results: list[Assessment]) -> None:
    for found in results:
        best, first, second = found.best, found.roles[0], found.roles[1]
        assert [role.p_best for role in found.roles] == sorted((role.p_best for role in found.roles), reverse=True)
        assert (best.role, best.runner_up, best.p_best) == (first.id, second.id, first.p_best)
        assert best.gap == pytest.approx(first.fit - second.fit, rel=0, abs=1e-9)
        assert best.verdict == verdict_on(first.p_best, second.p_best, best.gap_interval[0])
        assert (best.settles is None) == (best.verdict != "close")
    assert {found.best.verdict for found in results} >= {"close", "clear"}


def test_no_role_is_favoured_or_ruled_out_before_the_first_answer(results: list[Assessment]) -> None:
    assert all(0.1 < role.prior_p_best < 0.4 for role in results[0].roles)


def test_a_result_without_answers_is_refused(engine: Engine) -> None:
    with pytest.raises(ValueError, match="no answers"):
        engine.assess(Answers({}))


# --- people whose best role is known ------------------------------------------------------------------------------------------------

Replying = Callable[[Question], Answer]
FORMS = ("default", "full")


def moody(pack: Pack, role: str, strong: float, weak: float) -> Replying:
    """Likes the role's tasks and few others; in competencies that weigh a quarter or more at level `strong`, in the others at `weak`.

    Nobody answers like a machine: how much is liked, and how clearly, changes from question to question.
    """
    levels = {name: strong if need.weight >= 0.25 else weak for name, need in pack.role[role].needs.items()}
    moods = [Person(pack, levels=levels, liking=cool, likings={role: warm}) for cool, warm in ((0.0, 0.75), (0.25, 1.0), (0.5, 1.0))]

    return lambda question: moods[sum(question.id.encode()) % 3].reply(question)


def asked(engine: Engine, pack: Pack, form: str, person: Replying) -> Answers:
    """What somebody answers when the program asks them."""
    selector = Selector(engine, rules_of(form, len(pack.questions)))
    answers, seen = Answers({}), set[str]()
    while step := selector.step(answers, seen, 1):
        seen.add(step.question)
        answers = answers.with_answer(step.question, person(pack.question[step.question]))
    return answers


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("role", ROLES)
def test_somebody_keen_on_a_role_and_strong_where_it_needs_it_gets_it_first(engine: Engine, pack: Pack, role: str, form: str) -> None:
    found = engine.assess(asked(engine, pack, form, moody(pack, role, strong=4, weak=2)))

    assert found.best.role == role
    assert found.best.p_best > 0.5
    assert found.best.candidates[0] == role


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("role", ROLES)
def test_a_beginner_keen_on_a_role_gets_it_first(engine: Engine, pack: Pack, role: str, form: str) -> None:
    found = engine.assess(asked(engine, pack, form, moody(pack, role, strong=1, weak=1)))

    assert found.best.role == role


@pytest.mark.parametrize("form", FORMS)
def test_somebody_without_any_preference_is_told_that_it_is_too_close_to_call(engine: Engine, pack: Pack, form: str) -> None:
    """Minds no task, prefers none to another, and does everything reliably."""
    found = engine.assess(asked(engine, pack, form, Person(pack, level=2.5).reply))

    assert found.best.verdict == "close"
    assert len(found.best.candidates) > 1


# --- the same answers, the same result ----------------------------------------------------------------------------------------------

ALONE = """
import json
import sys
from opscareer.answers import Answers
from opscareer.engine.assess import Engine, verdict_on
from opscareer.engine.plan.planner import Learner, Wishes, make_plan, target_tier
from opscareer.pack.load import load_pack
from opscareer.report.documents import assessment_document, dump

pack = load_pack()
answers = Answers(json.loads(sys.argv[1]))
found = Engine.of(pack).assess(answers)
role = found.best.role
plan = make_plan(pack, Learner(found), Wishes(role, target_tier(pack, found, role), 6.0))
sys.stdout.reconfigure(encoding="utf-8", newline="")
sys.stdout.write(dump(assessment_document(pack, found, plan, answers)))
"""


def document(values: Mapping[str, Answer], hash_seed: str) -> bytes:
    """The result as JSON, from a process of its own."""
    command = [sys.executable, "-c", ALONE, json.dumps(values)]
    return subprocess.run(command, check=True, capture_output=True, env={**os.environ, "PYTHONHASHSEED": hash_seed}).stdout


def test_the_same_answers_in_any_order_give_the_same_bytes_in_every_process(pack: Pack) -> None:
    values = some_at_random(pack, random.Random(3))
    backwards = dict(reversed(values.items()))

    first, second = document(values, "1"), document(backwards, "2")

    assert first.startswith(b'{\n  "schema": "opscareer.assessment/')
    assert first == second


def test_the_order_of_the_answers_changes_nothing(engine: Engine, pack: Pack) -> None:
    for seed in range(5):
        dice = random.Random(seed)
        values = some_at_random(pack, dice)
        shuffled = dict(dice.sample(list(values.items()), len(values)))

        assert engine.assess(Answers(shuffled)) == engine.assess(Answers(values))
