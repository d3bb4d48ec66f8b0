"""The shape of the source: small files, small functions, rooms of bearable size, and imports that never run in a circle."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src"
FILES = sorted(SOURCE.rglob("*.py"))
MOST_LINES_OF_A_FILE, MOST_LINES_OF_A_FUNCTION = 350, 50
MOST_FILES_OF_A_FOLDER = 12
LARGEST_SHARE_OF_A_ROOM = 1 / 4


@cache
def tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


@cache
def lines(file: Path) -> int:
    return len(file.read_text(encoding="utf-8").splitlines())


def shown(file: Path) -> str:
    return str(file.relative_to(SOURCE))


def module(file: Path) -> str:
    return ".".join(file.relative_to(SOURCE).with_suffix("").parts).removesuffix(".__init__")


def imported(file: Path) -> Iterator[str]:
    """The modules of this package that a file imports, wherever in it."""
    modules = {module(other) for other in FILES}
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in modules)
        elif isinstance(node, ast.ImportFrom) and node.module in modules:
            names = {f"{node.module}.{alias.name}" for alias in node.names}
            yield from names & modules
            if names - modules:
                yield node.module


def test_no_file_is_long() -> None:
    assert [f"{shown(file)}: {lines(file)}" for file in FILES if lines(file) > MOST_LINES_OF_A_FILE] == []


def test_no_function_is_long() -> None:
    functions = [
        (file, node) for file in FILES for node in ast.walk(tree(file)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]

    long = [(file, node) for file, node in functions if (node.end_lineno or 0) - node.lineno >= MOST_LINES_OF_A_FUNCTION]

    assert [f"{shown(file)}:{node.lineno} {node.name}" for file, node in long] == []


def test_no_folder_holds_many_files() -> None:
    files = Counter(file.parent for file in FILES)

    assert {shown(folder): count for folder, count in files.items() if count > MOST_FILES_OF_A_FOLDER} == {}


def test_no_room_is_more_than_a_quarter_of_the_house() -> None:
    rooms = Counter[str]()
    for file in FILES:
        rooms[file.relative_to(SOURCE).parts[1]] += lines(file)

    assert {room: size for room, size in rooms.items() if size > LARGEST_SHARE_OF_A_ROOM * rooms.total()} == {}


def test_imports_never_run_in_a_circle() -> None:
    try:
        TopologicalSorter({module(file): set(imported(file)) for file in FILES}).prepare()
    except CycleError as error:
        pytest.fail(" imports ".join(error.args[1]))


def test_what_the_packages_promise_to_import_is_there() -> None:
    """A relative import or a name of a module that moved away would be overlooked by the graph above."""
    modules = {module(file) for file in FILES}
    ours = {
        (shown(file), node.module or ".")
        for file in FILES
        for node in ast.walk(tree(file))
        if isinstance(node, ast.ImportFrom) and (node.level or re.match(r"opscareer\b", node.module or ""))
    }

    assert {(file, name) for file, name in ours if name not in modules} == set()
