"""Analytics: the figures people look at, live and afterwards.

The board is a plain value folded from facts: *snapshot, then facts, is the next snapshot*, in Python and in
the page alike (golden files in tests/golden/board). Figures of a day are computed from the ledger of closed
segments by `measures`; board and ledger use the same definitions. Analytics never decides anything about a
contact.
"""
