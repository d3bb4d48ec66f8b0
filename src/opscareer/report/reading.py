"""Roles, questions and guide for a terminal, as lines."""

from opscareer.pack.model import TIERS, Choice, Cited, Interest, Need, Pack, Question, Role, Topic
from opscareer.report.layout import FAINT, TITLE, Line, Page
from opscareer.report.words import Words


def roles_list(pack: Pack, words: Words, page: Page) -> list[Line]:
    header = words("roles.title", pack=words.of(pack.header.name), count=len(pack.roles))
    lines = [*page.wrap(header, style=TITLE), *page.wrap(words.of(pack.header.description), style=FAINT), Line("")]
    for role in pack.roles:
        lines += page.wrap(f"{words.of(role.name)}  {role.id}", style=TITLE)
        lines += page.wrap(words.of(role.summary), 2)
        needs = sorted(role.needs.items(), key=lambda item: (-item[1].weight, item[0]))
        weights = words.join([f"{words.of(pack.competency[name].name)} {words.percent(need.weight)}" for name, need in needs])
        lines += page.wrap(weights, 2, style=FAINT)
    return [*lines, Line(""), *page.wrap(words("roles.more", role=pack.roles[0].id), style=FAINT)]


def role_whole(pack: Pack, role: Role, words: Words, page: Page) -> list[Line]:
    lines = [*page.wrap(f"{words.of(role.name)}  {role.id}", style=TITLE), Line(page.rule, style=FAINT)]
    lines += page.wrap(words.of(role.definition))
    for key, items in (("roles.duties", role.duties), ("roles.figures", role.figures)):
        lines += page.heading(words(key))
        for item in items:
            lines += page.item(_cited(item, words))
    lines += page.heading(words("roles.failures"))
    for failure in role.failures:
        lines += page.item(words.of(failure))
    for key, text in (("roles.fits", role.fits_you_if), ("roles.less", role.less_if)):
        if text:
            lines += page.heading(words(key)) + page.wrap(words.of(text))
    lines += page.heading(words("roles.needs"))
    for name, need in sorted(role.needs.items(), key=lambda item: (-item[1].weight, item[0])):
        lines += page.wrap(words.of(pack.competency[name].name), style="bold")
        lines += _need(need, words, page)
    return lines + _basis(pack, role, words, page) + _ladder(pack, words, page) + _notes(pack, words, page)


def _cited(item: Cited, words: Words) -> str:
    share = words("roles.share", share=words.percent(item.ads_share)) if item.ads_share is not None else ""
    return words.of(item.text) + share


def _need(need: Need, words: Words, page: Page) -> list[Line]:
    required = {tier: need.required.at(tier) for tier in TIERS}
    lines = page.wrap(words("roles.need", weight=words.percent(need.weight), **required), 2)
    if (
        need.ads_share is None
        or need.ads_interval is None
        or need.weight_ads is None
        or need.weight_onet is None
        or need.confidence is None
    ):
        return lines
    low, high = need.ads_interval
    source = words(
        "roles.provenance",
        share=words.percent(need.ads_share),
        low=words.percent(low),
        high=words.percent(high),
        ads=f"{need.weight_ads:.2f}",
        onet=f"{need.weight_onet:.2f}",
        confidence=words(f"confidence.{need.confidence}"),
    )
    return lines + page.wrap(source, 2, style=FAINT)


def _basis(pack: Pack, role: Role, words: Words, page: Page) -> list[Line]:
    parts = []
    if role.ads is not None:
        parts.append(words("roles.ads", count=role.ads))
    if role.min_years:
        years = role.min_years
        parts.append(words("roles.min-years", median=f"{years.median:g}", q25=f"{years.q25:g}", q75=f"{years.q75:g}", ads=years.ads))
    if role.tools:
        names = words.join([words.of(tool.name) + (f" {words.percent(tool.ads_share)}" if tool.ads_share else "") for tool in role.tools])
        parts.append(f"{words('roles.tools')}{words('colon')}{names}")
    if role.onet:
        parts.append(words("roles.onet", onet="; ".join(role.onet)))
    if not parts:
        return []
    return page.heading(words("roles.basis")) + [line for part in parts for line in page.item(part)]


def _ladder(pack: Pack, words: Words, page: Page) -> list[Line]:
    if not pack.ladder:
        return []
    lines = page.heading(words("roles.ladder"))
    for rung in pack.ladder:
        first, last = f"{rung.years[0]:g}", f"{rung.years[-1]:g}"
        years = words("roles.years-open", first=first) if len(rung.years) == 1 else words("roles.years", first=first, last=last)
        lines += page.item(f"{words.of(rung.name)} ({years}){words('colon')}{words.of(rung.work)}")
    return lines


def _notes(pack: Pack, words: Words, page: Page) -> list[Line]:
    if not pack.notes:
        return []
    return page.heading(words("roles.notes")) + [line for text in pack.notes.values() for line in page.item(words.of(text))]


def questions_list(pack: Pack, words: Words, page: Page) -> list[Line]:
    lines = page.wrap(words("questions.title", pack=words.of(pack.header.name), count=len(pack.questions)), style=TITLE)
    for kind, scale in (("interest", pack.scales.interest), ("choice", pack.scales.choice)):
        lines += page.heading(words(f"questions.scale.{kind}"))
        for number, text in enumerate(scale, 1):
            lines += page.item(words.of(text), f"{number}")
    for question in pack.questions:
        lines += [Line(""), *page.wrap(f"{question.id}  {words(f'session.kind.{question.kind}')}", style=FAINT)]
        lines += page.wrap(words.of(question.text), style="bold") + _answers(pack, question, words, page)
    return lines


def _answers(pack: Pack, question: Question, words: Words, page: Page) -> list[Line]:
    if isinstance(question, Interest):
        return []
    texts = question.tasks if isinstance(question, Choice) else pack.options(question)
    marks = ("A", "B") if isinstance(question, Choice) else tuple(str(number) for number in range(1, len(texts) + 1))
    return [line for mark, text in zip(marks, texts, strict=True) for line in page.item(words.of(text), mark)]


def answers_template(pack: Pack, words: Words) -> str:
    """A YAML answers file to fill in: every question and its options as comments, every answer empty."""
    header = pack.header
    lines = [f"# {words('questions.template-head')}", "pack:", f"  id: {header.id}", f'  version: "{header.version}"', "answers:"]
    for question in pack.questions:
        lines += ["", f"  # {words.of(question.text)}"]
        if isinstance(question, Choice):
            lines += [f"  #   {letter}  {words.of(task)}" for letter, task in zip("AB", question.tasks, strict=True)]
        lines += [f"  #   {number}  {words.of(text)}" for number, text in enumerate(pack.options(question), 1)]
        lines.append(f"  {question.id}:")
    return "\n".join(lines) + "\n"


def guide_list(pack: Pack, words: Words, page: Page) -> list[Line]:
    lines = page.wrap(words("guide.title"), style=TITLE)
    for topic in pack.topics:
        lines += [Line(""), *page.wrap(f"{words.of(topic.title)}  {topic.id}", style="bold"), *page.wrap(words.of(topic.summary), 2)]
    if pack.topics:
        lines += [Line(""), *page.wrap(words("guide.more", topic=pack.topics[0].id), style=FAINT)]
    return lines


def guide_topic(pack: Pack, topic: Topic, words: Words, page: Page) -> list[Line]:
    lines = [
        *page.wrap(words.of(topic.title), style=TITLE),
        Line(page.rule, style=FAINT),
        *page.wrap(words.of(topic.summary), style="bold"),
    ]
    for part in topic.body:
        lines += [Line(""), *page.wrap(words.of(part))]
    if topic.id == CLAIMS_TOPIC:
        lines += _claims(pack, words, page) + _sources(pack, words, page)
    return lines


CLAIMS_TOPIC = "claims"


def _claims(pack: Pack, words: Words, page: Page) -> list[Line]:
    lines = page.heading(words("guide.claims"))
    for claim in pack.claims:
        lines += page.item(words.of(claim.text))
        lines += page.wrap(words("guide.source", source=words.of(claim.source)), 4, style=FAINT)
        lines += page.wrap(words.of(claim.caution), 4, style=FAINT)
    return lines


def _sources(pack: Pack, words: Words, page: Page) -> list[Line]:
    lines = page.heading(words("guide.sources"))
    for source in pack.sources:
        lines += page.item(words.of(source.title))
        lines += page.wrap(source.address, 4, style=FAINT)
        lines += page.wrap(words.of(source.used_for), 4)
        lines += page.wrap(words("guide.licence", licence=words.of(source.licence)), 4, style=FAINT)
        lines += page.wrap(words("guide.trust", trust=words.of(source.trust)), 4, style=FAINT)
    return lines
