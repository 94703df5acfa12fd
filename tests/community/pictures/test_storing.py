"""A photo is taken apart and drawn anew: what is kept is its pixels, upright, in sizes."""

import io

import pytest
from PIL import Image, ImageCms

from community import jobs
from community.db import db
from community.pictures import Photo, store
from community.pictures.files import folder_of
from community.pictures.intake import NotAPicture
from tests.community.pictures.conftest import coast, file_of, photo_with_secrets


def every_file(photo):
    return sorted(path for path in folder_of(photo.digest).iterdir())


def original(photo):
    return Image.open(folder_of(photo.digest) / f"original.{photo.kind}")


def test_where_and_with_what_a_photo_was_taken_is_in_no_file(ada):
    photo = store(photo_with_secrets(), by=ada)
    jobs.run_due()
    assert len(every_file(photo)) == 7
    for path in every_file(photo):
        content = path.read_bytes()
        assert b"Secret" not in content
        assert b"Exif" not in content
        with Image.open(path) as image:
            assert not image.getexif()
            assert not {"exif", "xmp", "comment", "icc_profile"} & set(image.info)


def test_a_photo_held_sideways_is_shown_upright(ada):
    photo = store(photo_with_secrets(), by=ada)
    assert (photo.width, photo.height) == (1067, 1600)
    red, _green, blue = original(photo).getpixel((1060, 10))
    assert red > 150 > blue, "the red corner is now at the upper right"


def test_sizes_are_made_by_the_worker_and_none_is_larger_than_the_photo(photo):
    at_once = [path.name for path in every_file(photo)]
    assert at_once == ["1280.webp", "original.jpeg"]
    assert photo.ready_at is None
    jobs.run_due()
    assert db.session.get(Photo, photo.digest).ready_at
    sizes = {path.name: Image.open(path).size for path in every_file(photo)}
    assert sizes["640.avif"] == sizes["640.webp"] == (640, 427)
    assert sizes["1600.avif"] == (1600, 1067)
    assert "1920.avif" not in sizes


def test_a_small_photo_has_one_size(ada):
    photo = store(file_of(coast(200, 100)), by=ada)
    jobs.run_due()
    assert [path.name for path in every_file(photo)] == ["200.avif", "200.webp", "original.jpeg"]


def test_a_worker_that_died_halfway_begins_again_and_the_work_is_done_once(photo):
    jobs.run_due()
    before = {path: path.stat().st_mtime_ns for path in every_file(photo)}
    from community.pictures.storing import make_sizes

    make_sizes(photo.digest)
    make_sizes("w1h1-000000-" + "0" * 40)
    assert {path: path.stat().st_mtime_ns for path in every_file(photo)} == before


def test_the_same_photo_twice_is_kept_once(ada, ben, photo):
    again = store(file_of(coast()), by=ben)
    assert again.digest == photo.digest
    assert again.owner_id == ada.id


def test_its_stand_in_is_tiny_and_its_tone_is_in_its_digest(photo):
    assert photo.stand_in.startswith("data:image/webp;base64,")
    assert len(photo.stand_in) < 600
    assert photo.digest.startswith(f"w1600h1067-{photo.tone}-")


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "GIF", "AVIF"])
def test_every_kind_that_is_allowed_is_shown(ada, format):
    photo = store(file_of(coast(400, 300), format), by=ada)
    assert original(photo).size == (400, 300)


def test_what_is_transparent_stays_so(ada):
    glass = Image.new("RGBA", (400, 300), (0, 0, 255, 0))
    photo = store(file_of(glass, "PNG"), by=ada)
    jobs.run_due()
    for name in ("original.png", "320.webp", "320.avif"):
        assert Image.open(folder_of(photo.digest) / name).convert("RGBA").getpixel((5, 5))[3] == 0


def test_only_the_first_picture_of_a_moving_one_is_kept(ada):
    frames = [Image.new("RGB", (60, 60), colour) for colour in ("red", "blue")]
    moving = file_of(frames[0], "GIF", save_all=True, append_images=frames[1:])
    kept = original(store(moving, by=ada))
    assert getattr(kept, "n_frames", 1) == 1
    assert kept.convert("RGB").getpixel((5, 5)) == (255, 0, 0)


def test_colours_of_another_profile_are_brought_into_ours(ada):
    linear = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    broken = file_of(coast(64, 64), "PNG", icc_profile=linear[:200])
    assert original(store(broken, by=ada)).size == (64, 64), "an unreadable profile is passed over"
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    kept = original(store(file_of(coast(64, 64), "PNG", icc_profile=srgb), by=ada))
    assert "icc_profile" not in kept.info
    difference = [a - b for a, b in zip(kept.tobytes(), coast(64, 64).tobytes(), strict=True)]
    assert max(map(abs, difference)) <= 2


def test_what_hides_behind_a_picture_is_left_behind(ada):
    page = b"<script>alert(1)</script>PK\x03\x04"
    photo = store(io.BytesIO(file_of(coast(64, 64)).getvalue() + page), by=ada)
    for path in every_file(photo):
        assert b"script" not in path.read_bytes()


@pytest.mark.parametrize(
    "pretender",
    [
        b"",
        b"GIF89a=1;alert(1)//",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"%PDF-1.7",
        b"BM" + b"\0" * 60,
    ],
)
def test_what_only_pretends_is_refused(ada, pretender):
    with pytest.raises(NotAPicture):
        store(io.BytesIO(pretender), by=ada)


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "GIF", "AVIF"])
def test_half_a_picture_is_refused(ada, format):
    whole = file_of(coast(400, 300), format).getvalue()
    with pytest.raises(NotAPicture):
        store(io.BytesIO(whole[: len(whole) // 2]), by=ada)
    assert db.session.query(Photo).count() == 0
