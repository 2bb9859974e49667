"""The fonts of the page. All come from Python packages and none from the system, so that every
machine makes the same bytes; a letter that none of them holds is found before it becomes a box.

Some packages hold one variable font for all weights. WeasyPrint lays out a bold text of such a font
with the widths of the regular one, so each weight is cut out of it here, as a font of its own.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Face:
    """One font file: a glob in the package's folder, and how it is named in CSS. `cut` is the
    weight that is cut out of a variable font, 0 where the file is of one weight."""

    pattern: str
    weight: str = "normal"
    style: str = "normal"
    cut: int = 0


@dataclass(frozen=True)
class Family:
    """A family of the page. `scripts` are first words of Unicode letter names, for the remedy."""

    name: str
    package: str
    module: str
    faces: tuple[Face, ...]
    scripts: tuple[str, ...] = ()

    @property
    def folder(self) -> Path | None:
        """Where the package is installed; None where it is not. The package is not imported."""
        spec = find_spec(self.module)
        places = list(spec.submodule_search_locations or ()) if spec else []
        return Path(places[0]) if places else None

    def files(self) -> tuple[tuple[Path, Face], ...]:
        """The font files that are there, each with its face."""
        folder = self.folder
        if folder is None:
            return ()
        found = ((sorted(folder.glob(face.pattern)), face) for face in self.faces)
        return tuple((paths[0], face) for paths, face in found if paths)


def _variable(stem: str) -> tuple[Face, ...]:
    """The regular and the bold face of a variable font file."""
    file = f"**/{stem}[[]*.ttf"
    return Face(file, cut=400), Face(file, weight="bold", cut=700)


MAIN = Family(
    "Aid Atkinson", "fontpkg-atkinson-hyperlegible", "fontpkg_atkinson_hyperlegible",
    (Face("files/AtkinsonHyperlegible-Regular.ttf"),
     Face("files/AtkinsonHyperlegible-Bold.ttf", weight="bold"),
     Face("files/AtkinsonHyperlegible-Italic.ttf", style="italic"),
     Face("files/AtkinsonHyperlegible-BoldItalic.ttf", weight="bold", style="italic")))

# Almarai has a glyph for each form of a letter, and ligatures of lam and alef alone. Noto draws a
# letter's dots apart from it, so that whoever reads the file takes one letter for another: it is
# for the letters that Almarai lacks.
ARABIC = Family(
    "Aid Arabic", "fontpkg-almarai", "fontpkg_almarai",
    (Face("files/Almarai-Regular.ttf"), Face("files/Almarai-Bold.ttf", weight="bold")),
    ("ARABIC",))

BRACKETS = "()[]{}<>«»‹›"

FAMILIES = (
    MAIN,
    Family("Aid Sans", "fontpkg-noto-sans", "fontpkg_noto_sans", _variable("NotoSans"),
           ("LATIN", "GREEK", "CYRILLIC", "COMBINING")),
    ARABIC,
    Family("Aid Arabic Extended", "fontpkg-noto-sans-arabic", "fontpkg_noto_sans_arabic",
           _variable("NotoSansArabic"), ("ARABIC", "EXTENDED")),
    Family("Aid Hebrew", "justmytype-intl-rtl", "justmytype_intl_rtl",
           _variable("NotoSansHebrew"), ("HEBREW",)),
    Family("Aid Devanagari", "fontpkg-noto-sans-devanagari", "fontpkg_noto_sans_devanagari",
           _variable("NotoSansDevanagari"), ("DEVANAGARI",)),
    Family("Aid Tamil", "fontpkg-noto-sans-tamil", "fontpkg_noto_sans_tamil",
           _variable("NotoSansTamil"), ("TAMIL",)),
    Family("Aid Telugu", "fontpkg-noto-sans-telugu", "fontpkg_noto_sans_telugu",
           _variable("NotoSansTelugu"), ("TELUGU",)),
    Family("Aid Thai", "fontpkg-noto-sans-thai", "fontpkg_noto_sans_thai",
           _variable("NotoSansThai"), ("THAI",)),
    Family("Aid Khmer", "fontpkg-noto-sans-khmer", "fontpkg_noto_sans_khmer",
           _variable("NotoSansKhmer"), ("KHMER",)),
    Family("Aid Chinese", "justmytype-intl-cjk", "justmytype_intl_cjk", _variable("NotoSansSC"),
           ("CJK", "IDEOGRAPHIC")),
    Family("Aid Chinese Traditional", "justmytype-intl-cjk", "justmytype_intl_cjk",
           _variable("NotoSansTC"), ("BOPOMOFO",)),
    Family("Aid Japanese", "justmytype-intl-cjk", "justmytype_intl_cjk", _variable("NotoSansJP"),
           ("HIRAGANA", "KATAKANA")),
    Family("Aid Korean", "justmytype-intl-cjk", "justmytype_intl_cjk", _variable("NotoSansKR"),
           ("HANGUL",)),
)


def needed_families(text: str) -> tuple[Family, ...]:
    """The installed families that set `text`, in order: the first, then each that adds letters."""
    left = set(text)
    needed = []
    for family in FAMILIES:
        held = {letter for letter in left if _sets(family, letter)}
        if held or family is MAIN:
            needed.append(family)
            left -= held
        if all(is_unseen(letter) for letter in left):
            break
    return tuple(needed)


def missing_glyphs(text: str) -> str:
    """The letters of `text` that no installed font can set, each once, in order; else ""."""
    return "".join(filter(_is_missing, dict.fromkeys(text)))


@lru_cache(maxsize=4_000)
def _is_missing(letter: str) -> bool:
    """Whether `letter` would print something, and no installed font can set it."""
    return not is_unseen(letter) and not any(_sets(family, letter) for family in FAMILIES)


def remedy(letters: str) -> str:
    """What to install so that `letters` can be set, or what to do where no package can."""
    packages: dict[str, None] = {}
    for letter in letters:
        script = unicodedata.name(letter, "").split(" ", 1)[0].split("-", 1)[0]
        packages.update(dict.fromkeys(
            family.package for family in FAMILIES if script in family.scripts and not family.files()
        ))
    if packages:
        return f"install it with “pip install {' '.join(packages)}”"
    return "write it in letters that a font here can set"


@cache
def family_of(letter: str) -> Family:
    """The family that sets `letter`: the first that holds it; the main one where none does."""
    return next((family for family in FAMILIES if _sets(family, letter)), MAIN)


def css(families: tuple[Family, ...]) -> str:
    """The @font-face rules of `families`, and the font of the page, margins included."""
    rules = []
    for family in families:
        for path, face in family.files():
            address = f"{path.as_uri()}#{face.cut}" if face.cut else path.as_uri()
            rules.append(
                f'@font-face {{ font-family: "{family.name}"; src: url("{address}"); '
                f"font-weight: {face.weight}; font-style: {face.style}; }}")
    names = ", ".join(f'"{family.name}"' for family in families)
    return "\n".join([*rules, f"html {{ font-family: {names}; }}"])


@cache
def font_data(path: Path, cut: int) -> bytes:
    """The font at `path`; where it is a variable one, its weight `cut` alone, all else as usual."""
    if not cut:
        return path.read_bytes()
    import uharfbuzz

    face = _face(path)
    wanted = uharfbuzz.SubsetInput()
    wanted.keep_everything()
    wanted.pin_all_axes_to_default(face)
    wanted.pin_axis_location(face, "wght", cut)
    return bytes(uharfbuzz.subset(face, wanted).blob.data)


@cache
def glyph_letters(font: str) -> Mapping[int, str]:
    """The letter of each glyph that is a form of one, by the number of the glyph, for a font as a
    PDF names it (“Aid-Arabic-Bold”); for fonts that need no such help, that of brackets, which are
    turned round where lines run to the left. A glyph for two letters keeps the one character that
    Unicode has for it: programs that read a PDF turn the characters of a line round, one by one."""
    bold = font.endswith("-Bold")
    family = ARABIC if font.removesuffix("-Bold") == "Aid-Arabic" else MAIN
    if font.removesuffix("-Bold") != family.name.replace(" ", "-"):
        return {}
    files = {face.weight: path for path, face in family.files() if face.style == "normal"}
    path = files["bold" if bold else "normal"]
    shown = _glyphs(path, BRACKETS)
    return shown if family is MAIN else {**shown, **_named_letters(path)}


def _glyphs(path: Path, letters: str) -> dict[int, str]:
    """Those of `letters` that a font holds, by the number of their glyph."""
    import uharfbuzz

    font = uharfbuzz.Font(_face(path))
    numbers = {letter: font.get_nominal_glyph(ord(letter)) for letter in letters}
    return {number: letter for letter, number in numbers.items() if number}


def _named_letters(path: Path) -> dict[int, str]:
    """The letters that a font's names of glyphs tell, by the number of the glyph."""
    from fontTools.agl import toUnicode
    from fontTools.ttLib import TTFont

    letters = {}
    with TTFont(path, lazy=True) as opened:
        names = opened.getGlyphOrder()
    for number, name in enumerate(names):
        letter = toUnicode(name)
        if len(letter) == 1 and unicodedata.category(letter) != "Co":
            plain = unicodedata.normalize("NFKC", letter)
            letters[number] = plain if len(plain) == 1 else letter
    return letters


def font_files() -> frozenset[Path]:
    """Every font file that a page may read."""
    return frozenset(path.resolve() for family in FAMILIES for path, _ in family.files())


def is_unseen(letter: str) -> bool:
    """Whether `letter` prints nothing: blanks, line ends and invisible marks."""
    return letter.isspace() or unicodedata.category(letter) in ("Cf", "Cc", "Mn")


def _sets(family: Family, letter: str) -> bool:
    return ord(letter) in letters_of(family)


@cache
def letters_of(family: Family) -> frozenset[int]:
    """The code points that every face of `family` holds; none where it is not installed."""
    faces = [frozenset(_face(path).unicodes)
             for path in dict.fromkeys(path for path, _ in family.files())]
    return frozenset.intersection(*faces) if faces else frozenset()


def _face(path: Path) -> Any:
    import uharfbuzz

    return uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(path)))
