"""`opscareer report`: the last result, or that of a file, on the screen and as documents."""

import json
import os
import stat
import subprocess
import sys
import webbrowser
from pathlib import Path

import pytest
from people import place

from opscareer.cli.app import main
from opscareer.sessions.progress import Reply
from opscareer.sessions.store import Stamp, Store

KINDS = {"--html": "<!DOCTYPE html>", "--md": "# ", "--card": "<svg "}
ENDINGS = {"--html": ".html", "--md": ".md", "--card": ".svg"}


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    """An empty directory to write in."""
    directory = tmp_path / "here"
    directory.mkdir()
    monkeypatch.chdir(directory)
    return directory


def said(pack):
    """Answers to every question, that differ."""
    return {question.id: place(pack, question, 1 + number % len(pack.options(question))) for number, question in enumerate(pack.questions)}


@pytest.fixture
def answers(tmp_path, pack):
    values = said(pack)
    file = tmp_path / "answers.json"
    file.write_text(json.dumps({"answers": values}), encoding="utf-8")
    return str(file)


@pytest.fixture
def taken(home, pack):
    """A finished assessment in the store: every question answered within a fraction of a second."""
    history = Store(home)
    session = history.begin(Stamp(pack.header.id, pack.header.version, pack.hash), "full", 1, "2026-01-01T00:00:00+00:00")
    history.keep(session, [Reply(question, value, seconds=0.2) for question, value in said(pack).items()])
    history.finish(session, "content", "{}", "2026-01-01T00:10:00+00:00")
    return history.records()[0].number


def error_of(capsys, *arguments):
    """The exit code and the error, as a script reads it; nothing is printed."""
    code = main([*arguments, "--json"])
    printed = capsys.readouterr()
    assert printed.out == ""
    return code, json.loads(printed.err)["error"]


def test_without_a_document_the_whole_result_is_shown_and_how_to_keep_it(capsys, answers):
    assert main(["assess", "--details", "--answers", answers]) == 0
    details = capsys.readouterr().out.partition("\nNext\n")[0]

    assert main(["report", "--answers", answers]) == 0
    shown, _, commands = capsys.readouterr().out.partition("\nNext\n")

    assert shown == details
    assert f"opscareer report --html report.html --answers {answers}" in " ".join(commands.split())


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("option", KINDS)
def test_each_document_is_written_into_its_file_and_nothing_is_printed(capsys, answers, option, lang):
    file = Path(f"out{ENDINGS[option]}")
    assert main(["report", option, str(file), "--answers", answers, "--lang", lang]) == 0

    assert capsys.readouterr().out == ""
    assert file.read_text(encoding="utf-8").startswith(KINDS[option]) or option == "--card"
    assert [path.name for path in Path.cwd().iterdir()] == [file.name]


@pytest.mark.parametrize("option", KINDS)
def test_a_document_on_standard_output_is_the_same_as_in_a_file(answers, option):
    program = [sys.executable, "-m", "opscareer", "report", "--answers", answers, "--lang", "zh"]
    settings = {**os.environ, "PYTHONIOENCODING": "gbk"}

    subprocess.run([*program, option, f"file{ENDINGS[option]}"], env=settings, check=True)
    printed = subprocess.run([*program, option, "-"], env=settings, check=True, stdout=subprocess.PIPE).stdout

    assert printed == Path(f"file{ENDINGS[option]}").read_bytes()
    assert "内容运营" in printed.decode("utf-8")


def test_three_documents_can_be_written_at_once(answers):
    assert main(["report", "--html", "a.html", "--md", "a.md", "--card", "a.svg", "--answers", answers]) == 0

    assert sorted(path.name for path in Path.cwd().iterdir()) == ["a.html", "a.md", "a.svg"]


@pytest.mark.parametrize(("lang", "title"), [("zh", "互联网运营自测结果：王明"), ("en", "王明 · Internet operations: a self-assessment")])
def test_a_page_and_its_markdown_say_whose_result_they_are_and_a_card_does_not(answers, lang, title):
    main(["report", "--answers", answers, "--name", "王明", "--html", "r.html", "--md", "r.md", "--card", "r.svg", "--lang", lang])

    assert f"<title>{title}</title>" in Path("r.html").read_text("utf-8")
    assert title in Path("r.md").read_text("utf-8").splitlines()[2].replace("\\", "")
    assert "王明" not in Path("r.svg").read_text("utf-8")


def test_the_result_in_the_terminal_and_the_page_in_the_browser_say_whose_they_are_too(answers, capsys, monkeypatch, home):
    monkeypatch.setattr(webbrowser, "open", lambda address: True)

    main(["report", "--answers", answers, "--name", "王明", "--lang", "zh"])
    main(["open", "--answers", answers, "--name", "王明", "--lang", "zh"])

    assert capsys.readouterr().out.startswith("互联网运营自测结果：王明\n")
    assert "互联网运营自测结果：王明" in next(home.rglob("*.html")).read_text("utf-8")


def test_a_name_is_text_in_a_page_and_never_its_code(answers):
    main(["report", "--answers", answers, "--name", "<b>Ann</b>", "--html", "r.html"])

    assert "<b>Ann" not in Path("r.html").read_text("utf-8")


def test_json_is_the_assessment_and_goes_with_a_file(capsys, answers):
    assert main(["report", "--json", "--html", "a.html", "--answers", answers]) == 0
    document = json.loads(capsys.readouterr().out)

    main(["assess", "--json", "--answers", answers])

    assert document == json.loads(capsys.readouterr().out)
    assert Path("a.html").exists()


def test_the_last_assessment_is_reported_with_the_pace_of_its_answers(capsys, taken, pack):
    assert main(["report", "--json"]) == 0

    document = json.loads(capsys.readouterr().out)
    assert document["answers"] == json.loads(json.dumps(said(pack)))
    assert document["quality"]["median_seconds"] == 0.2
    hasty = next(flag for flag in document["quality"]["flags"] if flag["flag"] == "hasty")
    count = len(pack.questions)
    assert hasty["reason"]["en"] == f"{count} of {count} timed answers came faster than anybody can read."
    assert document["quality"]["confidence"] == "low"


def test_what_was_meant_is_reported_as_answered(capsys, taken, home):
    Store(home).mean(taken)

    main(["report", "--json"])
    quality = json.loads(capsys.readouterr().out)["quality"]
    main(["report"])
    shown = " ".join(capsys.readouterr().out.split())

    assert (quality["meant"], quality["confidence"]) == (True, "normal")
    assert {flag["flag"] for flag in quality["flags"]} >= {"hasty"}
    assert "so it does not lower the confidence. 103 of 103 timed answers" in shown


def test_the_plan_leads_where_it_is_asked_to(capsys, answers):
    assert main(["report", "--json", "--role", "event", "--level", "senior", "--hours-per-week", "3", "--answers", answers]) == 0

    plan = json.loads(capsys.readouterr().out)["plan"]
    assert (plan["target"], plan["hours_per_week"]) == ({"role": "event", "level": "senior"}, 3)


def test_without_an_assessment_it_says_how_to_take_one(capsys):
    code, error = error_of(capsys, "report", "--html", "a.html")

    assert (code, error["kind"]) == (2, "no-assessment")
    assert not Path("a.html").exists()


# --- files


def test_a_file_that_is_there_stays_as_it_is_unless_replacing_it_is_asked_for(capsys, answers):
    Path("mine.html").write_text("mine", encoding="utf-8")

    code, error = error_of(capsys, "report", "--html", "mine.html", "--answers", answers)
    assert (code, error["kind"]) == (2, "file-exists")
    assert Path("mine.html").read_text(encoding="utf-8") == "mine"

    assert main(["report", "--html", "mine.html", "--force", "--answers", answers]) == 0
    assert Path("mine.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_nothing_is_written_when_one_of_several_files_cannot_be(capsys, answers):
    Path("there.md").write_text("mine", encoding="utf-8")

    assert error_of(capsys, "report", "--html", "new.html", "--md", "there.md", "--answers", answers)[0] == 2

    assert not Path("new.html").exists()


@pytest.mark.parametrize(
    ("place", "kind"),
    [
        (".", "file-is-directory"),
        ("", "file-is-directory"),
        ("missing/a.html", "file-no-directory"),
        ("/dev/null", "file-not-regular"),
        ("dangling", "file-not-regular"),
        ("file/a.html", "file-no-directory"),
    ],
)
def test_a_place_that_takes_no_file_is_refused_in_words(capsys, answers, place, kind):
    Path("file").write_text("", encoding="utf-8")
    Path("dangling").symlink_to("nowhere")

    code, error = error_of(capsys, "report", "--html", place, "--force", "--answers", answers)

    assert (code, error["kind"]) == (2, kind)
    assert error["hint"]


def test_a_link_to_a_file_stays_a_link(answers):
    Path("real.html").write_text("old", encoding="utf-8")
    Path("link.html").symlink_to("real.html")

    assert main(["report", "--html", "link.html", "--force", "--answers", answers]) == 0

    assert Path("link.html").is_symlink()
    assert Path("real.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_a_failing_write_leaves_the_old_file_and_nothing_half_written(answers, here):
    """The size limit stands for a full disk."""
    Path("mine.html").write_text("mine", encoding="utf-8")
    command = [sys.executable, "-m", "opscareer", "report", "--html", "mine.html", "--force", "--answers", answers]

    settings = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}  # the limit must not cut those short
    done = subprocess.run(
        ["/bin/sh", "-c", 'ulimit -f 8; trap "" XFSZ; exec "$@"', "sh", *command], capture_output=True, check=False, env=settings
    )

    assert done.returncode == 1
    assert b"mine.html" in done.stderr
    assert b"Traceback" not in done.stderr
    assert [path.name for path in here.iterdir()] == ["mine.html"]
    assert Path("mine.html").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(("option", "mode"), [("--md", 0o600), ("--html", 0o600), ("--card", 0o640)])
def test_only_a_card_which_is_made_to_be_shared_can_be_read_by_others(answers, option, mode):
    earlier = os.umask(0o027)
    try:
        assert main(["report", option, f"a{ENDINGS[option]}", "--answers", answers]) == 0
    finally:
        os.umask(earlier)

    assert stat.S_IMODE(Path(f"a{ENDINGS[option]}").stat().st_mode) == mode


@pytest.mark.parametrize(
    "options",
    [("--html", "-", "--md", "-"), ("--html", "there", "--md", "there", "--force"), ("--html", "-", "--json")],
)
def test_two_documents_never_go_to_one_place(capsys, answers, options):
    Path("there").write_text("mine", encoding="utf-8")

    code = main(["report", *options, "--answers", answers])

    printed = capsys.readouterr()
    assert (code, printed.out) == (2, "")
    assert [(path.name, path.read_text(encoding="utf-8")) for path in Path.cwd().iterdir()] == [("there", "mine")]


def test_the_name_of_a_file_does_not_steer_the_terminal(capsys, answers):
    assert main(["report", "--html", "\x1b[31m/a.html", "--answers", answers]) == 2

    assert "\x1b" not in capsys.readouterr().err


# --- what assess shows first


def test_assess_shows_one_screen_and_the_rest_on_demand(capsys, answers):
    Path("a.json").write_bytes(Path(answers).read_bytes())
    main(["assess", "--answers", "a.json"])
    screen = capsys.readouterr().out
    main(["assess", "--answers", "a.json", "--details"])
    details = capsys.readouterr().out

    assert len(screen.splitlines()) < 24 < len(details.splitlines())
    assert "opscareer report --answers a.json" in screen


def test_a_command_that_is_offered_quotes_the_name_of_the_file(capsys, answers, tmp_path):
    odd = tmp_path / "my answers; rm -rf.json"
    odd.write_bytes(Path(answers).read_bytes())

    main(["assess", "--answers", str(odd)])

    assert f"'{odd}'" in " ".join(capsys.readouterr().out.split())


@pytest.mark.parametrize(("options", "whole", "findable"), [((), False, True), (("--no-save",), True, False), (("--details",), True, True)])
def test_what_could_not_be_looked_up_later_is_shown_at_once(assess, options, whole, findable):
    terminal = assess("--quick", *options)
    terminal.begin()

    assert terminal.answer_all(lambda screen: "2") == 0

    assert ("How to read this" in terminal.printed) is whole
    assert ("opscareer report" in terminal.printed) is findable


@pytest.mark.parametrize("width", [80, 100])
def test_a_direction_and_how_much_its_work_is_liked_stand_on_one_line_of_a_wide_window(opscareer, answers, width):
    printed = opscareer("report", "--answers", answers, "--lang", "zh", COLUMNS=str(width)).stdout.decode()

    rows = printed.split("你有多喜欢每类工作\n")[1].split("这是喜欢程度")[0].splitlines()

    assert len(rows) == 5
    assert all("可靠性" in row and row.endswith("）") for row in rows)


@pytest.mark.parametrize("form", [[], ["--md", "-"], ["--html", "-"]], ids=["terminal", "markdown", "page"])
def test_the_report_names_the_units_that_the_gaps_count_as_done(opscareer, pack, taken, form):
    first, second = pack.units[:2]
    opscareer("plan", "done", first.id)
    opscareer("plan", "skip", second.id)

    told = " ".join(opscareer("report", *form, OPSCAREER_LANG="en").stdout.decode().split())

    assert f"Done: {first.title.en}" in told
    assert f"Skipped: {second.title.en}" in told
