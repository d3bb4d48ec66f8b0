"""What a person gets to practise on for one unit: its data in their language, and a README that explains them. Nothing is written here."""

from opscareer.errors import UsageError
from opscareer.pack.learning import Practice, Unit
from opscareer.pack.model import Pack
from opscareer.report.terminal.layout import wrap
from opscareer.texts import Texts
from opscareer.texts.sentences import steps

README = "README.txt"
WIDTH = 78
MARK = b"\xef\xbb\xbf"


def practice_files(pack: Pack, unit: Unit, texts: Texts) -> dict[str, bytes]:
    """The files of the unit's practice data by name, README.txt first.

    Tables with more than ASCII begin with a byte order mark: without it Excel takes them for another encoding. Raises UsageError for a unit
    without practice data, with what its task starts from instead.
    """
    if not unit.practice:
        raise UsageError("no-practice-data", unit=unit.id, input=texts.of(unit.task.input))
    data = [pack.practice_data[name] for name in unit.practice]
    names = dict.fromkeys(name for item in data for name in item.for_language(texts.language))
    return {README: _readme(unit, data, texts), **{name: _for_spreadsheets(name, pack.practice_files[name]) for name in names}}


def _for_spreadsheets(name: str, content: bytes) -> bytes:
    return content if content.isascii() or not name.endswith(".csv") else MARK + content.removeprefix(MARK)


def _readme(unit: Unit, data: list[Practice], texts: Texts) -> bytes:
    """Blocks of lines with a blank line between them."""
    task = unit.task
    todo = [f"- {step}" for step in steps(texts.of(task.brief))]
    start = texts("practice.input", input=texts.of(task.input))
    end = texts("practice.deliverable", deliverable=texts.of(task.deliverable))
    blocks = [
        [*_lines(texts("practice.title", title=texts.of(unit.title), unit=unit.id)), "=" * (WIDTH // 2)],
        _lines(*todo, "", start, end, texts("practice.hours", count=f"{unit.hours:g}")),
    ]
    for item in data:
        files = texts("practice.files", files=texts.join(list(item.for_language(texts.language))))
        made = texts("practice.by-hand") if item.seed is None else texts("practice.seed", seed=item.seed)
        blocks.append([*_lines(texts.of(item.title)), "-" * (WIDTH // 2)])
        blocks.append(_lines(texts.of(item.about), "", files, texts("practice.licence", licence=item.licence), made))
        blocks += [_columns(item, texts)] if item.columns else []
    blocks.append(_lines(texts("practice.encoding")))
    return ("\n\n".join("\n".join(block) for block in blocks) + "\n").encode()


def _columns(item: Practice, texts: Texts) -> list[str]:
    """The columns, one below the other, with their meanings in line."""
    wide = max(len(column.name) for column in item.columns)
    lines = [texts("practice.columns")]
    for column in item.columns:
        first, *more = wrap(texts.of(column.meaning), WIDTH - wide - 4)
        lines += [f"  {column.name:<{wide}}  {first}", *(" " * (wide + 4) + line for line in more)]
    return lines


def _lines(*paragraphs: str) -> list[str]:
    return [line for paragraph in paragraphs for line in wrap(paragraph, WIDTH)]
