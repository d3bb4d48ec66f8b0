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

NAME = "opscareer-answers"
MOST_TRIES = 5


def offer(pack: Pack, answers: Answers, texts: Texts, *, ask: bool) -> None:
    """Ask where to write the answers (`ask=False`: there is nobody to ask), or print them on standard error."""
    if not len(answers) or sys.stderr is None:
        return
    text = answers_yaml(texts("rescue.head"), pack.header.id, pack.header.version, answers.values)
    with suppress(OSError), signals_as_errors():  # the terminal may be gone
        try:
            if ask and _written(text, len(answers), texts):
                return
        except Interrupted:
            _print(texts, text)
            raise
        _print(texts, text)


def _written(text: str, count: int, texts: Texts) -> bool:
    """Ask for a place until the file is there; False when the person, or the end of input, wants none."""
    _tell(texts("rescue.ask", count=count, path=str(_free_name())))
    for _ in range(MOST_TRIES):
        sys.stderr.write("> ")
        sys.stderr.flush()
        line = sys.stdin.readline()
        if not line or normal(line) in {"n", "no", "q"}:
            return False
        path = _free_name() if normal(line) in {"", "y", "yes"} else Path(line.strip())
        try:
            write_new(path, text)
        except OSError as error:
            _tell(texts("rescue.failed", path=visible(str(path)), reason=error.strerror or str(error)))
            continue
        _tell(texts("rescue.written", path=visible(str(path))))
        return True
    return False


def _free_name() -> Path:
    """A file that is not there yet, in the working directory."""
    names = [Path(f"{NAME}.yaml"), *(Path(f"{NAME}-{number}.yaml") for number in range(2, 100))]
    return next((name for name in names if not name.exists()), names[-1])


def write_new(path: Path, text: str) -> None:
    """A file for its owner alone. Raises OSError, also when it is there already."""
    try:
        put(path.expanduser(), text.encode())
    except RuntimeError as error:  # nobody has that name
        raise OSError(str(error).rstrip(".")) from None


def _print(texts: Texts, text: str) -> None:
    _tell(texts("rescue.print"))
    _tell(text)


def _tell(text: str) -> None:
    sys.stderr.write(text + "\n")
    sys.stderr.flush()
