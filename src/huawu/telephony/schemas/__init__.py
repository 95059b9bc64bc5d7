"""What the HTTP interface says about recordings, test calls, telephones and calls that are up."""

from huawu.telephony.schemas.control import (
    CallShown,
    ConferenceAsked,
    ConsultAsked,
    DoAsked,
    PartyAsked,
    PartyShown,
    StateForced,
    SuperviseAsked,
    To,
    TransferAsked,
)
from huawu.telephony.schemas.keeping import MarksShown, PauseShown, SpaceShown, WhyAsked
from huawu.telephony.schemas.recordings import (
    AudioTold,
    EchoAccepted,
    PhoneAsked,
    PhoneGiven,
    RecordingPage,
    Tab,
    TestCallAsked,
    TestCallShown,
    phone_given,
    test_call_shown,
)

__all__ = [
    "AudioTold",
    "CallShown",
    "ConferenceAsked",
    "ConsultAsked",
    "DoAsked",
    "EchoAccepted",
    "MarksShown",
    "PauseShown",
    "PartyAsked",
    "PartyShown",
    "PhoneAsked",
    "PhoneGiven",
    "RecordingPage",
    "SpaceShown",
    "StateForced",
    "SuperviseAsked",
    "Tab",
    "TestCallAsked",
    "TestCallShown",
    "To",
    "TransferAsked",
    "WhyAsked",
    "phone_given",
    "test_call_shown",
]
