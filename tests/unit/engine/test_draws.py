"""The points that P(best) is counted on: as many as are needed, wherever choices tie the interests together."""

from dataclasses import replace

import numpy as np
import pytest
from shipped import shipped_engine, shipped_pack

from opscareer.answers import Answers
from opscareer.engine import assess, fit
from opscareer.engine.assess import Engine
from opscareer.engine.fit import ENOUGH_POINTS, draw
from opscareer.engine.measurement import posterior
from opscareer.engine.people import answer_all, draw_traits
from opscareer.pack.model import Pack

ROLES, CHOICES = 20, 120


def crowded(pack: Pack, discrimination: float | None = None) -> Pack:
    """A pack of twenty roles, which 120 choices tie together."""
    random = np.random.default_rng(1)
    roles = [replace(pack.roles[number % len(pack.roles)], id=f"role_{number:02}") for number in range(ROLES)]
    rating, choice = (next(question for question in pack.questions if question.kind == kind) for kind in ("interest", "choice"))
    pairs = [random.choice(ROLES, 2, replace=False) for _ in range(CHOICES)]
    questions = [question for question in pack.questions if question.traits[0].kind == "competency"]
    questions += [replace(rating, id=f"{role.id}.{place}", measures=role.id) for role in roles for place in (1, 2)]
    questions += [
        replace(choice, id=f"choice.{number}", measures=(roles[a].id, roles[b].id), discrimination=discrimination)
        for number, (a, b) in enumerate(pairs)
    ]
    return replace(pack, roles=tuple(roles), questions=tuple(questions))


def somebody(engine: Engine, seed: int) -> Answers:
    """Answers to every question, by numbers."""
    random = np.random.default_rng(seed)
    traits = draw_traits(1, len(engine.model.competencies), len(engine.model.roles), random)
    return Answers(dict(zip(engine.bank.ids, answer_all(engine.bank, traits, random)[0].tolist(), strict=True)))


@pytest.mark.parametrize("seed", range(2))
def test_p_best_of_twenty_roles_tied_by_120_choices_is_that_of_a_long_run(seed: int) -> None:
    engine = Engine.of(crowded(shipped_pack()))
    state = engine.state(somebody(engine, seed))

    long_run = draw(engine.model, state.posterior, 131_072)

    assert long_run.effective[0] > 50_000
    assert state.p_best[0] == pytest.approx(long_run.p_best[0], rel=0, abs=0.02)


def test_hardly_any_point_is_wasted_on_whoever_answers_every_question() -> None:
    engine = shipped_engine()
    random = np.random.default_rng(2)
    answers = answer_all(engine.bank, draw_traits(40, len(engine.model.competencies), len(engine.model.roles), random), random)

    state = draw(engine.model, posterior(engine.bank, answers), 1024)

    assert state.effective.min() > 0.8 * 1024


def test_where_points_weigh_next_to_nothing_there_are_more_of_them() -> None:
    engine = Engine.of(crowded(shipped_pack(), discrimination=4.0))

    state = engine.state(somebody(engine, 0))

    assert state.weights.shape[1] > assess.FINAL_POINTS
    assert state.effective[0] >= ENOUGH_POINTS


def test_a_result_that_not_even_the_most_points_make_exact_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fit, "ENOUGH_POINTS", 10 * assess.MOST_POINTS)

    quality = shipped_engine().assess(Answers({"user.interest.welcome": 2})).quality

    assert ([flag.flag for flag in quality.flags], quality.confidence) == (["imprecise"], "low")
