"""Record pages as a person uses them: open the form, change some inputs, press save."""

import html
import re

from django.urls import reverse
from lxml.html import document_fromstring

__all__ = ["address", "inputs", "messages_of", "open_form", "read_out", "save", "text_of"]


def address(record, action: str = "change") -> str:
    """The page of a record; of a model for "add" and "changelist"."""
    name = f"admin:{record._meta.app_label}_{record._meta.model_name}_{action}"
    return reverse(name, args=[] if action in {"add", "changelist"} else [record.pk])


def inputs(response) -> dict[str, str]:
    """What the browser would send for the page's main form, without pressing a button."""
    page = document_fromstring(response.content.decode())
    main = max(page.forms, key=lambda form: len(form.form_values()))
    # The row that "添加一行" copies is not a row yet.
    return {k: v for k, v in main.form_values() if "__prefix__" not in k}


def open_form(client, url: str) -> dict[str, str]:
    response = client.get(url)
    assert response.status_code == 200, response.status_code
    return inputs(response)


def save(client, url: str, **changes):
    """Opens the form, types ``changes`` over it and saves; ``__`` in a name stands for "-"."""
    form = open_form(client, url)
    form.update({name.replace("__", "-"): value for name, value in changes.items()})
    return client.post(url, form)


def read_out(response) -> bytes:
    """The body to its end, with the file behind it closed.

    response.close() would end the request a second time, and with it PostgreSQL's connection.
    """
    content = b"".join(response.streaming_content) if response.streaming else response.content
    for close in response._resource_closers:
        close()
    return content


def text_of(response) -> str:
    """Visible text of a page, blanks collapsed."""
    body = re.sub(r"(?s)<script.*?</script>|<[^>]*>", " ", response.content.decode())
    return re.sub(r"\s+", " ", html.unescape(body))


def messages_of(response) -> list[str]:
    return [str(message) for message in response.context["messages"]]
