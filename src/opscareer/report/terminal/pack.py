"""Roles, questions and guide for a terminal, as lines."""

from opscareer.pack.model import TIERS, Cited, Need, Pack, Question, Role, Topic
from opscareer.report.terminal.layout import FAINT, TITLE, Line, Page
from opscareer.report.view.names import PackTexts
from opscareer.texts import Texts


def roles_list(pack: Pack, texts: Texts, page: Page) -> list[Line]:
    texts = PackTexts(pack, texts.language)
    header = texts("roles.title", pack=texts.of(pack.header.name), count=len(pack.roles))
    lines = [*page.wrap(header, style=TITLE), *page.wrap(texts.of(pack.header.description), style=FAINT), Line("")]
    for role in pack.roles:
        lines += page.wrap(f"{texts.of(role.name)}  {role.id}", style=TITLE)
        lines += page.wrap(texts.of(role.summary), 2)
        weights = [f"{texts.competency(name)} {texts.percent(role.needs[name].weight)}" for name in role.needs_by_weight]
        lines += page.wrap(texts.join(weights), 2, style=FAINT)
    return [*lines, Line(""), *page.wrap(texts("roles.more", role=pack.roles[0].id), style=FAINT)]


def role_details(pack: Pack, role: Role, texts: Texts, page: Page) -> list[Line]:
    texts = PackTexts(pack, texts.language)
    lines = [*page.wrap(f"{texts.of(role.name)}  {role.id}", style=TITLE), Line(page.rule, style=FAINT)]
    lines += page.wrap(texts.of(role.definition))
    for key, items in (("roles.duties", role.duties), ("roles.figures", role.figures)):
        lines += page.heading(texts(key))
        lines += page.items(_cited(item, texts) for item in items)
    lines += page.heading(texts("roles.failures"))
    lines += page.items(texts.of(failure) for failure in role.failures)
    for key, text in (("roles.fits", role.fits_you_if), ("roles.less", role.less_if)):
        if text:
            lines += page.heading(texts(key)) + page.wrap(texts.of(text))
    lines += page.heading(texts("roles.needs"))
    for name in role.needs_by_weight:
        lines += page.wrap(texts.competency(name), style="bold")
        lines += _need(role.needs[name], texts, page)
    return lines + _basis(role, texts, page) + _ladder(texts, page) + _notes(texts, page)


def _cited(item: Cited, texts: Texts) -> str:
    share = texts("roles.share", share=texts.percent(item.ads_share)) if item.ads_share is not None else ""
    return texts.of(item.text) + share


def _need(need: Need, texts: Texts, page: Page) -> list[Line]:
    required = {tier: need.required.at(tier) for tier in TIERS}
    lines = page.wrap(texts("roles.need", weight=texts.percent(need.weight), **required), 2)
    basis = need.provenance
    if basis is None:
        return lines
    low, high = basis.ads_interval
    source = texts(
        "roles.provenance",
        share=texts.percent(basis.ads_share),
        low=texts.percent(low),
        high=texts.percent(high),
        ads=f"{basis.weight_ads:.2f}",
        onet=f"{basis.weight_onet:.2f}",
        confidence=texts(f"confidence.{basis.confidence}"),
    )
    return lines + page.wrap(source, 2, style=FAINT)


def _basis(role: Role, texts: PackTexts, page: Page) -> list[Line]:
    parts = []
    if role.ads is not None:
        parts.append(texts("roles.ads", count=role.ads))
    if role.min_years:
        years = role.min_years
        parts.append(texts("roles.min-years", median=f"{years.median:g}", q25=f"{years.q25:g}", q75=f"{years.q75:g}", count=years.ads))
    if role.tools:
        names = texts.join([texts.of(tool.name) + (f" {texts.percent(tool.ads_share)}" if tool.ads_share else "") for tool in role.tools])
        parts.append(f"{texts('roles.tools')}{texts('colon')}{names}")
    if role.onet:
        parts.append(texts("roles.onet", onet="; ".join(role.onet)))
    if not parts:
        return []
    return page.heading(texts("roles.basis")) + page.items(parts)


def _ladder(texts: PackTexts, page: Page) -> list[Line]:
    if not texts.pack.ladder:
        return []
    lines = page.heading(texts("roles.ladder"))
    for rung in texts.pack.ladder:
        first, last = f"{rung.years[0]:g}", f"{rung.years[-1]:g}"
        years = texts("roles.years-open", first=first) if len(rung.years) == 1 else texts("roles.years", first=first, last=last)
        lines += page.item(f"{texts.of(rung.name)} ({years}){texts('colon')}{texts.of(rung.work)}")
    return lines


def _notes(texts: PackTexts, page: Page) -> list[Line]:
    if not texts.pack.notes:
        return []
    return page.heading(texts("roles.notes")) + page.items(texts.of(text) for text in texts.pack.notes.values())


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


def answers_template(pack: Pack, texts: Texts) -> str:
    """A YAML answers file to fill in: every question and its options as comments, every answer empty."""
    header = pack.header
    lines = [f"# {texts('questions.template-head')}", "pack:", f"  id: {header.id}", f'  version: "{header.version}"', "answers:"]
    for question in pack.questions:
        lines += ["", f"  # {texts.of(question.text)}"]
        lines += [f"  #   {letter}  {texts.of(task)}" for letter, task in zip("AB", question.compared, strict=False)]
        lines += [f"  #   {number}  {texts.of(text)}" for number, text in enumerate(pack.options(question), 1)]
        lines.append(f"  {question.id}:")
    return "\n".join(lines) + "\n"


def guide_list(pack: Pack, texts: Texts, page: Page) -> list[Line]:
    lines = page.wrap(texts("guide.title"), style=TITLE)
    for topic in pack.topics:
        lines += [Line(""), *page.wrap(f"{texts.of(topic.title)}  {topic.id}", style="bold"), *page.wrap(texts.of(topic.summary), 2)]
    if pack.topics:
        lines += [Line(""), *page.wrap(texts("guide.more", topic=pack.topics[0].id), style=FAINT)]
    return lines


def guide_topic(pack: Pack, topic: Topic, texts: Texts, page: Page) -> list[Line]:
    lines = [
        *page.wrap(texts.of(topic.title), style=TITLE),
        Line(page.rule, style=FAINT),
        *page.wrap(texts.of(topic.summary), style="bold"),
    ]
    for part in topic.body:
        lines += [Line(""), *page.wrap(texts.of(part))]
    if topic.id == CLAIMS_TOPIC:
        lines += _claims(pack, texts, page) + _sources(pack, texts, page)
    return lines


CLAIMS_TOPIC = "claims"


def _claims(pack: Pack, texts: Texts, page: Page) -> list[Line]:
    lines = page.heading(texts("guide.claims"))
    for claim in pack.claims:
        lines += page.item(texts.of(claim.text))
        lines += page.wrap(texts("guide.source", source=texts.of(claim.source)), 4, style=FAINT)
        lines += page.wrap(texts.of(claim.caution), 4, style=FAINT)
    return lines


def _sources(pack: Pack, texts: Texts, page: Page) -> list[Line]:
    lines = page.heading(texts("guide.sources"))
    for source in pack.sources:
        lines += page.item(texts.of(source.title))
        lines += page.wrap(source.address, 4, style=FAINT)
        lines += page.wrap(texts.of(source.used_for), 4)
        lines += page.wrap(texts("guide.licence", licence=texts.of(source.licence)), 4, style=FAINT)
        lines += page.wrap(texts("guide.trust", trust=texts.of(source.trust)), 4, style=FAINT)
    return lines
