"""Answers that could not be saved are offered as a file; where that fails too, they are printed."""

import sys
from contextlib import suppress
from pathlib import Path

from opscareer.answers import Answers
from opscareer.cli.files import put
from opscareer.cli.questionnaire.keys import normal
from opscareer.cli.questionnaire.tty import signals_as_errors
from opscareer.errors import Interrupted
from opscareer.pack.model import Pack
from opscareer.pack.source import visible
from opscareer.report.answers_file import answers_yaml
from opscareer.texts import Texts

NAMES = ("opscareer-answers.yaml", *(f"opscareer-answers-{number}.yaml" for number in range(2, 100)))
MOST_TRIES = 5


def offer(pack: Pack, answers: Answers, texts: Texts, *, ask: bool) -> None:
    """Ask where to write the answers (`ask=False`: there is nobody to ask), or print them on standard error."""
    if not len(answers):
        return
    text = answers_yaml(texts("rescue.head"), pack.header.id, pack.header.version, answers.values)
    with suppress(OSError), signals_as_errors():  # the terminal may be gone
        try:
            if ask and _written(text, len(answers), texts):
                return
        except Interrupted:
            _tell(texts("rescue.print"), text)
            raise
        _tell(texts("rescue.print"), text)


def _written(text: str, count: int, texts: Texts) -> bool:
    """Ask for a place until the file is there; False when the person, or the end of input, wants none."""
    _tell(texts("rescue.ask", count=count, path=_free_name()))
    for _ in range(MOST_TRIES):
        _tell("> ", end="")
        line = sys.stdin.readline()
        if not line or normal(line) in {"n", "q"}:
            return False
        path = Path(_free_name() if normal(line) in {"", "y"} else line.strip())
        try:
            put(path.expanduser(), text.encode())
        except (OSError, RuntimeError) as error:  # RuntimeError: nobody has the name behind ~
            reason = getattr(error, "strerror", None) or str(error).rstrip(".")
            _tell(texts("rescue.failed", path=visible(str(path)), reason=reason))
        else:
            _tell(texts("rescue.written", path=visible(str(path))))
            return True
    return False


def _free_name() -> str:
    """Of a file that is not there yet, in the working directory."""
    return next((name for name in NAMES if not Path(name).exists()), NAMES[-1])


def _tell(*texts: str, end: str = "\n") -> None:
    sys.stderr.write("\n".join(texts) + end)
    sys.stderr.flush()
