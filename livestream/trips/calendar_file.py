"""A trip as a calendar reads it (RFC 5545): one entry for the whole, one for each stop."""

from flask import current_app
from icalendar import Calendar, Event

from community.disclosing import words_of
from livestream.trips.models import Stop, Trip

MAKER = "-//Members Zone//Trips//EN"


def calendar_of(it: Trip) -> bytes:
    calendar = Calendar.new(name=it.title, prodid=MAKER, method="PUBLISH")
    calendar.add_component(_whole(it))
    for stop in it.stops:
        calendar.add_component(_stop(it, stop))
    return bytes(calendar.to_ical())


def _whole(it: Trip) -> Event:
    return Event.new(
        uid=f"trip-{it.id}@{_host()}",
        summary=it.title,
        location=it.place,
        description="\n\n".join(filter(None, [words_of(it.disclosure, it.sponsor), it.text])),
        start=it.begins_at,
        end=it.ends_at,
        stamp=it.edited_at or it.published_at or it.created_at,
        sequence=it.version,
        url=_address(it.url),
    )


def _stop(it: Trip, stop: Stop) -> Event:
    event = Event.new(
        uid=f"trip-stop-{stop.id}@{_host()}",
        summary=f"{stop.name} · {it.title}",
        location=f"{stop.name}, {it.place}",
        description=stop.text,
        start=stop.begins_at,
        end=stop.ends_at,
        stamp=it.edited_at or it.published_at or it.created_at,
        sequence=it.version,
        url=_address(f"{it.url}#stop-{stop.id}"),
    )
    if stop.latitude is not None:
        event.add("geo", (stop.latitude, stop.longitude))
    return event


def _address(path: str) -> str:
    return f"{current_app.config['PUBLIC_URL'].rstrip('/')}{path}"


def _host() -> str:
    return str(current_app.config["PUBLIC_URL"]).split("//")[-1].rstrip("/")
