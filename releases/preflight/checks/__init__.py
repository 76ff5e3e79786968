"""The checks of pre-flight: each class here is one, found by ``releases.preflight.check``."""
