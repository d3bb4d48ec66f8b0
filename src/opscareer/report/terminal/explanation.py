"""`why`, `compare` and `whatif` for a terminal, as lines."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from opscareer.pack.learning import Unit
from opscareer.pack.model import TIERS, Pack
from opscareer.report.terminal.details import points_item
from opscareer.report.terminal.layout import FAINT, TITLE, WIDE, Line, Page, pad, whole, widest
from opscareer.report.view.names import PackTexts
from opscareer.report.view.verdict import parts, rise, total
from opscareer.results.assessment import EVEN, Assessment
from opscareer.results.explanation import Contrast, Explanation, Leaning, PairNeed, WhatIf
from opscareer.results.figures import printed
from opscareer.results.rounding import chances, level
from opscareer.results.trait import Trait
from opscareer.texts import Texts

SHOWN_ANSWERS = 5
LEAST_POINTS = 0.15  # what is shown as less says nothing
EXAMPLES = (("competency", 4), ("interest", 1))

Told = tuple[float, str]
"""The points that an answer weighs, and what it says."""
Row = tuple[str, str, str]
"""A line of a table of two roles: what it is about, and what holds for each."""


def why(pack: Pack, explanation: Explanation, assessment: Assessment, texts: Texts, page: Page, again: str = "") -> list[Line]:
    """Contributions, the answers that speak for the role and against it, and what would put it first."""
    texts = PackTexts(pack, texts)
    role, p = texts.role(explanation.role), texts.chance(printed(assessment).role(explanation.role).p_best)
    lines = page.title(texts("why.title", role=role, rank=explanation.rank, total=len(pack.roles), p=p))
    own = parts(explanation.role, explanation.contributions, explanation.competencies, texts)
    lines += page.wrap(texts("result.why-base"))
    for part in own:
        lines += points_item(part.points, part.name, page)
    lines += page.after(Line(f"  {total(own):>6.1f}  ", style=TITLE), texts("result.why-sum"))
    others = len(explanation.answers)
    for speaks in ("for", "against"):
        told = [(item.points, texts.said(item.question, item.value)) for item in explanation.answers if item.speaks == speaks]
        lines += _answers(texts(f"why.{speaks}"), told, texts, page)
        others -= len(_notable(told))
    lines += [Line(""), *page.wrap(texts("why.legend"), style=FAINT)]
    lines += page.wrap(texts("why.others", count=others), style=FAINT) if others else []
    if explanation.role != explanation.leader:
        lines += page.heading(texts("why.change")) + _change(explanation, texts, page, again)
    return lines


def _notable(told: Sequence[Told]) -> Sequence[Told]:
    return [answer for answer in told if abs(answer[0]) > LEAST_POINTS][:SHOWN_ANSWERS]


def _answers(heading: str, told: Sequence[Told], texts: PackTexts, page: Page) -> list[Line]:
    """The weightiest answers, the largest first."""
    lines = page.heading(heading)
    for points, said in _notable(told):
        lines += points_item(points, said, page)
    return lines if _notable(told) else lines + page.wrap(texts("why.none"), 2)


def _change(explanation: Explanation, texts: PackTexts, page: Page, again: str) -> list[Line]:
    change, leader = explanation.change, texts.role(explanation.leader)
    if change is None:
        return page.wrap(texts("why.no-change", leader=leader))
    command = whole(f"{texts.program} whatif {_written(change.of, texts)}={change.then:.1f}{again}")
    return page.wrap(texts("why.one-change", change=rise(change, texts), leader=leader)) + page.wrap(texts("why.try", command=command))


# --- two roles


def compare(pack: Pack, found: Contrast, assessment: Assessment, texts: Texts, page: Page) -> list[Line]:
    """Two roles side by side: figures, needs, the answers for each, what they share, when to choose which, what would set them apart."""
    texts, shown = PackTexts(pack, texts), printed(assessment)
    found = replace(found, roles=tuple(shown.role(role.id) for role in found.roles))
    first, second = names = [texts.role(role.id) for role in found.roles]
    head = ("", first, second)
    lines = page.title(texts("compare.title", role=first, second=second)) + page.wrap(_ahead(found, texts))
    lines += [Line(""), *_table(head, _figures(found, texts), page)]
    if found.needs:
        lines += page.heading(texts("compare.needs")) + _table(head, [_need(need, found, texts) for need in found.needs], page)
    for own, other in (found.roles, found.roles[::-1]):
        told = [(abs(item.points), _leaning(item, own.id, other.id, texts)) for item in found.answers if item.speaks == own.id]
        lines += _answers(texts("compare.for", role=texts.role(own.id)), told, texts, page)
    lines += [Line(""), *page.wrap(texts("compare.legend"), style=FAINT)]
    lines += page.section(texts("compare.shared"), items=_shared(found.needs, texts))
    for role, name in zip(found.roles, names, strict=True):
        known = pack.role[role.id]
        lines += page.section(texts("compare.choose", role=name), texts.each(known.fits_you_if, known.less_if))
    return lines + page.heading(texts("compare.settle")) + page.paragraphs(_settling(found, texts))


def _ahead(found: Contrast, texts: PackTexts) -> str:
    shares = chances((found.p_first, 1 - found.p_first))
    (p, role), (other_p, other) = sorted(zip(shares, found.roles, strict=True), key=lambda one: -one[0])
    facts = {"role": texts.role(role.id), "p": texts.chance(p), "second": texts.role(other.id), "theirs": texts.chance(other_p)}
    return texts("compare.even" if abs(2 * found.p_first - 1) <= EVEN else "compare.ahead", **facts)


def _leaning(item: Leaning, own: str, other: str, texts: PackTexts) -> str:
    """What an answer says for one role against another; that it is only the other asking for more, or liked less, is told so."""
    question, role = texts.pack.question[item.question], texts.pack.role[other]
    asked = {name: need.required.entry for name, need in role.needs.items()}
    competencies = [trait for trait in question.traits if trait.of in asked]
    lacks = [trait for trait in competencies if question.side(item.value, trait, asked[trait.of], texts.pack.scales) < 0]
    said = texts.said(item.question, item.value)
    if lacks:
        return texts("compare.lack", said=said, role=texts.role(other), competency=texts.trait(lacks[0]))
    liked_less = question.side(item.value, Trait("interest", other), 0, texts.pack.scales) < 0
    if liked_less and Trait("interest", own) not in question.traits:
        return texts("compare.liked-less", said=said, role=texts.role(other))
    return said


def _figures(found: Contrast, texts: PackTexts) -> list[Row]:
    fits = [f"{role.fit:.0f} [{role.interval[0]:.0f}-{role.interval[1]:.0f}]" for role in found.roles]
    chances = [texts.chance(role.p_best) for role in found.roles]
    ready = [" / ".join(texts.percent(role.readiness[tier]) for tier in TIERS) for role in found.roles]
    rows = [(texts("page.fit"), fits), (texts("screen.best"), chances)] + ([(texts("compare.ready"), ready)] if found.needs else [])
    return [(label, first, second) for label, (first, second) in rows]


def _need(need: PairNeed, found: Contrast, texts: PackTexts) -> Row:
    """A competency with the person's level; of each role its weight and the levels that it requires."""
    own = next(item for item in found.competencies if item.id == need.id)
    name, told = texts.competency(need.id), f"{level(own.level):.1f}"
    asked = [f"{texts.weight(role.id, need.id):>3}  {_levels(need, role.id)}" for role in found.roles]
    return (texts("compare.you" if own.answered else "compare.you-unasked", competency=name, level=told), asked[0], asked[1])


def _levels(need: PairNeed, role: str) -> str:
    return " / ".join(str(need.required[role][tier]) for tier in TIERS)


def _table(head: Row, rows: Sequence[Row], page: Page) -> list[Line]:
    """Two columns where they fit, else each row over several lines."""
    columns = [widest(list(column)) for column in zip(head, *rows, strict=True)]
    if page.width >= WIDE and sum(columns) + 4 <= page.width:
        lines = [Line("  ".join(map(pad, row, columns)).rstrip()) for row in (head, *rows)]
        return [Line(lines[0].plain, style=TITLE), *lines[1:]]
    stacked, column = list[Line](), widest(list(head[1:]))
    for label, *values in rows:
        stacked += page.wrap(label)
        for name, value in zip(head[1:], values, strict=True):
            stacked += page.wrap(f"{pad(name, column)}  {value.strip()}", 2, 4)
    return stacked


def _shared(needs: Iterable[PairNeed], texts: PackTexts) -> list[str]:
    """The facets that both roles name, by competency."""
    facets = {facet.id: texts.of(facet.name) for competency in texts.pack.competencies for facet in competency.facets}
    weighty = [need for need in needs if need.shared and any(need.weights.values())]
    names = [texts.join([facets[facet] for facet in need.shared]) for need in weighty]
    return [texts("compare.facets", competency=texts.competency(need.id), names=of) for need, of in zip(weighty, names, strict=True)]


def _settling(found: Contrast, texts: PackTexts) -> Iterable[str]:
    """Where the doubt is, and what would lessen it: questions that are open, and a task of each to try."""
    of, *others = found.undecided.of
    share = texts.percent(found.undecided.share)
    yield texts("compare.of-liking", share=share) if others else texts("compare.of-level", share=share, competency=texts.competency(of.of))
    if open_questions := len(found.undecided.questions):
        yield texts("compare.ask", count=open_questions)
    units = [unit for role in found.roles if (unit := first_unit(texts.pack, role.id)) is not None]
    if len(units) == len(found.roles):
        titles = [texts("compare.unit", title=texts.of(unit.title), hours=f"{unit.hours:g}", id=unit.id) for unit in units]
        yield texts("compare.try", first=titles[0], second=titles[1])


def first_unit(pack: Pack, role: str) -> Unit | None:
    """The first unit of a role's own work."""
    own = [unit for unit in pack.units if unit.role == role and unit.tier is not None]
    return min(own, key=lambda unit: (TIERS.index(unit.tier or TIERS[0]), unit.from_level, unit.id), default=None)


# --- if something were otherwise


def whatif(pack: Pack, result: WhatIf, texts: Texts, page: Page) -> list[Line]:
    """Fit and P(best) of every role, today and then; and what of the assumed moves neither."""
    texts = PackTexts(pack, texts)
    assumed = [
        texts(f"whatif.{trait.kind}", of=texts.trait(trait), value=f"{value:g}", now=_value(result, trait))
        for trait, value in result.assumed.items()
    ]
    lines = page.title(texts("whatif.title", assumed=texts("whatif.and").join(assumed)))
    column = widest([texts.role(row.id) for row in result.roles])
    now, then = chances([row.p_best.now for row in result.roles]), chances([row.p_best.then for row in result.roles])
    for row, p_now, p_then in zip(result.roles, now, then, strict=True):
        fit = {"now": f"{row.fit.now:.0f}", "then": f"{row.fit.then:.0f}"}
        p_best = {"p_now": texts.chance(p_now), "p_then": texts.chance(p_then)}
        lines += page.wrap(f"{pad(texts.role(row.id), column)}  {texts('whatif.row', **fit, **p_best)}", 0, 4)
    basics = [texts.competency(trait.of) for trait in result.assumed if trait.kind == "competency" and trait.of not in pack.core]
    lines += page.wrap(texts("whatif.basics", names=texts.join(basics))) if basics else []
    return [*lines, *page.wrap(texts("whatif.legend"), style=FAINT)]


def names(pack: Pack, result: WhatIf, assessment: Assessment, texts: Texts, page: Page, again: str = "") -> list[Line]:
    """What can be assumed to be otherwise: every name with its value today, and how to write it."""
    texts = PackTexts(pack, texts)
    short = {trait: pack.short(trait) for trait in result.now}
    unasked = {Trait("competency", item.id): texts("whatif.unasked") for item in assessment.competencies if not item.answered}
    lines, example = page.title(texts("whatif.list")), f"{texts.program} whatif"
    column, most = widest(list(short.values())), len(f"{len(short)}.")
    place = {trait: pad(f"{number}.", most) for number, trait in enumerate(short, 1)}
    for kind, value in EXAMPLES:
        if own := [trait for trait in short if trait.kind == kind]:
            told = [f"{_value(result, trait):>4}  {texts.trait(trait)}{unasked.get(trait, '')}" for trait in own]
            rows = [f"{place[trait]}  {pad(short[trait], column)}  {said}" for trait, said in zip(own, told, strict=True)]
            lines += page.heading(texts(f"whatif.list-{kind}")) + page.paragraphs(rows, 2, 4)
            example += f" {_written(own[0], texts)}={value}"
    return [*lines, Line(""), *page.wrap(texts("whatif.how")), *page.command(f"{example}{again}")]


def _written(trait: Trait, texts: PackTexts) -> str:
    """A trait as it is typed: its Chinese name, which holds no spaces, or the short one."""
    name, short = texts.role(trait.of) if trait.kind == "interest" else texts.competency(trait.of), texts.pack.short(trait)
    return name if name.isalnum() and not name.isascii() and short == trait.of else short


def _value(result: WhatIf, trait: Trait) -> str:
    """A trait's value today, never "-0.0"."""
    value = result.now[trait]
    return f"{level(value) if trait.kind == 'competency' else round(value, 1) + 0.0:.1f}"
