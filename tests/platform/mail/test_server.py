"""What a mail server and a mail address must be to be published."""

from pathlib import Path
from typing import Any

import pytest

from huawu.platform.mail import check_address, check_server, password_in, server_from
from huawu.platform.mail.server import KIND
from huawu.platform.refusals import Invalid

pytestmark = pytest.mark.core
GOOD: dict[str, Any] = {"host": "smtp.hotel.example", "from": "huawu@hotel.example", "user": "huawu"}


@pytest.mark.parametrize(
    "address",
    [
        "",
        "a",
        "a@",
        "@b.example",
        "a b@c.example",
        "a@b..example",
        ".a@b.example",
        "a.@b.example",
        "a@-b.example",
        "a@b.example\r\nRCPT TO:<x@y.example>",
        "a@b.example, c@d.example",
        "<a@b.example>",
        '"a"@b.example',
        "前台@酒店.example",
        "a" * 65 + "@b.example",
        "a@" + "b." * 130 + "example",
        None,
        7,
    ],
)
def test_what_is_no_mail_address_is_refused(address: object) -> None:
    with pytest.raises(Invalid) as refused:
        check_address(address)
    assert refused.value.key == "mail.bad_address"


def test_plain_addresses_are_accepted() -> None:
    for address in ("front@hotel.example", "a.b+huawu@mail-1.hotel.example", "root@localhost"):
        check_address(address)


@pytest.mark.parametrize(
    ("change", "key"),
    [
        ({"host": ""}, "config.bad_field"),
        ({"host": "a b"}, "config.bad_field"),
        ({"host": "a\r\nb"}, "config.bad_field"),
        ({"port": 0}, "config.bad_field"),
        ({"port": True}, "config.bad_field"),
        ({"security": "ssl"}, "config.bad_field"),
        ({"from": "Huawu <a@b.example>"}, "config.bad_field"),
        ({"user": "a\nb"}, "config.bad_field"),
        ({"password": "secret"}, "config.unknown_field"),
        ({"page": "javascript:alert(1)"}, "config.bad_field"),
        ({"security": "none"}, "mail.in_the_clear"),
    ],
)
def test_a_server_by_which_no_letter_could_go_out_is_refused(change: dict[str, Any], key: str) -> None:
    check_server(KIND, GOOD, {})
    with pytest.raises(Invalid) as refused:
        check_server(KIND, {**GOOD, **change}, {})
    assert refused.value.key == key


def test_the_port_follows_the_security_unless_it_is_said() -> None:
    ports = [server_from({**GOOD, "security": each}).port for each in ("starttls", "tls", "none")]
    assert ports == [587, 465, 25]
    assert server_from({**GOOD, "port": 2525}).port == 2525


def test_the_password_is_one_line_of_a_file_in_the_folder_of_keys(tmp_path: Path) -> None:
    read = password_in(tmp_path)
    assert read() == ""
    (tmp_path / "mail").mkdir()
    (tmp_path / "mail" / "password").write_text("山 river\n", "utf-8")
    assert read() == "山 river"
