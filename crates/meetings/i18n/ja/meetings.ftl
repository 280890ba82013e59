# Dates, agenda, meeting, promises, history.
