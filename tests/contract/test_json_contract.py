"""What scripts rely on: every document keeps the schema that ships with the program, and docs/json.md explains it."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

import opscareer.report
from opscareer.answers import Answers
from opscareer.engine.plan.planner import make_plan
from opscareer.pack.model import TIERS
from opscareer.report.documents import assessment_document, dump
from opscareer.sessions.record import Stamp
from opscareer.sessions.store import Store

TESTS = Path(__file__).parents[1]
DOCS = TESTS.parent / "docs" / "json.md"
NEWEST = "the newest session's id"
ROLES = ("content", "data", "event", "product", "user")
PACKS = {
    "shipped": [],
    "tiny": ["--pack", str(TESTS / "packs/good/tiny")],
    "interests-only": ["--pack", str(TESTS / "packs/good/interests-only")],
}


def parsed(text: bytes | str) -> Any:
    """The one JSON document that is all of the text. NaN, infinities, -0.0 and equal keys are no JSON of ours."""

    def number(digits: str) -> float:
        assert not re.fullmatch(r"-0(\.0+)?([eE].*)?", digits), "a negative zero"
        return float(digits)

    def constant(name: str) -> None:
        raise AssertionError(f"{name} is no JSON")

    def mapping(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        assert len(dict(pairs)) == len(pairs), "equal keys"
        return dict(pairs)

    return json.loads(text, parse_float=number, parse_constant=constant, object_pairs_hook=mapping)


def answers_file(values: dict[str, int]) -> bytes:
    return json.dumps({"answers": values}).encode()


def document_of(run: Any) -> Any:
    """What a command printed on standard output: one document, and nothing on standard error."""
    assert (run.returncode, run.stderr) == (0, b"")
    assert run.stdout.endswith(b"\n")
    return parsed(run.stdout)


def keys_in(value: Any) -> Iterator[str]:
    """Every key at any depth."""
    if isinstance(value, dict):
        yield from value
        for item in value.values():
            yield from keys_in(item)
    elif isinstance(value, list):
        for item in value:
            yield from keys_in(item)


# --- the schemas


def test_every_document_that_the_program_writes_has_a_schema_and_an_answers_file_has_one_too(schemas):
    report = Path(opscareer.report.__file__).parent
    sources = [path.read_text(encoding="utf-8") for path in report.rglob("*.py")]

    written = {f"{name}-{version}" for source in sources for name, version in re.findall(r'"opscareer\.([a-z]+)/(\d+)"', source)}

    assert {"roles-1", "questions-1", "assessment-1", "guide-1", "error-1"} <= written
    assert set(schemas) == written | {"answers-1"}


def test_the_schemas_are_those_that_the_types_of_the_documents_make():
    made = subprocess.run([sys.executable, TESTS.parent / "tools/make_schemas.py", "--check"], capture_output=True, text=True, check=False)

    assert (made.returncode, made.stderr) == (0, "")


@pytest.mark.parametrize(
    ("name", "path", "value"),
    [
        ("assessment-1", ("best", "p_best"), 1.01),
        ("assessment-1", ("competencies", 0, "level"), 5.1),
        ("assessment-1", ("roles", 0, "fit"), 100.5),
        ("assessment-1", ("roles", 0, "readiness"), {"entry": 1.0, "mid": 0.5}),
        ("assessment-1", ("roles", 0, "contributions", 0, "of"), "interest.data.of.nobody else"),
        ("assessment-1", ("quality", "flags"), ["tired"]),
        ("assessment-1", ("plan", "target", "level"), "junior"),
        ("assessment-1", ("schema",), "opscareer.assessment/2"),
        ("assessment-1", ("answers",), {}),
        ("why-1", ("rank",), 0),
        ("why-1", ("change",), {"of": "data_analysis", "now": 1.0}),
        ("plan-1", ("weeks", 0, "starts"), "2026-3-2"),
        ("plan-1", ("units", 0, "from"), 1.2),
        ("roles-1", ("roles", 0, "duties", 0, "ads_share"), None),
        ("roles-1", ("roles", 0, "required", "data_analysis", "mid"), 2.5),
        ("questions-1", ("questions", 0, "measures"), {"nothing": "data"}),
        ("unit-1", ("unit", "title", "en"), ""),
    ],
)
def test_a_document_that_promises_something_else_breaks_its_schema(opscareer, schemas, questions, name, path, value):
    command = {"assessment": ["assess"], "why": ["why", "user"], "unit": ["plan", "show", "sort-reviews"]}
    words, answers = command.get(name[:-2], [name[:-2]]), answers_file(lowest(questions))
    document = document_of(
        opscareer(*words, *(["--answers", "-"] if name[:-2] in ("assessment", "why", "plan") else []), "--json", stdin=answers)
    )
    assert Draft202012Validator(schemas[name]).is_valid(document)

    part = document
    for key in path[:-1]:
        part = part[key]
    part[path[-1]] = value

    assert not Draft202012Validator(schemas[name]).is_valid(document)


def test_the_schemas_are_well_formed(schemas):
    for name, schema in schemas.items():
        assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema", name
        Draft202012Validator.check_schema(schema)


def objects_in(schema: Any) -> Iterator[dict[str, Any]]:
    """Every part of a schema that describes a JSON object."""
    if isinstance(schema, dict):
        if schema.get("type") == "object":
            yield schema
        for part in schema.values():
            yield from objects_in(part)
    elif isinstance(schema, list):
        for part in schema:
            yield from objects_in(part)


def test_the_schemas_let_no_unknown_key_through(schemas):
    for name, schema in schemas.items():
        for part in objects_in(schema):
            strict = part["additionalProperties"] is False if "properties" in part else "propertyNames" in part
            assert strict, f"{name}: {part}"
            assert set(part.get("required", ())) <= set(part.get("properties", ())), f"{name}: {part}"


# --- what commands print


@pytest.mark.parametrize("pack", PACKS)
@pytest.mark.parametrize("command", ["roles", "questions", "guide"])
def test_what_describes_a_pack_keeps_its_schema(opscareer, keeps, pack, command):
    document = document_of(opscareer(command, "--json", *PACKS[pack]))

    assert next(iter(document.items())) == ("schema", f"opscareer.{command}/1")
    keeps(document, f"{command}-1")


@pytest.mark.parametrize("pack", PACKS)
def test_the_template_is_an_answers_file_with_every_question_unanswered(opscareer, keeps, pack):
    document = document_of(opscareer("questions", "--template", "--json", *PACKS[pack]))
    asked = document_of(opscareer("questions", "--json", *PACKS[pack]))["questions"]

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


def lowest(questions):
    return {question["id"]: 1 for question in questions}


def highest(questions):
    return {question["id"]: len(question["options"]) for question in questions}


def only_one(questions):
    return {questions[0]["id"]: 1}


def every_other(questions):
    return {question["id"]: 2 for question in questions[::2]}


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

    assert next(iter(document.items())) == ("schema", "opscareer.assessment/1")
    assert document["answers"] == values
    assert document["answered"] == len(values)
    keeps(document, "assessment-1")


@pytest.mark.parametrize("pack", ["tiny", "interests-only"])
def test_a_result_by_another_pack_keeps_the_schema(opscareer, keeps, pack):
    template = document_of(opscareer("questions", "--template", "--json", *PACKS[pack]))
    filled = json.dumps({**template, "answers": dict.fromkeys(template["answers"], 2)}).encode()

    document = document_of(opscareer("assess", "--answers", "-", "--json", *PACKS[pack], stdin=filled))

    assert document["pack"]["id"] == template["pack"]["id"]
    keeps(document, "assessment-1")


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
    assert next(iter(document.items())) == ("schema", "opscareer.plan/1")
    keeps(document, "plan-1")


def test_a_plan_by_another_pack_keeps_the_schema(opscareer, keeps):
    template = document_of(opscareer("questions", "--template", "--json", *PACKS["tiny"]))
    filled = json.dumps({**template, "answers": dict.fromkeys(template["answers"], 1)}).encode()

    keeps(document_of(opscareer("plan", "--answers", "-", "--json", "--level", "senior", *PACKS["tiny"], stdin=filled)), "plan-1")


@pytest.mark.parametrize("where", [["plan", "show", "UNIT", "--json"], ["plan", "--json", "show", "UNIT"]], ids=" ".join)
def test_every_unit_keeps_its_schema(opscareer, keeps, pack, where):
    core, own = (next(unit.id for unit in pack.units if bool(unit.role) == of_role) for of_role in (False, True))

    for name in (core, own):
        document = document_of(opscareer(*(name if part == "UNIT" else part for part in where)))
        assert next(iter(document.items())) == ("schema", "opscareer.unit/1")
        assert document["unit"]["id"] == name
        assert [resource["id"] for resource in document["resources"]] == document["unit"]["resources"]
        keeps(document, "unit-1")


def test_the_figures_of_a_plan_agree(opscareer, questions):
    options = ["--role", "user", "--level", "senior", "--hours-per-week", "7", "--start", "2027-02-22"]

    document = document_of(opscareer("plan", "--answers", "-", "--json", *options, stdin=answers_file(lowest(questions))))

    units = {unit["id"]: unit for unit in document["units"]}
    spent = dict.fromkeys(units, 0.0)
    for place, week in enumerate(document["weeks"]):
        assert week["week"] == place + 1
        assert date.fromisoformat(week["starts"]) == date(2027, 2, 22) + timedelta(weeks=place)
        assert sum(unit["hours"] for unit in week["units"]) <= 0.8 * 7 + 0.001
        for unit in week["units"]:
            spent[unit["id"]] += unit["hours"]
            assert (unit["closes"], unit["competency"]) == (units[unit["id"]]["closes"], units[unit["id"]]["competency"])
    assert spent == {name: pytest.approx(unit["hours"], abs=0.06) for name, unit in units.items()}
    assert sum(unit["hours"] for unit in units.values()) == pytest.approx(document["hours_total"], abs=0.001)
    assert document["hours_total"] <= 12 * 7 * 0.8
    for row in document["competencies"]:
        closes = sum(unit["closes"] for unit in units.values() if unit["competency"] == row["id"])
        assert closes == pytest.approx(row["closes"], abs=0.001)
    assert not set(units) & {left["id"] for left in document["left_out"]}


@pytest.mark.parametrize("command", [["why", "user"], ["whatif", "data_analysis=4", "interest.user=-3"]])
def test_an_explanation_keeps_its_schema(opscareer, keeps, questions, command):
    document = document_of(opscareer(*command, "--answers", "-", "--json", stdin=answers_file(every_other(questions))))

    assert next(iter(document.items())) == ("schema", f"opscareer.{command[0]}/1")
    keeps(document, f"{command[0]}-1")


@pytest.fixture
def past(home, pack, engine):
    """Two finished assessments and an open one in the store."""
    history = Store(home)
    for value, finished in ((1, "2030-01-01T08:10:00+00:00"), (2, "2030-02-01T08:10:00+00:00"), (2, None)):
        session = history.begin(Stamp(pack.header.id, pack.header.version, pack.hash), "full", 5, "2029-12-31T08:00:00+00:00")
        answers = Answers({question.id: value for question in pack.questions})
        skipped = ("skipped.question.1", None, True, None)
        history.keep(
            session, [*((name, value, False, 1.5) for name, value in answers.values.items()), skipped], {"retracted.question.1": 1}
        )
        if finished:
            found = engine.assess(answers)
            plan = make_plan(pack, found, found.best.role, "mid", 6.0)
            history.finish(session, found.best.role, dump(assessment_document(pack, found, plan, answers)), finished)


@pytest.mark.parametrize(
    ("command", "name"),
    [
        ((), "history-1"),
        (("show",), "assessment-1"),
        (("show", NEWEST), "session-1"),
        (("diff",), "diff-1"),
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
    Store(home).keep(session, [(pack.questions[0].id, 1, False, 1.5)], {})

    document = document_of(opscareer("history", "show", document_of(opscareer("history", "--json"))["sessions"][0]["id"], "--json"))

    assert (document["schema"], document["form"]) == ("opscareer.session/1", "checkpoint")
    keeps(document, "session-1")


def test_an_answer_that_was_given_again_is_not_among_the_retracted(opscareer, home, pack):
    again, gone = pack.questions[0].id, pack.questions[1].id
    session = Store(home).begin(Stamp(pack.header.id, pack.header.version, pack.hash), "full", 5, "2029-12-31T08:00:00+00:00")
    Store(home).keep(session, [(again, 2, False, 1.5)], {again: 1, gone: 1})

    document = document_of(opscareer("history", "show", document_of(opscareer("history", "--json"))["sessions"][0]["id"], "--json"))

    assert document["answers"] == {again: 2}
    assert document["retracted"] == {gone: 1}


def test_a_trial_of_a_pack_keeps_its_schema(opscareer, keeps):
    document = document_of(opscareer("pack", "simulate", "--people", "20", "--json", *PACKS["tiny"]))

    assert next(iter(document.items())) == ("schema", "opscareer.simulation/1")
    assert document["people"] == 20
    keeps(document, "simulation-1")


def test_a_replay_of_recorded_answers_keeps_its_schema(opscareer, keeps, tmp_path):
    asked = document_of(opscareer("questions", "--json", *PACKS["tiny"]))["questions"]
    people = [",".join(str(value) for _ in asked) for value in (1, 2, 1)]
    (tmp_path / "responses.csv").write_text("\n".join([",".join(question["id"] for question in asked), *people]), encoding="utf-8")

    document = document_of(opscareer("pack", "replay", str(tmp_path / "responses.csv"), "--json", *PACKS["tiny"]))

    assert next(iter(document.items())) == ("schema", "opscareer.replay/1")
    assert (document["people"], len(document["agreement"])) == (3, len(asked) + 1)
    keeps(document, "replay-1")


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


# --- what the documents do not depend on

SURROUNDINGS = [
    {"OPSCAREER_LANG": "zh", "COLUMNS": "40", "TERM": "dumb", "NO_COLOR": "1"},
    {
        "LC_ALL": "zh_CN.UTF-8",
        "COLUMNS": "200",
        "FORCE_COLOR": "1",
        "TERM": "xterm-256color",
        "PYTHONIOENCODING": "gbk",
        "PYTHONHASHSEED": "1",
    },
]


@pytest.mark.parametrize(
    "command",
    [
        *(["roles"], ["questions"], ["questions", "--template"], ["guide"], ["assess", "--answers", "-"]),
        ["plan", "--answers", "-", "--start", "2026-03-02"],
    ],
    ids=" ".join,
)
def test_the_bytes_do_not_depend_on_language_width_colour_or_encoding(process, opscareer, questions, command):
    answers = answers_file(every_other(questions))

    plain = opscareer(*command, "--json", stdin=answers).stdout
    others = [process(*command, "--json", stdin=answers, **variables).stdout for variables in SURROUNDINGS]

    assert plain.startswith(b"{")
    assert others == [plain] * len(SURROUNDINGS)


def test_the_bytes_do_not_depend_on_the_order_of_the_answers(opscareer, questions):
    values = every_other(questions)
    turned = dict(reversed(values.items()))

    runs = [opscareer("assess", "--answers", "-", "--json", stdin=answers_file(order)) for order in (values, turned)]

    assert document_of(runs[0])["answered"] == len(values)
    assert runs[0].stdout == runs[1].stdout


def test_the_questions_do_not_give_the_scoring_key_away(opscareer):
    document = document_of(opscareer("questions", "--json"))

    assert set(keys_in(document)).isdisjoint({"level", "levels", "discrimination", "best", "score"})
    by_kind = {question["kind"]: set(question) for question in document["questions"]}
    assert by_kind == {
        "evidence": {"id", "kind", "measures", "text", "options"},
        "judgement": {"id", "kind", "measures", "text", "options"},
        "interest": {"id", "kind", "measures", "text", "options"},
        "choice": {"id", "kind", "measures", "text", "tasks", "options"},
    }
    assert all(set(option) == {"value", "text"} for question in document["questions"] for option in question["options"])
    for question in document["questions"]:
        assert [option["value"] for option in question["options"]] == list(range(1, len(question["options"]) + 1))


# --- answers files


def yaml_template_filled(opscareer, lang):
    template = opscareer("questions", "--template", "--lang", lang).stdout.decode()
    filled, count = re.subn(r"(?m)^(  [^ #:]+:)$", r"\1 2", template)
    assert count > 50
    return filled.encode()


def json_template_filled(opscareer, **style):
    template = parsed(opscareer("questions", "--template", "--json").stdout)
    return json.dumps({**template, "answers": dict.fromkeys(template["answers"], 2)}, **style).encode()


def test_a_filled_in_template_is_accepted_in_every_form_with_the_same_result(opscareer):
    files = [
        yaml_template_filled(opscareer, "zh"),
        yaml_template_filled(opscareer, "en"),
        json_template_filled(opscareer, indent="\t"),
        json_template_filled(opscareer, separators=(",", ":")),
        b"\xef\xbb\xbf" + yaml_template_filled(opscareer, "en").replace(b"\n", b"\r\n"),
    ]

    results = [opscareer("assess", "--answers", "-", "--json", stdin=file) for file in files]

    assert document_of(results[0])["answered"] == len(document_of(results[0])["answers"]) > 50
    assert [run.stdout for run in results] == [results[0].stdout] * len(files)


def test_a_question_left_empty_or_null_is_unanswered(opscareer, questions):
    first, second, third, fourth = (question["id"] for question in questions[:4])
    file = f"answers:\n  {first}: 1\n  {second}:\n  {third}: null\n  {fourth}: ~\n".encode()

    document = document_of(opscareer("assess", "--answers", "-", "--json", stdin=file))

    assert document["answers"] == {first: 1}


def test_the_schema_of_answers_files_takes_what_the_program_takes(schemas):
    valid = Draft202012Validator(schemas["answers-1"]).is_valid

    assert valid({"answers": {"a.b-c.1": 1, "d": None}})
    assert valid({"pack": {"id": "a", "version": "1.0"}, "answers": {}})
    assert not valid({"answers": {"a": 0}})
    assert not valid({"answers": {"a": "1"}})
    assert not valid({"answers": {"a": True}})
    assert not valid({"answer": {"a": 1}})
    assert not valid({"pack": {"name": "a"}, "answers": {"a": 1}})


# --- any answers at all: what docs/json.md promises beyond the schema


@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_any_answers_give_a_document_that_keeps_schema_and_promises(pack, engine, keeps, data):
    numbers = {question.id: st.integers(1, len(pack.options(question))) for question in pack.questions}
    asked = data.draw(st.sets(st.sampled_from(sorted(numbers)), min_size=1))
    answers = Answers({name: data.draw(numbers[name]) for name in sorted(asked)})
    role, tier = data.draw(st.sampled_from(ROLES)), data.draw(st.sampled_from(TIERS))
    hours = data.draw(st.floats(0.5, 80))

    found = engine.assess(answers)
    document = parsed(dump(assessment_document(pack, found, make_plan(pack, found, role, tier, hours), answers)))

    keeps(document, "assessment-1")
    roles = document["roles"]
    assert [row["rank"] for row in roles] == list(range(1, len(roles) + 1))
    assert all(above["fit"] >= below["fit"] for above, below in pairwise(roles))
    assert sum(row["p_best"] for row in roles) == pytest.approx(1, abs=0.001)
    for row in (*roles, *document["competencies"], *document["interests"]):
        assert row["interval"][0] <= row["interval"][1]
    for row in roles:
        assert sum(row["p_rank"]) == pytest.approx(1, abs=0.001)
        assert row["p_rank"][0] == row["p_best"]
        assert len(row["p_rank"]) == len(roles)
        assert row["readiness"]["entry"] >= row["readiness"]["mid"] >= row["readiness"]["senior"]
        if 0 < row["fit"] < 100:
            assert 50 + sum(item["points"] for item in row["contributions"]) == pytest.approx(row["fit"], abs=0.001)
    best, chance = document["best"], {row["id"]: row["p_best"] for row in roles}
    assert (best["role"], best["runner_up"]) == (roles[0]["id"], roles[1]["id"])
    assert best["p_best"] == chance[best["role"]]
    assert sum(chance[name] for name in best["candidates"]) >= 0.9 - 0.001
    plan = document["plan"]
    assert plan["target"] == {"role": role, "level": tier}
    assert [week["week"] for week in plan["weeks"]] == list(range(1, len(plan["weeks"]) + 1))
    spent = sum(unit["hours"] for week in plan["weeks"] for unit in week["units"])
    assert spent == pytest.approx(plan["hours_total"], abs=0.1 * len(plan["units"]))
    assert sum(unit["hours"] for unit in plan["units"]) == pytest.approx(plan["hours_total"], abs=0.001)


# --- docs/json.md


@pytest.fixture(scope="module")
def sections():
    """The sections of docs/json.md by the schema that their heading names; what stands before the first counts for all."""
    common, *rest = re.split(r"(?m)^## (?=.*`[a-z]+-\d+`)", DOCS.read_text(encoding="utf-8"))
    found = {re.search(r"`([a-z]+-\d+)`", part.splitlines()[0])[1]: part for part in rest}
    return {"common": common, **found}


def paths_in(schema: dict[str, Any], part: Any, path: str = "") -> Iterator[str]:
    """Every key of a schema as docs/json.md writes it: `roles[].weights.*`. Texts in two languages are explained once, for all."""
    if "$ref" in part:
        name = part["$ref"].removeprefix("#/$defs/")
        if name != "Text":
            yield from paths_in(schema, schema["$defs"][name], path)
    for key, value in part.get("properties", {}).items():
        below = f"{path}.{key}" if path else key
        yield below
        yield from paths_in(schema, value, below)
    if "propertyNames" in part:
        yield f"{path}.*"
        yield from paths_in(schema, part["additionalProperties"], f"{path}.*")
    for value in part.get("anyOf", ()):
        yield from paths_in(schema, value, path)
    if "items" in part:
        yield from paths_in(schema, part["items"], f"{path}[]")


def test_the_documentation_explains_every_key_of_every_schema(schemas, sections):
    assert set(sections) == {"common", *schemas}

    for name, schema in schemas.items():
        missing = [path for path in paths_in(schema, schema) if f"| `{path}` |" not in sections[name] + sections["common"]]
        assert missing == [], name


def test_the_documentation_explains_no_key_that_is_not_there(schemas, sections):
    for name, schema in schemas.items():
        explained = re.findall(r"(?m)^\| `([a-z][^`]*)` \|", sections[name])
        assert set(explained) <= set(paths_in(schema, schema)), name


def shortened(schema: Any) -> Any:
    """The same schema for examples from which keys and entries were left out."""
    if isinstance(schema, dict):
        rules = {key for key in ("required", "minItems") if not isinstance(schema.get(key), dict)}  # a dict is a property of that name
        return {key: shortened(value) for key, value in schema.items() if key not in rules}
    return [shortened(part) for part in schema] if isinstance(schema, list) else schema


def test_the_examples_in_the_documentation_keep_the_schemas(schemas, sections):
    for name, schema in schemas.items():
        examples = re.findall(r"(?ms)^```json\n(.*?)^```$", sections[name])
        assert examples, name
        for example in examples:
            errors = [error.message for error in Draft202012Validator(shortened(schema)).iter_errors(parsed(example))]
            assert errors == [], f"{name}: {example}"
