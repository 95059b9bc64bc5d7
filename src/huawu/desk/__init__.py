"""The agent's desk: what one agent needs before the eyes while a customer is on the line.

Nouns: *pop* (who is calling, put together while it rings), *draft* (a wrap-up that is being written), *my
day*. Never decides who is served, never guesses a customer, and owns nothing but drafts: contacts, customers
and promised calls back are the other rooms'.
"""
