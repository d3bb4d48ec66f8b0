"""The whole result for a terminal, as lines. What `assess` shows first, on one screen, stands in screen.py."""

from opscareer.pack.model import TIERS, Pack, Role
from opscareer.report.terminal.layout import BAD, FAINT, GOOD, TITLE, WARNING, Line, Page, pad, widest
from opscareer.report.terminal.plan import plan_in_short
from opscareer.report.view.verdict import headline, largest_difference, part_name, sureness, warnings
from opscareer.results import Assessment, CompetencyEstimate, Plan, RoleFit
from opscareer.texts import Texts

WIDE = 64
NOTABLE = 1.0


def result(pack: Pack, found: Assessment, plan: Plan, texts: Texts, page: Page, again: str | None = None) -> list[Line]:
    """Everything: what `assess --details` and `report` show. `again` is what a command must be given to find this very result; None where
    none would find it.
    """
    leader = pack.role[found.best.role]
    return [
        *page.wrap(texts("result.title", pack=texts.of(pack.header.name)), style=TITLE),
        Line(page.rule, style=FAINT),
        *_verdict(pack, found, texts, page),
        *_roles(pack, found, texts, page),
        *_competencies(pack, found, leader, texts, page),
        *_readiness(found, leader, texts, page),
        *_why(pack, found, leader, texts, page),
        *plan_in_short(pack, plan, texts, page, f"opscareer plan{again or ''}"),
        *_honesty(found, texts, page),
        *_next(pack, found, texts, page, again),
    ]


def _verdict(pack: Pack, found: Assessment, texts: Texts, page: Page) -> list[Line]:
    best = found.best
    lines = page.wrap(headline(pack, found, texts), style=TITLE if best.close_call else f"{TITLE} {GOOD}")
    lines += page.wrap(sureness(pack, found, texts))
    if best.close_call:
        if found.answered < len(pack.questions):
            lines += page.wrap(texts("result.close-more", total=len(pack.questions)))
        name, second = texts.of(pack.role[best.role].name), texts.of(pack.role[best.rival].name)
        lines += page.wrap(texts("result.close-follow", role=name, second=second, id=best.rival), style=FAINT)
    return lines + [line for text in warnings(found, texts) for line in page.wrap(text, style=WARNING)]


def _roles(pack: Pack, found: Assessment, texts: Texts, page: Page) -> list[Line]:
    lines = page.heading(texts("result.roles"))
    names = [texts.of(pack.role[role.id].name) for role in found.roles]
    column = widest(names)
    for role, name in zip(found.roles, names, strict=True):
        lines += _role_line(role, name, column, texts, page)
    return lines + page.wrap(texts("result.roles-legend"), style=FAINT)


def _role_line(role: RoleFit, name: str, column: int, texts: Texts, page: Page) -> list[Line]:
    low, high = role.interval
    style = TITLE if role.rank == 1 else ""
    if page.width >= WIDE:
        cells = min(40, page.width - column - 28)
        numbers = f"{role.fit:3.0f} [{low:2.0f}-{high:2.0f}]"
        bar = page.scale(low, role.fit, high, cells)
        return [Line(f"{role.rank}. {pad(name, column)}  {pad(numbers, 12)}  {bar}  {texts.chance(role.p_best):>4}", style=style)]
    numbers = texts("result.fit", fit=f"{role.fit:.0f}", low=f"{low:.0f}", high=f"{high:.0f}", p=texts.chance(role.p_best))
    return [
        Line(f"{role.rank}. {name}", style=style),
        Line("   " + page.scale(low, role.fit, high, page.width - 4), style=style),
        *page.wrap(numbers, 3),
    ]


def _competencies(pack: Pack, found: Assessment, leader: Role, texts: Texts, page: Page) -> list[Line]:
    if not found.competencies:
        return []
    lines = page.heading(texts("result.competencies", role=texts.of(leader.name)))
    heaviest_first = sorted(found.competencies, key=lambda item: (-leader.needs[item.id].weight, item.id))
    column = widest([texts.of(pack.competency[item.id].name) for item in heaviest_first])
    for item in heaviest_first:
        lines += _competency_line(pack, item, column, leader, texts, page)
    return lines + page.wrap(texts("result.competencies-legend"), style=FAINT)


def _competency_line(pack: Pack, item: CompetencyEstimate, column: int, leader: Role, texts: Texts, page: Page) -> list[Line]:
    low, high = item.interval
    name = texts.of(pack.competency[item.id].name)
    required = leader.needs[item.id].required
    needs = texts("result.needs", **{tier: required.at(tier) for tier in TIERS})
    level = texts("result.level", level=f"{item.level:.1f}", low=f"{low:.1f}", high=f"{high:.1f}")
    nearest = round(item.level)
    anchor = texts("result.anchor", level=nearest, anchor=texts.of(pack.competency[item.id].levels[nearest - 1]))
    wide = page.width >= WIDE
    indent = column + 2 if wide else 3
    bar = page.scale(low, item.level, high, 16 if wide else page.width - 4, top=5.0, bottom=1.0)
    head = page.wrap(f"{pad(name, column)}  {bar}  {level}", hanging=indent)
    if not wide:
        head = [Line(name), Line("   " + bar), *page.wrap(level, indent)]
    below = [anchor, needs] if item.answered else [texts("result.not-asked"), needs]
    return head + [line for text in below for line in page.wrap(text, indent, style=FAINT)]


def _readiness(found: Assessment, leader: Role, texts: Texts, page: Page) -> list[Line]:
    if not found.competencies:
        return []
    ready = found.role(leader.id).readiness
    shares = {tier: texts.percent(ready[tier]) for tier in TIERS}
    return [
        *page.heading(texts("result.readiness", role=texts.of(leader.name))),
        *page.wrap(texts("result.readiness-line", **shares)),
        *page.wrap(texts("result.readiness-note"), style=FAINT),
    ]


def _why(pack: Pack, found: Assessment, leader: Role, texts: Texts, page: Page) -> list[Line]:
    key = "result.why-close" if found.best.close_call else "result.why"
    lines = page.heading(texts(key, role=texts.of(leader.name))) + page.wrap(texts("result.why-base"))
    own = found.role(leader.id)
    for item in own.contributions:
        lines.append(points_line(item.points).append(part_name(pack, item.of, texts), style=""))
    lines.append(Line(f"  {own.fit:6.1f}  ", style=TITLE).append(texts("result.why-sum"), style=""))
    second = found.role(found.best.runner_up)
    gain = largest_difference(own, second)
    if gain.points < NOTABLE:
        return lines
    facts = {"role": texts.of(pack.role[second.id].name), "of": part_name(pack, gain.of, texts), "points": f"{gain.points:+.1f}"}
    return lines + page.wrap(texts("result.against", **facts))


def points_line(points: float) -> Line:
    """Points with their sign, in green or red; nothing that rounds to zero is red."""
    shown = round(points, 1) + 0.0
    return Line(f"  {shown:+6.1f}  ", style=GOOD if shown > 0 else BAD if shown < 0 else "")


def _honesty(found: Assessment, texts: Texts, page: Page) -> list[Line]:
    mix = found.mix
    shares = {
        "interest": texts.percent(1 - mix.effective),
        "competence": texts.percent(mix.effective),
        "nominal": texts.percent(mix.nominal),
    }
    return [
        *page.heading(texts("result.honest")),
        *page.wrap(texts("result.honest-text", count=found.answered, role=found.best.role)),
        *page.wrap(texts("result.mix", **shares)),
    ]


def _next(pack: Pack, found: Assessment, texts: Texts, page: Page, again: str | None) -> list[Line]:
    commands = [
        (f"opscareer roles {found.best.role}", "result.next-role"),
        ("opscareer guide", "result.next-guide"),
    ]
    if again is not None:
        commands.insert(0, (f"opscareer why {found.best.role}{again}", "result.next-why"))
        commands.append((f"opscareer report --html report.html{again}", "result.next-page"))
    if found.answered < len(pack.questions):
        commands.append(("opscareer assess --full", "result.next-full"))
    lines = page.heading(texts("result.next"))
    for command, key in commands:
        lines += page.wrap(f"{command}  {texts(key)}", 2, 4)
    return lines
