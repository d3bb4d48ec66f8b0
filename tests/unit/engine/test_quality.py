"""Careless answering is noticed, gently; honest people are mostly left alone."""

import numpy as np
import pytest

from opscareer.answers import Answers
from opscareer.engine import measurement
from opscareer.engine.assess import Engine
from opscareer.engine.fit import log_evidence
from opscareer.engine.measurement import posterior
from opscareer.engine.people import answer_all, draw_traits
from opscareer.pack.model import Pack
from opscareer.results.assessment import Quality


@pytest.fixture(scope="module")
def honest(engine: Engine) -> np.ndarray:
    """Answers of forty honest people to every question (40, J)."""
    return honest_answers(engine, 40, 2)


def honest_answers(engine: Engine, count: int, seed: int) -> np.ndarray:
    random = np.random.default_rng(seed)
    return answer_all(engine.bank, draw_traits(count, len(engine.model.competencies), len(engine.model.roles), random), random)


def given(engine: Engine, row: np.ndarray) -> Answers:
    return Answers({question: int(value) for question, value in zip(engine.bank.ids, row, strict=True) if value})


def judged(engine: Engine, row: np.ndarray, seed: int) -> Quality:
    """The answers of a row, given in a random order."""
    return engine.carelessness.quality(given(engine, row), shuffled(engine, seed))


def shuffled(engine: Engine, seed: int) -> list[str]:
    return list(np.random.default_rng(seed).permutation(engine.bank.ids))


def test_of_twenty_who_answer_everything_at_random_nearly_all_are_noticed(engine: Engine) -> None:
    random = np.random.default_rng(1)

    noticed = [bool(judged(engine, random.integers(1, engine.bank.options + 1), person).flags) for person in range(20)]

    assert sum(noticed) >= 18


def test_of_forty_honest_people_few_are_noticed(engine: Engine, honest: np.ndarray) -> None:
    noticed = [bool(judged(engine, row, person).flags) for person, row in enumerate(honest)]

    assert sum(noticed) <= 6


def test_the_same_answer_all_the_way_is_noticed_as_a_pattern(engine: Engine) -> None:
    assert "pattern" in judged(engine, np.minimum(3, engine.bank.options), 1).flags


def test_answers_within_a_second_are_noticed_as_haste_and_make_it_a_close_call(engine: Engine, honest: np.ndarray) -> None:
    answers, order = given(engine, honest[0]), shuffled(engine, 1)

    hasty, patient = (engine.assess(answers, order, (seconds,) * len(answers)) for seconds in (0.4, 4.0))

    assert "hasty" in hasty.quality.flags
    assert hasty.best.close_call
    assert "hasty" not in patient.quality.flags


@pytest.mark.parametrize("count", [1, 9])
def test_a_few_answers_are_not_judged(pack: Pack, engine: Engine, count: int) -> None:
    found = engine.carelessness.quality(Answers({question.id: 1 for question in pack.questions[:count]}))

    assert found.flags == ()
    assert found.lz is None


# --- the sequential test ------------------------------------------------------------------------------------------------------------


def test_stopping_early_never_changes_the_verdict(engine: Engine, honest: np.ndarray) -> None:
    """Held against a null of all 300 honest people, the figure that the verdict was once taken from."""
    random = np.random.default_rng(6)
    anything = random.integers(1, engine.bank.options + 1, honest.shape)
    mixed = np.where(random.random(honest.shape) < 0.4, anything, honest)
    null = evidence(engine, honest_answers(engine, 300, 20_250_417))

    for row in (*honest[:25], *mixed[:25], *anything[:5]):
        share = float((null <= evidence(engine, row[None])[0]).mean())
        assert ("inconsistent" in judged(engine, row, 1).flags) == (share < 0.055)


def evidence(engine: Engine, answers: np.ndarray) -> np.ndarray:
    return log_evidence(posterior(engine.bank, answers, 1e-3), 256)


def test_the_p_of_answers_at_random_is_near_nothing_and_that_of_honest_ones_is_spread_evenly(engine: Engine, honest: np.ndarray) -> None:
    random = np.random.default_rng(4)
    p_random = [judged(engine, random.integers(1, engine.bank.options + 1), 1).lz_p for _ in range(8)]
    p_honest = [judged(engine, row, 1).lz_p for row in honest]

    assert max(p_random) < 0.05
    assert np.mean(p_honest) == pytest.approx(0.5, abs=3 * np.sqrt(1 / 12 / len(honest)))


def test_the_note_does_not_depend_on_who_was_judged_before(engine: Engine, honest: np.ndarray) -> None:
    careless = np.random.default_rng(3).integers(1, engine.bank.options + 1)
    alone = judged(Engine(engine.bank, engine.model), honest[1], 1)

    after = Engine(engine.bank, engine.model)
    judged(after, careless, 1)

    assert judged(after, honest[1], 1) == alone


def test_what_was_answered_counts_whatever_the_order_says(engine: Engine, honest: np.ndarray) -> None:
    """An order may lack answers that an earlier assessment gave, and name questions that a pack no longer has."""
    answers, order = given(engine, honest[0]), shuffled(engine, 2)

    whole, partial = engine.carelessness.quality(answers, order), engine.carelessness.quality(answers, ["no.longer.asked", *order[:20]])

    assert (partial.lz, partial.lz_p) == (whole.lz, whole.lz_p)
    assert partial.repetition is not None
    assert partial.repetition <= 20


# --- a computation that does not converge -------------------------------------------------------------------------------------------


def test_a_result_whose_computation_did_not_converge_says_so_and_is_a_close_call(
    engine: Engine, honest: np.ndarray, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = given(engine, honest[0])
    assert "imprecise" not in engine.assess(answers).quality.flags

    monkeypatch.setattr(measurement, "MAX_ROUNDS", 3)
    found = Engine(engine.bank, engine.model).assess(answers)

    assert "imprecise" in found.quality.flags
    assert found.best.close_call


def test_without_choices_there_is_nothing_to_converge(engine: Engine, honest: np.ndarray, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measurement, "MAX_ROUNDS", 1)
    without_choices = honest[0].copy()
    without_choices[engine.bank.singles :] = 0

    assert posterior(engine.bank, np.stack([honest[0], without_choices])).converged.tolist() == [False, True]
