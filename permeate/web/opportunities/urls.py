from django.urls import path

from permeate.web.opportunities import drafting, managing, views

ONE = "opportunities/<str:reference>/"

# The list of all, ``opportunities/``, belongs to finding.
urlpatterns = [
    path("hosting/", managing.hosting, name="hosting"),
    path("opportunities/new/", drafting.draft, name="draft_opportunity"),
    path(
        "opportunities/keep-open/<str:token>/", managing.keep_by_link, name="keep_opportunity_link"
    ),
    path(
        "opportunities/dates/<str:reference>/places/", managing.change_places, name="change_places"
    ),
    path("opportunities/dates/<str:reference>/cancel/", managing.cancel_date, name="cancel_date"),
    path(ONE, views.opportunity, name="opportunity"),
    path(f"{ONE}edit/", drafting.task_list, name="edit_opportunity"),
    path(f"{ONE}edit/<slug:section>/", drafting.section, name="edit_opportunity"),
    path(f"{ONE}audience/", drafting.audience, name="opportunity_audience"),
    path(f"{ONE}dates/add/", managing.add_date, name="add_date"),
    path(f"{ONE}publish/", drafting.publish, name="publish_opportunity"),
    path(f"{ONE}copy/", drafting.copy, name="copy_opportunity"),
    path(f"{ONE}close/", managing.close, name="close_opportunity"),
    path(f"{ONE}withdraw/", managing.withdraw, name="withdraw_opportunity"),
    path(f"{ONE}keep-open/", managing.keep, name="keep_opportunity"),
]
