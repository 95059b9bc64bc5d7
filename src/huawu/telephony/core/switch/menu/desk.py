"""The switch's desk for flows: what is asked of the world for callers in menus, and what is remembered of
them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from huawu.flows.types import About, Answered, Ask, Look, Send, Spoken, Web
from huawu.platform.clock import Micros
from huawu.platform.ids import Id

Question = Look | Web | Send
MOST_REMEMBERED = 20_000
"""So many callers' languages are remembered; who has not called for longest is forgotten."""


def _nobody(call: Id, token: str, question: Question) -> bool:
    return False


def _no_words(spoken: Spoken, language: str) -> list[str]:
    return []


BEFORE = "before_menu"
"""Under which it is written down."""


@dataclass(frozen=True, slots=True)
class Before:
    """What callers hear before the menu: prompts of the centre by key, and since when they hold."""

    prompts: tuple[str, ...] = ()
    at: Micros = 0


@dataclass(slots=True)
class FlowDesk:
    """`ask` (call, token, question) begins to find out, and never waits; whoever found out tells
    `menu.answered` with the same token. False: there is nobody to ask. `says`: a value as prompts in a
    language, [] when it cannot be said. `listen` (call, token, question): words are awaited as well as keys;
    who hears some tells `menu.said`.

    `greet` (call, token, number) begins to find out who calls, for a flow that asks it; whoever found out
    tells `menu.greeted`. False: nobody can.

    `speak` (call, token, texts, language) begins to make texts sound; whoever has done so tells
    `menu.voiced`. False: nobody speaks. `held`: what is to be done then, `voiced`: the prompts that came of
    it, by language and text; both by call.

    `customers`: what is known of who calls, by call. `languages`: in which one a caller wants to be spoken
    to, by what they are known again; `changed`: which of them were not yet written down.

    `before`: what callers hear before the menu; `said_anew`: that was not yet written down.
    """

    ask: Callable[[Id, str, Question], bool] = _nobody
    says: Callable[[Spoken, str], list[str]] = _no_words
    greet: Callable[[Id, str, str], bool] = lambda call, token, number: False
    listen: Callable[[Id, str, Ask], None] = lambda call, token, question: None
    speak: Callable[[Id, str, tuple[str, ...], str], bool] = lambda call, token, texts, language: False
    held: dict[Id, Answered] = field(default_factory=dict)
    voiced: dict[Id, dict[tuple[str, str], str]] = field(default_factory=dict)
    customers: dict[Id, About] = field(default_factory=dict)
    languages: dict[str, str] = field(default_factory=dict)
    changed: set[str] = field(default_factory=set)
    before: Before = field(default_factory=Before)
    said_anew: bool = False

    def over(self, call: Id) -> None:
        """A call has ended: nothing of it is needed any more."""
        for held in (self.held, self.voiced, self.customers):
            held.pop(call, None)

    def chose(self, who: str, language: str) -> None:
        """A caller has chosen a language."""
        if self.languages.pop(who, "") != language:
            self.changed.add(who)
        self.languages[who] = language
        while len(self.languages) > MOST_REMEMBERED:
            oldest = next(iter(self.languages))
            del self.languages[oldest]
            self.changed.add(oldest)

    def say_before(self, prompts: tuple[str, ...], at: Micros) -> None:
        """Callers hear these before the menu from now on. What held before what is known already changes
        nothing: two who tell may come in any order."""
        if at >= self.before.at and self.before != Before(prompts, at):
            self.before, self.said_anew = Before(prompts, at), True

    def take_changed(self) -> list[tuple[str, Any]]:
        """What is to be written down, by key."""
        found: list[tuple[str, Any]] = [
            (f"tongue/{who}", self.languages.get(who)) for who in sorted(self.changed)
        ]
        self.changed.clear()
        if self.said_anew:
            found.append((BEFORE, [list(self.before.prompts), self.before.at]))
            self.said_anew = False
        return found

    def take_up(self, kept: list[Any] | None) -> None:
        """What was written down of `before`; None: nothing."""
        if kept is not None:
            self.before = Before(tuple(kept[0]), kept[1])
