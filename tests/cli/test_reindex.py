"""`permeate reindex`."""

import json

from django.core.management import call_command

from permeate.models import SearchRow


def test_it_indexes_what_is_published_and_says_how_much(build, capsys) -> None:
    build.opportunity()
    build.opportunity(status="DRAFT")

    call_command("reindex")
    assert "1 are indexed." in capsys.readouterr().out

    call_command("reindex", "--json")
    assert json.loads(capsys.readouterr().out) == {"indexed": 1}
    assert SearchRow.objects.count() == 1
