"""The first one who can enter others. Run as the owner of the tables, before anybody can sign in."""

from __future__ import annotations

from django.db import connection, transaction
from django.utils.translation import gettext as _

from samsyn.audit.actions import write_organisation_event
from samsyn.kernel.ref import new_ref
from samsyn.people.actor import speak_as
from samsyn.people.models import Assignment


@transaction.atomic
def first_administrator(name: str, organisation: str, telephone: str = "") -> Assignment | None:
    """Make the organisation that runs samsyn, and the person who enters the other organisations.

    None, and nothing done, when somebody has that duty already.
    """
    refs = [new_ref() for _each in range(4)]
    given = [refs, name, organisation, _("Systemförvaltning"), _("Systemförvaltare"), telephone]
    with connection.cursor() as cursor:
        cursor.execute("select first_administrator(%s, %s, %s, %s, %s, %s)", given)
        made = cursor.fetchone()[0]
    if made is None:
        return None
    duty = Assignment.objects.select_related("person", "unit__organisation").get(pk=made)
    speak_as(duty.person_id, duty.pk)
    write_organisation_event(duty.unit.organisation.ref, "first_administrator", duty.person.ref)
    return duty
