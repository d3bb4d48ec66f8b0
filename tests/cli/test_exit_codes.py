"""Bad input ends with 2, bad data end with 1: docs/cli.md says so, and here is what it means, command by command."""

from pathlib import Path

import pytest

from opscareer.cli.app import main

TINY = Path(__file__).parents[1] / "packs" / "good" / "tiny"
ROWS = {
    # what was typed: done, as wished or as asked
    "a list": (0, "roles"),
    "the history where there is none": (0, "history"),
    "deleting all of nothing": (0, "history delete --all --yes"),
    "answers": (0, "assess --answers good.yaml --pack tiny"),
    # bad input: what was typed cannot be meant
    "an unknown command": (2, "asess"),
    "an unknown option": (2, "roles --colour"),
    "no number": (2, "plan --weeks many"),
    "a number out of range": (2, "plan --hours-per-week 900"),
    "options that exclude each other": (2, "assess --quick --full"),
    "an unknown language": (2, "roles --lang xx"),
    "an unknown direction": (2, "roles nobody"),
    "an unknown direction for a plan": (2, "assess --answers good.yaml --pack tiny --role nobody"),
    "an unknown topic": (2, "guide nothing"),
    "an unknown unit": (2, "plan show nothing"),
    "an unknown name in whatif": (2, "whatif nothing=4 --answers good.yaml --pack tiny"),
    "an unknown assessment": (2, "history show ffffff"),
    "an answers file that is not there": (2, "assess --answers nowhere.yaml"),
    "an answers file in a directory that is not there": (2, "why --answers nowhere/answers.yaml"),
    "an answers file in a file": (2, "report --answers good.yaml/answers.yaml"),
    "an answers file that is a directory": (2, "plan --answers tiny"),
    "a name that no file can have": (2, f"assess --answers {'a' * 300}"),
    "responses that are not there": (2, "pack replay nowhere.csv"),
    "a pack that is not there": (2, "roles --pack nowhere"),
    "a file to write that is there": (2, "report --answers good.yaml --pack tiny --html good.yaml"),
    "a file to write in a directory that is not there": (2, "report --answers good.yaml --pack tiny --html nowhere/a.html"),
    "a directory to write as a file": (2, "report --answers good.yaml --pack tiny --html tiny"),
    "practice data into a file": (2, "plan data sort-reviews good.yaml"),
    "nobody to ask": (2, "assess"),
    "no assessment to tell of": (2, "report"),
    "no assessment to explain": (2, "why"),
    "no assessment to plan from": (2, "plan"),
    "no assessment to show": (2, "history show"),
    "no assessment to export": (2, "history export"),
    "nothing to compare": (2, "history diff"),
    # bad data: what was named is there and cannot be used
    "an answers file with a mistake": (1, "assess --answers bad.yaml --pack tiny"),
    "an answers file that is no YAML": (1, "assess --answers broken.yaml --pack tiny"),
    "an answers file that is no JSON": (1, "assess --answers broken.json --pack tiny"),
    "an answers file without an answer": (1, "assess --answers empty.yaml --pack tiny"),
    "answers for another pack": (1, "assess --answers other.yaml --pack tiny"),
    "responses with a mistake": (1, "pack replay bad.csv --pack tiny"),
    "a pack with a mistake": (1, "roles --pack half"),
    "a history that is none": (1, "history"),
    "a history in a file": (1, "history"),
}
HOMES = {"a history that is none": "spoilt", "a history in a file": "good.yaml/home"}


@pytest.fixture
def place(tmp_path, monkeypatch):
    """A working directory with something good and something bad of every kind."""
    for name, text in {
        "good.yaml": "answers:\n  baker.interest: 1\n",
        "bad.yaml": "answers:\n  baker.interest: 9\n",
        "broken.yaml": "answers: {a: 1\n",
        "broken.json": '{"answers": [,]}',
        "empty.yaml": "answers:\n",
        "other.yaml": "pack: {id: cookery}\nanswers:\n  baker.interest: 1\n",
        "bad.csv": "baker.interest\n9\n",
    }.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "tiny").symlink_to(TINY)
    (tmp_path / "half").mkdir()
    (tmp_path / "half" / "roles.yaml").write_text("pack: {}\n", encoding="utf-8")
    (tmp_path / "spoilt").mkdir()
    (tmp_path / "spoilt" / "history.sqlite3").write_bytes(b"no database " * 200)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("row", ROWS)
def test_bad_input_ends_with_2_and_bad_data_end_with_1(place, monkeypatch, capsys, row):
    code, command = ROWS[row]
    monkeypatch.setenv("OPSCAREER_HOME", str(place / HOMES.get(row, "home")))

    assert main(command.split()) == code
    assert (capsys.readouterr().err == "") == (code == 0)
