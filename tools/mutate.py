"""Changes one operator, comparison, condition or number of the engine, the planner or the sessions at a time, and runs tests against it.

    nice .venv/bin/python tools/mutate.py [--every 20] [--only engine/plan sessions] [--from 0]

Each mutant is run in a process of its own, with the tests that `TESTS` names for its module, the quickest first, until one fails.
`--every 20`: about each twentieth of all mutants, drawn by its name, so that a change elsewhere in the code draws no others; `--from 1` to
19: the other twentieths; `--every 1`: all of them. What no test notices is told; the score is the share that some test noticed. A survivor
must stand in `tools/survivors.yaml` with the reason why it may: a change without meaning, or a constant of tuning, which the benchmarks
hold. One that does not stand there ends the run with 1; a reason for a change that there is no more keeps it from beginning. Before
anything is changed all these tests must pass.

Not changed: `strict` of zip and `frozen` of dataclasses, which only guard against mistakes of the program.
"""

import argparse
import ast
import importlib
import os
import resource
import shutil
import signal
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

import pytest
import yaml

ROOT = Path(__file__).parents[1]
SRC = Path("src/opscareer")
SURVIVORS = ROOT / "tools" / "survivors.yaml"
MOST_WORK, MOST_TIME = 60, 900  # seconds of a run of tests, of work and by the clock: with more it goes on for ever
UNCHANGED = ("numpy", "hypothesis", "scipy.optimize", "opscareer.pack.strict")  # what is imported once for all mutants
GUARDS = {"strict", "frozen"}
MOST = 90  # characters of what is changed, in a name
ENGINE, SESSIONS, GOLDEN = "tests/unit/engine", "tests/unit/sessions", "tests/golden"
PLAN, TRIAL = f"{ENGINE}/plan", f"{ENGINE}/evaluation"
PLANS = tuple(f"{PLAN}/test_{name}.py" for name in ("progress", "weeks", "closures", "order", "choice"))
SESSION = (
    f"{SESSIONS}/test_progress.py",
    "tests/unit/test_casework.py",
    f"{SESSIONS}/test_store.py",
    "tests/property/test_session_properties.py",
)
TESTS = {
    "engine/assess.py": (
        f"{ENGINE}/test_best.py",
        f"{GOLDEN}/test_matching_oracle.py",
        f"{ENGINE}/test_quality.py",
        f"{ENGINE}/test_stories.py",
    ),
    "engine/comparing.py": (f"{ENGINE}/test_comparing.py",),
    "engine/explaining.py": (f"{ENGINE}/test_explaining.py",),
    "engine/fit.py": (f"{ENGINE}/test_fit.py", f"{ENGINE}/test_best.py", f"{ENGINE}/test_draws.py", f"{GOLDEN}/test_matching_oracle.py"),
    "engine/items.py": (f"{ENGINE}/test_items.py", f"{ENGINE}/test_measurement.py", f"{ENGINE}/test_selection.py"),
    "engine/measurement.py": (f"{ENGINE}/test_measurement.py", f"{ENGINE}/test_fit.py", f"{GOLDEN}/test_measurement_oracle.py"),
    "engine/people.py": (f"{ENGINE}/test_best.py", f"{ENGINE}/test_draws.py", f"{ENGINE}/evaluation/test_study.py"),
    "engine/prospects.py": (f"{ENGINE}/test_prospects.py", f"{ENGINE}/test_recheck.py", f"{ENGINE}/test_selection.py"),
    "engine/quality.py": (
        f"{ENGINE}/test_deed_lists.py",
        f"{ENGINE}/test_quality.py",
    ),
    "engine/rules.py": (f"{ENGINE}/test_selection.py", "tests/property/test_session_properties.py"),
    "engine/selection.py": (f"{ENGINE}/test_recheck.py", f"{ENGINE}/test_selection.py"),
    "engine/evaluation/advice.py": (f"{TRIAL}/test_advice.py", "tests/cli/test_authoring.py"),
    "engine/evaluation/coverage.py": (f"{TRIAL}/test_coverage.py",),
    "engine/evaluation/replay.py": (f"{TRIAL}/test_replay.py",),
    "engine/evaluation/responses.py": (f"{TRIAL}/test_replay.py",),
    "engine/evaluation/workers.py": (f"{TRIAL}/test_workers.py",),
    "engine/plan/knapsack.py": (
        f"{PLAN}/test_knapsack.py",
        "tests/property/test_budget_properties.py",
        f"{GOLDEN}/test_budget_oracle.py",
        *PLANS,
    ),
    "engine": (f"{ENGINE}/test_best.py",),
    "engine/evaluation": (f"{TRIAL}/test_study.py", f"{TRIAL}/test_replay.py"),
    "engine/plan": PLANS,
    "sessions": SESSION,
    "sessions/sound.py": (f"{SESSIONS}/test_sound.py",),
}
SWAPPED: dict[type, type] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add, ast.Div: ast.Mult, ast.FloorDiv: ast.Mult, ast.Mod: ast.Mult, ast.Pow: ast.Mult,
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.In: ast.NotIn,
    ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.And: ast.Or, ast.Or: ast.And, ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd,
    ast.LShift: ast.RShift, ast.RShift: ast.LShift,
}  # fmt: skip


class Mutant(NamedTuple):
    """One change. `place`: the node's number in the module; `name`: what it is known by in `survivors.yaml`, whatever its line."""

    module: str
    place: int
    change: str
    line: int
    name: str

    @property
    def drawn(self) -> int:
        """A number as good as random and always the same, by which it falls into a sample."""
        return crc32(f"{self.module} {self.name}".encode())


def mutants() -> Iterator[Mutant]:
    """All of them, module by module."""
    for folder in ("engine", "engine/evaluation", "engine/plan", "sessions"):
        for path in sorted((ROOT / SRC / folder).glob("*.py")):
            tree, module, before = ast.parse(path.read_text(encoding="utf-8")), f"{folder}/{path.name}", Counter[str]()
            guards = {keyword.value for keyword in ast.walk(tree) if isinstance(keyword, ast.keyword) and keyword.arg in GUARDS}
            parents = {child: parent for parent in ast.walk(tree) for child in ast.iter_child_nodes(parent)}
            for place, node in enumerate(ast.walk(tree)):
                for change in changes(node) if node not in guards else ():
                    name = f"{change} {words(node, parents)}"
                    before[name] += 1
                    yield Mutant(module, place, change, getattr(node, "lineno", 0), f"{name} #{before[name]}" if before[name] > 1 else name)


def words(node: ast.AST, parents: Mapping[ast.AST, ast.AST]) -> str:
    """What a node says; of a number, which says little, also what it stands in. So a mutant keeps its name when others come and go."""
    around = node
    while isinstance(node, ast.Constant) and not isinstance(around, ast.stmt) and len(ast.unparse(parents[around])) <= MOST:
        around = parents[around]
    return " in ".join(" ".join(ast.unparse(part).split())[:MOST] for part in dict.fromkeys((node, around)))


def mutated(text: str, mutant: Mutant) -> str:
    """The module's text with this change."""
    tree = ast.parse(text)
    apply(next(node for place, node in enumerate(ast.walk(tree)) if place == mutant.place), mutant.change)
    return ast.unparse(ast.fix_missing_locations(tree))


def changes(node: ast.AST) -> list[str]:
    """What can be changed about it: at most one thing."""
    kinds = {
        "operator": isinstance(node, ast.BinOp | ast.BoolOp) and type(node.op) in SWAPPED,
        "comparison": isinstance(node, ast.Compare) and type(node.ops[0]) in SWAPPED,
        "unary": isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not | ast.USub),
        "flip": isinstance(node, ast.Constant) and isinstance(node.value, bool),
        "more": isinstance(node, ast.Constant) and type(node.value) in {int, float},
        "condition": isinstance(node, ast.If | ast.IfExp | ast.While),
    }
    return [kind for kind, possible in kinds.items() if possible]


def apply(node: ast.AST, change: str) -> None:
    match change, node:
        case "operator", ast.BinOp() | ast.BoolOp():
            node.op = SWAPPED[type(node.op)]()
        case "comparison", ast.Compare():
            node.ops[0] = SWAPPED[type(node.ops[0])]()
        case "unary", ast.UnaryOp():
            node.op = ast.UAdd() if isinstance(node.op, ast.USub) else ast.Not()
            node.operand = node.operand if isinstance(node.op, ast.UAdd) else ast.UnaryOp(ast.Not(), node.operand)
        case "flip", ast.Constant():
            node.value = not node.value
        case "more", ast.Constant():
            node.value = node.value + 1  # type: ignore[operator]
        case "condition", ast.If() | ast.IfExp() | ast.While():
            node.test = ast.UnaryOp(ast.Not(), node.test)


def noticed(tests: tuple[str, ...]) -> bool:
    """Whether a test fails, or takes for ever, in a process that imports the program anew."""
    child = os.fork()
    if not child:
        for stream in (1, 2):
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream)
        resource.setrlimit(resource.RLIMIT_CPU, (MOST_WORK, MOST_WORK))
        signal.alarm(MOST_TIME)
        os._exit(pytest.main(["-n", "0", "-q", "-x", "-p", "no:cacheprovider", *tests]))
    return os.waitpid(child, 0)[1] != 0


def survives(mutant: Mutant, copy: Path) -> bool:
    """Whether no test notices it in this copy of its module."""
    original = copy.read_text(encoding="utf-8")
    copy.write_text(mutated(original, mutant), encoding="utf-8")
    lives = not noticed(tests_of(mutant.module))
    copy.write_text(original, encoding="utf-8")
    return lives


def tests_of(module: str) -> tuple[str, ...]:
    return TESTS.get(module) or TESTS[str(Path(module).parent)]


def tell(line: str) -> None:
    """A line as soon as it is known: the whole takes hours."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--every", type=int, default=20)
    options.add_argument("--from", type=int, default=0, dest="first")
    options.add_argument("--only", nargs="+", default=[""])
    given = options.parse_args()
    known = yaml.safe_load(SURVIVORS.read_text(encoding="utf-8"))
    everything = list(mutants())
    gone = {(module, name) for module, reasons in known.items() for name in reasons} - {
        (mutant.module, mutant.name) for mutant in everything
    }
    if gone:
        sys.exit(f"reasons in {SURVIVORS.relative_to(ROOT)} for changes that there are no more: {sorted(gone)}")
    chosen = [mutant for mutant in everything if mutant.drawn % given.every == given.first and mutant.module.startswith(tuple(given.only))]
    lived, unknown = 0, 0
    sys.dont_write_bytecode = True  # two mutants can be of one length and one second: Python would take the one for the other
    with tempfile.TemporaryDirectory() as place:
        shutil.copytree(ROOT / "src", Path(place) / "src")
        (Path(place) / "data").symlink_to(ROOT / "data")
        sys.path.insert(0, f"{place}/src")
        os.chdir(ROOT)
        for name in UNCHANGED:
            importlib.import_module(name)
        for tests in dict.fromkeys(tests for mutant in chosen for tests in tests_of(mutant.module)):
            if noticed((tests,)):
                sys.exit(f"the tests fail without any change: {tests}")
        for module, group in groupby(chosen, key=attrgetter("module")):
            own, copy, survived = list(group), Path(place) / SRC / module, 0
            for mutant in own:
                if survives(mutant, copy):
                    reason = known.get(module, {}).get(mutant.name, "")
                    survived, unknown = survived + 1, unknown + (not reason)
                    tell(f"{SRC}/{module}:{mutant.line}: {mutant.name}: {reason or 'NOT KNOWN'}")
            lived += survived
            tell(f"{module:30} {len(own) - survived:>4} of {len(own):>4}")
    tell(f"{len(chosen) - lived} of {len(chosen)} noticed ({1 - lived / max(1, len(chosen)):.1%}), {unknown} survivors without a reason")
    return int(unknown > 0)


if __name__ == "__main__":
    sys.exit(main())
