"""Changes one operator, comparison or number of a module at a time, and runs tests: those that nobody notices are shown.

    .venv/bin/python tools/mutate.py src/opscareer/engine/plan/knapsack.py --tests tests/unit/engine/plan [--most 60] [--seed 1]

The module is changed in a copy of `src` that only the tests of this run see. Each mutant is told by file and line; the score is the share
that some test noticed. A survivor is a missing test, a change without meaning, or a constant of tuning, which the benchmarks hold.
"""

import argparse
import ast
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
SWAPPED: dict[type, type] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add, ast.Div: ast.Mult, ast.FloorDiv: ast.Mult, ast.Mod: ast.Mult, ast.Pow: ast.Mult,
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.In: ast.NotIn,
    ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.And: ast.Or, ast.Or: ast.And, ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd,
    ast.LShift: ast.RShift, ast.RShift: ast.LShift,
}  # fmt: skip


def mutants(source: str) -> Iterator[tuple[int, str, str]]:
    """Line, what was changed, and the module's new text, one change each."""
    for number, node in enumerate(ast.walk(ast.parse(source))):
        for change in changes(node):
            tree = ast.parse(source)
            twin = next(one for place, one in enumerate(ast.walk(tree)) if place == number)
            before = ast.unparse(twin)
            apply(twin, change)
            yield getattr(node, "lineno", 0), f"{before[:70]}  →  {ast.unparse(twin)[:70]}", ast.unparse(ast.fix_missing_locations(tree))


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


def noticed(tests: list[str], source: Path) -> bool:
    """Whether a test fails, or takes for ever, with the package in `source`."""
    command = [sys.executable, "-m", "pytest", "-n", "0", "-q", "-x", *tests]
    environment = {**os.environ, "PYTHONPATH": str(source), "PYTHONDONTWRITEBYTECODE": "1", "HYPOTHESIS_MAX_EXAMPLES": "20"}
    try:
        return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, timeout=300, check=False).returncode != 0
    except subprocess.TimeoutExpired:
        return True


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("module", type=Path)
    options.add_argument("--tests", nargs="+", required=True)
    options.add_argument("--most", type=int, default=60)
    options.add_argument("--seed", type=int, default=1)
    given = options.parse_args()
    path = given.module.resolve().relative_to(ROOT / "src")
    with tempfile.TemporaryDirectory() as place:
        shutil.copytree(ROOT / "src", Path(place) / "src")
        (Path(place) / "data").symlink_to(ROOT / "data")
        copy = Path(place) / "src" / path
        original = copy.read_text(encoding="utf-8")
        if noticed(given.tests, Path(place) / "src"):
            sys.exit("the tests fail without any change")
        every = list(mutants(original))
        chosen = sorted(random.Random(given.seed).sample(every, min(given.most, len(every))), key=lambda mutant: mutant[0])
        survivors = []
        for line, told, text in chosen:
            copy.write_text(text, encoding="utf-8")
            if not noticed(given.tests, Path(place) / "src"):
                survivors.append(f"{given.module}:{line}: {told}")
                sys.stdout.write(survivors[-1] + "\n")
                sys.stdout.flush()
        sys.stdout.write(f"{len(chosen) - len(survivors)} of {len(chosen)} noticed ({len(every)} possible)\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
