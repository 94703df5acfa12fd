"""A first story that is read beforehand, for programs."""

from tests.community.api.conftest import adas, program_of  # noqa: F401


def test_programs_send_it_speak_of_it_and_decide(adas, ada, mo, mia, coast, program_of):  # noqa: F811
    here, mos = f"/stories/{coast.id}/review", program_of(mo)
    assert adas.get(here).status_code == 404
    refused = adas.post(f"/stories/{coast.id}/publication", {})
    assert refused.status_code == 409
    assert "first story" in refused.get_json()["detail"]
    sent = adas.post(here, {"publishes": True})
    assert sent.status_code == 201
    assert (sent.get_json()["stage"], sent.get_json()["place"]) == ("waits", 1)
    assert adas.post(here, {}).status_code == 409
    assert program_of(mia).get(here).status_code == 404
    assert program_of(mia).get("/editorial").status_code in {403, 404}
    assert [it["story"] for it in mos.get("/editorial").get_json()["items"]] == [coast.id]
    assert mos.post(f"{here}/reader").get_json()["taken_by"] == "mo"
    assert mos.post(f"{here}/decision", {"decision": "changes"}).status_code == 422
    said = mos.post(f"{here}/remarks", {"text": "How long?", "paragraph": 1}).get_json()["remarks"][0]
    assert (said["by"], said["paragraph"]) == ("mo", 1)
    assert mos.post(f"{here}/decision", {"decision": "changes"}).get_json()["stage"] == "changes"
    settled = adas.patch(f"{here}/remarks/{said['id']}", {"settled": True}).get_json()
    assert settled["remarks"][0]["settled_at"]
    assert mos.patch(f"{here}/remarks/{said['id']}", {"settled": False}).status_code == 403
    assert adas.patch(f"{here}/remarks/99999", {"settled": True}).status_code == 404
    adas.patch(f"/stories/{coast.id}", {"text": "It rained for six hours."})
    anew = adas.post(here, {"publishes": True}).get_json()
    assert (anew["round"], anew["stage"]) == (2, "waits")
    late = {"decision": "approve", "number": said["revision"]}
    assert mos.post(f"{here}/decision", late).status_code == 409
    done = mos.post(f"{here}/decision", {"decision": "approve", "number": anew["revision"]}).get_json()
    assert done["stage"] == "approved"
    assert program_of(mia).get(f"/stories/{coast.id}").status_code == 200
    assert adas.delete(here).status_code == 409
