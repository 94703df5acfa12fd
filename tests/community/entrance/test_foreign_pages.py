"""Another site cannot make a member's browser do anything at this door."""

import pytest

from community.entrance.inviting import invite

ROOMS = (
    "entrance.",
    "joining.",
    "invitations.",
    "passwords.",
    "sessions.",
    "profiles.",
    "settings.",
    "factors.",
    "proofs.",
    "second_step.",
    "provider.",
)


def posts(app):
    return [
        rule
        for rule in app.url_map.iter_rules()
        if rule.endpoint.startswith(ROOMS) and "POST" in rule.methods
    ]


@pytest.mark.parametrize(
    "claim",
    [
        {"Origin": "https://evil.example"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Origin": "null"},
        {"Origin": "http://[::1"},
    ],
)
def test_every_post_of_a_foreign_page_is_refused(app, ada, mia, browser_of, claim):
    invitation, _ = invite(ada)
    browser, some = browser_of(ada), {"id": invitation.id, "handle": "mia", "code": "x", "token": "x"}
    assert len(posts(app)) >= 11
    for rule in posts(app):
        _, path = rule.build({name: some[name] for name in rule.arguments})
        assert browser.post(path, headers=claim).status_code == 403, path
    assert invitation.revoked_at is None
    assert browser.get("/settings").status_code == 200  # still signed in


def test_a_stranger_is_asked_to_sign_in_before_anything_changes(app, ada, mia):
    open_to_all = {
        "entrance.come_in",
        "entrance.go_out",
        "joining.accept_invitation",
        "passwords.ask_for_a_letter",
        "passwords.set_new_password",
        "passwords.judge_password",
        "second_step.take_second_step",  # it leads to the beginning
    }
    for rule in posts(app):
        if rule.endpoint not in open_to_all:
            _, path = rule.build({name: {"id": 1, "handle": "mia"}[name] for name in rule.arguments})
            assert app.test_client().post(path).status_code == 401, path
