"""The desk: a page in the browser that does what the commands do. `server` starts it, `guard` lets
nobody else in, `app` puts the screens together, `work` holds what they share. Each screen is a
module of `screens` and a template of its name; it calls the steps and decides nothing."""
