"""Lines for a terminal: no command is broken inside an argument, and no name is too long for a page."""

import re
import shlex
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from opscareer.answers import Answers
from opscareer.engine import comparing
from opscareer.engine.assess import Engine
from opscareer.engine.explaining import contrast, explain, what_if
from opscareer.engine.plan.planner import Learner, Wishes, make_plan
from opscareer.pack.model import Pack, Text
from opscareer.report.page import render
from opscareer.report.terminal.details import result
from opscareer.report.terminal.explanation import compare, names, whatif, why
from opscareer.report.terminal.history import comparison, open_session, sessions_list
from opscareer.report.terminal.layout import Page, whole, wrap
from opscareer.report.terminal.pack import role_details, roles_list
from opscareer.report.terminal.plan import plan_lines
from opscareer.report.terminal.summary import first_screen
from opscareer.results.trait import Trait
from opscareer.sessions.progress import Reply
from opscareer.sessions.record import Record, Stamp
from opscareer.texts import Texts

LONG = "Senior manager, customer success and user communities"
LONG_ZH = "高级客户成功与用户社区运营管理岗位（负责全国各大区的社群与留存）"
PATH = "/home/somebody/assessments of this year/2026/运营/answers after the second interview.yaml"
AGAIN = f" --answers {shlex.quote(PATH)} --pack /srv/packs/a-pack-with-quite-a-long-name-in-a-folder-of-its-own"
WIDTHS = [20, 27, 40, 56, 64, 79, 80, 81, 100, 120]
TIME = "2030-01-01T08:10:00+00:00"


# --- commands


def arguments(lines: list[Any]) -> list[str]:
    """The lines as a shell would read them when they are copied."""
    return shlex.split(" ".join(line.plain for line in lines))


@pytest.mark.parametrize("width", WIDTHS)
def test_a_command_can_be_copied_however_narrow_the_page(width: int) -> None:
    lines = Page(width).command(f"opscareer why data{AGAIN}", 2, 4)

    assert arguments(lines) == ["opscareer", "why", "data", "--answers", PATH, "--pack", AGAIN.rsplit(" ", 1)[1]]
    assert [line.plain for line in lines if cell_len(line.plain) > width and len(shlex.split(line.plain)) > 1] == []


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("Where figures come from stands in opscareer guide figures. More is in the pack.", "opscareer guide figures"),
        ("为什么这样排，看这里：opscareer plan show ai-draft-checked：任务和评分表。", "opscareer plan show ai-draft-checked"),
        (
            "Noted by mistake? Take it back (opscareer --lang zh plan undo ai-draft-checked), or go on.",
            "opscareer --lang zh plan undo ai-draft-checked",
        ),
        ("To go on from here: opscareer assess --answers answers.yaml (or another file).", "opscareer assess --answers answers.yaml"),
    ],
)
@pytest.mark.parametrize("width", [60, 71, 80])
def test_a_command_in_a_sentence_is_never_split_over_two_lines(text: str, command: str, width: int) -> None:
    lines = wrap(text, width)

    assert len([line for line in lines if command in line]) == 1
    assert [line for line in lines if cell_len(line) > width] == []


@pytest.mark.parametrize("width", [20, 40, 80])
def test_every_command_that_a_result_prints_keeps_its_arguments_whole(analyst: Any, width: int, texts: Texts) -> None:
    page, (pack, plan) = Page(width), (analyst.pack, analyst.plan)
    screens = (
        first_screen(pack, analyst.assessment, plan, texts, page, AGAIN),
        result(pack, analyst.assessment, plan, texts, page, AGAIN),
    )

    for lines in screens:
        text = "\n".join(line.plain for line in lines)
        assert text.count(shlex.quote(PATH)) == len(re.findall("--answers", text)) >= 3
        assert not re.search("[\x00-\x09\x0b-\x1f]", text)


@pytest.mark.parametrize("width", [20, 40, 80])
def test_every_command_that_a_plan_prints_names_the_pack_with_its_arguments_whole(analyst: Any, width: int) -> None:
    texts = Texts("zh", usual="en", given=f" --pack {shlex.quote(PATH)}")

    text = "\n".join(line.plain for line in plan_lines(analyst.pack, analyst.plan, (), texts, Page(width)))

    assert text.count(shlex.quote(PATH)) == text.count("--pack") == len(re.findall(r"opscareer\s+--lang\s+zh", text)) >= 3


@given(st.text(st.sampled_from("ab 中，(\"'x"), max_size=60), st.integers(8, 30))
def test_what_is_marked_as_whole_changes_only_where_lines_end(text: str, width: int) -> None:
    assert "".join(wrap(whole(text), width)).replace(" ", "") == "".join(wrap(text, width)).replace(" ", "")


# --- long names


@pytest.fixture(scope="module")
def long(pack: Pack) -> Pack:
    """The shipped pack with names that fill a line and more."""
    name = Text(zh=LONG_ZH, en=LONG)
    return replace(
        pack,
        roles=tuple(replace(role, name=name) for role in pack.roles),
        competencies=tuple(replace(competency, name=name) for competency in pack.competencies),
    )


@pytest.fixture(scope="module")
def screens(long: Pack, engine: Engine, varied: Any) -> Callable[[Texts, Page], dict[str, list[Any]]]:
    """Every screen that names roles or competencies."""
    low, high = (Answers({question.id: (1,) if question.several else value for question in long.questions}) for value in (1, 2))
    assessment, plan = varied.assessment, make_plan(long, Learner(varied.assessment), Wishes("data", "senior", 6.0, start=date(2026, 3, 2)))
    explained, assumed = explain(long, engine, low, "content"), what_if(engine, low, {Trait("competency", "data_analysis"): 4.0})
    pair = contrast(long, engine, low, "content", "data")
    changes, before, after = comparing.compare(engine, low, high), record(long, low, 1), record(long, high, 2)

    def made(texts: Texts, page: Page) -> dict[str, list[Any]]:
        return {
            "summary": first_screen(long, assessment, plan, texts, page),
            "details": result(long, assessment, plan, texts, page, ""),
            "why": why(long, explained, varied.assessment, texts, page),
            "compare": compare(long, pair, varied.assessment, texts, page),
            "whatif": whatif(long, assumed, texts, page),
            "whatif alone": names(long, assumed, varied.assessment, texts, page),
            "history": sessions_list(long, (before, after), texts, page),
            "diff": comparison(long, (before, after), changes, texts, page),
            "plan": plan_lines(long, plan, (), texts, page),
            "roles": roles_list(long, texts, page),
            "role": role_details(long, long.roles[0], texts, page),
        }

    return made


def record(pack: Pack, answers: Answers, number: int, form: str = "full", state: str = "done") -> Record:
    stamp = Stamp(pack.header.id, pack.header.version, pack.hash)
    trail = tuple(Reply(question, value, drawn=False, seconds=1.5) for question, value in answers.values.items())
    facts = {
        "number": number,
        "pack": stamp,
        "form": form,
        "seed": 1,
        "state": state,
        "set_aside": False,
        "started_at": TIME,
        "trail": trail,
    }
    return Record(**facts, finished_at=TIME, best="content", result="{}", earlier={})


@pytest.mark.parametrize("width", range(20, 121, 5))
def test_names_longer_than_a_line_break_no_screen_and_are_told_whole(screens: Any, width: int, texts: Texts) -> None:
    name = LONG if texts.language == "en" else LONG_ZH

    for screen, lines in screens(texts, Page(width)).items():
        text = "".join(line.plain for line in lines)
        assert [line.plain for line in lines if cell_len(line.plain) > width] == [], screen
        assert re.sub(r"\s", "", name) in re.sub(r"\s", "", text), screen


@pytest.mark.parametrize("cells", range(45, 60))
def test_a_bar_is_never_drawn_into_no_cells_at_all(varied: Any, cells: int) -> None:
    name = Text(zh="名" * (cells // 2), en="n" * cells)
    pack = replace(varied.pack, roles=tuple(replace(role, name=name) for role in varied.pack.roles))

    lines = result(pack, varied.assessment, varied.plan, Texts("en"), Page(80))

    legend = 1
    assert sum("●" in line.plain for line in lines) == legend + 2 * len(varied.assessment.roles) + len(varied.assessment.competencies)
    assert max(cell_len(line.plain) for line in lines) <= 80


def test_long_names_are_told_whole_on_the_page_and_on_the_card(varied: Any, long: Pack, texts: Texts) -> None:
    name = LONG if texts.language == "en" else LONG_ZH

    for text in (render.html(varied.view(texts, long)), render.card(varied.view(texts, long))):
        assert text.replace("\u00a0", " ").count(name) >= len(varied.assessment.roles)


# --- what a session is told to do next, and what was answered


@pytest.mark.parametrize(("form", "command"), [("default", "opscareer assess"), ("checkpoint", "opscareer assess --checkpoint")])
def test_an_open_session_names_the_command_that_goes_on_with_it(pack: Pack, form: str, command: str) -> None:
    session = record(pack, Answers({pack.questions[0].id: 1}), 3, form, "open")

    last = open_session(pack, session, Texts("en"), Page(80))[-1].plain

    assert last.startswith(f"{command} goes on")


def test_an_answer_to_a_choice_says_what_a_and_b_are(pack: Pack, engine: Engine, texts: Texts) -> None:
    question = next(question for question in pack.questions if question.compared)
    answers = Answers({question.id: 1})
    a, b = (re.sub(r"\s", "", texts.of(task).rstrip("。.")) for task in question.compared)
    role = question.traits[0].of

    explained = why(pack, explain(pack, engine, answers, role), engine.assess(answers), texts, Page(80))
    kept = open_session(pack, record(pack, answers, 1, state="open"), texts, Page(80))

    for lines in (explained, kept):
        text = re.sub(r"\s", "", "".join(line.plain for line in lines)).lower()
        assert a.lower() in text
        assert b.lower() in text
