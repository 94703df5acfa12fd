"""The club as an app of the phone."""

import json


def test_the_manifest_names_pictures_that_are_there(app):
    stranger = app.test_client()
    answer = stranger.get("/manifest.webmanifest")
    assert answer.mimetype == "application/manifest+json"
    told = json.loads(answer.text)
    assert told["display"] == "standalone"
    assert {one["sizes"] for one in told["icons"]} >= {"192x192", "512x512"}
    for one in told["icons"]:
        assert stranger.get(one["src"]).data.startswith(b"\x89PNG")


def test_the_worker_stands_at_the_root_and_is_looked_at_anew(app):
    answer = app.test_client().get("/sw.js")
    assert answer.mimetype == "text/javascript"
    assert "no-cache" in answer.headers["Cache-Control"]
    assert answer.text.startswith('self.EDITION = "site')
    assert "import" not in answer.text.split("\n", 1)[1][:200]


def test_the_page_without_a_line_holds_nothing_of_anybody(app, ada, browser_of):
    page = browser_of(ada).get("/offline").text
    assert "No connection" in page
    assert "/@ada" not in page
    assert "data-signed-in" not in page


def test_every_page_names_the_manifest(app):
    assert 'rel="manifest"' in app.test_client().get("/sign-in").text
