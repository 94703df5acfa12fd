"""Pictures drawn by code: a recipe (`coast:3`) gives the same picture again and again.

One file per subject. Landscapes fill the size asked; things and people stand in its middle.
"""

from collections.abc import Callable

from PIL import Image

from seeds.drawing.alp import alp
from seeds.drawing.bag import bag
from seeds.drawing.book import book
from seeds.drawing.bowl import bowl
from seeds.drawing.brush import Canvas
from seeds.drawing.camera import camera
from seeds.drawing.candle import candle
from seeds.drawing.ceramics import ceramics
from seeds.drawing.chair import chair
from seeds.drawing.chance import Chance
from seeds.drawing.city import city
from seeds.drawing.coast import coast
from seeds.drawing.coat import coat
from seeds.drawing.cup import cup
from seeds.drawing.desert import desert
from seeds.drawing.dusk import dusk
from seeds.drawing.garden import garden
from seeds.drawing.glasses import glasses
from seeds.drawing.headphones import headphones
from seeds.drawing.jar import jar
from seeds.drawing.lake import lake
from seeds.drawing.lamp import lamp
from seeds.drawing.lipstick import lipstick
from seeds.drawing.pen import pen
from seeds.drawing.perfume import perfume
from seeds.drawing.plant import plant
from seeds.drawing.portrait import portrait
from seeds.drawing.scarf import scarf
from seeds.drawing.shoe import shoe
from seeds.drawing.snow import snow
from seeds.drawing.suitcase import suitcase
from seeds.drawing.table import table
from seeds.drawing.teapot import teapot
from seeds.drawing.terrace import terrace
from seeds.drawing.vine import vine
from seeds.drawing.watch import watch
from seeds.drawing.wine import wine

Subject = Callable[[Canvas, Chance], None]


def _named(*subjects: Subject) -> dict[str, Subject]:
    return {subject.__name__: subject for subject in subjects}


LANDSCAPES = _named(alp, city, coast, desert, dusk, garden, lake, snow, terrace, vine)
THINGS = _named(
    bag, book, bowl, camera, candle, ceramics, chair, coat, cup, glasses, headphones, jar, lamp,
    lipstick, pen, perfume, plant, scarf, shoe, suitcase, table, teapot, watch, wine,
)  # fmt: skip
PEOPLE = _named(portrait)
SUBJECTS = LANDSCAPES | THINGS | PEOPLE


class UnknownRecipe(ValueError):
    def __init__(self, recipe: str) -> None:
        super().__init__(f"nobody can draw {recipe!r}: a recipe is a subject and a number, coast:3")


def known(recipe: str) -> bool:
    subject, _, number = recipe.partition(":")
    return subject in SUBJECTS and number.isdecimal()


def draw(recipe: str, size: tuple[int, int]) -> Image.Image:
    if not known(recipe):
        raise UnknownRecipe(recipe)
    subject, _, number = recipe.partition(":")
    canvas = Canvas(size, square=subject not in LANDSCAPES)
    SUBJECTS[subject](canvas, Chance(subject, int(number)))
    return canvas.image
