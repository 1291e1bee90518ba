"""Rings: closed cycles and chains of releases, so that who lets somebody go receives somebody.

Read in this order: ``problem`` (what is asked), ``bounds`` (what no answer can exceed),
``greedy`` and ``exchange`` (good answers fast), ``pricing``, ``master`` and ``cuts`` (the
linear programme and its bound), ``rounding`` (whole answers from it), ``portfolio`` (who
does what when), ``checking`` (is it true?), ``explanation`` (in words).
"""
