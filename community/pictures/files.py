"""Where pictures lie: in the data folder, under the hash of what they are; none is ever changed."""

import os
import shutil
import tempfile
from pathlib import Path

from flask import current_app


def folder_of(digest: str) -> Path:
    """The home of one photo: its original and its sizes."""
    return Path(current_app.config["ZONE_DATA"]) / "media" / place_of(digest)


def place_of(digest: str) -> str:
    """Spread over 65,536 folders by the hash: `ab/cd/w1600h1067-7593a8-abcd…`."""
    hash = digest.rsplit("-", 1)[1]
    return f"{hash[:2]}/{hash[2:4]}/{digest}"


def keep(folder: Path, name: str, content: bytes) -> None:
    """Whole or not at all, and on the disk before anybody is told. What is there already stays."""
    if (folder / name).exists():
        return
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=folder, prefix=".", delete=False) as file:
        try:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        except OSError:  # a full disk is not filled with halves
            Path(file.name).unlink()
            raise
    Path(file.name).replace(folder / name)


def throw_away(digest: str) -> None:
    shutil.rmtree(folder_of(digest), ignore_errors=True)
