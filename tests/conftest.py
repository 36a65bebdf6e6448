"""Where tests keep a ledger: an SQLite file, or a PostgreSQL server that is started once on a free port."""

from __future__ import annotations

import os
import runpy
import shutil
import socket
import subprocess
import tempfile
import uuid
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings

from khronika.ledger import open_ledger

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from khronika.ledger import Ledger

# In CI a change is judged by the same examples each time; at a desk every run looks for new ones.
settings.register_profile("ci", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("ci")

SERVER = runpy.run_path(str(Path(__file__).with_name("model_server.py")))
BINARIES = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
TOOLS = [*(Path(found).resolve().parent for found in [shutil.which("postgres")] if found), *BINARIES]


def as_postgres(*command: str | Path) -> list[str]:
    """Run a command as user `postgres` where we are root: initdb refuses root."""
    plain = [str(word) for word in command]
    return ["runuser", "-u", "postgres", "--", *plain] if os.geteuid() == 0 else plain


@pytest.fixture(scope="session")
def postgres() -> Iterator[Callable[[], str]]:
    """Start a server and give a function that makes a new database and gives its URL."""
    if not TOOLS:
        pytest.skip("PostgreSQL is not installed")
    tools, port = TOOLS[-1], free_port()
    folder = Path(tempfile.mkdtemp(prefix="khronika-postgres-"))
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    data = folder / "data"

    def run(tool: str, *words: str | Path) -> None:
        command = as_postgres(tools / tool, "-D", data, *words)
        subprocess.run(command, check=True, cwd=folder, stdout=subprocess.DEVNULL)

    settings = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off"
    run("initdb", "-A", "trust", "-U", "khronika", "-E", "UTF8", "--locale=C.UTF-8", "-N")
    run("pg_ctl", "-w", "-l", folder / "log", "-o", settings, "start")

    def database() -> str:
        name = f"c{uuid.uuid4().hex}"
        make = [tools / "createdb", "-h", "127.0.0.1", "-p", str(port), "-U", "khronika", name]
        subprocess.run(make, check=True)
        return f"postgresql://khronika@127.0.0.1:{port}/{name}"

    yield database
    run("pg_ctl", "-w", "-m", "immediate", "stop")
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> str | Path:
    """Give where a new ledger can be made: a path, or the URL of an empty database."""
    if request.param == "sqlite":
        return tmp_path / "chronicle.db"
    return request.getfixturevalue("postgres")()


@pytest.fixture
def ledger(where: str | Path) -> Iterator[Ledger]:
    """Give a new, empty ledger."""
    with open_ledger(where, create=True) as opened:
        yield opened


@pytest.fixture
def model_server() -> Iterator[Callable[..., Any]]:
    """Give a function that starts a server which replays a model's answers; see model_server.py beside this file."""
    started = []

    def start(answer: Callable[..., Any]) -> Any:  # noqa: ANN401
        started.append(SERVER["ModelServer"](answer))
        return started[-1]

    yield start
    for each in started:
        each.stop()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port
