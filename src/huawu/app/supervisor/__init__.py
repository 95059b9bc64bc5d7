"""The supervisor: starts the house, watches it, starts again at once what died, stops it in order.

Nouns: *program* (what is to run, a line of the table in `plan`), *process* (one life of a program), *record*
(the file that says which process that is). Processes are found by their records, so a supervisor that was
killed and started again takes over the running ones instead of starting doubles. It knows nothing of calls
and never asks a process how it feels: a process that cannot go on must end.
"""
