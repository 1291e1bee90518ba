from django.urls import path

from permeate.web.rounds import answering, owning, ranking, running, views

urlpatterns = [
    path("", views.rounds, name="rounds"),
    path("of/<str:reference>/new/", owning.new, name="new_round"),
    path("places/<str:reference>/rank/", ranking.rank_people, name="rank_people"),
    path("runs/<str:reference>/", running.run, name="round_run"),
    path("runs/<str:reference>/publish/", running.publish, name="publish_round"),
    path("<str:reference>/", views.round_page, name="round"),
    path("<str:reference>/edit/", owning.edit, name="edit_round"),
    path("<str:reference>/places/", owning.places, name="round_places"),
    path("<str:reference>/limits/", owning.limits, name="round_limits"),
    path("<str:reference>/pairs/", owning.pairs, name="round_pairs"),
    path("<str:reference>/open/", owning.open_rankings, name="open_round"),
    path("<str:reference>/close/", owning.close, name="close_round"),
    path("<str:reference>/try/", running.attempt, name="try_round"),
    path("<str:reference>/rank/", ranking.rank_places, name="rank_places"),
    path("<str:reference>/answer/", answering.answer, name="answer_match"),
]
