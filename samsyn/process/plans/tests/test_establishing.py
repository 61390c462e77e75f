"""Establishing: what is missing, one section per scope, who leads then."""




def test_a_filled_plan_lacks_nothing(filled):
    assert filled.lacks() == []
    plan = filled.establish()
    assert plan.is_established
