"""On one screen of 80 x 24: the result (who leads, how sure that is, the fits, the competencies, why, what next), and where one stands."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from rich.cells import cell_len

from opscareer.pack.model import TIERS, Pack
from opscareer.report.terminal.details import headline, lacks_a_way_in
from opscareer.report.terminal.history import CHECKPOINT
from opscareer.report.terminal.layout import FAINT, GOOD, HEADING, LEVEL_AXIS, SHORTEST_BAR, TITLE, WARNING, Line, Page, pad, widest
from opscareer.report.view.names import PackTexts
from opscareer.report.view.portrait import ENTRY
from opscareer.report.view.result import FURTHER, CompetencyRow, TierNeed, View, view
from opscareer.report.view.verdict import MIDDLE
from opscareer.results.assessment import Assessment, Interval, RoleFit
from opscareer.results.plan import Plan, UnitStatus
from opscareer.sessions.record import Record
from opscareer.texts import Texts

COLUMNS_FROM, ROOMY = 56, 72
ROWS = 23  # of 24: one is for the prompt
NUMBERS = 12  # cells of " 58 [50-66]" after a name, at most
CHANCE_CELLS = 10
LEVEL_CELLS = 15  # with the two in front
TIER_CELLS = 8
BETWEEN = "  |  "  # commands on one line


def first_screen(pack: Pack, assessment: Assessment, plan: Plan, texts: Texts, page: Page, again: str = "") -> list[Line]:
    """What `assess` shows first, in a window of 24 lines with the headline in sight: with less or nothing of the competencies where they
    would push it out.

    again: what a command must be given to look at this very result once more
    """
    shown = view(pack, assessment, plan, texts)
    warnings = page.paragraphs(shown.warnings, 0, 2, style=WARNING)
    before = [*headline(shown, page), *warnings, Line(""), *_fits(shown, page), Line("")]
    commands = _next(shown, plan, again)
    listed, packed, bare = (
        [Line(""), *_listed(commands, page)],
        *([Line(""), *_packed(some, page)] for some in (commands, _brief(commands, shown))),
    )
    reasons = [page.paragraphs(shown.reasons[:count], 0, 2) for count in range(len(shown.reasons), -1, -1)]
    rows = ROWS - (len(page.wrap(texts("meant.ask"))) if assessment.quality.answerable else 0)
    after = [*(some + listed for some in reasons[:-1] or reasons), *(some + packed for some in reasons), bare]
    tables: tuple[list[Line], ...] = (_competencies(shown, page), _competencies(shown, page, brief=True), [])
    screens = [_squeezed([*before, *table, *lines], rows) for table in tables for lines in after]
    return next((lines for lines in screens if len(lines) <= rows), screens[-1])


def _squeezed(lines: list[Line], rows: int) -> list[Line]:
    """Without so many blank lines, the last ones first, that the rest fits, as far as that helps."""
    blank = [index for index, line in enumerate(lines) if not line.plain]
    excess = max(0, len(lines) - rows)
    dropped = blank[max(0, len(blank) - excess) :]
    return [line for index, line in enumerate(lines) if index not in dropped]


# --- the fits


def _fits(shown: View, page: Page) -> list[Line]:
    """Every direction in the order of the probability that it is the best; that is said where the points would give another."""
    points = [round(role.fit) for role in shown.assessment.roles]
    by_chance = page.wrap(shown.texts("screen.by-chance"), style=FAINT) if points != sorted(points, reverse=True) else []
    return _directions(shown, page) + by_chance


def _directions(shown: View, page: Page) -> list[Line]:
    texts, roles = shown.texts, shown.assessment.roles
    names = [f"{role.rank}. {texts.role(role.id)}" for role in roles]
    title, best = texts("screen.fits", mark=page.marks[0]), texts("screen.best")
    column = max(widest(names), cell_len(title) - NUMBERS)
    if page.width < COLUMNS_FROM or column > page.width // 3:
        figures = [f"{_numbers(role)}  {texts.chance(role.p_best):>4}" for role in roles]
        rows = _side_by_side(names, figures, page, [_weight(role) for role in roles])
        return page.wrap(f"{texts('page.fit')}  {best}", style=HEADING) + rows
    chance = CHANCE_CELLS if page.width >= ROOMY else 0
    cells = min(41, page.width - column - NUMBERS - 4 - max(cell_len(best), chance + 5))
    lines = [Line(pad(title, column + NUMBERS + 2), HEADING).append(_ends(shown.axis, cells), FAINT).append(f"  {best}", HEADING)]
    for role, name in zip(roles, names, strict=True):
        style, share = _weight(role), page.share(role.p_best, chance)
        bar = page.scale(role.fit, role.interval, cells, shown.axis, MIDDLE)
        line = Line(f"{pad(name, column)}  {_numbers(role)}  ", style).append(bar, "cyan")
        lines.append(line.append(f"  {texts.chance(role.p_best):>4}{' ' if share else ''}", style).append(share, "cyan"))
    return lines


def _side_by_side(names: list[str], figures: list[str], page: Page, styles: list[str]) -> list[Line]:
    """Names with their figures in a column, or where a name leaves no room for them on a line of their own."""
    column = min(widest(names), page.width - widest(figures) - 2)
    lines = []
    for name, figure, style in zip(names, figures, styles, strict=True):
        apart = cell_len(name) > column
        lines += page.wrap(name, 0, 3, style=style) if apart else []
        lines += page.wrap(figure, 3, style=style) if apart else [Line(f"{pad(name, column)}  {figure}", style)]
    return lines


def _numbers(role: RoleFit) -> str:
    low, high = role.interval
    return f"{role.fit:2.0f} [{low:2.0f}-{high:2.0f}]"


def _weight(role: RoleFit) -> str:
    return TITLE if role.rank == 1 else ""


def _ends(axis: Interval, cells: int) -> str:
    """The scale's ends and its middle, 50, over the cells where each is drawn."""
    low, high = f"{axis[0]:.0f}", f"{axis[1]:.0f}"
    middle = f"{MIDDLE:.0f}"
    return (pad(pad(low, cells // 2 - len(middle) // 2) + middle, cells - len(high)) + high)[:cells]


# --- the competencies


def _competencies(shown: View, page: Page, *, brief: bool = False) -> list[Line]:
    """`brief`: without what counts for readiness alone."""
    texts, rows = shown.texts, [row for row in shown.competencies if not row.basic]
    basics = [] if brief else [row for row in shown.competencies if row.basic]
    if not (rows or basics):
        return []
    column = widest([row.name for row in rows])
    title = texts("screen.competencies", role=shown.role, mark=page.tick)
    room = page.width - column - LEVEL_CELLS - 2 - TIER_CELLS * len(TIERS)
    if page.width < COLUMNS_FROM or room < 0:
        names = [texts("screen.basics", name=row.name) if row.basic else row.name for row in (*rows, *basics)]
        levels = [f"{_level(row, texts)} {' '.join(_need(need, page, '') for need in row.needs.values())}" for row in (*rows, *basics)]
        ready = [] if brief else page.wrap(texts("screen.ready-line", **shown.readiness))
        return [*page.wrap(title, style=HEADING), *_side_by_side(names, levels, page, [""] * len(names)), *ready, Line("")]
    bar = min(21, room) if room >= SHORTEST_BAR else 0
    before = column + LEVEL_CELLS + 2 + bar
    lines = _over_tiers(title, before, [need.tier for need in (*rows, *basics)[0].needs.values()], page, HEADING)
    lines += [_competency_row(row, column, bar, texts, page) for row in rows]
    for row in basics:
        label = f"{texts('screen.basics', name=row.name)}  {_level(row, texts)}"
        lines += _over_tiers(label, before, [_need(need, page) for need in row.needs.values()], page)
    ready = [] if brief else _over_tiers(texts("screen.ready"), before, list(shown.readiness.values()), page)
    return [*lines, *ready, Line("")]


def _over_tiers(label: str, before: int, values: list[str], page: Page, style: str = "") -> list[Line]:
    """A label, and a value in the column of each tier; a label that is too long gets lines of its own."""
    fits = cell_len(label) < before
    columns = "".join(" " * (TIER_CELLS - cell_len(value)) + value for value in values)
    own = [] if fits else page.wrap(label, style=style)
    return [*own, Line(pad(label if fits else "", before) + columns, style=style)]


def _competency_row(row: CompetencyRow, column: int, bar: int, texts: PackTexts, page: Page) -> Line:
    drawn = page.scale(row.estimate.level, row.estimate.interval, bar, LEVEL_AXIS) if bar and row.estimate.answered else " " * bar
    line = Line(f"{pad(row.name, column)}  {_level(row, texts)}  ").append(drawn, "cyan")
    for need in row.needs.values():
        line.append(f"{_need(need, page):>{TIER_CELLS}}", GOOD if need.reached else "")
    return line


def _need(need: TierNeed, page: Page, gap: str = " ") -> str:
    return f"{page.tick}{gap}{need.level}" if need.reached else str(need.level)


def _level(row: CompetencyRow, texts: PackTexts) -> str:
    """The level and its range; that there is none where no question about it was answered: then they are only what we assume."""
    if not row.estimate.answered:
        return pad(texts("screen.not-answered"), LEVEL_CELLS - 2)
    low, high = row.estimate.interval
    return f"{row.estimate.level:.1f} [{low:.1f}-{high:.1f}]"


# --- what next


def _next(shown: View, plan: Plan, again: str) -> Mapping[str, str]:
    """Commands, each with what it shows."""
    texts = shown.texts
    commands = [(f"why {shown.assessment.best.role}{again}", texts("screen.next-why"))]
    if shown.plan.steps:
        commands.append((f"plan{again}", _path(shown, plan)))
    commands.append((f"report{again}", texts("screen.next-report")))
    if lacks_a_way_in(shown):
        commands.append((f"guide {ENTRY}", texts("screen.next-entry")))
    if shown.further and " --answers " not in again:
        commands.append((FURTHER[shown.further], texts(f"screen.next-{shown.further}")))
    return {f"{texts.program} {arguments}": about for arguments, about in commands}


def _path(shown: View, plan: Plan) -> str:
    """Where the plan leads; and why, where its role meets the tier below by the estimates but all of it rather not."""
    texts, below, facts = shown.texts, plan.met_below, {"count": shown.plan.weeks, "tier": shown.plan.tier}
    if below is None or plan.met or not below.rather_not:
        return texts("screen.next-plan", **facts)
    return texts("screen.next-plan-met", **facts, below=texts.tier(below.tier))


def _listed(commands: Mapping[str, str], page: Page, indent: int = 0) -> list[Line]:
    """A command a line, with what it shows in a column where both fit."""
    column = widest(list(commands))
    column = column if indent + column + 2 + widest(list(commands.values())) <= page.width else 0
    return [line for command, about in commands.items() for line in page.command(pad(command, column), indent, indent + 2, then=about)]


def _brief(commands: Mapping[str, str], shown: View) -> Mapping[str, str]:
    """Without what they show. Where other answers are called for, that alone is said, and the plan, which rests on these, gives way."""
    program, bare = shown.texts.program, dict.fromkeys(commands, "")
    again = f"{program} {FURTHER[shown.further]}" if shown.further else ""
    if again not in commands:
        return bare
    return {command: "" for command in bare if not command.startswith(f"{program} plan")} | {again: commands[again]}


def _packed(commands: Mapping[str, str], page: Page) -> list[Line]:
    """As many on a line as it holds, each with what it shows, where that is said."""
    lines: list[Line] = []
    for command, about in commands.items():
        text = f"  {about}" if about else ""
        if lines and cell_len(lines[-1].plain + BETWEEN + command + text) <= page.width:
            lines[-1].append(BETWEEN, FAINT).append(command, TITLE).append(text, FAINT)
        elif cell_len(command + text) <= page.width:
            lines.append(Line("").append(command, TITLE).append(text, FAINT))
        else:
            lines += page.command(command, 0, 2, style=TITLE)
    return lines


# --- where one stands: what the program shows where no command is given


class Checkpoint(NamedTuple):
    """When it makes sense to ask again, and whether that is now."""

    day: date
    is_due: bool


def nothing_yet(pack: Pack, texts: Texts, page: Page) -> list[Line]:
    """Of which profession the pack is, what the program is, how to begin, and how to be spoken to so without asking for it every time."""
    lines = [*page.title(texts.of(pack.header.name)), *page.wrap(texts("help.app")), Line("")]
    lines += _commands({"assess": "standing.begin", "roles": "standing.roles", "guide": "standing.guide"}, texts, page)
    if texts.language != texts.usual:
        lines += [Line(""), *_commands({f"config set language {texts.language}": "standing.language"}, texts, page)]
    return lines


def left_open(record: Record, judged: int, texts: Texts, page: Page) -> list[Line]:
    """A session that was left, how far it has come, and how to go on with it. `judged`: criteria of rubrics that it asked about."""
    checkpoint = record.form == CHECKPOINT
    facts = {"count": len(record.trail) + judged, "total": record.total or "?", "when": texts.dated(record.when)}
    said = texts(f"standing.open-{'checkpoint' if checkpoint else 'of' if record.total else 'session'}", **facts)
    command = "assess --checkpoint" if checkpoint else "assess"
    return [*page.wrap(said), *_commands({command: "standing.go-on"}, texts, page)]


def where_it_stands(
    pack: Pack, assessment: Assessment, plan: Plan, statuses: Sequence[UnitStatus], checkpoint: Checkpoint | None, texts: Texts, page: Page
) -> list[Line]:
    """Who leads, other answers where they are called for, the unit under way or the next, and the checkpoint, if there is one.

    What the person has said about doubtful answers is not said again.
    """
    quality = replace(assessment.quality, flags=assessment.quality.open)
    shown = view(pack, replace(assessment, quality=quality), plan, texts)
    lines = [*headline(shown, page), *page.paragraphs(shown.warnings, 0, 2, style=WARNING)]
    asked = {FURTHER[shown.further]: f"screen.next-{shown.further}"} if shown.further else {}
    lines += _commands({"report": "standing.report", "open": "standing.page", **asked}, texts, page)
    names, begun = shown.texts, [status.id for status in statuses if status.state == "started"]
    units = begun or [step.unit for step in plan.steps[:1]]
    for unit in units:
        key = "standing.under-way" if begun else "standing.next"
        lines += [Line(""), *page.wrap(texts(key, title=names.unit(unit), id=unit, hours=f"{pack.unit[unit].hours:g}"))]
        then = {f"plan done {unit}": "standing.done"} if begun else {f"plan start {unit}": "standing.start"}
        lines += _commands({"plan next": "standing.unit", **then}, texts, page)
    if checkpoint is not None:
        said = (
            texts("standing.checkpoint-now") if checkpoint.is_due else texts("standing.checkpoint-later", day=names.dated(checkpoint.day))
        )
        lines += [Line(""), *page.wrap(said), *_commands({"assess --checkpoint": "standing.checkpoint"}, texts, page)]
    return lines


def parted(parts: Sequence[list[Line]], texts: Texts, page: Page) -> list[Line]:
    """The parts, each after an empty line, and how to find all commands."""
    last = _commands({"help": "standing.help"}, texts, page)
    return [*(line for part in parts for line in (*part, Line(""))), *last]


def _commands(keys: Mapping[str, str], texts: Texts, page: Page) -> list[Line]:
    """Commands, each with what a text says of it, in columns where they fit."""
    return _listed({f"{texts.program} {arguments}": texts(key) for arguments, key in keys.items()}, page, 2)
