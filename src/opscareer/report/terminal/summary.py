"""The result on one screen of 80 x 24: who leads and how sure that is, every fit, the competencies, why, what next."""

from rich.cells import cell_len

from opscareer.pack.model import TIERS, Pack, Role
from opscareer.report.terminal.layout import FAINT, GOOD, HEADING, TITLE, WARNING, Line, Page, pad, widest
from opscareer.report.view.verdict import MIDDLE, axis, headline, reached, reasons, sureness, warnings
from opscareer.results import Assessment, CompetencyEstimate, Plan, RoleFit
from opscareer.texts import Texts

WIDE, ROOMY = 56, 72
ROWS = 23  # of 24: one is for the prompt
NUMBERS = 12  # cells of " 58 [50-66]" after a name, at most
CHANCE_CELLS = 10
LEVEL_CELLS = 15
TIER_CELLS = 8
FEWEST = 8  # a shorter bar shows nothing


def first_screen(pack: Pack, found: Assessment, plan: Plan, texts: Texts, page: Page, again: str = "") -> list[Line]:
    """What `assess` shows first. `again` is what a command must be given to look at this very result once more."""
    leader = pack.role[found.best.role]
    verdict = page.wrap(headline(pack, found, texts), style=TITLE if found.best.close_call else f"{TITLE} {GOOD}")
    return _on_one_screen(
        [
            *verdict,
            *page.wrap(sureness(pack, found, texts)),
            *(page.wrap(texts("screen.warnings"), style=WARNING) if warnings(found, texts) else []),
            Line(""),
            *_fits(pack, found, texts, page),
            Line(""),
            *_competencies(pack, found, leader, texts, page),
            *[line for reason in reasons(pack, found, texts) for line in page.wrap(reason, 0, 2)],
            Line(""),
            *_next(pack, found, plan, texts, page, again),
        ]
    )


def _on_one_screen(lines: list[Line]) -> list[Line]:
    """Without so many blank lines, the last ones first, that the rest fits; where that is not enough, as it was."""
    blank = [place for place, line in enumerate(lines) if not line.plain]
    excess = max(0, len(lines) - ROWS)
    dropped = blank[len(blank) - excess :] if excess <= len(blank) else []
    return [line for place, line in enumerate(lines) if place not in dropped]


# --- the fits


def _fits(pack: Pack, found: Assessment, texts: Texts, page: Page) -> list[Line]:
    names = [f"{role.rank}. {texts.of(pack.role[role.id].name)}" for role in found.roles]
    title, best, span = texts("screen.fits"), texts("screen.best"), axis(found)
    column = max(widest(names), cell_len(title) - NUMBERS)
    if page.width < WIDE or column > page.width // 3:
        lines = page.wrap(f"{title}  {best}", style=HEADING)
        for role, name in zip(found.roles, names, strict=True):
            lines += _fit_narrow(role, name, span, texts, page)
        return lines
    chance = CHANCE_CELLS if page.width >= ROOMY else 0
    cells = min(41, page.width - column - NUMBERS - 4 - max(cell_len(best), chance + 5))
    lines = [Line(pad(title, column + NUMBERS + 2), HEADING).append(_ends(span, cells), FAINT).append(f"  {best}", HEADING)]
    for role, name in zip(found.roles, names, strict=True):
        line = Line(f"{pad(name, column)}  {_numbers(role)}  ", _weight(role))
        line.append(_interval(role, span, cells, page), "cyan").append(f"  {texts.chance(role.p_best):>4} ", _weight(role))
        line.append(page.share(role.p_best, chance), "cyan").rstrip()
        lines.append(line)
    return lines


def _fit_narrow(role: RoleFit, name: str, span: tuple[float, float], texts: Texts, page: Page) -> list[Line]:
    numbers = f"{_numbers(role)}  {texts.chance(role.p_best)}"
    bar = Line("   ").append(_interval(role, span, page.width - 4, page), "cyan")
    return [*_together(name, numbers, page, _weight(role)), bar]


def _together(name: str, numbers: str, page: Page, style: str = "") -> list[Line]:
    """A name and its figures on one line, or where they do not fit on two."""
    if cell_len(name) + 2 + cell_len(numbers) <= page.width:
        return [Line(f"{name}  {numbers}", style=style)]
    return [*page.wrap(name, 0, 3, style=style), *page.wrap(numbers, 3, style=style)]


def _numbers(role: RoleFit) -> str:
    low, high = role.interval
    return f"{role.fit:2.0f} [{low:2.0f}-{high:2.0f}]"


def _weight(role: RoleFit) -> str:
    return TITLE if role.rank == 1 else ""


def _interval(role: RoleFit, span: tuple[float, float], cells: int, page: Page) -> str:
    low, high = role.interval
    return page.scale(low, role.fit, high, cells, top=span[1], bottom=span[0], mark=MIDDLE)


def _ends(span: tuple[float, float], cells: int) -> str:
    """The scale's ends and its middle, 50, over the place where each is drawn."""
    low, high = f"{span[0]:.0f}", f"{span[1]:.0f}"
    middle = f"{MIDDLE:.0f}"
    return (pad(pad(low, cells // 2 - len(middle) // 2) + middle, cells - len(high)) + high)[:cells]


# --- the competencies


def _competencies(pack: Pack, found: Assessment, leader: Role, texts: Texts, page: Page) -> list[Line]:
    if not found.competencies:
        return []
    heaviest_first = sorted(found.competencies, key=lambda item: (-leader.needs[item.id].weight, item.id))
    names = [texts.of(pack.competency[item.id].name) for item in heaviest_first]
    title = texts("screen.competencies", role=texts.of(leader.name))
    chances = {tier: texts.percent(found.role(leader.id).readiness[tier]) for tier in TIERS}
    room = page.width - widest(names) - LEVEL_CELLS - 2 - TIER_CELLS * len(TIERS)
    rows = list(zip(heaviest_first, names, strict=True))
    if page.width < WIDE or room < 0:
        lines = page.wrap(title, style=HEADING)
        lines += [line for item, name in rows for line in _competency_narrow(item, name, leader, texts, page)]
        return [*lines, *page.wrap(texts("screen.ready-line", **chances)), Line("")]
    bar = min(21, room) if room >= FEWEST else 0
    before = widest(names) + LEVEL_CELLS + 2 + bar
    lines = _over_tiers(title, before, [texts(f"tier.{tier}") for tier in TIERS], page, HEADING)
    lines += [_competency_row(item, pad(name, widest(names)), leader, bar, page) for item, name in rows]
    return [*lines, *_over_tiers(texts("screen.ready"), before, list(chances.values()), page), Line("")]


def _over_tiers(label: str, before: int, values: list[str], page: Page, style: str = "") -> list[Line]:
    """A label, and a value in the column of each tier; a label that is too long stands on lines of its own."""
    fits = cell_len(label) < before
    columns = "".join(" " * (TIER_CELLS - cell_len(value)) + value for value in values)
    own = [] if fits else page.wrap(label, style=style)
    return [*own, Line(pad(label if fits else "", before) + columns, style=style)]


def _competency_row(item: CompetencyEstimate, name: str, leader: Role, bar: int, page: Page) -> Line:
    line = Line(f"{name}  {_level(item)}  ").append(_place(item, bar, page) if bar else "", "cyan")
    for tier in TIERS:
        required = leader.needs[item.id].required.at(tier)
        line.append(f"{_need(item, required, page):>{TIER_CELLS}}", GOOD if reached(item, required) else "")
    return line


def _competency_narrow(item: CompetencyEstimate, name: str, leader: Role, texts: Texts, page: Page) -> list[Line]:
    required = leader.needs[item.id].required
    needs = {tier: _need(item, required.at(tier), page) for tier in TIERS}
    bar = Line("   ").append(_place(item, page.width - 4, page), "cyan")
    return [*_together(name, _level(item), page), bar, *page.wrap(texts("screen.needs", **needs), 3)]


def _need(item: CompetencyEstimate, required: int, page: Page) -> str:
    return f"{page.tick} {required}" if reached(item, required) else str(required)


def _level(item: CompetencyEstimate) -> str:
    low, high = item.interval
    return f"{item.level:.1f} [{low:.1f}-{high:.1f}]"


def _place(item: CompetencyEstimate, cells: int, page: Page) -> str:
    low, high = item.interval
    return page.scale(low, item.level, high, cells, top=5.0, bottom=1.0)


# --- what next


def _next(pack: Pack, found: Assessment, plan: Plan, texts: Texts, page: Page, again: str) -> list[Line]:
    """Commands with what they show, as many on a line as it holds."""
    commands = [(f"opscareer why {found.best.role}{again}", texts("screen.next-why"))]
    if plan.steps:
        commands.append((f"opscareer plan{again}", texts("screen.next-plan", count=len(plan.weeks), tier=texts(f"tier.{plan.tier}"))))
    commands.append((f"opscareer report{again}", texts("screen.next-report")))
    if found.best.close_call and found.answered < len(pack.questions):
        commands.append(("opscareer assess --full", texts("screen.next-full", total=len(pack.questions))))
    lines: list[Line] = []
    for command, text in commands:
        item = f"{command}  {text}"
        if lines and cell_len(lines[-1].plain) + 3 + cell_len(item) <= page.width:
            lines[-1].append("   ").append(command, TITLE).append(f"  {text}", FAINT)
        elif cell_len(item) <= page.width:
            lines.append(Line("").append(command, TITLE).append(f"  {text}", FAINT))
        else:
            lines += [*page.wrap(command, 0, 2, style=TITLE), *page.wrap(text, 2, style=FAINT)]
    return lines
