"""`opscareer pack simulate|replay`: for authors of packs"""

import sys
from collections.abc import Callable
from pathlib import Path

import typer
from typer.core import TyperCommand, TyperGroup

from opscareer.cli import options
from opscareer.cli.later import load_pack
from opscareer.cli.output import Output
from opscareer.errors import UsageError
from opscareer.texts import Texts

FEWEST, MOST = 10, 100_000


def register_group(app: typer.Typer, texts: Texts, command: type[TyperCommand], group: type[TyperGroup]) -> None:
    authors = typer.Typer(cls=group, no_args_is_help=True, help=texts("help.pack-group"), rich_markup_mode=None)

    @authors.callback()
    def everywhere(lang: str = options.lang(texts)) -> None:
        pass

    @authors.command("simulate", cls=command, help=texts("help.simulate"))
    def simulate(
        people: int = typer.Option(2000, "--people", help=texts("help.people"), metavar="N"),
        seed: int = typer.Option(1, "--seed", help=texts("help.simulate-seed"), metavar="N"),
        correlated: bool = typer.Option(False, "--correlated", help=texts("help.correlated")),
        as_json: bool = options.json(texts),
        pack_directory: str = options.pack(texts),
        lang: str = options.lang(texts),
    ) -> None:
        if not FEWEST <= people <= MOST:
            raise UsageError("people-range")
        _check_seed(seed)
        pack = load_pack(options.directory(pack_directory))
        from opscareer.engine.evaluation.study import simulate_pack

        found = simulate_pack(pack, people, seed, correlated=correlated, on_progress=_progress(texts))
        output = Output(texts)
        if as_json:
            from opscareer.report.documents import simulation_document

            output.json(simulation_document(pack, found))
            return
        from opscareer.report.terminal.evaluation import simulation

        output.lines(simulation(pack, found, texts, output.page()))

    @authors.command("replay", cls=command, help=texts("help.replay"))
    def replay(
        responses: str = typer.Argument(..., help=texts("help.responses-argument"), metavar="RESPONSES.csv"),
        seed: int = typer.Option(1, "--seed", help=texts("help.simulate-seed"), metavar="N"),
        as_json: bool = options.json(texts),
        pack_directory: str = options.pack(texts),
        lang: str = options.lang(texts),
    ) -> None:
        _check_seed(seed)
        pack = load_pack(options.directory(pack_directory))
        from opscareer.answers import read_responses
        from opscareer.engine.evaluation.study import replay_responses

        found = replay_responses(pack, read_responses(Path(responses), pack), seed, on_progress=_progress(texts))
        output = Output(texts)
        if as_json:
            from opscareer.report.documents import replay_document

            output.json(replay_document(pack, found))
            return
        from opscareer.report.terminal.evaluation import replayed

        output.lines(replayed(found, texts, output.page()))

    app.add_typer(authors, name="pack")


def _check_seed(seed: int) -> None:
    if seed < 0:
        raise UsageError("seed-range", value=seed)


def _progress(texts: Texts) -> Callable[[float], None]:
    """Tells how far it is on standard error, where that is a terminal."""
    stream = sys.stderr
    if stream is None or stream.closed or not stream.isatty():
        return lambda share: None

    def tell(share: float) -> None:
        stream.write("\r" + texts("simulate.progress", share=texts.percent(share)) + ("\n" if share >= 1 else ""))
        stream.flush()

    return tell
