"""`opscareer plan show|data`: one unit of the path."""

from typing import Annotated

import typer

from opscareer import report
from opscareer.cli.context import Context
from opscareer.cli.files import put_all
from opscareer.cli.options import UnitArgument, unit_of
from opscareer.pack.load import load_pack
from opscareer.report import terminal
from opscareer.report.practice import practice_files

DirectoryArgument = Annotated[str, typer.Argument(help="help.data-directory", metavar="DIR")]
DataForce = Annotated[bool, typer.Option("--force", help="help.data-force")]


def show(context: Context, unit_id: UnitArgument) -> None:
    pack, output = load_pack(context.pack_directory), context.output
    unit = unit_of(pack, unit_id)
    if context.as_json:
        output.json(report.documents.unit_document(pack, unit))
    else:
        output.lines(terminal.unit.unit_details(pack, unit, context.texts, output.page()))


def data(context: Context, unit_id: UnitArgument, directory: DirectoryArgument, force: DataForce = False) -> None:
    pack, texts = load_pack(context.pack_directory), context.texts
    written, same = put_all(directory, practice_files(pack, unit_of(pack, unit_id), texts), force=force)
    lines = [texts("data.written", directory=directory, files=texts.join(written))] if written else []
    context.output.say([*lines, *([texts("data.unchanged", files=texts.join(same))] if same else [])])
