"""Each rule finds what breaks it and leaves alone what does not."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tools import budgets, exemptions, papers, privacy, purity, rooms, trials
from tools.__main__ import find
from tools.house import Finding, House

pytestmark = pytest.mark.room

Build = Callable[[dict[str, str]], House]
CARD = '"""A room."""\n'
TIER = "import pytest\npytestmark = pytest.mark.core\n"


def rules(found: Iterator[Finding]) -> list[tuple[str, int, str]]:
    return [(each.path, each.line, each.rule) for each in found]


def test_this_checkout_breaks_no_rule() -> None:
    assert [str(each) for each in find(House(Path(__file__).parents[2]))] == []


def test_a_file_and_a_function_over_budget_are_found(house_of: Build) -> None:
    house = house_of(
        {
            "src/huawu/long.py": "x = 1\n" * (budgets.PYTHON_FILE + 1),
            "src/huawu/full.py": "x = 1\n" * budgets.PYTHON_FILE,
            "src/huawu/work.py": "def over():\n" + "    x = 1\n" * budgets.FUNCTION,
            "src/huawu/told.py": 'def told():\n    """Why.\n\n    How.\n    """\n' + "    x = 1\n" * 49,
            "web/src/long.tsx": "x\n" * (budgets.TYPESCRIPT_FILE + 1),
            "web/src/api/schema.d.ts": "x\n" * 9000,
        }
    )
    assert rules(budgets.find(house)) == [
        ("src/huawu/long.py", 400, "file-length"),
        ("src/huawu/work.py", 1, "function-length"),
        ("web/src/long.tsx", 250, "file-length"),
    ]


def test_a_room_holds_only_its_named_parts_and_begins_with_its_card(house_of: Build) -> None:
    house = house_of(
        {
            "src/huawu/routing/__init__.py": CARD,
            "src/huawu/routing/service/offers.py": "",
            "src/huawu/routing/core/engine.py": "",
            "src/huawu/routing/utils.py": "",
            "src/huawu/people/__init__.py": "",
            "src/huawu/platform/anything.py": "",
            "src/huawu/app/anything.py": "",
        }
    )
    assert rules(rooms.find(house)) == [
        ("src/huawu/people/__init__.py", 1, "room-shape"),
        ("src/huawu/routing/utils.py", 1, "room-shape"),
    ]


@pytest.mark.parametrize(
    ("place", "line", "open_door"),
    [
        ("desk/service.py", "from huawu.routing.service import offer", True),
        ("desk/service.py", "from huawu.routing import queries", True),
        ("desk/service.py", "from huawu.measures import erlang", True),
        ("desk/service.py", "from huawu.platform.work import Work", True),
        ("desk/service.py", "from huawu.desk.models import Card", True),
        ("desk/service.py", "from huawu.routing.models import Queue", False),
        ("desk/service.py", "import huawu.routing.core.engine", False),
        ("desk/service.py", "from huawu.routing.routes import router", False),
        ("app/wiring.py", "from huawu.routing.routes import router", True),
        ("app/wiring.py", "from huawu.routing.core import engine", False),
    ],
)
def test_a_room_is_entered_by_its_doors(house_of: Build, place: str, line: str, open_door: bool) -> None:
    house = house_of({"src/huawu/desk/__init__.py": CARD, f"src/huawu/{place}": f"{line}\n"})
    assert [each.rule for each in rooms.find(house)] == ([] if open_door else ["doors"])


def test_routes_do_not_select_and_only_platform_commits(house_of: Build) -> None:
    house = house_of(
        {
            "src/huawu/desk/__init__.py": CARD,
            "src/huawu/desk/routes/cards.py": "x = sa.select(Card)\n",
            "src/huawu/desk/queries.py": "x = select(Card)\n",
            "src/huawu/desk/service.py": "async def keep(work):\n    await work.session.commit()\n",
            "src/huawu/platform/work.py": "async def end(session):\n    await session.commit()\n",
        }
    )
    assert sorted(rules(rooms.find(house))) == [
        ("src/huawu/desk/routes/cards.py", 1, "select-in-routes"),
        ("src/huawu/desk/service.py", 2, "commit"),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "import os",
        "from asyncio import sleep",
        "from sqlalchemy.orm import Session",
        "from huawu.platform.work import Work",
        "from huawu.platform.clock import system_clock",
        "x = open('f')",
        "print('x')",
        "x = datetime.now()",
        "async def f(): pass",
    ],
)
def test_a_core_that_touches_the_world_is_found(house_of: Build, line: str) -> None:
    places = ("src/huawu/routing/core/x.py", "src/huawu/measures/x.py")
    house = house_of({place: f"{line}\n" for place in (*places, "src/huawu/routing/service.py")})
    assert sorted(each.path for each in purity.find(house)) == sorted(places)


@pytest.mark.parametrize(
    "line",
    [
        "import math",
        "from dataclasses import dataclass",
        "from urllib.parse import unquote",
        "from huawu.platform.clock import Micros",
        "from huawu.routing.types import Offer",
        "x = book.open(3)",
    ],
)
def test_a_core_may_use_what_is_plain(house_of: Build, line: str) -> None:
    assert list(purity.find(house_of({"src/huawu/routing/core/x.py": f"{line}\n"}))) == []


@pytest.mark.parametrize(
    ("text", "broken"),
    [
        (TIER + "def test_a_caller_waits(): assert 1\n", []),
        ("import pytest\npytestmark = [pytest.mark.room, pytest.mark.slow]\n", []),
        ("def test_a_caller_waits(): assert 1\n", ["tier"]),
        ("import pytest\npytestmark = pytest.mark.quick\n", ["tier"]),
        (TIER + "def test_queue(): assert 1\n", ["test-name"]),
        (TIER + "def test_a_caller_waits(): Mock()\n" + "#\n" * 200, ["mocks"]),
    ],
)
def test_a_test_module_declares_its_tier_and_speaks_in_sentences(
    house_of: Build, text: str, broken: list[str]
) -> None:
    assert [each.rule for each in trials.find(house_of({"tests/desk/test_it.py": text}))] == broken


def test_more_than_ten_mocks_in_a_thousand_lines_are_too_many(house_of: Build) -> None:
    room = "import pytest\npytestmark = pytest.mark.room\n"
    few = house_of({"tests/test_it.py": room + "x = Mock()\n" + "#\n" * 97})
    assert list(trials.find(few)) == []
    many = house_of({"tests/test_it.py": room + "x = Mock()\n" + "#\n" * 96})
    assert [each.rule for each in trials.find(House(many.root))] == ["mocks"]


@pytest.mark.parametrize(
    ("call", "fine"),
    [
        ('log.info("call %s ended", call_id)', True),
        ('log.info("%d of them", len(numbers))', True),
        ('log.warning("wrong digest from %s", caller)', False),
        ('log.info("calls %s", leg.number)', False),
        ('log.info("calls %s", customer_number)', False),
        ('self.log.info("said %r", message)', False),
        ('log.info(f"call {call_id}")', False),
        ("math.log(number)", True),
    ],
)
def test_a_log_message_that_may_name_a_person_is_found(house_of: Build, call: str, fine: bool) -> None:
    found = list(privacy.find(house_of({"src/huawu/x.py": f"{call}\n"})))
    assert (found == []) is fine


def test_every_dependency_has_its_line_and_every_line_its_dependency(house_of: Build) -> None:
    house = house_of(
        {
            "pyproject.toml": '[project]\ndependencies = ["told>=1", "silent[x]>=2"]\n',
            "web/package.json": '{"dependencies": {"@a/b": "1"}}',
            "docs/dependencies.md": "| `told` | for `nothing` |\n| `gone` | was used |\n",
        }
    )
    assert [each.message.split("`")[1] for each in papers.find(house)] == ["@a/b", "silent", "gone"]


def test_a_decision_names_its_check(house_of: Build) -> None:
    house = house_of(
        {
            "pyproject.toml": "[project]\ndependencies = []\n",
            "docs/decisions/0001-checked.md": "# x\n\nEnforced by: a test\n",
            "docs/decisions/0002-wished.md": "# x\n",
        }
    )
    assert rules(papers.find(house)) == [("docs/decisions/0002-wished.md", 1, "decisions")]


def test_an_exemption_covers_its_place_only_and_must_be_needed(house_of: Build) -> None:
    house = house_of(
        {
            "docs/decisions/0001-x.md": "Enforced by: y\n",
            exemptions.PAPER: "| rule | path | decision | why |\n|---|---|---|---|\n"
            "| doors | `src/a/` | 0001 | reason |\n"
            "| doors | `src/gone.py` | 0001 | reason |\n"
            "| mocks | `src/c.py` | 0009 | reason |\n",
        }
    )
    told = [
        Finding("src/a/x.py", 1, "doors", ""),
        Finding("src/b.py", 1, "doors", ""),
        Finding("src/c.py", 1, "mocks", ""),
    ]
    assert rules(exemptions.apply(house, told)) == [
        ("src/b.py", 1, "doors"),
        (exemptions.PAPER, 4, "exemptions"),
        (exemptions.PAPER, 5, "exemptions"),
    ]
