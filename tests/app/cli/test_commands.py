"""What the `huawu` command says and how it ends."""

import json
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from huawu.app import cli
from huawu.app.cli import main

pytestmark = pytest.mark.room


@pytest.fixture(autouse=True)
def installation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installation of its own, in which nothing runs."""
    monkeypatch.setenv("HUAWU_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.delenv("HUAWU_DEBUG", raising=False)
    return tmp_path


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def test_every_listed_command_has_its_module() -> None:
    folder = Path(cli.__file__).parent
    absent = [name for name in cli.COMMANDS if not (folder / f"{name.replace('-', '_')}.py").is_file()]
    assert absent == []


def test_help_lists_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    said = capsys.readouterr().out
    assert [name for name in cli.COMMANDS if f"  {name} " not in said] == []


def test_an_unknown_command_is_named_and_ends_with_two(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fly"]) == 2
    assert capsys.readouterr().err == "huawu: there is no command fly; huawu --help lists the commands\n"


def test_where_nothing_runs_status_says_how_to_start(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["status"]) == 1
    assert "make up" in capsys.readouterr().out
    assert main(["status", "--json"]) == 1
    assert json.loads(capsys.readouterr().out) == {"supervisor": None, "phase": "stopped", "processes": []}


def test_where_nothing_runs_there_is_nothing_to_stop(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["down"]) == 0
    assert capsys.readouterr().out == "nothing runs\n"


def test_a_taken_port_is_named_before_anything_is_started(
    taken_port: int, installation: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("HUAWU_HTTP_PORT", str(taken_port))
    assert main(["up"]) == 1
    said = capsys.readouterr().err
    assert f"port {taken_port} on 127.0.0.1" in said
    assert "HUAWU_HTTP_PORT=" in said
    assert not (installation / "data").exists()


@pytest.mark.parametrize(
    ("language", "words"),
    [("C.UTF-8", "This is not a backup of Huawu."), ("zh_CN.UTF-8", "这不是话务的备份。")],
)
def test_what_is_refused_is_said_in_the_language_of_the_terminal(
    installation: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    language: str,
    words: str,
) -> None:
    monkeypatch.setenv("LC_ALL", language)
    spoilt = installation / "backup.tar"
    spoilt.write_text("this is no backup")
    assert main(["restore", str(spoilt)]) == 1
    assert capsys.readouterr().err == f"huawu: {words} (backup.not_a_backup)\n"


def test_a_file_that_is_not_there_is_named(installation: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["restore", str(installation / "none.tar")]) == 1
    assert "none.tar" in capsys.readouterr().err


def test_a_fault_of_ours_is_one_line_too(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("HUAWU_HTTP_PORT", "eighty")
    assert main(["up"]) == 70
    said = capsys.readouterr().err
    assert said.startswith("huawu: ValueError: ")
    assert said.count("\n") == 1
