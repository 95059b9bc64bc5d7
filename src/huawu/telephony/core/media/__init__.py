"""Media without sockets: what becomes of voices, packet by packet and tick by tick.

*Incoming*: what one leg says. *Outgoing*: what it hears. *Jitter slot*: packets on their way into a mix.
*Tape* and *plane*: what is recorded of whom. *Latch*: whose packets are a leg's. *Player*, *keys*,
*recording* (the file).

Time is the media clock: samples at 8 kHz, an argument everywhere. Nothing here knows SIP, sockets or files.
Where a packet has to leave at once, the way out (`send`) is given as a callable.
"""
