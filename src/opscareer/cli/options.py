"""Options that several commands share, checked as they are read, and how to give them again."""

import shlex
from collections.abc import Callable
from math import inf
from typing import Annotated

import typer

from opscareer.cli.names import tier_named
from opscareer.cli.settings import LEAST_HOURS, MOST_HOURS
from opscareer.cli.usage import ENDINGS
from opscareer.errors import UsageError
from opscareer.files import with_ending
from opscareer.pack.model import TIERS
from opscareer.pack.source import visible
from opscareer.texts import Texts


def within(slug: str, low: float, high: float = inf) -> Callable[[float | None], float | None]:
    """Reads a number; where it is outside the range, `slug` names the UsageError."""

    def checked(value: float | None) -> float | None:
        if value is not None and not low <= value <= high:
            raise UsageError(slug, value=value if isinstance(value, int) else f"{value:g}")
        return value

    return checked


def ends_in(slug: str, *endings: str) -> Callable[[str | None], str | None]:
    """Reads the name of a file to write; it gets the first of these endings where it has none. `slug` names the UsageError for another."""
    return lambda name: None if name is None else with_ending(name, endings, slug)


as_page = ends_in("page-ending", *ENDINGS["--html"])
as_markdown = ends_in("file-ending", *ENDINGS["--md"])
as_card = ends_in("card-ending", *ENDINGS["--card"])
as_calendar = ends_in("file-ending", *ENDINGS["--ics"])


def _tier(parsed: typer.Context, value: str) -> str:
    tier = tier_named(value) if value else ""
    if value and not tier:
        texts: Texts = parsed.command.texts  # type: ignore[attr-defined]
        names = {tier: texts(f"tier.{tier}") for tier in TIERS}
        known = texts.join([name if name == tier else name + texts("aside", text=tier) for tier, name in names.items()])
        raise UsageError("one-of", option="--level", value=value, known=known)
    return tier


_hours = within("hours-range", LEAST_HOURS, MOST_HOURS)

Answers = Annotated[str | None, typer.Option("--answers", help="help.answers-or-last", metavar="FILE|-")]
Role = Annotated[str, typer.Option("--role", help="help.role", metavar="ROLE")]
RoleAsBefore = Annotated[str, typer.Option("--role", help="help.plan-role", metavar="ROLE")]
Level = Annotated[str, typer.Option("--level", help="help.level", metavar="entry|mid|senior", callback=_tier)]
LevelAsBefore = Annotated[str, typer.Option("--level", help="help.plan-level", metavar="entry|mid|senior", callback=_tier)]
HoursAsBefore = Annotated[float | None, typer.Option("--hours-per-week", help="help.plan-hours", metavar="N", callback=_hours)]
Plain = Annotated[bool, typer.Option("--plain", help="help.plain")]
Force = Annotated[bool, typer.Option("--force", help="help.force")]
RoleArgument = Annotated[str, typer.Argument(help="help.role-argument", metavar="ROLE")]
RoleIfAny = Annotated[str, typer.Argument(help="help.role-if-any", metavar="ROLE")]
UnitIfAny = Annotated[str, typer.Argument(help="help.unit-if-any", metavar="UNIT")]
UnitHandedIn = Annotated[str, typer.Argument(help="help.unit-handed-in", metavar="UNIT")]
UnitToStart = Annotated[str, typer.Argument(help="help.unit-to-start", metavar="UNIT")]
UnitDone = Annotated[str, typer.Argument(help="help.unit-done", metavar="UNIT")]
UnitToSkip = Annotated[str, typer.Argument(help="help.unit-to-skip", metavar="UNIT")]
UnitToUndo = Annotated[str, typer.Argument(help="help.unit-to-undo", metavar="UNIT")]
SessionArgument = Annotated[str, typer.Argument(help="help.session-id", metavar="ID")]
WhoseResult = Annotated[str, typer.Option("--name", help="help.report-name", metavar="NAME")]
Seed = Annotated[int, typer.Option("--seed", help="help.simulate-seed", metavar="N", callback=within("seed-range", 0))]


def rerun_options(answers_file: str | None) -> str:
    """What to add to a command so that it finds the same answers again."""
    return "" if answers_file is None else f" --answers {shlex.quote(visible(answers_file))}"
