"""Original files: taken in whole or not at all, found by their hash, never altered."""

from __future__ import annotations

import errno
import hashlib
import os
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from khronika import originals
from khronika.errors import ChronicleError, UsageError
from khronika.originals import ChangedWhileRead, hand_out, intact, take_in

if TYPE_CHECKING:
    from pathlib import Path

WORDS = b"At least 15 people were killed in Port Ombrin.\n" * 100_000
SHA256 = hashlib.sha256(WORDS).hexdigest()


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "originals"


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    path = tmp_path / "letter.txt"
    path.write_bytes(WORDS)
    return path


def held(store: Path) -> list[str]:
    return sorted(str(path.relative_to(store)) for path in store.rglob("*") if path.is_file())


def test_a_file_is_held_under_its_hash_read_only(store: Path, letter: Path) -> None:
    taken = take_in(store, letter)
    assert (taken.sha256, taken.size) == (SHA256, len(WORDS))
    path = hand_out(store, SHA256)
    assert path == store / SHA256[:2] / SHA256[2:]
    assert path.read_bytes() == WORDS == letter.read_bytes()
    assert path.stat().st_mode & 0o777 == 0o444
    assert path.parent.stat().st_mode & 0o777 == store.stat().st_mode & 0o777 == 0o700
    assert intact(store, SHA256)


def test_taking_in_again_changes_nothing(store: Path, letter: Path) -> None:
    take_in(store, letter)
    before = hand_out(store, SHA256).stat()
    assert take_in(store, letter).sha256 == SHA256
    after = hand_out(store, SHA256).stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)
    assert held(store) == [f"{SHA256[:2]}/{SHA256[2:]}"]


def test_an_empty_file_is_a_file(store: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.touch()
    assert intact(store, take_in(store, empty).sha256)


def test_a_damaged_original_is_noticed_and_mended_from_the_source(store: Path, letter: Path) -> None:
    take_in(store, letter)
    path = hand_out(store, SHA256)
    path.chmod(0o600)
    path.write_bytes(b"Nobody was killed.")
    assert not intact(store, SHA256)
    take_in(store, letter)
    assert intact(store, SHA256)


def test_what_is_not_held_or_no_hash_is_a_bad_call(store: Path) -> None:
    assert not intact(store, SHA256)
    with pytest.raises(UsageError, match="is not in"):
        hand_out(store, SHA256)
    for wrong in ("../../etc/passwd", "", SHA256[:-1], SHA256.upper(), "/" * 64):
        with pytest.raises(UsageError, match="64 hexadecimal digits"):
            hand_out(store, wrong)


def test_a_file_that_goes_on_changing_is_reported_and_not_kept(
    store: Path, letter: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stream = originals.stream

    def growing(*given: object) -> object:
        taken = stream(*given)
        with letter.open("ab") as more:
            more.write(b"And then")
        return taken

    monkeypatch.setattr(originals, "stream", growing)
    with pytest.raises(ChangedWhileRead, match="changed while it was read"):
        take_in(store, letter)
    assert held(store) == []


def test_a_file_that_changed_once_is_read_again(store: Path, letter: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stream, rounds = originals.stream, []

    def replaced_once(*given: object) -> object:
        taken = stream(*given)
        if not rounds:
            other = letter.with_suffix(".new")
            other.write_bytes(b"x" * len(WORDS))
            other.rename(letter)
        rounds.append(taken)
        return taken

    monkeypatch.setattr(originals, "stream", replaced_once)
    assert take_in(store, letter).sha256 == hashlib.sha256(b"x" * len(WORDS)).hexdigest()
    assert len(held(store)) == 1, "of the first reading nothing is left"


def test_a_full_disk_is_said_and_leaves_nothing_half(store: Path, letter: Path) -> None:
    """In a child whose files may grow to 100 KB: the system answers as it does for a full disk."""
    program = """
import resource, signal, sys
from pathlib import Path
from khronika.errors import ChronicleError
from khronika.originals import take_in
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
try:
    take_in(Path(sys.argv[1]), Path(sys.argv[2]))
except ChronicleError as error:
    print(error)
"""
    done = subprocess.run([sys.executable, "-c", program, store, letter], capture_output=True, text=True, check=True)
    assert "its disk is full. Free some space" in done.stdout
    assert held(store) == []


def test_a_source_that_cannot_be_read_is_no_fault_of_the_store(store: Path, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        take_in(store, tmp_path / "nowhere")
    (tmp_path / "file").touch()
    with pytest.raises(ChronicleError, match="cannot be written"):
        take_in(tmp_path / "file" / "originals", tmp_path / "file")
    assert errno.ENOSPC in originals.DISK_FULL


def test_what_a_killed_run_left_behind_is_swept_but_not_what_another_copies(store: Path, letter: Path) -> None:
    program = """
import sys, time
from pathlib import Path
from khronika import originals
stream = originals.stream
def slow(*given):
    print("copying", flush=True)
    time.sleep(60)
originals.stream = slow
originals.take_in(Path(sys.argv[1]), Path(sys.argv[2]))
"""
    child = subprocess.Popen([sys.executable, "-c", program, store, letter], stdout=subprocess.PIPE)
    child.stdout.readline()
    (left,) = held(store)
    long_ago = time.time() - 3600
    os.utime(store / left, (long_ago, long_ago))
    take_in(store, letter)
    assert left in held(store), "its run is at work"
    child.kill()
    child.communicate()
    take_in(store, letter)
    assert held(store) == [f"{SHA256[:2]}/{SHA256[2:]}"]
