"""Lists from files to people: taken in with their columns, linked, judged, and taken in again."""

from __future__ import annotations

import json
import random
from typing import TYPE_CHECKING, Any

import pytest

from khronika.cli import main

if TYPE_CHECKING:
    from pathlib import Path

pytest.importorskip("splink")

GIVEN = ("Dauren", "Aizada", "Timur", "Saltan", "Marzhan", "Bolat", "Nurlan", "Gulnar", "Erbol", "Zarina")
FAMILY = tuple(a + b for a in ("Omb", "Tarn", "Vel", "Kast", "Morab", "Seld") for b in ("rev", "ov", "in", "uk", "eti"))
MAP = ["--column", "name=Full name", "--column", "age=Age", "--column", "place=Town", "--column", "id=No."]


def people(number: int) -> list[list[str]]:
    draw = random.Random(4)  # noqa: S311
    rows = {
        (draw.choice(GIVEN), draw.choice(FAMILY), draw.randint(18, 70), draw.choice(("Velisk", "Tarn")))
        for _ in range(number)
    }
    return [[f"{given} {family}", str(age), town] for given, family, age, town in sorted(rows)]


def sheet(path: Path, rows: list[list[str]]) -> Path:
    lines = [["No.", "Full name", "Age", "Town"], *([str(at), *row] for at, row in enumerate(rows, start=1))]
    path.write_text("\n".join(",".join(line) for line in lines) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def home(tmp_path: Path) -> str:
    home = str(tmp_path / "ombrin.chronicle")
    everybody = people(80)
    second = [[row[0].replace("Dauren", "Daouren"), *row[1:]] for row in everybody[:30]]
    assert main(["new", home]) == 0
    for name, rows in (("detained", everybody), ("hospital", second)):
        file = sheet(tmp_path / f"{name}.csv", rows)
        assert main(["lists", "import", home, str(file), *MAP, "--duplicate-free", "--by", "Ines"]) == 0
    return home


def asked(capsysbinary: pytest.CaptureFixture[bytes], *words: str) -> Any:  # noqa: ANN401 - JSON
    capsysbinary.readouterr()
    assert main([*words, "--json"]) == 0
    return json.loads(capsysbinary.readouterr().out)


def test_two_lists_are_linked_and_who_is_on_which_is_counted(
    home: str, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    done = asked(capsysbinary, "lists", "link", home)
    assert done["lists"] == ["detained", "hospital"]
    assert {tuple(each["on"]): each["people"] for each in done["patterns"]}[True, True] == 30
    first = done["links"][0]
    assert first["verdict"] == "same"
    assert first["weights"][0]["says"] in first["reason"]
    assert 0.9 < first["probability"] <= 1


def test_what_a_person_says_of_two_rows_is_obeyed(home: str, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    a, b = (asked(capsysbinary, "lists", "link", home)["links"][0][end] for end in "ab")
    assert main(["lists", "apart", home, a[:12], b[:12], "--why", "twins of one name", "--by", "Ines"]) == 0
    done = asked(capsysbinary, "lists", "link", home)
    assert all({a, b} != set(each["rows"]) for each in done["people"])
    told = next(each for each in done["links"] if {each["a"], each["b"]} == {a, b})
    assert (told["verdict"], told["reason"].endswith("people judged so")) == ("apart", True)
    assert main(["lists", "same", home, a[:12], b[:12], "--why", "one man after all", "--by", "Ines"]) == 0
    done = asked(capsysbinary, "lists", "link", home)
    assert any({a, b} == set(each["rows"]) for each in done["people"])


def test_a_link_is_explained_comparison_by_comparison(home: str, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    first = asked(capsysbinary, "lists", "link", home)["links"][0]
    assert main(["lists", "link", home, "--pair", first["b"][:10], first["a"][:10]]) == 0
    out = capsysbinary.readouterr().out.decode()
    assert "any two rows of these lists" in out
    for each in first["weights"]:
        assert each["says"] in out


def test_a_new_version_needs_no_map_and_says_what_is_new_changed_and_gone(
    home: str, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    rows = people(80)
    rows[3][1] = "99"
    file = sheet(
        tmp_path / "newer.csv", [*rows[:-1], ["Nobody Elsewhere", "40", "Tarn"], ["Somebody Else", "41", "Tarn"]]
    )
    told = asked(capsysbinary, "lists", "import", home, str(file), "--name", "detained", "--by", "Ines")
    assert told["duplicate_free"]
    assert [each["cells"][0] for each in told["added"]] == ["Somebody Else"]
    assert [each["cells"][:2] for each in told["changed"]] == [[rows[3][0], "99"], ["Nobody Elsewhere", "40"]]
    assert told["vanished"] == []
    listed = asked(capsysbinary, "lists", "show", home)
    assert [(each["name"], each["rows"]) for each in listed] == [("detained", len(rows) + 1), ("hospital", 30)]


def test_without_an_id_of_its_own_a_row_is_found_by_what_it_says(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    home, rows = str(tmp_path / "tarn.chronicle"), people(20)
    assert main(["new", home]) == 0
    mapped = MAP[:-2]
    assert main(["lists", "import", home, str(sheet(tmp_path / "register.csv", rows)), *mapped]) == 0
    file = sheet(tmp_path / "later.csv", [*rows[1:], rows[5], ["Somebody Else", "41", "Tarn"]])
    told = asked(capsysbinary, "lists", "import", home, str(file), "--name", "register")
    assert [each["cells"][0] for each in told["added"]] == [rows[5][0], "Somebody Else"]
    assert [each["cells"][0] for each in told["vanished"]] == [rows[0][0]]


def test_a_confidential_list_is_left_out_unless_asked_for(
    home: str, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    file = sheet(tmp_path / "secret.csv", people(80)[:5])
    assert main(["lists", "import", home, str(file), *MAP, "--sensitivity", "confidential"]) == 0
    assert [each["name"] for each in asked(capsysbinary, "lists", "show", home)] == ["detained", "hospital"]
    assert len(asked(capsysbinary, "lists", "show", home, "--confidential")) == 3
    assert asked(capsysbinary, "lists", "link", home)["lists"] == ["detained", "hospital"]
    assert "secret" not in json.dumps(asked(capsysbinary, "lists", "link", home))
    assert len(asked(capsysbinary, "lists", "link", home, "--confidential")["lists"]) == 3


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--column", "colour=Hair"], "'colour' is nothing that a column says"),
        (["--column", "age=Age"], "A list needs a column with names"),
        (["--column", "name=Nom"], "No table in it has the columns Nom. Its first row has: Age, Full name, No., Town."),
        (["--column", "name"], "'name' is no column; write FIELD=HEAD"),
        ([], "Nobody said yet what the columns of people are"),
    ],
)
def test_a_map_that_does_not_fit_is_refused_in_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], words: list[str], sentence: str
) -> None:
    home = str(tmp_path / "tarn.chronicle")
    assert main(["new", home]) == 0
    assert main(["lists", "import", home, str(sheet(tmp_path / "people.csv", people(9))), *words]) == 2
    assert sentence in capsys.readouterr().err
    assert main(["lists", "link", home]) == 2
    assert "There is no list to link" in capsys.readouterr().err


def test_a_map_can_stand_in_a_file(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    home, mapped = str(tmp_path / "tarn.chronicle"), tmp_path / "people.toml"
    mapped.write_text(
        'order = "given family"\nduplicate_free = true\n[columns]\nname = "Full name"\nage = "Age"\n', encoding="utf-8"
    )
    assert main(["new", home]) == 0
    told = asked(
        capsysbinary, "lists", "import", home, str(sheet(tmp_path / "people.csv", people(9))), "--map", str(mapped)
    )
    assert (told["order"], told["duplicate_free"]) == (["given", "family"], True)
    assert [each["field"] for each in told["columns"]] == ["name", "age"]


def test_what_was_said_of_two_rows_can_be_taken_back(home: str, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    done = asked(capsysbinary, "lists", "link", home)
    one, other = done["people"][0]["rows"][0], done["people"][-1]["rows"][0]
    said = asked(capsysbinary, "lists", "same", home, one, other, "--why", "One paper.")
    assert (said["verdict"], said["a"], said["b"], said["why"]) == ("same", [one], [other], "One paper.")
    joined = asked(capsysbinary, "lists", "link", home)["people"]
    assert any({one, other} <= {*each["rows"]} for each in joined)
    assert (
        asked(capsysbinary, "withdraw", home, said["id"], "--why", "Two papers.")["withdrawn"]["why"] == "Two papers."
    )
    assert asked(capsysbinary, "lists", "link", home) == done


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["link", "HOME", "--threshold", "nan"], "number of bits"),
        (["link", "HOME", "--pair", "", "ffff"], "rows begin with"),
        (["import", "HOME", "MAP", "--column", "name=A", "--order", "age sex"], "order of a name is made of"),
        (["import", "HOME", "MAP", "--column", "name=A", "--order", "given given"], "order of a name is made of"),
        (["import", "HOME", "MAP", "--map", "MAP"], "cannot be read as a column map"),
    ],
)
def test_what_cannot_be_meant_is_said_in_a_sentence(
    home: str, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes], words: list[str], told: str
) -> None:
    (tmp_path / "map.json").write_text("[1]", encoding="utf-8")
    places = {"HOME": home, "MAP": str(tmp_path / "map.json")}
    assert main(["lists", *(places.get(word, word) for word in words)]) == 2
    assert told in capsysbinary.readouterr().err.decode()


@pytest.mark.parametrize("column", ["born_year=Year", "born=Year"])
def test_years_of_birth_are_compared_where_no_list_has_a_whole_date(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes], column: str
) -> None:
    home = str(tmp_path / "ombrin.chronicle")
    assert main(["new", home]) == 0
    for name in ("one", "other"):
        lines = [f"{given} {family},{1950 + at}" for at, (given, family) in enumerate(zip(GIVEN, FAMILY, strict=False))]
        (tmp_path / f"{name}.csv").write_text("\n".join([f"Name,Year,{name}", *lines, ""]), encoding="utf-8")
        file = str(tmp_path / f"{name}.csv")
        assert main(["lists", "import", home, file, "--column", "name=Name", "--column", column]) == 0
    done = asked(capsysbinary, "lists", "link", home)
    assert [len(each["rows"]) for each in done["people"]] == [2] * len(GIVEN)
    assert "the same year of birth" in done["links"][0]["reason"]


def test_digits_that_are_no_number_say_nothing(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    home = str(tmp_path / "ombrin.chronicle")
    assert main(["new", home]) == 0
    for name in ("one", "other"):
        file = tmp_path / f"{name}.csv"
        file.write_text(f"Name,Year,{name}\nRemi Dovrin,²,a\nAnka Selen,١٩٨٠,b\n", encoding="utf-8")
        assert main(["lists", "import", home, str(file), "--column", "name=Name", "--column", "born_year=Year"]) == 0
    assert len(asked(capsysbinary, "lists", "link", home)["people"]) == 2, (
        "by their names; of the years one says nothing"
    )
