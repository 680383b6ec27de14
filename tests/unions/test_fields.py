"""Model fields that clean or encrypt on every path into the database."""

from pathlib import Path
from typing import Any, ClassVar

import pytest
from django import forms
from django.core.exceptions import FieldError, ValidationError
from django.core.serializers import serialize
from django.core.serializers.base import SerializationError
from django.db import connection, models
from django.db.models import F
from django.db.models.functions import Upper
from django.test.utils import isolate_apps
from simple_history.models import HistoricalRecords

from unions import crypto
from unions.crypto import UnreadableSecret
from unions.fields import CleanCharField, CleanTextField, EncryptedField
from unions.text import PARAGRAPHS_MAX

PHONE = "13812345678"


def nobody(*args, **kwargs):
    return None


with isolate_apps():

    class Card(models.Model):
        name = CleanCharField("名称", max_length=8)
        note = CleanTextField("备注", blank=True)
        phone = EncryptedField("电话", blank=True, max_length=20)
        objects: ClassVar[models.Manager[Any]] = models.Manager()
        history = HistoricalRecords(
            history_user_id_field=models.IntegerField(null=True),
            history_user_getter=nobody,
            history_user_setter=nobody,
            get_user=nobody,
        )

        class Meta:
            app_label = "unions"
            db_table = "test_card"

        def __str__(self) -> str:
            return self.name

    class CardForm(forms.ModelForm):
        class Meta:
            model = Card
            fields = ["name", "note", "phone"]


HISTORY = Card.history.model


@pytest.fixture(scope="module")
def card_tables(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        for model in (Card, HISTORY):
            with connection.schema_editor() as editor:
                editor.create_model(model)
        yield
        for model in (HISTORY, Card):
            with connection.schema_editor() as editor:
                editor.delete_model(model)


@pytest.fixture(autouse=True)
def keys(settings, tmp_path):
    settings.LEDGER_KEY_DIR = tmp_path / "keys"
    crypto.ensure_keys(settings.LEDGER_KEY_DIR)
    return Path(settings.LEDGER_KEY_DIR)


@pytest.fixture
def cards(db, card_tables):
    return Card.objects


def raw(table, column="phone"):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {table} ORDER BY 1")
        return [row[0] for row in cursor.fetchall()]


def test_names_are_cleaned_on_every_way_into_the_database(cards):
    saved = cards.create(name=" 良山\u200b厂\x00 ")
    cards.bulk_create([Card(name="良山\u202e厂")])
    updated = cards.create(name="甲")
    cards.filter(pk=updated.pk).update(name="\u3000良山厂\n")
    assert set(cards.values_list("name", flat=True)) == {"良山厂"}
    assert saved.name == "良山厂"


def test_a_search_finds_the_name_as_it_was_pasted(cards):
    cards.create(name="良山厂")
    assert cards.filter(name="良山\u200b厂 ").exists()


def test_an_empty_cell_is_stored_as_empty_text(cards):
    card = cards.create(name="甲", note=None, phone=None)
    card.refresh_from_db()
    assert (card.note, card.phone) == ("", "")


def test_paragraphs_keep_their_lines(cards):
    assert cards.create(name="甲", note="一\r\n\u3000\u3000二").note == "一\n二"


def test_an_expression_can_be_saved(cards):
    card = cards.create(name="abc")
    card.name = Upper(F("name"))
    card.skip_history_when_saving = True  # a history row cannot be inserted from an expression
    card.save()
    assert cards.get().name == "ABC"


def test_a_name_of_invisible_characters_is_empty():
    with pytest.raises(ValidationError) as caught:
        Card(name="\u200b\u3000").full_clean()
    assert list(caught.value.message_dict) == ["name"]
    assert list(CardForm({"name": "\u200b"}).errors) == ["name"]


@pytest.mark.parametrize(
    "values",
    [
        {"name": "工" * 9},
        {"name": "甲", "note": "工" * (PARAGRAPHS_MAX + 1)},
        {"name": "甲", "phone": "1" * 21},
    ],
)
def test_what_is_too_long_is_refused_by_form_and_model_alike(values):
    too_long = max(values, key=lambda field: len(values[field]))
    with pytest.raises(ValidationError) as caught:
        Card(**values).full_clean()
    assert list(caught.value.message_dict) == [too_long]
    assert list(CardForm(values).errors) == [too_long]


def test_length_is_counted_after_cleaning():
    assert CardForm({"name": "\u200b" * 50 + "工" * 8 + "\x00"}).is_valid()


def test_a_secret_is_plain_in_python_and_a_token_in_the_tables(cards):
    card = cards.create(name="甲", phone=f" {PHONE}\u200b")
    assert card.phone == PHONE
    assert cards.get().phone == PHONE
    stored = raw("test_card") + raw(HISTORY._meta.db_table)
    assert len(stored) == 2
    assert all(token.startswith("k1:") and PHONE not in token for token in stored)


def test_bulk_writes_and_updates_encrypt_too(cards):
    cards.bulk_create([Card(name="甲", phone=PHONE), Card(name="乙", phone="")])
    card = cards.get(name="乙")
    card.phone = "13900000000"
    cards.bulk_update([card], ["phone"])
    cards.filter(name="甲").update(phone="13700000000")
    assert sorted(cards.values_list("phone", flat=True)) == ["13700000000", "13900000000"]
    assert all(token.startswith("k1:") for token in raw("test_card"))


def test_no_secret_is_no_token(cards):
    cards.create(name="甲")
    assert raw("test_card") == [""]
    assert cards.get().phone == ""


def test_history_keeps_every_version_readable(cards):
    card = cards.create(name="甲", phone=PHONE)
    card.phone = "13900000000"
    card.save()
    newest, oldest = card.history.all()
    assert [oldest.phone, newest.phone] == [PHONE, "13900000000"]
    assert newest.diff_against(oldest).changed_fields == ["phone"]


@pytest.mark.parametrize("lookup", ["phone", "phone__icontains", "phone__in", "phone__gt"])
def test_searching_a_secret_directly_is_refused(cards, lookup):
    with pytest.raises(FieldError, match="加密存放"):
        cards.filter(**{lookup: PHONE})


def test_only_isnull_can_be_asked_of_a_secret(cards):
    cards.create(name="甲", phone=PHONE)
    assert cards.filter(phone__isnull=False).count() == 1


def test_a_secret_is_not_dumped_as_text(cards):
    with pytest.raises(SerializationError, match="backup"):
        serialize("json", [cards.create(name="甲", phone=PHONE)])


def test_a_secret_is_in_no_sql_and_no_repr(cards, django_assert_num_queries):
    with django_assert_num_queries(2) as captured:
        card = cards.create(name="甲", phone=PHONE)
    assert all(PHONE not in query["sql"] for query in captured.captured_queries)
    assert PHONE not in repr(card)


def test_reading_with_another_key_says_so(cards, settings, tmp_path):
    cards.create(name="甲", phone=PHONE)
    settings.LEDGER_KEY_DIR = tmp_path / "others"
    crypto.ensure_keys(settings.LEDGER_KEY_DIR)
    with pytest.raises(UnreadableSecret):
        cards.get()
    assert cards.defer("phone").get().name == "甲"


@pytest.mark.parametrize("name", ["name", "note", "phone"])
def test_fields_can_be_written_into_a_migration(name):
    field: Any = Card._meta.get_field(name)
    _, path, args, kwargs = field.deconstruct()
    assert path == f"unions.fields.{type(field).__name__}"
    assert type(field)(*args, **kwargs).deconstruct()[1:] == (path, args, kwargs)
