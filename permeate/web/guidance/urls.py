"""Guidance: reading, writing, versions, and what each statement rests on."""

from django.urls import path

from permeate.web.guidance import exporting, linking, views, writing

urlpatterns = [
    path("", views.all_guidance, name="guidance_list"),
    path("new/", writing.start, name="start_guidance"),
    path("my-experience/", views.my_experience, name="my_experience"),
    path("links/<str:reference>/", linking.judge, name="judge_link"),
    path("links/<str:reference>/resolve/", linking.resolve, name="resolve_contradiction"),
    path("<str:reference>/", views.guidance, name="guidance"),
    path("<str:reference>/edit/", writing.edit, name="edit_guidance"),
    path("<str:reference>/publish/", writing.publish, name="publish_guidance"),
    path("<str:reference>/versions/", views.versions, name="guidance_versions"),
    path(
        "<str:reference>/compare/<int:older>/<int:newer>/", views.compare, name="compare_guidance"
    ),
    path("<str:reference>/pdf/", exporting.pdf, name="guidance_pdf"),
    path("<str:reference>/html/", exporting.html, name="guidance_html"),
    path("<str:reference>/statements/<str:statement>/", linking.propose, name="link_statement"),
]
