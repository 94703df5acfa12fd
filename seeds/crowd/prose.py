"""What a crowd says: paragraphs made of ordinary words, rendered once and put together anew each time."""

import random
from dataclasses import dataclass

from posts.prose import rendered

WORDS = """
harbour kitchen garden leather linen jacket lamp oak walnut ceramic cup teapot saucer repair cream jar label
batch code receipt return parcel courier customs duty refund window season sale eleven november basket edit
price drop wait order size heel sole lining zip stitch wool cashmere silk thread seam button pocket inside
watch dial strap hand wound balance spring lens camera film grain morning train platform ticket window seat
vineyard harvest bottle cellar tasting glass market square bread oil salt smoke winter coat scarf rain
umbrella island ferry coast hill path bakery museum ticket desk chair shelf record needle paper ink nib
letter envelope stamp friend sister mother father neighbour seller factory workshop mill dye indigo madder
patience honest careful slow bright quiet heavy light old new small large soft rough cheap dear worth
""".split()  # noqa: SIM905  a text reads better than two hundred quotes
STARTS = (
    "I think",
    "Honestly,",
    "After a year",
    "My sister says",
    "In the shop",
    "They told me",
    "What surprised me:",
)
PARAGRAPHS = 3000


@dataclass(frozen=True)
class Paragraph:
    text: str
    html: str


def paragraphs(chance: random.Random) -> list[Paragraph]:
    texts = [_paragraph(chance) for _ in range(PARAGRAPHS)]
    return [Paragraph(text, rendered(text)) for text in texts]


def title(chance: random.Random) -> str:
    return " ".join(chance.sample(WORDS, chance.randint(4, 8))).capitalize()


def post(pool: list[Paragraph], chance: random.Random) -> Paragraph:
    """One to three paragraphs: 300 to 1,500 characters, mean some 760, like the peers' content."""
    parts = chance.choices(pool, k=chance.choice((1, 2, 2, 2, 3)))
    return Paragraph("\n\n".join(part.text for part in parts), "".join(part.html for part in parts))


def _paragraph(chance: random.Random) -> str:
    sentences = []
    for _ in range(chance.randint(4, 7)):
        words = chance.choices(WORDS, k=chance.randint(6, 14))
        if chance.random() < 0.15:
            words[2] = f"**{words[2]}**"
        sentences.append(f"{chance.choice(STARTS)} {' '.join(words)}.")
    return " ".join(sentences)
