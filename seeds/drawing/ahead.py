"""Pictures drawn by a second process, while the first one goes on with the story."""

import io
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context

from community.pictures.drawing import Drawn, drawn
from seeds.drawing import draw

Picture = tuple[str, tuple[int, int]]  # a recipe, and a size in pixels
Drawings = dict[Picture, Future[Drawn]]


@contextmanager
def drawn_ahead(wanted: Iterable[Picture]) -> Iterator[Drawings]:
    """Drawn in this order, each of them once; what is not wanted any more is not begun."""
    pool = ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn"))
    try:
        yield {picture: pool.submit(picture_of, *picture) for picture in dict.fromkeys(wanted)}
    finally:
        pool.shutdown(cancel_futures=True)


def picture_of(recipe: str, size: tuple[int, int]) -> Drawn:
    """As if a member had brought it."""
    out = io.BytesIO()
    draw(recipe, size).convert("RGB").save(out, "JPEG", quality=90)
    return drawn(out.getvalue())
