"""`opscareer plan next`, `plan progress`, and what a unit that is marked changes, in both languages."""

import json
import re
from pathlib import Path

import pytest
from documents import bare, document_of
from people import keen_on
from shipped import shipped_engine, shipped_pack

from opscareer.answers import Answers
from opscareer.engine.plan.planner import Learner, Wishes, make_plan
from opscareer.report.documents import assessment_document, dump
from opscareer.sessions.progress import Reply
from opscareer.sessions.record import Stamp, Target
from opscareer.sessions.store import Store

PACK, ENGINE = shipped_pack(), shipped_engine()
TINY = str(Path(__file__).parents[1] / "packs" / "good" / "tiny")
FORM = keen_on(PACK, "user", 1).form()
LONG_AGO = "2020-01-01T08:00:00+00:00"


def squeezed(text):
    return re.sub(r"\s", "", text)


@pytest.fixture
def finished(home):
    """A beginner who wants to do user operations, three hours a week."""
    store, answers = Store(home), Answers(FORM)
    session = store.begin(Stamp.of(PACK), "full", 1, LONG_AGO)
    store.keep(session, [Reply(question, value, seconds=20.0) for question, value in FORM.items()])
    found = ENGINE.assess(answers)
    plan = make_plan(PACK, Learner(found), Wishes("user", "mid", 3.0))
    store.finish(session, "user", dump(assessment_document(PACK, found, plan, answers)), LONG_AGO, Target("user", "mid", 3.0))
    return store


@pytest.fixture
def told(opscareer, finished):
    """What a command prints, without white space and the marks of lists."""

    def run(*arguments):
        done = opscareer(*arguments)
        assert (done.returncode, done.stderr) == (0, b"")
        return squeezed(re.sub("(?m)^- ", "", done.stdout.decode()))

    return run


def planned(opscareer):
    return document_of(opscareer("plan", "--json"))


# --- now


@pytest.mark.parametrize("columns", ["50", "80"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_next_tells_task_deliverable_and_commands_of_this_week_s_units_alone(told, opscareer, monkeypatch, lang, columns):
    monkeypatch.setenv("COLUMNS", columns)
    document = planned(opscareer)
    now = [unit["id"] for unit in document["weeks"][0]["units"]]

    text = told("plan", "next", "--lang", lang)

    assert re.findall(r"\[([a-z0-9-]+)\]", text) == now
    for name in now:
        unit = PACK.unit[name]
        assert [
            part for part in (unit.title, unit.task.brief, unit.task.input, unit.task.deliverable) if squeezed(part.to(lang)) not in text
        ] == []
        assert (f"opscareerplandata{name}" in bare(text)) == bool(unit.practice)
        assert f"opscareerplanstart{name}" in bare(text)
        assert f"opscareerplandone{name}" in bare(text)


@pytest.mark.parametrize(("lang", "begins"), [("zh", "- 先写口径"), ("en", "- Definitions first: ")])
def test_each_step_of_the_task_begins_a_line(opscareer, finished, lang, begins):
    lines = opscareer("plan", "next", "--lang", lang).stdout.decode().splitlines()

    brief = PACK.unit["user-sheet-of-a-week"].task.brief.to(lang)
    assert any(line.startswith(begins) for line in lines)
    assert len([line for line in lines if line.startswith("- ")]) >= brief.count("。" if lang == "zh" else ". ")


def test_a_unit_under_way_need_not_be_started_again(told, opscareer):
    first = planned(opscareer)["units"][0]["id"]
    assert f"opscareerplanstart{first}" in told("plan", "next")
    told("plan", "start", first)

    text = told("plan", "next", "--lang", "en")

    assert f"[{first}]" in text
    assert f"opscareerplanstart{first}" not in text
    assert "youhavebegunit" in text


def test_next_and_progress_of_another_pack_name_it(opscareer, tmp_path):
    file = tmp_path / "answers.json"
    file.write_text(json.dumps({"answers": {"dough.deeds": []}}), encoding="utf-8")

    run = opscareer("plan", "next", "--answers", str(file), "--role", "baker", "--level", "senior", "--pack", TINY, "--lang", "en")

    assert squeezed(f"opscareer --pack {TINY} plan show dough-1-2") in squeezed(run.stdout.decode())


@pytest.mark.parametrize("command", ["next", "progress"])
def test_without_any_assessment_the_hint_names_the_command_to_begin_with(opscareer, command):
    run = opscareer("plan", command, "--lang", "en")

    assert (run.returncode, run.stdout) == (2, b"")
    assert b"opscareer assess" in run.stderr


# --- how far


@pytest.mark.parametrize(("lang", "words"), [("zh", ("做完，", "跳过，", "在做，")), ("en", ("done,", "skipped,", "under way since"))])
def test_progress_ticks_every_unit_by_how_far_it_is(told, opscareer, lang, words):
    done, skipped, started = (unit["id"] for unit in planned(opscareer)["units"][:3])
    for command, name in (("done", done), ("skip", skipped), ("start", started)):
        told("plan", command, name)
    left = [unit["id"] for unit in planned(opscareer)["units"]]

    lines = re.split("(?m)^(?=[✓–▶☐] )", opscareer("plan", "progress", "--lang", lang).stdout.decode())[1:]

    ticks = {re.search(r"\[(.+)\]", line)[1]: line[0] for line in lines}
    assert (ticks[done], ticks[skipped]) == ("✓", "–")
    assert {name: ticks[name] for name in left} == {name: "▶" if name == started else "☐" for name in left}
    assert set(ticks) == {done, skipped, *left}
    assert [word for word in words if squeezed(word) not in squeezed("".join(lines))] == []


def test_where_a_terminal_shows_ascii_alone_the_ticks_are_ascii(process, finished):
    run = process("plan", "progress", "--lang", "en", PYTHONIOENCODING="ascii:replace")

    assert run.stdout.startswith(b"How far you are")
    assert run.stdout.count(b"[ ] ") > 3


# --- what a unit that is marked changes


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_unit_done_says_what_becomes_of_the_plan_and_why_the_gap_stays(told, opscareer, lang):
    before = planned(opscareer)
    first = before["units"][0]

    text = told("plan", "done", first["id"], "--lang", lang)

    after = planned(opscareer)
    counts = f"{before['hours_total']:g}小时，现在{len(after['units'])}个单元{after['hours_total']:g}小时"
    if lang == "en":
        counts = f"{before['hours_total']:g}hbefore,{after['hours_total']:g}hin{len(after['units'])}units"
    assert counts in text
    assert f"opscareerplanshow{after['units'][0]['id']}" in bare(text)
    assert "opscareerassess--checkpoint" in bare(text)
    gap = next(gap for gap in after["competencies"] if gap["id"] == first["competency"])
    assert (f"仍写着差{gap['missing']:.1f}级" if lang == "zh" else f"written as {gap['missing']:.1f} levels".replace(" ", "")) in text


def test_the_plan_explains_gaps_that_stay_only_once_a_unit_has_closed_some_of_them(told, opscareer):
    first = planned(opscareer)["units"][0]["id"]

    assert "stays until a checkpoint".replace(" ", "") not in told("plan", "--lang", "en")
    told("plan", "done", first)
    assert "stays until a checkpoint".replace(" ", "") in told("plan", "--lang", "en")


@pytest.mark.parametrize(("lang", "words"), [("zh", "不会再排一遍"), ("en", "it repeats no unit")])
def test_where_later_answers_call_for_units_that_are_over_the_plan_says_what_to_do_instead(told, opscareer, finished, lang, words):
    gap = max((gap for gap in planned(opscareer)["competencies"] if not gap["met"]), key=lambda gap: gap["missing"])["id"]
    for unit in PACK.units:
        if unit.competency == gap:
            finished.mark(PACK.header.id, unit.id, "done", "2020-01-05T08:00:00+00:00")
    before = told("plan", "--lang", lang)
    session = finished.begin(Stamp.of(PACK), "full", 1, "2020-02-01T08:00:00+00:00")
    finished.keep(session, [Reply(question, value, seconds=25.0) for question, value in FORM.items()])
    finished.finish(session, "user", "{}", "2020-02-01T08:00:00+00:00", Target("user", "mid", 3.0))

    after = told("plan", "--lang", lang)

    assert gap in planned(opscareer)["uncovered"]
    assert squeezed(words) not in before
    assert squeezed(words) in after
    assert "planundo" in bare(after)


def test_a_unit_that_was_not_in_the_plan_leaves_it_as_it_was(told, opscareer):
    units = {unit["id"] for unit in planned(opscareer)["units"]}
    other = next(unit.id for unit in PACK.units if unit.role == "data" and unit.id not in units)

    text = told("plan", "done", other, "--lang", "en")

    assert "stays as it was".replace(" ", "") in text or "h before" not in text


def test_marking_needs_no_assessment(opscareer, home):
    run = opscareer("plan", "done", PACK.units[0].id, "--lang", "en")

    assert (run.returncode, run.stderr) == (0, b"")
    assert b"opscareer plan rebuilds the plan" in run.stdout


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_of_an_answers_file_no_command_is_named_that_keeps_or_notes_something_for_it(opscareer, tmp_path, lang):
    file = tmp_path / "answers.json"
    file.write_text(json.dumps({"answers": FORM}, default=list))

    plan, now = (opscareer("plan", *name, "--answers", str(file), "--lang", lang).stdout.decode() for name in ((), ("next",)))

    assert not re.search("plan (start|done|skip) [a-z]", plan + now)
    assert "plan show" in now
    assert squeezed({"en": "kept once, for all files alike", "zh": "只记一份，不分文件"}[lang]) in squeezed(plan)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_commands_that_the_plan_of_an_answers_file_names_find_the_same_answers(opscareer, tmp_path, monkeypatch, lang):
    monkeypatch.chdir(tmp_path)
    careless = {question.id: 1 if question.kind != "deeds" else (len(question.options),) for question in PACK.questions}
    files = {name: json.dumps({"answers": answers}, default=list) for name, answers in (("ben.json", FORM), ("hasty.json", careless))}
    for name, text in files.items():
        Path(name).write_text(text)
    aim = ("--level", "mid", "--hours-per-week", "6", "--lang", lang)

    plan, whole = (opscareer(command, "--answers", "ben.json", *aim).stdout.decode() for command in ("plan", "report"))
    doubtful = opscareer("plan", "--answers", "hasty.json", *aim).stdout.decode()

    for text in (plan, whole):
        assert "plan --answers ben.json --role user --hours-per-week 6 --level entry" in " ".join(text.split())
    assert "report --answers hasty.json" in " ".join(doubtful.split())
