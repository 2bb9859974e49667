"""What every screen needs: its look, its script, and the clock that clears patients away."""

from __future__ import annotations

from pathlib import Path

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, Response

from sdaid.desk.page import page, shows, takes, work_of
from sdaid.page.fonts import MAIN
from sdaid.resources import templates

KINDS = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}


def static(request: Request) -> Response:
    """One of our own few files, by its name."""
    wanted = request.path_params["name"]
    for path in _files():
        if path.name == wanted:
            return FileResponse(path, media_type=KINDS.get(path.suffix, "font/ttf"))
    raise HTTPException(404)


def _files() -> list[Path]:
    own = [path for path in (templates() / "desk" / "static").iterdir() if path.suffix in KINDS]
    return own + [path for path, _ in MAIN.files()]


def touch(request: Request, form: FormData) -> Response:
    """Somebody is still there."""
    del form
    work_of(request).touch()
    return Response(status_code=204)


def cleared(request: Request) -> Response:
    """What is shown in the place of a screen with patients that nobody looked at. Another window
    may be in use: what the desk itself keeps goes when nobody touches any."""
    work_of(request).clear_if_left()
    return page(request, "cleared")


ROUTES = [shows("/static/{name}", static), takes("/touch", touch),
          shows("/cleared", cleared)]
