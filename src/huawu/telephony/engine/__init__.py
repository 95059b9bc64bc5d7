"""Our own engine behind the telephony port: the SIP core, media processes, and the sockets between.

`own.OwnTelephony` fills `ports.Telephony`; `pretend.PretendTelephony` is its twin for tests. The engine does
no I/O by itself: datagrams and media commands wait until `flush` is called, after the books were written.
"""
