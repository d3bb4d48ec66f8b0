"""Writes docs/cli.md from the program's own help, in both languages; with --check, says whether it is up to date."""

import os
import subprocess
import sys
from pathlib import Path

DOCUMENT = Path(__file__).parent / "cli.md"
COMMANDS = (
    *("", "assess", "report", "open", "why", "compare", "whatif"),
    *("plan", "plan next", "plan progress", "plan show", "plan data", "plan start", "plan done", "plan key", "plan skip", "plan undo"),
    *("history", "history show", "history diff", "history export", "history delete"),
    *("config", "config set", "config reset"),
    *("roles", "questions", "guide", "pack", "pack check", "pack new", "pack schema", "pack simulate", "pack replay", "help"),
)


EXIT_CODES = """## Exit codes

One rule for all commands. **Bad input ends with 2**: what was typed cannot be meant, whoever types it and whatever the disk is like. **Bad
data end with 1**: what was named is there, but what it holds cannot be used, or the system does not let it be read or written.

- **0**: it was done. Quitting with `q`, and answering no, are no errors.
- **1**, bad data: mistakes in an answers file or a pack; an answers file without an answer; every question skipped; a history that is
  damaged, empty, another program's or must not be read; a full disk; a file that must not be written.
- **2**, bad input: an unknown command, option, direction, topic, unit or assessment; a number out of range; options that exclude each
  other; an answers file or a pack that is not there; a file to write that is there already; a question where there is no terminal to answer
  in; `why`, `report` or `plan` before any assessment is finished.
- **3**: the program itself failed; a report to send is named.
- **129**, **130**, **131**, **143**: ended by SIGHUP (the window was closed), SIGINT (Ctrl-C), SIGQUIT or SIGTERM. Answers are kept.
- **141**: whoever read the output went away, as `head` does.

With `--json`, an error is a document too (`opscareer.error/1`), on standard error, and has the code as `exit_code`."""


TERMINAL = """## In a terminal

A text longer than the window is shown by a pager, where standard input and output are a terminal; never in a pipe, with `--json` or with
`--plain`, and never the result of `assess`. `OPSCAREER_PAGER` names the pager, then `PAGER`; without them it is `less`, where there is one.
An empty name and `cat` mean none, and so does `--no-pager`, which every command takes. A pager that is missing or fails loses nothing: the
text is printed.

What takes longer than half a second says so in one line on standard error, where that is a terminal; the line is gone before anything else
is said.

Every file that was written is named with its path and how to look at it: on standard error where a document may go to standard output
(`report`, `plan`, `plan key`, `history export`), otherwise on standard output."""


def help_of(command: str, language: str) -> str:
    environment = {**os.environ, "OPSCAREER_LANG": language, "COLUMNS": "80", "PYTHONIOENCODING": "utf-8"}
    arguments = [sys.executable, "-m", "opscareer", *command.split(), "--help"]
    return subprocess.run(arguments, capture_output=True, text=True, encoding="utf-8", env=environment, check=True).stdout.rstrip()


def document() -> str:
    lines = ["# Commands", "", "Written by `python docs/make_cli.py` from the program's own help."]
    lines += ["", "What `--install-completion` answers comes from the parser's library, in English only."]
    lines += ["", EXIT_CODES, "", TERMINAL]
    for command in COMMANDS:
        lines += ["", f"## opscareer {command}".rstrip()]
        for language in ("en", "zh"):
            lines += ["", "```", help_of(command, language), "```"]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    if "--check" not in sys.argv:
        DOCUMENT.write_text(document(), encoding="utf-8")
    elif not DOCUMENT.exists() or DOCUMENT.read_text(encoding="utf-8") != document():
        sys.exit("docs/cli.md is not up to date: run python docs/make_cli.py")
