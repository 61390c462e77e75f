"""Who is wanted no more: a party that has left, in the case that it has left, until it is asked for again."""

from samsyn.process.consent import asked
from samsyn.process.consent.tests.cases import Family, family
from samsyn.process.succession.tests.cases import leaves


def wanted(of: Family) -> list[int]:
    case, _by = of.speaks("coordinator")
    return [party.assignment_id for party in asked.wanted(case)]


def test_one_who_has_left_is_wanted_no_more_there_and_only_there(met, become, cast):
    other = family(become, cast)
    other.ask_about("skolan")
    other.wish("bup")
    bup, school = cast["bup"].assignment_id, cast["school"].assignment_id
    assert {bup, school} <= set(wanted(met))
    leaves(met, "bup")
    assert bup not in wanted(met) and school in wanted(met)
    assert wanted(other) == [bup]
