"""The repository keeps its word: what its documents say is so, and the wheel works by itself."""

from __future__ import annotations

import ast
import re
import shlex
import socket
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

import sdaid
from sdaid.batch.run import run_name
from sdaid.cli import cli
from sdaid.page.machine import PANGO
from sdaid.problems import (
    CATALOGUE,
    DECIDED_BY_PEOPLE,
    DECIDED_BY_RULE,
    UNJUDGED,
    ExitCode,
)
from sdaid.workbook.columns import SHEETS
from sdaid.workbook.reference import renewed
from tests.appointments import fhir
from tests.batch import lists
from tests.build import ROOT, SMALL, Rows, list_from, workbook_from
from tests.mail.rendered import quick

__all__ = ["quick"]

README = (ROOT / "README.md").read_text(encoding="utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
PAGES = {path.stem: path.read_text(encoding="utf-8") for path in (ROOT / "docs").glob("*.md")}
"""The pages that the README leads to, by name."""

GUIDE = "\n".join((README, *PAGES.values()))
"""Everything that is written for people who use the program."""

MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")


def shell_lines(text: str) -> list[str]:
    """The commands in the text's fenced blocks; a block with a language's name is no command."""
    blocks = re.findall(r"^ *```(\w*)\n(.*?)^ *```$", text, re.DOTALL | re.MULTILINE)
    return [line.split("#")[0].strip() for language, block in blocks if not language
            for line in block.splitlines() if line.strip()]


PYBABEL = "import sys; from babel.messages.frontend import main; sys.exit(main())"

SDAID_LINES = sorted({line for line in [*shell_lines(GUIDE), *re.findall(
    r"sdaid render inputs.*", MAKEFILE)] if line.startswith("sdaid ")})


def test_the_reference_is_fresh() -> None:
    """The workbook reference is what the declaration gives; else run `make reference`."""
    assert renewed(PAGES["workbook"]) == PAGES["workbook"]


def test_the_readme_is_read_in_five_minutes() -> None:
    """The README has 200 lines or fewer, and leads to every page of the documents."""
    assert len(README.splitlines()) <= 200
    for name in PAGES:
        assert f"[docs/{name}.md](docs/{name}.md)" in README


def test_the_reference_names_every_column() -> None:
    """A heading that a clinician sees stands in the reference, with its sheet."""
    for sheet in SHEETS:
        section = PAGES["workbook"].split(f"### {sheet.name}\n")[1].split("\n### ")[0]
        for _, column, _, _ in sheet.model.columns():
            assert f"| {column.heading} |" in section


def test_the_reference_needs_its_marks() -> None:
    """Without the marks nothing is guessed."""
    with pytest.raises(ValueError, match="not there"):
        renewed("no marks here")


@pytest.mark.parametrize("line", SDAID_LINES)
def test_commands_of_the_documents_are_understood(line: str) -> None:
    """Every sdaid command of the documents and the Makefile parses with the real command line."""
    name, *arguments = shlex.split(line.replace("$(TODAY)", "2026-11-22"))[1:]
    if name == "--version":
        return
    command = cli.commands[name]
    context = command.make_context(name, arguments, resilient_parsing=False)
    assert isinstance(context, click.Context)


def section(text: str, title: str) -> str:
    """What a document has under a heading."""
    return text.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


class Office:
    """A clinic's office that types the documents' commands, in a folder of its own without a
    network, with the small example of the tests in the place of its own workbook."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def no_network(*_: object) -> None:
            raise AssertionError("something asked for the network")

        monkeypatch.setattr(socket.socket, "connect", no_network)
        monkeypatch.setattr(socket, "getaddrinfo", no_network)
        monkeypatch.chdir(folder)

    def types(self, line: str) -> str:
        """Run one command, on a day before the visits; it must end well. What it said."""
        words = shlex.split(line)[1:]
        command = cli.commands[words[0]]
        if any(each.name == "today" for each in command.params) and "--today" not in words:
            words += ["--today", "2026-11-22"]
        done = CliRunner().invoke(cli, words, catch_exceptions=False)
        assert done.exit_code == 0, (line, done.output)
        return done.output


def rename(texts: Rows) -> None:
    """Give two of the small example's appointments the ids that the documents name."""
    rows = texts["Appointments"][:2]
    texts["Appointments"] = [row | {"id": id_} for row, id_ in
                             zip(rows, ("A-1001", "A-1002"), strict=True)]


def december(path: Path) -> None:
    """A list as a scheduling system exports it: one aid goes by post, one by e-mail."""
    lines = [lists.line(number, Channel=channel, Address="1 Invented Street\nTestville",
                        Postcode="SW1A 1AA", Country="United Kingdom",
                        **{"E-mail": f"patient{number}@clinic.example",
                           "E-mail_password": f"made-up-word-{number}"})
             | {"Appointment id": id_}
             for number, id_, channel in ((1, "A-1001", "post"), (2, "A-1002", "e-mail"))]
    path.write_text(lists.as_csv(lines), "utf-8")


@pytest.mark.usefixtures("quick")
def test_the_first_hour_goes_as_the_readme_says(tmp_path: Path,
                                                monkeypatch: pytest.MonkeyPatch) -> None:
    """The README's commands, run in their order with the network cut off, all end well."""
    office = Office(tmp_path, monkeypatch)
    hour = section(README, "The clinic's first hour").split("The example's visits")[0]
    for line in shell_lines(hour):
        if "--desk" in line:
            continue  # it asks for a name
        # the hour in which a clinician fills what the block before has made
        if line == "sdaid check options.xlsx":
            Path("options.xlsx").unlink()
            workbook_from(SMALL, Path("options.xlsx"))
        elif line == "sdaid check options.xlsx list.xlsx":
            Path("list.xlsx").unlink()
            list_from(SMALL, Path("list.xlsx"), rename)
        office.types(line)
    made = sorted(str(path.relative_to("outputs")) for path in Path("outputs").rglob("*.pdf"))
    assert set(made) == {"blank-letter.pdf", *(f"list-options/{name}.pdf" for name in (
        "A-1001", "A-1002", "evidence-book", "evidence-book-large-print"))}


def test_the_help_goes_as_the_readme_does() -> None:
    """Its first hour has commands of the README's alone, in their order."""
    said = CliRunner().invoke(cli, ["--help"]).output.partition("The first hour:")[2]
    helped = [re.split(r"  +", line.strip())[0] for line in said.partition("Exit codes")[0]
              .splitlines() if line.strip().startswith("sdaid ")]
    told = iter(shell_lines(section(README, "The clinic's first hour")))
    assert len(helped) == 6
    assert all(line in told for line in helped)


@pytest.mark.usefixtures("quick")
def test_the_papers_are_made_as_their_page_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch
                                                ) -> None:
    """The commands of docs/papers.md all end well, and their files have the names that it says."""
    office = Office(tmp_path, monkeypatch)
    workbook_from(SMALL, Path("options.xlsx"))
    list_from(SMALL, Path("list.xlsx"), rename)
    for line in shell_lines(PAGES["papers"]):
        if "--desk" not in line:  # it asks for a name
            office.types(line)
    made = {str(path) for path in Path().rglob("*.pdf")}
    assert {"outputs/list-options/A-1001-sheet.pdf", "outputs/blank-sheet.pdf",
            "outputs/list-options/evidence-book.pdf", "book-to-read.pdf",
            "outputs/evidence-book-large-print-letter.pdf"} <= made


@pytest.mark.usefixtures("quick")
def test_the_check_goes_as_its_page_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The commands of docs/checks.md about content that is fit for patients all end well."""
    office = Office(tmp_path, monkeypatch)
    for name in ("options.xlsx", "options-1.xlsx", "options-2.xlsx"):
        workbook_from(SMALL, Path(name))
    list_from(SMALL, Path("list.xlsx"))
    said = [office.types(line) for line in shell_lines(PAGES["checks"])]
    assert "nothing differently" in said[-1]
    assert Path("outputs/blank-draft.pdf").exists()


@pytest.mark.usefixtures("quick")
def test_the_months_go_as_their_pages_say(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The commands of docs/lists.md and docs/mailing.md, in their order, all end well, and write
    what the pages say; only the sending of e-mail needs a server, and has tests of its own."""
    office = Office(tmp_path, monkeypatch)
    workbook_from(SMALL, Path("options.xlsx"))
    december(Path("december.csv"))
    Path("facts.csv").write_text("Patient id,trouble-swallowing\nP-0001,yes\n", "utf-8")
    fhir.write_bundle(Path("export.json"), fhir.entry(fhir.patient(1)),
                      fhir.entry(fhir.appointment(1)))
    for line in shell_lines(PAGES["lists"]):
        office.types(line)
    run = Path("outputs/december-options")
    assert {path.name for path in run.iterdir()} >= {"A-1001.pdf", "A-1002.pdf", "manifest.json"}
    assert Path("to-do.xlsx").exists()
    assert Path("for-the-clinician.pdf").exists()
    for line in shell_lines(PAGES["mailing"]):
        if line.startswith("sdaid email") and "--dry-run" not in line:
            continue
        office.types(line)
    assert {path.name for path in (run / "post-1").iterdir()} == {
        "a4.pdf", "cover-sheet.pdf", "manifest.csv"}
    assert Path("outputs/ledger.sqlite").exists()
    assert "A-1001" in Path("to-correct.csv").read_text("utf-8")
    assert Path("desk/A-1001.pdf").read_bytes() == (run / "A-1001.pdf").read_bytes()
    assert "returned" in office.types("sdaid history A-1001")


def test_an_older_workbook_goes_over_as_its_page_says(tmp_path: Path,
                                                      monkeypatch: pytest.MonkeyPatch) -> None:
    """The command of docs/workbook.md carries everything over; patients read the same."""
    office = Office(tmp_path, monkeypatch)
    before = workbook_from(SMALL, Path("options.xlsx")).read_bytes()
    [line] = shell_lines(PAGES["workbook"])
    office.types(line)
    assert Path("options.xlsx").read_bytes() == before
    assert "nothing differently" in office.types("sdaid diff options.xlsx options-new.xlsx")


def test_another_language_is_offered_as_its_page_says(tmp_path: Path,
                                                      monkeypatch: pytest.MonkeyPatch) -> None:
    """The commands of docs/languages.md, from the translator's list to the report to sign, with
    the English of Britain in the place of Spanish."""
    office = Office(tmp_path, monkeypatch)
    workbook_from(SMALL, Path("options.xlsx"))
    page = PAGES["languages"]
    for line in shell_lines(page):
        if not line.startswith("sdaid "):
            continue  # what a person types into the workbook
        if "--translated" in line:  # the list comes back
            book = load_workbook("spanish.xlsx")
            for cells in book["Texts"].iter_rows(min_row=2):
                cells[3].value = cells[2].value
            book.save("spanish.xlsx")
        office.types(line.replace(" es", " en-GB"))
    assert Path("spanish.pdf").exists()
    said = office.types("sdaid check options-2.xlsx --language en-GB")
    sign = re.search(r"“(translation en-GB [0-9a-f]{12})”", said)
    assert sign
    assert re.search(r"^translation es [0-9a-f]{12}$", page, re.MULTILINE)
    book = load_workbook("options-2.xlsx")
    heads = [cell.value for cell in book["People"][1]]
    book["People"].cell(2, heads.index("Attests") + 1).value = sign[1]
    book.save("options-2.xlsx")
    assert "en-GB: prints; signed by" in office.types("sdaid check options-2.xlsx")


@pytest.mark.usefixtures("quick")
def test_the_demo_can_be_sent_as_its_page_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch
                                               ) -> None:
    """The dry runs of docs/mailing.md go well with the example's own workbook and list."""
    office = Office(tmp_path, monkeypatch)
    office.types(f"sdaid render {ROOT}/inputs/sacroiliac.xlsx {ROOT}/inputs/appointments.xlsx "
                 "--only A-1002 --only A-1012")
    said = [office.types(line.replace("december-options", "appointments-sacroiliac"))
            for line in shell_lines(PAGES["mailing"]) if "--dry-run" in line
            and line.startswith(("sdaid post", "sdaid email"))]
    assert [each.split(",")[0] for each in said] == [
        "Would print 1 envelope", "Would send 1 e-mail"]


def test_the_demo_says_where_the_aids_are() -> None:
    """`make demo` names the folder that its own command writes into."""
    recipe = MAKEFILE.split("\ndemo:")[1].split("\n\n")[0]
    workbook, listed = re.findall(r"inputs/[\w-]+\.xlsx", recipe)
    folder = f"outputs/{run_name(Path(listed), Path(workbook))}"
    assert f"are in $(CURDIR)/{folder}" in recipe
    assert f"`{folder}/`" in README


def test_options_that_the_documents_name_exist() -> None:
    """Every option that README and docs name belongs to a command."""
    known = {option for command in cli.commands.values() for each in command.params
             for option in (*each.opts, *each.secondary_opts)} | {"--help", "--version"}
    assert set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", GUIDE)) <= known


def test_every_command_and_option_is_in_its_help() -> None:
    """Each option of each command says what it is for."""
    for command in cli.commands.values():
        assert f"`sdaid {command.name}" in README
        for each in command.params:
            if isinstance(each, click.Option):
                assert each.help, (command.name, each.name)


def test_one_word_for_the_run_of_a_list() -> None:
    """The folder that `render` makes is a run, in the documents and every help; no other word."""
    helps = [command.get_help(click.Context(command)) for command in cli.commands.values()]
    for text in (GUIDE, *helps):
        assert "batch" not in text.casefold()


def test_exit_codes_of_the_documents() -> None:
    """The table of docs/exit-codes.md has the program's exit codes, each once."""
    table = PAGES["exit-codes"]
    codes = [int(code) for code in re.findall(r"^\| (\d+) \|", table, re.MULTILINE)]
    assert codes == sorted(ExitCode)


def test_machine_commands_of_the_documents() -> None:
    """What docs/install.md says to install is what the program says."""
    for system, command in PANGO.items():
        assert f"| {system} | `{command}` |" in PAGES["install"]


DOCUMENTS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_links_and_paths_lead_somewhere(path: Path) -> None:
    """Links to files and the paths in the documents exist; links to headings have their heading."""
    text = path.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)]+)\)", text):
        if target.startswith("https://"):
            continue
        name, _, heading = target.partition("#")
        led = path.parent / name if name else path
        assert led.exists(), target
        assert not heading or heading in headings(led), target
    for named in re.findall(r"`((?:sdaid|templates|tests|inputs|docs)/[\w/.-]+)`", text):
        assert (ROOT / named).exists(), named


def headings(path: Path) -> set[str]:
    """The names by which a link finds the headings of a Markdown file."""
    return {re.sub(r"[^a-z0-9 -]", "", line.lstrip("# ").lower()).replace(" ", "-")
            for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("#")}


def test_make_targets_that_are_named_exist() -> None:
    """Every `make` target that the documents name is in the Makefile."""
    targets = set(re.findall(r"^([a-z]+):", MAKEFILE, re.MULTILINE))
    named = re.findall(r"`make ([a-z ]+)`", GUIDE + CONTRIBUTING)
    assert {word for each in named for word in each.split()} <= targets
    assert {"demo", "test", "prove", "lint", "example", "reference", "pot", "clean"} <= targets


def test_ci_runs_make_test() -> None:
    """The continuous integration is executable and ends in `make test`."""
    script = ROOT / ".ci" / "run"
    assert script.stat().st_mode & 0o111
    assert script.read_text().splitlines()[-1].startswith("exec make test")
    subprocess.run(["bash", "-n", script], check=True)


def test_every_problem_of_the_catalogue_is_found_somewhere() -> None:
    """No entry of the catalogue is dead: the program names each code, the published items' codes
    in their own tables."""
    named = {node.value for path in (ROOT / "sdaid").rglob("*.py") if path.name != "problems.py"
             for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
             if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    items = {f"ipdas-{item}" for item in (*DECIDED_BY_RULE, *DECIDED_BY_PEOPLE) if item in named}
    items |= {f"unjudged-{item}" for item in UNJUDGED if item in named}
    assert set(CATALOGUE) <= named | items


def test_nothing_names_the_machine_it_was_made_on() -> None:
    """No file of the repository names a folder of somebody's machine."""
    found = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True,
                           check=False)
    if found.returncode:
        pytest.skip("this is not a git checkout")
    folders = re.compile("/" + "work/|/" + "home/[a-z]|/" + "Users/[a-z]")
    for name in found.stdout.splitlines():
        path = ROOT / name
        if path.suffix in (".py", ".md", ".toml", ".html", ".css", ".cfg", ".pot", ""):
            assert path.is_dir() or not folders.search(path.read_text(encoding="utf-8")), name


def test_the_changelog_follows_the_version() -> None:
    """The changelog has an entry for this version."""
    assert sdaid.__version__ in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_the_catalogue_of_fixed_words_is_fresh(tmp_path: Path) -> None:
    """Translators get every fixed word of the pages and of the program; else run `make pot`."""
    recipe = MAKEFILE.split("\npot:")[1].split("\n\n")[0].replace("\\\n", " ")
    command = next(shlex.split(line) for line in recipe.splitlines() if "pybabel" in line)[1:]
    fresh = tmp_path / "sdaid.pot"
    kept = ROOT / "templates" / "locale" / "sdaid.pot"
    command[command.index("-o") + 1] = str(fresh)
    subprocess.run([sys.executable, "-c", PYBABEL, *command], cwd=ROOT, check=True)
    assert fresh.read_text(encoding="utf-8") == kept.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built without a network."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder],
                   cwd=ROOT, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


def test_the_wheel_holds_what_the_program_reads(wheel: Path) -> None:
    """Templates, the example's texts and the mark of a typed package are in the wheel; tests and
    appointments of patients are not needed there."""
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder, inside in (("templates", "templates"), ("inputs/sacroiliac", "example")):
        for path in (ROOT / folder).rglob("*"):
            if path.is_file():
                assert f"sdaid/{inside}/{path.relative_to(ROOT / folder).as_posix()}" in names
    assert "sdaid/py.typed" in names
    assert not any(name.startswith("tests/") for name in names)


def cells_of(path: Path) -> list[list[tuple[object, ...]]]:
    """What stands in the cells of a workbook, sheet by sheet."""
    return [list(sheet.iter_rows(values_only=True)) for sheet in load_workbook(path).worksheets]


def test_the_wheel_works_by_itself(wheel: Path, tmp_path: Path) -> None:
    """Installed offline in a fresh environment, far from the repository, the wheel writes the
    example, cell for cell that of `inputs`; it checks a workbook, and makes an aid."""
    venv.create(tmp_path / "fresh", with_pip=False, symlinks=True)
    site = next((tmp_path / "fresh" / "lib").glob("python*/site-packages"))
    subprocess.run([sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index",
                    "--disable-pip-version-check", "--target", site, wheel], check=True)
    # the libraries that it needs are lent by this environment, the program is not
    lent = [path for path in sys.path if path.endswith("site-packages")]
    (site / "lent.pth").write_text("\n".join(lent) + "\n")
    python = str(tmp_path / "fresh" / "bin" / "python")

    def sdaid_does(*arguments: str) -> str:
        done = subprocess.run([python, "-m", "sdaid", *arguments], cwd=tmp_path, text=True,
                              capture_output=True, env={"PYTHONSAFEPATH": "1"}, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout + done.stderr

    origin = subprocess.run([python, "-c", "import sdaid; print(sdaid.__file__)"], cwd=tmp_path,
                            capture_output=True, text=True, check=True)
    assert Path(origin.stdout.strip()).is_relative_to(tmp_path)
    sdaid_does("new", "mine.xlsx", "--example")
    assert cells_of(tmp_path / "mine.xlsx") == cells_of(ROOT / "inputs" / "sacroiliac.xlsx")
    workbook_from(SMALL, tmp_path / "small.xlsx")  # it is checked and drawn much sooner
    sdaid_does("check", "small.xlsx", "--report", "report.pdf", "--today", "2026-11-22")
    sdaid_does("render", "small.xlsx", "--blank", "--output", "made", "--today", "2026-11-22")
    assert (tmp_path / "report.pdf").exists()
    assert (tmp_path / "made" / "blank.pdf").read_bytes().startswith(b"%PDF-")
