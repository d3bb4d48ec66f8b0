"""Results as localised values, without layout."""
