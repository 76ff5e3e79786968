"""What a browser calls itself, said shorter: enough to know one's own again."""

_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("CriOS/", "Chrome"),
    ("Safari/", "Safari"),
)
_MACHINES = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Macintosh", "Mac"),
    ("CrOS", "Chromebook"),
    ("Linux", "Linux"),
)


def in_words(agent: str) -> str:
    """``Firefox on Windows``; what cannot be told is called a browser."""
    browser = next((said for mark, said in _BROWSERS if mark in agent), "A browser")
    machine = next((said for mark, said in _MACHINES if mark in agent), "")
    return f"{browser} on {machine}" if machine else browser
