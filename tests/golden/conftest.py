"""A pack small enough to compute by hand, and the slow oracle that does so."""

import importlib.util
from collections.abc import Callable, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from opscareer.pack.kinds import Choice, Deeds, Interest, Judgement, Question
from opscareer.pack.kinds.deeds import Deed
from opscareer.pack.kinds.judgement import Action
from opscareer.pack.kinds.scale import Scales
from opscareer.pack.model import Cited, Competency, Facet, Header, Need, Pack, Required, Role, Text
from opscareer.results.units import Answer


def text(texts: str) -> Text:
    return Text(zh=f"{texts}（中文）", en=texts)


def competency(name: str) -> Competency:
    levels = tuple(text(f"{name} {level}") for level in range(1, 6))
    return Competency(id=name, name=text(name), meaning=text(name), facets=(Facet(id="all", name=text("all")),), levels=levels)


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


def deeds(name: str, competency: str, discrimination: float, *levels: float) -> Question:
    """The discrimination is always given: what is left to the program is no golden value."""
    options = tuple(Deed(level=level, text=text(f"{name} deed {place}")) for place, level in enumerate(levels, 1))
    return Deeds(id=name, kind="deeds", measures=competency, facet="all", discrimination=discrimination, text=text(name), options=options)


def judgement(name: str, competency: str, discrimination: float, level: float, *ratings: str) -> Question:
    options = tuple(Action(rating=rating, text=text(f"{name} option {place}")) for place, rating in enumerate(ratings, 1))
    return Judgement(
        id=name, kind="judgement", measures=competency, level=level, discrimination=discrimination, text=text(name), options=options
    )


def interest(name: str, role: str, discrimination: float) -> Question:
    return Interest(id=name, kind="interest", measures=role, discrimination=discrimination, text=text(name))


def choice(name: str, roles: tuple[str, str], discrimination: float) -> Question:
    tasks = (text(f"{name} task A"), text(f"{name} task B"))
    return Choice(id=name, kind="choice", measures=roles, discrimination=discrimination, text=text(name), tasks=tasks)


@pytest.fixture(scope="session")
def pack() -> Pack:
    """Three roles, two competencies and a basic skill, every kind of question with differing discriminations; questions sorted by id as the
    loader does."""
    questions = [
        choice("baker-clerk.1", ("baker", "clerk"), 1.2),
        choice("baker-guide.1", ("baker", "guide"), 0.8),
        choice("clerk-guide.1", ("clerk", "guide"), 1.6),
        choice("guide-baker.1", ("guide", "baker"), 1.2),
        deeds("craft.1", "craft", 1.0, 1.5, 2, 3, 4.5),
        deeds("craft.2", "craft", 2.4, 1, 2.5, 2.5),
        judgement("craft.3", "craft", 0.7, 3.0, "passable", "poor", "best", "passable"),
        deeds("reason.1", "reason", 0.9, 1.2, 2.8, 3.5, 4, 5),
        judgement("reason.2", "reason", 1.0, 4.0, "poor", "best", "passable"),
        deeds("tools.1", "tools", 1.1, 1, 2, 3),
        interest("baker.interest.1", "baker", 1.5),
        interest("baker.interest.2", "baker", 1.0),
        interest("clerk.interest.1", "clerk", 1.5),
        interest("clerk.interest.2", "clerk", 3.0),
        interest("guide.interest.1", "guide", 1.2),
        interest("guide.interest.2", "guide", 0.6),
    ]
    return Pack(
        header=Header(id="small", version="1", format=2, name=text("small"), description=text("small")),
        hash="0" * 16,
        competencies=(competency("craft"), competency("reason"), competency("tools")),
        roles=(
            role("baker", craft=(0.7, 2, 3, 4), reason=(0.3, 1, 2, 3), tools=(0, 1, 1, 2)),
            role("clerk", craft=(0.2, 1, 2, 3), reason=(0.8, 3, 4, 5), tools=(0, 2, 3, 4)),
            role("guide", craft=(0.5, 2, 3, 4), reason=(0.5, 2, 3, 4), tools=(0, 1, 2, 3)),
        ),
        scales=Scales(
            interest=tuple(text(f"interest {place}") for place in range(1, 6)),
            choice=tuple(text(f"choice {place}") for place in range(1, 6)),
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
def right(oracle: ModuleType) -> Any:
    """An author who is never wrong."""
    return oracle.Author(right=True)


@pytest.fixture(scope="session")
def fallible(oracle: ModuleType) -> Any:
    """The author whom the program assumes."""
    return oracle.Author(right=False)


@pytest.fixture(scope="session")
def joint(pack: Pack, oracle: ModuleType, fallible: Any) -> Callable[[Mapping[str, Answer]], np.ndarray]:
    """Brute force: the joint probabilities of the three interests on the full grid, 73 × 73 × 73, from any answers."""
    at = oracle.grid()
    nodes = np.arange(len(at))
    differences = [at[-1] * steps / (len(at) // 2) for steps in range(1 - len(at), len(at))]
    roles = [item.id for item in pack.roles]
    choices = [item for item in pack.questions if item.kind == "choice"]
    tables = {item.id: np.array(oracle.answer_table(pack, item, differences, fallible)) for item in choices}

    def make(answers: Mapping[str, Answer]) -> np.ndarray:
        alone = oracle.posteriors(pack, answers, at, fallible)
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
