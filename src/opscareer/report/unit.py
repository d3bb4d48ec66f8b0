"""One unit of the learning path in full, for a terminal."""

from opscareer.pack.model import Criterion, Pack, Unit
from opscareer.report.layout import FAINT, TITLE, Line, Page
from opscareer.report.words import Words

LEVELS = ("unit.level-first", "unit.level-second", "unit.level-third")


def unit_whole(pack: Pack, unit: Unit, words: Words, page: Page) -> list[Line]:
    """Goal, task, material, rubric, resources, evidence, checkpoint question and when to skip it."""
    return [
        *page.wrap(f"{words.of(unit.title)}  [{unit.id}]", style=TITLE),
        Line(page.rule, style=FAINT),
        *_about(pack, unit, words, page),
        *_part("unit.goal", words.of(unit.goal), words, page),
        *_prerequisites(pack, unit, words, page),
        *(_part("unit.material", words.of(unit.material), words, page) if unit.material else []),
        *_task(pack, unit, words, page),
        *page.heading(words("unit.rubric")),
        *(line for criterion in unit.rubric for line in _criterion(criterion, words, page)),
        *resources(pack, unit, words, page),
        *_part("unit.evidence", words.of(unit.evidence), words, page),
        *_part("unit.check", words.of(unit.check), words, page),
        *_part("unit.skip", words.of(unit.skip_if), words, page),
    ]


def _about(pack: Pack, unit: Unit, words: Words, page: Page) -> list[Line]:
    facts = {
        "competency": words.of(pack.competency[unit.competency].name),
        "low": f"{unit.from_level:g}",
        "high": f"{unit.to_level:g}",
        "first": f"{unit.hours[0]:g}",
        "last": f"{unit.hours[1]:g}",
    }
    lines = page.wrap(words("unit.about", **facts))
    if unit.role and unit.tier:
        lines += page.wrap(words("unit.own", role=words.of(pack.role[unit.role].name), tier=words(f"tier.{unit.tier}")))
    return lines


def _part(key: str, text: str, words: Words, page: Page) -> list[Line]:
    return [*page.heading(words(key)), *page.wrap(text)]


def _prerequisites(pack: Pack, unit: Unit, words: Words, page: Page) -> list[Line]:
    if not unit.prerequisites:
        return []
    named = [words("unit.prerequisite", title=words.of(pack.unit[name].title), id=name) for name in unit.prerequisites]
    return [*page.heading(words("unit.prerequisites")), *(line for text in named for line in page.item(text, indent=0))]


def _task(pack: Pack, unit: Unit, words: Words, page: Page) -> list[Line]:
    task = unit.task
    texts = [
        words("unit.input", input=words.of(task.input)),
        words("unit.deliverable", deliverable=words.of(task.deliverable)),
        words("unit.box", hours=f"{task.hours:g}"),
    ]
    if unit.practice:
        titles = words.join([words.of(pack.practice_data[name].title) for name in unit.practice])
        texts.append(words("unit.data", titles=titles, id=unit.id))
    return _part("unit.task", words.of(task.brief), words, page) + [line for text in texts for line in page.item(text, indent=0)]


def _criterion(criterion: Criterion, words: Words, page: Page) -> list[Line]:
    lines = page.wrap(words.of(criterion.criterion), style="bold")
    for key, level in zip(LEVELS, criterion.levels, strict=True):
        lines += page.item(words("unit.level", name=words(key), text=words.of(level)))
    return lines


def resources(pack: Pack, unit: Unit, words: Words, page: Page) -> list[Line]:
    """Where to learn it: the reader's language first, then what is free."""
    found = [pack.resource[name] for name in unit.resources]
    found.sort(key=lambda resource: (resource.language not in {words.language, "both"}, not resource.free))
    lines = page.heading(words("unit.resources")) if found else []
    for resource in found:
        about = [words(f"language.{resource.language}"), words("resource.free" if resource.free else "resource.paid")]
        about += [part for part in (resource.author, str(resource.year or ""), f"ISBN {resource.isbn}" if resource.isbn else "") if part]
        lines += page.item(f"{resource.title}{words('aside', text=words.join(about))}", indent=0)
        lines += page.wrap(resource.url, 2, style=FAINT) if resource.url else []
        lines += page.wrap(words.of(resource.note), 2, style=FAINT) if resource.note else []
    return lines
