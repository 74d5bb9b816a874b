"""What every test shares: no network but this machine's, the sample corpus, the shared data where it is present."""

from __future__ import annotations

import os
import socket
import sys
from pathlib import Path

import pytest
from hypothesis import settings

# How long an example takes says what else the machine does, and whether a dictionary was read already.
settings.register_profile("kit", deadline=None)
settings.load_profile("kit")
ROOT = Path(__file__).resolve().parents[1]
# Last, so that no benchmark stands before an installed package of its name.
sys.path.append(str(ROOT / "benchmarks"))
_connect = socket.socket.connect


def _local_only(self: socket.socket, address: object) -> None:
    if self.family != socket.AF_UNIX and not (isinstance(address, tuple) and address[0] in ("127.0.0.1", "::1", "localhost")):
        raise AssertionError(f"A test reached for the network: {address!r}")
    _connect(self, address)


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket.socket, "connect", _local_only)


@pytest.fixture(scope="session")
def shared() -> Path:
    """Real articles and labelled data that are not part of the project."""
    folder = Path(os.environ.get("WIRECOPY_SHARED", ROOT.parent / "shared"))
    if not folder.is_dir():
        pytest.skip("../shared is not here: these tests read real articles that are not part of the project")
    return folder


@pytest.fixture(scope="session")
def stories():
    from analysis import load_corpus

    return load_corpus(ROOT / "corpus")


@pytest.fixture(scope="session")
def story(stories):
    return next(s for s in stories if s.story_id == "cod-collision")
