"""A pack small enough to compute by hand, and the slow oracle that does so."""

import importlib.util
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from opscareer.pack.kinds import Choice, Evidence, Interest, Judgement, Question
from opscareer.pack.kinds.base import Option
from opscareer.pack.kinds.scale import Scales
from opscareer.pack.model import Cited, Competency, Header, Need, Pack, Required, Role, Text


def text(texts: str) -> Text:
    return Text(zh=f"{texts}（中文）", en=texts)


def competency(name: str) -> Competency:
    return Competency(id=name, name=text(name), meaning=text(name), levels=tuple(text(f"{name} {level}") for level in range(1, 6)))


def role(name: str, **needs: tuple[float, int, int, int]) -> Role:
    """`needs`: competency=(weight, level at entry, at mid, at senior)."""
    return Role(
        id=name,
        name=text(f"name of {name}"),
        summary=text(f"summary of {name}"),
        definition=text(f"definition of {name}"),
        duties=(Cited(text=text("a duty")),),
        figures=(Cited(text=text("a figure")),),
        failures=(text("a failure"),),
        needs={
            key: Need(weight=weight, required=Required(entry=entry, mid=mid, senior=senior))
            for key, (weight, entry, mid, senior) in needs.items()
        },
    )


def question(name: str, kind: str, measures: Any, discrimination: float, levels: Sequence[float] = ()) -> Question:
    """`levels`, of the options, for `evidence` and `judgement`. The discrimination is always given: what is left to the program is no golden value."""
    parts = {"id": name, "kind": kind, "measures": measures, "discrimination": discrimination, "text": text(name)}
    if kind == "choice":
        return Choice(**parts, tasks=(text(f"{name} task A"), text(f"{name} task B")))
    if kind == "interest":
        return Interest(**parts)
    options = tuple(Option(level=level, text=text(f"{name} option {place}")) for place, level in enumerate(levels, 1))
    return {"evidence": Evidence, "judgement": Judgement}[kind](**parts, options=options)


@pytest.fixture(scope="session")
def pack() -> Pack:
    """Three roles, two competencies, every kind of question with differing discriminations; questions sorted by id as the loader does."""
    questions = [
        question("baker-clerk.1", "choice", ("baker", "clerk"), 1.2),
        question("baker-guide.1", "choice", ("baker", "guide"), 0.8),
        question("clerk-guide.1", "choice", ("clerk", "guide"), 1.6),
        question("craft.1", "evidence", "craft", 1.5, (1, 2, 3, 4, 5)),
        question("craft.2", "evidence", "craft", 2.4, (1, 2.5, 4)),
        question("craft.3", "judgement", "craft", 0.7, (3, 1, 5, 3)),
        question("reason.1", "evidence", "reason", 0.9, (1, 2, 3, 4, 5)),
        question("reason.2", "judgement", "reason", 1.0, (2, 4, 1)),
        question("baker.interest.1", "interest", "baker", 1.5),
        question("baker.interest.2", "interest", "baker", 1.0),
        question("clerk.interest.1", "interest", "clerk", 1.5),
        question("clerk.interest.2", "interest", "clerk", 3.0),
        question("guide.interest.1", "interest", "guide", 1.2),
        question("guide.interest.2", "interest", "guide", 0.6),
        question("guide-baker.1", "choice", ("guide", "baker"), 1.2),
    ]
    return Pack(
        header=Header(id="small", version="1", format=1, name=text("small"), description=text("small")),
        hash="0" * 16,
        competencies=(competency("craft"), competency("reason")),
        roles=(
            role("baker", craft=(0.7, 2, 3, 4), reason=(0.3, 1, 2, 3)),
            role("clerk", craft=(0.2, 1, 2, 3), reason=(0.8, 3, 4, 5)),
            role("guide", craft=(0.5, 2, 3, 4), reason=(0.5, 2, 3, 4)),
        ),
        scales=Scales(
            interest=tuple(text(f"interest {place}") for place in range(1, 6)),
            choice=tuple(text(f"choice {place}") for place in range(1, 5)),
        ),
        questions=tuple(sorted(questions, key=lambda item: item.id)),
        practice_files={},
    )


@pytest.fixture(scope="session")
def oracle() -> ModuleType:
    return loaded("oracle")


@pytest.fixture(scope="session")
def budget_oracle() -> ModuleType:
    return loaded("budget_oracle")


def loaded(name: str) -> ModuleType:
    """A module of this directory, which is no package."""
    spec = importlib.util.spec_from_file_location(name, Path(__file__).with_name(f"{name}.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def joint(pack: Pack, oracle: ModuleType) -> Callable[[Mapping[str, int]], np.ndarray]:
    """Brute force: the joint probabilities of the three interests on the full grid, 61 × 61 × 61, from any answers."""
    at = oracle.grid()
    nodes = np.arange(len(at))
    differences = [10 * steps / (len(at) - 1) for steps in range(1 - len(at), len(at))]
    roles = [item.id for item in pack.roles]
    choices = [item for item in pack.questions if item.kind == "choice"]
    tables = {item.id: np.array(oracle.answer_table(pack, item, differences, oracle.averaged)) for item in choices}

    def make(answers: Mapping[str, int]) -> np.ndarray:
        alone = oracle.posteriors(pack, answers, at)
        cube = np.einsum("i,j,k->ijk", *(alone[f"interest.{name}"] for name in roles))
        for item in choices:
            if item.id in answers:
                row = tables[item.id][answers[item.id] - 1]
                first, second = (roles.index(name) for name in item.measures)
                square = row[nodes[None, :] - nodes[:, None] + len(at) - 1]  # [first, second]
                square = square if first < second else square.T
                cube = cube * np.expand_dims(square, 3 - first - second)
        return np.asarray(cube / cube.sum())

    return make
