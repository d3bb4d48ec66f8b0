"""`opscareer assess`"""

import secrets
import sys
from pathlib import Path

import typer
from typer.core import TyperCommand

from opscareer.answers import Answers, parse_answers, read_answers
from opscareer.cli import options
from opscareer.cli.output import Output
from opscareer.errors import OpscareerError, UsageError
from opscareer.pack.load import load_pack
from opscareer.pack.model import TIERS, Pack, Tier
from opscareer.pack.rules import nearest
from opscareer.pack.source import MAX_BYTES
from opscareer.report.words import Words

HOURS = (0.5, 80.0)


def register(app: typer.Typer, words: Words, command: type[TyperCommand]) -> None:
    @app.command("assess", cls=command, help=words("help.assess"))
    def assess(
        answers_file: str = typer.Option(None, "--answers", help=words("help.answers"), show_default=False, metavar="FILE|-"),
        as_json: bool = options.json(words),
        full: bool = typer.Option(False, "--full", help=words("help.full")),
        role: str = typer.Option("", "--role", help=words("help.role"), show_default=False, metavar="ROLE"),
        level: str = typer.Option("", "--level", help=words("help.level"), show_default=False, metavar="entry|mid|senior"),
        hours: float = typer.Option(6.0, "--hours-per-week", help=words("help.hours-per-week"), metavar="N"),
        no_input: bool = typer.Option(False, "--no-input", help=words("help.no-input")),
        plain: bool = typer.Option(False, "--plain", help=words("help.plain")),
        seed: int = typer.Option(None, "--seed", help=words("help.seed"), show_default=False, metavar="N"),
        pack_directory: str = options.pack(words),
        lang: str = options.lang(words),
    ) -> None:
        _check_hours(hours)
        pack = load_pack(options.directory(pack_directory))
        _check_target(pack, role, level)
        if answers_file is not None:
            answers = _given(answers_file, pack)
        else:
            answers = _asked(pack, words, full=full, no_input=no_input, plain=plain, seed=seed)
        _show(pack, answers, role, level, hours, words, as_json)


def _check_hours(hours: float) -> None:
    if not HOURS[0] <= hours <= HOURS[1]:
        raise UsageError("hours-range", value=f"{hours:g}")


def _check_target(pack: Pack, role: str, level: str) -> None:
    if role and role not in pack.role:
        raise UsageError("unknown-role-named", id=role, near=nearest(role, pack.role), known=", ".join(pack.role))
    if level and level not in TIERS:
        raise UsageError("one-of", option="--level", value=level, known=", ".join(TIERS))


def _given(name: str, pack: Pack) -> Answers:
    if name != "-":
        return read_answers(Path(name), pack)
    if sys.stdin is None or sys.stdin.closed:
        raise UsageError("stdin-closed")
    return parse_answers(sys.stdin.buffer.read(MAX_BYTES + 1), "<stdin>", pack)


def _asked(pack: Pack, words: Words, *, full: bool, no_input: bool, plain: bool, seed: int | None) -> Answers:
    """Ask in the terminal. Never waits where nobody can answer."""
    from opscareer.engine.selection import default_form, full_form

    form = full_form(pack) if full else default_form(pack)
    if no_input or not _somebody_there():
        raise UsageError("no-terminal", count=len(form), missing=words.join(list(form)))
    from opscareer.cli.prompt import Prompt
    from opscareer.session import from_form

    prompt = Prompt(pack, words, plain=plain, seed=secrets.randbelow(2**31) if seed is None else seed, keep=lambda progress: None)
    answers = prompt.run(from_form(form), len(form)).answers
    if not len(answers):
        raise OpscareerError("nothing-answered")
    return answers


def _somebody_there() -> bool:
    return all(stream is not None and not stream.closed and stream.isatty() for stream in (sys.stdin, sys.stderr))


def _show(pack: Pack, answers: Answers, role: str, level: str, hours: float, words: Words, as_json: bool) -> None:
    from opscareer.engine.assess import Engine
    from opscareer.engine.planning import make_plan, target_tier

    found = Engine.of(pack).assess(answers)
    target = role or found.best.role
    tier: Tier = next((name for name in TIERS if name == level), None) or target_tier(found, target)
    plan = make_plan(pack, found, target, tier, hours)
    output = Output(words)
    if as_json:
        from opscareer.report.envelope import assessment_document

        output.json(assessment_document(pack, found, plan, answers))
        return
    from opscareer.report.terminal import result

    output.lines(result(pack, found, plan, words, output.page()))
