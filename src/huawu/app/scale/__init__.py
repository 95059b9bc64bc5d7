"""A database of the size of a big centre, made up: `huawu seed --scale`. What is slow there is found before a
centre grows into it, and `huawu bench cases` measures over it.

Everything follows from a word (the seed), the sizes and a moment: told the same, it makes the same rows. They
are what the rooms' services would have written, made by the same cores, and are copied into tables whose
indexes come last.
"""

from huawu.app.scale.folder import bring_up_to_date, made_in, make
from huawu.app.scale.sizes import Sizes, World

__all__ = ["Sizes", "World", "bring_up_to_date", "made_in", "make"]
