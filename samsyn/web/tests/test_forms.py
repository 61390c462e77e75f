"""Each field says what to do, and gives back what was typed."""

import re
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.http import QueryDict

from samsyn.web import forms
from samsyn.web.tests.gallery import Everything

SHORT = "Skriv datumet som dag, månad och år, till exempel 12 3 2026."


class Days(forms.Form):
    day = forms.Day("Vilken dag?")


class Moments(forms.Form):
    moment = forms.Moment("När?", missing="Skriv när ni ses.")


class Texts(forms.Form):
    text = forms.Words("Vad är viktigt?")


class Lines(forms.Form):
    name = forms.Line("Namn", limit=20, missing="Skriv vad du heter.")


def sent(form: type[forms.Form], **boxes: Any) -> forms.Form:
    data = QueryDict(mutable=True)
    for name, value in boxes.items():
        data.setlist(name, value if isinstance(value, list) else [value])
    return form(data)


def day(day: str, month: str, year: str, **clock: str) -> dict[str, str]:
    name = "moment" if clock else "day"
    return {f"{name}_day": day, f"{name}_month": month, f"{name}_year": year} | {
        f"{name}_{box}": value for box, value in clock.items()
    }


@pytest.mark.parametrize(
    "boxes", [("3", "3", "2026"), ("03", "03", "2026"), (" 3.", "mars", "2026 "), ("3", "Mars", "2026")]
)
def test_a_day_is_understood_as_people_write_it(boxes: tuple[str, str, str]) -> None:
    form = sent(Days, **day(*boxes))
    assert form.is_valid(), form.errors
    assert form.cleaned_data["day"] == date(2026, 3, 3)


@pytest.mark.parametrize(
    ("boxes", "sentence"),
    [
        (("", "", ""), SHORT),
        (("3", "", "2026"), SHORT),
        (("tre", "3", "2026"), SHORT),
        (("3", "blåmars", "2026"), SHORT),
        (("3", "²", "2026"), SHORT),
        (("3", "3", "26"), "Skriv året med fyra siffror, till exempel 2026."),
        (("3", "3", "20266"), "Skriv året med fyra siffror, till exempel 2026."),
        (("3", "3", "0206"), "Skriv året med fyra siffror, till exempel 2026."),
        (("31", "2", "2026"), "Det datumet finns inte. Se efter om dag och månad stämmer."),
        (("1", "13", "2026"), "Det datumet finns inte. Se efter om dag och månad stämmer."),
        (("1", "0", "2026"), "Det datumet finns inte. Se efter om dag och månad stämmer."),
    ],
)
def test_a_day_that_is_no_day_comes_back_as_it_was_typed(boxes: tuple[str, str, str], sentence: str) -> None:
    form = sent(Days, **day(*boxes))
    assert form.errors["day"] == [sentence]
    html = form["day"].as_field_group()
    for typed in filter(None, boxes):
        assert f'value="{typed}"' in html


@pytest.mark.parametrize("clock", ["13", "13.00", "13:00", "1300", "kl. 13", " klockan 13.00 "])
def test_a_moment_is_on_stockholms_clock(clock: str) -> None:
    form = sent(Moments, **day("12", "3", "2026", clock=clock))
    assert form.is_valid(), form.errors
    assert form.cleaned_data["moment"] == datetime(2026, 3, 12, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("boxes", "sentence"),
    [
        (("", "", "", ""), "Skriv när ni ses."),
        (("", "", "", "13"), SHORT),
        (("12", "3", "2026", ""), "Skriv klockslaget med siffror, till exempel 13.00."),
        (("12", "3", "2026", "25"), "Skriv klockslaget med siffror, till exempel 13.00."),
        (("12", "3", "2026", "13.7"), "Skriv klockslaget med siffror, till exempel 13.00."),
        (("12", "3", "2026", "13.60"), "Skriv klockslaget med siffror, till exempel 13.00."),
        (
            ("29", "3", "2026", "02.30"),
            "Den tiden finns inte: den natten ställs klockan fram. Välj en annan tid.",
        ),
    ],
)
def test_a_moment_that_is_none(boxes: tuple[str, str, str, str], sentence: str) -> None:
    *rest, clock = boxes
    form = sent(Moments, **day(*rest, clock=clock))
    assert form.errors["moment"] == [sentence]
    if clock:
        assert f'value="{clock}"' in form["moment"].as_field_group()


def test_the_hour_that_comes_twice_is_a_time() -> None:
    assert sent(Moments, **day("25", "10", "2026", clock="02.30")).is_valid()


def test_a_moment_is_shown_as_it_was_saved() -> None:
    html = Moments(initial={"moment": datetime(2026, 7, 1, 7, 5, tzinfo=UTC)})["moment"].as_field_group()
    assert re.findall(r'value="([^"]*)"', html) == ["1", "7", "2026", "09.05"]


def test_nothing_is_cut_over_the_limit() -> None:
    text = "å" * 20_347
    form = sent(Texts, text=text)
    assert form.errors["text"] == [
        "Texten är 20\xa0347 tecken. Högst 20\xa0000 får plats. Korta den med 347 tecken."
    ]
    assert text in form["text"].as_field_group()
    assert sent(Texts, text="å" * 20_000).is_valid()


def test_line_breaks_of_browsers_do_not_count_twice() -> None:
    assert sent(Texts, text="a\r\n" * 10_000).is_valid()


@pytest.mark.parametrize(
    "text", ["😀👩‍👩‍👧", "أريد أن أنام جيداً", "<script>alert(1)</script>", "a & b \\ ' \"", "  indraget"]
)
def test_words_are_stored_as_typed(text: str) -> None:
    form = sent(Texts, text=text)
    assert form.is_valid()
    assert form.cleaned_data["text"] == text
    assert "<script>" not in form["text"].as_field_group()


def test_words_have_one_form() -> None:
    form = sent(Texts, text="cafe\u0301\r\nrad två\r\n\r\n")
    assert form.is_valid()
    assert form.cleaned_data["text"] == "café\nrad två"


@pytest.mark.parametrize(("form", "name"), [(Texts, "text"), (Lines, "name")])
def test_a_nul_is_refused_kindly_and_gone_the_next_time(form: type[forms.Form], name: str) -> None:
    answer = sent(form, **{name: "hej\0då"})
    assert answer.errors[name] == [
        "Texten innehöll ett tecken som inte går att spara. Vi har tagit bort det. Läs igenom och spara igen."
    ]
    assert "hejdå" in answer[name].as_field_group()
    assert "\0" not in answer[name].as_field_group()


def test_a_first_empty_line_survives_the_way_back() -> None:
    assert ">\n\nrad två" in sent(Texts, text="\nrad två")["text"].as_field_group()


def test_a_line_is_one_line() -> None:
    form = sent(Lines, name=" Karin\r\nBerg ")
    assert form.is_valid()
    assert form.cleaned_data["name"] == "Karin Berg"
    assert sent(Lines, name=" ").errors["name"] == ["Skriv vad du heter."]
    assert sent(Lines, name="k" * 21).errors["name"] == [
        "Texten är 21 tecken. Högst 20 får plats. Korta den med 1 tecken."
    ]


def test_choices_refuse_what_was_not_offered_without_repeating_it() -> None:
    form = sent(Everything, answer="<b>kanske</b>", who=["skola", "granne"], unit="99")
    assert form.errors["answer"] == ["Välj ett av alternativen."]
    assert form.errors["who"] == ["Välj bland alternativen på sidan."]
    assert form.errors["unit"] == ["Välj i listan."]
    assert "kanske" not in form["answer"].as_field_group()


def test_the_summary_leads_to_each_fault_in_the_order_of_the_page() -> None:
    form = sent(Everything)
    found = forms.faults(form)
    assert found == [
        ("id_name", "Skriv vad du heter."),
        ("id_answer_0", "Välj ja, ja men inte allt, eller nej."),
        ("id_unit", "Välj i listan."),
        ("id_day_0", SHORT),
        ("id_good", "Skriv ditt svar här."),
        ("id_sure", "Kryssa i rutan för att gå vidare."),
    ]
    html = "".join(field.as_field_group() for field in form)
    ids = re.findall(r'<(?:input|select|textarea)[^>]* id="([^"]+)"', html)
    assert [target for target, _sentence in found] == [name for name in ids if name in dict(found)]
    assert len(set(ids)) == len(ids)


def test_a_fault_of_the_whole_form_has_no_box_to_go_to() -> None:
    form = sent(Lines, name="Karin")
    form.add_error(None, "Mötet slutar innan det börjar.")
    assert forms.faults(form) == [("", "Mötet slutar innan det börjar.")]
