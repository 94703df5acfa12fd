"""What an administrator does from the command line."""

import pytest
from click.testing import CliRunner

from community import clock
from community.db import Refusal, db
from community.entrance.commands import invite_commands, member_commands
from community.entrance.invitations import Invitation
from community.members import Member, Role

PASSWORD = "three green teapots"


def run(command, *words):
    return CliRunner().invoke(command, words)


def create(**more):
    said = {"handle": "olga", "email": "olga@example.org", "password": PASSWORD} | more
    return run(
        member_commands, "create", *[word for name, value in said.items() for word in (f"--{name}", value)]
    )


def test_the_first_administrator(app, stranger):
    assert create(role="administrator", name="Olga Sund").exit_code == 0
    olga = db.session.query(Member).one()
    assert (olga.role, olga.name) == (Role.ADMINISTRATOR, "Olga Sund")
    assert stranger.post("/sign-in", data={"name": "olga", "password": PASSWORD}).status_code == 303


@pytest.mark.parametrize(
    "wrong", [{"handle": "admin"}, {"email": "nowhere"}, {"password": "olga"}, {"name": "Moderator"}]
)
def test_what_is_wrong_is_said_and_nobody_is_made(app, wrong):
    answer = create(**wrong)
    assert isinstance(answer.exception, Refusal)  # the zone prints it and ends with 1
    assert str(answer.exception).startswith(next(iter(wrong)))
    assert db.session.query(Member).count() == 0


def test_an_unknown_role_is_a_usage_error(app):
    assert create(role="king").exit_code == 2


def test_a_role_is_given(ada):
    assert run(member_commands, "role", "ada", "moderator").exit_code == 0
    assert ada.role is Role.MODERATOR
    assert isinstance(run(member_commands, "role", "nobody", "moderator").exception, Refusal)


def test_suspending_and_lifting(ada, browser_of):
    browser = browser_of(ada)
    assert run(member_commands, "suspend", "ada", "--until", "2999-01-01").exit_code == 0
    assert browser.get("/settings").status_code == 401
    assert ada.suspended_until > clock.now()
    assert run(member_commands, "suspend", "@ada", "--lift").exit_code == 0
    assert ada.suspended_at is None
    assert isinstance(run(member_commands, "suspend", "ada", "--until", "2001-01-01").exception, Refusal)
    assert isinstance(run(member_commands, "suspend", "ada", "--rule", "odd").exception, Refusal)
    assert ada.suspended_at is None
    assert run(member_commands, "suspend", "ada", "--until", "2999-01-01", "--lift").exit_code == 2


def test_inviting_one_prints_the_link(lin, stranger):
    answer = run(invite_commands, "nora@example.org")
    path = answer.output.split()[-1].removeprefix("http://localhost")
    assert "Lin" in stranger.get(path).text


def test_inviting_takes_somebody_who_invites(ada):
    assert "administrator" in str(run(invite_commands, "nora@example.org").exception)
    assert run(invite_commands, "nora@example.org", "--by", "ada").exit_code == 0


def test_inviting_needs_an_address_or_a_table(lin):
    assert run(invite_commands).exit_code == 2


def test_a_table_of_guests(lin, tmp_path, letters):
    table = tmp_path / "guests.csv"
    table.write_text("\ufeffEmail,Note\nnora@example.org,Come!\nolga@example.org,\n", encoding="utf-8")
    assert "2 would be invited" in run(invite_commands, "--csv", str(table), "--preview").output
    assert db.session.query(Invitation).count() == 0
    answer = run(invite_commands, "--csv", str(table), "--mail")
    assert answer.output.count("/join/") == 2
    assert {letter["To"] for letter in letters()} == {"nora@example.org", "olga@example.org"}


def test_one_bad_row_and_nobody_is_invited(lin, tmp_path):
    table = tmp_path / "guests.csv"
    table.write_text("email\nnora@example.org\nnowhere\nlin@example.org\nNORA@example.org\n\n,\n")
    said = str(run(invite_commands, "--csv", str(table)).exception)
    assert "line 3: nowhere" in said
    assert "line 4: lin@example.org" in said
    assert "stands already in line 2" in said
    assert "Nobody was invited" in said
    assert db.session.query(Invitation).count() == 0


@pytest.mark.parametrize("content", [b"name\nNora\n", b"\xff\xfe\x00", b"", b"email\n"])
def test_a_table_that_is_none_is_explained(lin, tmp_path, content):
    table = tmp_path / "guests.csv"
    table.write_bytes(content)
    assert isinstance(run(invite_commands, "--csv", str(table)).exception, Refusal)
