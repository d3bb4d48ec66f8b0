"""The whole result for a terminal, as lines. What `assess` shows first, on one screen, is in summary.py."""

from collections.abc import Sequence

from opscareer.answers import Answers
from opscareer.pack.model import Pack
from opscareer.report.terminal.layout import (
    BAD,
    FAINT,
    GOOD,
    LEVEL_AXIS,
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
from opscareer.report.view.names import PackTexts
from opscareer.report.view.portrait import ENTRY, has_way_in
from opscareer.report.view.result import FURTHER, INTEREST_AXIS, CompetencyRow, View, signed, title_of, view
from opscareer.report.view.verdict import MIDDLE
from opscareer.results.assessment import Assessment, RoleFit
from opscareer.results.explanation import Change
from opscareer.results.plan import Plan, UnitStatus
from opscareer.texts import Texts

LEVEL_BAR, LEVEL_TEXT = 16, 28  # cells of a competency's bar, and at least of its level and anchor
FAR = 0.01  # with a smaller probability of meeting the entry level somebody is told of the guide's chapter on the way in
INTEREST_CELLS = 19  # of an interest's figures


def result(
    pack: Pack,
    assessment: Assessment,
    plan: Plan,
    texts: Texts,
    page: Page,
    again: str | None = None,
    answers: Answers | None = None,
    statuses: Sequence[UnitStatus] = (),
    change: Change | None = None,
    name: str = "",
) -> list[Line]:
    """Everything: what `assess --details` and `report` show. `again` is what a command must be given to find this very result; None where
    none would find it. `statuses`: how far the person is with the units. `change`: the smallest that would put the runner-up first. `name`:
    whose result it is.
    """
    shown = view(pack, assessment, plan, texts, answers=answers, statuses=statuses, change=change, again=again or "")
    return [
        *page.title(title_of(name, shown.texts) if name else texts("result.title", pack=shown.profession)),
        *headline(shown, page),
        *page.paragraphs(shown.advice),
        *page.paragraphs(shown.warnings, style=WARNING),
        *page.section(texts("portrait.title"), filter(None, [shown.portrait])),
        *_roles(shown, page),
        *_competencies(shown, page),
        *_interests(shown, page),
        *_why(shown, page),
        *plan_in_short(shown.plan, texts, page, whole(f"{texts.program} plan{again or ''}")),
        *page.section(texts("result.honest"), shown.method),
        *_next(shown, page, again),
    ]


def headline(shown: View, page: Page) -> list[Line]:
    """Who leads, and how sure that is."""
    style = f"{TITLE} {GOOD}" if shown.assessment.best.verdict == "clear" else TITLE
    return page.wrap(shown.headline, style=style) + page.wrap(shown.sureness)


def lacks_a_way_in(shown: View) -> bool:
    """Whether somebody is so far from the entry level that the guide's chapter on the way in is what helps."""
    return shown.assessment.leader.readiness["entry"] < FAR and has_way_in(shown.texts.pack)


def _roles(shown: View, page: Page) -> list[Line]:
    texts = shown.texts
    lines = page.heading(texts("result.roles"))
    column = widest([texts.role(role.id) for role in shown.assessment.roles])
    cells = min(40, page.width - column - 28)
    in_columns = page.width >= WIDE and cells >= SHORTEST_BAR
    for role in shown.assessment.roles:
        lines += [_role_row(role, column, cells, texts, page)] if in_columns else _role_narrow(role, texts, page)
    stroke, dot, upright = page.marks
    legend = (texts("result.roles-legend"), texts("result.chart-legend", stroke=stroke, dot=dot, upright=upright))
    return lines + page.paragraphs(legend, style=FAINT)


def _role_row(role: RoleFit, column: int, cells: int, texts: PackTexts, page: Page) -> Line:
    low, high = role.interval
    numbers = f"{role.fit:3.0f} [{low:2.0f}-{high:2.0f}]"
    bar = page.scale(role.fit, role.interval, cells, mark=MIDDLE)
    text = f"{role.rank}. {pad(texts.role(role.id), column)}  {pad(numbers, 12)}  {bar}  {texts.chance(role.p_best):>4}"
    return Line(text, style=TITLE if role.rank == 1 else "")


def _role_narrow(role: RoleFit, texts: PackTexts, page: Page) -> list[Line]:
    style = TITLE if role.rank == 1 else ""
    fit, low, high = (f"{points:.0f}" for points in (role.fit, *role.interval))
    return [
        *page.wrap(f"{role.rank}. {texts.role(role.id)}", 0, 3, style=style),
        Line("   " + page.scale(role.fit, role.interval, page.width - 4, mark=MIDDLE), style=style),
        *page.wrap(texts("result.fit", fit=fit, low=low, high=high, p=texts.chance(role.p_best)), 3),
    ]


def _competencies(shown: View, page: Page) -> list[Line]:
    if not shown.competencies:
        return []
    texts = shown.texts
    lines = page.heading(texts("result.competencies", role=shown.role))
    column = widest([row.name for row in shown.competencies if not row.basic])
    in_columns = page.width >= WIDE and page.width >= column + LEVEL_BAR + 4 + LEVEL_TEXT
    first_basic = next((row for row in shown.competencies if row.basic), None)
    for row in shown.competencies:
        lines += [Line(""), *page.wrap(texts("result.basics"))] if row == first_basic else []
        lines += _competency(row, column if in_columns else None, texts, page)
    return [
        *lines,
        *page.wrap(texts("result.competencies-legend"), style=FAINT),
        *page.section(texts("result.readiness", role=shown.role), [texts("result.readiness-line", **shown.readiness)]),
        *page.wrap(texts("result.readiness-note"), style=FAINT),
    ]


def _competency(row: CompetencyRow, column: int | None, texts: Texts, page: Page) -> list[Line]:
    """`column`: the cells that names take; None where each part has lines of its own."""
    estimate = row.estimate
    level, low, high = (f"{value:.1f}" for value in (estimate.level, *estimate.interval))
    numbers = texts("result.level", level=level, low=low, high=high)
    bar = page.scale(estimate.level, estimate.interval, page.width - 4 if column is None else LEVEL_BAR, LEVEL_AXIS)
    if column is None:
        indent, head = 3, [*page.wrap(row.name, 0, 3), Line("   " + bar), *page.wrap(numbers, 3)]
    else:
        indent, head = column + 2, page.wrap(f"{pad(row.name, column)}  {bar}  {numbers}", hanging=column + 2)
    needs = texts("result.needs", **{tier: need.level for tier, need in row.needs.items()})
    told = texts("semicolon").join(filter(None, (needs, row.reliability)))
    return head + page.paragraphs((row.anchor, told), indent, style=FAINT)


def _interests(shown: View, page: Page) -> list[Line]:
    lines = page.heading(shown.texts("page.interests"))
    column = widest([row.name for row in shown.interests])
    cells = min(40, page.width - column - INTEREST_CELLS - widest([row.reliability for row in shown.interests]) - 6)
    in_columns = page.width >= WIDE and cells >= SHORTEST_BAR
    for row in shown.interests:
        score, low, high = (signed(value) for value in (row.estimate.score, *row.estimate.interval))
        numbers = f"{score} {shown.texts('page.interest-range', low=low, high=high)}"
        bar = page.scale(row.estimate.score, row.estimate.interval, cells if in_columns else page.width - 4, INTEREST_AXIS, 0.0)
        if in_columns:
            lines += page.wrap(f"{pad(row.name, column)}  {pad(numbers, INTEREST_CELLS)}  {bar}  {row.reliability}")
        else:
            lines += [*page.wrap(f"{row.name}  {numbers}", 0, 3), Line(f"   {bar}"), *page.paragraphs([row.reliability], 3, style=FAINT)]
    return lines + page.wrap(shown.texts("page.interests-note"), style=FAINT)


def _why(shown: View, page: Page) -> list[Line]:
    texts, leader, close = shown.texts, shown.assessment.leader, shown.assessment.best.verdict == "close"
    lines = page.section(texts("result.why-close" if close else "result.why", role=shown.role), [texts("result.why-base")])
    for part in shown.parts:
        lines += points_item(part.points, part.name, page)
    lines += page.after(Line(f"  {leader.fit:>6.1f}  ", style=TITLE), texts("result.why-sum"))
    return lines + page.paragraphs(filter(None, [shown.advantage]))


def points_item(points: float, text: str, page: Page) -> list[Line]:
    """Points with their sign, in green or red, and what they are for; nothing that rounds to zero is red."""
    number = round(points, 1) + 0.0
    style = GOOD if number > 0 else BAD if number < 0 else ""
    return page.after(Line(f"  {number:+6.1f}  ", style=style), text)


def _next(shown: View, page: Page, again: str | None) -> list[Line]:
    role, texts = shown.assessment.best.role, shown.texts
    commands = [
        (f"why {role}{again}", "result.next-why", again is not None),
        (f"roles {role}", "result.next-role", True),
        (f"compare{again}", "result.next-compare", again is not None and bool(shown.follow)),
        ("guide", "result.next-guide", True),
        (f"guide {ENTRY}", "screen.next-entry", lacks_a_way_in(shown)),
        (f"report --html report.html{again}", "result.next-page", again is not None),
        (FURTHER.get(shown.further, ""), f"result.next-{shown.further}", bool(shown.further) and " --answers " not in (again or "")),
    ]
    lines = page.heading(texts("result.next"))
    for command, key, offered in commands:
        lines += page.command(f"{texts.program} {command}", 2, 4, then=texts(key)) if offered else []
    return lines
