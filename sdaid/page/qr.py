"""A web address as a code to scan. The only module that knows segno."""

from __future__ import annotations

from base64 import b64encode
from io import BytesIO

SIDE = 18.0
"""The side of the code in mm: a telephone reads modules of half a millimetre."""


def qr_picture(place: str) -> str:
    """The address of a picture of `place` as a QR code; empty where it is no web address."""
    if not place.startswith(("http://", "https://")) or " " in place:
        return ""
    import segno

    out = BytesIO()
    code = segno.make(place, micro=False)
    side, _ = code.symbol_size(border=0)
    code.save(out, kind="svg", border=0, xmldecl=False, svgns=True, nl=False,
              scale=SIDE / side, unit="mm", omitsize=False)
    return "data:image/svg+xml;base64," + b64encode(out.getvalue()).decode()
