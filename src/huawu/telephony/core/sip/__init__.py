"""SIP without I/O (RFC 3261 and friends): messages, transactions, dialogs, registrar, digest, offer and
answer.

`endpoint.Endpoint` is the one object the world talks to. It is told bytes, commands and the time; it answers
datagrams, events and the next timer. It never raises on what came from the network, never reads a clock,
throws no dice of its own (`tokens` is an argument), and never answers 2xx to what it did not understand.
"""
