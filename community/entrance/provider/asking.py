"""The provider is asked who somebody is: code flow with PKCE, state and nonce, all by Authlib."""

from dataclasses import dataclass

from authlib.common.errors import AuthlibBaseError
from authlib.integrations.flask_client import OAuth
from authlib.integrations.flask_client.apps import FlaskOAuth2App
from flask import current_app
from joserfc.errors import JoseError
from requests import RequestException
from werkzeug.wrappers import Response

from community.db import Refusal

PATIENCE = 10  # seconds for an answer of the provider
KEPT = "provider"
BACK = "/sign-in/provider/back"


class NotTold(Refusal):
    """The provider did not say who it is, or not in a way that we believe."""


@dataclass(frozen=True)
class Account:
    issuer: str
    subject: str
    email: str  # as far as the provider has verified it; else empty


def is_there() -> bool:
    return bool(current_app.config["OIDC_ISSUER"])


def send_there() -> Response:
    """To the provider's own page. Raises NotTold when it cannot be reached."""
    try:
        sent: Response = _provider().authorize_redirect(current_app.config["PUBLIC_URL"] + BACK)
    except (AuthlibBaseError, RequestException, ValueError, LookupError, RuntimeError) as trouble:
        raise NotTold from trouble
    return sent


def who_came_back() -> Account:
    """Raises NotTold, also when somebody else's answer is brought, or one twice."""
    try:
        told = _provider().authorize_access_token().get("userinfo") or {}
    except (AuthlibBaseError, JoseError, RequestException, ValueError, LookupError, RuntimeError) as trouble:
        raise NotTold from trouble
    issuer, subject = told.get("iss"), told.get("sub")
    if issuer != current_app.config["OIDC_ISSUER"] or not isinstance(subject, str) or not subject:
        raise NotTold
    email = told.get("email") if told.get("email_verified") is True else ""
    return Account(issuer, subject, str(email or "").strip().lower())


def _provider() -> FlaskOAuth2App:
    """What it says of itself is asked once, at the first who comes."""
    known: FlaskOAuth2App | None = current_app.extensions.get(KEPT)
    if not known:
        settings = current_app.config
        known = current_app.extensions[KEPT] = OAuth(current_app).register(
            KEPT,
            client_id=settings["OIDC_CLIENT_ID"],
            client_secret=settings["OIDC_CLIENT_SECRET"],
            server_metadata_url=f"{settings['OIDC_ISSUER'].rstrip('/')}/.well-known/openid-configuration",
            client_kwargs={
                "scope": "openid email",
                "code_challenge_method": "S256",
                "default_timeout": PATIENCE,
            },
        )
    return known
