"""Past assessments for a terminal, as lines."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rich.cells import cell_len

from opscareer.pack.model import Pack
from opscareer.report.terminal.layout import BAD, FAINT, GOOD, LEVEL_AXIS, TITLE, WARNING, WIDE, Line, Page, pad, whole, widest
from opscareer.report.view.course import Course, course
from opscareer.report.view.names import PackTexts
from opscareer.report.view.verdict import doubts
from opscareer.results.comparison import Comparison, Moment, Shift
from opscareer.results.rounding import chances, level
from opscareer.results.trait import Trait
from opscareer.sessions.record import Record
from opscareer.texts import Texts

CHECKPOINT = "checkpoint"
ARROW = " -> "  # from one assessment to the next
HANGING = 8  # cells before the further lines of a session
GOOD_ENOUGH = 2  # of the three levels of a rubric


def sessions_list(pack: Pack, records: tuple[Record, ...], texts: Texts, page: Page, moments: Sequence[Moment] = ()) -> list[Line]:
    """Every session, a line or a few each; and what became of the figures, where there are several of today's pack."""
    if not records:
        return page.wrap(texts("history.none"))
    return [
        *page.title(texts("history.title", count=len(records))),
        *session_rows(pack, records, texts, page, numbered=True),
        *_course(course(moments, PackTexts(pack, texts)), texts, page),
        *page.wrap(texts("history.more"), style=FAINT),
    ]


def _course(found: Course | None, texts: Texts, page: Page) -> list[Line]:
    """Every figure over time, with a small chart where the terminal can show one."""
    if found is None:
        return []
    days = [day + (" ?" if doubtful else "") for day, doubtful in zip(found.days, found.doubtful, strict=True)]
    lines = [*page.heading(texts("course.title")), *page.wrap("  ".join(map(whole, days)), style=FAINT)]
    for heading, tracks, axis in (("course.chances", found.chances, (0.0, 1.0)), ("course.levels", found.levels, LEVEL_AXIS)):
        names, charts = widest([track.name for track in tracks]), [page.spark(track.middles, axis) for track in tracks]
        rows = [f"{pad(track.name, names)}  {chart}  {ARROW.join(track.short)}" for track, chart in zip(tracks, charts, strict=True)]
        lines += page.wrap(texts(heading), style=TITLE) + page.paragraphs(rows, 2, 6)
    low, high = page.sparks[0], page.sparks[-1]
    lines += page.wrap(texts("course.spark", low=low, high=high), style=FAINT)
    lines += page.wrap(texts("course.doubtful-line"), style=FAINT) if any(found.doubtful) else []
    return [*lines, *page.wrap(texts("course.diff", command=whole(f"{texts.program} history diff")), style=FAINT), Line("")]


def session_rows(pack: Pack, records: tuple[Record, ...], texts: Texts, page: Page, *, numbered: bool = False) -> list[Line]:
    times = texts.moments([record.when for record in records])
    cells = [_cells(record, when, PackTexts(pack, texts)) for record, when in zip(records, times, strict=True)]
    if numbered:
        cells = [[f"{number}.", *row] for number, row in enumerate(cells, 1)]
    columns = [widest(list(column)) for column in zip(*cells, strict=True)]
    return [line for row in cells for line in _row(row, columns, page)]


def _row(cells: Sequence[str], columns: Sequence[int], page: Page) -> list[Line]:
    """The cells side by side; where that is too wide, the last on a line of its own."""
    *head, last = map(pad, cells, columns)
    side_by_side = "  ".join((*head, last)).rstrip()
    if cell_len(side_by_side) <= page.width:
        return [Line(side_by_side)]
    return [*page.wrap("  ".join(head).rstrip(), 0, HANGING), *page.wrap(last.strip(), HANGING)]


def _cells(record: Record, when: str, texts: PackTexts) -> list[str]:
    first = texts("history.first", role=texts.role(record.best)) if record.best else ""
    other = texts("history.other-pack", pack=record.pack.id) if record.pack.id != texts.pack.header.id else ""
    return [
        record.id,
        when,
        texts("history.set-aside" if record.set_aside else f"history.{record.state}"),
        texts("history.answers", count=len(record.answers)),
        "  ".join(part for part in (first, other) if part),
    ]


def done_heading(pack: Pack, record: Record, texts: Texts, page: Page) -> list[Line]:
    """Which assessment the result below belongs to."""
    lines = page.wrap(texts("history.of", id=record.id, when=texts.dated(record.when)), style=FAINT)
    return lines + (page.wrap(texts("history.pack-changed"), style=WARNING) if record.pack.hash != pack.hash else [])


def as_stored(pack: Pack, record: Record, document: Mapping[str, Any], reason: str, texts: Texts, page: Page) -> list[Line]:
    """The main results of an assessment that today's pack cannot compute again, from the document kept then."""
    texts = PackTexts(pack, texts)
    lines = page.wrap(texts("history.of", id=record.id, when=texts.dated(record.when)), style=TITLE)
    lines += page.wrap(texts("history.as-stored", reason=reason, id=record.id), style=WARNING)
    shown = chances([role["p_best"] for role in document["roles"]])
    for role, p_best in zip(document["roles"], shown, strict=True):
        low, high = role["interval"]
        facts = texts("result.fit", fit=f"{role['fit']:.0f}", low=f"{low:.0f}", high=f"{high:.0f}", p=texts.chance(p_best))
        lines += page.wrap(f"{role['rank']}. {texts.role(role['id'])}  {facts}", 0, 3)
    return lines


def open_session(pack: Pack, record: Record, texts: Texts, page: Page) -> list[Line]:
    """The answers kept so far, in the order asked."""
    texts, answered = PackTexts(pack, texts), len(record.answers)
    lines = page.title(texts("history.open-title", id=record.id, when=texts.dated(record.when)))
    lines += page.wrap(texts("history.open-answered", answered=answered, skipped=len(record.trail) - answered))
    for number, reply in enumerate(record.trail, 1):
        said = texts("history.skipped") if reply.value is None else texts.answer(reply.question, reply.value)
        lines += [*page.item(texts.question(reply.question), f"{number}.", 0), *page.item(said, ">", 3)]
    return lines + page.wrap(_after(record, texts), style=FAINT)


def _after(record: Record, texts: PackTexts) -> str:
    """How to go on with a session that is open, or what to do with the answers of one that was set aside."""
    today = texts.pack.header
    whose = "" if record.pack.id == today.id else "other-"
    if record.set_aside:
        return texts(f"history.{whose}aside-next", id=record.id, pack=record.pack.id)
    if not whose and record.pack.version != today.version:
        return texts("history.older-open-next", id=record.id, version=record.pack.version, today=today.version)
    arguments = "assess --checkpoint" if record.form == CHECKPOINT else "assess"
    return texts(f"history.{whose}open-next", command=f"{texts.program} {arguments}", pack=record.pack.id)


def comparison(pack: Pack, records: tuple[Record, Record], changes: Comparison, texts: Texts, page: Page) -> list[Line]:
    """What changed from the first to the second, and whether that is more than noise."""
    texts, (first, second) = PackTexts(pack, texts), records
    lines = page.title(texts("diff.title"))
    then, now = texts.moments([record.when for record in records])
    lines += page.wrap(texts("diff.between", first=first.id, second=second.id, then=then, now=now))
    if {record.pack.hash for record in records} != {pack.hash}:
        lines += page.wrap(texts("diff.pack-changed"), style=WARNING)
    for record, quality in zip(records, changes.quality, strict=True):
        if quality.open:
            lines += page.wrap(texts("diff.doubtful", id=record.id), style=WARNING)
            lines += page.paragraphs(doubts(quality, texts), 2, style=FAINT)
    levels = [(texts.competency(shift.id), shift) for shift in changes.competencies]
    fits = [(texts.role(shift.id), shift) for shift in changes.roles]
    lines += page.heading(texts("diff.competencies")) + _shifts(levels, 1, changes.is_doubtful, texts, page) if levels else []
    if lower := [texts.competency(name) for name in _lower_by_asking_more(pack, records, changes)]:
        lines += page.wrap(texts("diff.lower", names=texts.join(lower)), 2, style=FAINT)
    lines += page.heading(texts("diff.roles")) + _shifts(fits, 0, changes.is_doubtful, texts, page)
    found_real = any(shift.real and shift.asked for shift in (*changes.competencies, *changes.roles))
    legend = ["diff.legend", *(["diff.legend-real"] if found_real else []), "diff.legend-first"]
    return [*lines, Line(""), *_first_place(changes, texts, page), *page.paragraphs(map(texts, legend), style=FAINT)]


def _lower_by_asking_more(pack: Pack, records: tuple[Record, Record], changes: Comparison) -> Iterator[str]:
    """The competencies that are written lower, within the noise, where the second assessment asked more questions about them."""
    for shift in changes.competencies:
        of = Trait("competency", shift.id)
        first, second = (sum(name in pack.question and of in pack.question[name].traits for name in record.answers) for record in records)
        if shift.asked and not shift.real and level(shift.after) < level(shift.before) and second > first:
            yield shift.id


def checkpoint(
    pack: Pack, records: tuple[Record, Record], changes: Comparison, rubric: Mapping[str, Sequence[int | None]], texts: Texts, page: Page
) -> list[Line]:
    """What changed at a checkpoint, and how the units done look by their rubrics."""
    rows = []
    for name, levels in rubric.items():
        unit = pack.unit[name]
        poor = [texts.of(item.criterion) for item, level in zip(unit.rubric, levels, strict=True) if (level or 1) < GOOD_ENOUGH]
        missing = texts("recheck.missing", names=texts.join(poor)) if poor else ""
        facts = {"title": texts.of(unit.title), "good": len(levels) - len(poor), "total": len(levels), "missing": missing}
        rows.append(texts("recheck.unit", **facts).strip())
    others = page.wrap(texts("recheck.others"), style=FAINT) if rubric else []
    lines = comparison(pack, records, changes, texts, page) + page.section(texts("recheck.rubric"), items=rows, indent=0) + others
    return [*lines, Line(""), *page.wrap(texts("recheck.next"))]


def _shifts(rows: list[tuple[str, Shift]], digits: int, doubtful: bool, texts: Texts, page: Page) -> list[Line]:
    column = widest([name for name, _ in rows])
    lines = []
    for name, shift in rows:
        rises = shift.after >= shift.before
        verdict = _verdict(shift, doubtful, texts)
        before, after = (level(value) if digits else value for value in (shift.before, shift.after))
        values = f"{before:.{digits}f} -> {after:.{digits}f}"
        style = (GOOD if rises else BAD) if shift.real and shift.asked and not doubtful else ""
        head = f"{pad(name, column)}  {values}"
        if page.width >= WIDE:
            lines += page.wrap(f"{head}  {verdict}", 2, 6, style=style)
        else:
            lines += page.wrap(head, 2, 6, style=style) + page.wrap(verdict, 6, style=style)
    return lines


def _verdict(shift: Shift, doubtful: bool, texts: Texts) -> str:
    """Whether a difference is a change; that what was not asked again has none says nothing."""
    if not shift.asked:
        return texts("diff.not-asked")
    if not shift.real:
        return texts("diff.noise")
    way = "up" if shift.after >= shift.before else "down"
    return texts(f"diff.{way}-doubtful" if doubtful else f"diff.{way}", p=texts.percent(shift.p))


def _first_place(changes: Comparison, texts: PackTexts, page: Page) -> list[Line]:
    """Who led then and leads now, by fit, each with the probability of being the best."""
    before = min(changes.roles, key=lambda shift: (-round(shift.before, 9), shift.id)).id
    after = changes.roles[0].id
    then, now = (dict(zip(changes.p_best, chances(side), strict=True)) for side in zip(*changes.p_best.values(), strict=True))
    facts = {"before": texts.chance(then[before]), "after": texts.chance(now[after])}
    if before == after:
        return page.wrap(texts("diff.first-same", role=texts.role(after), **facts))
    return page.wrap(texts("diff.first-moved", first=texts.role(before), second=texts.role(after), **facts))
