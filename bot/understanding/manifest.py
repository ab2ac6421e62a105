"""Which files the trained parts are, what made them, and that they are the ones that were measured."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

MANIFEST = "manifest.json"


class ModelFileError(RuntimeError):
    """A file under models/ is missing or is not the one that the manifest describes."""


def sha256(path: Path) -> str:
    """The file's hash, read in pieces."""
    digest = hashlib.sha256()
    with path.open("rb") as handle:
        for piece in iter(lambda: handle.read(1 << 20), b""):
            digest.update(piece)
    return digest.hexdigest()


def describe(folder: Path, names: list[str], **about: Any) -> dict[str, Any]:
    """A manifest for these files; `about` says with what data, command and recipe they were made."""
    files = {name: {"sha256": sha256(folder / name), "bytes": (folder / name).stat().st_size} for name in names}
    return {"files": files, **about}


def write(folder: Path, manifest: dict[str, Any]) -> None:
    """Put the manifest beside its files."""
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def checked(folder: Path) -> dict[str, Any]:
    """The manifest, after every file in it was found whole. Raises ModelFileError naming the file and the mend."""
    path = folder / MANIFEST
    if not path.is_file():
        raise ModelFileError(f"{path} is missing: restore models/ from the repository, or train it again.")
    manifest: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    for name, known in manifest["files"].items():
        _check(folder / name, known["sha256"])
    return manifest


def _check(path: Path, known: str) -> None:
    mend = "restore it from the repository, or train again with `python -m bot.understanding.training`."
    if not path.is_file():
        raise ModelFileError(f"{path} is missing: {mend}")
    if sha256(path) != known:
        raise ModelFileError(f"{path} is not the file that the manifest describes: {mend}")
