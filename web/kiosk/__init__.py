"""In: requests from a shared touch screen (`HEARD_KIOSK=yes`). Out: the same pages, which ask whether somebody is still there,
wipe what was not sent when nobody is, and never show an ended visit again. A visit is what one cookie holds."""
