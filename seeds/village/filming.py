"""A short film, the same every time: drawings over which the camera moves slowly."""

import json
import subprocess
import sys
from collections.abc import Sequence
from datetime import datetime
from fractions import Fraction
from io import BytesIO
from itertools import count
from pathlib import Path

import av

from config import ROOT
from livestream.streams import journal
from seeds.drawing import draw

SIZE, DRAWN = (640, 360), (768, 432)
RATE, EACH = 12, 9  # pictures a second, seconds of one drawing


def put_on_film(recipes: Sequence[str], folder: Path, at: datetime) -> None:
    """By the worker that takes streams in; from `at` on, whatever time it is now."""
    folder.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "livestream.streams.worker", "flv", str(folder), "village"]
    subprocess.run(command, input=_sent(recipes), check=True, cwd=ROOT, capture_output=True)  # noqa: S603
    _date(folder / journal.NAME, at)


def _sent(recipes: Sequence[str]) -> bytes:
    out = BytesIO()
    with av.open(out, "w", format="flv", options={"flvflags": "no_duration_filesize"}) as container:
        options = {"g": str(RATE), "preset": "veryfast", "crf": "28", "threads": "1"}
        stream = container.add_stream("libx264", rate=RATE, options=options)
        stream.width, stream.height, stream.pix_fmt = *SIZE, "yuv420p"
        number = count()
        for recipe in recipes:
            picture = draw(recipe, DRAWN).convert("RGB")
            for step in range(RATE * EACH):
                seen = picture.crop(_sight(step / (RATE * EACH)))
                frame = av.VideoFrame.from_image(seen)  # type: ignore[no-untyped-call]  # theirs
                frame.pts, frame.time_base = next(number), Fraction(1, RATE)
                container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return out.getvalue()


def _sight(passed: float) -> tuple[int, int, int, int]:
    """What the camera sees of a drawing, on its way from one corner to the other."""
    left, top = (round((large - small) * passed) for large, small in zip(DRAWN, SIZE, strict=True))
    return left, top, left + SIZE[0], top + SIZE[1]


def _date(path: Path, at: datetime) -> None:
    lines = [json.loads(line) for line in path.read_text().splitlines()]
    first = min(line["at"] for line in lines if "at" in line)
    for line in lines:
        if "at" in line:
            line["at"] = round(line["at"] - first + at.timestamp(), 3)
    path.write_text("".join(json.dumps(line, separators=(",", ":")) + "\n" for line in lines))
