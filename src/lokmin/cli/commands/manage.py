"""``lokmin manage``: Django's own commands, for developers."""

from __future__ import annotations

import argparse
import os


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("words", nargs=argparse.REMAINDER, metavar="PERINTAH")


def run(args: argparse.Namespace) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lokmin.web.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(["lokmin manage", *args.words])
    return 0
