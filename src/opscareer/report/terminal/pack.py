"""Roles, questions and guide for a terminal, as lines."""

import re
from collections.abc import Iterator

from opscareer.pack.model import TIERS, Cited, Need, Pack, Provenance, Question, Role, Rung, Topic
from opscareer.report.terminal.layout import END, FAINT, TITLE, WHOLE, Line, Page
from opscareer.report.view.names import PackTexts
from opscareer.texts import Texts

CLAIMS_TOPIC, LADDER_TOPIC, NOTES_TOPIC = "claims", "ceiling", "figures"  # topics of the guide that end in more than their text
SHOW_UNIT = re.compile(r"opscareer( --lang [a-z]+)? plan show [a-z0-9_.-]*[a-z0-9]")  # a command to copy, so kept on one line


def roles_list(pack: Pack, texts: Texts, page: Page) -> list[Line]:
    texts = PackTexts(pack, texts)
    header = texts("roles.title", pack=texts.of(pack.header.name), count=len(pack.roles))
    lines = [*page.wrap(header, style=TITLE), *page.wrap(texts.of(pack.header.description), style=FAINT), Line("")]
    for number, role in enumerate(pack.roles, 1):
        lines += page.wrap(f"{number}. {texts.of(role.name)}  {role.id}", style=TITLE)
        lines += page.wrap(texts.of(role.summary), 2)
        weighty = [name for name in role.needs_by_weight if role.needs[name].weight]
        weights = [f"{texts.competency(name)} {texts.weight(role.id, name)}" for name in weighty]
        lines += page.wrap(texts.join(weights), 2, style=FAINT)
    return [*lines, Line(""), *page.wrap(texts("roles.more", role=pack.roles[0].id), style=FAINT)]


def role_details(pack: Pack, role: Role, texts: Texts, page: Page) -> list[Line]:
    texts = PackTexts(pack, texts)
    lines = page.title(f"{texts.of(role.name)}  {role.id}") + page.wrap(texts.of(role.definition))
    for key, cited in (("roles.duties", role.duties), ("roles.figures", role.figures)):
        lines += page.section(texts(key), items=[_cited(item, texts) for item in cited])
    if role.tools:
        lines += page.section(texts("roles.tools"), items=_tools(role, texts))
    lines += page.section(texts("roles.failures"), items=texts.each(*role.failures))
    for key, text in (("roles.fits", role.fits_you_if), ("roles.less", role.less_if)):
        lines += page.section(texts(key), texts.each(text))
    lines += page.heading(texts("roles.needs"))
    for name in role.needs_by_weight:
        lines += page.wrap(texts.competency(name), style="bold") + _need(role.needs[name], texts.weight(role.id, name), texts, page)
    lines += page.section(texts("roles.basis"), items=_basis(role, texts))
    return lines + _of_all_roles(pack, texts, page)


def _cited(item: Cited, texts: Texts) -> str:
    share = texts("roles.share", share=texts.percent(item.ads_share)) if item.ads_share is not None else ""
    return texts.of(item.text) + share


def _tools(role: Role, texts: Texts) -> Iterator[str]:
    """First those that job ads name, then those that practitioners name."""
    counted = [f"{texts.of(tool.name)} {texts.percent(tool.ads_share)}" for tool in role.tools if tool.ads_share is not None]
    uncounted = [texts.of(tool.name) for tool in role.tools if tool.ads_share is None]
    for key, names in (("roles.tools-ads", counted), ("roles.tools-uncounted", uncounted)):
        if names:
            yield texts(key, names=texts.join(names))


def _of_all_roles(pack: Pack, texts: PackTexts, page: Page) -> list[Line]:
    """What is alike for all roles stands in the guide, and here where that has no such topic."""
    topics = {topic.id for topic in pack.topics}
    lines = [] if LADDER_TOPIC in topics else _ladder(pack, texts, page)
    lines += [] if NOTES_TOPIC in topics else _notes(pack, texts, page)
    elsewhere = [texts(f"roles.see-{topic}", topic=topic) for topic in (LADDER_TOPIC, NOTES_TOPIC) if topic in topics]
    return [*lines, *([Line("")] if elsewhere else []), *page.paragraphs(elsewhere, style=FAINT)]


def _need(need: Need, weight: str, texts: Texts, page: Page) -> list[Line]:
    required = {tier: need.required.at(tier) for tier in TIERS}
    needed = texts("roles.need", weight=weight, **required) if need.weight else texts("roles.need-basic", **required)
    lines = page.wrap(needed, 2)
    if need.provenance is None:
        return lines
    return lines + page.wrap(texts("semicolon").join(_weight_basis(need.provenance, texts)), 2, style=FAINT)


def _weight_basis(basis: Provenance, texts: Texts) -> Iterator[str]:
    """What a weight rests on, as far as the pack says, and how far to trust it."""
    if basis.ads_share is not None and basis.ads_interval is not None:
        share, low, high = map(texts.percent, (basis.ads_share, *basis.ads_interval))
        yield texts("roles.basis-ads", share=share, low=low, high=high)
    if basis.weight_ads is not None:
        yield texts("roles.basis-weight-ads", weight=f"{basis.weight_ads:.2f}")
    if basis.weight_onet is not None:
        yield texts("roles.basis-weight-onet", weight=f"{basis.weight_onet:.2f}")
    yield texts("roles.basis-confidence", confidence=texts(f"confidence.{basis.confidence}"))


def _basis(role: Role, texts: Texts) -> Iterator[str]:
    if role.ads is not None:
        yield texts("roles.ads", count=role.ads)
    if years := role.min_years:
        yield texts("roles.min-years", median=f"{years.median:g}", q25=f"{years.q25:g}", q75=f"{years.q75:g}", count=years.ads)
    if role.onet:
        yield texts("roles.onet", onet="; ".join(role.onet))


def _ladder(pack: Pack, texts: Texts, page: Page) -> list[Line]:
    return page.section(texts("roles.ladder"), items=[_rung(rung, texts) for rung in pack.ladder])


def _rung(rung: Rung, texts: Texts) -> str:
    first, last = f"{rung.years[0]:g}", f"{rung.years[-1]:g}"
    years = texts("roles.years-open", first=first) if len(rung.years) == 1 else texts("roles.years", first=first, last=last)
    return texts("roles.rung", name=texts.of(rung.name), years=years, work=texts.of(rung.work))


def _notes(pack: Pack, texts: Texts, page: Page) -> list[Line]:
    return page.section(texts("roles.notes"), items=map(texts.of, pack.notes.values()))


def questions_list(pack: Pack, texts: Texts, page: Page) -> list[Line]:
    lines = page.wrap(texts("questions.title", pack=texts.of(pack.header.name), count=len(pack.questions)), style=TITLE)
    for kind, scale in (("interest", pack.scales.interest), ("choice", pack.scales.choice)):
        lines += page.heading(texts(f"questions.scale.{kind}"))
        for number, text in enumerate(scale, 1):
            lines += page.item(texts.of(text), f"{number}")
    for question in pack.questions:
        lines += [Line(""), *page.wrap(f"{question.id}  {texts(question.heading)}", style=FAINT)]
        lines += page.wrap(texts.of(question.text), style="bold") + _answers(question, texts, page)
    return lines


def _answers(question: Question, texts: Texts, page: Page) -> list[Line]:
    """What belongs to this question alone; the shared scales are shown at the head of the list."""
    marked = [*zip("AB", question.compared, strict=False), *((str(number), text) for number, text in enumerate(question.own_options, 1))]
    return [line for mark, text in marked for line in page.item(texts.of(text), mark)]


def guide_list(pack: Pack, texts: Texts, page: Page) -> list[Line]:
    lines = [*page.wrap(texts("guide.title"), style=TITLE), Line("")]
    for number, topic in enumerate(pack.topics, 1):
        lines += page.wrap(f"{number}. {texts.of(topic.title)}  {topic.id}", style="bold") + page.wrap(texts.of(topic.summary), 2)
    if pack.topics:
        lines += [Line(""), *page.wrap(texts("guide.more", topic=pack.topics[0].id), style=FAINT)]
    return lines


def guide_topic(pack: Pack, topic: Topic, texts: Texts, page: Page) -> list[Line]:
    lines = page.title(texts.of(topic.title)) + page.wrap(texts.of(topic.summary), style="bold")
    for part in topic.body:
        lines += [Line(""), *page.wrap(SHOW_UNIT.sub(lambda command: f"{WHOLE}{command.group()}{END}", texts.of(part)))]
    more = {CLAIMS_TOPIC: _claims, LADDER_TOPIC: _ladder, NOTES_TOPIC: _notes}.get(topic.id)
    return lines + more(pack, texts, page) if more else lines


def _claims(pack: Pack, texts: Texts, page: Page) -> list[Line]:
    """The claims of others, then the sources of everything."""
    lines = page.heading(texts("guide.claims")) if pack.claims else []
    for claim in pack.claims:
        lines += page.item(texts.of(claim.text))
        lines += page.paragraphs([texts("guide.source", source=texts.of(claim.source)), texts.of(claim.caution)], 4, style=FAINT)
    lines += page.heading(texts("guide.sources"))
    for source in pack.sources:
        terms = [texts("guide.licence", licence=texts.of(source.licence)), texts("guide.trust", trust=texts.of(source.trust))]
        lines += page.item(texts.of(source.title)) + page.wrap(source.address, 4, style=FAINT)
        lines += page.wrap(texts.of(source.used_for), 4) + page.paragraphs(terms, 4, style=FAINT)
    return lines
