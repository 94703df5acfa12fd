"""The form with which a member tells of a fake: what was typed, and the photos that came with it."""

from dataclasses import dataclass, field

from flask import request

from community.db import Refusal
from community.members import Member
from community.pictures import store
from community.pictures.intake import RefusedPicture
from community.pictures.models import face_of
from community.pictures.routes import said as said_of_photo
from posts.dossiers.models import MOST_PHOTOS, Sign
from posts.dossiers.reporting import Account
from posts.dossiers.wording import FIELDS, said


@dataclass
class Typed:
    """`errors` are sentences, by field."""

    account: Account
    errors: dict[str, str] = field(default_factory=dict)

    def wrong(self, refusal: Refusal) -> None:
        self.errors[FIELDS.get(type(refusal), "text")] = said(refusal)


def typed(by: Member) -> Typed:
    """Photos that came are kept at once, so that an error elsewhere does not lose them."""
    form, errors = request.form, {}
    photos = [digest for digest in form.getlist("photo") if face_of(digest)]
    for file in request.files.getlist("file")[: MOST_PHOTOS + 1]:
        if not file.filename:
            continue
        try:
            photos.append(store(file.stream, by=by).digest)
        except RefusedPicture as refusal:
            errors["file"] = said_of_photo(refusal)
    account = Account(
        seller=form.get("other_seller", "").strip() or form.get("seller", ""),
        text=form.get("text", ""),
        order=form.get("order", ""),
        signs=signs_in(form.getlist("sign")),
        photos=list(dict.fromkeys(photos)),
    )
    return Typed(account, errors)


def signs_in(words: list[str]) -> list[Sign]:
    return [Sign(word) for word in words if word in set(Sign)]
