"""Help with calls abroad: which country is meant, and how a number is dialled from here."""

from zoneinfo import available_timezones

import pytest

from huawu.switchboard.core.dialling import COUNTRIES, country_of, from_abroad, help_with

pytestmark = pytest.mark.core


@pytest.mark.parametrize(
    ("typed", "iso", "number", "dial", "dropped"),
    [
        ("+44 20 7946 0958", "GB", "+442079460958", "00442079460958", ""),
        ("+44 (0)20 7946 0958", "GB", "+442079460958", "00442079460958", "0"),
        ("0044 20 7946 0958", "GB", "+442079460958", "00442079460958", ""),
        ("UK 020 7946 0958", "GB", "+442079460958", "00442079460958", "0"),
        ("日本 03-5550-1234", "JP", "+81355501234", "0081355501234", "0"),
        ("+39 06 1234 5678", "IT", "+390612345678", "00390612345678", ""),  # the nought stays in Italy
        ("+852 5550 1234", "HK", "+85255501234", "0085255501234", ""),
        ("+86 21 6234 5678", "CN", "+862162345678", "02162345678", ""),
        ("+86 138 0013 8000", "CN", "+8613800138000", "13800138000", ""),
        ("44", "GB", "", "", ""),
        ("英国", "GB", "", "", ""),
        ("+44 20", "GB", "", "", ""),
    ],
)
def test_a_number_or_a_name_says_the_country_and_what_is_dialled(
    typed: str, iso: str, number: str, dial: str, dropped: str
) -> None:
    found = help_with(typed)
    assert [country.iso for country in found.countries] == [iso]
    assert (found.number, found.dial, found.dropped) == (number, dial, dropped)


@pytest.mark.parametrize("typed", ["62345678", "Atlantis", "+999 123456", "  ", "+", "٣٤"])
def test_what_means_no_country_says_nothing(typed: str) -> None:
    found = help_with(typed)
    assert (found.number, found.dial) == ("", "")


def test_a_name_that_several_countries_share_a_part_of_shows_them() -> None:
    assert {country.iso for country in help_with("South").countries} == {"ZA", "KR"}


def test_who_calls_from_abroad_is_known_by_the_code() -> None:
    assert [from_abroad(number) for number in ("+442079460958", "+8613800138000", "8002", "")] == [
        True, False, False, False,
    ]  # fmt: skip
    country = country_of("+442079460958")
    assert country is not None
    assert (country.language, country_of("8002"), country_of("+999")) == ("en", None, None)


def test_the_table_is_in_order() -> None:
    codes = [country.code for country in COUNTRIES]
    assert len(codes) == len(set(codes))
    assert {zone for country in COUNTRIES for zone in country.zones} <= available_timezones()
    assert all(country.zones and country.zh and country.en and country.language for country in COUNTRIES)
