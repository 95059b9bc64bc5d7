"""What the HTTP interface says about the switchboard."""
