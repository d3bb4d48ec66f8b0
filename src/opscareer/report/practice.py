"""What somebody gets to practise on for one unit: its data in their language, and a README that explains them. Nothing is written here."""

from opscareer.errors import UsageError
from opscareer.pack.model import Pack, Practice, Unit
from opscareer.report.layout import wrap
from opscareer.report.words import Words

README = "README.txt"
WIDTH = 78
MARK = b"\xef\xbb\xbf"


def practice_files(pack: Pack, unit: Unit, words: Words) -> dict[str, bytes]:
    """The files of the unit's practice data by name, README.txt first.

    Tables with more than ASCII begin with a byte order mark: without it Excel takes them for another encoding. Raises UsageError for a unit
    without practice data, with what its task starts from instead.
    """
    if not unit.practice:
        raise UsageError("no-practice-data", unit=unit.id, input=words.of(unit.task.input))
    data = [pack.practice_data[name] for name in unit.practice]
    names = dict.fromkeys(name for item in data for name in item.for_language(words.language))
    return {README: _readme(unit, data, words), **{name: _for_spreadsheets(name, pack.practice_files[name]) for name in names}}


def _for_spreadsheets(name: str, content: bytes) -> bytes:
    return content if content.isascii() or not name.endswith(".csv") else MARK + content.removeprefix(MARK)


def _readme(unit: Unit, data: list[Practice], words: Words) -> bytes:
    blocks = [_title(words("practice.title", title=words.of(unit.title), unit=unit.id), "="), _task(unit, words)]
    for item in data:
        blocks += [_title(words.of(item.title), "-"), _about(item, words)]
        blocks += [_columns(item, words)] if item.columns else []
    blocks.append(_paragraph(words("practice.encoding")))
    return ("\n\n".join("\n".join(block) for block in blocks) + "\n").encode()


def _task(unit: Unit, words: Words) -> list[str]:
    task = unit.task
    return [
        *_paragraph(words.of(task.brief)),
        "",
        *_paragraph(words("practice.input", input=words.of(task.input))),
        *_paragraph(words("practice.deliverable", deliverable=words.of(task.deliverable))),
        *_paragraph(words("practice.hours", hours=f"{task.hours:g}")),
    ]


def _about(item: Practice, words: Words) -> list[str]:
    made = words("practice.by-hand") if item.seed is None else words("practice.seed", seed=item.seed)
    return [
        *_paragraph(words.of(item.about)),
        "",
        *_paragraph(words("practice.files", files=words.join(list(item.for_language(words.language))))),
        *_paragraph(words("practice.licence", licence=item.licence)),
        *_paragraph(made),
    ]


def _columns(item: Practice, words: Words) -> list[str]:
    """The columns, one below the other, with their meanings in line."""
    wide = max(len(column.name) for column in item.columns)
    lines = [words("practice.columns")]
    for column in item.columns:
        first, *more = wrap(words.of(column.meaning), WIDTH - wide - 4)
        lines += [f"  {column.name:<{wide}}  {first}", *(" " * (wide + 4) + line for line in more)]
    return lines


def _title(text: str, underline: str) -> list[str]:
    return [*_paragraph(text), underline * (WIDTH // 2)]


def _paragraph(text: str) -> list[str]:
    return list(wrap(text, WIDTH))
