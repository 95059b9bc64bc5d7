"""What the HTTP interface says and hears of cases."""
