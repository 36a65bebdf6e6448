"""One request to the model's server: no proxy, no redirect, an end in time and in size."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from http.client import HTTPConnection
    from threading import Event

    from khronika.extraction.models.address import Address

LARGEST = 1_000_000  # bytes of an answer
REDIRECTS = range(300, 400)
LATE = "no answer in time"


@dataclass(frozen=True, slots=True)
class Reply:
    """What a server sent: its status and the JSON value of its body, null where it is none."""

    status: int
    value: Any


@dataclass(frozen=True, slots=True)
class Silence:
    """No reply, and why; `absent` says that no server listens there at all."""

    reason: str
    absent: bool = False


def exchange(address: Address, path: str, *, send: object = None, seconds: float) -> Reply | Silence:
    """Send one request (POST where there is something to send) and give the reply, or why there is none.

    Nothing but `address` is ever contacted: a redirect is a reply like others, proxies of the environment are not read.
    """
    from http.client import HTTPException
    from threading import Event, Timer

    connection = _connection(address, seconds)
    try:
        connection.connect()
    except OSError as error:
        return Silence(f"nobody answers there ({_said(error)})", absent=True)
    late = Event()
    over = Timer(seconds, _hang_up, [connection, late])
    over.daemon = True
    over.start()
    try:
        status, body = _round(connection, path, send)
    except TimeoutError:
        return Silence(LATE)
    except (HTTPException, OSError, ValueError, AttributeError):  # the last: hung up while it was read
        return Silence(LATE if late.is_set() else "the server broke off")
    finally:
        over.cancel()
        connection.close()
    return Silence(LATE) if late.is_set() else _reply(status, body)


def _connection(address: Address, seconds: float) -> HTTPConnection:
    from http.client import HTTPConnection, HTTPSConnection

    make = HTTPSConnection if address.secure else HTTPConnection
    return make(address.host, address.port, timeout=seconds)


def _round(connection: HTTPConnection, path: str, send: object) -> tuple[int, bytes]:
    body = None if send is None else json.dumps(send, ensure_ascii=False).encode("utf-8", "replace")
    heads = {"Content-Type": "application/json", "Accept": "application/json", "Connection": "close"}
    connection.request("GET" if body is None else "POST", path, body, heads)
    response = connection.getresponse()
    return response.status, response.read(LARGEST + 1)


def _reply(status: int, body: bytes) -> Reply | Silence:
    if status in REDIRECTS:
        return Silence("the server points elsewhere, where nothing is ever sent")
    if len(body) > LARGEST:
        return Silence("an answer without end")
    try:
        return Reply(status, json.loads(body))
    except (ValueError, RecursionError):
        return Reply(status, None)


def _hang_up(connection: HTTPConnection, late: Event) -> None:
    """End a connection that takes too long, also one that goes on sending a little."""
    from socket import SHUT_RDWR

    late.set()
    with suppress(OSError, AttributeError):
        connection.sock.shutdown(SHUT_RDWR)


def _said(error: OSError) -> str:
    return (error.strerror or type(error).__name__).lower()
