"""Are the private parts we build on still there, and do they still take what we give them?

Asked once at the start. If not, one warning names them and the stock path serves: slower, but as correct.
"""

import inspect
import logging
from typing import Any

from community.fanout.stock import Engine, Manager, Packet, RedisManager, Socket

log = logging.getLogger(__name__)
EMIT = "self event data namespace room skip_sid callback to kwargs"
SIGNATURES: tuple[tuple[Any, str, str], ...] = (
    (Socket, "__init__", "self server sid"),
    (Socket, "send", "self pkt"),
    (Socket, "close", "self wait abort reason"),
    (Socket, "schedule_ping", "self"),
    (Socket, "check_ping_timeout", "self"),
    (Socket, "_upgrade_websocket", "self environ start_response"),
    (Socket, "_websocket_handler", "self ws"),
    (Engine, "_trigger_event", "self event args kwargs"),
    (Engine, "_handle_connect", "self environ start_response transport jsonp_index"),
    (Packet, "encode", "self b64"),
    (Manager, "set_server", "self server"),
    (Manager, "initialize", "self"),
    (Manager, "emit", EMIT),
    (Manager, "get_participants", "self namespace room"),
    (Manager, "basic_enter_room", "self sid namespace room eio_sid"),
    (Manager, "basic_leave_room", "self sid namespace room"),
    (RedisManager, "_redis_listen_with_retries", "self"),
    (RedisManager, "_redis_connect", "self"),
)
ENGINE = "_async handlers max_http_buffer_size on ping_interval ping_timeout reason sleep sockets"
ENGINE += " start_service_task async_handlers start_background_task"
SOCKET = "queue last_ping connected upgrading upgraded closing closed sid server"


def missing_in_classes() -> list[str]:
    return [
        f"{owner.__name__}.{name}({expected})"
        for owner, name, expected in SIGNATURES
        if parameters(getattr(owner, name, None)) != expected
    ]


def missing_in(server: Any) -> list[str]:  # noqa: ANN401
    """What only a living server shows."""
    engine = server.eio
    gaps = [f"Server.{name}" for name in ("_send_eio_packet",) if not hasattr(server, name)]
    gaps += [f"Engine.{name}" for name in ENGINE.split() if not hasattr(engine, name)]
    if not gaps and ("websocket" not in engine._async or "connect" not in engine.handlers):  # noqa: SLF001
        gaps.append("Engine's place for a websocket driver and a greeting")
    if not gaps:
        born = Socket(engine, "a trial")
        gaps += [f"Socket.{name}" for name in SOCKET.split() if not hasattr(born, name)]
    return gaps


def parameters(function: Any) -> str | None:  # noqa: ANN401
    return " ".join(inspect.signature(function).parameters) if callable(function) else None


def all_there(gaps: list[str]) -> bool:
    if gaps:
        log.warning(
            "live messages take the stock path, slower: python-engineio or python-socketio changed"
            " and these are missing: %s (docs/decisions/0003-one-frame-for-everybody.md)",
            ", ".join(gaps),
        )
    return not gaps
