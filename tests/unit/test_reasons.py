"""Why the system, the database or a parser refused is said in the person's language, and in its own words only where we have none."""

import errno
import json
import os
import re
import sqlite3
from pathlib import Path

import pytest
import yaml

from opscareer.errors import OpscareerError, reason_of
from opscareer.pack.source import Unreadable
from opscareer.pack.yaml_tree import SAID, read_text
from opscareer.report.problems import error_text, problem_text
from opscareer.texts import LANGUAGES, Texts

MET = [
    "EACCES",
    "EPERM",
    "ENOENT",
    "ENOTDIR",
    "EISDIR",
    "EEXIST",
    "ENOSPC",
    "EDQUOT",
    "EFBIG",
    "EROFS",
    "EIO",
    "EBUSY",
    "EMFILE",
    "ENAMETOOLONG",
    "ELOOP",
    "EINVAL",
]


def said(language: str, error: Exception) -> str:
    return error_text(Texts(language), OpscareerError("file-unwritable", file="a.html", reason=reason_of(error)))


@pytest.mark.parametrize("code", MET)
def test_a_reason_of_the_system_is_said_in_the_persons_language(code: str) -> None:
    number = getattr(errno, code)
    error = OSError(number, os.strerror(number))

    assert os.strerror(number) not in said("zh", error)
    assert re.search(r"[a-z]{3,} [a-z]{3,}", said("zh", error)) is None
    assert f"errno {number}" not in said("en", error).lower()


def test_a_reason_that_nobody_has_met_yet_is_told_in_the_systems_own_words() -> None:
    error = OSError(errno.EL3HLT, "Level 3 halted")

    assert [("Level 3 halted" in said(language, error)) for language in LANGUAGES] == [True] * len(LANGUAGES)


def test_a_reason_of_the_database_is_told_by_its_plain_code(tmp_path: Path) -> None:
    file = tmp_path / "a"
    file.write_bytes(b"no database " * 200)

    with pytest.raises(sqlite3.DatabaseError) as caught:
        sqlite3.connect(file).execute("SELECT * FROM a")

    assert reason_of(caught.value).code == "SQLITE_NOTADB"
    assert "不是本程序的历史记录" in said("zh", caught.value)


def test_a_name_that_nobody_can_have_is_told_apart_from_a_system_that_refuses() -> None:
    assert reason_of(FileNotFoundError(errno.ENOENT, "")).blames_name
    assert not reason_of(PermissionError(errno.EACCES, "")).blames_name
    assert reason_of(ValueError("embedded null byte")).blames_name


BROKEN = {
    "answers:\n  a: b: c\n": ("YAML", "两个冒号"),
    "answers:\n  a: 1\n  b\n  c: 1\n": ("YAML", "缺少冒号"),
    "answers:\n  a: 1\n b: 2\n": ("YAML", "缩进"),
    "answers: [1, 2\n": ("YAML", "右括号"),
    "answers: 'a\n": ("YAML", "引号"),
    "answers:\n\ta: 1\n": ("YAML", "制表符"),
    "answers: @a\n": ("YAML", "不能用这个字符开头"),
    '{"answers": {"a": 1,,}}': ("JSON", "双引号里的键"),
    '{"answers": [,]}': ("JSON", "缺少值"),
    '{"answers" {}}': ("JSON", "缺少冒号"),
    '{"answers": {"a": 1 "b": 2}}': ("JSON", "缺少逗号"),
    '{"answers": {}} x': ("JSON", "还有内容"),
    '{"answers": "a': ("JSON", "引号"),
}


@pytest.mark.parametrize("text", BROKEN)
def test_what_is_broken_is_called_yaml_or_json_and_said_without_a_word_of_the_parsers(text: str) -> None:
    kind, reason = BROKEN[text]

    with pytest.raises(Unreadable) as caught:
        read_text(text, "answers")

    for language in LANGUAGES:
        shown = problem_text(Texts(language), caught.value.problem)
        assert kind in shown
    assert reason in problem_text(Texts("zh"), caught.value.problem)


@pytest.mark.parametrize("text", BROKEN)
def test_a_file_named_json_is_called_so_where_it_is_no_json(text: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read_text(text, "answers.JSON")

    with pytest.raises(json.JSONDecodeError) as expected:
        json.loads(text)
    assert "JSON" in problem_text(Texts("zh"), caught.value.problem)
    if "\t" not in text:
        assert (caught.value.problem.line, caught.value.problem.column) == (expected.value.lineno, expected.value.colno)


def test_pythons_yaml_parser_is_understood_as_the_one_in_c(monkeypatch: pytest.MonkeyPatch) -> None:
    def codes() -> list[str]:
        found = []
        for text in BROKEN:
            with pytest.raises(Unreadable) as caught:
                read_text(text, "answers")
            found.append(getattr(caught.value.problem.facts["reason"], "code", ""))
        return found

    first = codes()
    monkeypatch.delattr(yaml, "CSafeLoader")

    assert "YAML_OTHER" not in codes()
    assert "YAML_OTHER" not in first


def test_every_code_of_a_parser_has_a_text() -> None:
    assert {
        code for code in (*SAID.values(), "YAML_OTHER") for language in LANGUAGES if not Texts(language).knows(f"reason.{code}")
    } == set()
