"""Files made to explode or to crash are refused within seconds and little memory; odd ones look right."""

import io
import resource
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from community.pictures.drawing import drawn, encoded, sizes_of
from community.pictures.intake import MOST_BYTES, PictureTooLarge, RefusedPicture, opened
from tests.community.pictures.conftest import coast, file_of


def megabytes() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def test_bombs_are_refused_at_once(shared):
    before = megabytes()
    for bomb in sorted((shared / "hostile/bombs").glob("*.png")):
        began = time.perf_counter()
        with pytest.raises(RefusedPicture):
            opened(bomb.read_bytes())
        assert time.perf_counter() - began < 2, bomb.name
    assert megabytes() - before < 200


def test_files_that_crashed_others_are_refused(shared):
    crashers = sorted((shared / "hostile/pngsuite").glob("crasher_*.png"))
    assert len(crashers) > 20
    for crasher in crashers:
        with pytest.raises(RefusedPicture):
            opened(crasher.read_bytes())


def test_every_good_file_of_the_suite_is_kept_as_it_looks(shared):
    good = [path for path in (shared / "hostile/pngsuite").glob("*.png") if "crasher" not in path.name]
    assert len(good) > 100
    for path in good:
        made = drawn(path.read_bytes())
        ours = Image.open(io.BytesIO(made.original)).convert("RGBA")
        theirs = Image.open(path).convert("RGBA")
        assert ours.tobytes() == theirs.tobytes(), path.name
        assert sizes_of(made.original)


def test_sixteen_bits_of_grey_are_scaled_not_cut_off(shared):
    made = drawn((shared / "hostile/pngsuite/basn0g16.png").read_bytes())
    greys = Image.open(io.BytesIO(made.at_once)).convert("L").tobytes()
    assert len(set(greys)) > 10


def test_a_picture_of_more_than_fifty_megapixels_is_refused_by_its_header():
    for size in [(8000, 6251), (16_384, 10)]:
        flat = io.BytesIO()
        Image.new("1", size).save(flat, "PNG")
        with pytest.raises(PictureTooLarge):
            opened(flat.getvalue())


def test_a_file_of_too_many_bytes_is_refused_unread():
    with pytest.raises(PictureTooLarge):
        opened(b"\xff" * (MOST_BYTES + 1))


SAMPLES = {
    format: file_of(coast(48, 32), format).getvalue() for format in ("JPEG", "PNG", "WEBP", "GIF", "AVIF")
}


@given(
    st.sampled_from(sorted(SAMPLES)),
    st.lists(st.tuples(st.floats(0, 0.999), st.binary(min_size=1, max_size=4))),
)
@settings(max_examples=300, deadline=None)
def test_whatever_is_broken_in_a_file_it_is_a_picture_or_a_refusal(format, wounds):
    data = bytearray(SAMPLES[format])
    for place, noise in wounds:
        at = int(place * len(data))
        data[at : at + len(noise)] = noise
    try:
        image, _ = opened(bytes(data))
    except RefusedPicture:
        return
    assert encoded(image, "png")
