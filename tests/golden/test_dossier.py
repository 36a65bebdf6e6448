"""The dossier of the invented record, byte for byte; KHRONIKA_UPDATE_GOLDEN=1 writes it anew."""

from __future__ import annotations

import dataclasses
import os
import runpy
import subprocess
import sys
from pathlib import Path

import pytest

from khronika.publishing import dossier
from khronika.vocabulary.record import Record

HERE = Path(__file__).parent
GOLDEN = HERE / "dossier.html"
BUILT = """
import runpy, sys
from khronika.publishing import dossier
sys.stdout.buffer.write(dossier(runpy.run_path(sys.argv[1])["invented_record"]()).encode())
"""


@pytest.fixture(name="record")
def invented() -> Record:
    built = runpy.run_path(str(HERE / "lantern_record.py"))["invented_record"]()
    assert isinstance(built, Record)
    return built


def test_the_dossier_is_the_golden_one(record: Record) -> None:
    written = dossier(record)
    if os.environ.get("KHRONIKA_UPDATE_GOLDEN"):
        GOLDEN.write_bytes(written.encode())
    assert written.encode() == GOLDEN.read_bytes()


def test_the_order_in_which_a_record_lists_its_values_changes_nothing(record: Record) -> None:
    turned = dataclasses.replace(
        record,
        **{
            field.name: getattr(record, field.name)[::-1]
            for field in dataclasses.fields(record)
            if field.name not in ("name", "judged_by")
        },
    )
    assert dossier(turned) == dossier(record)


@pytest.mark.parametrize("seed", ["1", "2"])
def test_another_process_with_other_hashes_writes_the_same_bytes(record: Record, seed: str) -> None:
    command = [sys.executable, "-c", BUILT, str(HERE / "lantern_record.py")]
    other = subprocess.run(command, check=True, capture_output=True, env={**os.environ, "PYTHONHASHSEED": seed})
    assert other.stdout == dossier(record).encode()
