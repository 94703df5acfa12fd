"""Rules we would otherwise repeat in review."""

import ast
import inspect
import re
from pathlib import Path

import pytest

from community.engagement.activity import Deed
from community.engagement.policy import policies
from community.engagement.sentences import OWN
from config import Config

HOUSE = Path(__file__).parents[2]
FLOORS = ("community", "posts", "livestream", "programme")


@pytest.mark.parametrize("wing", ["templates", "static", "tests"])
def test_every_folder_mirrors_a_room(wing):
    folders = (path for floor in FLOORS for path in (HOUSE / wing / floor).rglob("*"))
    rooms = {path.relative_to(HOUSE / wing) for path in folders if path.is_dir()}
    assert not {room for room in rooms if not is_room_or_verb(HOUSE / room) and room.name[0] not in "_."}


def is_room_or_verb(path: Path) -> bool:
    """A verb that needs several scripts has a folder for them."""
    return path.is_dir() or path.with_suffix(".py").is_file()


def test_every_deed_has_its_worth_and_its_sentence(app):
    assert set(OWN) == set(Deed)
    with app.test_request_context():
        assert all(sentence("Title", "Ben").strip() for sentence in OWN.values())
    assert policies()


def test_every_file_says_why_it_exists():
    files = [file for floor in FLOORS for file in (HOUSE / floor).rglob("*.py")]
    assert not [file for file in files if not ast.get_docstring(ast.parse(file.read_text()))]


BUILT_ON = {"blogger", "embed", "reply", "stage-chat"}  # another room lays out what is in them


def test_what_a_class_looks_like_is_said_in_one_file():
    """All rooms share one style sheet: a second room with the same word would change the first."""
    owners: dict[str, set[str]] = {}
    for file, looks in style_sheets():
        for name in first_classes(looks):
            owners.setdefault(name, set()).add(file)
    rooms = {name: files for name, files in owners.items() if all(is_of_a_room(file) for file in files)}
    assert len(rooms) > 300
    assert {name for name, files in rooms.items() if len(files) > 1} == BUILT_ON


def test_no_room_gives_looks_to_a_word_that_the_shared_pieces_use_for_their_own():
    """Of the feed and its cards alone the pieces know: they stand there."""
    pieces = [looks for file, looks in style_sheets() if file.startswith("pieces/")]
    shared = {name for looks in pieces for name in re.findall(r"\.([a-z][\w-]*)", looks)}
    rooms = [looks for file, looks in style_sheets() if is_of_a_room(file)]
    assert {name for looks in rooms for name in plain_classes(looks)} & shared == {"feed", "post"}


def style_sheets() -> list[tuple[str, str]]:
    """Their paths and what they say, without its remarks."""
    static = HOUSE / "static"
    files = {str(file.relative_to(static)): file for file in static.rglob("*.css")}
    remark = re.compile(r"/\*.*?\*/", re.DOTALL)
    return [(name, remark.sub("", it.read_text())) for name, it in files.items() if "built/" not in name]


def is_of_a_room(file: str) -> bool:
    return "/" in file and not file.startswith("pieces/")


def plain_classes(looks: str) -> list[str]:
    return re.findall(r"^\.([\w-]+)(?:\[[^]]*\])?(?: \{|,)$", looks, re.MULTILINE)


def first_classes(looks: str) -> list[str]:
    """Of each selector at the margin; two classes at once extend what is known."""
    return re.findall(r"^[a-z]*\.([\w-]+)(?![\w.-])[^{\n]*(?:\{|,)$", looks, re.MULTILINE)


def test_every_setting_is_explained():
    source = inspect.getsource(Config)
    unexplained = [
        name
        for name in Config.__dataclass_fields__
        if name != "TESTING" and not re.search(rf"    # .*\n    {name}:", source)
    ]
    assert not unexplained
    readme = (HOUSE / "docs/settings.md").read_text()
    assert not [
        name for name in ("HOST", "PORT", "DATABASE_URL", "REDIS_URL", "ZONE_DATA") if name not in readme
    ]
