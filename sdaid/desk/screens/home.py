"""The first screen: what lies in the folder, and what waits for a person."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from sdaid.desk.page import page, shows, work_of


def home(request: Request) -> Response:
    work = work_of(request)
    files = work.folder.files()
    return page(
        request, "home",
        workbooks=[(work.files.of(each.name), each) for each in files if each.kind == "workbook"],
        lists=[(work.files.of(each.name), each) for each in files if each.kind == "list"])


ROUTES = [shows("/", home)]
