"""What tests/test_embargo.py is made of: canaries, worlds, surfaces, the crawl."""
