"""One stream's bytes in, its film out: a process of its own, so that whatever it is sent harms nobody else.

`python -m livestream.streams.worker FORMAT FOLDER SESSION [BEGAN]` reads a container from its standard input,
filmed from now on, or from BEGAN on, in seconds since 1970. The
picture is copied where it is H.264, and made so where it is not; sound becomes AAC. What is wrong is a word
in the journal, and the end of the process says whether it can go on.
"""

import resource
import sys
from contextlib import suppress
from pathlib import Path

import av

from community import clock
from livestream.streams.boxes import Cutter
from livestream.streams.filming import PART, Recording
from livestream.streams.tracks import Gauge, Unfilmable, copy, tracks_of

MEMORY, COMPUTING, LARGEST_FILE = 1_500_000_000, 6 * 3600, 200_000_000
MUXING = {
    "movflags": "frag_keyframe+empty_moov+default_base_moof+cmaf+delay_moov",
    "frag_duration": str(round(PART * 1_000_000)),
    "flush_packets": "1",
}
# The formats that are read, and for how many microseconds picture and sound wait for each other in each:
# an MP4 comes a second at a time, all of its picture and then all of its sound.
WAITING = {"flv": "500000", "matroska": "500000", "mp4": "1500000"}
# Not nobuffer: it throws away what was read while probing, which is the first whole picture.
READING = {"probesize": "100000", "analyzeduration": "1000000", "protocol_whitelist": "pipe"}


def main() -> int:
    kind, folder, session, *began = sys.argv[1:]
    limit()
    recording = Recording(Path(folder), session, float(began[0]) if began else clock.now().timestamp())
    try:
        film(kind, recording)
    except Unfilmable as no:
        recording.say(no.word)
    except (av.FFmpegError, IndexError, OSError) as trouble:
        if not recording.has_no_room and not isinstance(trouble, av.FFmpegError | IndexError):
            raise
        with suppress(OSError):
            recording.say("disk_full" if recording.has_no_room else "unreadable")
    else:
        return 0
    return 1


def limit() -> None:
    """What a file made to harm could ask for."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (COMPUTING, COMPUTING))
    resource.setrlimit(resource.RLIMIT_FSIZE, (LARGEST_FILE, LARGEST_FILE))
    resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def film(kind: str, recording: Recording) -> None:
    """Until the bytes end. The format is said, never guessed: some demuxers open files and addresses."""
    if kind not in WAITING:
        raise Unfilmable("unreadable")
    with av.open(open(0, "rb", buffering=0), "r", format=kind, options=READING) as source:
        muxing = MUXING | {"max_interleave_delta": WAITING[kind]}
        out = av.open(Cutter(recording.begin, recording.add), mode="w", format="mp4", options=muxing)
        tracks = tracks_of(source, out, recording)
        try:
            copy(source, out, tracks, Gauge(recording))
        finally:
            out.close()
            recording.close_segment()
    if recording.is_empty:
        raise Unfilmable("unreadable")


if __name__ == "__main__":
    sys.exit(main())
