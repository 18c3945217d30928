"""``laporan.html``: the whole report as one page that opens from a USB stick, in both languages, with drill-down and filters."""
