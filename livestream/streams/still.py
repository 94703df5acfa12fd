"""One picture of a film, for a card: a process of its own, since what is decoded came from outside.

`python -m livestream.streams.still` reads what a session begins with and some of its segments from its
standard input, and writes their first whole picture as a JPEG; nothing, and 1, where there is none.
"""

import sys
from io import BytesIO

import av
from av.video.frame import VideoFrame
from PIL import Image

from livestream.streams.worker import limit

WIDEST = 640  # pixels, of the longer side
FINE = 80  # of JPEG, of a hundred


def main() -> int:
    limit()
    try:
        frame = first_whole(sys.stdin.buffer.read())
    except (av.FFmpegError, IndexError, MemoryError):
        return 1
    if not frame:
        return 1
    sys.stdout.buffer.write(as_jpeg(frame))
    return 0


def first_whole(film: bytes) -> VideoFrame | None:
    """What comes before the first whole picture would be guessed."""
    with av.open(BytesIO(film), "r", format="mp4") as source:
        begun = False
        for packet in source.demux(source.streams.video[0]):
            begun = begun or packet.is_keyframe
            for frame in packet.decode() if begun else ():
                return frame
    return None


def as_jpeg(frame: VideoFrame) -> bytes:
    share = min(1.0, WIDEST / max(frame.width, frame.height))
    width, height = (max(2, round(side * share)) for side in (frame.width, frame.height))
    pixels = frame.reformat(width, height, "rgb24").to_ndarray()
    out = BytesIO()
    Image.fromarray(pixels).save(out, "JPEG", quality=FINE)
    return out.getvalue()


if __name__ == "__main__":
    sys.exit(main())
