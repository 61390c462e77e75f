"""The pages that anybody may read, a row each; their words stand in templates/public/reading/."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

# Who a page is written for → how hard its Swedish may be (LIX; frontend.md 8.1).
CHILD, FAMILY, STAFF = 25, 35, 45


@dataclass(frozen=True)
class Reading:
    """`more`: what one may want to read next."""

    name: str
    path: str
    title: str
    hardest: int
    more: tuple[str, ...]

    @property
    def template(self) -> str:
        return f"public/reading/{self.name}.html"


PAGES: dict[str, Reading] = {
    page.name: page
    for page in (
        Reading("what_is_sip", "vad-ar-sip/", _("Vad är en SIP?"), FAMILY,
                ("for_children", "for_guardians", "for_adults", "who_takes_part", "the_law")),
        Reading("for_children", "for-barn/", _("SIP för dig som är barn"), CHILD,
                ("for_young", "the_meeting", "words")),
        Reading("for_young", "for-unga/", _("SIP för dig som är ung"), FAMILY,
                ("for_children", "the_meeting", "secrecy", "regions")),
        Reading("for_guardians", "for-familjen/", _("För vårdnadshavare och anhöriga"), FAMILY,
                ("who_takes_part", "the_meeting", "secrecy", "when_wrong")),
        Reading("for_adults", "for-vuxna/", _("För dig som är vuxen"), FAMILY,
                ("what_is_sip", "who_takes_part", "secrecy", "the_law")),
        Reading("for_staff", "for-personal/", _("För dig som arbetar med SIP"), STAFF,
                ("who_takes_part", "the_meeting", "the_law", "regions")),
        Reading("who_takes_part", "vilka-ar-med/", _("Vilka är med i en SIP?"), FAMILY,
                ("the_meeting", "regions", "what_is_sip")),
        Reading("the_meeting", "sa-gar-motet-till/", _("Så går mötet till"), FAMILY,
                ("who_takes_part", "when_wrong", "for_children")),
        Reading("the_law", "lagen/", _("Vad säger lagen?"), STAFF,
                ("secrecy", "regions", "what_is_sip")),
        Reading("secrecy", "sekretess-och-samtycke/", _("Sekretess och samtycke"), FAMILY,
                ("when_wrong", "the_law", "for_guardians")),
        Reading("when_wrong", "nar-det-blir-fel/", _("När det blir fel"), FAMILY,
                ("secrecy", "for_guardians", "for_adults")),
        Reading("words", "ord/", _("Ord som används"), FAMILY,
                ("what_is_sip", "for_children")),
        Reading("material", "material/", _("Filmer och material"), FAMILY,
                ("for_children", "for_staff", "the_meeting")),
        Reading("regions", "din-region/", _("Vad gäller där du bor?"), FAMILY,
                ("the_law", "for_staff", "who_takes_part")),
    )
}  # fmt: skip
# The first question on the front page: who are you?
DOORS = [PAGES[name] for name in ("for_children", "for_young", "for_guardians", "for_adults", "for_staff")]
