"""How names and searches are compared. Apart from `pinyin`, whose dictionaries take a second to load."""

import unicodedata


def folded(text: str) -> str:
    """Without case, width and spaces: how names and searches are compared."""
    plain = "".join(unicodedata.normalize("NFKC", text).casefold().split())
    return unicodedata.normalize("NFKC", plain).casefold()  # what stood apart may have joined
