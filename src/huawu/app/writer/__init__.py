"""The writer: what the live process spooled, into PostgreSQL, once.

`tail` reads the spool, `rows` turns facts into rows of the ledgers, `store` puts a batch and the new cursor
into the database in one transaction, `writer` is the loop. A batch is refused, parked or stored; nothing is
dropped.
"""
