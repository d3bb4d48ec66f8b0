"""The learning path as a calendar file (RFC 5545): an all-day event a week, and one for each checkpoint on the last day of its week."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta

from opscareer.pack.model import Pack
from opscareer.report.view.names import PackTexts
from opscareer.report.view.plan import TO_LAST_DAY, plan_view
from opscareer.results.plan import Plan, UnitStatus
from opscareer.texts import Texts

OCTETS = 75


def plan_calendar(pack: Pack, plan: Plan, statuses: Sequence[UnitStatus], texts: Texts, stamp: datetime) -> str:
    """The file's text, with CRLF. `stamp`: when it was made. The weeks must be dated.

    An event's UID is made of its pack, role and first day: a plan made again for the same days replaces the old one in most calendars.
    """
    texts = PackTexts(pack, texts)
    name = texts("calendar.name", role=texts.role(plan.role))
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//opscareer//plan//EN", f"X-WR-CALNAME:{_escaped(name)}"]
    whose = f"{plan.role}.{pack.header.id}"
    for week, view in zip(plan.weeks, plan_view(plan, texts, statuses).weeks, strict=True):
        first = week.starts or date.min
        headline = texts("calendar.week", number=week.number, titles=texts.join([unit.title for unit in view.units]))
        units = (text for unit in view.units for text in (f"{unit.title}  {unit.hours}  [{unit.id}]", *unit.more))
        lines += _event(f"week.{first:%Y%m%d}.{whose}", first, 7, headline, "\n".join(units), stamp)
        if view.checkpoint:
            last = first + TO_LAST_DAY
            lines += _event(f"checkpoint.{last:%Y%m%d}.{whose}", last, 1, view.checkpoint, "\n".join(view.to_do), stamp)
    lines.append("END:VCALENDAR")
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line))


def _event(name: str, first: date, days: int, summary: str, description: str, stamp: datetime) -> list[str]:
    return [
        "BEGIN:VEVENT",
        f"UID:{name}@opscareer",
        f"DTSTAMP:{stamp.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        f"DTSTART;VALUE=DATE:{first:%Y%m%d}",
        f"DTEND;VALUE=DATE:{first + timedelta(days=days):%Y%m%d}",
        f"SUMMARY:{_escaped(summary)}",
        f"DESCRIPTION:{_escaped(description)}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def _escaped(text: str) -> str:
    for mark in ("\\", ";", ","):
        text = text.replace(mark, "\\" + mark)
    return text.replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """Lines of at most 75 octets, broken between characters; each further one begins with a space."""
    part = ""
    for char in line:
        if len((part + char).encode()) > OCTETS:
            yield part
            part = " "
        part += char
    yield part
