"""Work calendars that come with orqa: their data and the code that reads them."""
