"""Live screens learn what happens, not who calls or which keys were pressed."""

from pathlib import Path

import pytest

from tests.app.live.office import Office

pytestmark = pytest.mark.room

PERSONAL = {"caller", "caller_name", "number", "keys"}


def test_screens_are_not_told_who_calls_nor_which_keys_were_pressed(tmp_path: Path) -> None:
    office = Office(tmp_path)
    office.phones.arrive("c1", "4001")
    office.turn()
    for _ in range(3):  # greeting, menu, and the answer to the key
        office.phones.said("c1")
        office.turn()
    office.phones.press("c1", "1")
    office.turn()
    office.hang_up("c1")
    kinds = [kind for kind, _ in office.told]
    assert {"interaction.started", "interaction.menu_left", "interaction.ended"} <= set(kinds)
    for kind, body in office.told:
        assert PERSONAL.isdisjoint(body), kind
