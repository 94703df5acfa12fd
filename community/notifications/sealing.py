"""A push message that only its browser can open (RFC 8291), and the club's own name on it (RFC 8292)."""

import json
import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

CURVE = ec.SECP256R1()
POINT = 65  # bytes of a public key
SECRET = 16  # of what the browser made up besides
RECORD = 4096  # the largest message any push service must take
MOST = 3000  # bytes of ours that fit in it


def sealed(words: bytes, key: str, auth: str, *, by: ec.EllipticCurvePrivateKey, salt: bytes) -> bytes:
    """`key` and `auth` are the browser's; `by` and `salt` serve once. Raises ValueError for a false key."""
    theirs, ours = unwritten(key), point(by)
    shared = by.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(CURVE, theirs))
    first = _derived(shared, unwritten(auth), b"WebPush: info\0" + theirs + ours, 32)
    cipher_key = _derived(first, salt, b"Content-Encoding: aes128gcm\0", 16)
    nonce = _derived(first, salt, b"Content-Encoding: nonce\0", 12)
    head = salt + RECORD.to_bytes(4, "big") + bytes([len(ours)]) + ours
    return head + AESGCM(cipher_key).encrypt(nonce, words + b"\x02", None)


def seal(words: bytes, key: str, auth: str) -> bytes:
    """With a key and a salt of its own."""
    return sealed(words, key, auth, by=ec.generate_private_key(CURVE), salt=os.urandom(16))


def credentials(endpoint: str, by: ec.EllipticCurvePrivateKey, contact: str, until: int) -> str:
    """The Authorization header: who sends this to the push service; it holds `until` (Unix seconds)."""
    there = urlsplit(endpoint)
    facts = {"aud": f"{there.scheme}://{there.netloc}", "exp": until, "sub": contact}
    body = ".".join(written(json.dumps(part).encode()) for part in ({"typ": "JWT", "alg": "ES256"}, facts))
    r, s = decode_dss_signature(by.sign(body.encode(), ec.ECDSA(SHA256())))
    token = f"{body}.{written(r.to_bytes(32, 'big') + s.to_bytes(32, 'big'))}"
    return f"vapid t={token}, k={written(point(by))}"


def is_key(key: str, auth: str) -> bool:
    """Whether a browser could have made these."""
    try:
        ec.EllipticCurvePublicKey.from_encoded_point(CURVE, unwritten(key))
        return len(unwritten(key)) == POINT and len(unwritten(auth)) == SECRET
    except ValueError:
        return False


def point(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def written(data: bytes) -> str:
    return urlsafe_b64encode(data).decode().rstrip("=")


def unwritten(word: str) -> bytes:
    """Raises ValueError for what is none."""
    return urlsafe_b64decode(word.encode("ascii") + b"=" * (-len(word) % 4))


def _derived(secret: bytes, salt: bytes, info: bytes, length: int) -> bytes:
    return HKDF(SHA256(), length, salt, info).derive(secret)
