"""An encoder of its own process: `python -m tests.livestream.streams.pushing ADDRESS` sends what it reads."""

import sys
from io import BytesIO

import av

if __name__ == "__main__":
    film = BytesIO(sys.stdin.buffer.read())
    with av.open(film) as source, av.open(sys.argv[1], "w", format="flv") as out:
        tracks = {one.index: out.add_stream_from_template(one) for one in source.streams}
        for packet in source.demux():
            if packet.dts is not None:
                packet.stream = tracks[packet.stream_index]
                out.mux(packet)
