"""An encoder: `python -m tests.livestream.engines.pushing ADDRESS` sends what it reads, as it plays."""

import sys
import time
from io import BytesIO

import av

if __name__ == "__main__":
    film = BytesIO(sys.stdin.buffer.read())
    with av.open(film) as source, av.open(sys.argv[1], "w", format="flv") as out:
        tracks = {one.index: out.add_stream_from_template(one) for one in source.streams}
        begun = time.monotonic()
        for packet in source.demux():
            if packet.dts is not None:
                time.sleep(max(0.0, begun + float(packet.dts * packet.time_base) - time.monotonic()))
                packet.stream = tracks[packet.stream_index]
                out.mux(packet)
