"""Bad input in every form: told in Chinese at the field, never an error page, never stored raw.

The forms come from the admin registry and the URL resolver, so a new one is tried on arrival.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from django import forms
from django.contrib import admin
from django.db import models, transaction
from lxml.html import document_fromstring

from tests.access_table import ROLES, TABLE
from tests.pages import address, inputs, read_out
from tests.test_access_matrix import addresses, subjects
from tests.world import World, make_world
from unions.date_forms import ChineseDateFormField, PartialDateFormField
from unions.fields import CleanLineFormField, CleanParagraphsFormField

# Formula, NUL, control, zero-width, direction override, markup, emoji, a character beyond the BMP.
NASTY = "=1+1\x00\x07\u200b\u202e<script>alert(1)</script>😀𠮷"
DIGITS = "9" * 30
LONG = "长" * 350_000  # one MB
# One bad value each for numbers, dates and links; None stands for a record of another town.
BAD = (
    (DIGITS, "2009-02-30", DIGITS),
    ("1e400", "20009-01-01", "abc"),
    ("二十", "9999-12-31", None),
    ("NaN", "0001-01-01", "\x00"),
)
NEW, KEPT = BAD[::2], BAD[1::2]  # one pair for the page that adds, one for the page that changes
DATES = (ChineseDateFormField, PartialDateFormField)
LINKS = (forms.ModelChoiceField, forms.ChoiceField)
TEXTS = {forms.CharField, CleanLineFormField, CleanParagraphsFormField}  # dates and numbers are not
QUERY = (
    "q",
    "year",
    "as_of",
    "until",
    "page",
    "p",
    "o",
    "by",
    "shown",
    "what",
    "when",
    "rows",
    "term",
)
NOT_TRIED = {"backups:download"}  # no input; a backup waits for the end of the transaction
# What the handlers of posted buttons read, besides the forms that stand on a page.
SENT = (
    *("button", "token", "back", "drive", "withdraw", "rows", "reason", "next", "kinds", "digest"),
    *("resource", "root", "union", "as_of", "column-3", "column-x", "cells", "id_number", "step"),
    *("movement", "day", "to", "action", "_selected_action", "select_across", "index", "seen"),
)


@pytest.fixture
def stage(db: None) -> World:
    return make_world()


class Trials:
    """The pages that add and change one type of record; what goes wrong there is collected."""

    def __init__(self, client: Any, record: models.Model, stage: World) -> None:
        self.client, self.record = client, record
        self.faults: list[tuple[object, ...]] = []
        page = client.get(address(record))
        self.given = inputs(page)
        fields = page.context["adminform"].form.fields.items()
        self.fields = {n: f for n, f in fields if n in self.given and not f.widget.is_hidden}
        known = (stage.foreign_enterprise, stage.foreign_member, stage.foreign_aid_case)
        self.foreign = {type(found): str(found.pk) for found in known}

    def note(self, *fault: object) -> None:
        self.faults.append((self.record._meta.label_lower, *fault))

    def post(self, url: str, changes: dict[str, str]) -> dict[str, Any]:
        """Errors by field, none when it was saved; a crash is noted."""
        try:
            answer = self.client.post(url, {**self.given, **changes})
        except Exception as error:  # noqa: BLE001 - any kind is what we look for
            self.note(url, sorted(changes), repr(error)[:200])
            return {name: ["出错"] for name in changes}
        if answer.status_code == 302:
            return {}
        if "<script>alert" in answer.content.decode():
            self.note(url, "printed unescaped")
        return dict(answer.context["adminform"].form.errors)

    def bad(self, number: str, day: str, link: str | None) -> dict[str, str]:
        values = {}
        for name, field in self.fields.items():
            if isinstance(field, forms.IntegerField):  # decimals, too
                values[name] = number
            elif isinstance(field, DATES):
                values[name] = day
            elif isinstance(field, LINKS):
                to = type(field.queryset.model()) if hasattr(field, "queryset") else None
                values[name] = link or self.foreign.get(to, "-1")  # type: ignore[arg-type]
        return values

    def refuses(self, url: str, changes: dict[str, str]) -> None:
        """Every one of the fields says in Chinese what is wrong with its value."""
        before = type(self.record)._base_manager.count()
        errors = self.post(url, {**changes, **dict.fromkeys(self.texts()[1:], NASTY)})
        for name, value in changes.items():
            told = " ".join(errors.get(name, []))
            if not re.search("[\u4e00-\u9fff]", told):
                self.note(name, value[:20], told or "accepted")
        if type(self.record)._base_manager.count() != before:
            self.note("stored a record", changes)

    def texts(self) -> list[str]:
        return [name for name, field in self.fields.items() if type(field) in TEXTS]

    def cleans(self) -> None:
        """Texts are stored clean, or refused; then the others are stored without them."""
        changes = dict.fromkeys(self.texts(), NASTY)
        if errors := self.post(address(self.record), changes):
            changes = {name: text for name, text in changes.items() if name not in errors}
            if errors := self.post(address(self.record), changes):
                self.note("refused twice", errors)
        self.record.refresh_from_db()
        for field in self.record._meta.concrete_fields:
            text = getattr(self.record, field.attname)
            if isinstance(text, str) and is_dirty(text):
                self.note(field.name, "stored", text[:40])


def is_dirty(text: str) -> bool:
    plain = text.replace("\n", "")
    return any(unicodedata.category(char) in {"Cc", "Cf", "Cs"} for char in plain)


def records(stage: World) -> Iterator[models.Model]:
    """One record of every type that staff can add."""
    keys = subjects(stage)
    for model in admin.site._registry:
        options = model._meta
        own = keys.get(f"{options.app_label}_{options.model_name}")
        if own and options.model_name not in {"user", "disclosure"}:
            yield model._base_manager.get(pk=own[0])


def test_bad_input_in_record_forms_is_told_at_the_field_and_never_stored(stage, client):
    client.force_login(stage.staff)
    faults: list[tuple[object, ...]] = []
    kinds: set[type] = set()
    for number, record in enumerate(records(stage)):
        trials = Trials(client, record, stage)
        trials.refuses(address(record, "add"), trials.bad(*NEW[number % 2]))
        long = {n: LONG for n in trials.texts() if type(trials.fields[n]) not in kinds}
        kinds |= {type(trials.fields[name]) for name in long}
        trials.refuses(
            address(record), {**trials.bad(*KEPT[number % 2]), **dict([*long.items()][:1])}
        )
        trials.cleans()
        faults += trials.faults
    assert not faults, "\n".join(map(str, faults))
    assert number > 20


def test_no_own_page_and_no_form_on_it_fails_on_junk(stage, client):
    """Junk in the query, then in all that can be typed into the posted forms of the page."""
    faults = []
    found = addresses(stage)
    shunned = {found[name][0] for name in NOT_TRIED}
    for name in sorted(TABLE.keys() - NOT_TRIED):
        if name.startswith("admin:") and name != "admin:autocomplete":
            continue  # their forms are tried record by record
        staff_may = TABLE[name].own[ROLES.index("staff")] != 404
        client.force_login(stage.staff if staff_may else stage.administrator)
        for method, target, typed in attempts(client, found[name][0]):
            if target in shunned:
                continue  # a form of another page
            before = transaction.savepoint()
            try:
                read_out(getattr(client, method)(target, typed))
            except Exception as error:  # noqa: BLE001
                faults.append((name, method, typed, repr(error)[:200]))
            transaction.savepoint_rollback(before)
    assert not faults, "\n".join(map(str, faults))


def attempts(client: Any, url: str) -> Iterator[tuple[str, str, dict[str, Any]]]:
    scope = dict(parse_qsl(urlsplit(url).query))
    yield "get", url, {**scope, **dict.fromkeys(QUERY, NASTY)}
    yield "get", url, {**scope, **dict.fromkeys(QUERY[4:], DIGITS), "union": DIGITS}
    page = client.get(url)
    read_out(page)
    is_page = page.status_code == 200 and page["Content-Type"].startswith("text/html")
    posted = list(posted_forms(page)) if is_page else []
    for target, typed in posted:
        yield "post", target or url, typed
    if posted or page.status_code == 405:
        yield "post", url, dict.fromkeys(SENT, NASTY)
        yield "post", url, dict.fromkeys(SENT, DIGITS)


def posted_forms(page: Any) -> Iterator[tuple[str, dict[str, str]]]:
    """Each form as it stands, with junk in its visible controls."""
    for form in document_fromstring(page.content.decode()).forms:
        if form.method != "POST" or "logout" in (form.action or ""):
            continue
        typed = dict(form.form_values())
        for control in form.inputs:
            kind = control.get("type", control.tag)
            if control.name and kind not in {"submit", "button", "checkbox", "file", "hidden"}:
                typed[control.name] = NASTY
        yield form.action or "", typed


def test_no_bulk_action_fails_on_junk(stage, client):
    """Each action once: rows that are no keys, then a real row with junk in what is asked."""
    client.force_login(stage.staff)
    faults: list[tuple[object, ...]] = []
    tried: set[str] = set()
    for record in records(stage):
        url = address(record, "changelist")
        client.get(url, dict.fromkeys(QUERY, NASTY))
        page = document_fromstring(client.get(url).content.decode())
        for action in set(page.xpath("//button[@name='action']/@value")) - tried - {""}:
            tried.add(action)
            for rows in (["abc"], [DIGITS], [str(record.pk)]):
                for step in ("", "look"):
                    sent: dict[str, Any] = dict.fromkeys(
                        ("day", "to", "survivor", "fate", "note"), NASTY
                    )
                    sent |= {"action": action, "step": step, "_selected_action": rows}
                    before = transaction.savepoint()
                    try:
                        read_out(client.post(url, sent))
                    except Exception as error:  # noqa: BLE001
                        faults.append((url, action, rows, step, repr(error)[:200]))
                    transaction.savepoint_rollback(before)
    assert not faults, "\n".join(map(str, faults))
    assert len(tried) > 3, tried
