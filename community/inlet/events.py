"""What a site may tell, event by event; one that cannot be taken says what is wrong with itself."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Annotated, Any, Literal, NamedTuple

from flask_babel import gettext as _
from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
)
from pydantic_core import PydanticCustomError

from community import clock
from community.api.bodies import Said, Text, in_words
from community.engagement.activity import Deed
from community.engagement.policy import PURCHASES, policy_on
from community.products.finding import squeezed

EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
AHEAD = timedelta(minutes=5)  # clocks are not quite alike
MOST_MONEY = 10**13  # minor units: more is a slip, and would not fit the ledger
Told = Literal[
    "purchase.made",
    "purchase.returned",
    "storefront.visited",
    "review.written",
    "review.told",
    "share.visited",
]


class Trouble(StrEnum):
    """Why an event was not taken, for programs."""

    INVALID = "invalid"
    IN_THE_FUTURE = "in_the_future"
    TOO_OLD = "too_old"
    UNKNOWN_CURRENCY = "unknown_currency"
    UNKNOWN_MEMBER = "unknown_member"
    CONFLICT = "conflict"
    WRONG_REVERSAL = "wrong_reversal"


class BadEvent(Exception):
    """Its text is the sentence for whoever looks after the site."""

    def __init__(self, trouble: Trouble, words: str) -> None:
        super().__init__(words)
        self.trouble = trouble


def _written(moment: object) -> object:
    if not isinstance(moment, str):
        raise PydanticCustomError("moment", "text")
    return moment


Name = Annotated[Text, Field(max_length=200), AfterValidator(squeezed)]
Key = Annotated[Said, Field(max_length=200)]
Moment = Annotated[AwareDatetime, BeforeValidator(_written), Field(strict=False)]
Money = Annotated[int, Field(ge=1, le=MOST_MONEY)]


class Event(BaseModel):
    """One thing a member did. `amount` is in minor units; `reverses` is the key of another event."""

    model_config = ConfigDict(extra="forbid", strict=True)

    key: Key
    member: Annotated[Said, Field(max_length=320)]
    deed: Told
    occurred_at: Moment
    amount: Money | None = None
    currency: Annotated[Text, Field(max_length=3)] = "CNY"
    storefront: Name = ""
    category: Name = ""
    counterparty: Annotated[Text, Field(max_length=320)] = ""
    product: Name = ""
    reverses: Annotated[Text, Field(max_length=200)] = ""


class Understood(NamedTuple):
    """An event that is right in itself; `amount` is in minor units of CNY."""

    key: str
    member: str
    deed: Deed
    occurred_at: datetime
    amount: int
    storefront: str
    category: str
    counterparty: str
    product: str
    reverses: str

    @property
    def names(self) -> Iterable[str]:
        return (self.member, self.counterparty) if self.counterparty else (self.member,)


def understood(raw: object) -> Understood:
    """Raises BadEvent."""
    try:
        event = Event.model_validate(raw)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        field = ".".join(map(str, first["loc"]))
        words = in_words(first)
        raise BadEvent(Trouble.INVALID, f"{field}: {words}" if field else words) from error
    _timely(event.occurred_at)
    _complete(event)
    return Understood(
        key=event.key,
        member=event.member.strip(),
        deed=Deed(event.deed),
        occurred_at=event.occurred_at.astimezone(UTC),
        amount=_in_cny(event),
        storefront=event.storefront,
        category=event.category.lower(),
        counterparty=event.counterparty.strip(),
        product=event.product,
        reverses=event.reverses,
    )


def key_in(raw: Any) -> str | None:  # noqa: ANN401  whatever stood in the list
    key = raw.get("key") if isinstance(raw, dict) else None
    return key[:200] if isinstance(key, str) else None


def _timely(moment: datetime) -> None:
    if moment > clock.now() + AHEAD:
        raise BadEvent(
            Trouble.IN_THE_FUTURE, _("occurred_at lies in the future. Tell it once it has happened.")
        )
    if moment < EARLIEST:
        raise BadEvent(Trouble.TOO_OLD, _("occurred_at lies before 1990: look at how the date was written."))


def _complete(event: Event) -> None:
    is_purchase = event.deed in PURCHASES
    if event.amount is not None and not is_purchase:
        raise BadEvent(Trouble.INVALID, _("amount: only purchases and returns have one."))
    if is_purchase and event.amount is None and not event.reverses:
        raise BadEvent(Trouble.INVALID, _("amount: say how much it was, in minor units."))
    if event.deed == "storefront.visited" and not event.storefront:
        raise BadEvent(Trouble.INVALID, _("storefront: say which one was visited."))
    if event.reverses == event.key:
        raise BadEvent(
            Trouble.INVALID, _("reverses: nothing takes back itself. Name the key of the other event.")
        )


def _in_cny(event: Event) -> int:
    policy = policy_on(event.occurred_at.date())
    if event.currency not in policy.rates:
        known = ", ".join(policy.rates)
        raise BadEvent(
            Trouble.UNKNOWN_CURRENCY,
            _("currency: the club has no rate for it. It knows %(known)s.", known=known),
        )
    return policy.in_cny(event.amount or 0, event.currency)
