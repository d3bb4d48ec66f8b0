"""`opscareer pack check`, `new` and `schema`: for authors of packs."""

from importlib.resources import files
from pathlib import Path
from typing import Annotated

import typer

from opscareer.cli.context import Context, one_of
from opscareer.engine.evaluation.advice import doubts
from opscareer.errors import EXIT_BAD_DATA, UsageError
from opscareer.files import put_all
from opscareer.pack.load import shipped
from opscareer.pack.strict import examine
from opscareer.report.checked import Checked, annotations, check_document, check_lines
from opscareer.report.starter import starter_files

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
    written, same = put_all(directory, starter_files(Path(directory).resolve().name), force=False)
    texts = context.texts
    told = (
        texts("data.written", directory=directory, files=texts.join(written))
        if written
        else texts("data.unchanged", files=texts.join(same))
    )
    context.output.say([told, texts("new.next", directory=directory)])


def schema(
    context: Context,
    name: Annotated[str, typer.Argument(help="help.schema-file", metavar="|".join(FILES), callback=one_of("FILE", FILES))],
) -> None:
    context.output.file((files("opscareer") / "starter" / "schema" / f"{name}.json").read_text(encoding="utf-8"))
