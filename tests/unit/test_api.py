"""The program as a library: ten names, loaded when they are used, with the numbers of the commands."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

import opscareer
from opscareer.errors import AnswersError

PAGE = Path(__file__).parents[2] / "docs" / "python.md"
SOME = {"content.interest.topics": 5, "event.interest.rules": 3, "data_analysis.deeds.reports": [1, 2]}


def block(marker: str) -> str:
    match = re.search(rf"<!-- {marker} -->\n```\w*\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    assert match is not None
    return match[1]


def test_the_example_of_the_page_prints_what_the_page_says():
    run = subprocess.run([sys.executable, "-c", block("example")], capture_output=True, text=True, check=True)

    assert run.stdout == block("example-output")


def test_the_page_and_the_package_name_the_same():
    table = re.findall(r"^\| `(\w+)", PAGE.read_text(encoding="utf-8"), re.MULTILINE)

    assert sorted(table) == sorted(opscareer.__all__)
    assert all(hasattr(opscareer, name) for name in opscareer.__all__)
    assert not hasattr(opscareer, "no_such_name")


def test_importing_the_package_loads_nothing_of_it():
    program = "import sys, opscareer; print([name for name in sys.modules if name.startswith('opscareer.')], 'numpy' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert run.stdout == "[] False\n"


@pytest.mark.parametrize(
    ("make", "command"),
    [
        (lambda pack: opscareer.to_document(pack, opscareer.assess(pack, SOME), answers=SOME), ["assess"]),
        (lambda pack: opscareer.to_document(pack, opscareer.explain(pack, SOME, "event")), ["why", "event"]),
        (lambda pack: opscareer.to_document(pack, opscareer.explain(pack, SOME)), ["why"]),
        (lambda pack: opscareer.to_document(pack, opscareer.compare(pack, SOME, "event", "user")), ["compare", "event", "user"]),
        (
            lambda pack: opscareer.to_document(pack, opscareer.what_if(pack, SOME, {"interest.event": 1.5})),
            ["whatif", "interest.event=1.5"],
        ),
        (lambda pack: opscareer.to_document(pack, opscareer.make_plan(pack, opscareer.assess(pack, SOME))), ["plan"]),
    ],
)
def test_a_document_is_the_one_that_the_command_prints(make, command, pack, opscareer, tmp_path):
    (tmp_path / "some.json").write_text(json.dumps({"answers": SOME}))

    printed = opscareer(*command, "--answers", str(tmp_path / "some.json"), "--json")

    assert json.loads(json.dumps(make(pack))) == json.loads(printed.stdout)


@pytest.mark.parametrize(
    "answers", [{"content.interest.topics": 6}, {"content.interest.topics": 0}, {"no.such": 1}, {"data_analysis.deeds.reports": [1, "a"]}]
)
def test_answers_that_the_pack_does_not_know_are_refused(answers, pack):
    with pytest.raises(AnswersError):
        opscareer.assess(pack, answers)


@pytest.mark.parametrize(
    ("name", "value"), [("data_analysis", 5.1), ("data_analysis", 0.9), ("interest.event", -3.1), ("interest.event", float("nan"))]
)
def test_a_value_off_the_scale_is_not_assumed(name, value, pack):
    with pytest.raises(ValueError, match=f"{name} lies between"):
        opscareer.what_if(pack, SOME, {name: value})


def test_a_file_of_answers_is_held_to_the_pack(pack, tmp_path):
    (tmp_path / "some.yaml").write_text("answers:\n  content.interest.topics: 5\n  data_analysis.deeds.reports: [2, 1]\n")

    assert opscareer.read_answers(tmp_path / "some.yaml", pack) == opscareer.Answers(
        {"content.interest.topics": 5, "data_analysis.deeds.reports": (1, 2)}
    )


def test_an_assessment_is_no_document_without_its_answers(pack):
    with pytest.raises(TypeError, match="answers"):
        opscareer.to_document(pack, opscareer.assess(pack, SOME))


def test_a_simulation_is_repeatable(pack):
    first, again = (opscareer.simulate(pack, people=12, seed=3) for _ in range(2))

    assert first.people == 12
    assert (first.full_accuracy, first.calibration) == (again.full_accuracy, again.calibration)
