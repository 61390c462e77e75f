"""What a screen reader is told of a field: name, hint, fault and group."""

import re

from samsyn.web.tests.gallery import Everything
from samsyn.web.tests.test_forms import sent


def group(name: str, *, bound: bool = False) -> str:
    form = sent(Everything) if bound else Everything()
    return re.sub(r"\s+", " ", form[name].as_field_group())


def test_label_hint_and_fault_belong_to_the_box() -> None:
    html = group("name", bound=True)
    assert '<label class="ds-label" for="id_name">' in html
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert 'id="id_name_helptext">Skriv för- och efternamn.' in html
    assert 'id="id_name_error"><span class="ds-sr-only">Fel: </span>Skriv vad du heter.' in html
    assert 'aria-invalid="true"' in html
    assert html.index("id_name_error") < html.index("<input")


def test_a_field_without_fault_says_nothing_of_faults() -> None:
    html = group("name")
    assert "Fel:" not in html
    assert "aria-invalid" not in html


def test_only_what_is_optional_is_marked() -> None:
    assert "(valfritt)" in group("phone")
    assert "(valfritt)" in group("moment")
    assert "(valfritt)" not in group("name")
    assert " required" not in group("name")


def test_options_and_dates_are_groups_with_a_name() -> None:
    for name, first in (
        ("answer", "id_answer_0"),
        ("who", "id_who_0"),
        ("day", "id_day_0"),
        ("moment", "id_moment_0"),
    ):
        html = group(name, bound=True)
        assert html.startswith('<fieldset class="ds-fieldset field"')
        assert '<legend class="ds-label">' in html
        assert f'for="{first}"' in html
    assert 'aria-describedby="id_day_helptext id_day_error"' in group("day", bound=True)


def test_each_box_of_a_date_has_its_own_label() -> None:
    labels = re.findall(r'<label class="ds-label" for="(id_moment_\d)">([^<]+)</label>', group("moment"))
    assert labels == [
        ("id_moment_0", "Dag"),
        ("id_moment_1", "Månad"),
        ("id_moment_2", "År"),
        ("id_moment_3", "Klockan"),
    ]


def test_an_option_can_explain_itself() -> None:
    html = group("answer")
    assert 'id="id_answer_1_hint">Du väljer sedan vad de inte får prata om.' in html
    assert 'aria-describedby="id_answer_1_hint"' in html
