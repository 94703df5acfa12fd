"""Every test there is: on SQLite, on PostgreSQL with Redis, and in a real browser.

`make test` runs this; further words go to pytest, as in `make test T=tests/posts`.
Long forms (marked slow) run on SQLite only; those in a browser on demand, by `pytest -m "journey and slow"`.
What cannot be run here is said loudly, and in CI it is a failure.
"""

import os
import subprocess
import sys
from contextlib import ExitStack

from tests.services import Missing, browser, postgresql, redis


def main(words: list[str]) -> int:
    missing: list[str] = []
    steps = [
        ("on SQLite", run_on_sqlite),
        ("on PostgreSQL and Redis", run_on_servers),
        ("in a browser", run_journeys),
    ]
    for name, step in steps:
        print(f"\n── Tests {name} ──", flush=True)
        try:
            if code := step(words):
                return code
        except Missing as lack:
            missing.append(f"Tests {name} were NOT RUN: {lack}")
            print(f"\n!!! {missing[-1]}", flush=True)
    for line in missing:
        print(f"!!! {line}", flush=True)
    return 1 if missing and os.environ.get("CI") else 0


def run_on_sqlite(words: list[str]) -> int:
    return pytest(words, "not journey", workers="2")


def run_on_servers(words: list[str]) -> int:
    with ExitStack() as stack:
        env = {"DATABASE_URL": stack.enter_context(postgresql()), "REDIS_URL": stack.enter_context(redis())}
        return pytest(words, "not journey and not slow", workers="2", env=env)


def run_journeys(words: list[str]) -> int:
    """One after the other: beside a second browser, a busy machine finds races that are its own."""
    return pytest(["--timeout=300", *words], "journey and not slow", env={"BROWSER": browser()})


def pytest(words: list[str], mark: str, workers: str = "0", env: dict[str, str] | None = None) -> int:
    command = [sys.executable, "-m", "pytest", "-m", mark, "-n", workers, *words]
    code = subprocess.run(command, env={**os.environ, **(env or {})}, check=False).returncode
    return 0 if code == 5 else code  # 5: nothing in these folders is of this kind


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
