"""`sdaid email`: the aids of a finished run to the patients whose list says so."""

from __future__ import annotations

import os
import ssl
import sys
import time
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sdaid.cli.common import FILE, Day, day_of, print_problems
from sdaid.cli.sent import (
    dry_ledger,
    found_ledger,
    ledger_option,
    now,
    print_staying,
    progress,
)
from sdaid.problems import ExitCode
from sdaid.show import counted
from sdaid.staff import mark_n, translate

if TYPE_CHECKING:
    from sdaid.mail.conversation import Server
    from sdaid.mail.mailing import Mailing

TLS_PORT, STARTTLS_PORT = 465, 587


@click.command()
@click.argument("batch_dir", type=FILE, metavar="RUN")
@click.option("--server", envvar="SDAID_SMTP_SERVER", metavar="HOST[:PORT]",
              help="The mail server. Port 465 uses TLS, other ports use STARTTLS. "
              "[default port: 587; SDAID_SMTP_SERVER]")
@click.option("--from", "from_", envvar="SDAID_SMTP_FROM", required=True, metavar="ADDRESS",
              help="The clinic's e-mail address. [SDAID_SMTP_FROM]")
@click.option("--sender-name", default="", metavar="NAME",
              help="The sender's name. [default: the workbook's clinic]")
@click.option("--authorities", type=FILE, envvar="SDAID_SMTP_AUTHORITIES",
              help="Trust the certificates in this file instead of the system's.")
@click.option("--notice", is_flag=True,
              help="Say that there is something to read, and attach nothing.")
@click.option("--open-with", type=click.Choice(["list", "date-of-birth"]), default="list",
              show_default=True, help="The password that opens the aid.")
@click.option("--per-minute", type=click.FloatRange(min=0.1), default=30, show_default=True,
              help="Send at most so many messages in a minute.")
@click.option("--only", multiple=True, metavar="ID", help="This appointment alone. Repeatable.")
@click.option("--again", default="", metavar="REASON",
              help="Send again what was sent before, and note this reason.")
@ledger_option
@click.option("--workbook", type=FILE, help="Where the workbook of the run lies, if it was moved.")
@click.option("--list", "list_", type=FILE, help="Where the list of the run lies, if it was moved.")
@click.option("--profile", type=FILE, help="Where the list's profile lies, if it was moved.")
@click.option("--facts", type=FILE,
              help="Where the run's file of patient facts lies, if it was moved.")
@click.option("--today", type=Day(), metavar="DATE", help="The day of sending. [default: today]")
@click.option("--dry-run", is_flag=True,
              help="Show the message and how many get it, and send nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
@click.option("-q", "--quiet", is_flag=True, help="Print only what was held.")
def email(*, batch_dir: Path, server: str | None, from_: str, sender_name: str,
          authorities: Path | None, notice: bool, open_with: str, per_minute: float,
          only: tuple[str, ...], again: str, ledger: Path | None, workbook: Path | None,
          list_: Path | None, profile: Path | None, facts: Path | None, today: date | None,
          dry_run: bool, as_json: bool, quiet: bool) -> None:
    """E-mail the aids to the patients whose channel is e-mail, from the folder RUN that “sdaid
    render” made. Each patient gets one message with the aid as a PDF that opens with the password
    in the list's column “E-mail password”, and with the evidence book where the list says that the
    patient wants it. Sheets are never e-mailed: they are handed over.

    The login comes from SDAID_SMTP_USER and SDAID_SMTP_PASSWORD; without these, sdaid asks for it.
    """
    from sdaid.batch.folder import claimed
    from sdaid.mail.finished import open_batch
    from sdaid.mail.mailing import EmailWishes, Mailing
    from sdaid.mail.message import Sender

    day = day_of(today)
    opened = open_batch(batch_dir, day, workbook=workbook, list_=list_, profile=profile,
                        facts=facts)
    decision = opened.content.decision
    sender = (Sender(sender_name, from_, decision.phone) if sender_name else Sender(
        decision.clinic_name, from_, decision.phone, decision.at("clinic_name")))
    wishes = EmailWishes(sender, day, notice, open_with == "date-of-birth", again.strip(), only)
    mailing = Mailing(opened, wishes)
    path = found_ledger(ledger, batch_dir)
    if dry_run:
        _dry_run(mailing, path, as_json=as_json, quiet=quiet)
    if not server:
        raise click.UsageError("Name the mail server with --server.")
    with claimed(batch_dir):
        _send(mailing, path, _server(server, authorities), per_minute, as_json=as_json,
              quiet=quiet)


def _server(named: str, authorities: Path | None) -> Server:
    """The server with its login, from the environment or asked for on a terminal."""
    from sdaid.mail.conversation import Server

    host, _, port = named.rpartition(":") if ":" in named else (named, "", str(STARTTLS_PORT))
    if not host or not (port.isascii() and port.isdecimal() and 0 < int(port[:9]) < 65536):
        raise click.UsageError(translate(
            "“{found}” is not of the form HOST:PORT, with a port from 1 to 65535.").format(
                found=named))
    if authorities:
        try:
            ssl.create_default_context(cafile=authorities)
        except OSError as error:
            raise click.UsageError(translate(
                "--authorities {path} is no file of certificates (PEM) that can be read.").format(
                    path=authorities)) from error
    user = os.environ.get("SDAID_SMTP_USER")
    if user is None and sys.stdin.isatty():
        user = click.prompt(translate("Login at the mail server (empty for none)"), default="",
                            show_default=False, err=True)
    password = os.environ.get("SDAID_SMTP_PASSWORD", "")
    if user and not password:
        password = click.prompt(translate("Password"), hide_input=True, err=True)
    return Server(host, int(port), int(port) == TLS_PORT, user or "", password, authorities)


def _dry_run(mailing: Mailing, ledger: Path, *, as_json: bool, quiet: bool) -> None:
    from sdaid.ledger.begun import cut_off_lines, end_cut_off
    from sdaid.mail.sending import plan_email

    with dry_ledger(ledger) as known:
        found = end_cut_off(known, mailing.batch.ids, held=None)
        plan = plan_email(mailing, known)
    wishes = mailing.wishes
    lines = [*cut_off_lines(found),
             counted(len(plan.going), mark_n("Would send {n} e-mail, one message each:",
                                             "Would send {n} e-mails, one message each:"))]
    messages = []
    for language, said in plan.words.items():
        going = [each for each in plan.going if each.tongue.language == language]
        if not going and len(plan.words) > 1:
            continue
        sender = mailing.sender(mailing.batch.languages.tongue(language))
        with_book = [] if wishes.notice else [each.id for each in going if each.book]
        attached = "" if wishes.notice else said.aid
        told = translate("{file}, encrypted (AES-256)").format(
            file=attached) if attached else translate("nothing")
        lines += [
            *(["", "  " + translate("Language: {language}").format(language=language)]
              if len(plan.words) > 1 else []),
            "  " + translate("From: {sender}").format(sender=f"{sender.name} <{sender.address}>"),
            "  " + translate("Subject: {subject}").format(subject=said.subject),
            "  " + translate("Attached: {file}").format(file=told),
            *(["  " + translate("Attached too for {ids}: {file}").format(
                ids=", ".join(with_book), file=said.book)] if with_book else []),
            "",
            *(f"  | {line}" for line in said.text.rstrip().split("\n")), "",
            "  " + translate("To the appointments {ids}").format(
                ids=", ".join(each.id for each in going) or translate("(none)"))]
        messages.append({
            "language": language, "subject": said.subject, "text": said.text, "html": said.html,
            "attached": attached, "to": [each.id for each in going], "with_book": with_book})
    if not quiet:
        print_problems(plan.doubts)
    print_staying(plan.staying, lines, {
        "to": [each.id for each in plan.going], "messages": messages}, as_json=as_json, quiet=quiet)
    sys.exit(ExitCode.HELD if any(each.problem for each in plan.staying) else ExitCode.DONE)


def _send(mailing: Mailing, ledger: Path, server: Server, per_minute: float, *, as_json: bool,
          quiet: bool) -> None:
    from sdaid.ledger.ledger import open_ledger
    from sdaid.mail.sending import Pace, send

    def say(what: str) -> None:  # what a person waits for is said to the quiet too
        click.echo(f"\n{what}" if sys.stderr.isatty() else what, err=True)

    pace = Pace(time.monotonic, time.sleep, say, 60 / per_minute)
    length = len(mailing.wishes.only) or len(mailing.batch.manifest.appointments)
    with open_ledger(ledger, now) as opened, progress(length, translate("E-mails"), quiet) as tick:
        ended = []
        for each in send(mailing, opened, server, pace):
            ended.append(each)
            tick(1)
    sent = [each.id for each in ended if each.staying is None]
    staying = [each.staying for each in ended if each.staying]
    told = counted(len(sent), mark_n("{n} e-mail sent.", "{n} e-mails sent."))
    print_staying(staying, [told], {"sent": sent}, as_json=as_json, quiet=quiet)
    sys.exit(ExitCode.HELD if any(each.problem for each in staying) else ExitCode.DONE)
