"""How often two assessments of one person are said to differ: of people who did not change, and of people who rose by a level and a half.

`python benchmarks/change.py --people 400 --seed 1` prints the table.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "support"))

from people import answers_of

from opscareer.answers import Answers
from opscareer.engine.assess import Engine
from opscareer.engine.comparing import compare
from opscareer.engine.evaluation.simulation import ASSUMED, answering, run_sessions
from opscareer.engine.people import People, draw_traits
from opscareer.engine.rules import DEFAULT, Rules, full
from opscareer.pack.load import load_pack

RISE = 1.5
HEAD = ["form", "a statement false, nobody changed", "any of them false", f"a rise of {RISE} levels noticed"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=400)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    print(*[" | ".join(row) for row in (HEAD, *rows(options.people, options.seed))], sep="\n")


def rows(count: int, seed: int) -> list[list[str]]:
    pack = load_pack()
    engine = Engine.of(pack)
    traits = draw_traits(count, len(engine.model.competencies), len(engine.model.roles), np.random.default_rng(seed))
    risen = traits + RISE * (np.arange(traits.shape[1]) == 0)
    times = ((traits, 0), (traits, 1), (risen, 1))
    first, again, later = (answering(pack, engine, at, ASSUMED, seed, occasion) for at, occasion in times)
    return [
        _row(name, engine, rules, pack.opening, first, again, later)
        for name, rules in (("all questions", full(first.answers.shape[1])), ("default", DEFAULT))
    ]


def _row(name: str, engine: Engine, rules: Rules, opening: str | None, first: People, again: People, later: People) -> list[str]:
    before, unchanged, changed = (_answers(engine, rules, opening, people) for people in (first, again, later))
    same = [compare(engine, one, other) for one, other in zip(before, unchanged, strict=True)]
    false = np.array([[shift.real for shift in (*found.competencies, *found.roles)] for found in same])
    noticed = [compare(engine, one, other).competencies[0].real for one, other in zip(before, changed, strict=True)]
    return [name, f"{false.mean():.3f}", f"{false.any(axis=1).mean():.3f}", f"{np.mean(noticed):.3f}"]


def _answers(engine: Engine, rules: Rules, opening: str | None, people: People) -> list[Answers]:
    asked = run_sessions(engine, people.answers, rules, 1, opening).asked
    return [Answers(answers_of(engine.bank, row)) for row in np.where(asked, people.answers, 0)]


if __name__ == "__main__":
    main()
