"""People with a story: what they are asked about, how their sessions end, and what is said of their answers."""

import numpy as np
import pytest
from scripted import EVERYBODY, SPECIALISTS, assessed, session
from shipped import shipped_engine, shipped_pack

from opscareer.engine.evaluation.simulation import run_sessions
from opscareer.engine.rules import DEFAULT
from opscareer.results.assessment import Assessment
from opscareer.sessions.progress import Progress

PACK, ENGINE = shipped_pack(), shipped_engine()
SEEDS = 20


@pytest.mark.parametrize("name", SPECIALISTS)
def test_whoever_is_good_at_something_is_asked_about_it_whatever_the_seed(name: str) -> None:
    script = EVERYBODY[name]
    answers = np.concatenate([ENGINE.bank.row(script.answers(PACK, seed)) for seed in range(SEEDS)])

    found = run_sessions(ENGINE, answers, DEFAULT, 0, PACK.opening)

    missed = []
    for seed, asked in enumerate(found.asked):
        facets = {PACK.question[ENGINE.bank.ids[column]].facet for column in np.flatnonzero(asked)}
        missed += [] if facets & script.strengths else [seed]
    assert missed == []
    assert {ENGINE.model.roles[leader] for leader in found.leader} == {script.role}


def told(name: str, seed: int) -> tuple[Progress, Assessment]:
    progress = session(PACK, ENGINE, EVERYBODY[name], seed)
    return progress, assessed(PACK, ENGINE, progress, seed)


@pytest.mark.parametrize("seed", range(3))
def test_who_claims_everything_gets_situations_and_hears_that_nothing_can_check_it(seed: int) -> None:
    progress, result = told("exaggerator, only data", seed)

    assert "unchecked" in {flag.flag for flag in result.quality.flags}
    assert result.quality.confidence == "low"
    assert result.best.role == "data"
    assert any(PACK.question[question].kind == "judgement" for question in progress.order)


@pytest.mark.parametrize("name", ["level 3 in everything, likes content", "indifferent, level 2.5"])
@pytest.mark.parametrize("seed", range(3))
def test_even_answers_and_indifference_are_no_sign_of_carelessness(name: str, seed: int) -> None:
    progress, result = told(name, seed)

    assert result.quality.flags == ()
    assert DEFAULT.least <= len(progress.trail) <= DEFAULT.most
    assert result.best.verdict == "close"


@pytest.mark.parametrize("seed", range(3))
def test_the_same_key_after_a_second_each_ends_the_session_early(seed: int) -> None:
    progress, result = told("careless: 3 after 1 s", seed)

    assert len(progress.trail) < DEFAULT.least
    assert {"hasty", "pattern"} <= {flag.flag for flag in result.quality.flags}
