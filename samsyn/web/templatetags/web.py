"""What pages need: safe forms, other people's words, dates in words, telephone numbers."""

from datetime import date, datetime
from typing import Any

from django import template
from django.conf import settings
from django.forms import BaseForm
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from samsyn.kernel.ref import new_ref
from samsyn.web import dates, forms

register = template.Library()


@register.simple_tag(takes_context=True)
def tokens(context: dict[str, Any]) -> SafeString:
    """In every form: the token against forgery, and the one that makes a repeat harmless."""
    return format_html(
        '<input type="hidden" name="csrfmiddlewaretoken" value="{}">'
        '<input type="hidden" name="once" value="{}">',
        context.get("csrf_token", ""),
        new_ref(),
    )


@register.simple_tag
def words(text: str | None, lang: str = "sv") -> SafeString | str:
    """What a person wrote, in the language it was written in: never mixed up with the page's direction."""
    if not text:
        return ""
    kind = "words words-block" if "\n" in text else "words"
    return format_html('<bdi class="{}" dir="auto" lang="{}">{}</bdi>', kind, lang or "sv", text)


@register.simple_tag
def phone(number: str | None) -> SafeString | str:
    """A telephone number to press."""
    if not number:
        return ""
    dialled = "".join(char for char in number if char.isdecimal() or char == "+")
    return format_html('<a class="ds-link tel" href="tel:{}"><bdi dir="ltr">{}</bdi></a>', dialled, number)


@register.simple_tag
def elsewhere(address: str, name: str) -> SafeString:
    """A link to somebody else's page, marked as such (C221); where one came from is not told."""
    return format_html(
        '<a class="ds-link" href="{}" target="_blank" rel="external noopener noreferrer">{}</a> '
        '<span class="hint">{}</span>',
        address,
        name,
        _("(annan webbplats, öppnas i ny flik)"),
    )


@register.simple_tag
def help_number(who: str) -> SafeString | str:
    """Who answers when there is danger: a setting, the same on every page."""
    return phone(settings.HELP_NUMBERS[who])


@register.simple_tag
def leave_to() -> str:
    """Where "Lämna snabbt" goes."""
    return settings.LEAVE_TO


@register.filter
def datum(value: date | datetime | None) -> str:
    return dates.datum(value) if value else ""


@register.filter
def kortdatum(value: date | datetime | None) -> str:
    return dates.kortdatum(value) if value else ""


@register.filter
def veckodag(value: date | datetime | None) -> str:
    return dates.veckodag(value) if value else ""


@register.filter
def dagmanad(value: date | datetime | None) -> str:
    return dates.dagmanad(value) if value else ""


@register.filter
def kortdag(value: date | datetime | None) -> str:
    return dates.kortdag(value) if value else ""


@register.filter
def klockslag(value: datetime | None) -> str:
    return dates.klockslag(value) if value else ""


@register.filter
def datumtid(value: datetime | None) -> str:
    return dates.datumtid(value) if value else ""


@register.filter
def faults(form: BaseForm | None) -> list[tuple[str, str]]:
    return forms.faults(form) if form is not None and form.is_bound else []
