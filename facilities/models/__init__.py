"""Facilities, what releases say of them, and figures of their capacity."""

from facilities.models.capacity import CapacityFigure, CapacitySeries, CapacitySite
from facilities.models.facility import Facility, FacilityUpdate

__all__ = ["CapacityFigure", "CapacitySeries", "CapacitySite", "Facility", "FacilityUpdate"]
