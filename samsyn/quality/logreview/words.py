"""The parts of a case in plain words: what somebody looked at, the same to the family and to a reviewer."""

from django.utils.translation import gettext_lazy

from samsyn.audit.models import Part

PARTS = {
    Part.LIST: gettext_lazy("raden i sin lista"),
    Part.CASE: gettext_lazy("första sidan"),
    Part.WORRY: gettext_lazy("varför en SIP"),
    Part.QUESTIONS: gettext_lazy("frågorna"),
    Part.CONSENT: gettext_lazy("svaren om samtycke"),
    Part.CUSTODY: gettext_lazy("vilka som är vårdnadshavare"),
    Part.SEEING: gettext_lazy("vem som ser vad"),
    Part.SAFETY: gettext_lazy("trygghet"),
    Part.SENDING: gettext_lazy("vad som skickas"),
    Part.PREPARATION: gettext_lazy("förberedelserna"),
    Part.MEETING: gettext_lazy("mötet"),
    Part.PLAN: gettext_lazy("planen"),
    Part.COPIES: gettext_lazy("kopiorna"),
    Part.FOLLOW_UP: gettext_lazy("uppföljningen"),
    Part.PROGRESS: gettext_lazy("hur det går med insatserna, och meddelanden"),
    Part.EVERYDAY: gettext_lazy("veckan och allt som görs"),
    Part.DISCHARGE: gettext_lazy("vistelsen på sjukhus"),
    Part.SUCCESSION: gettext_lazy("vem som håller ihop SIP:en, och byten"),
    Part.FILES: gettext_lazy("breven och bilderna"),
    Part.JOURNAL: gettext_lazy("texten till journalen"),
    Part.READINGS: gettext_lazy("vem som har läst"),
}
