"""The colours of the page: every text stands out from what it is written on (WCAG 2.2, 1.4.3: 4.5 to 1)."""

import re

import pytest

from extractor.installed.paths import PACKAGE

STYLE = (PACKAGE / "page" / "page.css").read_text(encoding="utf-8")
PAIRS = [
    *((colour, paper) for colour in ("ink", "faint") for paper in ("paper", "panel", "card")),
    *(("ink", back) for back in ("quote-back", "here", "lit")),
    ("time", "time-back"),
    *((colour, paper) for colour in ("cooperation", "conflict") for paper in ("paper", "card", "quote-back")),
    *(("on-colour", colour) for colour in ("cooperation", "conflict")),
    ("state", "card"),
]


def palettes() -> dict[str, dict[str, str]]:
    """The colours of the light page and of the dark one, each with six digits."""
    light, dark = (
        {name: value if len(value) == 6 else "".join(digit * 2 for digit in value)
         for name, value in re.findall(r"--([\w-]+): #([0-9a-f]+);", block)}
        for block in re.findall(r":root \{(.*?)\}", STYLE, re.DOTALL)
    )  # fmt: skip
    return {"light": light, "dark": light | dark}


def luminance(colour: str) -> float:
    channels = [int(colour[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_contrast(scheme: str) -> None:
    palette = palettes()[scheme]
    ratios = {}
    for text, back in PAIRS:
        darker, lighter = sorted(luminance(palette[name]) for name in (text, back))
        ratios[text, back] = (lighter + 0.05) / (darker + 0.05)
    assert {pair: round(ratio, 2) for pair, ratio in ratios.items() if ratio < 4.5} == {}
