"""`python -m sdaid` is the command sdaid."""

from sdaid.cli import main

main()
