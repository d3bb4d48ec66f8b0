"""Options that several commands share, checked as they are read, and how to give them again."""

import shlex
from typing import Annotated

import typer

from opscareer.errors import UsageError
from opscareer.pack.files import nearest
from opscareer.pack.model import TIERS, Pack, Unit
from opscareer.pack.source import visible

FEWEST_HOURS, MOST_HOURS = 0.5, 80.0


def _possible_hours(value: float | None) -> float | None:
    if value is not None and not FEWEST_HOURS <= value <= MOST_HOURS:
        raise UsageError("hours-range", value=f"{value:g}")
    return value


def _known_tier(value: str) -> str:
    if value and value not in TIERS:
        raise UsageError("one-of", option="--level", value=value, known=", ".join(TIERS))
    return value


def _possible_seed(value: int) -> int:
    if value < 0:
        raise UsageError("seed-range", value=value)
    return value


Answers = Annotated[str | None, typer.Option("--answers", help="help.answers-or-last", show_default=False, metavar="FILE|-")]
Role = Annotated[str, typer.Option("--role", help="help.role", show_default=False, metavar="ROLE")]
Level = Annotated[str, typer.Option("--level", help="help.level", show_default=False, metavar="entry|mid|senior", callback=_known_tier)]
Hours = Annotated[
    float | None, typer.Option("--hours-per-week", help="help.hours-per-week", show_default="6", metavar="N", callback=_possible_hours)
]
RoleAsBefore = Annotated[str, typer.Option("--role", help="help.plan-role", show_default=False, metavar="ROLE")]
HoursAsBefore = Annotated[
    float | None, typer.Option("--hours-per-week", help="help.plan-hours", show_default=False, metavar="N", callback=_possible_hours)
]
Force = Annotated[bool, typer.Option("--force", help="help.force")]
RoleArgument = Annotated[str, typer.Argument(help="help.role-argument", show_default=False, metavar="ROLE")]
UnitArgument = Annotated[str, typer.Argument(help="help.unit-argument", metavar="UNIT")]
SessionArgument = Annotated[str, typer.Argument(help="help.session-id", metavar="ID")]
Seed = Annotated[int, typer.Option("--seed", help="help.simulate-seed", metavar="N", callback=_possible_seed)]


def check_role(pack: Pack, role: str) -> None:
    """Raises UsageError when the pack has no such role; an empty name is none."""
    if role and role not in pack.role:
        raise UsageError("unknown-role-named", id=role, near=nearest(role, pack.role), known=", ".join(pack.role))


def unit_of(pack: Pack, unit_id: str) -> Unit:
    """Raises UsageError when the pack has no such unit."""
    if unit_id not in pack.unit:
        raise UsageError("unknown-unit-named", id=unit_id, near=nearest(unit_id, pack.unit))
    return pack.unit[unit_id]


def rerun_options(answers_file: str | None, pack_option: str | None) -> str:
    """What to add to a command's name so that it finds the same answers and pack again."""
    given = (("--answers", answers_file), ("--pack", pack_option))
    return "".join(f" {name} {shlex.quote(visible(value))}" for name, value in given if value is not None)
