"""From the command line to an exit code. Here, and only here, every error ends: in words, never in a traceback."""

import os
import shlex
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import NoReturn

from opscareer import cli
from opscareer.cli import display, settings
from opscareer.cli.language import VARIABLE, choose_language, given, unknown_language, usual_language
from opscareer.cli.output import STDOUT, flush, flush_at_exit, open_stdout, replace_unencodable, silence, tell, tell_version
from opscareer.errors import EXIT_DONE, EXIT_INTERRUPTED
from opscareer.pack.source import visible
from opscareer.texts import LANGUAGES, Texts

BROKEN_PIPE = 141  # 128 + SIGPIPE, as the shell reports any program whose reader went away
COMPLETION = "_OPSCAREER_COMPLETE"  # set by a shell that asks what could follow
VERSION_ALONE = (["--version"], ["-V"])
"""The command lines that need no parser, which takes most of the time of so short an answer; beside other options it reads this one too."""


def run() -> NoReturn:
    """The console script. It ends without clearing up the memory, object by object: all is written out, and the system takes it at once."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # for matrices as small as ours its threads cost more than they save
    sys.unraisablehook = _unraisable
    try:
        code = main(sys.argv[1:])
        flush_at_exit()
    except KeyboardInterrupt:  # once more, while the first was being told
        code = EXIT_INTERRUPTED
    os._exit(code)


def _unraisable(found: "sys.UnraisableHookArgs") -> None:
    """An interrupt that came while Python cleared something up, where errors go nowhere but into a message, ends the program there."""
    if issubclass(found.exc_type, KeyboardInterrupt):
        os._exit(EXIT_INTERRUPTED)
    sys.__unraisablehook__(found)


def main(arguments: Sequence[str]) -> int:
    """Run one command. Prints to standard output and standard error; returns the exit code."""
    replace_unencodable()
    texts = _texts(arguments)
    try:
        return _run(texts, arguments)
    except SystemExit as leaving:  # after every answer to the shell
        return int(leaving.code or EXIT_DONE)
    except BrokenPipeError:
        silence(STDOUT)
        return BROKEN_PIPE
    except (Exception, KeyboardInterrupt) as error:
        if isinstance(error, OSError):
            silence(STDOUT)
        return _report(texts, error, arguments)


def _texts(arguments: Sequence[str]) -> Texts:
    """The language to speak, and what the commands that are shown must be given; says which settings do not count."""
    wanted, wrong = settings.read(os.environ)
    pack = given(arguments, "--pack")
    texts = Texts(
        choose_language(arguments, os.environ, wanted.language),
        usual_language(os.environ, wanted.language),
        "" if pack is None else f" --pack {shlex.quote(visible(pack))}",
    )
    if name := unknown_language(os.environ):
        wrong = [("note.no-language", {"variable": VARIABLE, "name": visible(name), "known": ", ".join(LANGUAGES)}), *wrong]
    if not os.environ.get(COMPLETION):
        for key, facts in wrong:
            _tell(visible(texts(key, **facts)) + "\n")
    return texts


def _run(texts: Texts, arguments: Sequence[str]) -> int:
    open_stdout()
    if list(arguments) in VERSION_ALONE:
        tell_version()
        code = EXIT_DONE
    else:
        code = cli.commands.run(texts, arguments, completing=bool(os.environ.get(COMPLETION)))
    display.waiting.over()
    flush()
    return code


def _report(texts: Texts, error: Exception | KeyboardInterrupt, arguments: Sequence[str]) -> int:
    """Tell an error on standard error. Returns the exit code."""
    known = cli.failure.known(error, arguments)
    _tell(cli.failure.told(texts, known, as_json="--json" in arguments))
    return known.exit_code


def _tell(text: str) -> None:
    """On standard error, if anybody can still read it."""
    with suppress(OSError):
        tell(text, end="")
