"""Taking everything home and leaving, for programs."""

from community.api.answers import Answer, Moment, Page
from community.api.bodies import Body, Text
from community.api.doors import Api
from community.api.problems import say
from community.entrance.factors.fresh import need_fresh_proof
from community.entrance.tokens import Scope
from community.leaving.going import LastKeeper, NotYou, leave, stay
from community.leaving.models import Takeout
from community.leaving.routes import said
from community.leaving.takeouts import order_takeout, takeouts_of
from community.limits import spend
from community.members import Member

takeouts = Api("leaving", scope=Scope.ALL)


class TakeoutAnswer(Answer):
    """`url` is where its owner fetches the file, signed in, once `ready_at` is there; until `ends_at`."""

    id: int
    url: str
    asked_at: Moment
    done: int
    steps: int
    ready_at: Moment | None
    ends_at: Moment | None
    bytes: int


class Leaving(Body):
    """With `keeps_words` what was published for others stays, under nobody's name."""

    password: Text
    keeps_words: bool


class LeavingAnswer(Answer):
    """When what is yours will be erased; null: you stay."""

    leaves_at: Moment | None
    keeps_words: bool


def answer(takeout: Takeout) -> TakeoutAnswer:
    names = ("id", "asked_at", "done", "steps", "ready_at", "ends_at", "bytes")
    facts = {name: getattr(takeout, name) for name in names}
    return TakeoutAnswer(url=f"/settings/takeouts/{takeout.id}", **facts)


@takeouts.get("/me/takeouts")
def list_takeouts(me: Member) -> Page[TakeoutAnswer]:
    """What was packed for you, and what is being packed."""
    return Page(items=[answer(takeout) for takeout in takeouts_of(me)])


@takeouts.post("/me/takeouts", at="/me/takeouts")
def ask_for_takeout_of_mine(me: Member) -> TakeoutAnswer:
    """Have everything that is yours packed into a file."""
    need_fresh_proof()
    spend("takeout", me.id, "5/day")
    return answer(order_takeout(me))


@takeouts.get("/me/leaving")
def read_leaving(me: Member) -> LeavingAnswer:
    """Whether you are leaving."""
    return LeavingAnswer(leaves_at=me.leaves_at, keeps_words=me.leaves_words)


@takeouts.post("/me/leaving", at="/me/leaving")
def decide_leaving(me: Member, sent: Leaving) -> LeavingAnswer:
    """Leave in fourteen days."""
    need_fresh_proof()
    spend("leave", me.id, "10/hour")
    leave(me, sent.password, keeps_words=sent.keeps_words)
    return read_leaving(me)


@takeouts.delete("/me/leaving")
def decide_staying(me: Member) -> None:
    """Change your mind: nothing is erased."""
    stay(me)


say(NotYou, lambda refusal: said(refusal)["password"], field="password")
say(LastKeeper, lambda refusal: said(refusal)["words"])
