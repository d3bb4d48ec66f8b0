"""Units that the deeds ticked make needless: on a terminal `plan` asks about each once, with one key; elsewhere it says so."""

import json
import re
from pathlib import Path

import pytest
from documents import bare, document_of
from screen import PROGRAM

from opscareer.answers import Answers
from opscareer.casework import last_case
from opscareer.pack.load import load_pack
from opscareer.sessions.progress import Reply
from opscareer.sessions.record import Stamp, Target
from opscareer.sessions.store import Store

TINY = Path(__file__).parents[1] / "packs" / "good" / "tiny"
PLAN = ("plan", "--pack", str(TINY))
OF_THE_PLAN = {"zh": "计划里有", "en": "Your plan holds"}
ASKED = {"zh": "跳过它吗", "en": "Skip it?"}
DEED = {"zh": "改过配方，十次有九次做成", "en": "changed a recipe, and nine loaves of ten were good"}
TITLE = {"zh": "跟着温度走", "en": "Following the temperature"}


def squeezed(text):
    return re.sub(r"\s", "", text)


@pytest.fixture
def baker(home):
    """Somebody whose last assessment leaves a unit in the plan, though they have changed a recipe, and nine loaves of ten were good."""
    pack, store = load_pack(TINY), Store(home)
    session = store.begin(Stamp.of(pack), "full", 1, "2020-01-01T08:00:00+00:00")
    given = {"dough.deeds": (3,), "service.deeds": (), "till.deeds": ()}
    store.keep(session, [Reply(question, value, seconds=20.0) for question, value in given.items()])
    store.finish(session, "baker", json.dumps({}), "2020-01-01T08:00:00+00:00", Target("baker", "senior", 6.0))
    assert last_case(store, pack).answers == Answers(given)
    return store


def states(store):
    return {item.unit: (item.state, item.by_deeds) for item in store.progress("bakery")}


def units(opscareer):
    return [unit["id"] for unit in document_of(opscareer(*PLAN, "--json"))["units"]]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_yes_skips_the_unit_and_says_why_and_the_plan_follows(in_terminal, baker, opscareer, lang):
    assert "dough-2-3" in units(opscareer)
    terminal = in_terminal(*PROGRAM, *PLAN, "--lang", lang, lines=90)
    terminal.wait_for(ASKED[lang])
    assert squeezed(OF_THE_PLAN[lang] + "“" + TITLE[lang]) in terminal.text
    assert squeezed(DEED[lang]) in terminal.text

    terminal.type("y")

    assert terminal.ended() == 0
    assert states(baker) == {"dough-2-3": ("skipped", True)}
    assert squeezed("你说做过、就跳过的：" if lang == "zh" else "Skipped, because you said that you had done it:") in terminal.text
    assert "[dough-2-3]" not in terminal.text
    assert "dough-2-3" not in units(opscareer)


def test_a_no_is_remembered_and_nobody_asks_again(in_terminal, baker, opscareer):
    terminal = in_terminal(*PROGRAM, *PLAN, "--lang", "en", lines=90)
    terminal.wait_for(ASKED["en"])
    terminal.type("n")
    assert terminal.ended() == 0
    assert "[dough-2-3]" in terminal.text

    again = in_terminal(*PROGRAM, *PLAN, "--lang", "en", lines=90)

    assert again.ended() == 0
    assert squeezed(ASKED["en"]) not in again.text
    assert states(baker) == {}
    assert document_of(opscareer(*PLAN, "--json"))["claimed"] == []


@pytest.mark.parametrize("key", ["q", "\r", "\x1b", "\x04"], ids=["q", "enter", "escape", "end"])
def test_whoever_puts_it_off_sees_the_plan_and_is_asked_next_time(in_terminal, baker, key):
    for _ in range(2):
        terminal = in_terminal(*PROGRAM, *PLAN, "--lang", "en", lines=90)
        terminal.wait_for(ASKED["en"])
        terminal.type(key)
        assert terminal.ended() == 0
        assert "[dough-2-3]" in terminal.text

    assert states(baker) == {}


def test_another_key_is_said_to_be_none_and_asks_once_more(in_terminal, baker):
    terminal = in_terminal(*PROGRAM, *PLAN, "--lang", "en", lines=90)
    terminal.wait_for(ASKED["en"])
    terminal.type("x")
    terminal.until(lambda: terminal.text.count(squeezed(ASKED["en"])) == 2, "the question once more")
    assert squeezed("these do: y, n, q.") in terminal.text
    terminal.type("n")

    assert terminal.ended() == 0


def test_taking_a_skip_back_brings_the_unit_back_and_asks_nothing(in_terminal, baker, opscareer):
    terminal = in_terminal(*PROGRAM, *PLAN, "--lang", "en", lines=90)
    terminal.wait_for(ASKED["en"])
    terminal.type("y")
    assert terminal.ended() == 0

    assert opscareer("plan", "undo", "dough-2-3", "--pack", str(TINY)).returncode == 0

    again = in_terminal(*PROGRAM, *PLAN, "--lang", "en", lines=90)
    assert again.ended() == 0
    assert "[dough-2-3]" in again.text
    assert squeezed(ASKED["en"]) not in again.text


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_where_nobody_is_asked_the_plan_says_so_and_how_to_skip(opscareer, in_terminal, baker, lang):
    piped = squeezed(opscareer(*PLAN, "--lang", lang).stdout.decode())
    plain = in_terminal(*PROGRAM, *PLAN, "--plain", "--lang", lang, lines=90)
    assert plain.ended() == 0

    for text in (piped, plain.text):
        assert squeezed(ASKED[lang]) not in text
        assert squeezed(DEED[lang]) in text
        assert "opscareerplanskip" in bare(text)
    assert states(baker) == {}


def test_the_document_names_the_deeds_in_both_languages(opscareer, baker):
    (claimed,) = document_of(opscareer(*PLAN, "--json"))["claimed"]

    assert (claimed["id"], claimed["planned"]) == ("dough-2-3", True)
    assert claimed["deeds"] == [{"zh": "改过配方，十次有九次做成", "en": "Changed a recipe, and nine loaves of ten were good"}]


def test_nobody_is_asked_about_answers_from_a_file(in_terminal, home, tmp_path):
    file = tmp_path / "answers.json"
    file.write_text(json.dumps({"answers": {"dough.deeds": [3]}}), encoding="utf-8")

    terminal = in_terminal(*PROGRAM, *PLAN, "--answers", str(file), "--role", "baker", "--level", "senior", "--lang", "en", lines=90)

    assert terminal.ended() == 0
    assert squeezed(ASKED["en"]) not in terminal.text
    assert squeezed(DEED["en"]) in terminal.text


def test_a_no_does_not_skip_what_was_skipped_by_hand(baker):
    baker.mark("bakery", "dough-1-2", "skipped", "2026-01-01T08:00:00+00:00")
    baker.answer_offer("bakery", "dough-2-3", "2026-01-02T08:00:00+00:00", skip=False)

    assert states(baker) == {"dough-1-2": ("skipped", False)}
    assert baker.offered("bakery") == {"dough-2-3"}
    assert baker.offered("another") == frozenset()
