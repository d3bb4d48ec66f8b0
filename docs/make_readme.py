"""Writes what the READMEs and docs/python.md show, by running their own examples; with --check, says whether it is up to date."""

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
READMES = {"en": ROOT / "README.md", "zh": ROOT / "README.zh.md"}
LIBRARY = ROOT / "docs" / "python.md"


def fenced(marker: str) -> re.Pattern[str]:
    """The fenced block after a marker: what stands before its text, the text, what stands after it."""
    return re.compile(rf"(<!-- {marker} -->\n```\w*\n)(.*?)(^```$)", re.DOTALL | re.MULTILINE)


def run(command: list[str], place: str, language: str) -> str:
    environment = {**os.environ, "OPSCAREER_LANG": language, "COLUMNS": "80", "PYTHONIOENCODING": "utf-8"}
    environment["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), environment.get("PATH", "")])
    return subprocess.run(command, cwd=place, env=environment, capture_output=True, text=True, encoding="utf-8", check=True).stdout


def written(language: str) -> str:
    text = READMES[language].read_text(encoding="utf-8")
    example = fenced("example").search(text)
    assert example is not None
    with tempfile.TemporaryDirectory() as place:
        shown = {"example-output": run(["sh", "-ec", example.group(2)], place, language)}
        shown["result"] = run(["opscareer", "assess", "--answers", "answers.json"], place, language)
    return filled(text, shown)


def library() -> str:
    """docs/python.md, with what its example prints."""
    text = LIBRARY.read_text(encoding="utf-8")
    example = fenced("example").search(text)
    assert example is not None
    with tempfile.TemporaryDirectory() as place:
        return filled(text, {"example-output": run([sys.executable, "-c", example.group(2)], place, "en")})


def filled(text: str, shown: dict[str, str]) -> str:
    """The text with these outputs in its blocks."""
    for marker, output in shown.items():
        text = fenced(marker).sub(lambda found, output=output: found.group(1) + output + found.group(3), text)
    return text


if __name__ == "__main__":
    for path, text in {**{READMES[language]: written(language) for language in READMES}, LIBRARY: library()}.items():
        if "--check" not in sys.argv:
            path.write_text(text, encoding="utf-8")
        elif path.read_text(encoding="utf-8") != text:
            sys.exit(f"{path.name} is not up to date: run python docs/make_readme.py")
