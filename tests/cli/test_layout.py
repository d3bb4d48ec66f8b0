"""How text is laid out: nothing is wider than the terminal, nothing is cut off, and lines break where Chinese and Latin text may break."""

import io
import json
import os
import re
import subprocess
import sys
import textwrap
import unicodedata
from contextlib import redirect_stdout
from dataclasses import asdict
from functools import cache
from itertools import zip_longest
from unittest import mock

import pytest
from documents import placed
from hypothesis import example, given
from hypothesis import strategies as st
from shipped import shipped_pack

from opscareer.cli.app import main
from opscareer.report.terminal.layout import wrap
from opscareer.report.terminal.plan import SHORT_STEPS

CLOSING = "，。、；：？！）》〉」』】〕’”…％,.;:?!)]}%"
OPENING = "（《〈「『【〔‘“([{"


def cells(text):
    """The width of a text in a terminal, by Unicode's own table: Korean vowels and final consonants join the syllable before them."""

    def width(char):
        joins = unicodedata.category(char) in {"Mn", "Me"} or "\u1160" <= char <= "\u11ff" or "\ud7b0" <= char <= "\ud7fb"
        return 0 if joins else 2 if unicodedata.east_asian_width(char) in "WF" else 1

    return sum(map(width, text))


def squeezed(text):
    return re.sub(r"\s", "", text)


# --- wrapping


def assert_only_spaces_are_lost(text, lines):
    """The lines stand in the text in their order, and between them is nothing but white space."""
    at = 0
    for line in lines:
        at += len(text[at:]) - len(text[at:].lstrip())
        assert text.startswith(line.strip(), at), (line, text[at:])
        at += len(line.strip())
    assert not text[at:].strip()


VISIBLE = st.characters(exclude_categories=["Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"], include_characters="\n")


@given(text=st.text(VISIBLE, max_size=200), width=st.integers(8, 60))
@example(text="用" * 30, width=9)
@example(text="x" * 100, width=8)
@example(text="，" * 40, width=10)
@example(text="00000000\ud7b0", width=8)
@example(text="（（（（（（（（（", width=8)
def test_no_text_is_wider_than_the_line_or_loses_a_character(text, width):
    lines = wrap(text, width)

    assert [line for line in lines if cells(line) > width] == []
    assert_only_spaces_are_lost(text, lines)


LATIN = st.text("abcdefghijklmnopqrstuvwxyzABCXYZ0123456789", min_size=1, max_size=10)
CHINESE = st.text("运营数据分析用户内容活动产品的了是不在有", min_size=1, max_size=8)
NO_MARK = st.just("")


@st.composite
def phrases(draw):
    """Chinese and Latin words, with marks where a writer puts them, as in the texts of a pack."""
    parts = []
    for chinese in draw(st.lists(st.booleans(), min_size=1, max_size=40)):
        word = draw(CHINESE if chinese else LATIN)
        parts.append(draw(NO_MARK | st.sampled_from(OPENING)) + word + draw(NO_MARK | st.text(CLOSING, min_size=1, max_size=2)))
        parts.append(draw(st.sampled_from(["", " "])) if chinese else " ")
    return "".join(parts).strip()


@given(text=phrases(), width=st.integers(24, 100))
@example(text="他说（这是真的）。" * 10, width=24)
@example(text="运营“增长引擎”，还是《廉价劳动力》？" * 6, width=25)
@example(text="看〈第一章〉和〔注〕" * 6, width=26)
@example(text="word (word) word, word. " * 8, width=24)
def test_lines_break_where_a_reader_expects_it(text, width):
    lines = wrap(text, width)

    assert [line for line in lines if cells(line) > width] == []
    assert_only_spaces_are_lost(text, lines)
    assert [line for line in lines[1:] if line.lstrip()[:1] in CLOSING] == []
    assert [line for line in lines[:-1] if line.rstrip()[-1:] in OPENING] == []
    texts = r"[A-Za-z0-9]+"
    assert [word for line in lines for word in re.findall(texts, line)] == re.findall(texts, text)


@given(texts=st.lists(LATIN, min_size=1, max_size=60), width=st.integers(10, 60))
def test_latin_lines_are_filled_word_by_word(texts, width):
    text = " ".join(texts)

    assert wrap(text, width) == textwrap.wrap(text, width)


@given(text=st.text("运营数据分析用户", min_size=1, max_size=200), width=st.integers(8, 60))
def test_chinese_lines_are_filled_character_by_character(text, width):
    full = width // 2

    assert wrap(text, width) == [text[start : start + full] for start in range(0, len(text), full)]


def test_lines_that_the_author_made_are_kept():
    assert wrap("one\n\ntwo 三\n四", 20) == ["one", "", "two 三", "四"]


def texts_of(value):
    """Every text in two languages anywhere in a pack."""
    if isinstance(value, dict):
        if set(value) == {"zh", "en"}:
            yield from value.values()
        else:
            for item in value.values():
                yield from texts_of(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from texts_of(item)


@pytest.mark.parametrize("width", [28, 36, 40, 60, 76, 100])
def test_every_text_of_the_shipped_pack_breaks_well(width):
    texts = list(texts_of(asdict(shipped_pack())))

    assert len(texts) > 500
    for text in texts:
        lines = wrap(text, width)
        assert_only_spaces_are_lost(text, lines)
        assert [line for line in lines if cells(line) > width] == []
        assert [line for line in lines[1:] if unicodedata.category(line.lstrip()[0]) in {"Pe", "Pf"} or line.lstrip()[0] in CLOSING] == []
        assert [line for line in lines[:-1] if unicodedata.category(line.rstrip()[-1]) in {"Ps", "Pi"}] == []
        assert [word for line in lines for word in re.findall(r"[A-Za-z0-9]+", line)] == re.findall(r"[A-Za-z0-9]+", text)


# --- whole pages

WIDTHS = (40, 60, 80, 120)


@cache
def page(*arguments, columns=80, lang="en"):
    """What a command prints on a terminal of this width."""
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    with mock.patch.dict(os.environ, {"COLUMNS": str(columns), "OPSCAREER_LANG": lang}), redirect_stdout(out):
        assert main(arguments) == 0
    return out.buffer.getvalue().decode()


@pytest.fixture(scope="module")
def answers(tmp_path_factory):
    """A whole questionnaire, as an answers file in the working directory, with answers that differ."""
    questions = json.loads(page("questions", "--json"))["questions"]
    values = {question["id"]: placed(question, 1 + number % len(question["options"])) for number, question in enumerate(questions)}
    file = tmp_path_factory.mktemp("answers") / "answers.json"
    file.write_text(json.dumps({"answers": values}), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(file.parent)
        yield file.name


PAGES = {
    "first screen": ("assess", "--answers", "FILE"),
    "result": ("assess", "--answers", "FILE", "--details"),
    "report": ("report", "--answers", "FILE"),
    "why": ("why", "event", "--answers", "FILE"),
    "compare": ("compare", "event", "user", "--answers", "FILE"),
    "whatif": ("whatif", "event=1", "data_analysis=4", "--answers", "FILE"),
    "names for whatif": ("whatif", "--answers", "FILE"),
    "plan": ("plan", "--answers", "FILE", "--role", "event", "--level", "senior"),
    "unit": ("plan", "show", "run-community-week"),
    "roles": ("roles",),
    "one role": ("roles", "product"),
    "help": ("assess", "--help"),
}


def command(name, answers):
    return [answers if part == "FILE" else part for part in PAGES[name]]


def too_wide(text, columns, answers):
    """Lines wider than the terminal. An argument of a command to copy is never broken: the answers file, alone on a line, may be wider."""
    return [line for line in text.splitlines() if cells(line) > columns and line.strip(" .。") != answers]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", PAGES)
def test_no_page_is_wider_than_the_terminal(name, lang, answers):
    for columns in WIDTHS:
        text = page(*command(name, answers), columns=columns, lang=lang)

        assert too_wide(text, columns, answers) == [], columns
        assert "\x1b" not in text


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_result_says_the_same_at_every_width(lang, answers):
    """Bars and columns change with the width; every text, name, figure and first step of the plan stays."""
    document = json.loads(page(*command("result", answers), "--json"))
    pack = shipped_pack()
    names = [pack.role[role["id"]].name.to(lang) for role in document["roles"]]
    names += [pack.competency[item["id"]].name.to(lang) for item in document["competencies"]]
    steps = [pack.unit[unit["id"]] for unit in document["plan"]["units"][:SHORT_STEPS]]
    texts = [text.to(lang) for unit in steps for text in (unit.title, unit.goal, unit.task.deliverable)]
    figures = [f"{role['fit']:.0f}[{role['interval'][0]:.0f}-{role['interval'][1]:.0f}]" for role in document["roles"]]

    for columns in WIDTHS:
        shown = squeezed(page(*command("result", answers), columns=columns, lang=lang))
        assert [text for text in (*names, *texts, *figures) if squeezed(text) not in shown] == [], columns


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_first_screen_says_the_same_at_every_width_but_of_competencies_nothing_where_they_would_hide_the_headline(lang, answers):
    document = json.loads(page(*command("first screen", answers), "--json"))
    pack = shipped_pack()
    names = [pack.role[role["id"]].name.to(lang) for role in document["roles"]]
    levels = [pack.competency[item["id"]].name.to(lang) for item in document["competencies"]]
    figures = [f"{role['fit']:.0f}[{role['interval'][0]:2.0f}-{role['interval'][1]:.0f}]" for role in document["roles"]]
    levels += [f"{item['level']:.1f}[{item['interval'][0]:.1f}-{item['interval'][1]:.1f}]" for item in document["competencies"]]
    commands = [f"opscareer {name} --answers {answers}" for name in (f"why {document['best']['role']}", "plan", "report")]

    for columns in WIDTHS:
        screen = page(*command("first screen", answers), columns=columns, lang=lang)
        expected = (*names, *figures, *commands, *(levels if columns > 80 else ()))
        assert [text for text in expected if squeezed(text) not in squeezed(screen)] == [], columns
        assert screen.count("\n") <= 23


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", ["roles", "one role"])
def test_pages_of_running_text_differ_in_line_breaks_only(name, lang):
    pages = [squeezed(page(*PAGES[name], columns=columns, lang=lang).replace("─", "")) for columns in WIDTHS]

    assert len(pages[0]) > 400
    for other in pages[1:]:
        assert [(a, b) for a, b in zip_longest(pages[0], other) if a != b] == []


@pytest.mark.parametrize(("name", "columns"), [("first screen", 80), ("result", 40), ("result", 80)])
def test_without_utf_8_the_bars_are_drawn_in_ascii(name, columns, answers):
    settings = {**os.environ, "COLUMNS": str(columns), "OPSCAREER_LANG": "zh", "PYTHONIOENCODING": "gbk"}
    done = subprocess.run([sys.executable, "-m", "opscareer", *command(name, answers)], capture_output=True, env=settings, check=True)

    text = done.stdout.decode("gbk")
    assert {char for char in text if not char.isascii() and cells(char) == 1} <= set("“”‘’…·—×÷±√→")
    assert too_wide(text, columns, answers) == []
    assert re.search(r"\.=*o=*[.|]", text)
    assert "?" not in text
