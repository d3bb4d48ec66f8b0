"""One unit of the learning path in full, for a terminal."""

from collections.abc import Iterator

from opscareer.pack.learning import Criterion, Unit
from opscareer.pack.model import Pack
from opscareer.report.terminal.layout import FAINT, Line, Page
from opscareer.report.view.names import PackTexts
from opscareer.texts import Texts

LEVELS = ("unit.level-first", "unit.level-second", "unit.level-third")


def unit_details(pack: Pack, unit: Unit, texts: Texts, page: Page) -> list[Line]:
    """Goal, task, material, rubric, resources, evidence, checkpoint question and when to skip it."""
    texts = PackTexts(pack, texts)
    before = [texts("unit.prerequisite", title=texts.unit(name), id=name) for name in unit.prerequisites]
    return [
        *page.title(f"{texts.of(unit.title)}  [{unit.id}]"),
        *page.paragraphs(_about(unit, texts)),
        *page.section(texts("unit.goal"), texts.each(unit.goal)),
        *page.section(texts("unit.prerequisites"), items=before, indent=0),
        *page.section(texts("unit.reading"), texts.each(unit.reading)),
        *page.section(texts("unit.task"), texts.each(unit.task.brief), _terms(unit, texts), 0),
        *page.heading(texts("unit.rubric")),
        *(line for criterion in unit.rubric for line in _criterion(criterion, texts, page)),
        *_resources(unit, texts, page),
        *page.section(texts("unit.evidence"), texts.each(unit.evidence)),
        *page.section(texts("unit.check"), texts.each(unit.check)),
        *page.section(texts("unit.skip"), texts.each(unit.skip_if)),
    ]


def _about(unit: Unit, texts: PackTexts) -> Iterator[str]:
    low, high, hours = (f"{number:g}" for number in (unit.from_level, unit.to_level, unit.hours))
    yield texts("unit.about", competency=texts.competency(unit.competency), low=low, high=high, hours=hours)
    if unit.role and unit.tier:
        yield texts("unit.own", role=texts.role(unit.role), tier=texts.tier(unit.tier))


def _terms(unit: Unit, texts: PackTexts) -> Iterator[str]:
    """What the task starts from and ends in, how long it takes, and the data for it."""
    yield texts("unit.input", input=texts.of(unit.task.input))
    yield texts("unit.deliverable", deliverable=texts.of(unit.task.deliverable))
    if unit.practice:
        titles = texts.join([texts.of(texts.pack.practice_data[name].title) for name in unit.practice])
        yield texts("unit.data", titles=titles, id=unit.id)


def _criterion(criterion: Criterion, texts: Texts, page: Page) -> list[Line]:
    levels = zip(LEVELS, criterion.levels, strict=True)
    told = [texts("unit.level", name=texts(key), text=texts.of(level)) for key, level in levels]
    return page.wrap(texts.of(criterion.criterion), style="bold") + page.items(told)


def _resources(unit: Unit, texts: PackTexts, page: Page) -> list[Line]:
    """Where to learn it: the reader's language first, then what is free."""
    known = [texts.pack.resource[name] for name in unit.resources]
    known.sort(key=lambda resource: (resource.language not in {texts.language, "both"}, not resource.free))
    lines = page.heading(texts("unit.resources")) if known else []
    for resource in known:
        about = [texts(f"language.{resource.language}"), texts("resource.free" if resource.free else "resource.paid")]
        about += [part for part in (resource.author, str(resource.year or ""), f"ISBN {resource.isbn}" if resource.isbn else "") if part]
        lines += page.item(f"{resource.title}{texts('aside', text=texts.join(about))}", indent=0)
        lines += page.paragraphs([*filter(None, [resource.url]), *texts.each(resource.note)], 2, style=FAINT)
    return lines
