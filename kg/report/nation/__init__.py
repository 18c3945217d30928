"""What a check of many units writes, and its roll-up by kabupaten, provinsi and nation."""
