#!/usr/bin/env python
"""Django's command line for the ledger."""

import gc
import os
import sys

import django
from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    # What the apps load stays to the end: looking through it for garbage, there and at the exit,
    # costs a command that lives for seconds a twelfth.
    gc.disable()
    try:
        django.setup()
        gc.freeze()
        gc.set_threshold(100_000, 20, 20)
        gc.enable()
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as fault:
        sys.exit(str(fault))
