"""`opscareer pack simulate` and `opscareer pack replay`: how well a pack measures, for its authors."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from opscareer import report
from opscareer.answers.reading import read_responses
from opscareer.cli.context import Context
from opscareer.cli.options import Seed, within
from opscareer.cli.output import on_terminal
from opscareer.engine.evaluation.replay import replay_responses
from opscareer.engine.evaluation.study import simulate_pack
from opscareer.report import terminal
from opscareer.texts import Texts

People = Annotated[int, typer.Option("--people", help="help.people", metavar="N", callback=within("people-range", 10, 100_000))]
Correlated = Annotated[bool, typer.Option("--correlated", help="help.correlated")]
ResponsesArgument = Annotated[str, typer.Argument(help="help.responses-argument", metavar="RESPONSES.csv")]


def simulate(context: Context, people: People = 2000, seed: Seed = 1, correlated: Correlated = False) -> None:
    pack, texts = context.pack, context.texts
    simulation = simulate_pack(pack, people, seed, correlated=correlated, on_progress=_progress_on_stderr(texts))
    context.show(
        lambda: report.documents.result_document(pack, simulation),
        lambda page: terminal.evaluation.simulation(pack, simulation, texts, page),
    )


def replay(context: Context, responses: ResponsesArgument, seed: Seed = 1) -> None:
    pack, texts = context.pack, context.texts
    result = replay_responses(pack, read_responses(Path(responses), pack), seed, on_progress=_progress_on_stderr(texts))
    context.show(
        lambda: report.documents.result_document(pack, result), lambda page: terminal.evaluation.replayed(pack, result, texts, page)
    )


def _progress_on_stderr(texts: Texts) -> Callable[[float], None]:
    """Tells on standard error, where that is a terminal, what share of the work is done."""
    if not on_terminal(sys.stderr):
        return lambda share: None

    def tell(share: float) -> None:
        sys.stderr.write("\r" + texts("simulate.progress", share=texts.percent(share)) + ("\n" if share >= 1 else ""))
        sys.stderr.flush()

    return tell
