"""The compiled form of the shipped pack: the same pack, and nothing but what its files say today."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from opscareer.pack.compiled import read_compiled, write_compiled
from opscareer.pack.load import shipped
from opscareer.pack.strict import read_pack


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A copy of the shipped pack."""
    return Path(shutil.copytree(shipped(), tmp_path / "data"))


@pytest.fixture
def compiled(data: Path, tmp_path: Path) -> Path:
    """Its compiled form."""
    file = tmp_path / "compiled.json"
    write_compiled(read_pack(data), data, file)
    return file


def test_the_compiled_pack_equals_the_one_that_the_strict_reader_reads(data: Path, compiled: Path) -> None:
    pack = read_compiled(data, compiled)

    assert pack == read_pack(data)
    assert repr(pack) == repr(read_pack(data))  # 1 and 1.0 are equal, but not the same


def edited(data: Path) -> None:
    roles = data / "roles.yaml"
    roles.write_bytes(roles.read_bytes() + b"\n")


def with_other_practice_data(data: Path) -> None:
    users = data / "practice" / "users.csv"
    users.write_bytes(users.read_bytes() + b"1\n")


def with_more_units(data: Path) -> None:
    (data / "learning-more.yaml").write_text("units: []\n")


def without_a_file(data: Path) -> None:
    (data / "practice" / "users.csv").unlink()


@pytest.mark.parametrize("change", [edited, with_other_practice_data, with_more_units, without_a_file])
def test_the_compiled_form_of_other_files_is_not_used(change: Callable[[Path], None], data: Path, compiled: Path) -> None:
    change(data)

    assert read_compiled(data, compiled) is None


def test_a_compiled_form_that_is_missing_or_cut_off_is_not_used(data: Path, compiled: Path) -> None:
    whole = compiled.read_bytes()
    compiled.write_bytes(whole[: len(whole) // 2])
    assert read_compiled(data, compiled) is None

    compiled.unlink()
    assert read_compiled(data, compiled) is None


def test_the_compiled_form_is_not_used_once_the_code_that_checks_it_has_changed(
    data: Path, compiled: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    code = Path(shutil.copytree(Path(read_pack.__code__.co_filename).parent, tmp_path / "code"))
    monkeypatch.setattr("opscareer.pack.compiled.__file__", str(code / "compiled.py"))
    assert read_compiled(data, compiled) is not None

    (code / "rules.py").write_text("# no rules\n")

    assert read_compiled(data, compiled) is None
