"""The password to a neighbour comes from the folder of keys, and only from there."""

from pathlib import Path

import pytest

from huawu.app.live.site import site_of, with_passwords
from huawu.telephony.core.sip.types import Directory, Trunk

pytestmark = pytest.mark.core


def test_a_trunk_with_a_user_has_the_password_of_its_file(tmp_path: Path) -> None:
    (tmp_path / "trunks").mkdir()
    (tmp_path / "trunks" / "carrier").write_text("s3cret\n", encoding="utf-8")
    (tmp_path / "trunks" / "other").write_text("not asked for", encoding="utf-8")
    body = {"networks": ["192.0.2.0/24"], "uri": "sip:192.0.2.10:5060", "user": "line"}
    source = {"trunks": {"carrier": body, "other": {"networks": ["10.0.0.0/8"]}}}
    directory = site_of(source).directory
    assert all(not trunk.password for trunk in directory.trunks)
    carrier, other = with_passwords(directory, tmp_path).trunks
    assert carrier == Trunk("carrier", ("192.0.2.0/24",), "sip:192.0.2.10:5060", "line", "s3cret")
    assert other.password == ""


@pytest.mark.parametrize("name", ["missing", "../secret", "."])
def test_no_other_file_is_read(tmp_path: Path, name: str) -> None:
    (tmp_path / "secret").write_text("x", encoding="utf-8")
    directory = Directory("huawu", (Trunk(name, (), "", "line"),))
    assert with_passwords(directory, tmp_path).trunks[0].password == ""
