"""Everything that can be wrong with answers, packs, arguments and the terminal, and what the program then says.

Always the same: an exit code, a sentence in the person's language, no result, no traceback, and nothing that could steer a terminal.
"""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import unicodedata
from importlib.resources import files
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from opscareer.cli.app import main
from opscareer.texts import Texts

LANGUAGES = ("zh", "en")
TINY = Path(__file__).parents[1] / "packs" / "good" / "tiny"
KNOWN, LIST = "baker.interest", "dough.deeds"  # questions of the tiny pack, with three options and four deeds
SCHEMA = json.loads((files("opscareer") / "schemas" / "error-1.json").read_text(encoding="utf-8"))


def hidden_in(text):
    """Characters that steer a terminal or hide what stands there; only the ends of lines are none."""
    return {f"U+{ord(char):04X}" for char in text if char != "\n" and unicodedata.category(char) in {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}}


def error_in(text):
    """The error of a JSON document that keeps its schema."""
    document = json.loads(text)
    assert [error.message for error in Draft202012Validator(SCHEMA).iter_errors(document)] == []
    assert next(iter(document)) == "schema"
    return document["error"]


@pytest.fixture
def fails(capsys, monkeypatch, tmp_path):
    """Runs a command in an empty directory. Returns its exit code and what it says; there is no result."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments):
        code = main(arguments)
        said = capsys.readouterr()
        assert said.out == ""
        assert "Traceback" not in said.err
        return code, said.err

    return run


# --- answers and packs: each case makes its files in the working directory and gives the arguments


def answers(text):
    """A case with these answers to the tiny pack."""

    def make(place):
        (place / "answers.yaml").write_bytes(text if isinstance(text, bytes) else text.encode())
        return ["assess", "--pack", str(TINY), "--answers", "answers.yaml"]

    return make


def answer(value):
    """A case with one answer to a question that there is."""
    return answers(f"answers:\n  {KNOWN}: {value}\n")


def deeds(value):
    """A case with one answer to a list of four deeds."""
    return answers(f"answers:\n  {LIST}: {value}\n")


def nothing_made(*arguments):
    return lambda place: [*arguments]


def directory(place):
    (place / "answers.yaml").mkdir()
    return ["assess", "--answers", "answers.yaml"]


def pack_of_another_format(place):
    """A pack from a later version of the program: another format, with a key that this version does not know."""
    shutil.copytree(TINY, place / "pack")
    roles = place / "pack" / "roles.yaml"
    text = roles.read_text(encoding="utf-8")
    assert text.count("  format: 2\n") == 1
    roles.write_text(text.replace("  format: 2\n", "  format: 3\n  moods: many\n"), encoding="utf-8")
    return ["roles", "--pack", "pack"]


def pack_without_questions(place):
    shutil.copytree(TINY, place / "pack")
    (place / "pack" / "questions.yaml").unlink()
    return ["questions", "--pack", "pack"]


def empty_pack(place):
    (place / "pack").mkdir()
    return ["roles", "--pack", "pack"]


INVALID = (1, "answers-invalid")
NOWHERE = (2, "answers-nowhere")
CASES = {
    # how it is made, exit code and kind, kinds of the problems, what is named
    "unknown question": (answers("answers:\n  baker.intrest: 1\n"), INVALID, ["unknown-question"], ["answers.yaml:2:3", KNOWN]),
    "question like no other": (answers("answers:\n  zzz: 1\n"), INVALID, ["unknown-question"], ["answers.yaml:2:3", "zzz"]),
    "value too high": (answer(4), INVALID, ["answer-range"], [f"answers.yaml:2:{len(KNOWN) + 5}", KNOWN, "4", "1", "3"]),
    "value zero": (answer(0), INVALID, ["answer-range"], [KNOWN, "0"]),
    "value negative": (answer(-1), INVALID, ["answer-range"], [KNOWN, "-1"]),
    "value enormous": (answer("9" * 5000), INVALID, ["answer-range"], [KNOWN, "999"]),
    "value a word": (answer("yes"), INVALID, ["answer-type"], [KNOWN, "yes"]),
    "value quoted": (answer('"1"'), INVALID, ["answer-type"], [KNOWN]),
    "value a fraction": (answer("1.0"), INVALID, ["answer-type"], [KNOWN, "1.0"]),
    "value full-width": (answer("９"), INVALID, ["answer-range"], [f"answers.yaml:2:{len(KNOWN) + 5}", KNOWN, "9", "1", "3"]),
    "value a list": (answer("[1, 2]"), INVALID, ["answer-no-list"], [KNOWN, "1, 2"]),
    "value a mapping": (answer("{value: 1}"), INVALID, ["answer-type"], [KNOWN]),
    "a deed alone": (deeds("2"), INVALID, ["answer-bare"], [f"answers.yaml:2:{len(LIST) + 5}", LIST, "[2]"]),
    "deeds in words": (deeds("all"), INVALID, ["answer-deeds"], [LIST, "all", "[1, 3]"]),
    "deed that is not there": (deeds("[1, 5]"), INVALID, ["answer-off-list"], [LIST, "5", "4"]),
    "deed twice": (deeds("[1, 1]"), INVALID, ["answer-twice"], [LIST]),
    "duplicate key": (answers(f"answers:\n  {KNOWN}: 1\n  {KNOWN}: 2\n"), INVALID, ["duplicate-key"], ["answers.yaml:3:3", KNOWN, "2"]),
    "several at once": (
        answers(f"answer: 1\nanswers:\n  {KNOWN}: 9\n  zzz: 1\n"),
        INVALID,
        ["key-unknown", "answer-range", "unknown-question"],
        ["answers.yaml:1:1", "answers.yaml:3:", "answers.yaml:4:3"],
    ),
    "no answers key": (answers("pack:\n"), INVALID, ["answers-missing"], ["answers"]),
    "a bare list": (answers("- 1\n- 2\n"), INVALID, ["answers-shape"], ["answers.yaml:1:1"]),
    "a table": (answers(f"question,answer\n{KNOWN},1\n"), INVALID, ["answers-shape"], ["answers.yaml:1:1", "YAML", "JSON"]),
    "answers a list": (answers("answers: [1, 2]\n"), INVALID, ["answers-not-mapping"], ["answers.yaml:1:10"]),
    "no YAML": (answers("answers: {a: 1\n"), INVALID, ["yaml-syntax"], ["answers.yaml:"]),
    "no JSON": (answers('{"answers": {"a": 1,,}}'), INVALID, ["json-syntax"], ["answers.yaml:1:21", "JSON"]),
    "full-width colon": (answers(f"answers:\n  {KNOWN}：1\n"), INVALID, ["full-width-colon"], [f"answers.yaml:2:{len(KNOWN) + 3}", "："]),
    "full-width colons": (answers(f"answers：\n  {KNOWN}：1\n"), INVALID, ["full-width-colon"], ["answers.yaml:1:8", "："]),
    "full-width colon behind a word of one's own": (
        answers(f"答案：\n\n  # 一件工作\n  {KNOWN}: 1\n"),
        INVALID,
        ["full-width-colon"],
        ["answers.yaml:1:3", "："],
    ),
    "full-width colon among others": (
        answers(f"answers:\n  {KNOWN}: 1\n  {LIST}：1\n"),
        INVALID,
        ["full-width-colon"],
        ["answers.yaml:3:"],
    ),
    "full-width colon in JSON": (answers('{"answers": {"a"：1}}'), INVALID, ["full-width-colon"], ["answers.yaml:1:17"]),
    "tab before a question": (answers(f"answers:\n\t{KNOWN}: 1\n"), INVALID, ["yaml-syntax"], ["answers.yaml:2:1"]),
    "no space behind a colon": (
        answers(f"answers:\n  {KNOWN}:1\n\n  # another question\n  {LIST}: [1]\n"),
        INVALID,
        ["colon-without-space"],
        [f"answers.yaml:2:{len(KNOWN) + 4}"],
    ),
    "no space behind any colon": (answers(f"answers:\n  {KNOWN}:1\n  {LIST}:1\n"), INVALID, ["colon-without-space"], ["answers.yaml:2:"]),
    "two documents": (answers("answers: {}\n---\nanswers: {}\n"), INVALID, ["second-document"], ["answers.yaml:2:1"]),
    "anchor": (answers(f"answers: &a\n  {KNOWN}: 1\n"), INVALID, ["anchor"], ["answers.yaml:1:10"]),
    "empty file": (answers(""), INVALID, ["file-empty"], ["answers.yaml"]),
    "only comments": (answers("# nothing\n"), INVALID, ["file-empty"], ["answers.yaml"]),
    "binary file": (answers(bytes(range(256))), INVALID, ["file-binary"], ["answers.yaml"]),
    "not UTF-8": (answers("answers: 数据\n".encode("gbk")), INVALID, ["not-utf8"], ["answers.yaml:1:10"]),
    "UTF-16, as Notepad calls Unicode": (answers("answers: {}\n".encode("utf-16")), INVALID, ["not-utf8"], ["answers.yaml", "UTF-8"]),
    "large file": (answers(b"#" * 300_000), INVALID, ["file-too-large"], ["answers.yaml", "256"]),
    "no answers": (answers("answers:\n"), (1, "answers-none"), [], ["answers.yaml"]),
    "all unanswered": (answer(""), (1, "answers-none"), [], ["answers.yaml"]),
    "another pack": (answers(f"pack: {{id: cookery}}\nanswers:\n  {KNOWN}: 1\n"), INVALID, ["answers-pack-id"], ["cookery", "bakery"]),
    "another version": (answers(f"pack: {{version: '0.9'}}\nanswers:\n  {KNOWN}: 1\n"), INVALID, ["answers-pack-version"], ["0.9"]),
    "other content": (answers(f"pack: {{hash: '0123'}}\nanswers:\n  {KNOWN}: 1\n"), INVALID, ["answers-pack-hash"], ["0123"]),
    "missing file": (nothing_made("assess", "--answers", "nowhere.yaml"), NOWHERE, ["file-missing"], ["nowhere.yaml"]),
    "directory": (directory, NOWHERE, ["file-is-directory"], ["answers.yaml"]),
    "name too long": (nothing_made("assess", "--answers", "a" * 300), NOWHERE, ["file-unreadable"], ["aaa"]),
    "missing pack": (nothing_made("guide", "--pack", "nowhere"), (2, "pack-missing"), [], ["nowhere", "--pack"]),
    "empty pack": (empty_pack, (1, "pack-invalid"), ["file-missing"] * 4, ["roles.yaml", "questions.yaml", "learning.yaml", "guide.yaml"]),
    "pack without questions": (pack_without_questions, (1, "pack-invalid"), ["file-missing"], ["questions.yaml"]),
    "pack of another format": (pack_of_another_format, (1, "pack-invalid"), ["pack-format", "key-unknown"], ["roles.yaml:6:", "3", "2"]),
}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("case", CASES)
def test_what_is_wrong_with_a_file_is_said_with_its_place_in_words_and_in_json(fails, tmp_path, case, lang):
    make, (code, kind), problems, named = CASES[case]
    arguments = [*make(tmp_path), "--lang", lang]

    text_code, text = fails(*arguments)
    json_code, document = fails(*arguments, "--json")

    error = error_in(document)
    assert text_code == json_code == error["exit_code"] == code
    assert (error["kind"], [problem["kind"] for problem in error["problems"]]) == (kind, problems)
    assert text.splitlines()[0].rstrip(":：") == Texts(lang)("error") + error["message"]
    assert error["hint"] is None or text.endswith(Texts(lang)("hint") + error["hint"] + "\n")
    assert [problem["message"] for problem in error["problems"] if problem["message"] not in text] == []
    assert [name for name in named if name not in text] == [], text
    assert hidden_in(text) == hidden_in(document) == set()


@pytest.mark.parametrize("case", CASES)
def test_the_languages_differ_in_words_only(fails, tmp_path, case):
    make = CASES[case][0]
    arguments = make(tmp_path)

    zh, en = (error_in(fails(*arguments, "--lang", lang, "--json")[1]) for lang in LANGUAGES)

    for error, language in ((zh, "zh"), (en, "en")):
        for part in (error, *error["problems"]):
            message = part.pop("message")
            assert (re.search(r"[\u4e00-\u9fff]", message) is not None) == (language == "zh"), message
    assert zh.pop("hint") != en.pop("hint")
    assert zh == en


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("second", [["--answers", "bo.yaml"], ["--answers=bo.yaml"]])
def test_an_option_with_two_values_is_refused_and_both_are_named(fails, tmp_path, lang, second):
    for name in ("ana", "bo"):
        (tmp_path / f"{name}.yaml").write_text(f"answers:\n  {KNOWN}: 1\n", encoding="utf-8")

    code, text = fails("assess", "--answers", "ana.yaml", *second, "--pack", str(TINY), "--lang", lang)

    assert code == 2
    assert [name for name in ("--answers", "ana.yaml", "bo.yaml") if name not in text] == []


def test_an_option_may_be_given_twice_with_the_same_value_and_be_part_of_a_value(fails, tmp_path):
    (tmp_path / "ana.yaml").write_text(f"answers:\n  {KNOWN}: 1\n", encoding="utf-8")

    code, text = fails(
        "assess", "--answers", "ana.yaml", "--answers", "ana.yaml", "--role", "--answers", "--pack", str(TINY), "--lang", "en"
    )

    assert code == 2
    assert "--role needs a value" in text and "twice" not in text


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("option", [[], ["--no-input"], ["--full"]])
def test_without_a_terminal_nothing_is_asked_and_the_way_by_a_file_is_shown(fails, monkeypatch, lang, option):
    with Path(os.devnull).open() as nobody:
        monkeypatch.setattr(sys, "stdin", nobody)

        code, text = fails("assess", *option, "--lang", lang)
        json_code, document = fails("assess", *option, "--lang", lang, "--json")

    assert code == json_code == 2
    assert error_in(document)["kind"] == "no-terminal"
    program = "opscareer" if lang == "en" else f"opscareer --lang {lang}"
    for named in (f"{program} questions --template", f"{program} assess --answers"):
        assert named in text


def test_the_line_that_is_wrong_is_shown_with_a_mark_under_the_place(fails, tmp_path):
    arguments = answer(7)(tmp_path)

    lines = fails(*arguments)[1].splitlines()

    (line,) = [number for number, line in enumerate(lines) if line.endswith(f"{KNOWN}: 7")]
    assert lines[line + 1].strip() == "^"
    assert lines[line][lines[line + 1].index("^")] == "7"


def test_of_very_many_problems_the_first_are_shown_and_json_has_a_hundred_and_a_word_that_there_are_more(fails, tmp_path):
    arguments = answers("answers:\n" + "".join(f"  q{number}: 1\n" for number in range(500)))(tmp_path)

    text = fails(*arguments)[1]
    document = fails(*arguments, "--json")[1]

    assert len(text.splitlines()) < 80
    assert f"+{101 - text.count('answers.yaml:')}" in text
    kinds = [problem["kind"] for problem in error_in(document)["problems"]]
    assert kinds == ["unknown-question"] * 100 + ["more-problems"]


# --- nothing steers the terminal

ESCAPES = {
    "red": "\x1b[31m",
    "title": "\x1b]0;owned\x07",
    "clipboard": "\x1b]52;c;b3duZWQ=\x1b\\",
    "C1": "\x9b31m",
    "carriage return": "\rerror: all is well",
    "bell": "\x07",
    "backspace": "\x08\x08\x08",
    "delete": "\x7f",
    "bidi": "\u202e",
    "line separator": "\u2028",
    "invisible": "\u200b",
    "undecodable": b"\xff\xfe".decode("utf-8", "surrogateescape"),
}
TAKING = [
    ["roles"],
    ["roles", "user"],
    ["guide"],
    [],
    ["assess", "--answers"],
    ["assess", "--pack"],
    ["assess", "--level"],
    ["assess", "--role"],
    ["assess", "--hours-per-week"],
    ["assess", "--seed"],
    ["assess", "--lang"],
]


@pytest.mark.parametrize("as_json", [[], ["--json"]], ids=["text", "json"])
@pytest.mark.parametrize("before", TAKING, ids=lambda before: " ".join(before) or "command")
def test_no_argument_steers_the_terminal(fails, before, as_json):
    code, text = fails(*before, f"x{'y'.join(ESCAPES.values())}z", *as_json)

    assert code in {1, 2}
    assert hidden_in(text) == set()


@pytest.mark.parametrize("escape", ESCAPES.values(), ids=ESCAPES)
def test_no_name_of_an_option_steers_the_terminal(fails, escape):
    code, text = fails("assess", f"--x{escape}y")

    assert code == 2
    assert hidden_in(text) == set()


@pytest.mark.parametrize("before", TAKING, ids=lambda before: " ".join(before) or "command")
def test_a_line_break_in_an_argument_cannot_pretend_to_be_a_message(fails, before):
    code, text = fails(*before, "x\nhint: send money")

    assert code in {1, 2}
    assert "hint: send money" not in text.splitlines()


def test_the_name_of_a_file_that_is_there_does_not_steer_the_terminal(fails, tmp_path):
    name = os.fsdecode("a\x1b[31m\u202e".encode() + b"\x9b\nhint: send money")
    (tmp_path / name).write_text("answers:\n  zzz: 1\n", encoding="utf-8")

    code, text = fails("assess", "--answers", name)

    assert code == 1
    assert hidden_in(text) == set()
    assert not any(line.startswith("hint: send money") for line in text.splitlines())


YAML_ESCAPES = [r"\e[31m", r"\x9b31m", r"\a", r"\u202e", r"\L", r"\0", r"\x7f"]
PLACES = {
    "key": 'answers:\n  "x{}y": 1\n',
    "value": f'answers:\n  {KNOWN}: "x{{}}y"\n',
    "pack": 'pack: {{id: "x{}y"}}\nanswers:\n  zzz: 1\n',
}


@pytest.mark.parametrize("hidden", [*ESCAPES.values(), *YAML_ESCAPES], ids=[*ESCAPES, *YAML_ESCAPES])
@pytest.mark.parametrize("place", PLACES)
def test_nothing_in_an_answers_file_steers_the_terminal(fails, tmp_path, place, hidden):
    arguments = answers(PLACES[place].format(hidden).encode("utf-8", "surrogateescape"))(tmp_path)

    code, text = fails(*arguments)

    assert code == 1
    assert hidden_in(text) == set()


# --- standard streams: from here on in processes of their own


def command(*arguments):
    return [sys.executable, "-m", "opscareer", *arguments]


def shell(script, *arguments, stdin=b"", **variables):
    """A line of shell in which "$@" is the program with its arguments."""
    line = ["/bin/sh", "-c", script, "sh", *command(*arguments)]
    return subprocess.run(line, input=stdin, capture_output=True, env={**os.environ, **variables}, check=False)


PRINTING = [["roles"], ["roles", "--json"], ["questions", "--template"], ["--version"], ["--help"], ["assess", "--answers", "-"]]
ONE_ANSWER = b"answers:\n  content.interest.topics: 1\n"


@pytest.mark.parametrize("redirect", [">&-", ">/dev/full"])
@pytest.mark.parametrize("printing", PRINTING, ids=" ".join)
def test_a_result_that_cannot_be_written_is_an_error(printing, redirect):
    done = shell(f'exec "$@" {redirect}', *printing, stdin=ONE_ANSWER)

    text = done.stderr.decode()
    assert done.returncode == 1
    assert "Traceback" not in text
    if "--json" in printing:
        assert error_in(text)["kind"] in {"output-closed", "stdout-closed"}
    else:
        assert [line.split(":")[0] for line in text.splitlines()] == ["error", "hint"]


def test_a_closed_standard_output_is_explained_in_chinese_to_chinese_readers():
    done = shell('exec "$@" >&-', "roles", "--lang", "zh")

    assert done.returncode == 1
    assert done.stderr.decode().startswith(Texts("zh")("error"))
    assert re.search("[a-z]+ [a-z]+ [a-z]+", done.stderr.decode()) is None


@pytest.mark.parametrize("printing", PRINTING, ids=" ".join)
def test_a_reader_that_went_away_is_no_reason_for_a_message(printing):
    reader, writer = os.pipe()
    os.close(reader)

    try:
        done = subprocess.run(
            command(*printing), input=ONE_ANSWER, stdout=writer, stderr=subprocess.PIPE, env=dict(os.environ), check=False
        )
    finally:
        os.close(writer)

    assert done.stderr == b""
    assert done.returncode == 128 + signal.SIGPIPE


@pytest.mark.parametrize("printing", [["questions"], ["questions", "--json"]], ids=" ".join)
def test_the_first_line_can_be_had_through_head_in_silence(printing):
    whole, head = shell('exec "$@"', *printing), shell('"$@" | head -1', *printing)

    assert head.stdout == whole.stdout[: whole.stdout.index(b"\n") + 1]
    assert head.stderr == b""


@pytest.mark.parametrize(("arguments", "code"), [(["roles", "--json"], 0), (["roles", "usr"], 2)])
def test_a_closed_standard_error_changes_neither_result_nor_exit_code(arguments, code):
    closed, usual = shell('exec "$@" 2>&-', *arguments), shell('exec "$@"', *arguments)

    assert (closed.returncode, closed.stdout) == (usual.returncode, usual.stdout)
    assert closed.returncode == code


def test_a_closed_standard_input_is_told_apart_from_an_empty_one():
    done = shell('exec "$@" <&-', "assess", "--answers", "-", "--json")

    assert (done.returncode, done.stdout) == (2, b"")
    assert error_in(done.stderr)["kind"] == "stdin-closed"


def ctrl_c_counts():
    """A background job starts with SIGINT ignored, and so would everything it starts."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("as_json", [[], ["--json"]], ids=["text", "json"])
def test_ctrl_c_while_answers_are_read_from_a_pipe_ends_in_words(lang, as_json):
    arguments = command("assess", "--answers", "-", "--lang", lang, *as_json)
    with subprocess.Popen(
        arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=dict(os.environ), preexec_fn=ctrl_c_counts
    ) as child:
        child.stdin.write(b"#" * 200_000)  # more than a pipe holds: when this is written, the program is reading
        child.stdin.flush()

        child.send_signal(signal.SIGINT)
        out, err = child.communicate()

    assert (child.returncode, out) == (130, b"")
    assert (error_in(err)["message"] if as_json else err.decode().strip()) == Texts(lang)("error.interrupted")


def test_ctrl_c_while_the_result_is_written_into_a_pipe_ends_in_words():
    with subprocess.Popen(
        command("questions", "--json"), stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=dict(os.environ), preexec_fn=ctrl_c_counts
    ) as child:
        child.stdout.read(1)  # the rest is more than a pipe holds: the program is writing

        child.send_signal(signal.SIGINT)
        _, err = child.communicate()

    assert child.returncode == 130
    assert error_in(err)["kind"] == "interrupted"


# --- our own failures


@pytest.fixture
def broken(monkeypatch, tmp_path):
    """A program that fails when it loads a pack. Returns the directory where it leaves its reports."""
    reports = tmp_path / "reports"
    reports.mkdir()

    def fail(directory):
        raise RuntimeError("a wheel came\x1b[31m off")

    monkeypatch.setattr("opscareer.pack.load.load_pack", fail)
    monkeypatch.setattr("tempfile.tempdir", str(reports))
    return reports


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_failure_of_the_program_itself_is_admitted_with_a_report_to_send(fails, broken, lang):
    code, text = fails("roles", "--lang", lang)

    (report,) = broken.iterdir()
    assert code == 3
    assert str(report) in text
    assert hidden_in(text) == set()
    assert "RuntimeError" in report.read_text(encoding="utf-8")
    assert report.stat().st_mode & 0o077 == 0


def test_a_failure_of_the_program_itself_has_the_same_exit_code_in_json(fails, broken):
    code, document = fails("roles", "--json")

    error = error_in(document)
    assert (error["kind"], error["exit_code"], code) == ("bug", 3, 3)
