"""The media edge: where browsers' sound enters. ICE-lite and DTLS-SRTP outside, plain RTP on loopback inside.

`python -m huawu.telephony.edge NAME` listens at `settings.socket(NAME)` and speaks `platform.ipc`. It relays
between one browser and one port of a media process, changes no sound, and knows nothing of SIP. The work is
done by rtp-io (rtpproxy as a library); where that is not installed the process says so and opens nothing.

Commands (`do`, one way; repeated ones begin anew):

| name | args | |---|---| | open | leg, media ([ip, port]: where the plain sound goes) | | answer | leg, setup
("active", "passive": the browser's), fingerprint ("sha-256 AB:CD..."), ufrag,
pwd, candidates ([[host, port], ...]), near (the address of its page) | | close | leg |

Asked (`ask`): `inventory` {} -> {legs: [...], able: bool}.

Events (`tell`): opened {leg, port, hosts, fingerprint, ufrag, pwd}: what our offer to the browser says;
joined {leg, port}: where the media process sends to from now on (on the plain host); failed {leg, why}.

A session without a packet for five minutes ends by itself: nobody is there who could close it.
"""
