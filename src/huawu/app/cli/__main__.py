"""`python -m huawu.app.cli` is the `huawu` command."""

import sys

from huawu.app.cli import main

sys.exit(main())
