"""One dated matching run: two sides rank each other, places hold so many, limits bind.

``problem`` is what is asked, ``stable``, ``together``, ``ties``, ``largest`` and ``fair``
answer it, ``checking`` proves an answer from the problem alone, ``explaining`` tells each
person why.
"""
