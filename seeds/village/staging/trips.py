"""They travel: one trip is over, one is under way, one is still to come."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from community import clock
from community.contributions import Audience, Disclosure
from community.db import db
from livestream.questions.answering import AnswerWords, answer
from livestream.questions.asking import ask, weigh
from livestream.questions.models import Question
from livestream.trips.following import follow, remind
from livestream.trips.models import Phase, Trip
from livestream.trips.moments import FIELD
from livestream.trips.planning import TripWords, plan, publish
from livestream.trips.stops import StopWords, add_stop
from livestream.trips.travelling import ask_along, come_along, name_host
from seeds.stage import Scene
from seeds.village.cast import Cast

COVER = (1600, 900)
PLANNED = timedelta(days=20)  # before it begins


@dataclass(frozen=True)
class Asked:
    by: str
    text: str
    weighed_by: Sequence[str] = ()
    answered_by: str = ""
    answer: str = ""
    product: str = ""


@dataclass(frozen=True)
class Halt:
    day: int  # from 1
    hour: int
    name: str
    text: str
    spot: str
    asked: Sequence[Asked] = ()


@dataclass(frozen=True)
class Journey:
    title: str
    place: str
    zone: str
    drawing: str
    days: int
    in_days: float  # until it begins; below zero it has begun
    text: str
    travellers: Sequence[str]  # the first is the host
    followers: Sequence[str]
    halts: Sequence[Halt]
    sponsor: str = ""
    audience: Audience = Audience.MEMBERS
    ids: dict[str, int] = field(default_factory=dict, compare=False)


ITALY = Journey(
    "Nine days in the north of Italy",
    "Piedmont and Lombardy",
    "Europe/Rome",
    "coast:3",
    9,
    -140,
    "A workshop, a car factory, a harvest: where some of what we keep comes from.\n\nTen of us went. "
    "The rest of the club asked the questions.",
    ("manling", "ting", "ruolan"),
    ("yuchen", "dora", "sukin", "hugo"),
    (
        Halt(1, 15, "Arrival in Milan", "Two hours for the flagship store, before it closes.", "45.46, 9.19"),
        Halt(3, 10, "The saddler", "Orsa & Figlio open their workshop. Bring your own belt.", "45.60, 8.93"),
        Halt(5, 9, "The car factory", "No photographs on line two.", "45.07, 7.69"),
        Halt(
            6,
            8,
            "Harvest at the vineyard",
            "We cut from eight to eleven, then we eat.",
            "44.70, 8.03",
            (
                Asked(
                    "yuchen",
                    "Does the metodo classico travel well in a suitcase?",
                    ("dora", "sukin", "ruolan"),
                    "ting",
                    "In the sleeve they give you, yes: two bottles, no tears. My thumb is another story.",
                    "Metodo classico, six bottles",
                ),
                Asked(
                    "hugo",
                    "How many bottles do they make in a good year?",
                    ("yuchen",),
                    "manling",
                    "Eleven thousand, and they know most of them by name.",
                ),
            ),
        ),
        Halt(8, 10, "A morning at the lake", "Nothing is planned. That is the plan.", "45.98, 9.26"),
    ),
    sponsor="Cascina Donato",
)
CLAY = Journey(
    "Clay and fire",
    "Jingdezhen",
    "Asia/Shanghai",
    "bowl:7",
    5,
    -1.6,
    "Four kilns, one market, and the question whether a second is a second.",
    ("qingmei", "linh"),
    ("dora", "ruolan", "yuchen", "minhquan"),
    (
        Halt(1, 15, "The old kiln", "Cold since 1995, and still warm to the hand.", "29.30, 117.22"),
        Halt(2, 9, "Sculpture factory", "Forty workshops around one yard.", "29.293, 117.232"),
        Halt(
            3,
            9,
            "The night before the firing",
            "We load until midnight. What stands in the middle gets the flame.",
            "29.38, 117.26",
            (
                Asked(
                    "minhquan",
                    "Which glaze do they use on the tea bowls, and does it craze?",
                    ("dora", "ruolan", "yuchen"),
                ),
                Asked("dora", "Is the small celadon cup sold without its saucer?", ("yuchen",)),
            ),
        ),
        Halt(4, 10, "Opening the kiln", "Nobody speaks. Then everybody does.", "29.38, 117.26"),
        Halt(5, 7, "The ghost market", "From five to eight, by torchlight.", "29.283, 117.20"),
    ),
)
NORTH = Journey(
    "Winter light",
    "Copenhagen and Malmö",
    "Europe/Copenhagen",
    "dusk:4",
    4,
    12.3,
    "Lamps, where it is dark at three. We visit those who draw them, and switch every one of them on.",
    ("anders", "yuchen"),
    ("dora", "hugo", "ting"),
    (
        Halt(1, 14, "The lamp archive", "Two hundred lamps, one dimmer.", "55.68, 12.57"),
        Halt(2, 10, "Lysgaard's workshop", "They will turn the shade you ask for.", "55.86, 12.49"),
        Halt(3, 11, "Over the bridge", "Glass in Malmö, and a long lunch.", "55.60, 13.00"),
    ),
    sponsor="Lysgaard",
)
JOURNEYS = (ITALY, CLAY, NORTH)


def scenes(cast: Cast) -> Iterator[Scene]:
    for told in JOURNEYS:
        begun = timedelta(days=-told.in_days)
        planned = max(begun + PLANNED, timedelta(hours=5))
        yield Scene(planned, partial(_plans, told, planned, cast))
        for halt in told.halts:
            for nth, asked in enumerate(halt.asked):
                ago = begun - timedelta(days=halt.day - 2, hours=nth) if asked.answer else timedelta(hours=3)
                yield Scene(max(ago, timedelta(hours=2)), partial(_asks, told, halt, asked, cast))


def _plans(told: Journey, ago: timedelta, cast: Cast) -> None:
    zone, planner = ZoneInfo(told.zone), cast.keeper()
    begins = (clock.now() + ago + timedelta(days=told.in_days)).astimezone(zone)
    first = begins.replace(hour=8, minute=0)
    words = TripWords(
        title=told.title,
        place=told.place,
        time_zone=told.zone,
        begins=first.strftime(FIELD),
        ends=(first + timedelta(days=told.days - 1)).replace(hour=20).strftime(FIELD),
        text=told.text,
        photo=cast.photo(told.drawing, COVER, by=planner, alt=told.title),
        audience=told.audience,
        disclosure=Disclosure.SPONSORED if told.sponsor else None,
        sponsor=told.sponsor,
    )
    it = plan(words, by=planner)
    told.ids["trip"] = it.id
    for halt in told.halts:
        told.ids[halt.name] = add_stop(it, _halt(halt, first), by=planner).id
    _gather(it, told, cast)


def _halt(halt: Halt, first: datetime) -> StopWords:
    at = (first + timedelta(days=halt.day - 1)).replace(hour=halt.hour)
    ends = (at + timedelta(hours=12 if halt.asked else 3)).strftime(FIELD)
    return StopWords(halt.name, at.strftime(FIELD), ends, halt.text, halt.spot)


def _gather(it: Trip, told: Journey, cast: Cast) -> None:
    for handle in told.travellers:
        ask_along(it, handle, by=it.author)
        come_along(it, by=cast.member(handle))
    publish(it, by=it.author)
    name_host(it, cast.member(told.travellers[0]), by=it.author)
    for handle in told.followers:
        follow(it, by=cast.member(handle))
    if it.phase is Phase.PLANNED:
        remind(it, by=cast.member(told.followers[0]))


def _asks(told: Journey, halt: Halt, asked: Asked, cast: Cast) -> None:
    it = db.session.get_one(Trip, told.ids["trip"])
    stop = next(one for one in it.stops if one.id == told.ids[halt.name])
    question: Question = ask(stop, asked.text, by=cast.member(asked.by))
    for handle in asked.weighed_by:
        weigh(question, by=cast.member(handle), on=True)
    if asked.answer:
        words = AnswerWords(asked.answer, product=asked.product)
        answer(question, words, by=cast.member(asked.answered_by))
