"""Reposts, for programs."""

from community.sharing.models import Reposts
from community.sharing.terms import settle_habit
from posts.reposts.models import NOTE
from tests.community.api.conftest import adas, mias, program_of  # noqa: F401


def test_programs_repost_and_take_it_back(adas, mias, ada, mia, cleo, coast, program_of):  # noqa: F811
    made = mias.post(f"/contributions/{coast.id}/reposts", {"note": "For the autumn."})
    assert made.status_code == 201
    it = made.get_json()
    assert (it["of"], it["note"], it["author"]["handle"]) == (coast.id, "For the autumn.", "mia")
    assert it["shown_at"]
    assert made.headers["Location"].endswith(f"/reposts/{it['id']}")
    assert mias.post(f"/contributions/{coast.id}/reposts", {}).status_code == 409
    who = adas.get(f"/contributions/{coast.id}/reposts").get_json()["items"]
    assert [row["id"] for row in who] == [it["id"]]
    feed = mias.get("/feed?view=following").get_json()["items"]
    assert [(card["kind"], card["carries"]["id"]) for card in feed] == [("repost", coast.id)]
    assert adas.delete(f"/reposts/{it['id']}").status_code == 403
    assert mias.delete(f"/reposts/{it['id']}").status_code == 204
    assert mias.get(f"/reposts/{it['id']}").status_code == 404


def test_programs_ask_and_answer(adas, mias, ada, coast):  # noqa: F811
    assert adas.patch("/me/sharing", {"reposts": "ask"}).get_json() == {"reposts": "ask"}
    it = mias.post(f"/contributions/{coast.id}/reposts", {}).get_json()
    assert it["shown_at"] is None
    assert [row["id"] for row in adas.get("/reposts/asked").get_json()["items"]] == [it["id"]]
    here = f"/reposts/{it['id']}"
    assert mias.patch(here, {"yes": True}).status_code == 403
    assert adas.patch(here, {"yes": True}).get_json()["shown_at"]
    assert adas.patch(here, {"yes": False}).get_json()["declined_at"]
    assert mias.post(f"/contributions/{coast.id}/reposts", {}).status_code == 422


def test_programs_are_told_what_is_wrong(adas, mias, ada, coast):  # noqa: F811
    here = f"/contributions/{coast.id}/reposts"
    assert mias.post(here, {"note": "x" * (NOTE + 1)}).status_code == 422
    assert mias.post(here, {"words": "x"}).status_code == 422
    assert adas.post(here, {}).status_code == 403
    settle_habit(ada, Reposts.NOBODY)
    assert mias.post(here, {}).status_code == 422
    assert adas.patch("/me/sharing", {"reposts": "some"}).status_code == 422
    terms = adas.patch(f"/contributions/{coast.id}/sharing", {"reposts": "all"}).get_json()
    assert terms == {"outside": False, "reposts": "all"}
    again = adas.patch(f"/contributions/{coast.id}/sharing", {"outside": True}).get_json()
    assert again == {"outside": True, "reposts": "all"}
    back = adas.patch(f"/contributions/{coast.id}/sharing", {"reposts": None}).get_json()
    assert back["reposts"] is None
    assert mias.post("/contributions/99999/reposts", {}).status_code == 404
