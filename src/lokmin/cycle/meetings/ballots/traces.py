"""What a database leaves lying about: former versions of the urn, from which the order of the votes could be read."""

from __future__ import annotations

import logging

from django.db import DatabaseError, connection, transaction

log = logging.getLogger(__name__)


def wipe_after_commit() -> None:
    """Empty SQLite's log of former pages once the emptied urn is durable; it holds a version for every vote.

    Freed pages of the file itself are overwritten by ``secure_delete`` (settings). PostgreSQL keeps its log for its own
    recovery and hands it to nobody who uses the tables.
    """
    if connection.vendor == "sqlite":
        transaction.on_commit(_wipe)


def _wipe() -> None:
    try:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            busy = cursor.fetchone()[0]
    except DatabaseError:
        busy = 1
    if busy:
        log.warning("Catatan lama SQLite belum dapat dikosongkan karena sedang dibaca.")
