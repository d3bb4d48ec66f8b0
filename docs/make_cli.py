"""Writes docs/cli.md from the program's own help, in both languages; with --check, says whether it is up to date."""

import os
import subprocess
import sys
from pathlib import Path

DOCUMENT = Path(__file__).parent / "cli.md"
COMMANDS = (
    *("", "assess", "report", "open", "why", "compare", "whatif"),
    *("plan", "plan show", "plan data", "plan start", "plan done", "plan skip", "plan undo"),
    *("history", "history show", "history diff", "history export", "history delete"),
    *("config", "config set", "config reset"),
    *("roles", "questions", "guide", "pack", "pack simulate", "pack replay", "help"),
)


def help_of(command: str, language: str) -> str:
    environment = {**os.environ, "OPSCAREER_LANG": language, "COLUMNS": "80", "PYTHONIOENCODING": "utf-8"}
    arguments = [sys.executable, "-m", "opscareer", *command.split(), "--help"]
    return subprocess.run(arguments, capture_output=True, text=True, encoding="utf-8", env=environment, check=True).stdout.rstrip()


def document() -> str:
    lines = ["# Commands", "", "Written by `python docs/make_cli.py` from the program's own help."]
    lines += ["", "What `--install-completion` answers comes from the parser's library, in English only."]
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
