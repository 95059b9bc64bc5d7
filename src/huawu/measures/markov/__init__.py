"""Small systems solved exactly as Markov chains: the oracle that routing policies are compared with.

`chain` solves any chain given by its moves; the other modules describe systems of a call centre.
"""
