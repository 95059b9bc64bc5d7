"""What the site may say of owners' own mail addresses, and what follows for who is told."""

from typing import Any

import pytest

from huawu.app.site_plan import check_site
from huawu.platform.mailed import may_set_own
from huawu.platform.refusals import Invalid

pytestmark = pytest.mark.core
NAME: dict[str, Any] = {"name": {"zh": "云栖", "en": "Yunqi"}}


@pytest.mark.parametrize(("said", "may"), [({}, True), ({"mail_own_forbidden": False}, True)])
def test_owners_may_set_an_address_unless_the_site_says_no(said: dict[str, Any], may: bool) -> None:
    check_site("site", NAME | said, {})
    assert may_set_own({"site": {"site": NAME | said}}) is may
    assert may_set_own({"site": {"site": NAME | {"mail_own_forbidden": True}}}) is False
    assert may_set_own({}), "before anything was published"


@pytest.mark.parametrize("bad", [0, 1, "no", None, []])
def test_a_word_that_is_neither_yes_nor_no_is_refused(bad: object) -> None:
    with pytest.raises(Invalid) as refused:
        check_site("site", NAME | {"mail_own_forbidden": bad}, {})
    assert refused.value.params["field"] == "mail_own_forbidden"
