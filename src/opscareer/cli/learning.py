"""How far a person is with the units of a pack, from and to the store."""

from datetime import date, datetime

from opscareer.cli.questionnaire.saving import now, stored
from opscareer.engine.plan.planner import days_late
from opscareer.errors import UsageError
from opscareer.pack.files import nearest
from opscareer.pack.model import Pack, Unit
from opscareer.results import UnitStatus
from opscareer.sessions.store import UnitState


def unit_named(pack: Pack, name: str) -> Unit:
    """Raises UsageError when the pack has no such unit."""
    if name not in pack.unit:
        raise UsageError("unknown-unit-named", id=name, near=nearest(name, pack.unit))
    return pack.unit[name]


def standings(pack: Pack, hours_per_week: float, today: date) -> tuple[UnitStatus, ...]:
    """Every unit that was begun, finished or skipped; those that today's pack does not know are left out."""
    found = []
    for row in stored().progress(pack.header.id):
        if row.unit in pack.unit:
            since = datetime.fromisoformat(row.changed_at).astimezone().date()
            late = days_late(pack.unit[row.unit], hours_per_week, since, today) if row.state == "started" else 0
            found.append(UnitStatus(row.unit, row.state, since, late))
    return tuple(found)


def mark(pack: Pack, unit: Unit, state: UnitState) -> None:
    stored(create=True).mark(pack.header.id, unit.id, state, now())


def unmark(pack: Pack, unit: Unit) -> bool:
    """Returns whether there was anything to take back."""
    return stored().unmark(pack.header.id, unit.id)
