"""What a WSGI server loads."""

import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from permeate.safety import refuse_demonstration_data

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "permeate.settings")
application = get_wsgi_application()

from permeate.web.search.warming import warm_search  # noqa: E402  tables are known only now

get_resolver().url_patterns  # noqa: B018 - loads every page now, not at the first request
refuse_demonstration_data()
warm_search()
