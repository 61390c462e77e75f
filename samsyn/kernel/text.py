"""One form for what people write, so that a text equals itself."""

import unicodedata


def one_form(text: str) -> str:
    """Line breaks as LF and letters as NFC: browsers send CRLF, and é in two ways."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).rstrip()
