#!/usr/bin/env python
"""Django's command line for the ledger."""

import gc
import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line

if __name__ == "__main__":
    # A command lives for seconds: looking for garbage at Python's usual pace costs it a sixteenth.
    gc.set_threshold(100_000, 20, 20)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as fault:
        sys.exit(str(fault))
