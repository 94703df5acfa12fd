"""Administrators say which sites are told what; a secret is shown once; nobody else comes near."""

import logging

from sqlalchemy import select

from community.audit import AuditEntry
from community.db import db
from community.jobs import run_due
from community.webhooks.models import Webhook, WebhookLetter

HERE = "/settings/webhooks"
GIVEN = {"address": "https://agency.example/hears", "events": ["story.published", "member.joined"]}


def secret_in(page):
    return page.text.split('id="made">')[1].split("<")[0]


def test_an_address_is_added_and_its_secret_is_shown_once(app, peizhi, browser_of, caplog):
    caplog.set_level(logging.DEBUG)
    browser = browser_of(peizhi)
    assert "No other site is told anything yet" in browser.get(HERE).text
    made = browser.post(HERE, data=GIVEN)
    assert made.status_code == 201
    secret = secret_in(made)
    assert secret.startswith("whsec_")
    assert secret not in browser.get(HERE).text
    assert secret not in caplog.text
    hook = db.session.scalars(select(Webhook)).one()
    assert secret not in hook.secret
    assert hook.events == GIVEN["events"]
    assert "2 things it is told" in browser.get(HERE).text
    renewed = browser.post(f"{HERE}/{hook.id}/secret")
    assert secret_in(renewed) != secret
    acts = db.session.scalars(select(AuditEntry.act).order_by(AuditEntry.id)).all()
    assert acts[-2:] == ["webhook.added", "webhook.renewed"]


def test_what_cannot_be_added_says_why_and_keeps_what_was_typed(app, peizhi, browser_of):
    browser = browser_of(peizhi)
    browser.post(HERE, data=GIVEN)
    for address, events, why in (
        ("http://agency.example/x", ["story.published"], "begins with https://"),
        ("ftp://agency.example", ["story.published"], "no web address"),
        ("https://agency.example/y", [], "at least one thing"),
        ("https://agency.example/y", ["webhook.test", "nonsense"], "at least one thing"),
        (GIVEN["address"], ["story.published"], "told already"),
    ):
        answer = browser.post(HERE, data={"address": address, "events": events})
        assert answer.status_code == 422
        assert why in answer.text
        assert f'value="{address}"' in answer.text


def test_an_address_within_the_house_is_never_asked(app, peizhi, browser_of):
    browser = browser_of(peizhi)
    browser.post(HERE, data={**GIVEN, "address": "https://127.0.0.1/inside"})
    id = db.session.scalar(select(Webhook.id))
    browser.post(f"{HERE}/{id}/test")
    run_due()
    assert "nobody answered" in browser.get(f"{HERE}/{id}").text


def test_a_test_is_sent_paused_and_removed_by_buttons(app, peizhi, hook, shop, browser_of):
    browser = browser_of(peizhi)
    here = f"{HERE}/{hook.id}"
    assert "Nothing was sent yet" in browser.get(here).text
    assert browser.post(f"{here}/test").location == here
    assert "Waits to be sent" in browser.get(here).text
    run_due()
    assert "Arrived" in browser.get(here).text
    letter = db.session.scalar(select(WebhookLetter.id))
    assert browser.post(f"{here}/letters/{letter}/repeat").status_code == 303
    browser.post(f"{here}/pause", data={"on": "1"})
    assert "It is paused" in browser.get(here).text
    browser.post(f"{here}/pause", data={"on": ""})
    assert "It is paused" not in browser.get(here).text
    assert browser.post(f"{here}/removal").location == HERE
    assert browser.get(here).status_code == 404
    run_due()
    assert len(shop.told) == 1


def test_nobody_else_comes_near(app, ada, hook, browser_of):
    browser = browser_of(ada)
    assert browser.get(HERE).status_code == 403
    assert browser.get(f"{HERE}/{hook.id}").status_code == 403
    assert HERE not in browser.get("/settings").text
    for address in ("", f"/{hook.id}/test", f"/{hook.id}/pause", f"/{hook.id}/secret", f"/{hook.id}/removal"):
        assert browser.post(HERE + address, data=GIVEN).status_code == 403
    assert db.session.scalar(select(WebhookLetter.id)) is None
