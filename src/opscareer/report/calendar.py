"""The learning path as a calendar file (RFC 5545): an all-day event a week, and one on the last day of a week for each checkpoint
with something to look at: the same as in every other form of the plan."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from zlib import crc32

from opscareer.pack.model import Pack
from opscareer.report.view.names import PackTexts
from opscareer.report.view.steps import SAME, TO_LAST_DAY, StepRow, competencies_of, step_rows, to_do
from opscareer.results.plan import Plan, UnitStatus, Week
from opscareer.texts import Texts

OCTETS = 75


def plan_calendar(pack: Pack, plan: Plan, statuses: Sequence[UnitStatus], texts: Texts, stamp: datetime, file: str = "") -> str:
    """The file's text, with CRLF. `stamp`: when it was made. The weeks must be dated.

    An event's UID is made of its pack, role and first day: a plan made again for the same days replaces the old one in most calendars.
    `file`: the name of the answers file, which tells the plans of several people apart; "" for the last assessment.
    """
    texts = PackTexts(pack, texts)
    name = texts("calendar.name", role=texts.role(plan.role))
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//opscareer//plan//EN", f"X-WR-CALNAME:{_escaped(name)}"]
    whose = f"{plan.role}.{pack.header.id}" + (f".{crc32(file.encode(errors='replace')):08x}" if file else "")
    rows = {row.id: row for row in step_rows(plan, texts, statuses)}
    total = {step.unit: step.hours for step in plan.steps}
    seen, looked_at = set[str](), plan.finished_by_checkpoint()
    for week in plan.weeks:
        first = week.starts or date.min
        headline = texts("calendar.week", number=week.number, titles=texts.join([rows[unit].title for unit in week.hours]))
        units = "\n".join(_unit(rows[unit], week, total[unit], texts, new=unit not in seen) for unit in week.hours)
        lines += _event(f"week.{first:%Y%m%d}.{whose}", first, 7, headline, units, stamp)
        seen.update(week.hours)
        if finished := looked_at.get(week.number):
            last, names = first + TO_LAST_DAY, texts("plan.checkpoint", number=week.number, names=competencies_of(finished, texts))
            look = "\n".join(to_do(unit, texts) for unit in finished)
            lines += _event(f"checkpoint.{last:%Y%m%d}.{whose}", last, 1, names, look, stamp)
    lines.append("END:VCALENDAR")
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line))


def _unit(row: StepRow, week: Week, total: float, texts: PackTexts, *, new: bool) -> str:
    """A unit in one week; why it is there and what it ends in only where it begins."""
    hours = week.hours[row.id]
    time = texts("calendar.hours" if abs(total - hours) < SAME else "calendar.part", hours=f"{hours:g}", total=f"{total:g}")
    return "\n".join([f"{row.title}  {time}  [{row.id}]", *((row.why, row.deliverable) if new else ())])


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
