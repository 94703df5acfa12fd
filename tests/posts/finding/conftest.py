"""A club whose index is empty at the start of each test."""

import shutil

import pytest


@pytest.fixture
def app(app):
    yield app
    shutil.rmtree(app.config["ZONE_DATA"] / "index", ignore_errors=True)
