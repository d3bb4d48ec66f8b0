"""Options that several commands share, checked as they are read, and how to give them again."""

import shlex
from collections.abc import Callable, Mapping
from math import inf
from typing import Annotated, TypeVar

import typer

from opscareer.cli.context import one_of
from opscareer.errors import UsageError
from opscareer.pack.files import nearest
from opscareer.pack.model import TIERS, Pack
from opscareer.pack.source import visible

T = TypeVar("T")


def within(slug: str, low: float, high: float = inf) -> Callable[[float | None], float | None]:
    """Reads a number; where it is outside the range, `slug` names the UsageError."""

    def checked(value: float | None) -> float | None:
        if value is not None and not low <= value <= high:
            raise UsageError(slug, value=value if isinstance(value, int) else f"{value:g}")
        return value

    return checked


_hours = within("hours-range", 0.5, 80)

Answers = Annotated[str | None, typer.Option("--answers", help="help.answers-or-last", metavar="FILE|-")]
Role = Annotated[str, typer.Option("--role", help="help.role", metavar="ROLE")]
RoleAsBefore = Annotated[str, typer.Option("--role", help="help.plan-role", metavar="ROLE")]
Level = Annotated[str, typer.Option("--level", help="help.level", metavar="entry|mid|senior", callback=one_of("--level", TIERS))]
LevelAsBefore = Annotated[
    str, typer.Option("--level", help="help.plan-level", metavar="entry|mid|senior", callback=one_of("--level", TIERS))
]
HoursAsBefore = Annotated[float | None, typer.Option("--hours-per-week", help="help.plan-hours", metavar="N", callback=_hours)]
Plain = Annotated[bool, typer.Option("--plain", help="help.plain")]
Force = Annotated[bool, typer.Option("--force", help="help.force")]
RoleArgument = Annotated[str, typer.Argument(help="help.role-argument", metavar="ROLE")]
RoleIfAny = Annotated[str, typer.Argument(help="help.role-if-any", metavar="ROLE")]
UnitArgument = Annotated[str, typer.Argument(help="help.unit-argument", metavar="UNIT")]
SessionArgument = Annotated[str, typer.Argument(help="help.session-id", metavar="ID")]
Seed = Annotated[int, typer.Option("--seed", help="help.simulate-seed", metavar="N", callback=within("seed-range", 0))]


def known(slug: str, name: str, among: Mapping[str, T]) -> T:
    """What a name means. Where it means nothing, `slug` names the UsageError, which has the nearest name."""
    if name not in among:
        raise UsageError(slug, id=name, near=nearest(name, among), known=", ".join(among))
    return among[name]


def check_role(pack: Pack, role: str) -> None:
    """Raises UsageError when the pack has no such role; an empty name is none."""
    if role:
        known("unknown-role-named", role, pack.role)


def rerun_options(answers_file: str | None, pack_option: str | None) -> str:
    """What to add to a command's name so that it finds the same answers and pack again."""
    given = (("--answers", answers_file), ("--pack", pack_option))
    return "".join(f" {name} {shlex.quote(visible(value))}" for name, value in given if value is not None)
