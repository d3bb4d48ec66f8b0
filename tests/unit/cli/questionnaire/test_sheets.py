"""What stands on the screen, and that all of it can be reached however small the screen is."""

import re
from dataclasses import replace

import pytest
from rich.cells import cell_len
from shipped import shipped_pack

from opscareer.cli.questionnaire.keys import DOWN, PAGE_UP, SPACE
from opscareer.cli.questionnaire.screen import Window
from opscareer.cli.questionnaire.sheets import AskedQuestion, Sheet, SheetWriter
from opscareer.pack.kinds import Question
from opscareer.pack.kinds.shown import Draft
from opscareer.report.terminal.layout import Page
from opscareer.results.assessment import Flag, Quality
from opscareer.results.units import Answer
from opscareer.sessions.record import Record, Stamp
from opscareer.texts import Texts

PACK = shipped_pack()
USUAL = (16, 28)
LIST, ONE = (next(question.id for question in PACK.questions if question.several == several) for several in (True, False))
LANGUAGES = ("zh", "en")
WIDTHS = (40, 60, 80, 120)
KEPT = Record(1, Stamp.of(PACK), "default", 1, "open", False, "2030-03-07T10:30:00+00:00")


def writer(lang: str, width: int, *, single: bool = True) -> SheetWriter:
    texts = Texts(lang)
    return SheetWriter(PACK, texts, Page(width), single, texts.other_language("utf-8"))


def asked(question: str, **facts: object) -> AskedQuestion:
    options = len(PACK.options(PACK.question[question]))
    return AskedQuestion(PACK.shown(question), tuple(range(1, options + 1)), 3, 20, 4, **facts)


def before(question: Question) -> Answer:
    return (1, 2) if question.several else 1


def sheets(lang: str, width: int) -> dict[str, Sheet]:
    """Every sheet, by name."""
    written = replace(writer(lang, width), note="!", notice=Texts(lang)("session.not-saved"))
    questions = {question.id: written.question(asked(question.id, given=before(question), first=True)) for question in PACK.questions}
    return questions | {
        "intro": written.intro(USUAL),
        "resume": written.resume(7),
        "resume one": replace(written, elsewhere=KEPT).resume_one((KEPT, KEPT, KEPT), "intro.resume-keys-several"),
        "go on": written.go_on(24, 79),
        "more": written.more(24, 6),
        "checkpoint": replace(written, again=[item.id for item in PACK.competencies[:3]]).checkpoint((12, 30), 4),
        "checkpoint left": replace(written, left=KEPT).intro(USUAL),
        "help": written.help(PACK.shown(ONE)),
        "help, a list": written.help(PACK.shown(LIST)),
        "alike": written.unsettled("alike", 6),
        "untold": written.unsettled("untold", 6),
        "unread": written.unread(Quality(flags=(Flag("hasty", {"count": 18, "total": 22}), Flag("pattern", way="sequence")))),
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
    window.lines(writer("en", 80).help(None), 24)

    assert not window.moves(SPACE)
    assert not window.moves(DOWN)


def test_page_up_leads_back_and_beyond_the_end_lies_the_beginning() -> None:
    window, sheet = Window(), writer("en", 40).intro(USUAL)
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
            sheet = written.question(asked(question.id, draft=Draft(place), in_sight=place))
            marked = shown(sheet.body)[sheet.focus.start : sheet.focus.stop]
            assert marked[0].startswith(f"> {place + 1}  ")
            assert set(marked) <= set(shown(window.lines(sheet, 11)))


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_all_lines_of_an_option_stand_under_its_first_word(lang: str, width: int) -> None:
    for question in PACK.questions:
        sheet = writer(lang, width).question(asked(question.id))
        lines = shown(sheet.body)
        options = [line for line in lines[next(row for row, line in enumerate(lines) if line.startswith("  1  ")) :] if line]
        column = 9 if question.several else 5
        assert [line for line in options if line[:column].strip() and not re.match(r"  [1-9]  (\[ \] )?\S", line)] == []
        assert all(line[column] != " " for line in options)


# --- lists of deeds


def test_every_deed_has_a_box_with_a_cross_where_it_is_ticked() -> None:
    written = writer("en", 200)
    lines = shown(written.question(asked(LIST, draft=Draft(1, (1, 3)))).body)

    assert [line[:9] for line in lines if "[" in line[:9]][:3] == ["  1  [x] ", "> 2  [ ] ", "  3  [x] "]
    assert not any("[ ]" in line for line in shown(written.question(asked(ONE)).body))


def test_the_first_list_alone_says_what_counts_and_that_few_ticks_are_normal() -> None:
    written = writer("en", 200)
    said = written.texts("session.first.deeds")

    assert said in shown(written.question(asked(LIST, first=True)).body)
    assert said not in shown(written.question(asked(LIST)).body)
    assert said not in shown(written.question(asked(ONE, first=True)).body)


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({}, ""),
        ({"skipped": True}, "You skipped this before."),
        ({"given": (1, 3), "draft": Draft(None, (1, 3))}, "You ticked 1, 3 before; Enter keeps that."),
        ({"given": (1, 3), "draft": Draft(2, (1, 3))}, "You ticked 1, 3 before; Enter keeps that."),
        ({"given": (1, 3), "draft": Draft(2, (1,))}, ""),
        ({"given": (), "draft": Draft(None, ())}, "You ticked none before; Enter keeps that."),
        ({"given": (), "draft": Draft()}, ""),
    ],
    ids=str,
)
def test_what_was_ticked_before_is_told_as_long_as_enter_keeps_it(facts: dict[str, object], said: str) -> None:
    assert told_before(LIST, facts) == said


@pytest.mark.parametrize(
    ("facts", "said"),
    [({"given": 2, "draft": Draft(1)}, "You chose 2 before; Enter keeps it."), ({"given": 2, "draft": Draft(0)}, "")],
    ids=str,
)
def test_what_was_chosen_before_is_told_as_long_as_enter_keeps_it(facts: dict[str, object], said: str) -> None:
    assert told_before(ONE, facts) == said


def told_before(question: str, facts: dict[str, object]) -> str:
    """What stands below the options."""
    lines = shown(writer("en", 200).question(asked(question, **facts)).body)
    return "".join(line for line in lines if line.startswith("You "))


def test_the_space_bar_ticks_where_something_is_marked_and_scrolls_where_nothing_is() -> None:
    written, window = writer("en", 40), Window()

    keys = []
    for draft in (Draft(), Draft(0)):
        screen = shown(window.lines(written.question(asked(LIST, draft=draft)), 12))
        keys.append((any("Space more" in line for line in screen), any("Space tick" in line for line in screen), window.moves(SPACE)))

    assert keys == [(True, False, True), (False, True, False)]


# --- length


@pytest.mark.parametrize(
    ("lang", "usual", "said"),
    [
        ("en", (16, 28), "16 to 28 questions, about 4 to 7 minutes."),
        ("en", (103, 103), "103 questions, about 26 minutes."),
        ("zh", (16, 28), "要答 16 到 28 题，约 4 到 7 分钟。"),
        ("zh", (6, 6), "要答 6 题，约 2 分钟。"),
    ],
)
def test_the_introduction_tells_from_what_to_what(lang: str, usual: tuple[int, int], said: str) -> None:
    assert any(line.startswith(said) for line in shown(writer(lang, 200).intro(usual).body))


def test_the_minutes_of_a_checkpoint_count_the_criteria_of_its_rubrics() -> None:
    said = "".join(shown(replace(writer("en", 200), again=[PACK.competencies[0].id]).checkpoint((4, 8), 8).body))

    assert "4 to 8 questions" in said
    assert "About 3 to 4 minutes." in said


def test_the_bar_is_full_at_the_last_question() -> None:
    written = writer("en", 80)

    bars = [shown(written.question(replace(asked(ONE), number=number)).head)[0].count("━") for number in (1, 10, 20)]

    assert bars == [1, 12, 24]


# --- signs and names


@pytest.mark.parametrize("lang", LANGUAGES)
def test_on_paper_there_is_no_bar(lang: str) -> None:
    paper = writer(lang, 80, single=False).question(asked(PACK.questions[0].id))
    screen = writer(lang, 80).question(asked(PACK.questions[0].id))

    assert any("━" in line for line in shown(screen.head))
    assert not any(char in line for line in shown(paper.head) for char in "━·")


@pytest.mark.parametrize(("lang", "encoding", "name"), [("zh", "utf-8", "English"), ("en", "gbk", "中文"), ("en", "ascii", "Chinese")])
def test_the_other_language_is_called_by_its_own_name_where_that_can_be_shown(lang: str, encoding: str, name: str) -> None:
    assert Texts(lang).other_language(encoding) == name


@pytest.mark.parametrize("width", range(40, 81))
def test_the_key_of_the_other_language_stands_on_one_line_with_its_name(width: int) -> None:
    written = writer("en", width)

    assert any("t 中文" in line for line in shown(written.intro((15, 28)).body))
    assert "t 中文" in writer("en", width, single=False).question(asked(ONE, first=True)).prompt
