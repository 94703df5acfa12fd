"""What a crowd asks is computed, and the page says what is computed."""

import pytest

from config import ROOT
from livestream.engines.crowd import Crowd, told


def test_four_hundred_thousand():
    it = Crowd(400_000)
    assert it.bits == pytest.approx(1.102e12, rel=0.001)
    assert it.plain == 400_000
    assert it.close == pytest.approx(2_666_667, abs=1)
    assert it.edges == 158
    assert it.at_the_club == 158
    assert it.passes == pytest.approx(1667, abs=1)


def test_the_film_decides_how_many_edges_until_asking_does():
    assert Crowd(400_000, 1100).edges < Crowd(400_000).edges
    light = Crowd(400_000, 10)
    assert light.edges > light.bits / 7e9
    assert Crowd(1).edges == Crowd(1).edges_close == 1


@pytest.mark.parametrize("kbit", [2600, 1100])
def test_the_page_says_what_is_computed(kbit):
    assert told(Crowd(400_000, kbit)) in (ROOT / "docs/scaling-streams.md").read_text()


def test_an_administrator_computes_her_own(app):
    from livestream.engines.commands import engine_commands

    said = app.test_cli_runner().invoke(engine_commands, ["crowd", "--viewers", "1000"])
    assert told(Crowd(1000)) in said.output
