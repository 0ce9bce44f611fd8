"""The symbols of ISO 15223-1 as paths, drawn by us."""
