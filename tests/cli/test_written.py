"""Whoever writes a file says where it is and how to look at it, in one way; documents on standard output stay as they are."""

import json
import shlex

import pytest
from kept import finished
from people import highest
from shipped import shipped_pack

PACK = shipped_pack()
SOME = dict(list(highest(PACK).items())[:30])
UNIT = next(unit.id for unit in PACK.units if unit.key)
DATA = next(unit.id for unit in PACK.units if unit.practice)
WRITTEN = {"en": "Written to ", "zh": "已写到 "}
COMMANDS = {
    "page": ("report", "--html", "{place}"),
    "Markdown": ("report", "--md", "{place}"),
    "card": ("report", "--card", "{place}"),
    "plan": ("plan", "--md", "{place}"),
    "calendar": ("plan", "--ics", "{place}"),
    "sheet": ("plan", "key", UNIT, "--md", "{place}"),
    "export": ("history", "export", "--output", "{place}"),
    "practice data": ("plan", "data", DATA, "{place}"),
    "pack": ("pack", "new", "{place}"),
}
ENDINGS = {"page": ".html", "card": ".svg", "calendar": ".ics", "Markdown": ".md", "plan": ".md", "sheet": ".md"}
EXPORTED = {"export": ".yaml"}
ON_STDOUT = {"practice data", "pack"}  # which print no document


@pytest.mark.parametrize("lang", WRITTEN)
@pytest.mark.parametrize("kind", COMMANDS)
def test_what_was_written_is_named_with_its_path_and_how_to_look_at_it(opscareer, home, tmp_path, kind, lang):
    finished(home, SOME)
    place = tmp_path / f"mine{(ENDINGS | EXPORTED).get(kind, '')}"

    run = opscareer(*(part.format(place=place) for part in COMMANDS[kind]), OPSCAREER_LANG=lang, COLUMNS="100")

    assert run.returncode == 0
    said, silent = (run.stdout, run.stderr) if kind in ON_STDOUT else (run.stderr, run.stdout)
    where, *how = said.decode().splitlines()
    assert (where, silent) == (f"{WRITTEN[lang]}{place}", b"")
    assert place.exists()
    assert "".join(how).strip()


@pytest.mark.parametrize("kind", ENDINGS)
def test_a_file_named_without_an_ending_gets_the_one_of_what_is_in_it(opscareer, home, tmp_path, kind):
    finished(home, SOME)
    names = {given: tmp_path / given for given in ("报告", f"MINE{ENDINGS[kind].upper()}", "there")}
    names["there"].touch()

    for place in names.values():
        assert opscareer(*(part.format(place=place) for part in COMMANDS[kind]), "--force").returncode == 0

    assert sorted(path.name for path in tmp_path.iterdir() if path != home) == sorted(
        [f"报告{ENDINGS[kind]}", f"MINE{ENDINGS[kind].upper()}", "there"]
    )


@pytest.mark.parametrize("lang", WRITTEN)
@pytest.mark.parametrize(
    ("kind", "name", "known"),
    [
        ("page", "mine.pdf", "mine.html"),
        ("card", "mine.png", "mine.svg"),
        ("Markdown", "mine.docx", "mine.md"),
        ("calendar", "mine.csv", "mine.ics"),
        ("sheet", "mine.html", "mine.md"),
        ("export", "mine.csv", "mine.yaml"),
    ],
)
def test_a_name_that_promises_another_kind_of_file_is_refused_with_one_that_does(opscareer, home, tmp_path, kind, name, known, lang):
    finished(home, SOME)

    run = opscareer(*(part.format(place=tmp_path / name) for part in COMMANDS[kind]), OPSCAREER_LANG=lang, COLUMNS="300")

    assert run.returncode == 2
    assert f"{tmp_path / name} " in run.stderr.decode()
    assert str(tmp_path / known) in run.stderr.decode()
    assert [path for path in tmp_path.iterdir() if path != home] == []


@pytest.mark.parametrize(("more", "ending"), [((), ".yaml"), (("--json",), ".json")])
def test_exported_answers_named_without_an_ending_get_the_one_of_what_is_in_them(opscareer, home, tmp_path, more, ending):
    finished(home, SOME)

    assert opscareer("history", "export", "--output", str(tmp_path / "mine"), *more).returncode == 0

    assert (tmp_path / f"mine{ending}").exists()


def test_a_relative_name_is_told_in_full(opscareer, home, tmp_path, monkeypatch):
    finished(home, SOME)
    monkeypatch.chdir(tmp_path)

    run = opscareer("report", "--html", "mine.html", OPSCAREER_LANG="en", COLUMNS="30")

    assert run.stderr.decode().splitlines()[0] == f"Written to {tmp_path / 'mine.html'}"


def test_every_one_of_several_files_is_named_and_a_document_stays_clean(opscareer, home, tmp_path):
    finished(home, SOME)
    names = [str(tmp_path / name) for name in ("a.html", "a.svg")]

    run = opscareer("report", "--html", names[0], "--md", "-", "--card", names[1], OPSCAREER_LANG="en")

    assert [line.removeprefix("Written to ") for line in run.stderr.decode().splitlines() if line.startswith("Written to ")] == names
    assert run.stdout.startswith(b"# ")
    assert b"Written" not in run.stdout


def test_with_json_the_file_is_named_beside_the_document(opscareer, home, tmp_path):
    finished(home, SOME)

    run = opscareer("report", "--json", "--html", str(tmp_path / "a.html"), OPSCAREER_LANG="en")

    assert json.loads(run.stdout)["schema"].startswith("opscareer.assessment/")
    assert run.stderr.decode().startswith(f"Written to {tmp_path / 'a.html'}\n")


def test_the_command_that_looks_at_exported_answers_works_as_it_is_printed(opscareer, home, tmp_path):
    finished(home, SOME)

    run = opscareer("history", "export", "--output", str(tmp_path / "my answers.yaml"), OPSCAREER_LANG="en", COLUMNS="300")

    command = run.stderr.decode().partition("opscareer ")[2]
    assert opscareer(*shlex.split(command)).returncode == 0


def test_settings_say_where_they_are_kept(opscareer, home):
    run = opscareer("config", "set", "hours", "5", OPSCAREER_LANG="en", COLUMNS="200")

    assert f"Written to {home / 'config.json'}\nopscareer config shows what it holds.\n" in run.stdout.decode()


def test_the_command_after_a_new_pack_works_as_it_is_printed(opscareer, home, tmp_path):
    run = opscareer("pack", "new", str(tmp_path / "my pack"), OPSCAREER_LANG="en", COLUMNS="300")

    _, check, assess = run.stdout.decode().partition("Next:\n")[2].split("opscareer ")
    assert opscareer(*shlex.split(check)).returncode == 0
    assert shlex.split(assess) == ["assess", "--pack", shlex.split(check)[-1]]


@pytest.mark.parametrize("arguments", [("report", "--name", "--answers", "li.yaml"), ("plan", "--role", "--level", "mid")], ids=" ".join)
def test_an_option_that_stands_where_another_one_s_value_should_is_no_value(opscareer, arguments):
    run = opscareer(*arguments, "--lang", "en")

    assert run.returncode == 2
    assert f"the option {arguments[1]} needs a value" in run.stderr.decode()


@pytest.mark.parametrize(
    ("arguments", "example"),
    [
        (("report", "--html", "--md"), ", for example --html report.html"),
        (("report", "--card"), ", for example --card report.svg"),
        (("plan", "--ics", "--force"), ", for example --ics plan.ics"),
        (("assess", "--answers"), "\n"),
    ],
)
def test_an_option_that_stands_where_the_name_of_a_file_should_is_no_name(opscareer, tmp_path, monkeypatch, arguments, example):
    monkeypatch.chdir(tmp_path)
    run = opscareer(*arguments, "--lang", "en")

    assert run.returncode == 2
    assert f"the name of a file is missing after {arguments[1]}{example}" in run.stderr.decode()
    assert list(tmp_path.iterdir()) == []
