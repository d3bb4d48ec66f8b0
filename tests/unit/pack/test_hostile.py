"""Packs of strangers: whatever is wrong is refused at its place, within bounds; whatever only looks odd is shown as it is.

The cases are made in tests/support/hostile.py.
"""

import re
import resource
import subprocess
import sys
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from unicodedata import category

import hostile
import pytest
from people import highest

from opscareer.errors import PackError
from opscareer.pack.load import load_pack
from opscareer.report.documents import dump

BAD, ODD = tuple(hostile.bad()), tuple(hostile.odd())
OF_A_FILE = {"file-is-directory", "file-missing", "file-empty", "file-not-regular", "file-outside", "file-too-large", "file-unreadable", "more-problems", "practice-too-much", "too-many-files"}  # fmt: skip
SECONDS, MEGABYTES = 2, 150

TinyWith = Callable[..., Path]


def steering(text: str) -> list[str]:
    return [char for char in text if char != "\n" and category(char) in {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}]


def test_there_are_cases_enough_and_no_two_are_called_the_same() -> None:
    names = [case.name for case in (*BAD, *ODD)]

    assert len(names) >= 400
    assert sorted(set(names)) == sorted(names)


@pytest.mark.parametrize("case", BAD, ids=lambda case: case.name)
def test_what_nobody_meant_well_is_refused_at_its_place_and_prints_nothing_of_its_own(
    case: hostile.Bad, tiny_with: TinyWith, opscareer: Any
) -> None:
    directory = tiny_with(case.changes)

    with pytest.raises(PackError) as caught:
        load_pack(directory)
    run = opscareer("roles", "--pack", str(directory))

    assert case.slug in [problem.slug for problem in caught.value.problems]
    assert [problem for problem in caught.value.problems if not problem.line and problem.slug not in OF_A_FILE] == []
    assert (run.returncode, run.stdout) == (1, b"")
    assert steering(run.stderr.decode()) == []
    assert b"somebody else" not in run.stderr
    assert b"Traceback" not in run.stderr


@pytest.mark.parametrize("case", ODD, ids=lambda case: case.name)
def test_what_is_only_odd_is_accepted_and_shown_as_it_was_written(case: hostile.Odd, tiny_with: TinyWith, opscareer: Any) -> None:
    run = opscareer("roles", "--pack", str(tiny_with(case.changes)), "--lang", "en", COLUMNS="200")

    assert run.returncode == 0
    assert case.shown in run.stdout.decode()
    assert steering(run.stdout.decode()) == []


class Page(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[tuple[str, str]] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {(name, value or "") for name, value in attrs}


def test_no_text_of_a_pack_becomes_markup_a_link_or_a_line_of_a_calendar(tiny_with: TinyWith, opscareer: Any, tmp_path: Path) -> None:
    names = [case.shown for case in ODD if len(case.shown) < 40]
    for number, name in enumerate(names):
        directory = tiny_with(hostile.in_roles(hostile.NAME, f"en: {dump({'': name}).splitlines()[1].split(': ', 1)[1]}"))
        answers = tmp_path / "answers.json"
        answers.write_text(dump({"answers": highest(load_pack(directory))}))
        files = [str(tmp_path / f"{number}.{kind}") for kind in ("html", "md", "svg", "ics")]
        given = ("--pack", str(directory), "--answers", str(answers), "--lang", "en")

        report = opscareer("report", "--html", files[0], "--md", files[1], "--card", files[2], *given)
        plan = opscareer("plan", "--role", "baker", "--ics", files[3], *given)

        assert (report.returncode, plan.returncode) == (0, 0), name
        html, markdown, card, calendar = (Path(file).read_bytes().decode() for file in files)
        for page in (Page(html), Page(card)):
            assert not page.tags & {"script", "img", "iframe", "object", "embed", "form", "base"}
            assert [
                value
                for key, value in page.attributes
                if key.startswith("on") or (key in {"href", "src", "xlink:href"} and value not in {"data:,", "#words"})
            ] == []
        assert re.search(r"(?<!\\)\[[^\]]*\]\(|(?<!\\)<[a-z!/]", markdown) is None
        assert re.search(r"(?<!\\)://|\w\.[a-z]{2}|(?<!\\)@", markdown) is None  # of these some readers make links
        events = [line for line in calendar.split("\r\n") if line.startswith(("BEGIN:", "END:", "ATTENDEE"))]
        assert set(events) <= {"BEGIN:VCALENDAR", "END:VCALENDAR", "BEGIN:VEVENT", "END:VEVENT"}
        assert events.count("END:VCALENDAR") == 1
        for text in (html, markdown, card, calendar.replace("\r\n", "\n")):
            assert steering(text) == []
        tiny_with({"roles.yaml": [{"whole": (hostile.TINY / "roles.yaml").read_text(encoding="utf-8")}]})


MEASURED = """
import re, sys
from opscareer.cli.app import main
code = main(["roles", "--pack", sys.argv[1]])
print(re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1], file=sys.stderr)
sys.exit(code)
"""
"""A command that tells its own peak in KiB: what the system tells of a child counts the parent's memory before the child began."""


@pytest.mark.slow
@pytest.mark.parametrize("case", BAD, ids=lambda case: case.name)
def test_refusing_a_pack_takes_bounded_time_and_memory(case: hostile.Bad, tiny_with: TinyWith) -> None:
    directory = tiny_with(case.changes)

    def bounded() -> None:
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))

    run = subprocess.run([sys.executable, "-c", MEASURED, str(directory)], capture_output=True, preexec_fn=bounded, check=False)

    assert (run.returncode, run.stdout) == (1, b"")
    assert int(run.stderr.split()[-1]) / 1024 < MEGABYTES
