"""What the engine takes: measured in this process, the best of several runs, since other work on the machine only ever adds.

`python benchmarks/speed.py` prints the table.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "support"))

from people import answers_of

from opscareer.answers import Answers
from opscareer.engine.assess import Engine
from opscareer.engine.evaluation.study import simulate_pack, step_milliseconds
from opscareer.engine.evaluation.workers import processor_count
from opscareer.engine.measurement import posterior
from opscareer.engine.people import answer_all, draw_traits
from opscareer.pack.load import load_pack

HEAD = ["what", "figure"]
PEOPLE, AT_ONCE, ITEMS = 4096, 256, 40
FORMS = 20
SIMULATED = 4000
FIRST_CALL = """
import resource
import sys
from time import perf_counter
from opscareer.answers import Answers
from opscareer.engine.assess import Engine
from opscareer.pack.load import load_pack
engine = Engine.of(load_pack())
answers = Answers({name: eval(value) for name, value in (item.split("=") for item in sys.argv[1:])})
before, start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, perf_counter()
engine.assess(answers)
print(1000 * (perf_counter() - start), (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024)
"""


def rows(people: int = SIMULATED) -> list[list[str]]:
    engine = Engine.of(load_pack())
    random = np.random.default_rng(1)
    competencies, roles = len(engine.model.competencies), len(engine.model.roles)
    numbers = answer_all(engine.bank, draw_traits(FORMS, competencies, roles, random), random)
    forms = [_answers(engine, row) for row in numbers]
    cold = [_first_call(form) for form in forms[: FORMS // 2]]
    warm = [_milliseconds(lambda form=form: engine.assess(form)) for form in forms]
    return [
        ["a step of a session (posterior, P(best), the next question), median", f"{step_milliseconds(engine, numbers):.1f} ms"],
        [
            f"posterior and EAP, {len(engine.bank.traits)} traits, {ITEMS} questions about one trait",
            f"{_throughput(engine):,.0f} people a second",
        ],
        ["`Engine.assess` of a full form, its questions seen before, median", f"{median(warm):.0f} ms"],
        ["the same, first call of a process, median", f"{median(time for time, _ in cold):.0f} ms"],
        ["memory that this takes beside the engine, largest", f"{max(memory for _, memory in cold):.0f} MB"],
        [f"`pack simulate --people {people}`, {processor_count()} processors", f"{_simulation(people):.0f} s"],
    ]


def _answers(engine: Engine, row: np.ndarray) -> Answers:
    return Answers(answers_of(engine.bank, row))


def _throughput(engine: Engine) -> float:
    answers = np.random.default_rng(2).integers(1, engine.bank.options + 1, (PEOPLE, len(engine.bank.ids)))
    answers[:, [*range(ITEMS, len(engine.bank.ids))]] = 0
    parts = np.array_split(answers, PEOPLE // AT_ONCE)
    return 1000 * PEOPLE / _milliseconds(lambda: [posterior(engine.bank, part).mean() for part in parts])


def _milliseconds(work: Callable[[], object], times: int = 7) -> float:
    """The shortest of several runs, after one that warms up."""
    work()
    shortest = np.inf
    for _ in range(times):
        start = perf_counter()
        work()
        shortest = min(shortest, perf_counter() - start)
    return 1000 * shortest


def _first_call(answers: Answers) -> tuple[float, float]:
    """Milliseconds of the first assessment of a process, and by how many MB it grows."""
    given = [f"{question}={value}" for question, value in answers.values.items()]
    shown = subprocess.run([sys.executable, "-c", FIRST_CALL, *given], check=True, capture_output=True, text=True).stdout
    milliseconds, megabytes = map(float, shown.split())
    return milliseconds, megabytes


def _simulation(people: int) -> float:
    start = perf_counter()
    simulate_pack(load_pack(), people, 1, correlated=False, on_progress=lambda share: None)
    return perf_counter() - start


if __name__ == "__main__":
    print(*[" | ".join(row) for row in (HEAD, *rows())], sep="\n")
