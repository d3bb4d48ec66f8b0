"""What stands on the screen, and that all of it can be reached however small the screen is."""

from dataclasses import replace

import pytest
from rich.cells import cell_len
from shipped import shipped_pack

from opscareer.cli.questionnaire.keys import DOWN, PAGE_UP, SPACE
from opscareer.cli.questionnaire.screen import Window
from opscareer.cli.questionnaire.sheets import AskedQuestion, Sheet, SheetWriter
from opscareer.report.terminal.layout import Page
from opscareer.texts import Texts

PACK = shipped_pack()
LANGUAGES = ("zh", "en")
WIDTHS = (40, 60, 80, 120)


def writer(lang: str, width: int, *, single: bool = True) -> SheetWriter:
    texts = Texts(lang)
    return SheetWriter(PACK, texts, Page(width), single, texts.other_language("utf-8"))


def asked(question: str, **facts: object) -> AskedQuestion:
    options = len(PACK.options(PACK.question[question]))
    return AskedQuestion(PACK.shown(question), tuple(range(1, options + 1)), 3, 20, 4, **facts)


def sheets(lang: str, width: int) -> dict[str, Sheet]:
    """Every sheet, by name."""
    written = replace(writer(lang, width), note="!", notice=Texts(lang)("session.not-saved"))
    questions = {question.id: written.question(asked(question.id, earlier=0)) for question in PACK.questions}
    return questions | {
        "intro": written.intro(20),
        "resume": written.resume(7),
        "checkpoint": written.checkpoint([item.id for item in PACK.competencies[:3]], 15),
        "help": written.help(5),
        "close": written.close_call([role.id for role in PACK.roles[:2]], 6),
    }


def shown(lines: list) -> list[str]:
    return [line.plain for line in lines]


@pytest.mark.parametrize("height", [10, 12, 24])
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_line_of_every_sheet_comes_into_sight_and_none_is_too_wide(lang: str, width: int, height: int) -> None:
    for name, sheet in sheets(lang, width).items():
        window = Window()
        seen: set[str] = set()
        screens = []
        while (screen := shown(window.lines(sheet, height))) not in screens:
            assert len(screen) <= height, name
            screens.append(screen)
            seen |= set(screen)
            window.moves(SPACE)
        assert {line for line in shown(sheet.body) if line.strip()} <= seen, name
        assert [line for line in seen if cell_len(line) > width] == [], name


def test_nothing_scrolls_where_everything_is_in_sight() -> None:
    window = Window()
    window.lines(writer("en", 80).help(5), 24)

    assert not window.moves(SPACE)
    assert not window.moves(DOWN)


def test_page_up_leads_back_and_beyond_the_end_lies_the_beginning() -> None:
    window, sheet = Window(), writer("en", 40).intro(20)
    first = shown(window.lines(sheet, 12))

    window.moves(SPACE)
    second = shown(window.lines(sheet, 12))
    window.moves(PAGE_UP)
    assert shown(window.lines(sheet, 12)) == first != second

    for _ in range(2):
        window.moves(SPACE)
        window.lines(sheet, 12)
    window.moves(SPACE)
    assert shown(window.lines(sheet, 12)) == first


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_marked_option_is_in_sight(lang: str) -> None:
    written, window = writer(lang, 40), Window()
    for question in PACK.questions:
        for place in (0, len(PACK.options(question)) - 1, 1):
            sheet = written.question(asked(question.id, marked=place))
            marked = shown(sheet.body)[sheet.focus.start : sheet.focus.stop]
            assert marked[0].startswith(f"> {place + 1}  ")
            assert set(marked) <= set(shown(window.lines(sheet, 11)))


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_all_lines_of_an_option_stand_under_its_first_word(lang: str, width: int) -> None:
    for question in PACK.questions:
        sheet = writer(lang, width).question(asked(question.id))
        lines = shown(sheet.body)
        options = lines[next(row for row, line in enumerate(lines) if line.startswith("  1  ")) :]
        assert [line for line in options if line and not line.startswith("     ") and line[2] not in "123456789"] == []
        assert all(line[5] != " " for line in options if line)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_on_paper_there_is_no_bar(lang: str) -> None:
    paper = writer(lang, 80, single=False).question(asked(PACK.questions[0].id))
    screen = writer(lang, 80).question(asked(PACK.questions[0].id))

    assert any("━" in line for line in shown(screen.head))
    assert not any(char in line for line in shown(paper.head) for char in "━·")


@pytest.mark.parametrize(("lang", "encoding", "name"), [("zh", "utf-8", "English"), ("en", "gbk", "中文"), ("en", "ascii", "Chinese")])
def test_the_other_language_is_called_by_its_own_name_where_that_can_be_shown(lang: str, encoding: str, name: str) -> None:
    assert Texts(lang).other_language(encoding) == name
