"""Everything that is refused has words in both languages; the description of the interface is up to date."""

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import huawu
from huawu.app.openapi import description
from huawu.platform.words import LOCALES, catalogue, preferred, say

pytestmark = pytest.mark.core

SOURCE = Path(huawu.__file__).parent
KEY = re.compile(r"[a-z_]+(\.[a-z_]+)*")


def refusals() -> frozenset[str]:
    """Refusal and everything that derives from it."""
    known = {"Refusal"}
    bases = [
        (node.name, {getattr(base, "id", getattr(base, "attr", "")) for base in node.bases})
        for tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
    ]
    while more := {name for name, above in bases if above & known} - known:
        known |= more
    return frozenset(known)


def trees() -> list[ast.Module]:
    return [ast.parse(path.read_text("utf-8")) for path in sorted(SOURCE.rglob("*.py"))]


def raised() -> Iterator[str]:
    """Every key that is written where a refusal is made."""
    classes = refusals()
    for tree in trees():
        theirs = _of_the_same_name(tree)
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and node.args:
                name = getattr(node.func, "id", getattr(node.func, "attr", ""))
                if name in classes and name not in theirs:
                    yield from _strings(node.args[0])


def _of_the_same_name(tree: ast.Module) -> set[str]:
    """What a module imports that is called like a refusal and is none: a flow is told that something
    `Failed`."""
    return {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module and node.module.endswith(".types")
        for alias in node.names
    }


def _strings(node: ast.expr) -> Iterator[str]:
    for part in ast.walk(node):
        if isinstance(part, ast.Constant) and isinstance(part.value, str) and KEY.fullmatch(part.value):
            yield part.value


def keys_of_functions_that_choose() -> set[str]:
    """Keys that reach a refusal through a variable: the weaknesses of a password, the edge's own."""
    text = (SOURCE / "people/core/passwords.py").read_text() + (
        SOURCE / "platform/web/problems.py"
    ).read_text()
    text += (SOURCE / "platform/web/edge.py").read_text()
    return set(re.findall(r'"((?:password|request|database|live)\.[a-z_]+)"', text))


def test_every_refusal_has_words_in_both_languages() -> None:
    needed = set(raised()) | keys_of_functions_that_choose() | {"internal"}

    assert len(needed) > 60
    for locale in LOCALES:
        assert needed - catalogue(locale).keys() == set(), f"no words in {locale}.yaml"


def test_both_languages_say_the_same_things_with_the_same_values() -> None:
    chinese, english = catalogue("zh-CN"), catalogue("en-US")

    assert chinese.keys() == english.keys()
    for key in chinese:
        values = [
            sorted(re.findall(r"\{(\w+)\}", said.title + said.detail))
            for said in (chinese[key], english[key])
        ]
        assert values[0] == values[1], key


def test_values_are_filled_in_and_a_missing_one_does_no_harm() -> None:
    assert say("session.too_many", "en-US", {"retry_after_seconds": 7}).detail == "Try again in 7 seconds."
    assert say("session.too_many", "en-US").detail == "Try again in {retry_after_seconds} seconds."
    assert say("no.such.key", "zh-CN").title == "no.such.key"


@pytest.mark.parametrize(
    ("header", "locale"),
    [
        ("", "zh-CN"),
        ("en-GB,en;q=0.9", "en-US"),
        ("zh-TW, en;q=0.5", "zh-CN"),
        ("de, en;q=0.3", "en-US"),
        ("en;q=0.2, zh;q=0.8", "zh-CN"),
        ("en;q=high", "zh-CN"),
        (",;,;q=,=" * 50, "zh-CN"),
    ],
)
def test_the_browsers_language_is_followed_where_we_have_it(header: str, locale: str) -> None:
    assert preferred(header) == locale


def test_the_description_from_which_the_pages_client_is_generated_is_up_to_date() -> None:
    kept = SOURCE.parents[1] / "web" / "openapi.json"

    assert json.loads(kept.read_text("utf-8")) == json.loads(json.dumps(description())), (
        "run: python -m huawu.app.openapi > web/openapi.json"
    )


def test_operations_have_plain_names_each_once() -> None:
    names = [
        operation["operationId"] for path in description()["paths"].values() for operation in path.values()
    ]

    assert len(names) == len(set(names))
    assert all(re.fullmatch(r"[a-z_]+", name) for name in names)
