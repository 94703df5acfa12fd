"""An encoder that sends one film over and over, at its own pace, and writes down when each picture went.

`python -m benchmarks.encoder FILM ADDRESS LOG`, until it is killed; one that is refused ends with 1.
"""

import subprocess
import sys
import time
from collections.abc import Iterator
from fractions import Fraction
from itertools import count
from pathlib import Path
from typing import Any

import av
import numpy as np

from benchmarks.club import HOUSE

SECONDS, RATE, SIZE = 10, 30, (1280, 720)
WHOLE = 2  # seconds between whole pictures, as OBS has it
BITS = 2_500_000  # a second
SOUND = 48_000


def make(path: Path) -> Path:
    """H.264 and AAC, once; later runs send the same bytes."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        with av.open(str(path) + ".part", "w", format="flv") as out:
            _draw(out)
        Path(str(path) + ".part").rename(path)
    return path


def _draw(out: av.container.OutputContainer) -> None:
    options = {"preset": "veryfast", "g": str(WHOLE * RATE), "sc_threshold": "0", "bf": "0"}
    pictures = out.add_stream("libx264", rate=RATE, options=options)
    pictures.width, pictures.height, pictures.pix_fmt = *SIZE, "yuv420p"
    pictures.bit_rate = BITS
    sounds = out.add_stream("aac", rate=SOUND)
    rough = np.random.default_rng(7).integers(0, 255, (SIZE[1], SIZE[0] * 2, 3), dtype=np.uint8)
    heard = 0
    for number in range(SECONDS * RATE):
        image = rough[:, number * 4 : number * 4 + SIZE[0]] // 4 + 90  # a wall one walks along
        frame = av.VideoFrame.from_ndarray(np.ascontiguousarray(image), format="rgb24")
        frame.pts, frame.time_base = number, Fraction(1, RATE)
        out.mux(pictures.encode(frame.reformat(format="yuv420p")))
        while heard < (number + 1) * SOUND // RATE:
            out.mux(sounds.encode(_tone(heard)))
            heard += 1024
    out.mux(pictures.encode(None))
    out.mux(sounds.encode(None))


def _tone(heard: int) -> av.AudioFrame:
    wave = np.sin(np.arange(heard, heard + 1024) * 2 * np.pi * 440 / SOUND).astype(np.float32)
    frame = av.AudioFrame.from_ndarray(wave.reshape(1, -1), format="fltp", layout="mono")
    frame.rate, frame.pts, frame.time_base = SOUND, heard, Fraction(1, SOUND)
    return frame


def begin(film: Path, address: str, log: Path) -> subprocess.Popen[bytes]:
    log.unlink(missing_ok=True)
    command = [sys.executable, "-m", "benchmarks.encoder", str(film), address, str(log)]
    return subprocess.Popen(command, cwd=HOUSE, stderr=subprocess.DEVNULL)


def sent(log: Path) -> list[float]:
    """When each picture went, by its number, in seconds since 1970."""
    whole = log.read_text().rpartition("\n")[0] if log.exists() else ""
    return [float(line) for line in whole.split("\n") if line]


def send(film: Path, address: str, log: Path) -> None:
    with av.open(str(film)) as model, av.open(address, "w", format="flv") as out, log.open("w") as written:
        tracks = {one.index: out.add_stream_from_template(one) for one in model.streams}
        began = time.time()
        for turn in count():
            for packet in _packets(film, turn * SECONDS):
                is_picture = packet.stream.type == "video"
                time.sleep(max(0.0, began + float((packet.dts or 0) * packet.time_base) - time.time()))
                packet.stream = tracks[packet.stream_index]
                out.mux(packet)
                if is_picture:
                    written.write(f"{time.time():.4f}\n")
                    written.flush()


def _packets(film: Path, later: int) -> Iterator["av.Packet[Any]"]:
    """Those of one turn; what sounds beyond its end would come twice."""
    with av.open(str(film)) as source:
        for packet in source.demux():
            if packet.dts is None or packet.pts is None or packet.dts * packet.time_base >= SECONDS:
                continue
            packet.dts += round(later / packet.time_base)
            packet.pts += round(later / packet.time_base)
            yield packet


if __name__ == "__main__":
    send(Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3]))
