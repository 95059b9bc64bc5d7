"""URIs, addresses and parameters."""

import pytest

from huawu.telephony.core.sip.uri import (
    Uri,
    parse_address,
    parse_params,
    parse_uri,
    quoted,
    split_host,
    uri_param,
)

pytestmark = pytest.mark.core


@pytest.mark.parametrize(
    ("text", "uri"),
    [
        ("sip:a@b", Uri("sip", "a", "b", 0, "", "")),
        ("SIP:a:secret@b:5080;lr;x=y?h=1", Uri("sip", "a", "b", 5080, "lr;x=y", "h=1")),
        ("sips:b", Uri("sips", "", "b", 0, "", "")),
        ("sip:[2001:db8::1]:5061", Uri("sip", "", "2001:db8::1", 5061, "", "")),
        ("sip:%34%30@b", Uri("sip", "40", "b", 0, "", "")),
        ("sip:%E7%8E%8B@b", Uri("sip", "王", "b", 0, "", "")),
        ("sip:a%00@b", Uri("sip", "a%00", "b", 0, "", "")),
        ("sip:a%ff@b", Uri("sip", "a%ff", "b", 0, "", "")),
        ("sip:a;p=x@b", Uri("sip", "a;p=x", "b", 0, "", "")),
        ("tel:+86-(10).1;ext=5", Uri("tel", "+86101", "", 0, "ext=5", "")),
        ("isbn:2983792873", Uri("isbn", "", "", 0, "", "")),
    ],
)
def test_uris_are_cut(text: str, uri: Uri) -> None:
    assert parse_uri(text) == uri


@pytest.mark.parametrize(
    "text",
    [
        "", "sip", "sip:", "sip:@b", "sip:a@", "sip:a@b:", "sip:a@b:99999", "sip:a@b:x", "sip:a b@c",
        "sip:a@b c",
        "sip:<a@b>", "sip:a@[::1", "sip:a@[]", "sip:a@b_c,d", "1sip:a@b", "s p:a@b", "tel:", ":x",
        "sip:a@b\u4e2d",
    ],
)  # fmt: skip
def test_what_is_no_uri_is_none(text: str) -> None:
    assert parse_uri(text) is None


def test_long_uris_are_read_and_not_remembered() -> None:
    text = "sip:" + "a" * 5000 + "@b"
    uri = parse_uri(text)
    assert uri is not None
    assert len(uri.user) == 5000


def test_uri_parameters_are_found_without_regard_to_case() -> None:
    assert uri_param("lr;Transport=tcp", "transport") == "tcp"
    assert uri_param("lr;x=y", "lr") == ""
    assert uri_param("lr;x=y", "z") is None


@pytest.mark.parametrize(
    ("value", "display", "uri", "params"),
    [
        ("sip:a@b;tag=1", "", "sip:a@b", {"tag": "1"}),
        ("<sip:a@b;lr>;Tag=1;x", "", "sip:a@b;lr", {"tag": "1", "x": ""}),
        ('"A \\"B\\" <,>"  <sip:a@b> ; tag = 1', 'A "B" <,>', "sip:a@b", {"tag": "1"}),
        ("Some One<sip:a@b>", "Some One", "sip:a@b", {}),
        ("王 <sip:a@b>", "王", "sip:a@b", {}),
        ('<sip:a@b>;x="a;b\\"c"', "", "sip:a@b", {"x": 'a;b"c'}),
        ('"" <sip:a@b>', "", "sip:a@b", {}),
    ],
)
def test_addresses_are_cut(value: str, display: str, uri: str, params: dict[str, str]) -> None:
    address = parse_address(value)
    assert address is not None
    assert (address.display, address.uri, address.params) == (display, uri, params)


@pytest.mark.parametrize(
    "value",
    [
        "", "<>", "<sip:a@b", '"a <sip:a@b>', '"a"', '"a" sip:a@b', "<sip:a b@c>", "a,b <sip:a@b>",
        "sip:a@b?x=y",
        "<sip:a@b> tag=1", "<sip:a@b>;", "<sip:a@b>;=x", '<sip:a@b>;x="', "sip:a@b>", "<<sip:a@b>>",
        '"\\" <sip:a@b>',
    ],
)  # fmt: skip
def test_what_is_no_address_is_none(value: str) -> None:
    assert parse_address(value) is None


def test_many_quotes_do_not_take_long() -> None:
    assert parse_params(';x="' + '\\"' * 30_000 + '"') is not None
    assert parse_address('"' + '\\"' * 30_000) is None
    assert parse_params(";x=" + '""' * 15_000) is None


@pytest.mark.parametrize("text", ["a:b:c", "[::1]x", "[::1]:", "a:99999999999", "", ":5060"])
def test_what_is_no_host_is_none(text: str) -> None:
    assert split_host(text) is None


def test_a_quoted_name_reads_back() -> None:
    for name in ("王", 'a "b" \\c', "x\r\ny\0z"):
        address = parse_address(f"{quoted(name)} <sip:a@b>")
        assert address is not None
        assert address.display == "".join(c for c in name if c.isprintable())
