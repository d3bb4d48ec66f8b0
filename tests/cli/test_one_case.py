"""The last assessment, what its plan leads to, and how far the person is: every command that looks at it sees the same."""

import json
import re
import shutil
from pathlib import Path

import icalendar
import pytest
from people import everyone, highest

from opscareer.answers import Answers
from opscareer.cli.app import main
from opscareer.engine.assess import Engine
from opscareer.engine.plan.planner import Learner, Wishes, make_plan
from opscareer.pack.load import load_pack
from opscareer.report.documents import assessment_document, dump
from opscareer.sessions.progress import Reply
from opscareer.sessions.record import Stamp, Target
from opscareer.sessions.store import Store

PACK = load_pack()
TINY = Path(__file__).parents[1] / "packs" / "good" / "tiny"
LONG_AGO, SINCE = "2020-01-01T08:00:00+00:00", "2020-02-01T08:00:00+00:00"
FIRST = everyone(PACK, 1)
TARGET = Target("data", "senior", 3.0)


def kept(home, pack, values, target, given=None):
    """Keeps a finished assessment with the document that it had; `given`: what was said then, where it was something else."""
    store, answers = Store(home), Answers(values)
    session = store.begin(Stamp.of(pack), "full", 1, LONG_AGO)
    store.keep(session, [Reply(question, value, seconds=20.0) for question, value in (given or values).items()])
    assessment = Engine.of(pack).assess(answers)
    plan = make_plan(pack, Learner(assessment), Wishes(target.role, target.tier, target.hours_per_week))
    store.finish(session, assessment.best.role, dump(assessment_document(pack, assessment, plan, answers)), LONG_AGO, target)
    return store


@pytest.fixture
def said(capsys):
    """Runs a command. Returns what it prints on standard output and on standard error."""

    def run(*arguments):
        code = main(arguments)
        told = capsys.readouterr()
        assert code == 0, told.err
        return told.out, told.err

    return run


def plan_of(said, *arguments):
    document = json.loads(said(*arguments, "--json")[0])
    plan = document.get("plan", document)
    return plan["target"], plan["hours_per_week"], [unit["id"] for unit in plan["units"]]


# --- one plan


def test_plan_and_report_give_the_same_plan_with_the_target_and_the_progress_of_the_person(said, home):
    kept(home, PACK, FIRST, TARGET)
    first = plan_of(said, "plan")[2][0]
    said("plan", "done", first)

    target, hours, units = plan_of(said, "plan")

    assert (target, hours) == ({"role": "data", "level": "senior"}, 3.0)
    assert first not in units
    assert plan_of(said, "report") == (target, hours, units)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_history_show_prints_what_report_prints(said, home, lang):
    kept(home, PACK, FIRST, TARGET)
    said("plan", "done", plan_of(said, "plan")[2][0])

    report = said("report", "--lang", lang)[0]
    shown = said("history", "show", "--lang", lang)[0]

    body, _, _ = report.rpartition("\n\n")  # the commands to go on with differ
    assert body in shown


@pytest.mark.parametrize("command", ["plan", "report"])
def test_what_is_asked_for_now_goes_before_what_was_planned_for(said, home, command):
    kept(home, PACK, FIRST, TARGET)

    assert plan_of(said, command, "--role", "event")[:2] == ({"role": "event", "level": "entry"}, 3.0)


def test_plan_remembers_what_it_was_asked_for_and_report_follows_it(said, home):
    kept(home, PACK, FIRST, TARGET)

    plan_of(said, "plan", "--hours-per-week", "9")
    assert plan_of(said, "plan")[:2] == plan_of(said, "report")[:2] == ({"role": "data", "level": "senior"}, 9.0)

    plan_of(said, "plan", "--role", "event")
    assert plan_of(said, "plan")[:2] == plan_of(said, "report")[:2] == ({"role": "event", "level": "entry"}, 9.0)


def test_report_next_and_progress_remember_nothing(said, home):
    kept(home, PACK, FIRST, TARGET)

    plan_of(said, "report", "--role", "event")
    said("plan", "next", "--role", "event")
    said("plan", "progress", "--hours-per-week", "12")

    assert plan_of(said, "plan")[:2] == ({"role": "data", "level": "senior"}, 3.0)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_plan_report_calendar_and_progress_tell_the_same_units(said, home, tmp_path, lang):
    kept(home, PACK, FIRST, TARGET)
    said("plan", "done", plan_of(said, "plan", "--hours-per-week", "5")[2][0])
    units = plan_of(said, "plan")[2]
    titles = {name: "".join(unit.title.to(lang).split()) for name, unit in PACK.unit.items()}
    page, calendar = tmp_path / "report.md", tmp_path / "plan.ics"

    said("report", "--md", str(page), "--lang", lang)
    said("plan", "--ics", str(calendar), "--lang", lang)

    events = " ".join(str(event["SUMMARY"]) for event in icalendar.Calendar.from_ical(calendar.read_bytes()).walk("VEVENT"))
    told = (page.read_text(encoding="utf-8"), events, said("plan", "--lang", lang)[0], said("plan", "progress", "--lang", lang)[0])
    assert [name for text in told for name in units if titles[name] not in "".join(text.replace("\\", "").split())] == []


def test_a_report_of_an_answers_file_is_the_same_whatever_is_in_the_store(said, home, tmp_path):
    file = tmp_path / "answers.json"
    file.write_text(json.dumps({"answers": FIRST}), encoding="utf-8")
    before = said("report", "--answers", str(file), "--json")[0]

    store = kept(home, PACK, FIRST, TARGET)
    store.mark(PACK.header.id, plan_of(said, "plan")[2][0], "done", SINCE)

    assert said("report", "--answers", str(file), "--json")[0] == before


# --- a pack that lost something without a new version


@pytest.fixture
def lost(home, tmp_path):
    """The options that name a pack which lost one option and one question since the last assessment."""
    directory = tmp_path / "pack"
    shutil.copytree(TINY, directory)
    file = directory / "questions.yaml"
    text = file.read_text(encoding="utf-8")
    option = '      - rating: poor\n        text: {zh: "问师傅", en: "Ask the master"}\n'
    question = re.search(r"  - id: seller\.interest\n(?:    .*\n)+", text)[0]
    before, judgement = text.split("  - id: dough.judgement\n")
    file.write_text(
        before + "  - id: dough.judgement\n" + judgement.replace("    options:\n", "    options:\n" + option, 1), encoding="utf-8"
    )
    whole = load_pack(directory)
    kept(home, whole, highest(whole), Target("baker", "senior", 5.0))
    file.write_text(text.replace(question, ""), encoding="utf-8")
    return ["--pack", str(directory)]


@pytest.mark.parametrize(
    "command",
    [["plan"], ["report"], ["why", "baker"], ["whatif", "dough=4"], ["history", "show"], ["plan", "--json"], ["report", "--html", "-"]],
    ids=" ".join,
)
@pytest.mark.parametrize(("lang", "word"), [("zh", "不计入"), ("en", "do not count")])
def test_answers_that_the_pack_no_longer_knows_are_left_out_and_named(said, lost, command, lang, word):
    out, err = said(*command, *lost, "--lang", lang)

    assert out
    assert err.count("\n") == 1
    assert word in err
    assert "dough.judgement" in err
    assert "seller.interest" in err
    assert "service.deeds" not in err


def test_with_a_pack_that_lost_something_all_still_give_one_plan(said, lost):
    assert plan_of(said, "plan", *lost) == plan_of(said, "report", *lost)
    assert plan_of(said, "plan", *lost)[:2] == ({"role": "baker", "level": "senior"}, 5.0)


@pytest.mark.parametrize("question", ["gone.interest", "data_analysis.evidence.1"])
def test_where_nothing_that_was_answered_is_left_there_is_no_assessment(capsys, home, question):
    kept(home, PACK, FIRST, TARGET, given={question: 2})

    for command in (["plan"], ["report"], ["why", "data"], ["whatif", "data_analysis=3"]):
        assert main([*command, "--json"]) == 2
        assert json.loads(capsys.readouterr().err)["error"]["kind"] == "assessment-outdated"
    assert main(["history", "show"]) == 0
    assert question in capsys.readouterr().out


# --- a checkpoint


@pytest.mark.parametrize(
    ("options", "target"),
    [
        ([], TARGET),
        (["--hours-per-week", "8"], Target("data", "senior", 8.0)),
        (["--role", "event", "--level", "mid"], Target("event", "mid", 3.0)),
    ],
)
def test_a_checkpoint_keeps_what_the_plan_leads_to_unless_something_else_is_asked_for(assess, home, options, target):
    store = kept(home, PACK, FIRST, TARGET)
    store.mark(PACK.header.id, "sort-reviews", "started", SINCE)
    terminal = assess("--checkpoint", *options)
    terminal.begin()

    assert terminal.answer_all(lambda _: "2") == 0

    record = Store(home).records()[0]
    assert (record.state, record.form, record.target) == ("done", "checkpoint", target)
    plan = json.loads(record.result)["plan"]
    assert (plan["target"], plan["hours_per_week"]) == ({"role": target.role, "level": target.tier}, target.hours_per_week)


def test_a_checkpoint_with_details_shows_the_whole_new_result_too(assess, home):
    store = kept(home, PACK, FIRST, TARGET)
    store.mark(PACK.header.id, "sort-reviews", "started", SINCE)
    terminal = assess("--checkpoint", "--details", "--lang", "en")
    terminal.begin()

    assert terminal.answer_all(lambda _: "2") == 0

    assert "How the directions fit" in terminal.printed
    assert terminal.printed.index("within the noise") < terminal.printed.index("How the directions fit")
