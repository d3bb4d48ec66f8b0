"""From the command line to an exit code. Here, and only here, every error ends: in words, never in a traceback."""

import os
import re
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

import typer
from typer._click import exceptions as usage  # the parser's errors; Typer vendors it without a public name

from opscareer import __version__
from opscareer.cli import options
from opscareer.cli.commands import COMMANDS, register
from opscareer.cli.language import choose_language
from opscareer.cli.later import nearest
from opscareer.cli.output import Output, check_stdout, flush, forgive_encoding, leave_quietly, silence_stdout, wrapped
from opscareer.errors import EXIT_DONE, EXIT_INTERRUPTED, EXIT_USAGE, BugError, Interrupted, OpscareerError, OutputError, UsageError
from opscareer.texts import Texts

BROKEN_PIPE = 141  # 128 + SIGPIPE, as the shell reports any program whose reader went away


def run() -> None:
    """The console script."""
    code = main(sys.argv[1:])
    leave_quietly()
    sys.exit(code)


def main(arguments: Sequence[str]) -> int:  # noqa: PLR0911  the one error boundary: every arrow falls here
    """Run one command. Prints to standard output and standard error; returns the exit code."""
    forgive_encoding()
    texts = Texts(choose_language(arguments, os.environ))
    try:
        check_stdout()
        code = build(texts)(args=list(arguments), prog_name="opscareer", standalone_mode=False)
        if code == EXIT_INTERRUPTED:  # the parser turns Ctrl-C into this exit code
            raise Interrupted(EXIT_INTERRUPTED)
        flush()
        return code if isinstance(code, int) else EXIT_DONE
    except OpscareerError as error:
        return _report(texts, error, arguments)
    except usage.NoArgsIsHelpError as error:
        _tell(error.format_message() + "\n")
        return EXIT_USAGE
    except usage.ClickException as error:
        return _report(texts, _usage_error(texts, error, arguments), arguments)
    except (KeyboardInterrupt, typer.Abort):
        return _report(texts, Interrupted(EXIT_INTERRUPTED), arguments)
    except BrokenPipeError:
        silence_stdout()
        return BROKEN_PIPE
    except SystemExit as leaving:  # the parser and Rich leave with 1 when nobody reads on
        silence_stdout()
        return BROKEN_PIPE if leaving.code == 1 else int(leaving.code or EXIT_DONE)
    except OSError as error:
        silence_stdout()
        return _report(texts, OutputError("output-closed", reason=error.strerror or str(error)), arguments)
    except Exception as error:
        return _report(texts, _bug(error, arguments), arguments)


def build(texts: Texts) -> typer.Typer:
    """The application, speaking one language."""
    from opscareer.cli.help import helpful_command, helpful_group

    group = helpful_group(texts)
    app = typer.Typer(
        cls=group,
        no_args_is_help=True,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        help=texts("help.app"),
    )

    def version(wanted: bool) -> None:
        if wanted:
            Output(texts).text(f"opscareer {__version__}\n")
            raise typer.Exit

    @app.callback()
    def everywhere(
        version: bool = typer.Option(False, "--version", callback=version, is_eager=True, help=texts("help.version")),
        lang: str = options.lang(texts),
    ) -> None:
        pass

    register(app, texts, helpful_command(texts), group)
    return app


def _report(texts: Texts, error: OpscareerError, arguments: Sequence[str]) -> int:
    """Tell an error on standard error, as JSON when the command was to speak JSON."""
    from opscareer.report.problems import error_document, error_text

    if "--json" in arguments:
        from opscareer.report.documents import dump

        text = dump(error_document(texts, error))
    else:
        text = error_text(texts, error) + "\n"
        if isinstance(error, Interrupted):
            text = wrapped(text, sys.stderr)
    _tell(text)
    return error.exit_code


def _tell(text: str) -> None:
    """On standard error, if anybody can still read it."""
    if sys.stderr is not None:
        with suppress(OSError):
            sys.stderr.write(text)
            sys.stderr.flush()


def _usage_error(texts: Texts, error: usage.ClickException, arguments: Sequence[str]) -> UsageError:
    """The parser's complaint in our words."""
    from opscareer.cli.help import placeholders

    context: Any = getattr(error, "ctx", None)
    command = context.command_path if context else _command_of(arguments)
    if isinstance(error, usage.NoSuchOption):
        near = next(iter(error.possibilities or []), "")
        reason = texts("usage.no-such-option", name=error.option_name, near=_near(texts, near))
    elif isinstance(error, usage.BadOptionUsage):
        key = "usage.takes-no-value" if "does not take" in error.message else "usage.missing-value"
        reason = texts(key, name=error.option_name)
    elif isinstance(error, usage.MissingParameter) and error.param is not None:
        reason = texts("usage.missing-argument", name=placeholders(texts, str(error.param.metavar or error.param.name)))
    elif isinstance(error, usage.BadParameter) and error.param is not None:
        reason = texts("usage.not-a-number", name=error.param.opts[0], value=_value_of(error.param.opts[0], arguments))
    else:
        reason = _command_or_argument(texts, error, context)
    return UsageError("usage", reason=reason, command=command)


def _command_or_argument(texts: Texts, error: usage.ClickException, context: Any) -> str:
    commands = getattr(context.command, "commands", {}) if context else {}
    named = re.search(r"""command (['"])(.*?)\1\.""", error.message, re.DOTALL)
    if commands and named:
        return texts("usage.no-such-command", name=named[2], near=_near(texts, nearest(named[2], commands)))
    extra = re.search(r"extra argument(?:s|\(s\))? \((.*)\)", error.message, re.DOTALL)
    if extra:
        return texts("usage.extra-argument", name=extra[1])
    return texts("usage.missing-command") if error.message == "Missing command." else error.message


def _command_of(arguments: Sequence[str]) -> str:
    """The command that the arguments name first, for pointing at its help."""
    name = next((argument for argument in arguments if not argument.startswith("-")), "")
    return f"opscareer {name}" if name in COMMANDS else "opscareer"


def _value_of(option: str, arguments: Sequence[str]) -> str:
    """What was given for an option, for quoting it."""
    for place, argument in enumerate(arguments):
        if argument.startswith(f"{option}="):
            return argument.removeprefix(f"{option}=")
        if argument == option and place + 1 < len(arguments):
            return arguments[place + 1]
    return ""


def _near(texts: Texts, near: str) -> str:
    return texts("did-you-mean", near=near) if near else ""


def _bug(error: Exception, arguments: Sequence[str]) -> OpscareerError:
    """Our own failure: the traceback goes into a file that the person can send; it holds no answers."""
    import tempfile
    import traceback
    from pathlib import Path

    report = "-"
    try:
        with tempfile.NamedTemporaryFile("w", prefix="opscareer-", suffix=".txt", delete=False, encoding="utf-8") as file:
            file.write(f"opscareer {__version__}\nPython {sys.version}\n{' '.join(arguments)}\n\n")
            file.write("".join(traceback.format_exception(error)))
        report = str(Path(file.name))
    except OSError:
        pass
    return BugError("bug", kind=type(error).__name__, reason=str(error), report=report)
