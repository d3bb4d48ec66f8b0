"""`opscareer pack`: for authors, whether a pack is sound, how to begin one, and how well it measures."""

import shlex
from importlib.resources import files
from pathlib import Path
from typing import Annotated

import typer

from opscareer import report
from opscareer.answers.reading import read_responses
from opscareer.cli.context import Context
from opscareer.cli.display import waiting
from opscareer.cli.options import Seed, within
from opscareer.cli.output import written
from opscareer.engine.evaluation.advice import doubts
from opscareer.engine.evaluation.replay import replay_responses
from opscareer.engine.evaluation.study import simulate_pack
from opscareer.errors import EXIT_BAD_DATA, UsageError
from opscareer.files import put_all
from opscareer.pack.load import shipped
from opscareer.pack.source import visible
from opscareer.pack.strict import examine
from opscareer.report import terminal
from opscareer.report.checked import Checked, annotations, check_document, check_lines
from opscareer.starter import starter_files
from opscareer.texts import Texts

FILES = ("roles", "questions", "learning", "units", "guide")


def check(
    context: Context,
    directory: Annotated[str, typer.Argument(help="help.check-directory", metavar="DIR")] = "",
    github: Annotated[bool, typer.Option("--github", help="help.check-github")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="help.check-strict")] = False,
) -> None:
    if github and context.as_json:
        raise UsageError("github-and-json")
    place = Path(directory) if directory else _shown(shipped())
    found = examine(place)
    warnings = []
    if found.pack is not None and found.entries is not None:
        warnings = [found.entries.problem(one.part, one.item, one.path, one.slug, **one.facts) for one in doubts(found.pack)]
    checked = Checked(str(place), found.pack, tuple(found.problems), tuple(warnings))
    if github:
        context.output.file("".join(f"{line}\n" for line in annotations(context.texts, checked)))
    else:
        context.show(lambda: check_document(context.texts, checked), lambda page: check_lines(context.texts, checked, page))
    if checked.errors or (strict and checked.warnings):
        raise typer.Exit(EXIT_BAD_DATA)


def _shown(directory: Path) -> Path:
    """As short as can be: a path below the working directory is said from there."""
    return directory.relative_to(here) if directory.is_relative_to(here := Path.cwd()) else directory


def new(context: Context, directory: Annotated[str, typer.Argument(help="help.new-directory", metavar="DIR")]) -> None:
    texts = context.texts
    files, same = put_all(directory, starter_files(Path(directory).resolve().name), force=False)
    lines = written(texts, directory, "look.pack", files=texts.join(files)) if files else [texts("data.unchanged", files=texts.join(same))]
    place = terminal.layout.whole(shlex.quote(visible(directory)))
    context.output.say([*lines, texts("new.next"), *(f"{texts.program} {command} {place}" for command in ("pack check", "assess --pack"))])


def schema(
    context: Context,
    name: Annotated[str, typer.Argument(help="help.schema-file", metavar="|".join(FILES))],
) -> None:
    if name not in FILES:
        raise UsageError("one-of", option="FILE", value=name, known=", ".join(FILES))
    context.output.file((files("opscareer") / "starter" / "schema" / f"{name}.json").read_text(encoding="utf-8"))


# --- how well it measures

People = Annotated[int, typer.Option("--people", help="help.people", metavar="N", callback=within("people-range", 10, 100_000))]
Correlated = Annotated[bool, typer.Option("--correlated", help="help.correlated")]
ResponsesArgument = Annotated[str, typer.Argument(help="help.responses-argument", metavar="RESPONSES.csv")]


def simulate(context: Context, people: People = 2000, seed: Seed = 1, correlated: Correlated = False) -> None:
    pack, texts = context.pack, context.texts
    simulation = simulate_pack(pack, people, seed, correlated=correlated, on_progress=lambda share: _say_share(share, texts))
    context.show(
        lambda: report.documents.result_document(pack, simulation),
        lambda page: terminal.evaluation.simulation(pack, simulation, texts, page),
    )


def replay(context: Context, responses: ResponsesArgument, seed: Seed = 1) -> None:
    pack, texts = context.pack, context.texts
    result = replay_responses(pack, read_responses(Path(responses), pack), seed, on_progress=lambda share: _say_share(share, texts))
    context.show(
        lambda: report.documents.result_document(pack, result), lambda page: terminal.evaluation.replayed(pack, result, texts, page)
    )


def _say_share(share: float, texts: Texts) -> None:
    waiting.say(texts("simulate.progress", share=texts.percent(share)))
