"""Every way in which a chronicle cannot be opened or written ends in a sentence."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import insert, text

from khronika.errors import ChronicleError, UsageError
from khronika.ledger import open_ledger
from khronika.ledger.opening import driver
from khronika.ledger.tables import meta
from khronika.vocabulary.documents import Custody, Document

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.rooms.ledger.conftest import Matter

WRITER = """
import sys
from khronika.ledger import open_ledger
from khronika.vocabulary.documents import Custody
where, who, rounds = sys.argv[1], sys.argv[2], int(sys.argv[3])
with open_ledger(where, create=True) as ledger:
    for number in range(rounds):
        ledger.record([Custody("a" * 64, f"{number}-{part}", who) for part in range(20)], by=who)
        print(number, flush=True)
"""


def writer(where: str | Path, who: str, rounds: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", WRITER, str(where), who, str(rounds)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def test_a_ledger_is_opened_again(where: str | Path, matter: Matter) -> None:
    with open_ledger(where, create=True) as ledger:
        ledger.record([matter.document], by="Ines")
    with open_ledger(where) as ledger:
        assert list(ledger.values(Document)) == [matter.document]
    with open_ledger(where, create=True) as ledger:
        assert ledger.record([matter.document], by="Ines") == 0


def test_a_newer_chronicle_is_refused(where: str | Path) -> None:
    with open_ledger(where, create=True) as ledger, ledger.engine.begin() as connection:
        connection.execute(insert(meta).values(name="format", value="12"))
    with pytest.raises(ChronicleError, match=r"newer version of Khronika \(format 12, this one knows 1\)"):
        open_ledger(where)


def test_two_processes_write_at_once_and_both_succeed(where: str | Path) -> None:
    writers = [writer(where, who, 15) for who in ("Ines", "Tomas")]
    for each in writers:
        each.communicate(timeout=60)
        assert each.returncode == 0
    with open_ledger(where) as ledger:
        found = [(custody.who, custody.path) for custody in ledger.values(Custody)]
        assert len(found) == len(set(found)) == 2 * 15 * 20
        assert [entry.seq for entry in ledger.entries()] == list(range(1, 601))
        assert ledger.verify() == []


def test_a_new_chronicle_waits_for_another_run_that_makes_it(tmp_path: Path) -> None:
    where = tmp_path / "chronicle.db"
    other = driver().connect(where, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    release = threading.Timer(0.5, other.rollback)
    release.start()
    with open_ledger(where, create=True) as ledger:
        assert ledger.verify() == []
    release.join()
    other.close()


def test_a_killed_process_loses_nothing_that_was_acknowledged(where: str | Path) -> None:
    with open_ledger(where, create=True):
        pass
    process = writer(where, "Ines", 10_000)
    acknowledged = [process.stdout.readline() for _ in range(5)]
    process.kill()
    acknowledged += process.communicate(timeout=60)[0].split()
    with open_ledger(where) as ledger:
        kept = [custody.path for custody in ledger.values(Custody)]
        wanted = [f"{number}-{part}" for number in range(len(acknowledged)) for part in range(20)]
        assert kept[: len(wanted)] == wanted
        assert len(kept) % 20 == 0, "a transaction is there as a whole or not at all"
        assert ledger.verify() == []
        assert ledger.record([Custody("a" * 64, "afterwards", "Ines")], by="Ines") == 1


def test_an_empty_database_is_no_chronicle(where: str | Path) -> None:
    with pytest.raises(ChronicleError, match="no chronicle"):
        open_ledger(where)


def test_a_file_that_is_no_chronicle_is_refused_and_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "letter.txt"
    file.write_text("Fifteen people were killed. " * 100)
    other = tmp_path / "other.db"
    database = driver().connect(other, isolation_level=None)
    database.execute("CREATE TABLE photos (name)")
    database.close()
    for path in (file, other):
        before = path.read_bytes()
        for create in (False, True):
            with pytest.raises(ChronicleError, match="is no chronicle"):
                open_ledger(path, create=create)
        assert path.read_bytes() == before


def test_a_folder_or_a_path_without_folder_is_a_bad_call(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "nowhere" / "chronicle.db"):
        with pytest.raises(UsageError, match="name a file in a folder that exists"):
            open_ledger(path, create=True)


def test_a_new_chronicle_is_readable_by_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "chronicle.db"
    with open_ledger(path, create=True) as ledger:
        ledger.record([Custody("a" * 64, "x", "Ines")], by="Ines")
        assert {file.stat().st_mode & 0o777 for file in tmp_path.iterdir()} == {0o600}


def test_a_full_disk_is_said_and_what_was_recorded_stays(tmp_path: Path, matter: Matter) -> None:
    with open_ledger(tmp_path / "chronicle.db", create=True) as ledger:
        ledger.record([matter.document], by="Ines")
        with ledger.engine.connect() as connection:
            pages = connection.execute(text("PRAGMA page_count")).scalar_one()
            connection.execute(text(f"PRAGMA max_page_count={pages + 2}"))
        with pytest.raises(ChronicleError, match="its disk is full") as caught:
            ledger.record([matter.revision(text="killed " * 100_000)], by="Ines")
        assert "killed" not in str(caught.value.__cause__), "no text of a document is in any error"
        assert list(ledger.values(Document)) == [matter.document]
        assert ledger.verify() == []


def test_a_run_waits_for_another_that_writes(tmp_path: Path, matter: Matter) -> None:
    path = tmp_path / "chronicle.db"
    with open_ledger(path, create=True) as ledger:
        other = driver().connect(path, isolation_level=None, check_same_thread=False)
        other.execute("BEGIN IMMEDIATE")
        threading.Timer(0.5, lambda: other.execute("ROLLBACK")).start()
        assert ledger.record([matter.document], by="Ines") == 1
        other.close()


def test_a_chronicle_that_stays_locked_is_said(tmp_path: Path, matter: Matter) -> None:
    path = tmp_path / "chronicle.db"
    with open_ledger(path, create=True) as ledger:
        with ledger.engine.connect() as connection:
            connection.execute(text("PRAGMA busy_timeout=100"))
        other = driver().connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        begun = time.monotonic()
        with pytest.raises(ChronicleError, match="written by another run"):
            ledger.record([matter.document], by="Ines")
        assert time.monotonic() - begun < 30
        other.close()


def test_a_server_that_is_not_there_is_said_without_the_password(postgres: Callable[[], str]) -> None:
    url = postgres()
    for wrong in (url.replace("khronika@", "khronika:opensesame@") + "x", "postgresql://u:opensesame@127.0.0.1:1/x"):
        with pytest.raises(ChronicleError, match=r"The chronicle \w+ at 127.0.0.1") as caught:
            open_ledger(wrong)
        assert "opensesame" not in f"{caught.value} {caught.value.__cause__}"


def test_a_chronicle_on_a_disk_that_cannot_be_written_is_read(
    tmp_path: Path, matter: Matter, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a #1? %41.db"
    with open_ledger(path, create=True) as ledger:
        ledger.record([matter.document], by="Ines")
    # Root is refused nothing but by a disk that is mounted so.
    monkeypatch.setattr(os, "access", lambda _path, mode: mode != os.W_OK)
    with open_ledger(path) as ledger:
        assert list(ledger.values(Document)) == [matter.document]
        with pytest.raises(ChronicleError, match="cannot be written"):
            ledger.record([Custody(matter.document.sha256, "a", "Ines")], by="Ines")
    assert [each.name for each in tmp_path.iterdir()] == [path.name]
    monkeypatch.undo()
    with open_ledger(path) as ledger:
        ledger.record([Custody(matter.document.sha256, "a", "Ines")], by="Ines")
        monkeypatch.setattr(os, "access", lambda _path, mode: mode != os.W_OK)
        with open_ledger(path) as beside:  # what is not in the file yet is not missed
            assert len(list(beside.values(Custody))) == 1
