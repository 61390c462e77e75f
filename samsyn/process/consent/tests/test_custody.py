"""Who has custody is proved before anything opens."""

from samsyn.process.consent import rules
from samsyn.process.consent.models import CustodyCheck, Kind


def test_the_register_is_asked_when_the_last_yes_opens_something(asked):
    asked.answer("guardian", Kind.YES)
    asked.speaks("coordinator")
    assert not CustodyCheck.objects.exists()
    asked.answer("other_guardian", Kind.YES)
    case, _by = asked.speaks("coordinator")
    assert {check.said for check in CustodyCheck.objects.all()} == {"guardian"}
    assert rules.all_said_yes(case)
    assert "1" in asked.scopes("bup")
