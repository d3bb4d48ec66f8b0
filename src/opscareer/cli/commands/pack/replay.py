"""`opscareer pack replay`"""

from pathlib import Path
from typing import Annotated

import typer

from opscareer import report
from opscareer.answers.reading import read_responses
from opscareer.cli.commands.pack import progress_on_stderr
from opscareer.cli.context import Context
from opscareer.cli.options import Seed
from opscareer.engine.evaluation.study import replay_responses
from opscareer.pack.load import load_pack
from opscareer.report import terminal

ResponsesArgument = Annotated[str, typer.Argument(help="help.responses-argument", metavar="RESPONSES.csv")]


def replay(context: Context, responses: ResponsesArgument, seed: Seed = 1) -> None:
    pack, texts, output = load_pack(context.pack_directory), context.texts, context.output
    result = replay_responses(pack, read_responses(Path(responses), pack), seed, on_progress=progress_on_stderr(texts))
    if context.as_json:
        output.json(report.documents.result_document(pack, result))
    else:
        output.lines(terminal.evaluation.replayed(result, texts, output.page()))
