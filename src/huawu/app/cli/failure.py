"""What a command says when it cannot do what was asked."""


class Failure(Exception):
    """One clear line for a person, and the exit code."""

    def __init__(self, message: str, *, code: int = 1) -> None:
        super().__init__(message)
        self.code = code
