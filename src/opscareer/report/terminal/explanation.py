"""`why` and `whatif` for a terminal, as lines."""

from opscareer.pack.model import Pack
from opscareer.report.terminal.details import points_line
from opscareer.report.terminal.layout import FAINT, TITLE, Line, Page, pad, widest
from opscareer.results import Change, Explanation, Influence, Trait, WhatIf
from opscareer.texts import Texts

MOST = 5
SMALLEST = 0.05


def why(pack: Pack, found: Explanation, texts: Texts, page: Page) -> list[Line]:
    """Contributions, the answers that raised and lowered the role most, and what would put it first."""
    name = texts.of(pack.role[found.role].name)
    head = texts("why.title", role=name, rank=found.rank, fit=f"{found.fit:.0f}", p=texts.chance(found.p_best))
    lines = [*page.wrap(head, style=TITLE), Line(page.rule, style=FAINT), *page.wrap(texts("result.why-base"))]
    for item in found.contributions:
        lines.append(points_line(item.points).append(trait_name(pack, item.of, texts), style=""))
    raised = [item for item in found.influences if item.points > SMALLEST][:MOST]
    lowered = [item for item in found.influences if item.points < -SMALLEST][:MOST]
    for key, items in (("why.raised", raised), ("why.lowered", lowered)):
        lines += page.heading(texts(key))
        lines += [line for item in items for line in _influence(pack, item, texts, page)] or page.wrap(texts("why.none"), 2)
    lines += page.wrap(texts("why.legend"), style=FAINT)
    if found.rank > 1:
        lines += [*page.heading(texts("why.change")), *page.wrap(_change(pack, found, texts))]
    return lines


def _influence(pack: Pack, item: Influence, texts: Texts, page: Page) -> list[Line]:
    question = pack.question[item.question]
    answer = texts.of(pack.in_words(item.question, item.value))
    head, *rest = page.wrap(texts("why.answer", question=texts.of(question.text), answer=answer), 10)
    first = points_line(item.points).append(head.plain.strip(), style="")
    effect = page.wrap(texts("why.p", p=f"{item.p_best * 100:+.1f}"), 10, style=FAINT)
    return [first, *rest, *effect]


def _change(pack: Pack, found: Explanation, texts: Texts) -> str:
    leader = texts.of(pack.role[found.leader].name)
    if found.change is None:
        return texts("why.no-change", leader=leader)
    return texts("why.one-change", change=_rise(pack, found.change, texts), leader=leader)


def _rise(pack: Pack, change: Change, texts: Texts) -> str:
    key = "why.rise-interest" if change.of.kind == "interest" else "why.rise-level"
    return texts(key, of=trait_name(pack, change.of, texts), now=f"{change.now:.1f}", then=f"{change.then:.1f}")


def trait_name(pack: Pack, of: Trait, texts: Texts) -> str:
    """A competency's name, or "interest in" a role."""
    if of.kind == "interest":
        return texts("trait.interest", role=texts.of(pack.role[of.of].name))
    return texts.of(pack.competency[of.of].name)


def whatif(pack: Pack, found: WhatIf, texts: Texts, page: Page) -> list[Line]:
    """Fit and P(best) of every role, today and then."""
    assumed = texts.join([f"{trait_name(pack, of, texts)} = {value:g}" for of, value in found.levels.items()])
    lines = [*page.wrap(texts("whatif.title", assumed=assumed), style=TITLE), Line(page.rule, style=FAINT)]
    names = [texts.of(pack.role[row.role].name) for row in found.roles]
    for row, name in zip(found.roles, names, strict=True):
        facts = {
            "now": f"{row.fit_now:.0f}",
            "then": f"{row.fit_then:.0f}",
            "p_now": texts.chance(row.p_best_now),
            "p_then": texts.chance(row.p_best_then),
        }
        lines += page.wrap(f"{pad(name, widest(names))}  {texts('whatif.row', **facts)}", 0, 4)
    return [*lines, *page.wrap(texts("whatif.legend"), style=FAINT)]
