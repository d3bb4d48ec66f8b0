"""How long the commands take to start, beside a bare Typer app and the interpreter alone, how soon the first question can be read, and how
soon the next one after a key.

    python benchmarks/startup.py [--runs N]

Every round runs each command once, in turn, so that a busy moment of the machine hits all of them; compare the medians.
"""

import argparse
import itertools
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "support"))
from running import PseudoTerminal, environment

BARE_APP = """
import typer

app = typer.Typer()


def show(wanted: bool) -> None:
    if wanted:
        print("bare 1.0")
        raise typer.Exit


@app.callback()
def options(version: bool = typer.Option(False, "--version", callback=show, is_eager=True)) -> None:
    pass


@app.command()
def one(name: str = "") -> None:
    print(name)


@app.command()
def two(count: int = 1) -> None:
    print(count)


app()
"""
BARE = "a bare Typer app, --version"
RUNS = 11


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=RUNS, metavar="N", help=f"runs of each command (default: {RUNS})")
    runs = max(1, parser.parse_args().runs)
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # whoever installed the program has its modules compiled
    print(f"Python {sys.version.split()[0]}, {runs} runs of each")
    for columns, rows in (table(runs), keys()):
        widths = [max(map(len, column)) for column in zip(columns, *rows, strict=True)]
        print()
        for first, *others in [columns, *rows]:
            print(first.ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(others, widths[1:], strict=True)), sep="  ")


def table(runs: int = RUNS) -> tuple[list[str], list[list[str]]]:
    """The heads of the columns, and a row for each command."""
    with tempfile.TemporaryDirectory() as directory:
        measured = measure(measures(Path(directory)), runs)
    bare = statistics.median(measured[BARE])
    rows = [
        [name, f"{statistics.median(times):.0f} ms", f"{min(times):.0f} ms", f"{statistics.median(times) / bare:.2f}"]
        for name, times in measured.items()
    ]
    return ["what", "median", "fastest", "median / bare Typer app"], rows


def keys() -> tuple[list[str], list[list[str]]]:
    """The heads of the columns, and a row for each form: from a key to the next question on the screen, the answer being on the disk."""
    rows = []
    with tempfile.TemporaryDirectory() as directory:
        for number, form in enumerate(("", "--full")):
            times = [seconds * 1000 for seconds in key_to_next(installed(), Path(directory) / str(number), *form.split())]
            name = f"opscareer assess {form}".strip()
            rows.append([name, str(len(times)), f"{statistics.median(times):.0f} ms", f"{max(times):.0f} ms"])
    return ["key to next question", "keys", "median", "worst"], rows


def installed() -> str:
    program = shutil.which("opscareer", path=str(Path(sys.executable).parent))
    if program is None:
        sys.exit("opscareer is not installed beside this python")
    return program


def measures(directory: Path) -> dict[str, Callable[[], float]]:
    """What is timed, by the name in the table."""
    program = installed()
    bare = directory / "bare.py"
    bare.write_text(BARE_APP, encoding="utf-8")
    answers = directory / "answers.json"
    answers.write_text(all_answered(program), encoding="utf-8")
    homes = (directory / f"home-{number}" for number in itertools.count())
    return {
        "python -c pass": lambda: command(sys.executable, "-c", "pass"),
        BARE: lambda: command(sys.executable, str(bare), "--version"),
        "opscareer --version": lambda: command(program, "--version"),
        "opscareer roles": lambda: command(program, "roles"),
        "opscareer assess --answers FILE --json": lambda: command(program, "assess", "--answers", str(answers), "--json"),
        "opscareer assess, first question on screen": lambda: first_question(program, next(homes)),
    }


def all_answered(program: str) -> str:
    """An answers file in which every question has its second option, and every list its second deed."""
    text = subprocess.run([program, "questions", "--json"], check=True, capture_output=True).stdout
    return json.dumps({"answers": {one["id"]: [2] if one["answer"] == "list" else 2 for one in json.loads(text)["questions"]}})


def measure(timed: dict[str, Callable[[], float]], runs: int) -> dict[str, list[float]]:
    """Milliseconds of every run. A first round fills the caches and does not count."""
    for run in timed.values():
        run()
    times: dict[str, list[float]] = {name: [] for name in timed}
    for _ in range(runs):
        for name, run in timed.items():
            times[name].append(run() * 1000)
    return times


def command(*texts: str) -> float:
    """Seconds until the command has ended."""
    start = time.perf_counter()
    subprocess.run(texts, check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def first_question(program: str, home: Path) -> float:
    """Seconds until the first question is on the screen, the key that begins having been typed ahead."""
    start = time.perf_counter()
    with closing(session(program, home)) as terminal:
        terminal.send(b"\r")
        terminal.until(lambda: terminal.number == 1, "the first question")
        return time.perf_counter() - start


def key_to_next(program: str, home: Path, *form: str) -> list[float]:
    """Seconds from every key of a session to the next question, drawn to its end."""
    times = []
    with closing(session(program, home, *form)) as terminal:
        terminal.begin()
        while terminal.number:
            start = time.perf_counter()
            terminal.answer(b"2")
            times.append(time.perf_counter() - start)
    return times[:-1]  # the last key leads to the result or to an offer


def session(program: str, home: Path, *form: str) -> PseudoTerminal:
    return PseudoTerminal([program, "assess", "--lang", "en", *form], environment(home))


if __name__ == "__main__":
    main()
