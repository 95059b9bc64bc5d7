"""Help with calls abroad (拨号协助): which country a number or a name means, and how it is dialled from here.

Country codes: ITU-T E.164, list of assigned codes; trunk prefixes: dialling procedures of the
ITU-T; zones: IANA.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

HOME, OUT = "86", "00"
"""Our own country code, and the prefix by which one dials abroad from here."""
_MOST = 5
_LONGEST = 15  # digits of a number, ITU-T E.164, 6.1


@dataclass(frozen=True, slots=True)
class Country:
    """A country that calls or is called. `trunk`: the digits that go before an area code at home and are left
    out from abroad; `language`: a BCP 47 tag; `zones`: of its clocks."""

    code: str
    iso: str
    zh: str
    en: str
    language: str
    zones: tuple[str, ...]
    trunk: str = "0"


@dataclass(frozen=True, slots=True)
class DialHelp:
    """`number`: E.164, "" when none was told whole; `dial`: how it is dialled from here; `dropped`: trunk
    digits that were left out of what was told."""

    countries: tuple[Country, ...] = ()
    number: str = ""
    dial: str = ""
    dropped: str = ""


def _one(line: str) -> Country:
    code, iso, zh, en, language, trunk, zones = line.split("|")
    return Country(code, iso, zh, en, language, tuple(zones.split()), trunk)


COUNTRIES: Sequence[Country] = tuple(
    _one(line)
    for line in """
1|US|美国、加拿大|United States, Canada|en|1|America/New_York America/Chicago America/Los_Angeles
7|RU|俄罗斯|Russia|ru|8|Europe/Moscow Asia/Vladivostok
20|EG|埃及|Egypt|ar|0|Africa/Cairo
27|ZA|南非|South Africa|en|0|Africa/Johannesburg
30|GR|希腊|Greece|el||Europe/Athens
31|NL|荷兰|Netherlands|nl|0|Europe/Amsterdam
32|BE|比利时|Belgium|fr|0|Europe/Brussels
33|FR|法国|France|fr|0|Europe/Paris
34|ES|西班牙|Spain|es||Europe/Madrid
36|HU|匈牙利|Hungary|hu|06|Europe/Budapest
39|IT|意大利|Italy|it||Europe/Rome
40|RO|罗马尼亚|Romania|ro|0|Europe/Bucharest
41|CH|瑞士|Switzerland|de|0|Europe/Zurich
43|AT|奥地利|Austria|de|0|Europe/Vienna
44|GB|英国|United Kingdom|en|0|Europe/London
45|DK|丹麦|Denmark|da||Europe/Copenhagen
46|SE|瑞典|Sweden|sv|0|Europe/Stockholm
47|NO|挪威|Norway|no||Europe/Oslo
48|PL|波兰|Poland|pl||Europe/Warsaw
49|DE|德国|Germany|de|0|Europe/Berlin
52|MX|墨西哥|Mexico|es||America/Mexico_City
54|AR|阿根廷|Argentina|es|0|America/Argentina/Buenos_Aires
55|BR|巴西|Brazil|pt|0|America/Sao_Paulo
60|MY|马来西亚|Malaysia|ms|0|Asia/Kuala_Lumpur
61|AU|澳大利亚|Australia|en|0|Australia/Sydney Australia/Perth
62|ID|印度尼西亚|Indonesia|id|0|Asia/Jakarta
63|PH|菲律宾|Philippines|en|0|Asia/Manila
64|NZ|新西兰|New Zealand|en|0|Pacific/Auckland
65|SG|新加坡|Singapore|en||Asia/Singapore
66|TH|泰国|Thailand|th|0|Asia/Bangkok
81|JP|日本|Japan|ja|0|Asia/Tokyo
82|KR|韩国|South Korea|ko|0|Asia/Seoul
84|VN|越南|Vietnam|vi|0|Asia/Ho_Chi_Minh
86|CN|中国大陆|China, mainland|zh|0|Asia/Shanghai
90|TR|土耳其|Turkey|tr|0|Europe/Istanbul
91|IN|印度|India|en|0|Asia/Kolkata
92|PK|巴基斯坦|Pakistan|en|0|Asia/Karachi
351|PT|葡萄牙|Portugal|pt||Europe/Lisbon
353|IE|爱尔兰|Ireland|en|0|Europe/Dublin
358|FI|芬兰|Finland|fi|0|Europe/Helsinki
380|UA|乌克兰|Ukraine|uk|0|Europe/Kyiv
420|CZ|捷克|Czechia|cs||Europe/Prague
852|HK|中国香港|Hong Kong, China|yue||Asia/Hong_Kong
853|MO|中国澳门|Macao, China|yue||Asia/Macau
855|KH|柬埔寨|Cambodia|km|0|Asia/Phnom_Penh
880|BD|孟加拉国|Bangladesh|bn|0|Asia/Dhaka
886|TW|中国台湾|Taiwan, China|zh|0|Asia/Taipei
966|SA|沙特阿拉伯|Saudi Arabia|ar|0|Asia/Riyadh
971|AE|阿联酋|United Arab Emirates|ar|0|Asia/Dubai
972|IL|以色列|Israel|he|0|Asia/Jerusalem
""".split("\n")[1:-1]
)
_BY_CODE = {country.code: country for country in COUNTRIES}
_MORE_NAMES = {"GB": ("uk", "england", "britain"), "US": ("usa", "america", "canada"), "AE": ("uae",)}


def country_of(number: str) -> Country | None:
    """Of a number in E.164; None: of none that is known here, or it is no such number."""
    if not number.startswith("+"):
        return None
    found = (_BY_CODE.get(number[1 : 1 + length]) for length in (3, 2, 1))
    return next((country for country in found if country is not None), None)


def from_abroad(number: str) -> bool:
    """Whether a number in E.164 is of another country."""
    return number.startswith("+") and not number.startswith("+" + HOME)


def help_with(typed: str) -> DialHelp:
    """What a name of a country, a number, or both mean: "UK 020 7946 0958", "+44 (0)20 7946 0958", "日本"."""
    name = re.sub(r"[\d+()（）\s./–—-]+", " ", typed).strip().casefold()
    digits = re.sub(r"\D", "", typed)
    whole = _whole(typed, digits) if digits else ""
    country = country_of("+" + whole) if whole else None
    if country is not None:
        return _dialled(country, whole[len(country.code) :])
    named = _named(name) if name else ()
    if len(named) == 1 and len(digits) > 3:
        return _dialled(named[0], digits)
    if not name and digits in _BY_CODE:
        return DialHelp((_BY_CODE[digits],))
    return DialHelp(named)


def _whole(typed: str, digits: str) -> str:
    """The digits of a number that was told with its country code; "" it was not."""
    if "+" in typed or "＋" in typed:
        return digits
    return digits[len(OUT) :] if digits.startswith(OUT) else ""


def _named(name: str) -> tuple[Country, ...]:
    exact = [
        each for each in COUNTRIES if name == each.iso.casefold() or name in _MORE_NAMES.get(each.iso, ())
    ]
    found = exact or [each for each in COUNTRIES if name in each.zh or name in each.en.casefold()]
    return tuple(found[:_MOST])


def _dialled(country: Country, national: str) -> DialHelp:
    dropped = country.trunk if country.trunk and national.startswith(country.trunk) else ""
    national = national[len(dropped) :]
    if not 4 <= len(national) <= _LONGEST - len(country.code):
        return DialHelp((country,), dropped=dropped)
    number = f"+{country.code}{national}"
    if country.code == HOME:
        return DialHelp((country,), number, ("" if national.startswith("1") else "0") + national)
    return DialHelp((country,), number, f"{OUT}{country.code}{national}", dropped)
