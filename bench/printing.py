"""Printed pages with columns, footnotes, heads and feet, of invented sentences, the same at every run."""

from __future__ import annotations

import io
import random
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

PAGE = (595.0, 842.0)
NOTED = 0.4  # share of paragraphs that have a note
TOP, FOOT, SIDE = 770.0, 90.0, 56.0
DEJAVU = Path("/usr/share/fonts/truetype/dejavu")
WORDS = {
    "en": "the a of in and that on for with by from police court town square witness crowd lawyer union strike "
    "officers prison sentence protest market evening reported wounded released arrested detained questioned "
    "several many other local regional former unknown together before after against without between "
    "Korm Veria Ombrin Halden Mirsk",
    "ru": "в на и что по от за при без после полиция суд город площадь свидетель толпа адвокат профсоюз забастовка "
    "сотрудники тюрьма приговор протест рынок вечером сообщил раненых освободили задержали допросили несколько "
    "многие другие местные бывшие неизвестные вместе против между Корм Верия Омбрин Халден Мирск",
}


@dataclass(frozen=True)
class Look:
    """How pages are set: letters, columns, the gutter in points, and in which order the file draws the lines."""

    font: str = "Times-Roman"
    size: float = 10.0
    columns: int = 2
    gutter: float = 20.0
    order: str = "columns"  # or "rows", "random"
    justified: bool = True
    language: str = "en"
    notes: bool = True
    title: bool = True
    widths: tuple[float, ...] = ()  # shares of the columns, where they differ
    indent: float = 0.0  # points by which a paragraph's first line is set in
    between: float = 5.0  # points between paragraphs


@dataclass
class Printed:
    """A PDF and what it says: its paragraphs in order, and its notes by page and number."""

    data: bytes = b""
    paragraphs: list[str] = field(default_factory=list)
    notes: dict[tuple[int, str], str] = field(default_factory=dict)


@dataclass
class Line:
    """A line to draw: words, each with its place, at a height; small raised figures have a size of their own."""

    words: list[tuple[float, str, float, float]]  # place, word, rise, size
    height: float


class Setter:
    """Sets paragraphs into columns and pages."""

    def __init__(self, look: Look, seed: int) -> None:
        self.look = look
        self.dice = random.Random(seed)  # noqa: S311 - no secret
        self.printed = Printed()
        self.file = io.BytesIO()
        self.canvas = self._canvas()
        self.number = 0
        self.lines: list[list[Line]] = []
        self._new_page()

    def _canvas(self) -> Canvas:
        from reportlab.pdfbase import pdfmetrics
        from reportlab.pdfbase.ttfonts import TTFont
        from reportlab.pdfgen.canvas import Canvas

        if self.look.font.startswith("DejaVu"):
            pdfmetrics.registerFont(TTFont(self.look.font, str(DEJAVU / f"{self.look.font}.ttf")))
        return Canvas(self.file, pagesize=PAGE)

    def width(self, words: str, size: float) -> float:
        """Give the width of words in points."""
        from reportlab.pdfbase.pdfmetrics import stringWidth

        return float(stringWidth(words, self.look.font, size))

    def edges(self, column: int) -> tuple[float, float]:
        """Give the left and right edge of a column."""
        room = PAGE[0] - 2 * SIDE - self.look.gutter * (self.look.columns - 1)
        shares = self.look.widths or (1 / self.look.columns,) * self.look.columns
        left = SIDE + sum(shares[:column]) * room + column * self.look.gutter
        return left, left + shares[column] * room

    def _new_page(self) -> None:
        self.number += 1
        self.lines = [[] for _ in range(self.look.columns)]
        self.column, self.noted = 0, 0
        self.feet: list[list[Line]] = [[] for _ in range(self.look.columns)]
        self.start = TOP
        self.canvas.setFont(self.look.font, 8)
        head = "Rights Watch of Veria" if self.number % 2 else f"Chapter {1 + self.number // 4}: The strike of Korm"
        self.canvas.drawString(SIDE, 805, head)
        if self.look.title and self.number % 5 == 1:
            self.canvas.setFont(self.look.font, 16)
            self.canvas.drawString(
                SIDE, TOP - 8, f"Chapter {1 + self.number // 4}: what happened in the square of Korm"
            )
            self.start = TOP - 36
        self.height = self.start
        self.floor = FOOT

    def finish_page(self) -> None:
        """Draw the page in the order asked for."""
        columns = [[*body, *feet] for body, feet in zip(self.lines, self.feet, strict=True)]
        ordered = [line for column in columns for line in column]
        if self.look.order == "rows":
            ordered.sort(key=lambda line: -line.height)
        elif self.look.order == "random":
            self.dice.shuffle(ordered)
        for line in ordered:
            for at, word, rise, size in line.words:
                self.canvas.setFont(self.look.font, size)
                self.canvas.drawString(at, line.height + rise, word)
        self.canvas.setFont(self.look.font, 8)
        self.canvas.drawCentredString(PAGE[0] / 2, 40, str(self.number))
        self.canvas.showPage()

    def _next_column(self) -> None:
        self.column += 1
        if self.column == self.look.columns:
            self.finish_page()
            self._new_page()
        self.height, self.floor = self.start, FOOT

    def sentence(self, least: int = 8) -> str:
        """Give an invented sentence."""
        chosen = self.dice.choices(WORDS[self.look.language].split(), k=self.dice.randint(least, 22))
        words = " ".join(chosen)
        return words[0].upper() + words[1:] + "."

    def paragraph(self, *, sentences: int = 4) -> None:
        """Set a paragraph; some have a note, at the foot of the column in which it is called."""
        words = [word for _ in range(sentences) for word in self.sentence().split()]
        note = words.pop() if self.look.notes and self.dice.random() < NOTED else ""
        self.printed.paragraphs.append(" ".join([*words, note]) if note else " ".join(words))
        indent = self.look.indent
        while words:
            taken, words = self._fill(words, indent, spare=note or "")
            if self.height - self.look.size * 1.2 < self.floor + (24 if note else 0):
                self._next_column()
            self.height -= self.look.size * 1.2
            self._set(taken, indent, last=not words)
            indent = 0.0
        if note:
            self._note(note)
        self.height -= self.look.between

    def _fill(self, words: list[str], indent: float, spare: str) -> tuple[list[str], list[str]]:
        left, right = self.edges(min(self.column, self.look.columns - 1))
        room = right - left - indent
        taken = [words[0]]
        for at, word in enumerate(words[1:], start=1):
            tail = f" {spare}00" if spare and at == len(words) - 1 else ""
            if self.width(" ".join([*taken, word]) + tail, self.look.size) > room:
                break
            taken.append(word)
        return taken, words[len(taken) :]

    def _set(self, words: list[str], indent: float, *, last: bool) -> None:
        left, right = self.edges(self.column)
        size, line = self.look.size, Line([], self.height)
        if self.look.justified and not last and len(words) > 1:
            spare = (right - left - indent - sum(self.width(word, size) for word in words)) / (len(words) - 1)
            at = left + indent
            for word in words:
                line.words.append((at, word, 0.0, size))
                at += self.width(word, size) + spare
        else:
            line.words.append((left + indent, " ".join(words), 0.0, size))
        self.lines[self.column].append(line)

    def _note(self, word: str) -> None:
        """Add the last word with its raised figure, and the note at the column's foot."""
        self.noted += 1
        line, size, label = self.lines[self.column][-1], self.look.size, str(self.noted)
        at, words, _, _ = line.words[-1]
        at += self.width(words + " ", size)
        line.words += [(at, word, 0.0, size), (at + self.width(word, size), label, 0.33 * size, 0.6 * size)]
        words = f"Interview with {'ABCDEFG'[self.number % 7]}, Korm."
        self.printed.notes[self.number, label] = words
        feet = self.feet[self.column]
        for each in feet:
            each.height += size
        left = self.edges(self.column)[0]
        feet.append(Line([(left, f"{label} {words}", 0.0, 0.75 * size)], FOOT - 14))
        self.floor = FOOT + size * len(feet)

    def finish(self) -> Printed:
        """Give the PDF."""
        self.finish_page()
        self.canvas.save()
        self.printed.data = self.file.getvalue()
        return self.printed


def printed(look: Look, *, pages: int, seed: int = 0) -> Printed:
    """Give so many pages in one look."""
    setter = Setter(look, seed)
    while setter.number < pages or setter.column < setter.look.columns - 1:
        setter.paragraph(sentences=setter.dice.randint(2, 6))
    return setter.finish()
