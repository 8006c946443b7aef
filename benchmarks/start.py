"""How long a start takes: ``--help`` against bare Python, and the server until its first answer."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

ROUNDS = 7


def seconds(*words: str) -> float:
    start = time.perf_counter()
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def ready(data: str, port: int) -> tuple[float, int]:
    """Seconds from start to the first answer, and resident memory in MB then."""
    env = {**os.environ, "LOKMIN_DATA": data}
    words = [sys.executable, "-m", "lokmin.cli", "serve", "--host", "127.0.0.1", "--port", str(port)]
    start = time.perf_counter()
    process = subprocess.Popen(words, env=env, stdout=subprocess.DEVNULL)
    try:
        while True:
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/static/web/lokmin.css", timeout=5).read()
                break
            except urllib.error.HTTPError:
                break
            except OSError:
                time.sleep(0.01)
        took = time.perf_counter() - start
        status = Path(f"/proc/{process.pid}/status").read_text("ascii")
        memory = next(int(line.split()[1]) // 1024 for line in status.splitlines() if line.startswith("VmRSS"))
        return took, memory
    finally:
        process.terminate()
        process.wait()


def main() -> None:
    bare, helped = [], []
    for _ in range(ROUNDS):
        bare.append(seconds(sys.executable, "-c", "pass"))
        helped.append(seconds(sys.executable, "-m", "lokmin.cli", "--help"))
    base, ours = statistics.median(bare), statistics.median(helped)
    print(f"--help {ours * 1000:.0f} ms = {ours / base:.1f} x bare Python ({base * 1000:.0f} ms); goal 4 x")
    with tempfile.TemporaryDirectory() as data:
        env = {**os.environ, "LOKMIN_DATA": data}
        subprocess.run([sys.executable, "-m", "lokmin.cli", "check"], env=env, check=True, stdout=subprocess.DEVNULL)
        runs = [ready(data, 18000 + i) for i in range(5)]
    took, memory = statistics.median(r[0] for r in runs), max(r[1] for r in runs)
    print(f"server ready {took:.2f} s = {took / base:.0f} x bare Python; goal 1 s; {memory} MB resident; goal 200 MB")


if __name__ == "__main__":
    main()
