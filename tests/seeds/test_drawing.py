import shutil
from hashlib import sha256
from pathlib import Path

import pytest

from seeds.drawing import SUBJECTS, UnknownRecipe, draw
from seeds.village import reading
from seeds.village.entry import Misread
from seeds.village.pictures import pictures_of
from seeds.village.reading import read_village

SIZES = ((320, 200), (120, 120), (90, 160))


@pytest.mark.parametrize("subject", SUBJECTS)
def test_a_recipe_gives_the_same_picture_twice(subject):
    one, other = (sha256(draw(f"{subject}:7", (160, 100)).tobytes()).hexdigest() for _ in range(2))
    assert one == other


@pytest.mark.parametrize("subject", SUBJECTS)
def test_another_number_gives_another_picture(subject):
    assert draw(f"{subject}:1", (160, 100)).tobytes() != draw(f"{subject}:2", (160, 100)).tobytes()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("subject", SUBJECTS)
def test_a_drawing_has_the_size_that_was_asked(subject, size):
    picture = draw(f"{subject}:3", size)
    assert picture.size == size
    assert picture.mode == "RGB"


@pytest.mark.parametrize("recipe", ["coast", "coast:", "coast:one", "unicorn:1", ""])
def test_nobody_can_draw_an_unknown_recipe(recipe):
    with pytest.raises(UnknownRecipe, match="nobody can draw"):
        draw(recipe, (64, 64))


def test_every_recipe_of_the_village_can_be_drawn():
    village = read_village()
    recipes = {recipe for recipe, _ in pictures_of(village)}
    assert len(recipes) > 80
    for recipe in recipes:
        assert draw(recipe, (48, 48)).size == (48, 48)


def test_a_picture_nobody_can_draw_is_told_with_its_file_and_entry(tmp_path):
    village = tmp_path / "village"
    shutil.copytree(Path(reading.__file__).parent, village)
    lists = village / "lists.toml"
    lists.write_text(lists.read_text(encoding="utf-8").replace('"headphones:3"', '"trumpet:3"'))
    with pytest.raises(Misread, match=r"lists\.toml: one-record, .*: nobody can draw trumpet:3"):
        read_village(village)


def test_no_two_members_look_alike():
    faces = [member.portrait for member in read_village().members]
    assert len(faces) == len(set(faces))
