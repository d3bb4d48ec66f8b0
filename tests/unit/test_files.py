"""The writer of files: whole or not at all, over nobody's file by accident, and no more readable than before."""

import errno
import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from opscareer import files
from opscareer.cli.output import Output
from opscareer.errors import OpscareerError, UsageError
from opscareer.files import Document, put, put_all, write_documents


@pytest.fixture(autouse=True)
def usual_umask() -> Iterator[None]:
    before = os.umask(0o022)
    yield
    os.umask(before)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def no_links(*arguments: object, **named: object) -> None:
    raise OSError(errno.EPERM, "no links here")


@pytest.fixture(params=[False, True], ids=["links", "no links"])
def file_system(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """With and without hard links, as on FAT."""
    if request.param:
        monkeypatch.setattr(os, "link", no_links)


@pytest.mark.usefixtures("file_system")
def test_a_new_file_holds_all_and_nothing_else_is_left(tmp_path: Path) -> None:
    put(tmp_path / "new", "数据\n".encode())

    assert (tmp_path / "new").read_text(encoding="utf-8") == "数据\n"
    assert [file.name for file in tmp_path.iterdir()] == ["new"]


@pytest.mark.usefixtures("file_system")
@pytest.mark.parametrize(("private", "expected"), [(True, 0o600), (False, 0o644)])
def test_what_holds_answers_is_for_its_owner_alone(tmp_path: Path, private: bool, expected: int) -> None:
    put(tmp_path / "new", b"x", private=private)

    assert mode(tmp_path / "new") == expected


@pytest.mark.parametrize("before", [0o600, 0o640, 0o644, 0o400])
@pytest.mark.parametrize("private", [True, False])
def test_a_file_that_is_replaced_keeps_its_permissions(tmp_path: Path, before: int, private: bool) -> None:
    (tmp_path / "old").write_bytes(b"old")
    (tmp_path / "old").chmod(before)

    put(tmp_path / "old", b"new", force=True, private=private)

    assert (tmp_path / "old").read_bytes() == b"new"
    assert mode(tmp_path / "old") == before


def appears(path: Path, function: Callable[..., object]) -> Callable[..., object]:
    """The same function, but somebody else makes the file a moment before it runs."""

    def later(*arguments: object, **named: object) -> object:
        if not path.exists():
            path.write_bytes(b"mine")
        return function(*arguments, **named)

    return later


@pytest.mark.usefixtures("file_system")
def test_a_file_that_comes_up_at_the_last_moment_is_not_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "_take_name", appears(tmp_path / "late", files._take_name))

    with pytest.raises(UsageError) as caught:
        write_documents([Document(str(tmp_path / "late"), "ours")], Output().file, force=False)

    assert caught.value.slug == "file-exists"
    assert (tmp_path / "late").read_bytes() == b"mine"
    assert [file.name for file in tmp_path.iterdir()] == ["late"]


def test_a_link_that_leads_nowhere_counts_as_a_file_that_is_there(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "elsewhere")

    with pytest.raises(FileExistsError):
        put(tmp_path / "link", b"x")

    assert not (tmp_path / "elsewhere").exists()


def test_practice_data_does_not_follow_a_link_out_of_its_directory(tmp_path: Path) -> None:
    place, outside = tmp_path / "data", tmp_path / "outside.csv"
    place.mkdir()
    (place / "a.csv").symlink_to(outside)

    with pytest.raises(UsageError) as caught:
        put_all(str(place), {"a.csv": b"1\n"}, force=False)

    assert caught.value.slug == "data-differs"
    assert not outside.exists()


def test_a_name_that_no_file_can_have_is_an_error_in_words(tmp_path: Path) -> None:
    with pytest.raises(OpscareerError) as caught:
        write_documents([Document(str(tmp_path / ("x" * 300)), "text")], Output().file, force=False)

    assert caught.value.slug == "file-unwritable"
    with pytest.raises(OSError, match="0"):
        put(Path(f"{tmp_path}/a\0b"), b"x")
