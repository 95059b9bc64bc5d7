"""Platform: what every room stands on, with no business noun in it.

Clock, ids, facts, the spool, Work (one transaction), outbox and cursors, IPC, settings, refusals, web glue.
Never imports another room.
"""
