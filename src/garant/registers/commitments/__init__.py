"""What people promised: in the charter in force, in an arbitration, after an incident."""
