"""Backup, restore, upgrade, on a server of the operator's and on the embedded one."""

import asyncio
import dataclasses
import json
import shutil
import tarfile
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import Any

import asyncpg
import pytest

from huawu.app import archive, migrations
from huawu.app.archive import manifest as m
from huawu.app.archive.place import running_database
from huawu.app.postgres import EmbeddedPostgres, embedded
from huawu.app.writer.writer import Writer
from huawu.cases.service.files import CaseFiles
from huawu.platform import config
from huawu.platform.config import checks
from huawu.platform.database import connect, engine_for, sessions_for
from huawu.platform.refusals import Refusal
from huawu.platform.settings import Settings, from_environment
from huawu.platform.work import work
from huawu.speech.service import OwnSounds
from tests.app.writer.traffic import Traffic

pytestmark = pytest.mark.room
CHECKERS: dict[str, checks.Checker] = {"queue": lambda key, body, whole: None}


Databases = Callable[..., str]


@pytest.fixture(scope="module")
def filled(postgres: EmbeddedPostgres) -> Iterator[str]:
    """A migrated database with something in it, to copy."""
    name = "arc_filled"
    asyncio.run(db_execute(postgres.url, f"CREATE DATABASE {name}"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(checks, "_checkers", CHECKERS)
        asyncio.run(fill(postgres.url_of(name)))
    yield name
    asyncio.run(db_execute(postgres.url, f"DROP DATABASE {name} WITH (FORCE)"))


@pytest.fixture
async def databases(postgres: EmbeddedPostgres) -> AsyncIterator[Databases]:
    """Makes databases by name, empty or like another."""
    made: list[str] = []
    db = await asyncpg.connect(postgres.url)

    def url(name: str, template: str = "template1") -> str:
        made.append(name)
        asyncio.run(db_execute(postgres.url, f"CREATE DATABASE {name} TEMPLATE {template}"))
        return postgres.url_of(name)

    yield url
    for name in made:
        await db.execute(f"DROP DATABASE {name} WITH (FORCE)")
    await db.close()


async def db_execute(url: str, statement: str) -> None:
    db = await asyncpg.connect(url)
    await db.execute(statement)
    await db.close()


@pytest.fixture
def place() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="hw-arc-"))
    yield folder
    shutil.rmtree(folder)


def settings_in(folder: Path, url: str | None = None) -> Settings:
    settings = from_environment({"HUAWU_DATA_DIR": str(folder)})
    return dataclasses.replace(settings, database_url=url)


async def fill(url: str) -> None:
    """One published queue and one customer's name."""
    await migrations.upgrade(url)
    engine = engine_for(url)
    async with work(sessions_for(engine), site="main") as w:
        await config.save_draft(w, "queue", "desk", {"name": "前台"})
        await config.publish(w)
    await engine.dispose()


async def write(settings: Settings) -> None:
    """Let the writer write all there is."""
    url, folder = str(settings.database_url), settings.spool_dir / "main"
    writer = Writer(url=url, folder=folder, parked=settings.data_dir / "parked", site="main")
    while (piece := await writer.step()).end != piece.start:
        continue
    await writer.close()


async def interactions(url: str) -> list[str]:
    db = await connect(url)
    found = [row["id"] for row in await db.fetch("SELECT id FROM interactions ORDER BY id")]
    await db.close()
    return found


def record(settings: Settings) -> bytes:
    """A recording and its key, as the media process and the key port leave them."""
    sound = bytes(range(256)) * 100
    path = settings.recordings_dir / "2026" / "11" / "abc.rec"
    path.parent.mkdir(parents=True)
    path.write_bytes(sound)
    settings.key_dir.mkdir(parents=True)
    (settings.key_dir / "site.key").write_text("secret")
    return sound


async def queues(url: str) -> dict[str, Any]:
    engine = engine_for(url)
    async with sessions_for(engine)() as session:
        found = await config.published(session, "main", "queue")
    await engine.dispose()
    return found


@pytest.fixture(autouse=True)
def checkers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "_checkers", CHECKERS)


Pair = tuple[Settings, Settings]


async def attach(files: CaseFiles) -> str:
    async def chunks() -> AsyncIterator[bytes]:
        yield b"a photograph"

    return (await files.keep(chunks())).file


@pytest.fixture
def pair(databases: Databases, filled: str, place: Path) -> Pair:
    """An installation with something in it, and an empty one."""
    old = settings_in(place / "old", databases("arc_old", filled))
    return old, settings_in(place / "new", databases("arc_new"))


def test_what_was_backed_up_is_there_after_restoring_it_elsewhere(pair: Pair, place: Path) -> None:
    old, new = pair
    sound = record(old)
    prompt = OwnSounds(old.prompts_dir).put(b"\xff" * 800)
    attached = asyncio.run(attach(CaseFiles(old.attachments_dir)))
    made = archive.backup(old, place / "backups")
    assert (made.recordings, made.keys) == (1, False)
    assert made.path.stat().st_mode & 0o077 == 0
    restored = archive.restore(new, made.path)
    assert (restored.recordings, restored.keys, restored.revision) == (1, False, migrations.head())
    assert (new.recordings_dir / "2026" / "11" / "abc.rec").read_bytes() == sound
    assert OwnSounds(new.prompts_dir).load(prompt) == b"\xff" * 800
    there = CaseFiles(new.attachments_dir).path_of(attached)
    assert there is not None
    assert there.read_bytes() == b"a photograph"
    assert not new.key_dir.exists()
    assert asyncio.run(queues(str(new.database_url))) == {"desk": {"name": "前台"}}
    with tarfile.open(made.path) as tar:
        file = tar.extractfile(m.CONFIG)
        assert file is not None
        assert "前台" in file.read().decode()


def test_keys_are_in_a_backup_only_when_asked_for(pair: Pair, place: Path) -> None:
    old, new = pair
    record(old)
    made = archive.backup(old, place / "backups", keys=True)
    assert made.keys
    assert archive.restore(new, made.path).keys
    assert (new.key_dir / "site.key").read_text() == "secret"


def test_a_restored_house_goes_on_with_a_fresh_spool(pair: Pair, place: Path) -> None:
    old, new = pair
    first = Traffic(old.spool_dir / "main").call()
    asyncio.run(write(old))
    made = archive.backup(old, place / "backups")
    archive.restore(new, made.path)
    second = Traffic(new.spool_dir / "main").call()
    asyncio.run(write(new))
    assert asyncio.run(interactions(str(new.database_url))) == [first, second]


def test_a_backup_is_put_back_into_an_empty_place_only(pair: Pair, place: Path) -> None:
    old, new = pair
    record(old)
    made = archive.backup(old, place / "backups")
    with pytest.raises(Refusal) as refused:
        archive.restore(old, made.path)
    assert (refused.value.key, refused.value.params) == ("restore.not_empty", {"place": "recordings"})
    with pytest.raises(Refusal) as refused:
        archive.restore(settings_in(place / "third", old.database_url), made.path)
    assert (refused.value.key, refused.value.params) == ("restore.not_empty", {"place": "database"})
    assert archive.restore(new, made.path).recordings == 1


def flip(path: Path) -> None:
    """Change one byte of the recording."""
    data = bytearray(path.read_bytes())
    at = bytes(data).index(bytes(range(250)))
    data[at] ^= 1
    path.write_bytes(data)


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-40_000])


def without_manifest(path: Path) -> None:
    rewrite(path, lambda name, data: None if name == m.NAME else data)


def without_recording(path: Path) -> None:
    rewrite(path, lambda name, data: None if name.endswith(".rec") else data)


def of_a_later_release(path: Path) -> None:
    def later(name: str, data: bytes) -> bytes:
        return json.dumps(json.loads(data) | {"revision": "9999"}).encode() if name == m.NAME else data

    rewrite(path, later)


def with_a_way_out(path: Path) -> None:
    def out(name: str, data: bytes) -> bytes:
        return data.replace(b"recordings/2026", b"recordings/../x") if name == m.NAME else data

    rewrite(path, out, rename=lambda name: name.replace("recordings/2026", "recordings/../x"))


def with_a_link(path: Path) -> None:
    with tarfile.open(path, "a:") as tar:
        link = tarfile.TarInfo("recordings/link")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        tar.addfile(link)
    rewrite(path, lambda name, data: data, last=m.NAME)


def rewrite(
    path: Path,
    change: Callable[[str, bytes], bytes | None],
    *,
    rename: Callable[[str], str] = str,
    last: str = "",
) -> None:
    """Write the tar again with its files changed; None leaves one out."""
    with tarfile.open(path) as tar:
        members = [(each, tar.extractfile(each) if each.isfile() else None) for each in tar]
        read = [(each, file.read() if file else b"") for each, file in members]
    read.sort(key=lambda pair: pair[0].name == last)
    with tarfile.open(path, "w:") as tar:
        for member, before in read:
            data = change(member.name, before)
            if data is not None:
                member.name, member.size = rename(member.name), len(data)
                path_of = path.with_suffix(".piece")
                path_of.write_bytes(data)
                with path_of.open("rb") as file:
                    tar.addfile(member, file)


@pytest.mark.parametrize(
    ("harm", "why"),
    [
        (flip, "backup.damaged"),
        (cut, "backup.not_whole"),
        (without_manifest, "backup.not_whole"),
        (without_recording, "backup.damaged"),
        (of_a_later_release, "restore.later_release"),
        (with_a_way_out, "backup.not_a_backup"),
        (with_a_link, "backup.not_a_backup"),
        (lambda path: path.write_bytes(b"not a tar"), "backup.not_a_backup"),
    ],
)
def test_a_backup_that_is_not_as_it_was_written_is_refused_before_anything_is_touched(
    pair: Pair, place: Path, harm: Callable[[Path], None], why: str
) -> None:
    old, new = pair
    record(old)
    made = archive.backup(old, place / "backups")
    harm(made.path)
    with pytest.raises(Refusal) as refused:
        archive.restore(new, made.path)
    assert refused.value.key == why
    assert not new.data_dir.exists()


def test_a_backup_of_nothing_is_refused_and_leaves_no_file(databases: Databases, place: Path) -> None:
    empty = settings_in(place / "empty", databases("arc_empty"))
    with pytest.raises(Refusal) as refused:
        archive.backup(empty, place / "backups")
    assert refused.value.key == "backup.empty_database"
    assert list((place / "backups").iterdir()) == []


def test_an_upgrade_makes_an_empty_database_whole_and_leaves_a_whole_one_alone(
    databases: Databases, place: Path
) -> None:
    settings = settings_in(place, databases("arc_upgrade"))
    assert archive.upgrade(settings) == archive.Upgraded(None, migrations.head(), None)
    assert archive.upgrade(settings) == archive.Upgraded(migrations.head(), migrations.head(), None)
    assert asyncio.run(migrations.differences(str(settings.database_url))) == []


def test_an_upgrade_from_an_earlier_release_writes_a_backup_first(
    pair: Pair, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, new = pair
    monkeypatch.setattr(archive.upgrade.__globals__["migrations"], "head", lambda: "9999")
    upgraded = archive.upgrade(old)
    monkeypatch.undo()
    assert upgraded.backup is not None
    archive.restore(new, upgraded.backup)
    assert asyncio.run(queues(str(new.database_url))) == {"desk": {"name": "前台"}}


def test_all_of_it_works_on_the_embedded_server_running_or_not(place: Path) -> None:
    old, new = settings_in(place / "old"), settings_in(place / "new")
    with running_database(old) as url:
        archive.upgrade(old)
        asyncio.run(fill(url))
        made = archive.backup(old, place / "backups")
    assert not embedded(old).running()
    archive.restore(new, made.path)
    assert not embedded(new).running()
    with running_database(new) as url:
        assert asyncio.run(queues(url)) == {"desk": {"name": "前台"}}


async def test_a_fact_written_while_the_backup_is_made_is_in_it_whole_or_not_at_all(
    databases: Databases, place: Path
) -> None:
    old = settings_in(place / "old", await asyncio.to_thread(databases, "arc_busy"))
    new = settings_in(place / "new", await asyncio.to_thread(databases, "arc_busy_new"))
    url, engine = str(old.database_url), engine_for(str(old.database_url))
    await fill(url)
    done = asyncio.Event()

    async def change() -> None:
        number = 0
        while not done.is_set():
            number += 1
            async with work(sessions_for(engine), site="main") as w:
                await config.save_draft(w, "queue", "a", {"n": number})
                await config.save_draft(w, "queue", "b", {"n": number})
                await config.publish(w)

    changing = asyncio.create_task(change())
    made = await asyncio.to_thread(archive.backup, old, place / "backups")
    done.set()
    await changing
    await engine.dispose()
    await asyncio.to_thread(archive.restore, new, made.path)
    found = await queues(str(new.database_url))
    assert found.get("a") == found.get("b")
    db = await connect(str(new.database_url))
    numbers = await db.fetchval("SELECT count(*) FROM facts WHERE kind = 'config.published'")
    assert numbers == await db.fetchval("SELECT max(number) FROM config_numbers")
    await db.close()
