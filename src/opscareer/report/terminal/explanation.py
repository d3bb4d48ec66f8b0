"""`why` and `whatif` for a terminal, as lines."""

from collections.abc import Sequence

from opscareer.pack.model import Pack
from opscareer.report.terminal.details import points_item
from opscareer.report.terminal.layout import FAINT, Line, Page, pad, widest
from opscareer.report.view.names import PackTexts
from opscareer.results.explanation import Explanation, Influence, WhatIf
from opscareer.texts import Texts

SHOWN_ANSWERS = 5
SMALLEST_POINTS = 0.05  # shown as 0.1


def why(pack: Pack, explanation: Explanation, texts: Texts, page: Page) -> list[Line]:
    """Contributions, the answers that raised and lowered the role most, and what would put it first."""
    texts = PackTexts(pack, texts.language)
    facts = {"role": texts.role(explanation.role), "fit": f"{explanation.fit:.0f}", "p": texts.chance(explanation.p_best)}
    lines = page.title(texts("why.title", rank=explanation.rank, **facts)) + page.wrap(texts("result.why-base"))
    for item in explanation.contributions:
        lines += points_item(item.points, texts.trait(item.of), page)
    for key, sign in (("why.raised", 1), ("why.lowered", -1)):
        effects = [effect for effect in explanation.answers if sign * effect.points > SMALLEST_POINTS]
        lines += page.heading(texts(key)) + _effects(effects, texts, page)
    lines += page.wrap(texts("why.legend"), style=FAINT)
    if explanation.rank > 1:
        lines += page.section(texts("why.change"), [_change(explanation, texts)])
    return lines


def _effects(effects: Sequence[Influence], texts: PackTexts, page: Page) -> list[Line]:
    """The largest ones, each with its question and its answer."""
    lines = []
    for effect in effects[:SHOWN_ANSWERS]:
        said = {"question": texts.question(effect.question), "answer": texts.answer(effect.question, effect.value)}
        lines += points_item(effect.points, texts("why.answer", **said), page)
        lines += page.wrap(texts("why.p", p=f"{effect.p_best * 100:+.1f}"), 10, style=FAINT)
    return lines or page.wrap(texts("why.none"), 2)


def _change(explanation: Explanation, texts: PackTexts) -> str:
    change, leader = explanation.change, texts.role(explanation.leader)
    if change is None:
        return texts("why.no-change", leader=leader)
    key = "why.rise-interest" if change.of.kind == "interest" else "why.rise-level"
    rise = texts(key, of=texts.trait(change.of), now=f"{change.now:.1f}", then=f"{change.then:.1f}")
    return texts("why.one-change", change=rise, leader=leader)


def whatif(pack: Pack, result: WhatIf, texts: Texts, page: Page) -> list[Line]:
    """Fit and P(best) of every role, today and then."""
    texts = PackTexts(pack, texts.language)
    assumed = texts.join([f"{texts.trait(trait)} = {value:g}" for trait, value in result.assumed.items()])
    lines = page.title(texts("whatif.title", assumed=assumed))
    column = widest([texts.role(row.id) for row in result.roles])
    for row in result.roles:
        fit = {"now": f"{row.fit.now:.0f}", "then": f"{row.fit.then:.0f}"}
        p_best = {"p_now": texts.chance(row.p_best.now), "p_then": texts.chance(row.p_best.then)}
        lines += page.wrap(f"{pad(texts.role(row.id), column)}  {texts('whatif.row', **fit, **p_best)}", 0, 4)
    return [*lines, *page.wrap(texts("whatif.legend"), style=FAINT)]
