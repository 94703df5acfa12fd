"""`python run.py`: the real server.py around the tiny club in this folder."""

from gevent import monkey

monkey.patch_all()

import runpy  # noqa: E402
import sys  # noqa: E402
from pathlib import Path  # noqa: E402
from types import ModuleType, SimpleNamespace  # noqa: E402

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parents[3])]

nobody = ModuleType("community.entrance.watching")  # looks into the database, and this club has none
nobody.watch_ended_sessions = lambda _app: None
idle = ModuleType("community.working")  # has no jobs either
idle.ring_workers = lambda _app: None
film = ModuleType("livestream.streams.shortcut")  # shows no films
film.ShortWay = lambda _app: None
door = ModuleType("livestream.streams.door")
door.Door = lambda _way: SimpleNamespace(read=lambda _heard: None)
door.Request = object
sys.modules |= {it.__name__: it for it in (nobody, idle, film, door)}

runpy.run_module("server", run_name="__main__")
