"""One unit of the learning path in full, for a terminal."""

from opscareer.pack.model import Criterion, Pack, Unit
from opscareer.report.terminal.layout import FAINT, TITLE, Line, Page
from opscareer.report.view.names import PackTexts
from opscareer.texts import Texts

LEVELS = ("unit.level-first", "unit.level-second", "unit.level-third")


def unit_details(pack: Pack, unit: Unit, texts: Texts, page: Page) -> list[Line]:
    """Goal, task, material, rubric, resources, evidence, checkpoint question and when to skip it."""
    texts = PackTexts(pack, texts.language)
    return [
        *page.wrap(f"{texts.of(unit.title)}  [{unit.id}]", style=TITLE),
        Line(page.rule, style=FAINT),
        *_about(unit, texts, page),
        *_part("unit.goal", texts.of(unit.goal), texts, page),
        *_prerequisites(unit, texts, page),
        *(_part("unit.material", texts.of(unit.material), texts, page) if unit.material else []),
        *_task(unit, texts, page),
        *page.heading(texts("unit.rubric")),
        *(line for criterion in unit.rubric for line in _criterion(criterion, texts, page)),
        *_resources(unit, texts, page),
        *_part("unit.evidence", texts.of(unit.evidence), texts, page),
        *_part("unit.check", texts.of(unit.check), texts, page),
        *_part("unit.skip", texts.of(unit.skip_if), texts, page),
    ]


def _about(unit: Unit, texts: PackTexts, page: Page) -> list[Line]:
    facts = {
        "competency": texts.competency(unit.competency),
        "low": f"{unit.from_level:g}",
        "high": f"{unit.to_level:g}",
        "first": f"{unit.hours[0]:g}",
        "last": f"{unit.hours[1]:g}",
    }
    lines = page.wrap(texts("unit.about", **facts))
    if unit.role and unit.tier:
        lines += page.wrap(texts("unit.own", role=texts.role(unit.role), tier=texts.tier(unit.tier)))
    return lines


def _part(key: str, text: str, texts: Texts, page: Page) -> list[Line]:
    return [*page.heading(texts(key)), *page.wrap(text)]


def _prerequisites(unit: Unit, texts: PackTexts, page: Page) -> list[Line]:
    if not unit.prerequisites:
        return []
    named = [texts("unit.prerequisite", title=texts.unit(name), id=name) for name in unit.prerequisites]
    return [*page.heading(texts("unit.prerequisites")), *page.items(named, 0)]


def _task(unit: Unit, texts: PackTexts, page: Page) -> list[Line]:
    task = unit.task
    notes = [
        texts("unit.input", input=texts.of(task.input)),
        texts("unit.deliverable", deliverable=texts.of(task.deliverable)),
        texts("unit.box", count=f"{task.hours:g}"),
    ]
    if unit.practice:
        titles = texts.join([texts.of(texts.pack.practice_data[name].title) for name in unit.practice])
        notes.append(texts("unit.data", titles=titles, id=unit.id))
    return _part("unit.task", texts.of(task.brief), texts, page) + page.items(notes, 0)


def _criterion(criterion: Criterion, texts: Texts, page: Page) -> list[Line]:
    lines = page.wrap(texts.of(criterion.criterion), style="bold")
    for key, level in zip(LEVELS, criterion.levels, strict=True):
        lines += page.item(texts("unit.level", name=texts(key), text=texts.of(level)))
    return lines


def _resources(unit: Unit, texts: PackTexts, page: Page) -> list[Line]:
    """Where to learn it: the reader's language first, then what is free."""
    known = [texts.pack.resource[name] for name in unit.resources]
    known.sort(key=lambda resource: (resource.language not in {texts.language, "both"}, not resource.free))
    lines = page.heading(texts("unit.resources")) if known else []
    for resource in known:
        about = [texts(f"language.{resource.language}"), texts("resource.free" if resource.free else "resource.paid")]
        about += [part for part in (resource.author, str(resource.year or ""), f"ISBN {resource.isbn}" if resource.isbn else "") if part]
        lines += page.item(f"{resource.title}{texts('aside', text=texts.join(about))}", indent=0)
        lines += page.wrap(resource.url, 2, style=FAINT) if resource.url else []
        lines += page.wrap(texts.of(resource.note), 2, style=FAINT) if resource.note else []
    return lines
