"""To give the desk a list: one that lies in the folder, or a file that is dropped."""

from __future__ import annotations

from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from sdaid.desk.folder import own_name
from sdaid.desk.page import file_of, go, page, problem_page, shows, takes, work_of
from sdaid.files import TABLES
from sdaid.problems import Place, problem


def choose(request: Request) -> Response:
    """The lists of the folder, and a place to drop another."""
    work, path = work_of(request), file_of(request, "w")
    lists = [(work.files.of(each.name), each) for each in work.folder.of_kind("list")]
    return page(request, "lists", w=request.path_params["w"], name=path.name, lists=lists,
                endings=",".join(TABLES))


def take(request: Request, form: FormData) -> Response:
    """Keep the file that was dropped in the folder, whole or not at all, under a name that none
    has there."""
    work = work_of(request)
    file_of(request, "w")
    given = form.get("file")
    if not isinstance(given, UploadFile) or not given.filename:
        raise HTTPException(400)
    name = own_name(given.filename)
    if not name.lower().endswith(TABLES):
        return problem_page(request, [problem("list-ending", Place(name),
                                              allowed=", ".join(TABLES))])
    try:
        name = work.folder.keep(given.filename, given.file)
    except OSError as error:
        return problem_page(request, [problem("cannot-write", Place(name),
                                              why=error.strerror or error)])
    return go(request, f"/list/{request.path_params['w']}/{work.files.of(name)}")


ROUTES = [shows("/list/{w}", choose), takes("/list/{w}", take, files=1)]
