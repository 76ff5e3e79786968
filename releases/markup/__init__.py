"""Mark-up without Django: what a browser reads in it, what is refused, and the one form it gets.

``releases.richtext`` is the face of it.
"""
