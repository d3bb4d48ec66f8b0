"""`opscareer pack simulate`"""

from typing import Annotated

import typer

from opscareer import report
from opscareer.cli.commands.pack import progress_on_stderr
from opscareer.cli.context import Context
from opscareer.cli.options import Seed
from opscareer.engine.evaluation.study import simulate_pack
from opscareer.errors import UsageError
from opscareer.pack.load import load_pack
from opscareer.report import terminal

FEWEST, MOST = 10, 100_000


def _possible_number(people: int) -> int:
    if not FEWEST <= people <= MOST:
        raise UsageError("people-range")
    return people


People = Annotated[int, typer.Option("--people", help="help.people", metavar="N", callback=_possible_number)]
Correlated = Annotated[bool, typer.Option("--correlated", help="help.correlated")]


def simulate(context: Context, people: People = 2000, seed: Seed = 1, correlated: Correlated = False) -> None:
    pack, texts, output = load_pack(context.pack_directory), context.texts, context.output
    simulation = simulate_pack(pack, people, seed, correlated=correlated, on_progress=progress_on_stderr(texts))
    if context.as_json:
        output.json(report.documents.result_document(pack, simulation))
    else:
        output.lines(terminal.evaluation.simulation(pack, simulation, texts, output.page()))
