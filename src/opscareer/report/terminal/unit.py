"""One unit of the learning path in full, and its key, for a terminal."""

from collections.abc import Iterator

from opscareer.pack.learning import Criterion, Key, Unit
from opscareer.pack.model import Pack
from opscareer.report.terminal.layout import FAINT, WARNING, Line, Page, whole
from opscareer.report.view.names import PackTexts
from opscareer.report.view.unit import LEVELS, practice_data, task_terms, unit_time, used
from opscareer.texts import Texts
from opscareer.texts.sentences import steps


def unit_details(pack: Pack, unit: Unit, texts: Texts, page: Page) -> list[Line]:
    """Goal, task, material, rubric, resources, evidence, checkpoint question and when to skip it; of its key only where it is."""
    texts = PackTexts(pack, texts)
    before = [texts("unit.prerequisite", title=texts.unit(name), id=name) for name in unit.prerequisites]
    return [
        *page.title(f"{texts.of(unit.title)}  [{unit.id}]"),
        *page.paragraphs(_about(unit, texts)),
        *page.section(texts("unit.goal"), [*texts.each(unit.goal), *used(unit, texts)]),
        *page.section(texts("unit.prerequisites"), items=before, indent=0),
        *page.section(texts("unit.reading"), texts.each(unit.reading)),
        *page.section(texts("unit.task"), items=steps(texts.of(unit.task.brief)), indent=0),
        *page.paragraphs([*task_terms(unit, texts), *practice_data(unit, texts)], 0, 2),
        *page.section(texts("unit.alone"), texts.each(unit.alone)),
        *page.heading(texts("unit.rubric")),
        *(line for criterion in unit.rubric for line in _criterion(criterion, texts, page)),
        *_resources(unit, texts, page),
        *page.section(texts("unit.evidence"), texts.each(unit.evidence)),
        *page.section(texts("unit.check"), texts.each(unit.check)),
        *page.section(texts("unit.skip"), texts.each(unit.skip_if)),
        *(page.section(texts("key.title"), [texts("unit.key", command=whole(f"{texts.program} plan key {unit.id}"))]) if unit.key else ()),
    ]


def _about(unit: Unit, texts: PackTexts) -> Iterator[str]:
    low, high = (f"{number:g}" for number in (unit.from_level, unit.to_level))
    yield texts("unit.about", competency=texts.competency(unit.competency), low=low, high=high, time=unit_time(unit, texts))
    if unit.role and unit.tier:
        yield texts("unit.own", role=texts.role(unit.role), tier=texts.tier(unit.tier))


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


# --- its key


def key_details(pack: Pack, unit: Unit, texts: Texts, page: Page) -> list[Line]:
    """What is to be found, what often goes wrong, what is just good enough; the rubric is in `unit_details`."""
    texts = PackTexts(pack, texts)
    key, program = unit.key, f"{texts.program} plan"
    assert key is not None  # whoever asks for it has looked
    return [
        *page.title(f"{texts('key.of', title=texts.of(unit.title))}  [{unit.id}]"),
        *page.wrap(texts("key.warning"), style=WARNING),
        *_findings(key, texts, page),
        *page.section(texts("key.mistakes"), items=[texts.of(text) for text in key.mistakes], indent=0),
        *page.section(texts("key.sample"), texts.each(key.sample)),
        *page.heading(texts("key.judge")),
        *page.wrap(texts("key.how", show=whole(f"{program} show {unit.id}"), sheet=whole(f"{program} key {unit.id} --md {unit.id}.md"))),
    ]


def _findings(key: Key, texts: PackTexts, page: Page) -> list[Line]:
    lines = page.heading(texts("key.findings"))
    for number, found in enumerate(key.findings, 1):
        lines += page.item(texts.of(found.text), f"{number}.", 0)
        lines += page.wrap(texts("key.answer", value=texts.of(found.value)), 3, 5, style="bold") if found.value else []
    return lines
