"""No personal data and no secret in a log message. A heuristic: it looks at the names of what is logged.

Ids are fine, and so are counts (`len(...)`). A value that only sounds personal gets another name.
"""

import ast
from collections.abc import Iterator

from tools.house import Finding, House, Source, dotted

LOGGERS = frozenset("log logger _log LOG logging".split())
LEVELS = frozenset("debug info warning error exception critical log".split())
_PARTS = ("number", "password", "secret", "token", "uri")
PERSONAL = frozenset(
    "address authorization body callee caller caller_number content cookie credentials csrf customer "
    "datagram digits display_name email header headers login message nonce note number numbers packet "
    "password payload phone query request response_body secret subject text ticket token uri username "
    "utterance".split()
)
_COUNTING = frozenset(("len", "type", "id", "sum", "bool"))


def find(house: House) -> Iterator[Finding]:
    for source in house.under("src/huawu/"):
        for node in ast.walk(source.tree):
            if isinstance(node, ast.Call) and _logs(node):
                yield from _personal(source, node)


def _logs(call: ast.Call) -> bool:
    parts = dotted(call.func).split(".")
    return len(parts) >= 2 and parts[-1] in LEVELS and parts[-2] in LOGGERS


def _personal(source: Source, call: ast.Call) -> Iterator[Finding]:
    for argument in [*call.args, *(word.value for word in call.keywords)]:
        if isinstance(argument, ast.JoinedStr):
            yield source.found(argument, "log-format", "pass the values as arguments, not inside the text")
        for name in _names(argument):
            if name in PERSONAL or name.rsplit("_", 1)[-1] in _PARTS:
                yield source.found(call, "personal-data", f"{name} may be personal: log an id or a count")


def _names(node: ast.AST) -> Iterator[str]:
    """Names whose value ends up in the message: not those that are only counted or called."""
    if isinstance(node, ast.Call):
        if dotted(node.func) in _COUNTING:
            return
        for argument in node.args:
            yield from _names(argument)
        if isinstance(node.func, ast.Attribute):
            yield from _names(node.func.value)
    elif isinstance(node, ast.Attribute):
        yield node.attr
    elif isinstance(node, ast.Name):
        yield node.id
    else:
        for child in ast.iter_child_nodes(node):
            yield from _names(child)
