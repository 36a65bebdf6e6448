"""Where a model answers: this machine, unless a person says explicitly that words may leave it."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import SplitResult, urlsplit

from khronika.errors import UsageError

WORDS = "Name it as in http://127.0.0.1:11434"
ENDINGS = ("/chat/completions", "/models")  # of addresses as they are often copied


@dataclass(frozen=True, slots=True)
class Address:
    """Host, port, the path before `/chat/completions`, and whether words sent there leave the machine."""

    host: str
    port: int
    path: str
    secure: bool
    elsewhere: bool

    def __str__(self) -> str:
        """Give the server as a person named it."""
        return f"{self.host}:{self.port}"


def address(url: str, *, elsewhere: bool = False) -> Address:
    """Read an address; `UsageError` where it is none, or where words would leave the machine and nobody allowed it."""
    parts = _split(url)
    host = (parts.hostname or "").rstrip(".")
    port = parts.port or (443 if parts.scheme == "https" else 80)
    path = parts.path.rstrip("/")
    for ending in ENDINGS:
        path = path.removesuffix(ending)
    path = path if path.endswith("/v1") else f"{path}/v1"
    secure = parts.scheme == "https"
    if is_here(host):
        return Address("127.0.0.1" if host == "localhost" else host, port, path, secure, elsewhere=False)
    if not elsewhere:
        raise UsageError(
            f"The model at {host} is not on this machine, and words of documents would leave it. "
            "Start one here, or say that they may leave with --model-elsewhere."
        )
    if not secure:
        raise UsageError(
            f"Words on the way to {host} could be read by anybody; use an https address, or a tunnel to this machine."
        )
    return Address(host, port, path, secure, elsewhere=True)


def is_here(host: str) -> bool:
    """Say whether a host is surely this machine: `localhost`, or a loopback address. No name is looked up."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _split(url: str) -> SplitResult:
    """Take an address apart; a password in it is refused without being repeated."""
    try:
        parts = urlsplit(url if "://" in url else f"http://{url}")
        known = parts.port is None or parts.port > 0
    except ValueError:
        raise UsageError(f"The model's address cannot be read. {WORDS}") from None
    if parts.username is not None or parts.password is not None or parts.query or parts.fragment:
        raise UsageError(f"The model's address may hold no password and no question mark. {WORDS}")
    if parts.scheme not in {"http", "https"} or not parts.hostname or not known:
        raise UsageError(f"The model's address is no http address. {WORDS}")
    return parts
