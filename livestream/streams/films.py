"""Where films are kept, and whether there is room for another."""

import shutil
from pathlib import Path

from flask import current_app

ENOUGH = 500_000_000  # bytes that stay free for everything else


def folder_of(stream_id: int) -> Path:
    return home() / str(stream_id)


def home() -> Path:
    kept: Path = current_app.config["ZONE_DATA"]
    return kept / "live"


def hatch_path() -> Path:
    """Through which the web process hands on what browsers film."""
    return home() / "hatch"


def has_space() -> bool:
    home().mkdir(parents=True, exist_ok=True)
    return shutil.disk_usage(home()).free > ENOUGH


def throw_away(stream_id: int) -> None:
    shutil.rmtree(folder_of(stream_id), ignore_errors=True)
