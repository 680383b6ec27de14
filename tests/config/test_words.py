"""Sentences of Django are said in our words, and the compiled file is that of the source."""

import re
from gettext import GNUTranslations

import pytest
from django.conf import settings

from tests.pages import address, text_of
from unions.models import Headcount

FOLDER = settings.BASE_DIR / "locale" / "zh_Hans" / "LC_MESSAGES"
ENTRY = re.compile(r'msgid "(.+)"\n(?:msgid_plural "(.+)"\n)?msgstr(?:\[0\])? "(.+)"')


def test_the_compiled_words_are_those_of_the_source():
    with (FOLDER / "django.mo").open("rb") as file:
        compiled = GNUTranslations(file)
    written = ENTRY.findall((FOLDER / "django.po").read_text(encoding="utf-8"))
    assert len(written) > 25
    for one, many, words in written:
        assert (compiled.ngettext(one, many, 2) if many else compiled.gettext(one)) == words


@pytest.mark.django_db
def test_a_form_asks_for_what_is_missing_by_name(world, client):
    client.force_login(world.staff)
    told = text_of(client.post(address(Headcount, "add"), {}))
    assert "请填写统计截至。" in told
    assert "必填项" not in told
