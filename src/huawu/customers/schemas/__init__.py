"""What the HTTP interface says and hears of customers."""
