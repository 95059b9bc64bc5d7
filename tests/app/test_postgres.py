"""The embedded PostgreSQL: prepared, started, killed, started again."""

import asyncio
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import asyncpg
import pytest

from huawu.app.passage import let_pass
from huawu.app.postgres import EmbeddedPostgres
from huawu.platform.database import RawConnection

pytestmark = pytest.mark.room
QUICK = {"fsync": "off", "shared_buffers": "16MB"}


class Server:
    """A server and its life so far."""

    def __init__(self, place: Path) -> None:
        self.it = EmbeddedPostgres(place / "data", place / "run", QUICK)
        self.child: subprocess.Popen[bytes] | None = None

    async def start(self) -> RawConnection:
        self.child = self.it.start()
        await self.it.wait_ready()
        return await asyncpg.connect(self.it.url)

    def kill(self) -> None:
        assert self.child is not None
        self.child.send_signal(signal.SIGKILL)
        self.child.wait()


@pytest.fixture
def place() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="hw-pg-"))
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def cluster() -> Iterator[Path]:
    """A cluster nobody has used yet, to copy."""
    folder = Path(tempfile.mkdtemp(prefix="hw-pg-"))
    EmbeddedPostgres(folder / "data", folder / "run").prepare()
    yield folder / "data"
    shutil.rmtree(folder)


@pytest.fixture
def server(place: Path, cluster: Path) -> Iterator[Server]:
    subprocess.run(["cp", "-a", str(cluster), str(place / "data")], check=True)
    server = Server(place)
    yield server
    server.it.stop()
    if server.child is not None:
        server.child.wait()


async def test_what_was_committed_is_there_after_a_kill_and_a_new_start(server: Server) -> None:
    db = await server.start()
    await db.execute("CREATE TABLE t (n int); INSERT INTO t VALUES (7)")
    server.kill()
    again = await server.start()
    assert await again.fetchval("SELECT n FROM t") == 7
    await again.close()


async def test_back_ends_that_outlive_their_server_do_not_hinder_a_new_start(server: Server) -> None:
    db = await server.start()
    busy = asyncio.create_task(db.execute("SELECT count(*) FROM generate_series(1, 1000000000)"))
    watching = await asyncpg.connect(server.it.url)
    while not await watching.fetchval(
        "SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND query LIKE '%series(1, 10%' "
        "AND pid <> pg_backend_pid()"
    ):
        await asyncio.sleep(0.01)
    server.kill()
    again = await server.start()
    assert await again.fetchval("SELECT 1") == 1
    with pytest.raises((asyncpg.PostgresError, OSError)):
        await busy
    await again.close()


async def test_a_server_somebody_left_running_is_ended_before_a_new_start(server: Server) -> None:
    db = await server.start()
    await db.execute("CREATE TABLE t (n int); INSERT INTO t VALUES (7)")
    first = server.child
    again = await server.start()
    assert first is not None
    assert first.wait(10) == 0
    assert await again.fetchval("SELECT n FROM t") == 7
    await again.close()


async def test_a_pid_file_that_names_a_stranger_is_stale(server: Server) -> None:
    await (await server.start()).close()
    server.kill()
    pid_file = server.it.data_dir / "postmaster.pid"
    lines = pid_file.read_text().split("\n")
    server.it.stop()
    pid_file.write_text("\n".join([str(os.getpid()), *lines[1:]]))
    await (await server.start()).close()
    os.kill(os.getpid(), 0)


async def test_text_is_utf_8_and_case_knows_all_alphabets(server: Server) -> None:
    db = await server.start()
    assert await db.fetchval("SHOW server_encoding") == "UTF8"
    assert await db.fetchval("SELECT lower('ÄÖ 话务')") == "äö 话务"
    assert await db.fetchval("SHOW listen_addresses") == ""
    await db.close()


def test_a_start_that_died_while_it_made_the_cluster_is_made_good(place: Path) -> None:
    server = Server(place)
    half = server.it.data_dir.with_name("data.new")
    half.mkdir(parents=True)
    (half / "PG_VERSION").write_text("18\n")
    server.it.prepare()
    assert (server.it.data_dir / "global" / "pg_control").exists()
    assert not half.exists()


async def test_sockets_fit_into_their_addresses_however_deep_the_data_lies(place: Path) -> None:
    deep = place / ("x" * 60) / ("y" * 60)
    server = Server(deep)
    assert len(str(server.it.socket_dir)) < 80
    try:
        await (await server.start()).close()
        assert server.it.socket_dir.stat().st_mode & 0o777 == 0o700
    finally:
        server.it.stop()
        shutil.rmtree(server.it.socket_dir)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root starts it as somebody else")
async def test_root_starts_it_as_another_in_a_folder_only_root_may_enter(place: Path) -> None:
    home = place / "home"
    home.mkdir(mode=0o700)
    server = Server(home)
    db = await server.start()
    try:
        assert server.child is not None
        owner = Path(f"/proc/{server.child.pid}").stat().st_uid
        assert owner != 0
        assert server.it.data_dir.stat().st_uid == owner
        assert home.stat().st_mode & 0o007 == 0
        assert await db.fetchval("SELECT 1") == 1
    finally:
        await db.close()
        server.it.stop()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may become somebody else")
def test_passage_lets_one_account_through_and_nobody_else(place: Path) -> None:
    nobody, daemon = pwd.getpwnam("nobody").pw_uid, pwd.getpwnam("daemon").pw_uid
    place.chmod(0o755)
    closed = place / "closed"
    inner = closed / "inner"
    inner.mkdir(parents=True)
    (inner / "open").touch()
    closed.chmod(0o700)

    def sees(uid: int, *command: str) -> bool:
        return subprocess.run(command, user=uid, capture_output=True, check=False).returncode == 0

    assert not sees(nobody, "ls", str(inner))
    for _ in range(2):
        let_pass(nobody, inner)
        assert sees(nobody, "ls", str(inner / "open"))
        assert not sees(nobody, "ls", str(closed))
        assert not sees(daemon, "ls", str(inner / "open"))


ORPHAN = """
import os, signal, sys
from pathlib import Path
from huawu.app.postgres import EmbeddedPostgres
signal.signal(signal.SIGINT, signal.SIG_IGN)  # as a shell has it for what runs in the background
child = EmbeddedPostgres(Path(sys.argv[1]) / "data", Path(sys.argv[1]) / "run").start()
os.kill(os.getpid(), 9)
"""


async def test_a_server_without_a_supervisor_does_not_outlive_who_started_it(server: Server) -> None:
    place = server.it.data_dir.parent
    subprocess.run([sys.executable, "-c", ORPHAN, str(place)], check=False)
    while server.it.running():
        await asyncio.sleep(0.02)
