"""Past and running assessments: progress, record, store, locks."""
