"""Why speech will not do what it was asked: always a refusal, so that a menu or a page can go on."""

from huawu.platform.refusals import Invalid, NotFound, Unavailable


class NotInstalled(Unavailable):
    """The engine or the voice is not on this machine (`speech.not_installed`, `speech.voice_unknown`)."""


class NotGenuine(Unavailable):
    """A model or voice file does not have the hash that it must have; it was not loaded."""


class EngineFailed(Unavailable):
    """The engine did not answer, or answered nonsense. `retryable` is among the params."""


class CannotSay(Invalid):
    """There are no words for this value: not a digit, a number too large, an hour that does not exist."""


class UnknownPrompt(NotFound):
    """No such prompt in the catalogue."""


class NotServed(NotFound):
    """This machine's engines are not offered to others."""
