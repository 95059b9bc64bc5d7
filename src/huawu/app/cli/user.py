"""People who sign in: `huawu user add LOGIN NAME --role ROLE`, `huawu user password LOGIN`.

The password is asked for, or read from standard input when that is no terminal.
"""

import argparse
import getpass
import sys

from sqlalchemy import select

from huawu.app.cli.database import with_work
from huawu.app.cli.failure import Failure
from huawu.people import service
from huawu.people.models import UserRow
from huawu.people.types import NewUser
from huawu.platform.settings import from_environment
from huawu.platform.work import Work


def configure(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True)
    adding = actions.add_parser("add", help="add a person who may sign in")
    adding.add_argument("login")
    adding.add_argument("name", help="as shown, in Chinese or English")
    adding.add_argument("--english", default="", help="the name in English")
    adding.add_argument("--role", action="append", required=True, help="may be given several times")
    adding.add_argument("--locale", choices=("zh-CN", "en-US"), default="zh-CN")
    setting = actions.add_parser("password", help="set someone's password; their sessions end")
    setting.add_argument("login")


def run(arguments: argparse.Namespace) -> int:
    settings, password = from_environment(), _password()
    if arguments.action == "add":
        new = NewUser(
            login=arguments.login,
            password=password,
            name={"zh": arguments.name, "en": arguments.english},
            roles=tuple(arguments.role),
            locale=arguments.locale,
        )
        with_work(settings, lambda work: service.create_user(work, new))
        print(f"{arguments.login} can sign in")
        return 0
    with_work(settings, lambda work: _set_password(work, arguments.login, password))
    print(f"the password of {arguments.login} is set")
    return 0


async def _set_password(work: Work, login: str, password: str) -> None:
    found = await work.session.execute(select(UserRow.id).where(UserRow.login == login.strip().lower()))
    user = found.scalar_one_or_none()
    if user is None:
        raise Failure(f"nobody signs in as {login}")
    await service.set_password(work, user, password)


def _password() -> str:
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    password = getpass.getpass("password: ")
    if password != getpass.getpass("again: "):
        raise Failure("the two are not the same")
    return password
