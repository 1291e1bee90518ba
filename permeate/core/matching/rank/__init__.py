"""Rank: for one person the best few of many opportunities, with hard limits and readable scores.

``facts`` says what is compared, ``limits`` what rules an opportunity out, ``scoring`` what
speaks for it, ``explaining`` both in words: plain Python, one pair at a time. ``columns``,
``bitmaps``, ``query`` and ``best`` give the same answer over a million opportunities.
``exposure`` spreads first places. Sizes and figures: ``docs/decisions/ranking.md``.
"""
