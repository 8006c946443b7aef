"""No two routes share a name and its parts: an address made from the name would silently be the other one's."""

from __future__ import annotations

from collections import Counter

from django.urls import URLPattern, get_resolver


def names(resolver, spaces=()):
    for one in resolver.url_patterns:
        if isinstance(one, URLPattern):
            if one.name:
                yield ":".join([*spaces, one.name]), frozenset(one.pattern.converters)
        else:
            yield from names(one, (*spaces, one.namespace) if one.namespace else spaces)


def test_every_route_of_lokmin_has_a_name_of_its_own():
    ours = [found for found in names(get_resolver()) if not found[0].startswith("admin:")]
    assert len(ours) > 150
    assert [name for name, n in Counter(ours).items() if n > 1] == []
