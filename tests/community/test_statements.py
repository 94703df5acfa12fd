"""Statements that are put together once, and the faces that are asked for once in some seconds."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import BindParameter, Select, bindparam, select
from sqlalchemy.sql.compiler import SQLCompiler

from community.db import db, prepared, rows, transaction
from community.members import Member, Role
from community.profiles.faces import faces_of, forget_faces
from community.statements import among, asked_for, not_among, one_of, strung_together

_these: Select[str] = select(Member.handle).where(among(Member.id, "ids")).order_by(Member.id)
_others: Select[str] = select(Member.handle).where(not_among(Member.id, "ids")).order_by(Member.id)
_told: Select[str] = select(Member.handle).join(*asked_for((Member.id, Member.name), "pairs"))
_named: Select[str] = select(Member.handle).where(among(Member.handle, "names"))


def handles(statement: Select[str], **facts: Any) -> list[str]:
    return [row.handle for row in rows(statement, facts)]


def test_a_list_is_given_when_the_statement_is_asked(ada: Member, ben: Member, mia: Member) -> None:
    assert set(handles(_these, ids=[mia.id, ada.id])) == {"ada", "mia"}
    assert handles(_named, names=["ben", "it's me"]) == ["ben"]


def test_of_an_empty_list_nothing_is_a_part(ada: Member, ben: Member) -> None:
    assert handles(_these, ids=[]) == []
    assert handles(_others, ids=[]) == ["ada", "ben"]


def test_a_row_is_found_by_several_columns_at_once(ada: Member, ben: Member, mia: Member) -> None:
    assert handles(_told, pairs=[(ada.id, "Ada"), (ben.id, "Mia"), [mia.id, "it's me"]]) == ["ada"]
    assert handles(_told, pairs=[]) == []


def test_words_of_our_own_are_written_out(ada: Member) -> None:
    staff = select(Member.handle).where(one_of(Member.role, (Role.MODERATOR, Role.MEMBER)))
    assert handles(staff) == ["ada"]


def test_words_of_somebody_else_are_refused() -> None:
    with pytest.raises(ValueError, match="not words of the house"):
        one_of(Member.role, ["member') OR ('1' = '1"])


def test_texts_are_strung_together(ada: Member, ben: Member) -> None:
    together = select(strung_together(Member.handle).label("handles"))
    assert set(rows(together, {})[0].handles.split("\x1f")) == {"ada", "ben"}


def test_nothing_is_put_together_anew_when_it_is_asked(
    app: Flask, ada: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What SQLAlchemy does at each asking for a list of values, as it does for `in_`."""
    anew: list[object] = []
    usual = SQLCompiler._process_parameters_for_postcompile

    def watched(self: SQLCompiler, *given: Any, **named: Any) -> Any:
        anew.append(self)
        return usual(self, *given, **named)

    monkeypatch.setattr(SQLCompiler, "_process_parameters_for_postcompile", watched)
    ids: BindParameter[int] = bindparam("ids", expanding=True)
    rows(select(Member.handle).where(Member.id.in_(ids)), {"ids": [ada.id]})
    assert anew
    anew.clear()
    handles(_these, ids=[ada.id])
    assert not anew


def test_whoever_changes_her_name_is_seen_under_it_at_once(ada: Member, ben: Member) -> None:
    assert faces_of([ada.id, ben.id])[ada.id].name == "Ada"
    with transaction():
        ada.name = "Ada Lovelace"
    assert faces_of([ada.id])[ada.id].name == "Ada Lovelace"


def test_a_face_is_asked_for_once(ada: Member, monkeypatch: pytest.MonkeyPatch) -> None:
    faces_of([ada.id])
    monkeypatch.setattr(db.session, "connection", lambda: pytest.fail("asked again"))
    assert faces_of([ada.id])[ada.id].handle == "ada"


def test_faces_stand_in_one_order_whatever_was_kept_of_them(ada: Member, ben: Member, mia: Member) -> None:
    """A page's mark is made of them: another order would have it sent again."""
    everybody = [mia.id, ben.id, ada.id]
    fresh = list(faces_of(everybody))
    forget_faces()
    faces_of([mia.id])
    assert list(faces_of(everybody)) == fresh == sorted(everybody)


def test_nobody_has_no_face(ada: Member) -> None:
    assert faces_of([ada.id, 10**6]).keys() == {ada.id}


def test_a_statement_becomes_sql_once_whatever_it_is_asked_for(ada: Member, mia: Member) -> None:
    wanted = select(Member.name).where(Member.id == bindparam("id"))
    assert [rows(wanted, {"id": one.id})[0].name for one in (ada, mia)] == ["Ada", "Mia"]
    assert len(prepared(wanted)["compiled_cache"]) == 1
