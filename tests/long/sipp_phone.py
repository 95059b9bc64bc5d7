"""sipp as a telephone of the house that does what no ready-made one can be told to do."""

import re
from pathlib import Path

from tests.long.house import SECRET, House
from tests.system.phone import free_port
from tests.telephony.sip.scenarios import OK, SDP, says, scenario
from tests.telephony.sip.test_peers import sipp

HEAD = """Via: SIP/2.0/UDP [local_ip]:[local_port];branch=[branch]
Max-Forwards: 70
From: <sip:PHONE@huawu>;tag=[call_number]
Contact: <sip:PHONE@[local_ip]:[local_port]>
"""
FIRST, SECOND = "[call_id]", "second///[call_id]"
"""Call-IDs of the two calls that it has."""
WAITS = '<recv response="100" optional="true"/><recv response="180" optional="true"/>\n'
HELD = SDP.replace("1 1 IN", "1 2 IN") + "a=sendonly\n"
_REGISTER = f"""REGISTER sip:[remote_ip] SIP/2.0
{HEAD}To: <sip:PHONE@huawu>
Call-ID: book///[call_id]
"""
_PROOF = f"[authentication username=PHONE password={SECRET}]\n"


def registers(seconds: int, number: int) -> str:
    """It is a telephone of the extension for so long (0: no more)."""
    first, again = (
        f"{_REGISTER}CSeq: {each} REGISTER\nExpires: {seconds}\n" for each in (number, number + 1)
    )
    return (
        says(first, again=True)
        + '<recv response="401" auth="true"/>\n'
        + says(again + _PROOF, again=True)
        + '<recv response="200"/>\n'
    )


def invites(call_id: str, whom: str, replaces: str = "") -> str:
    line = f"Replaces: {replaces}\n" if replaces else ""
    head = f"INVITE sip:{whom}@[remote_ip] SIP/2.0\n{HEAD}To: <sip:{whom}@huawu>\n"
    return says(f"{head}Call-ID: {call_id}\nCSeq: 1 INVITE\n{line}", SDP, again=True)


def acks(call_id: str, number: int = 1) -> str:
    return says(f"ACK [next_url] SIP/2.0\n{HEAD}[last_To:]\nCall-ID: {call_id}\nCSeq: {number} ACK\n")


def keeps_tag(name: str) -> str:
    """The other side's tag, from its answer, is `$name` from now on."""
    ereg = f'<ereg regexp=";tag=([^;]*)" search_in="hdr" header="To:" assign_to="whole{name},{name}"/>'
    return f"<action>{ereg}</action>"


def is_answered(call_id: str, *, tag: str = "") -> str:
    """The call it has begun is answered."""
    action = keeps_tag(tag) if tag else ""
    return f'{WAITS}<recv response="200" rrs="true">{action}</recv>\n{acks(call_id)}'


def holds(whom: str) -> str:
    """It puts its first call, to them, on hold; `$tag` is theirs."""
    head = f"INVITE [next_url] SIP/2.0\n{HEAD}To: <sip:{whom}@huawu>;tag=[$tag]\n"
    asked = says(f"{head}Call-ID: {FIRST}\nCSeq: 2 INVITE\n", HELD, again=True)
    return f'{asked}<recv response="100" optional="true"/><recv response="200"/>\n{acks(FIRST, 2)}'


def is_told(status: int) -> str:
    """A NOTIFY says how its transfer goes."""
    check = f'<ereg regexp="SIP/2.0 {status}" search_in="body" check_it="true" assign_to="told"/>'
    return f'<recv request="NOTIFY"><action>{check}</action></recv>\n{OK}'


def telephone(number: str, *steps: str, names: str = "") -> str:
    """The scenario of a telephone at this extension. `names`: what is kept in it."""
    return scenario(*steps, names=names).replace("PHONE", number)


async def plays(house: House, path: Path, text: str, *more: str) -> None:
    """Run it to its end. Its Call-IDs are plain, so that they may stand in a URI."""
    path.write_text(text)
    plain = ("-cid_str", "%u-%p-%s")
    await sipp("-sf", str(path), "-m", "1", "-p", str(free_port()), *plain, *more, house.product.sip)


def dialog_in(heard: Path, whom: str) -> str:
    """The dialog of the answered call to them, as Replaces names it, in the messages that sipp wrote down."""
    for message in heard.read_text(errors="replace").split("SIP/2.0 200 OK")[1:]:
        to = re.search(rf"To: <sip:{whom}@huawu>;tag=(\S+)", message)
        call_id = re.search(r"Call-ID: (\S+)", message)
        if to and call_id and "INVITE" in message.partition("Content-Length")[0]:
            return f"{call_id[1]};to-tag={to[1]};from-tag=1"
    return ""
