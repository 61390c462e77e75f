"""The mark beside what somebody in the family does not know."""

from django import template
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from samsyn.cases.models import Case
from samsyn.process.seeing.items import without

register = template.Library()


@register.inclusion_tag("seeing/mark.html")
def unknown_to(case: Case, scope_id: int | None) -> dict[str, object]:
    """Nothing at all where everybody may know. Asks the database nothing that the case has not read."""
    names = [place.called for place in without(case, scope_id)] if scope_id else []
    return {"names": get_text_list(names, _("och"))}
