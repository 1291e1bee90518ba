#!/usr/bin/env python
"""Run Permeate's and Django's commands from a checkout; installed, the same is `permeate`."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "permeate.settings")
    execute_from_command_line(sys.argv)
