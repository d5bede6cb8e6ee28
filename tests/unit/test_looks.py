"""The file of looks, and how well each can be read on the terminals that people have."""

from __future__ import annotations

from typing import Final

import pytest

from safechat_tui.tui.first import SGR_CODES
from safechat_tui.tui.views.rows import ROLES, looks

ENOUGH: Final = 4.5
"""The contrast that words must have (WCAG 2.2, 1.4.3, level AA)."""

PALETTES: Final = {
    # XTerm-col.ad in the sources of xterm: black on white unless told otherwise.
    "xterm": ("000000", "ffffff"),
    # PuTTY's default colours 0, 1 and 2 (its manual, 4.13.6): bold words are brighter.
    "PuTTY": ("bbbbbb", "000000", "ffffff"),
    # "GNOME dark" and "GNOME light" among the built-in schemes of gnome-terminal.
    "GNOME dark": ("d0cfcc", "171421"),
    "GNOME light": ("171421", "ffffff"),
    # Campbell, the default scheme in defaults.json of Windows Terminal; bold words may be white there.
    "Windows Terminal": ("cccccc", "0c0c0c", "f2f2f2"),
    # The profiles "Basic" and "Pro" of Terminal in macOS.
    "macOS Terminal": ("000000", "ffffff"),
    "macOS Terminal Pro": ("f2f2f2", "000000", "ffffff"),
    # base0 on base03, and base00 on base3, bold base1 and base01: https://ethanschoonover.com/solarized
    "Solarized dark": ("839496", "002b36", "93a1a1"),
    "Solarized light": ("657b83", "fdf6e3", "586e75"),
    # The console's 7 on 0; bold words have colour 15.
    "Linux console": ("aaaaaa", "000000", "ffffff"),
    "black on white": ("000000", "ffffff"),
    "white on black": ("ffffff", "000000"),
}
"""The colours that terminals have by themselves: of words, background, and bold words where it is another."""

LESS: Final = {"Solarized dark": 4.1, "Solarized light": 4.1}
"""What those palettes give to words that are not bold; their owners chose it."""


def brightness(colour: str) -> float:
    """Return the relative luminance of a colour (WCAG 2.2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(words: str, background: str) -> float:
    dark, light = sorted(map(brightness, (words, background)))
    return (light + 0.05) / (dark + 0.05)


def test_every_role_has_a_look_and_no_other_has() -> None:
    assert set(looks()) == set(ROLES)


@pytest.mark.parametrize("role", ROLES)
def test_a_look_has_no_colour_of_its_own(role: str) -> None:
    assert set(looks()[role].split()) <= SGR_CODES.keys()


@pytest.mark.parametrize("name", PALETTES)
@pytest.mark.parametrize("role", ROLES)
def test_the_words_of_a_role_can_be_read_in_the_terminals_own_colours(role: str, name: str) -> None:
    words, background, *bold = PALETTES[name]
    # Reversed words have the same contrast.
    seen = bold[0] if bold and "bold" in looks()[role] else words
    assert contrast(seen, background) >= (LESS.get(name, ENOUGH) if seen == words else ENOUGH)


@pytest.mark.parametrize(
    ("words", "background", "ratio"), [("000000", "ffffff", 21), ("777777", "ffffff", 4.48)]
)
def test_the_contrast_is_that_of_the_guidelines(words: str, background: str, ratio: float) -> None:
    assert contrast(words, background) == pytest.approx(ratio, abs=0.01)
