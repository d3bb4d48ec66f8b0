"""What scripts rely on: every document that a command prints keeps its schema."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from documents import OPTIONS, answers_file, document_of, every_other, highest, lowest, only_one, parsed, placed
from people import everyone

from opscareer.answers import Answers
from opscareer.engine.plan.planner import Learner, Wishes, make_plan
from opscareer.report.documents import assessment_document, dump
from opscareer.sessions.progress import Reply
from opscareer.sessions.record import Stamp
from opscareer.sessions.store import Store

TESTS = Path(__file__).parents[1]
NEWEST = "the newest session's id"


@pytest.mark.parametrize("pack", OPTIONS)
@pytest.mark.parametrize(
    ("command", "name"),
    [(["roles"], "roles-1"), (["questions"], "questions-2"), (["questions", "--coverage"], "coverage-1"), (["guide"], "guide-1")],
)
def test_what_describes_a_pack_keeps_its_schema(opscareer, keeps, pack, command, name):
    document = document_of(opscareer(*command, "--json", *OPTIONS[pack]))

    assert next(iter(document.items())) == ("schema", f"opscareer.{name.replace('-', '/')}")
    keeps(document, name)


@pytest.mark.parametrize("pack", OPTIONS)
def test_the_template_is_an_answers_file_with_every_question_unanswered(opscareer, keeps, pack):
    document = document_of(opscareer("questions", "--template", "--json", *OPTIONS[pack]))
    asked = document_of(opscareer("questions", "--json", *OPTIONS[pack]))["questions"]

    assert "schema" not in document
    assert document["answers"] == {question["id"]: None for question in asked}
    keeps(document, "answers-1")


def test_one_role_is_given_by_its_name(opscareer, keeps):
    document = document_of(opscareer("roles", "data", "--json"))

    assert [role["id"] for role in document["roles"]] == ["data"]
    keeps(document, "roles-1")


def test_one_topic_is_given_by_its_name(opscareer, keeps):
    document = document_of(opscareer("guide", "claims", "--json"))

    assert [topic["id"] for topic in document["topics"]] == ["claims"]
    assert len(document["claims"]) == 4
    keeps(document, "guide-1")


@pytest.mark.parametrize(
    ("answering", "options"),
    [
        (lowest, []),
        (highest, []),
        (only_one, []),
        (every_other, ["--role", "event", "--level", "senior", "--hours-per-week", "0.5"]),
        (highest, ["--role", "data", "--level", "entry", "--hours-per-week", "80"]),
    ],
)
def test_a_result_keeps_its_schema(opscareer, keeps, questions, answering, options):
    values = answering(questions)

    document = document_of(opscareer("assess", "--answers", "-", "--json", *options, stdin=answers_file(values)))

    assert next(iter(document.items())) == ("schema", "opscareer.assessment/2")
    assert document["answers"] == values
    assert document["answered"] == len(values)
    keeps(document, "assessment-2")


@pytest.mark.parametrize("pack", ["tiny", "interests-only"])
def test_a_result_by_another_pack_keeps_the_schema(opscareer, keeps, pack):
    template = document_of(opscareer("questions", "--template", "--json", *OPTIONS[pack]))
    asked = document_of(opscareer("questions", "--json", *OPTIONS[pack]))["questions"]
    filled = json.dumps({**template, "answers": {question["id"]: placed(question, 2) for question in asked}}).encode()

    document = document_of(opscareer("assess", "--answers", "-", "--json", *OPTIONS[pack], stdin=filled))

    assert document["pack"]["id"] == template["pack"]["id"]
    keeps(document, "assessment-2")


@pytest.mark.parametrize(
    ("answering", "options"),
    [
        (lowest, []),
        (lowest, ["--role", "event", "--level", "senior", "--hours-per-week", "3", "--weeks", "4", "--start", "2026-12-28"]),
        (highest, ["--role", "data", "--level", "entry", "--hours-per-week", "80"]),
        (only_one, ["--hours-per-week", "0.5"]),
    ],
)
def test_a_plan_keeps_its_schema(opscareer, keeps, questions, answering, options):
    run = opscareer("plan", "--answers", "-", "--json", *options, stdin=answers_file(answering(questions)))

    document = document_of(run)
    assert next(iter(document.items())) == ("schema", "opscareer.plan/2")
    keeps(document, "plan-2")


def test_a_plan_by_another_pack_keeps_the_schema(opscareer, keeps):
    answers = answers_file(lowest(document_of(opscareer("questions", "--json", *OPTIONS["tiny"]))["questions"]))

    keeps(document_of(opscareer("plan", "--answers", "-", "--json", "--level", "senior", *OPTIONS["tiny"], stdin=answers)), "plan-2")


@pytest.mark.parametrize("where", [["plan", "show", "UNIT", "--json"], ["plan", "--json", "show", "UNIT"]], ids=" ".join)
def test_every_unit_keeps_its_schema(opscareer, keeps, pack, where):
    core, own = (next(unit.id for unit in pack.units if bool(unit.role) == of_role) for of_role in (False, True))

    for name in (core, own):
        document = document_of(opscareer(*(name if part == "UNIT" else part for part in where)))
        assert next(iter(document.items())) == ("schema", "opscareer.unit/2")
        assert document["unit"]["id"] == name
        assert "key" not in document["unit"]
        assert [resource["id"] for resource in document["resources"]] == document["unit"]["resources"]
        keeps(document, "unit-2")


def test_a_key_has_findings_mistakes_and_the_sample_in_both_languages(opscareer, keeps, tiny):
    document = document_of(opscareer("plan", "key", "dough-3-4", "--json", *OPTIONS["tiny"]))

    assert list(document) == ["schema", "pack", "unit", "findings", "mistakes", "sample"]
    assert (document["schema"], document["unit"]) == ("opscareer.key/1", "dough-3-4")
    assert [finding["value"] for finding in document["findings"]] == [{"zh": "黑麦", "en": "rye"}, None]
    assert document["sample"]["en"] == tiny.unit["dough-3-4"].key.sample.en
    keeps(document, "key-1")


def test_the_figures_of_a_plan_agree(opscareer, questions):
    options = ["--role", "user", "--level", "senior", "--hours-per-week", "7", "--start", "2027-02-22"]

    document = document_of(opscareer("plan", "--answers", "-", "--json", *options, stdin=answers_file(lowest(questions))))

    units = {unit["id"]: unit for unit in document["units"]}
    spent = dict.fromkeys(units, 0.0)
    for place, week in enumerate(document["weeks"]):
        assert week["week"] == place + 1
        assert date.fromisoformat(week["starts"]) == date(2027, 2, 22) + timedelta(weeks=place)
        assert sum(unit["hours"] for unit in week["units"]) <= 1.15 * 7
        assert len(week["units"]) <= 2
        for unit in week["units"]:
            spent[unit["id"]] += unit["hours"]
            assert (2 * unit["hours"]) % 1 == 0
            assert unit["competency"] == units[unit["id"]]["competency"]
    assert spent == {name: unit["hours"] for name, unit in units.items()}
    assert sum(unit["hours"] for unit in units.values()) == pytest.approx(document["hours_total"], abs=0.001)
    assert document["hours_total"] <= 12 * 7 * 1.15
    assert document["weeks_given"] == 12 >= len(document["weeks"])
    assert document["reaches"] == (document["rest"] is None)
    for row in document["competencies"]:
        closes = sum(unit["closes"] for unit in units.values() if unit["competency"] == row["id"])
        assert closes == pytest.approx(row["closes"], abs=0.001)
        assert row["met"] == (row["level"] >= row["required"] - 0.5)
        assert row["missing"] == (0 if row["met"] else pytest.approx(row["required"] - row["level"], abs=0.001))
        assert row["done"] + row["closes"] + row["left"] == pytest.approx(row["missing"], abs=0.002)
    assert not set(units) & {left["id"] for left in document["left_out"]}


@pytest.mark.parametrize(
    ("command", "name"),
    [
        (["why", "user"], "why-2"),
        (["why"], "why-2"),
        (["compare", "user", "data"], "compare-1"),
        (["compare"], "compare-1"),
        (["whatif", "data_analysis=4", "interest.user=-3"], "whatif-2"),
        (["whatif"], "whatif-2"),
    ],
)
def test_an_explanation_keeps_its_schema(opscareer, keeps, questions, command, name):
    document = document_of(opscareer(*command, "--answers", "-", "--json", stdin=answers_file(every_other(questions))))

    assert next(iter(document.items())) == ("schema", f"opscareer.{name.replace('-', '/')}")
    keeps(document, name)


@pytest.fixture
def past(home, pack, engine):
    """Two finished assessments and an open one in the store."""
    history = Store(home)
    for value, finished in ((1, "2030-01-01T08:10:00+00:00"), (2, "2030-02-01T08:10:00+00:00"), (2, None)):
        session = history.begin(Stamp(pack.header.id, pack.header.version, pack.hash), "full", 5, "2029-12-31T08:00:00+00:00")
        answers = Answers(everyone(pack, value))
        skipped = Reply("skipped.question.1", None, drawn=True)
        replies = [Reply(name, given, seconds=1.5) for name, given in answers.values.items()]
        history.keep(session, [*replies, skipped], {"retracted.question.1": 1})
        if finished:
            found = engine.assess(answers)
            plan = make_plan(pack, Learner(found), Wishes(found.best.role, "mid", 6.0))
            history.finish(session, found.best.role, dump(assessment_document(pack, found, plan, answers)), finished)


@pytest.mark.parametrize(
    ("command", "name"),
    [
        ((), "history-1"),
        (("show",), "assessment-2"),
        (("show", NEWEST), "session-1"),
        (("diff",), "diff-2"),
        (("export",), "answers-1"),
    ],
)
def test_what_was_kept_keeps_its_schema(opscareer, keeps, past, command, name):
    newest = document_of(opscareer("history", "--json"))["sessions"][0]
    arguments = [newest["id"] if part == NEWEST else part for part in command]

    document = document_of(opscareer("history", *arguments, "--json"))

    if name != "answers-1":
        assert next(iter(document.items())) == ("schema", f"opscareer.{name.replace('-', '/')}")
    keeps(document, name)


def test_the_list_of_what_was_kept_has_exactly_the_keys_that_were_promised(opscareer, past):
    sessions = document_of(opscareer("history", "--json"))["sessions"]

    assert [list(session) for session in sessions] == [["id", "state", "answered", "started_at", "finished_at", "best"]] * 3
    assert [session["state"] for session in sessions] == ["open", "done", "done"]


def test_an_open_checkpoint_keeps_its_schema(opscareer, keeps, home, pack):
    session = Store(home).begin(Stamp(pack.header.id, pack.header.version, pack.hash), "checkpoint", 5, "2029-12-31T08:00:00+00:00")
    Store(home).keep(session, [Reply(pack.questions[0].id, 1, seconds=1.5)], {})

    document = document_of(opscareer("history", "show", document_of(opscareer("history", "--json"))["sessions"][0]["id"], "--json"))

    assert (document["schema"], document["form"]) == ("opscareer.session/1", "checkpoint")
    keeps(document, "session-1")


def test_an_answer_that_was_given_again_is_not_among_the_retracted(opscareer, home, pack):
    again, gone = pack.questions[0].id, pack.questions[1].id
    session = Store(home).begin(Stamp(pack.header.id, pack.header.version, pack.hash), "full", 5, "2029-12-31T08:00:00+00:00")
    Store(home).keep(session, [Reply(again, 2, seconds=1.5)], {again: 1, gone: 1})

    document = document_of(opscareer("history", "show", document_of(opscareer("history", "--json"))["sessions"][0]["id"], "--json"))

    assert document["answers"] == {again: 2}
    assert document["retracted"] == {gone: 1}


def test_a_trial_of_a_pack_keeps_its_schema(opscareer, keeps):
    document = document_of(opscareer("pack", "simulate", "--people", "20", "--json", *OPTIONS["tiny"]))

    assert next(iter(document.items())) == ("schema", "opscareer.simulation/2")
    assert document["people"] == 20
    keeps(document, "simulation-2")


def test_a_replay_of_recorded_answers_keeps_its_schema(opscareer, keeps, tmp_path):
    asked = document_of(opscareer("questions", "--json", *OPTIONS["tiny"]))["questions"]
    people = [",".join("1 2" if question["answer"] == "list" else value for question in asked) for value in ("1", "2", "1")]
    gaps = ",".join(["0" if question["answer"] == "list" else "" for question in asked])
    lines = [",".join(question["id"] for question in asked), *people, gaps]
    (tmp_path / "responses.csv").write_text("\n".join(lines), encoding="utf-8")

    document = document_of(opscareer("pack", "replay", str(tmp_path / "responses.csv"), "--json", *OPTIONS["tiny"]))

    assert next(iter(document.items())) == ("schema", "opscareer.replay/2")
    assert [document[key] for key in ("people", "complete", "replayed")] == [4, 3, 3]
    assert len(document["agreement"]) == len(asked) + 1
    keeps(document, "replay-2")


@pytest.mark.parametrize(
    ("arguments", "stdin", "kind"),
    [
        (["assess", "--answers", "-"], b"answers:\n  nothing.like.this: 1\n", "answers-invalid"),
        (["assess", "--answers", "-"], b"answers:\n", "answers-none"),
        (["assess"], b"", "no-terminal"),
        (["roles", "usr"], b"", "unknown-role-named"),
        (["guide", "--nothing"], b"", "usage"),
        (["plan", "--weeks", "0"], b"", "weeks-range"),
        (["plan"], b"", "no-assessment"),
        (["questions", "--pack", "nowhere"], b"", "pack-missing"),
        (["roles", "--pack", str(TESTS / "packs/good")], b"", "pack-invalid"),
    ],
)
def test_an_error_keeps_its_schema_and_leaves_standard_output_empty(opscareer, keeps, arguments, stdin, kind):
    run = opscareer(*arguments, "--json", stdin=stdin)

    document = parsed(run.stderr)
    assert run.stdout == b""
    assert next(iter(document.items())) == ("schema", "opscareer.error/1")
    assert document["error"]["kind"] == kind
    assert document["error"]["exit_code"] == run.returncode != 0
    keeps(document, "error-1")


def test_what_an_error_is_and_where_does_not_depend_on_the_language(opscareer):
    documents = [
        parsed(opscareer("assess", "--answers", "-", "--json", "--lang", lang, stdin=b"answer:\n  a: 1\n").stderr) for lang in ("zh", "en")
    ]

    for document in documents:
        for part in (document["error"], *document["error"]["problems"]):
            part.pop("message")
            part.pop("hint", None)
    assert documents[0] == documents[1]
    assert {problem["kind"] for problem in documents[0]["error"]["problems"]} == {"key-unknown", "answers-missing"}
