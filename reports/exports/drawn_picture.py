"""A drawing of a report as a picture of dots, for files that can't hold SVG.

It draws what reports/pictures/drawing.py writes and nothing else: paths of straight lines and half
circles, and lines of text.
"""

import io
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from math import cos, hypot, pi, sin

from PIL import Image, ImageDraw, ImageFont

# Dots a unit in the file, and how many times finer it is drawn first, for smooth edges.
_DOTS, _FINER = 2.5, 2
_EM = 14.0  # units
_COMMAND = re.compile(r"([MLmhvlaz])([^MLmhvlaz]*)")
_NUMBER = re.compile(r"-?(?:\d+\.?\d*|\.\d+)")
_STEPS_OF_ARC = 24
Point = tuple[float, float]


@dataclass
class DrawnPicture:
    """A drawing that is being read, element by element."""

    width: float = 0
    height: float = 0
    title: str = ""
    description: str = ""
    _paths: list[dict[str, str]] = field(default_factory=list)
    _texts: list[tuple[dict[str, str], str]] = field(default_factory=list)
    _open: str = ""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Take in the begin of an element."""
        self._open = tag
        if tag == "svg":
            self.width, self.height = map(float, attributes["viewbox"].split()[2:])
        elif tag == "path":
            self._paths.append(attributes)
        elif tag == "text":
            self._texts.append((attributes, ""))

    def end(self) -> None:
        self._open = ""

    def data(self, data: str) -> None:
        """Take in text within the element that was opened last."""
        if self._open == "title":
            self.title += data
        elif self._open == "desc":
            self.description += data
        elif self._open == "text":
            attributes, before = self._texts[-1]
            self._texts[-1] = attributes, before + data

    @property
    def alternative(self) -> str:
        """What it shows, in words."""
        return f"{self.title}. {self.description}" if self.description else self.title

    @property
    def ems(self) -> float:
        """The width, in sizes of its letters."""
        return self.width / _EM

    def png(self) -> bytes:
        """Return the drawing on white."""
        size = (round(self.width * _DOTS), round(self.height * _DOTS))
        image = Image.new("RGB", (size[0] * _FINER, size[1] * _FINER), "white")
        canvas = ImageDraw.Draw(image)
        for attributes in self._paths:
            _draw_path(canvas, attributes)
        for attributes, text in self._texts:
            _draw_text(canvas, attributes, text)
        written = io.BytesIO()
        image.resize(size, Image.Resampling.LANCZOS).quantize(64).save(
            written, "PNG", optimize=True
        )
        return written.getvalue()


def _draw_path(canvas: ImageDraw.ImageDraw, attributes: dict[str, str]) -> None:
    scale = _DOTS * _FINER
    width = max(1, round(float(attributes.get("stroke-width", 1)) * scale))
    fill, stroke = attributes.get("fill", "none"), attributes.get("stroke", "")
    dashes = [float(one) * scale for one in attributes.get("stroke-dasharray", "").split()]
    lines = [[(x * scale, y * scale) for x, y in line] for line in _lines(attributes["d"])]
    if fill != "none":
        # With the rule of even and odd, the second line is the hole in the first.
        holes = attributes.get("fill-rule") == "evenodd"
        for place, line in enumerate(lines):
            canvas.polygon(line, fill="white" if holes and place % 2 else fill)
    for line in lines if stroke else []:
        for part in _dashed(line, dashes) if dashes else [line]:
            canvas.line(part, fill=stroke, width=width, joint="curve")


def _lines(path: str) -> Iterator[list[Point]]:
    """Return each line of a path as its points."""
    line: list[Point] = []
    x = y = 0.0
    for command, written in _COMMAND.findall(path):
        numbers = [float(one) for one in _NUMBER.findall(written)]
        if command in "Mm":
            if len(line) > 1:
                yield line
            # A move within a path counts from where the last one ended.
            x, y = (numbers[0], numbers[1]) if command == "M" else (x + numbers[0], y + numbers[1])
            line, numbers = [(x, y)], numbers[2:]
        if command == "z":
            yield [*line, line[0], *line[1:2]]
            (x, y), line = line[0], []
        elif command == "a":
            for at in range(0, len(numbers), 7):
                *_radii, _turn, _large, clockwise, right, down = numbers[at : at + 7]
                line += _half_circle((x, y), (x + right, y + down), clockwise=clockwise == 1)
                x, y = x + right, y + down
        elif command in "hv":
            x, y = (x + numbers[0], y) if command == "h" else (x, y + numbers[0])
            line.append((x, y))
        else:
            for right, down in zip(numbers[::2], numbers[1::2], strict=True):
                x, y = (right, down) if command in "ML" else (x + right, y + down)
                line.append((x, y))
    if len(line) > 1:
        yield line


def _half_circle(start: Point, end: Point, *, clockwise: bool) -> list[Point]:
    middle = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
    across, down = start[0] - middle[0], start[1] - middle[1]
    turn = pi / _STEPS_OF_ARC * (1 if clockwise else -1)
    return [
        (
            middle[0] + across * cos(turn * step) - down * sin(turn * step),
            middle[1] + across * sin(turn * step) + down * cos(turn * step),
        )
        for step in range(1, _STEPS_OF_ARC + 1)
    ]


def _dashed(line: list[Point], dashes: list[float]) -> Iterator[list[Point]]:
    """Return the pieces of a line that are drawn when it has dashes and gaps of these lengths."""
    left, place = dashes[0], 0
    for (x, y), (to_x, to_y) in pairwise(line):
        length, done = hypot(to_x - x, to_y - y), 0.0
        while done < length:
            step = min(left, length - done)
            if place % 2 == 0:
                yield [
                    (x + (to_x - x) * far / length, y + (to_y - y) * far / length)
                    for far in (done, done + step)
                ]
            done, left = done + step, left - step
            if left <= 0:
                place += 1
                left = dashes[place % len(dashes)]


def _draw_text(canvas: ImageDraw.ImageDraw, attributes: dict[str, str], text: str) -> None:
    scale = _DOTS * _FINER
    # A letter with its marks is drawn as a whole where this Pillow can; Latin needs no help.
    font = _font(attributes.get("font-weight", "400"), "" if text.isascii() else text)
    anchor = {"middle": "ms", "end": "rs"}.get(attributes.get("text-anchor", ""), "ls")
    place = (float(attributes["x"]) * scale, float(attributes["y"]) * scale)
    canvas.text(place, text, fill=attributes["fill"], font=font, anchor=anchor)


@cache
def _font(weight: str, text: str) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    """Return the font of the reports, or the one that has most letters of this text."""
    name = "Inter:semibold" if int(weight) > 500 else "Inter:regular"
    letters = " ".join(f"{ord(letter):x}" for letter in sorted(set(text)) if not letter.isascii())
    wanted = f"{name}:charset={letters}" if letters else name
    size = _EM * _DOTS * _FINER
    try:
        found = subprocess.run(  # noqa: S603 - our own names and numbers
            ["fc-match", "--format", "%{file}", wanted],  # noqa: S607 - wherever it is installed
            capture_output=True,
            text=True,
            check=True,
        )
        return ImageFont.truetype(found.stdout, size)
    except (OSError, subprocess.CalledProcessError):
        return ImageFont.load_default(size)
