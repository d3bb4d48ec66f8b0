"""Terminals for tests, closed at the end; and a place for answers in every test."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from screen import PATIENT, PROGRAM, Terminal

SCENES = (PROGRAM[0], str(Path(__file__).with_name("scenes.py")))


@pytest.fixture(autouse=True)
def own_home(home: Path) -> None:
    """Every test keeps answers in a place of its own."""


@pytest.fixture
def in_terminal(tmp_path: Path) -> Iterator[Callable[..., Terminal]]:
    """Starts a program in a terminal of its own."""
    numbers = count()
    with ExitStack() as opened:

        def start(*command: str, **settings: Any) -> Terminal:
            return opened.enter_context(closing(Terminal(command, tmp_path / f"stdout-{next(numbers)}", **settings)))

        yield start


@pytest.fixture
def assess(in_terminal: Callable[..., Terminal]) -> Callable[..., Terminal]:
    """Starts `opscareer assess` in a terminal of its own, for somebody who is as fast as a machine but seems to read."""
    return lambda *options, **settings: in_terminal(*PATIENT, "assess", *options, **settings)


@pytest.fixture
def hasty(in_terminal: Callable[..., Terminal]) -> Callable[..., Terminal]:
    """The same for somebody who reads nothing."""
    return lambda *options, **settings: in_terminal(*PROGRAM, "assess", *options, **settings)


@pytest.fixture
def scenes(in_terminal: Callable[..., Terminal]) -> Callable[..., Terminal]:
    """Starts the walk through every kind of screen (`scenes.py`) in a terminal of its own."""
    return lambda *options, **settings: in_terminal(*SCENES, *options, **settings)
