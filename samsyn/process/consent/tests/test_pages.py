"""The pages: their status, to whom they open, and that nothing typed is lost."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from samsyn.audit.models import Event
from samsyn.cases.models import Question
from samsyn.people.models import Assignment
from samsyn.process.consent.models import Answer, Inquiry, Stance

PAGES = ("fragor", "fragor/vem", "samtycke", "samtycke/svara", "samtycke/barnet")


def url(family, page):
    return f"/sip/{family.ref}/{page}/"


@pytest.mark.parametrize("page", PAGES)
def test_a_stranger_and_a_colleague_find_nothing(asked, client_as, page):
    for key in ("stranger", "colleague", "bup", "school"):
        assert client_as(key).get(url(asked, page)).status_code == 404


@pytest.mark.parametrize("page", PAGES)
def test_a_party_that_has_a_yes_is_told_whose_pages_these_are(asked, client_as, page):
    asked.answer("guardian", "yes")
    asked.answer("other_guardian", "yes")
    response = client_as("bup").get(url(asked, page))
    assert response.status_code == 403
    assert "Den här sidan är för familjen" in response.content.decode()


@pytest.mark.requirement("C028", "C189")
def test_a_party_finds_nothing_in_the_request_after_a_withdrawal(asked, client_as):
    asked.answer("guardian", "yes")
    asked.answer("other_guardian", "yes")
    bup = client_as("bup")
    assert bup.get(f"/sip/{asked.ref}/").status_code == 200
    mother = client_as("guardian")
    page = mother.get(url(asked, "samtycke")).content.decode()
    assert f'href="{url(asked, "samtycke/andra")}"' in page  # the first press
    confirm = mother.get(url(asked, "samtycke/andra"))
    assert "SIP:en är inte avslutad" in confirm.content.decode()
    assert mother.post(url(asked, "samtycke/andra")).status_code == 302  # the second
    # C028, C189: "The guardian must consent to the exchange of information": no longer, so nothing.
    assert bup.get(f"/sip/{asked.ref}/").status_code == 404
    assert "Du har tagit tillbaka ditt ja" in mother.get(url(asked, "samtycke")).content.decode()


def test_a_question_is_kept_word_for_word_with_its_language(ek, client_as):
    words = "كيف تصبح المدرسة أهدأ؟ <script>alert(1)</script>\r\nمرحبا 🎈"
    sent = {"do": "question", "question": words, "language": "ar"}
    assert client_as("guardian").post(url(ek, "fragor"), sent).status_code == 302
    ek.speaks("guardian")
    written = Question.objects.get()
    assert (written.text, written.language) == (words.replace("\r\n", "\n"), "ar")
    shown = client_as("child").get(url(ek, "fragor")).content.decode()
    assert "<script>alert" not in shown and 'lang="ar"' in shown


def test_what_cannot_be_saved_comes_back(ek, client_as):
    client, long = client_as("guardian"), "å" * 20_001
    for text in (long, ""):
        response = client.post(url(ek, "fragor"), {"do": "question", "question": text})
        assert response.status_code == 422
        assert text in response.content.decode()
    ek.ask_about(*"abcde")
    response = client.post(url(ek, "fragor"), {"do": "question", "question": "den sjätte"})
    assert response.status_code == 422
    assert "den sjätte" in response.content.decode()


def test_the_same_form_twice_is_one_question(ek, client_as):
    client = client_as("guardian")
    sent = {"do": "question", "question": "skolan", "once": "abc"}
    assert [client.post(url(ek, "fragor"), sent).status_code for _press in range(2)] == [302, 302]
    ek.speaks("guardian")
    assert Question.objects.count() == 1


@pytest.mark.requirement("C005")
def test_two_steps_name_a_person_at_a_unit(ek, client_as, cast):
    client = client_as("guardian")
    first = client.get(url(ek, "fragor/vem")).content.decode()
    assert "BUP Hallstad" in first
    duty = Assignment.objects.select_related("unit").get(pk=cast["bup"].assignment_id)
    unit, duty = duty.unit.ref, duty.ref
    second = url(ek, "fragor/vem") + f"?enhet={unit}"
    assert "Ali Hassan" in client.get(second).content.decode()
    assert client.post(second, {}).status_code == 422
    assert client.post(second, {"duty": duty}).status_code == 302
    # C005: 'The family names who should attend ("de personer som ni önskar ska närvara")'
    page = client.get(url(ek, "fragor")).content.decode()
    assert "Ali Hassan" in page and "Får en kallelse och är skyldig att komma." in page
    assert client_as("bup").get(url(ek, "fragor")).status_code == 404


def test_asking_needs_a_day_to_come(ek, client_as):
    ek.ask_about("skolan")
    ek.wish("bup")
    day = {"valid_to_0": "1", "valid_to_1": "1", "valid_to_2": "2020"}
    response = client_as("coordinator").post(url(ek, "fragor"), {"do": "ask", **names(client_as, ek, day)})
    assert response.status_code == 422
    assert "Datumet måste ligga framåt i tiden" in response.content.decode()


def names(client_as, ek, values):
    """The names of the three boxes, as the page has them."""
    page = client_as("coordinator").get(url(ek, "fragor")).content.decode()
    boxes = [part.split('"')[0] for part in page.split('name="')[1:] if part.startswith("valid_to")]
    return dict(zip(boxes, values.values(), strict=True))


def answered(family, key):
    family.speaks("coordinator")
    return Answer.objects.filter(place__person_id=family.cast[key].person_id).order_by("pk").last()


def test_each_of_the_three_buttons_answers(asked, client_as):
    client = client_as("guardian")
    page = client.get(url(asked, "samtycke/svara")).content.decode()
    for shown in ("skolan", "sömnen", "Ali Hassan", "Per Berg", "Du kan ändra dig när du vill."):
        assert shown in page
    asked.speaks("guardian")
    inquiry = Inquiry.objects.get()
    sent = {"inquiry": inquiry.ref, "kind": "partly", "words": "bara skolan"}
    nothing = client.post(url(asked, "samtycke/svara"), sent)
    assert nothing.status_code == 422 and "bara skolan" in nothing.content.decode()
    first = inquiry.questions[0]["ref"]
    sent |= {f"q_{first}": [inquiry.parties[0]["ref"]]}
    assert client.post(url(asked, "samtycke/svara"), sent).status_code == 302
    assert answered(asked, "guardian").allowed == [[inquiry.parties[0]["ref"], first]]
    for kind in ("yes", "no"):
        sent = {"inquiry": inquiry.ref, "kind": kind}
        assert client.post(url(asked, "samtycke/svara"), sent).status_code == 302
        assert answered(asked, "guardian").kind == kind
    assert "Du har svarat nej" in client.get(url(asked, "samtycke")).content.decode()


def test_a_question_changed_meanwhile_is_shown_anew_and_words_stay(asked, client_as):
    asked.speaks("guardian")
    old = Inquiry.objects.get()
    asked.ask_about("fritiden")
    new = asked.put_question(days=120)
    sent = {"inquiry": old.ref, "kind": "yes", "words": "mina ord"}
    response = client_as("guardian").post(url(asked, "samtycke/svara"), sent)
    page = response.content.decode()
    assert response.status_code == 422
    assert "Frågan har ändrats sedan du öppnade sidan" in page
    assert "mina ord" in page and "fritiden" in page and f'value="{new.ref}"' in page
    assert answered(asked, "guardian") is None


def test_staff_write_down_an_answer_by_telephone(asked, client_as):
    place = asked.place("other_guardian")
    inquiry = Inquiry.objects.get()
    client, address = client_as("coordinator"), url(asked, f"samtycke/skriv-in/{place.ref}")
    assert client.get(address).status_code == 200
    sent = {"inquiry": inquiry.ref, "kind": "yes"}
    assert client.post(address, sent).status_code == 422  # how?
    assert client.post(address, sent | {"how": "telephone"}).status_code == 302
    found = answered(asked, "other_guardian")
    assert (found.kind, found.how, found.recorded_by.called) == ("yes", "telephone", "Sara Lind")
    assert client_as("guardian").get(address).status_code == 403
    shown = client.get(url(asked, "samtycke")).content.decode()
    assert "på telefon" in shown and "Inskrivet av" in shown


@pytest.mark.parametrize(("key", "most"), [("coordinator", 30), ("guardian", 30)])
def test_what_a_page_asks_of_the_database_does_not_grow(asked, client_as, key, most):
    asked.answer("guardian", "yes")
    asked.answer("other_guardian", "yes")
    few = count_queries(client_as(key), asked)
    asked.ask_about("en till", "två till")
    asked.wish("habilitation", "nurse")
    asked.put_question(days=90)
    asked.answer("guardian", "yes")
    asked.answer("other_guardian", "yes")
    many = count_queries(client_as(key), asked)
    assert many <= few <= most


def count_queries(client, family):
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url(family, "samtycke")).status_code == 200
    return len(queries)


def test_one_guardian_is_not_shown_what_the_other_answered(asked, client_as):
    asked.answer("other_guardian", "no")
    page = client_as("guardian").get(url(asked, "samtycke")).content.decode()
    assert "Nej" not in page.replace("Mina ja och nej", "")


@pytest.mark.requirement("C183")
def test_the_child_says_what_it_thinks_in_its_own_words(asked, client_as):
    client = client_as("child")
    assert "Ring Bris" in client.get(url(asked, "samtycke/barnet")).content.decode()
    sent = {"kind": "no", "words": "jag vill inte att skolan är med"}
    assert client.post(url(asked, "samtycke/barnet"), sent).status_code == 302
    # C183: "The child, together with the guardian, takes part in shaping and deciding the support"
    shown = client_as("coordinator").get(url(asked, "samtycke")).content.decode()
    assert sent["words"] in shown and "Prata med Adam Ek först" in shown
    assert client.post(url(asked, "fragor"), {"do": "question", "question": "min egen"}).status_code == 302
    assert "min egen" in client_as("guardian").get(url(asked, "fragor")).content.decode()


def test_staff_convey_what_the_child_thinks_or_why_it_is_not_known(asked, client_as):
    client = client_as("coordinator")
    assert client.post(url(asked, "samtycke/barnet"), {"kind": "not_asked"}).status_code == 422
    sent = {"kind": "not_asked", "why": "Adam är på sjukhus"}
    assert client.post(url(asked, "samtycke/barnet"), sent).status_code == 302
    assert client_as("guardian").get(url(asked, "samtycke/barnet")).status_code == 403
    asked.speaks("guardian")
    assert Stance.objects.get().conveyed_by.called == "Sara Lind"


def test_every_step_is_in_the_familys_log_and_an_answer_in_ones_own(asked):
    asked.answer("guardian", "yes")
    asked.speaks("other_guardian")
    verbs = set(Event.objects.values_list("verb", flat=True))
    assert {"write_question", "wish_party", "ask_consent"} <= verbs
    assert "answer_consent" not in verbs
    asked.speaks("guardian")
    assert "answer_consent" in set(Event.objects.values_list("verb", flat=True))
    asked.answer("other_guardian", "yes")
    asked.speaks("bup")
    seen = set(Event.objects.values_list("verb", flat=True))
    assert not seen & {"wish_party", "ask_consent", "answer_consent"}
