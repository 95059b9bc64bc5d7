"""The agent's desk: what one agent needs before the eyes while a customer is on the line.

Nouns: *pop* (who is calling, put together while it rings), *script* (what to say, line by line, in versions
that another has approved), *use* (one script said in one contact, each step on record), *readiness* (before
the shift), *draft* (a wrap-up that is being written), *my day*. Never decides who is served, never guesses a
customer, never keeps anybody on a script; contacts, customers and promised calls back are the other rooms'.
"""
