"""`python run.py`: the real server.py around the tiny club in this folder."""

from gevent import monkey

monkey.patch_all()

import runpy  # noqa: E402
import sys  # noqa: E402
from pathlib import Path  # noqa: E402
from types import ModuleType  # noqa: E402

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parents[3])]

nobody = ModuleType("community.entrance.watching")  # looks into the database, and this club has none
nobody.watch_ended_sessions = lambda _app: None
idle = ModuleType("community.working")  # has no jobs either
idle.ring_workers = lambda _app: None
sys.modules |= {nobody.__name__: nobody, idle.__name__: idle}

runpy.run_module("server", run_name="__main__")
