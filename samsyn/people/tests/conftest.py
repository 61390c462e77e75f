"""Something of the demo's kommun to open."""

from collections.abc import Callable

import pytest

from samsyn.people.models import Assignment


@pytest.fixture
def refs(become: Callable) -> dict[str, str]:
    """Something to open for every page's address."""
    become("administrator")
    duty = Assignment.objects.select_related("unit__organisation").get(person__name="Per Berg")
    return {"organisation": duty.unit.organisation.ref, "enhet": duty.unit.ref, "uppdrag": duty.ref}
