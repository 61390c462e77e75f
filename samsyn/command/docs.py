"""`make docs`: writes the pages that are generated from the two tables; asks no database."""

import os

from samsyn.command.place import CLONE

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samsyn.settings")
    import django

    django.setup()
    from samsyn.cases.docs import PAGES
    from samsyn.command import needs

    for name, page in {**PAGES, "needs.md": needs.page}.items():
        (CLONE / "docs" / name).write_text(page(), encoding="utf-8")
