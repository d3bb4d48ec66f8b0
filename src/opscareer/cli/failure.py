"""An error as it is told, and the report of a bug."""

import re
import sys
import tempfile
import traceback
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from opscareer import __version__
from opscareer.cli.output import on_terminal
from opscareer.errors import EXIT_INTERRUPTED, BugError, Interrupted, OpscareerError, OutputError, reason_of
from opscareer.report import terminal
from opscareer.report.documents import dump
from opscareer.report.problems import error_document, error_text
from opscareer.texts import Texts


def told(texts: Texts, error: OpscareerError, *, as_json: bool) -> str:
    """The error for standard error, as JSON when the command was to speak JSON. On a terminal its words stay whole."""
    if as_json:
        return dump(error_document(texts, error))
    width = terminal.console.page_of(terminal.console.console_on(sys.stderr)).width if on_terminal(sys.stderr) else 0
    lines = [*error_text(texts, error, width).split("\n"), ""]
    return "\n".join(part for line in lines for part in ([line] if line.startswith(" ") or not width else _wrapped(line, width)))


def _wrapped(line: str, width: int) -> list[str]:
    """The line as wide as the terminal; a path wider than that stays one, so that it can be copied."""
    return terminal.layout.wrap(re.sub(rf"[!-~]{{{width},}}", lambda word: terminal.layout.whole(word.group()), line), width)


def known(error: Exception | KeyboardInterrupt, arguments: Sequence[str]) -> OpscareerError:
    """An error as one of ours; whatever is neither ours nor the system's is a bug."""
    match error:
        case OpscareerError():
            return error
        case KeyboardInterrupt():
            return Interrupted(EXIT_INTERRUPTED)
        case OSError():
            return OutputError("output-closed", reason=reason_of(error))
    return _bug(error, arguments)


def _bug(error: Exception, arguments: Sequence[str]) -> BugError:
    """Our own failure: the traceback goes into a file that the person can send; it holds no answers."""
    report = "-"
    head = f"opscareer {__version__}\nPython {sys.version}\n{' '.join(arguments)}\n\n"
    text = head + "".join(traceback.format_exception(error))
    with suppress(OSError), tempfile.NamedTemporaryFile(prefix="opscareer-", suffix=".txt", delete=False) as file:
        file.write(text.encode(errors="backslashreplace"))
        report = str(Path(file.name))
    return BugError("bug", kind=type(error).__name__, reason=str(error), report=report)
