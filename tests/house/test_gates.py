"""Every route declares who may come in."""

from django.urls import URLPattern, URLResolver, get_resolver


def routes(patterns=None, prefix=""):
    for pattern in patterns or get_resolver().url_patterns:
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, prefix + str(pattern.pattern))
        elif isinstance(pattern, URLPattern):
            yield prefix + str(pattern.pattern), pattern.callback


def test_every_route_wears_a_gate() -> None:
    found = list(routes())
    assert len(found) > 20
    bare = [route for route, view in found if not hasattr(view, "gate")]
    assert bare == []
