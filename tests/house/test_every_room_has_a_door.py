"""No module stands alone: what nothing leads to is tested where a test imports it, and never runs."""

import ast
from collections.abc import Iterator
from pathlib import Path

import grimp

HOUSE = Path(__file__).parents[2]
ROOMS = ("community", "posts", "livestream", "programme")
DOORS = ("wsgi.py", "server.py", "commands.py")
BESIDE = ("benchmarks", "seeds")  # each runs by itself
BY_HAND = {"community.engagement.columnar.spark"}  # docs/scale.md says who calls it, and when


def test_every_module_is_reached_from_a_door():
    graph = grimp.build_graph(*ROOMS, *BESIDE, cache_dir=None)
    waiting = {it for door in DOORS for it in _named_in(HOUSE / door)} & graph.modules
    reached: set[str] = set()
    while waiting:
        module = waiting.pop()
        reached.add(module)
        around = {module.rsplit(".", depth)[0] for depth in range(1, module.count(".") + 1)}
        named = set(_named_in(_file_of(module))) & graph.modules  # as a program of its own: python -m …
        waiting |= (graph.find_modules_directly_imported_by(module) | around | named) - reached
    alone = {it for it in graph.modules - reached if it.partition(".")[0] in ROOMS}
    assert sorted(alone) == sorted(BY_HAND)


def _file_of(module: str) -> Path:
    path = HOUSE / module.replace(".", "/")
    return path / "__init__.py" if path.is_dir() else path.with_suffix(".py")


def _named_in(file: Path) -> Iterator[str]:
    """What it imports, and what each text of it may name: a module, or a thing in one."""
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value.partition(":")[0]
