"""A LibreOffice that a document has taken over: what it may see and do, and that nothing of it stays."""

from __future__ import annotations

import os
import runpy
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from khronika.reading import Limits, isolation_level, libreoffice, read
from khronika.reading.isolation import level_of
from khronika.vocabulary.documents import Isolation, Revision, Unread

COMPOUND = runpy.run_path(str(Path(__file__).parents[1] / "compound.py"))["compound"]
OLD = COMPOUND({"WordDocument": b"old words " * 900})
MARK = "khronika-left-behind"
strict = pytest.mark.skipif(
    level_of(isolation_level()) is not Isolation.STRICT, reason="bubblewrap does not hold on this machine"
)


def taken_over(folder: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> Path:
    """Put a program in LibreOffice's place that does what a document tells it; give the document."""
    program = folder / "office" / "program" / "soffice"
    program.parent.mkdir(parents=True)
    program.write_text(f'#!/bin/sh\n[ "$1" = --version ] && echo LibreOffice 9.9.9 && exit\nmkdir -p out\n{script}\n')
    program.chmod(0o755)
    monkeypatch.setenv("KHRONIKA_LIBREOFFICE", str(program))
    libreoffice._engine.cache_clear()
    (folder / "letter.doc").write_bytes(OLD)
    return folder / "letter.doc"


def left_behind(mark: str = MARK) -> list[str]:
    """Give the processes that bear a mark, after a moment in which they may end."""
    for _ in range(40):
        found = subprocess.run(["pgrep", "-f", mark], capture_output=True, text=True, check=False).stdout.split()
        found = [pid for pid in found if int(pid) != os.getpid()]
        if not found:
            return []
        time.sleep(0.1)
    return found


@strict
def test_it_sees_the_document_and_the_system_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("quillmark")
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        script = f"""
        exec 9>out/in.docx
        head -c 8 /in | od -An -tx1 >&9
        cat {secret} /etc/passwd /etc/hostname >&9 2>/dev/null && echo LEAK files >&9
        ls /root {Path.home()} {tmp_path}/letter.doc >&9 2>/dev/null && echo LEAK folders >&9
        for python in {sys.executable} /usr/bin/python3; do
            $python -c 'import socket; socket.create_connection(("127.0.0.1", {port}), 2)' && echo LEAK net >&9
        done
        bash -c 'echo > /dev/tcp/127.0.0.1/{port}' && echo LEAK net >&9
        echo x >> {tmp_path}/office/program/soffice 2>/dev/null && echo LEAK program >&9
        echo x > /usr/x 2>/dev/null && echo LEAK disk >&9
        kill -0 {os.getpid()} 2>/dev/null && echo LEAK signals >&9
        env | grep -i khronika >&9 && echo LEAK environment >&9
        echo processes $(ls -d /proc/[0-9]* | wc -l) >&9
        """
        found = read(taken_over(tmp_path, monkeypatch, script), "letter.doc", "0" * 64)
    assert isinstance(found, Revision), found
    assert "d0 cf 11 e0 a1 b1 1a e1" in found.text
    assert "LEAK" not in found.text
    assert "quillmark" not in found.text
    assert int(found.text.split("processes ")[1].split()[0]) < 8
    assert found.engine.startswith("libreoffice/9.9.9 > ")


@strict
@pytest.mark.parametrize(
    ("script", "says"),
    [
        (
            f"setsid sh -c 'while :; do sleep 9; : {MARK}; done' & sleep 99",
            "stopped after 1 seconds",
        ),
        ("trap '' TERM HUP INT; while :; do :; done", "stopped after 1 seconds"),
        ("head -c 70000000 /dev/zero > out/in.docx", "could not convert"),
        ("head -c 900000000 /dev/zero > out/in.docx", "LibreOffice"),
        ("exit 3", "could not convert"),
        ("ln -s /etc/passwd out/in.docx", "could not convert"),
        ("mkfifo out/in.docx", "stopped after 1 seconds"),
        ("printf 'PK\\003\\004 nonsense' > out/in.docx", "damaged"),
        ("cat /in > out/in.docx", "old Word file"),
        (
            "printf 'From a@x.example Mon May  3 14:30:00 2021\\nSubject: x\\n\\nwords\\n' > out/in.docx",
            "could not convert",
        ),
    ],
)
def test_what_it_does_ends_with_a_sentence_and_nothing_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, says: str
) -> None:
    document = taken_over(tmp_path, monkeypatch, script)
    open_before = sum(1 for _ in Path("/proc/self/fd").iterdir())
    found = read(document, "letter.doc", "0" * 64, limits=Limits(wall_seconds=1))
    assert isinstance(found, Unread), found
    assert says in found.reason
    assert left_behind() == []
    assert left_behind(str(tmp_path)) == []
    assert sum(1 for _ in Path("/proc/self/fd").iterdir()) == open_before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["letter.doc", "office"]


@strict
def test_a_program_that_does_not_say_its_version_leaves_no_file_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = taken_over(tmp_path, monkeypatch, "cat /in > out/in.docx")
    program = tmp_path / "office" / "program" / "soffice"
    program.write_text(program.read_text().replace("echo LibreOffice 9.9.9", "sleep 99"))
    monkeypatch.setattr(libreoffice, "DEFAULT", Limits(wall_seconds=1))
    open_before = sum(1 for _ in Path("/proc/self/fd").iterdir())
    found = read(document, "letter.doc", "0" * 64, limits=Limits(wall_seconds=5))
    assert isinstance(found, Unread), found
    assert "stopped after 1 seconds" in found.reason
    assert sum(1 for _ in Path("/proc/self/fd").iterdir()) == open_before


@strict
def test_it_dies_with_the_program_that_started_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    document = taken_over(tmp_path, monkeypatch, f"sleep 99; : {MARK}")
    line = (
        "import sys; from pathlib import Path; from khronika.reading import read; read(Path(sys.argv[1]), 'a.doc', '0')"
    )
    parent = subprocess.Popen([sys.executable, "-c", line, str(document)], start_new_session=True)
    for _ in range(100):
        if subprocess.run(["pgrep", "-f", "sleep 99"], capture_output=True, check=False).stdout:
            break
        time.sleep(0.1)
    else:
        pytest.fail("it never started")
    os.kill(parent.pid, signal.SIGKILL)
    parent.wait()
    assert left_behind("sleep 99") == []
    assert left_behind(str(tmp_path)) == []


def test_without_bubblewrap_it_is_not_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    document = taken_over(tmp_path, monkeypatch, "echo started > out/in.docx")
    monkeypatch.setattr(libreoffice, "isolation_level", lambda: "fork+rlimits+landlock+seccomp")
    found = read(document, "letter.doc", "0" * 64)
    assert isinstance(found, Unread)
    assert found.reason.startswith("It is an old Word file (.doc); open it elsewhere")
    assert "no bubblewrap holds it" in found.reason


def test_a_program_that_is_not_there_is_said_to_be_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "letter.doc").write_bytes(OLD)
    monkeypatch.setenv("KHRONIKA_LIBREOFFICE", str(tmp_path / "soffice"))
    found = read(tmp_path / "letter.doc", "letter.doc", "0" * 64)
    assert isinstance(found, Unread)
    assert "names no program" in found.reason


def test_a_program_beside_the_own_files_is_not_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    document = taken_over(tmp_path, monkeypatch, "echo started > out/in.docx")
    monkeypatch.setenv("HOME", str(tmp_path / "office" / "home"))
    found = read(document, "letter.doc", "0" * 64)
    assert isinstance(found, Unread)
    assert "a folder of its own" in found.reason or "no bubblewrap" in found.reason
