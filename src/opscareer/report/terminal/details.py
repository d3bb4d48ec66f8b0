"""The whole result for a terminal, as lines. What `assess` shows first, on one screen, is in summary.py."""

from opscareer.pack.model import Pack
from opscareer.report.terminal.layout import (
    BAD,
    FAINT,
    GOOD,
    SHORTEST_BAR,
    TITLE,
    WARNING,
    WIDE,
    Line,
    Page,
    pad,
    whole,
    widest,
)
from opscareer.report.terminal.plan import plan_in_short
from opscareer.report.view.result import CompetencyRow, RoleRow, View, view
from opscareer.results.assessment import Assessment
from opscareer.results.plan import Plan
from opscareer.texts import Texts

LEVEL_BAR, LEVEL_TEXT = 16, 28  # cells of a competency's bar, and at least of its level and anchor


def result(pack: Pack, assessment: Assessment, plan: Plan, texts: Texts, page: Page, again: str | None = None) -> list[Line]:
    """Everything: what `assess --details` and `report` show. `again` is what a command must be given to find this very result; None where
    none would find it.
    """
    shown = view(pack, assessment, plan, texts)
    return [
        *page.wrap(texts("result.title", pack=shown.profession), style=TITLE),
        Line(page.rule, style=FAINT),
        *_verdict(shown, page),
        *_roles(shown, texts, page),
        *_competencies(shown, texts, page),
        *_why(shown, texts, page),
        *plan_in_short(shown.plan, texts, page, whole(f"opscareer plan{again or ''}")),
        *page.heading(texts("result.honest")),
        *page.paragraphs(shown.method),
        *_next(shown, texts, page, again),
    ]


def _verdict(shown: View, page: Page) -> list[Line]:
    return [
        *page.wrap(shown.headline, style=TITLE if shown.close else f"{TITLE} {GOOD}"),
        *page.wrap(shown.sureness),
        *(page.wrap(shown.more) if shown.more else []),
        *(page.wrap(shown.follow, style=FAINT) if shown.follow else []),
        *page.paragraphs(shown.warnings, style=WARNING),
    ]


def _roles(shown: View, texts: Texts, page: Page) -> list[Line]:
    lines = page.heading(texts("result.roles"))
    column = widest([role.name for role in shown.roles])
    cells = min(40, page.width - column - 28)
    in_columns = page.width >= WIDE and cells >= SHORTEST_BAR
    for role in shown.roles:
        lines += [_role_row(role, column, cells, page)] if in_columns else _role_narrow(role, texts, page)
    return lines + page.wrap(texts("result.roles-legend"), style=FAINT)


def _role_row(role: RoleRow, column: int, cells: int, page: Page) -> Line:
    numbers = f"{role.fit:3.0f} [{role.low:2.0f}-{role.high:2.0f}]"
    bar = page.scale(role.low, role.fit, role.high, cells)
    text = f"{role.rank}. {pad(role.name, column)}  {pad(numbers, 12)}  {bar}  {role.chance:>4}"
    return Line(text, style=TITLE if role.rank == 1 else "")


def _role_narrow(role: RoleRow, texts: Texts, page: Page) -> list[Line]:
    style = TITLE if role.rank == 1 else ""
    numbers = texts("result.fit", fit=f"{role.fit:.0f}", low=f"{role.low:.0f}", high=f"{role.high:.0f}", p=role.chance)
    return [
        *page.wrap(f"{role.rank}. {role.name}", 0, 3, style=style),
        Line("   " + page.scale(role.low, role.fit, role.high, page.width - 4), style=style),
        *page.wrap(numbers, 3),
    ]


def _competencies(shown: View, texts: Texts, page: Page) -> list[Line]:
    if not shown.competencies:
        return []
    lines = page.heading(texts("result.competencies", role=shown.role))
    column = widest([row.name for row in shown.competencies])
    in_columns = page.width >= WIDE and page.width >= column + LEVEL_BAR + 4 + LEVEL_TEXT
    for row in shown.competencies:
        lines += _competency(row, column if in_columns else None, texts, page)
    return [
        *lines,
        *page.wrap(texts("result.competencies-legend"), style=FAINT),
        *page.heading(texts("result.readiness", role=shown.role)),
        *page.wrap(texts("result.readiness-line", **shown.readiness)),
        *page.wrap(texts("result.readiness-note"), style=FAINT),
    ]


def _competency(row: CompetencyRow, column: int | None, texts: Texts, page: Page) -> list[Line]:
    """`column`: the cells that names take; None where each part has lines of its own."""
    level = texts("result.level", level=f"{row.level:.1f}", low=f"{row.low:.1f}", high=f"{row.high:.1f}")
    bar = page.scale(row.low, row.level, row.high, page.width - 4 if column is None else LEVEL_BAR, top=5.0, bottom=1.0)
    if column is None:
        indent, head = 3, [*page.wrap(row.name, 0, 3), Line("   " + bar), *page.wrap(level, 3)]
    else:
        indent, head = column + 2, page.wrap(f"{pad(row.name, column)}  {bar}  {level}", hanging=column + 2)
    needs = texts("result.needs", **{tier: need.level for tier, need in row.needs.items()})
    return head + page.paragraphs((row.anchor, needs), indent, style=FAINT)


def _why(shown: View, texts: Texts, page: Page) -> list[Line]:
    lines = page.heading(texts("result.why-close" if shown.close else "result.why", role=shown.role)) + page.wrap(texts("result.why-base"))
    for part in shown.parts:
        lines += points_item(part.points, part.name, page)
    lines += page.after(Line(f"  {shown.total:>6}  ", style=TITLE), texts("result.why-sum"))
    return lines + (page.wrap(shown.advantage) if shown.advantage else [])


def points_item(points: float, text: str, page: Page) -> list[Line]:
    """Points with their sign, in green or red, and what they are for; nothing that rounds to zero is red."""
    number = round(points, 1) + 0.0
    style = GOOD if number > 0 else BAD if number < 0 else ""
    return page.after(Line(f"  {number:+6.1f}  ", style=style), text)


def _next(shown: View, texts: Texts, page: Page, again: str | None) -> list[Line]:
    commands = [
        (f"opscareer roles {shown.role_id}", "result.next-role"),
        ("opscareer guide", "result.next-guide"),
    ]
    if again is not None:
        commands.insert(0, (f"opscareer why {shown.role_id}{again}", "result.next-why"))
        commands.append((f"opscareer report --html report.html{again}", "result.next-page"))
    if shown.unanswered:
        commands.append(("opscareer assess --full", "result.next-full"))
    lines = page.heading(texts("result.next"))
    for command, key in commands:
        lines += page.command(command, 2, 4, then=texts(key))
    return lines
