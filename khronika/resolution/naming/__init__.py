"""Personal names taken apart and compared; `khronika.resolution.names` is the door."""
