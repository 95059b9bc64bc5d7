"""The description of the HTTP interface, from which the page's client is generated.

python -m huawu.app.openapi > web/openapi.json
"""

import json
import sys
from typing import Any

from huawu.app.web import application


def description() -> dict[str, Any]:
    """The OpenAPI document."""
    return application(None).openapi()


def main() -> None:
    """Write it to standard output, always in the same order."""
    sys.stdout.write(json.dumps(description(), ensure_ascii=False, indent=1, sort_keys=True) + "\n")


if __name__ == "__main__":
    main()
