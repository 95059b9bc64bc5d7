"""The process table of this installation, from its settings."""

import os
import signal
import sys
from collections.abc import Mapping

from huawu.app.postgres import embedded
from huawu.app.supervisor.plan import Plan, Program, Step
from huawu.platform.settings import Settings
from huawu.speech.service import prompts_folder

_KEPT = ("PATH", "HOME", "LANG", "TMPDIR", "SSL_CERT_FILE")
_ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
_BECOME = (
    "import os, sys; user, group = map(int, sys.argv[1:3]); "
    "os.setgroups([]); os.setgid(group); os.setuid(user); os.execv(sys.argv[3], sys.argv[3:])"
)


def plan(settings: Settings, *, env: Mapping[str, str] | None = None) -> Plan:
    """Everything that runs here. `env` is the environment of whoever asks; only what matters is passed on."""
    env = os.environ if env is None else env
    return Plan(
        run_dir=settings.run_dir,
        log_dir=settings.log_dir,
        programs=(*_postgres(settings), *_media(settings), *_others()),
        steps=_steps(env),
        env=child_environment(settings, env),
    )


def child_environment(settings: Settings, env: Mapping[str, str]) -> dict[str, str]:
    """What a program is told: HUAWU_*, where programs are found, one thread for each numeric library."""
    kept = {name: value for name, value in env.items() if name in _KEPT or name.startswith(("HUAWU_", "LC_"))}
    folders = {"HUAWU_DATA_DIR": str(settings.data_dir), "HUAWU_KEY_DIR": str(settings.key_dir)}
    return {**kept, **folders, **_ONE_THREAD, "PYTHONUNBUFFERED": "1", "PYTHONUTF8": "1"}


def _postgres(settings: Settings) -> list[Program]:
    if settings.database_url:
        return []
    server = embedded(settings)
    command = server.command()
    argv = tuple(command.argv)
    if command.uid is not None:
        argv = (sys.executable, "-I", "-S", "-c", _BECOME, str(command.uid), str(command.gid), *argv)
    return [
        Program(
            "postgres",
            argv,
            stops=3,
            waits=False,
            prepare=server.prepare,
            env=command.env,
            stop_signal=signal.SIGINT,  # "fast": ends sessions, writes a checkpoint
            stop_seconds=30.0,
        )
    ]


def _media(settings: Settings) -> list[Program]:
    places = (prompts_folder(), settings.prompts_dir, settings.speech_dir)
    folders = [word for place in places for word in ("--prompts", str(place))]
    return [
        Program(name, _python("huawu.telephony.media", name, *folders), stops=1, waits=False)
        for name in (f"media{number}" for number in range(settings.media_processes))
    ]


def _others() -> list[Program]:
    return [
        Program("live", _python("huawu.app.live"), stops=0),
        Program("edge", _python("huawu.telephony.edge", "edge"), stops=1, waits=False),
        Program("speech", _python("huawu.app.speech"), stops=1, waits=False),
        Program("web", _python("huawu.app.web"), stops=2),
        Program("jobs", _python("huawu.app.jobs"), stops=2),
    ]


def _steps(env: Mapping[str, str]) -> tuple[Step, ...]:
    upgrade = _python("huawu.app.cli", "upgrade", "--wait", "60")
    return (Step("upgrade", upgrade if env.get("HUAWU_DEMO") == "0" else (*upgrade, "--demo")),)


def _python(module: str, *arguments: str) -> tuple[str, ...]:
    return (sys.executable, "-m", module, *arguments)
