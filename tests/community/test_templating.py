"""A page says the same without its template's indentation, and each template sees the house's words."""

from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment

from community.templating import Templates, Undented

TEMPLATES = Path(__file__).parents[2] / "templates"
HOUSE = sorted(str(path.relative_to(TEMPLATES)) for path in TEMPLATES.rglob("*.html"))


def test_an_attribute_after_a_block_keeps_its_distance():
    source = "<b data-on{% if hidden %}\n            hidden{% endif %}>"
    environment = Environment(
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=[Undented],
        loader=DictLoader({"a.html": source, "a.txt": "a\n   b"}),
    )
    assert environment.get_template("a.html").render(hidden=True).split() == ["<b", "data-on", "hidden>"]
    assert environment.get_template("a.txt").render() == "a\n   b"


def test_a_template_sees_what_is_said_later_and_keeps_its_own_to_itself(app):
    environment = Templates(app, loader=DictLoader({"a.html": "{{ word }}", "b.html": "{{ word }}"}))
    early = environment.get_template("a.html")
    environment.globals["word"] = "of the house"
    own = environment.get_template("b.html", globals={"word": "its own"})
    assert (early.render(), own.render()) == ("of the house", "its own")


@pytest.mark.parametrize("name", HOUSE)
def test_every_template_says_the_same(name):
    source = (TEMPLATES / name).read_text()
    before, after = lexed(source), lexed(Undented(Environment()).preprocess(source, name))
    assert before == after


def lexed(source: str) -> list[tuple[str, str]]:
    environment = Environment(trim_blocks=True, lstrip_blocks=True)
    return [(kind, " ".join(f"|{text}|".split())) for _, kind, text in environment.lex(source)]
