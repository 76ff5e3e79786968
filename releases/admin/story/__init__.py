"""The history of a release as prose: what was done, by whom, when, with what changed below."""
