"""Requests here go over plain HTTP, and the static files' middleware warns without its folder."""

import pytest


@pytest.fixture(autouse=True)
def _plain_http_and_a_static_folder(settings, tmp_path):
    settings.SECURE_SSL_REDIRECT = False
    settings.STATIC_ROOT = tmp_path
