"""Forms 文书: one module per printed form: what it asks, its frozen data, and how it is filled from the records."""
