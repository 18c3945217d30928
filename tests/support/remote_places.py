"""Real servers on this machine that hold files at addresses: FTP, and S3 where its libraries are installed."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from tests.support.places import ROOT

_FTP = """import sys
from pyftpdlib.authorizers import DummyAuthorizer
from pyftpdlib.handlers import FTPHandler
from pyftpdlib.servers import FTPServer
authorizer = DummyAuthorizer()
authorizer.add_anonymous(sys.argv[1], perm="elradfmwMT")
class Handler(FTPHandler):
    pass
Handler.authorizer = authorizer
server = FTPServer(("127.0.0.1", 0), Handler)
print(server.socket.getsockname()[1], flush=True)
server.serve_forever()
"""
_S3 = """import logging, sys, time
logging.getLogger("werkzeug").setLevel(logging.ERROR)
from moto.server import ThreadedMotoServer
server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
server.start()
print(server.get_host_and_port()[1], flush=True)
time.sleep(1_000_000)
"""


@contextmanager
def _served(program: str, *words: str) -> Generator[int, None, None]:
    """The port of a server that runs in a process of its own."""
    command = [sys.executable, "-W", "ignore", "-c", program, *words]
    process = subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    assert process.stdout is not None
    try:
        yield int(process.stdout.readline())
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


@contextmanager
def ftp(folder: Path) -> Generator[str, None, None]:
    """The address of a server that shows a folder."""
    with _served(_FTP, str(folder)) as port:
        yield f"ftp://127.0.0.1:{port}"


@contextmanager
def s3() -> Generator[tuple[str, dict[str, str]], None, None]:
    """The address of an empty bucket, and the settings with which fsspec finds it."""
    import s3fs

    with _served(_S3) as port:
        settings = {
            "FSSPEC_S3_ENDPOINT_URL": f"http://127.0.0.1:{port}",
            "FSSPEC_S3_KEY": "k",
            "FSSPEC_S3_SECRET": "s",
        }
        store = s3fs.S3FileSystem(
            endpoint_url=settings["FSSPEC_S3_ENDPOINT_URL"], key="k", secret="s", asynchronous=False
        )
        store.mkdir("kinerja")
        yield "s3://kinerja", os.environ | settings
