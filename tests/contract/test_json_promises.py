"""What docs/json.md promises beyond the schemas: what the documents do not depend on, and how their figures agree."""

from itertools import pairwise

import pytest
from documents import answers_file, document_of, every_other, keys_in, parsed
from hypothesis import given, settings
from hypothesis import strategies as st
from people import some_at_random

from opscareer.answers import Answers
from opscareer.engine.plan.planner import Learner, Wishes, make_plan
from opscareer.pack.model import TIERS
from opscareer.report.documents import assessment_document, dump

ROLES = ("content", "data", "event", "product", "user")


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

    assert set(keys_in(document)).isdisjoint({"level", "levels", "rating", "discrimination", "best", "score"})
    common = {"id", "kind", "measures", "answer", "text", "options"}
    by_kind = {question["kind"]: set(question) for question in document["questions"]}
    assert by_kind == {
        "deeds": {*common, "facet"},
        "judgement": common,
        "interest": {*common, "setting"},
        "choice": {*common, "setting", "tasks"},
    }
    assert {question["kind"]: question["answer"] for question in document["questions"]} == {
        **dict.fromkeys(("judgement", "interest", "choice"), "number"),
        "deeds": "list",
    }
    assert all(set(option) == {"value", "text"} for question in document["questions"] for option in question["options"])
    for question in document["questions"]:
        assert [option["value"] for option in question["options"]] == list(range(1, len(question["options"]) + 1))


@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_any_answers_give_a_document_that_keeps_schema_and_promises(pack, engine, keeps, data):
    answers = Answers(some_at_random(pack, data.draw(st.randoms())))
    role, tier = data.draw(st.sampled_from(ROLES)), data.draw(st.sampled_from(TIERS))
    hours = data.draw(st.floats(0.5, 80))

    found = engine.assess(answers)
    document = parsed(dump(assessment_document(pack, found, make_plan(pack, Learner(found), Wishes(role, tier, hours)), answers)))

    keeps(document, "assessment-2")
    roles = document["roles"]
    assert [row["rank"] for row in roles] == list(range(1, len(roles) + 1))
    assert all(above["p_best"] >= below["p_best"] for above, below in pairwise(roles))
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
    assert best["candidates"] == [row["id"] for row in roles[: len(best["candidates"])]]
    assert best["gap"] == pytest.approx(roles[0]["fit"] - roles[1]["fit"], abs=0.001)
    assert (best["settles"] is None) == (best["verdict"] != "close")
    assert document["quality"]["confidence"] == ("low" if document["quality"]["flags"] else "normal")
    for flag in document["quality"]["flags"]:
        assert set(flag["reason"]) == {"zh", "en"}
    plan = document["plan"]
    assert plan["target"] == {"role": role, "level": tier}
    assert [week["week"] for week in plan["weeks"]] == list(range(1, len(plan["weeks"]) + 1))
    spent = sum(unit["hours"] for week in plan["weeks"] for unit in week["units"])
    assert spent == pytest.approx(plan["hours_total"], abs=0.1 * len(plan["units"]))
    assert sum(unit["hours"] for unit in plan["units"]) == pytest.approx(plan["hours_total"], abs=0.001)
