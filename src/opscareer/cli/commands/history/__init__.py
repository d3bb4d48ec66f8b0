"""`opscareer history`: past assessments."""
