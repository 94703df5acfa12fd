"""`zone serve` keeps its companions alive: one Ctrl-C ends all, one crash restarts one."""

import logging
import os
import signal
import subprocess
import time
from types import FrameType

log = logging.getLogger("zone")
BREATH = 0.2  # seconds between two looks
QUICK = 3.0  # a process that ends sooner than this after its start did not start at all
CANNOT = os.EX_CONFIG  # how one ends that cannot be helped by starting it again: it has said why


class Companion:
    def __init__(self, command: list[str]) -> None:
        self.command = command
        self.start()

    def start(self) -> None:
        self.started = time.monotonic()
        self.process = subprocess.Popen(self.command)  # noqa: S603  our own modules

    @property
    def is_hopeless(self) -> bool:
        failed_at_once = bool(self.process.returncode) and time.monotonic() - self.started < QUICK
        return failed_at_once or self.process.returncode == CANNOT


def watch(commands: list[list[str]]) -> int:
    """Run the commands until one is told to stop; answers the exit code for the shell."""
    stopping = False

    def stop(_signal: int, _frame: FrameType | None) -> None:
        nonlocal stopping
        stopping = True

    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, stop)
    companions = [Companion(command) for command in commands]
    code = 0
    while not stopping:
        time.sleep(BREATH)
        for companion in companions:
            if companion.process.poll() is None:
                continue
            if companion.is_hopeless:  # its own words already said why
                code, stopping = companion.process.returncode, True
                break
            log.warning(
                "%s ended with %s; starting it again",
                companion.command[-1],
                companion.process.returncode,
            )
            companion.start()
    end(companions)
    return code


def end(companions: list[Companion]) -> None:
    for companion in companions:
        companion.process.terminate()
    for companion in companions:
        try:
            companion.process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            companion.process.kill()
