"""Reading a release: wire text in, structured release out (docs/reading.md).

Pure functions over text: no Django, no network, no clock.
"""
