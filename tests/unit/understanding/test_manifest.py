"""A model file that is missing or changed is refused, by name."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.understanding import manifest


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.bin").write_bytes(b"one")
    manifest.write(tmp_path, manifest.describe(tmp_path, ["a.bin"], command="make it"))
    return tmp_path


def test_whole_files_pass(folder: Path) -> None:
    known = manifest.checked(folder)
    assert known["command"] == "make it"
    assert known["files"]["a.bin"]["bytes"] == 3


def test_a_changed_file_is_refused(folder: Path) -> None:
    (folder / "a.bin").write_bytes(b"two")
    with pytest.raises(manifest.ModelFileError, match=r"a\.bin is not the file"):
        manifest.checked(folder)


def test_a_missing_file_is_refused(folder: Path) -> None:
    (folder / "a.bin").unlink()
    with pytest.raises(manifest.ModelFileError, match=r"a\.bin is missing"):
        manifest.checked(folder)


def test_a_missing_manifest_is_refused(tmp_path: Path) -> None:
    with pytest.raises(manifest.ModelFileError, match="manifest"):
        manifest.checked(tmp_path)
