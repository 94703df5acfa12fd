"""An encoder of its own process: `python -m tests.livestream.streams.pushing ADDRESS` sends what it reads.

With `again` as a second word it sends it over and over at its own pace, until it is killed.
"""

import sys
import time
from io import BytesIO

import av


def send(film, out, tracks, later=0.0, began=None):
    """Answers where it ends, in seconds."""
    ends = later
    with av.open(BytesIO(film)) as source:
        for packet in source.demux():
            if packet.dts is None:
                continue
            at = later + float(packet.dts * packet.time_base)
            ends = max(ends, at + 1 / 30)
            if began is not None:
                time.sleep(max(0.0, began + at - time.monotonic()))
            packet.dts += round(later / packet.time_base)
            packet.pts += round(later / packet.time_base)
            packet.stream = tracks[packet.stream_index]
            out.mux(packet)
    return ends


if __name__ == "__main__":
    film = sys.stdin.buffer.read()
    with av.open(BytesIO(film)) as model, av.open(sys.argv[1], "w", format="flv") as out:
        tracks = {one.index: out.add_stream_from_template(one) for one in model.streams}
        began, ends = time.monotonic(), 0.0
        if sys.argv[2:] == ["again"]:
            while True:
                ends = send(film, out, tracks, ends, began)
        send(film, out, tracks)
