"""The command line, as an operator types it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[1]


@pytest.fixture
def zone(tmp_path):
    def zone(*words: str, **settings: str) -> subprocess.CompletedProcess[str]:
        env = {**os.environ, "ZONE_DATA": str(tmp_path), "DATABASE_URL": "", "REDIS_URL": "", **settings}
        command = [sys.executable, "-m", "commands", *words]
        return subprocess.run(command, env=env, cwd=HOUSE, capture_output=True, text=True, check=False)

    return zone


def test_a_house_that_is_settled_is_not_opened_to_say_so(zone, tmp_path):
    """It is what a second `make run` waits for."""
    assert zone("migrate").returncode == 0
    made = zone(
        "member",
        "create",
        "--handle",
        "grace",
        "--name",
        "Grace",
        "--email",
        "grace@example.org",
        "--password",
        "velvet-otter-19-harbour",
    )
    assert made.returncode == 0, made.stderr
    (tmp_path / "village.txt").write_text("Sign in as grace with the password she chose\n")
    said = zone("prepare", PYTHONPROFILEIMPORTTIME="1")
    assert said.returncode == 0
    assert "Sign in as grace with the password she chose at http://127.0.0.1:8000" in said.stdout
    assert " wsgi" not in said.stderr
    assert "sqlalchemy" in said.stderr


def test_every_command_says_what_it_is_for(zone):
    said = zone("--help")
    assert said.returncode == 0
    for command in (
        "backup",
        "doors",
        "import",
        "invite",
        "member",
        "migrate",
        "prepare",
        "restore",
        "search",
        "seed",
        "serve",
        "verify",
        "work",
    ):
        assert f"\n  {command} " in said.stdout


def test_an_impossible_setting_is_told_in_a_sentence(zone):
    for command in ("prepare", "serve", "migrate"):
        said = zone(command, PORT="seven")
        assert (said.returncode, said.stderr) == (
            1,
            "Error: PORT is 'seven': give a whole number from 1 to 65535.\n",
        )


def test_a_word_that_is_no_command_is_named(zone):
    said = zone("dance")
    assert said.returncode == 2
    assert "No such command 'dance'" in said.stderr
