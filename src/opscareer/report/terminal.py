"""The whole result for a terminal, as lines. What `assess` shows first, on one screen, stands in screen.py."""

from opscareer.pack.model import TIERS, Pack, Role
from opscareer.report.layout import BAD, FAINT, GOOD, TITLE, WARNING, Line, Page, pad, widest
from opscareer.report.plan import plan_in_short
from opscareer.report.verdict import headline, largest_difference, part_name, sureness, warnings
from opscareer.report.words import Words
from opscareer.results import Assessment, CompetencyEstimate, Plan, RoleFit

WIDE = 64
NOTABLE = 1.0


def result(pack: Pack, found: Assessment, plan: Plan, words: Words, page: Page, again: str | None = None) -> list[Line]:
    """Everything: what `assess --details` and `report` show. `again` is what a command must be given to find this very result; None where
    none would find it.
    """
    leader = pack.role[found.best.role]
    return [
        *page.wrap(words("result.title", pack=words.of(pack.header.name)), style=TITLE),
        Line(page.rule, style=FAINT),
        *_verdict(pack, found, words, page),
        *_roles(pack, found, words, page),
        *_competencies(pack, found, leader, words, page),
        *_readiness(found, leader, words, page),
        *_why(pack, found, leader, words, page),
        *plan_in_short(pack, plan, words, page, f"opscareer plan{again or ''}"),
        *_honesty(found, words, page),
        *_next(pack, found, words, page, again),
    ]


def _verdict(pack: Pack, found: Assessment, words: Words, page: Page) -> list[Line]:
    best = found.best
    lines = page.wrap(headline(pack, found, words), style=TITLE if best.close_call else f"{TITLE} {GOOD}")
    lines += page.wrap(sureness(pack, found, words))
    if best.close_call:
        if found.answered < len(pack.questions):
            lines += page.wrap(words("result.close-more", total=len(pack.questions)))
        name, second = words.of(pack.role[best.role].name), words.of(pack.role[best.rival].name)
        lines += page.wrap(words("result.close-follow", role=name, second=second, id=best.rival), style=FAINT)
    return lines + [line for text in warnings(found, words) for line in page.wrap(text, style=WARNING)]


def _roles(pack: Pack, found: Assessment, words: Words, page: Page) -> list[Line]:
    lines = page.heading(words("result.roles"))
    names = [words.of(pack.role[role.id].name) for role in found.roles]
    column = widest(names)
    for role, name in zip(found.roles, names, strict=True):
        lines += _role_line(role, name, column, words, page)
    return lines + page.wrap(words("result.roles-legend"), style=FAINT)


def _role_line(role: RoleFit, name: str, column: int, words: Words, page: Page) -> list[Line]:
    low, high = role.interval
    style = TITLE if role.rank == 1 else ""
    if page.width >= WIDE:
        cells = min(40, page.width - column - 28)
        numbers = f"{role.fit:3.0f} [{low:2.0f}-{high:2.0f}]"
        bar = page.scale(low, role.fit, high, cells)
        return [Line(f"{role.rank}. {pad(name, column)}  {pad(numbers, 12)}  {bar}  {words.chance(role.p_best):>4}", style=style)]
    numbers = words("result.fit", fit=f"{role.fit:.0f}", low=f"{low:.0f}", high=f"{high:.0f}", p=words.chance(role.p_best))
    return [
        Line(f"{role.rank}. {name}", style=style),
        Line("   " + page.scale(low, role.fit, high, page.width - 4), style=style),
        *page.wrap(numbers, 3),
    ]


def _competencies(pack: Pack, found: Assessment, leader: Role, words: Words, page: Page) -> list[Line]:
    if not found.competencies:
        return []
    lines = page.heading(words("result.competencies", role=words.of(leader.name)))
    heaviest_first = sorted(found.competencies, key=lambda item: (-leader.needs[item.id].weight, item.id))
    column = widest([words.of(pack.competency[item.id].name) for item in heaviest_first])
    for item in heaviest_first:
        lines += _competency_line(pack, item, column, leader, words, page)
    return lines + page.wrap(words("result.competencies-legend"), style=FAINT)


def _competency_line(pack: Pack, item: CompetencyEstimate, column: int, leader: Role, words: Words, page: Page) -> list[Line]:
    low, high = item.interval
    name = words.of(pack.competency[item.id].name)
    required = leader.needs[item.id].required
    needs = words("result.needs", **{tier: required.at(tier) for tier in TIERS})
    level = words("result.level", level=f"{item.level:.1f}", low=f"{low:.1f}", high=f"{high:.1f}")
    nearest = round(item.level)
    anchor = words("result.anchor", level=nearest, anchor=words.of(pack.competency[item.id].levels[nearest - 1]))
    wide = page.width >= WIDE
    indent = column + 2 if wide else 3
    bar = page.scale(low, item.level, high, 16 if wide else page.width - 4, top=5.0, bottom=1.0)
    head = page.wrap(f"{pad(name, column)}  {bar}  {level}", hanging=indent)
    if not wide:
        head = [Line(name), Line("   " + bar), *page.wrap(level, indent)]
    below = [anchor, needs] if item.answered else [words("result.not-asked"), needs]
    return head + [line for text in below for line in page.wrap(text, indent, style=FAINT)]


def _readiness(found: Assessment, leader: Role, words: Words, page: Page) -> list[Line]:
    if not found.competencies:
        return []
    ready = found.role(leader.id).readiness
    shares = {tier: words.percent(ready[tier]) for tier in TIERS}
    return [
        *page.heading(words("result.readiness", role=words.of(leader.name))),
        *page.wrap(words("result.readiness-line", **shares)),
        *page.wrap(words("result.readiness-note"), style=FAINT),
    ]


def _why(pack: Pack, found: Assessment, leader: Role, words: Words, page: Page) -> list[Line]:
    key = "result.why-close" if found.best.close_call else "result.why"
    lines = page.heading(words(key, role=words.of(leader.name))) + page.wrap(words("result.why-base"))
    own = found.role(leader.id)
    for item in own.contributions:
        lines.append(points_line(item.points).append(part_name(pack, item.of, words), style=""))
    lines.append(Line(f"  {own.fit:6.1f}  ", style=TITLE).append(words("result.why-sum"), style=""))
    second = found.role(found.best.runner_up)
    gain = largest_difference(own, second)
    if gain.points < NOTABLE:
        return lines
    facts = {"role": words.of(pack.role[second.id].name), "of": part_name(pack, gain.of, words), "points": f"{gain.points:+.1f}"}
    return lines + page.wrap(words("result.against", **facts))


def points_line(points: float) -> Line:
    """Points with their sign, in green or red; nothing that rounds to zero is red."""
    shown = round(points, 1) + 0.0
    return Line(f"  {shown:+6.1f}  ", style=GOOD if shown > 0 else BAD if shown < 0 else "")


def _honesty(found: Assessment, words: Words, page: Page) -> list[Line]:
    mix = found.mix
    shares = {
        "interest": words.percent(1 - mix.effective),
        "competence": words.percent(mix.effective),
        "nominal": words.percent(mix.nominal),
    }
    return [
        *page.heading(words("result.honest")),
        *page.wrap(words("result.honest-text", count=found.answered, role=found.best.role)),
        *page.wrap(words("result.mix", **shares)),
    ]


def _next(pack: Pack, found: Assessment, words: Words, page: Page, again: str | None) -> list[Line]:
    commands = [
        (f"opscareer roles {found.best.role}", "result.next-role"),
        ("opscareer guide", "result.next-guide"),
    ]
    if again is not None:
        commands.insert(0, (f"opscareer why {found.best.role}{again}", "result.next-why"))
        commands.append((f"opscareer report --html report.html{again}", "result.next-page"))
    if found.answered < len(pack.questions):
        commands.append(("opscareer assess --full", "result.next-full"))
    lines = page.heading(words("result.next"))
    for command, key in commands:
        lines += page.wrap(f"{command}  {words(key)}", 2, 4)
    return lines
