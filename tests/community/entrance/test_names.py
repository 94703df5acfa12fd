"""Nobody is called what passes for the club or for somebody else."""

import json

import pytest

from community.db import transaction
from community.entrance.joining import joined
from community.entrance.names import is_called_so, is_reserved, tidy, wrong_with_handle, wrong_with_name
from community.entrance.skeletons import bare, skeleton
from community.members import Role

REAL = [
    "Ada Byron", "Nguyễn Thị Ánh", "Đặng Văn Lâm", "Hồ Trọng", "Trần Quản Trí", "何若兰", "林",
    "Lily 王", "O’Neil", "Jean-Luc", "J. R. Tolkien", "Søren", "Zoë", "Нина Петрова", "田中 さくら",
    "김민준", "My", "Nan", "Adam", "Modou", "Stafford", "Teamaker", "Supportia", "Badminton Ada",
]  # fmt: skip
PRETENDERS = [
    "admin", "Admin", "ADMIN", "Ádmín", "a d m i n", "a.d.m.i.n", "Adm1n", "4dmin", "admin7",
    "_admin_", "The Admin", "аdmin", "ａｄｍｉｎ", "𝓪𝓭𝓶𝓲𝓷", "ᴀᴅᴍɪɴ", "ⓐⓓⓜⓘⓝ", "adrnin", "Moderator",
    "rnoderator", "Support", "Supp0rt", "Staff", "Support Team", "Members Zone", "MembersZone",
    "Members  Zone Official", "Club Concierge", "管理员", "小管理员", "客服", "官方", "版主",
    "Quản trị viên", "Hỗ Trợ", "Ban Quản Trị", "root", "Team", "security",
]  # fmt: skip
TRICKS = [
    "", "   ", "...", "7", "a" * 41, "Ada\u200bB", "A\u202eda", "Ada\u2066", "A\u00adda", "Ada\x00",
    "Ada\n\x07", "\u3164", "\u2800", "Ada\ufe0f", "a\u0301\u0302\u0303\u0304", "Z̷̢̧a̶l̵g̸o̶",
    "Ada <b>", "Ada@home", "Ada ✓", "Ada ✅", "Adа", "Аda", "Βen", "Pауl", "ΑΒΕΗΚ", "\U000e0041da",
]  # fmt: skip


@pytest.mark.parametrize("name", REAL)
def test_real_names_are_welcome(app, name):
    assert wrong_with_name(tidy(name)) is None


@pytest.mark.parametrize("name", PRETENDERS)
def test_nobody_passes_for_the_club(app, name):
    assert wrong_with_name(tidy(name))


@pytest.mark.parametrize("name", TRICKS)
def test_what_cannot_be_seen_or_read_is_no_name(app, name):
    assert wrong_with_name(tidy(name))


@pytest.mark.parametrize(
    "handle", ["ab", "a" * 21, "Ada", "ada byron", "ada-b", "аda", "ada\n", "ada.b", "", "@ada"]
)
def test_handles_are_plain(app, handle):
    assert wrong_with_handle(handle)


@pytest.mark.parametrize(
    "handle", ["admin", "adm1n", "admin_", "_a_d_m_i_n", "admin99", "supp0rt", "settings", "official_ada"]
)
def test_handles_pass_for_nobody_either(app, handle):
    assert wrong_with_handle(handle)


@pytest.mark.parametrize("handle", ["badminton_ana", "anna1988", "compass", "rooted", "stafford", "teapot"])
def test_handles_that_only_hold_such_a_word_are_fine(app, handle):
    assert wrong_with_handle(handle) is None


def test_every_word_others_reserve_is_reserved_here(app, shared):
    words = (shared / "hostile/names/reserved-usernames.txt").read_text().split()
    assert len(words) > 500
    assert [word for word in words if not wrong_with_handle(word)] == []
    assert [word for word in words if not wrong_with_name(word) and not is_called_so(word)] == []
    assert [word for word in words if not is_reserved(word.upper())] == []


def test_no_letter_that_looks_alike_makes_a_way_round(app, shared, lin):
    """Each letter of a name in turn is replaced by each that Unicode says looks like it."""
    alike = json.loads((shared / "hostile/names/confusables.json").read_text())
    with transaction():
        joined(handle="wanda", name="Wanda Fox", email="w@example.org", password=None)
    passed = [
        disguise
        for name in ("admin", "moderator", "support", "Lin", "Wanda Fox")
        for at, letter in enumerate(name)
        for other in alike.get(letter, ())
        if not wrong_with_name(tidy(disguise := name[:at] + other["c"] + name[at + 1 :]))
    ]
    assert passed == []


@pytest.mark.parametrize("name", ["Ada", "ADA", "ada", "A d a", "A.D.A", "Adа", "Ａｄａ", "𝐀da"])
def test_nobody_passes_for_another_member(ada, name):
    assert wrong_with_name(tidy(name))
    assert wrong_with_name(tidy("Ada Byron")) is None


@pytest.mark.parametrize("handle", ["ada", "a_d_a"])
def test_a_handle_that_looks_like_anothers_is_taken(ada, handle):
    assert wrong_with_handle(handle)


def test_l_and_1_and_i_are_one_to_an_eye(app):
    with transaction():
        joined(handle="lili", name="Lili", email="l@example.org", password=None)
    assert wrong_with_handle("l1l1")
    assert wrong_with_handle("iiii")
    assert wrong_with_name("LiIi")
    assert wrong_with_handle("lila") is None


def test_the_name_of_somebody_who_speaks_for_the_club_is_no_handle_either(app):
    with transaction():
        joined(handle="mod_sun", name="Su Manling", email="s@example.org", password=None, role=Role.MODERATOR)
    assert wrong_with_handle("sumanling")
    assert wrong_with_name("Mod Sun")


def test_whoever_has_a_name_may_keep_it(ada):
    assert wrong_with_name("Ada", but=ada) is None
    assert wrong_with_handle("ada", but=ada) is None


def test_the_database_draws_handles_as_we_do(app):
    handles = ["mim_01", "vvivvi", "l0l_1", "womm"]
    for at, handle in enumerate(handles):
        with transaction():
            joined(handle=handle, name=f"Somebody {'x' * at}y", email=f"{at}@example.org", password=None)
    assert all(wrong_with_handle(skeleton(handle)[:20]) for handle in handles)


def test_accents_are_kept_apart_among_members_but_not_for_words_of_authority():
    assert skeleton("Ánh") != skeleton("Anh")
    assert bare("Ádmín") == bare("admin")
