"""The scripts of the demonstration are sound, and there is one for every scene."""

import pytest

from huawu.app.demo.script_lines import SCRIPTS, Seed
from huawu.desk.core.scripts.check import check
from huawu.desk.core.scripts.scenes import SCENES

pytestmark = pytest.mark.core


@pytest.mark.parametrize("seed", SCRIPTS, ids=lambda seed: seed.scene)
def test_every_version_could_be_proposed(seed: Seed) -> None:
    for body in (seed.body, seed.trial, seed.proposed):
        assert body is None or check(seed.scene, body) == []


def test_every_scene_has_a_script_one_is_tried_one_waits_and_one_is_due() -> None:
    assert {seed.scene for seed in SCRIPTS} == set(SCENES)
    assert any(seed.trial for seed in SCRIPTS)
    assert any(seed.proposed for seed in SCRIPTS)
    assert any(seed.review_days == 0 for seed in SCRIPTS)
