"""The switch: what a centre does with a call, without I/O.

It is told what legs did (`ports.LegEvent`), what routing decided, what agents asked and what time it is. It
commands a `Telephony` port, asks routing (`tells`), and says what happened (`facts`, `stages`). A call is one
`Call` of plain values, so it can be written down after each step and taken up by another process.
"""
