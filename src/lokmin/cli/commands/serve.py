"""``lokmin serve``: the one process that answers the office's computers and the hall's phones."""

from __future__ import annotations

import argparse
import gc
import socket

from lokmin.cli import CommandError
from lokmin.cli.start import setup


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="0.0.0.0", help="alamat yang didengar (bawaan: semua)")  # noqa: S104 - phones on the LAN
    parser.add_argument("--port", type=int, default=8000, help="nomor port (bawaan 8000)")


def addresses(host: str, port: int) -> list[str]:
    """Addresses people can type: this computer, and on the LAN when all interfaces are heard."""
    if host not in {"0.0.0.0", "::"}:  # noqa: S104
        return [f"http://{host}:{port}/"]
    found = [f"http://127.0.0.1:{port}/"]
    try:
        names = socket.getaddrinfo(socket.gethostname(), None, family=socket.AF_INET)
    except OSError:
        names = []
    found += [f"http://{ip}:{port}/" for ip in sorted({str(n[4][0]) for n in names}) if not ip.startswith("127.")]
    return found


def free_or_complain(host: str, port: int) -> None:
    """Refuse a taken port with the next step, before anything is started."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise CommandError(
                f"Port {port} tidak dapat dipakai ({error.strerror}). Hentikan program lain atau: --port {port + 1}."
            ) from error


def serve(host: str, port: int) -> int:
    """Run until stopped."""
    import uvicorn

    from lokmin.cycle.reporting.operations import resume_reading
    from lokmin.web.asgi import application

    resume_reading()
    # What is loaded by now stays for good: walking through it while pages are made was a quarter of their cost.
    gc.freeze()
    uvicorn.run(
        application, host=host, port=port, log_level="warning", lifespan="off", server_header=False,
        timeout_graceful_shutdown=3,
    )  # fmt: skip
    return 0


def run(args: argparse.Namespace) -> int:
    free_or_complain(args.host, args.port)
    setup()
    print("Lokmin melayani di:", flush=True)
    for address in addresses(args.host, args.port):
        print(f"  {address}", flush=True)
    print("Hentikan dengan Ctrl+C.", flush=True)
    return serve(args.host, args.port)
