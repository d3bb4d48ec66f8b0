"""From the command line to an exit code. Here, and only here, every error ends: in words, never in a traceback."""

import os
import shlex
import signal
import sys
from collections.abc import Sequence
from contextlib import suppress

import typer

from opscareer.cli import display, settings
from opscareer.cli.command import Group
from opscareer.cli.commands import ROOT
from opscareer.cli.language import VARIABLE, choose_language, given, unknown_language, usual_language
from opscareer.cli.output import STDOUT, flush, flush_at_exit, open_stdout, replace_unencodable, silence, tell
from opscareer.cli.usage import NoCommand, check_parser
from opscareer.errors import EXIT_DONE, EXIT_INTERRUPTED, EXIT_USAGE
from opscareer.pack.source import visible
from opscareer.texts import LANGUAGES, Texts

BROKEN_PIPE = 141  # 128 + SIGPIPE, as the shell reports any program whose reader went away
COMPLETION = "_OPSCAREER_COMPLETE"  # set by a shell that asks what could follow


def run() -> None:
    """The console script."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # for matrices as small as ours its threads cost more than they save
    try:
        code = main(sys.argv[1:])
        flush_at_exit()
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # the interpreter clears up: there is nothing to tell any more
    except KeyboardInterrupt:  # once more, while the first was being told
        os._exit(EXIT_INTERRUPTED)
    sys.exit(code)


def main(arguments: Sequence[str]) -> int:
    """Run one command. Prints to standard output and standard error; returns the exit code."""
    replace_unencodable()
    texts = _texts(arguments)
    try:
        return _run(texts, arguments)
    except SystemExit as leaving:  # after every answer to the shell
        return int(leaving.code or EXIT_DONE)
    except NoCommand as error:
        _tell(f"{error}\n")
        return EXIT_USAGE
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


def build(texts: Texts) -> Group:
    """The application, speaking one language."""
    root = Group(ROOT, texts)
    root.load(completion=True)
    return root


def _run(texts: Texts, arguments: Sequence[str]) -> int:
    open_stdout()
    check_parser()
    root, code = build(texts), EXIT_DONE
    if os.environ.get(COMPLETION):
        root.main(list(arguments), "opscareer", standalone_mode=False)
    try:
        with root.make_context("opscareer", list(arguments)) as context:
            root.invoke(context)
    except typer.Exit as leaving:
        code = leaving.exit_code
    display.waiting.over()
    flush()
    return code


def _report(texts: Texts, error: Exception | KeyboardInterrupt, arguments: Sequence[str]) -> int:
    """Tell an error on standard error. Returns the exit code."""
    # A door: only errors need this module, and what it loads takes longer than many a command
    from opscareer.cli import failure

    known = failure.known(error, arguments)
    _tell(failure.told(texts, known, as_json="--json" in arguments))
    return known.exit_code


def _tell(text: str) -> None:
    """On standard error, if anybody can still read it."""
    with suppress(OSError):
        tell(text, end="")
