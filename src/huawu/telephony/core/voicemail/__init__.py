"""Voice mail, pure: a caller leaves a message (`leaving`), mailboxes and what lies in them (`box`), their
secret numbers (`pins`), and an owner who listens by telephone (`listening`).

A mailbox is named like the extension whose it is, or `queue:KEY`; the latter is shared by who serves it.
"""
