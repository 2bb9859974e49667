// Prints what the frame shows. Where the browser lets no page do that, its own button in the frame does.
// Whoever came by a button that says “print” gets the printer's window at once, unless something was
// left out and must be read first; a page that is asked for again does not print again.
"use strict";

function print() {
  const frame = document.querySelector("iframe");
  try { frame.contentWindow.focus(); frame.contentWindow.print(); } catch { frame.focus(); }
}

// the frame may be there before the rest of the page is
document.addEventListener("load", (event) => {
  if (!event.target.matches || !event.target.matches("iframe.print")) return;
  const button = document.querySelector("[data-print]");
  button.addEventListener("click", print);
  if (location.hash !== "#print") return;
  history.replaceState(null, "", location.pathname);
  if ("atOnce" in button.dataset) print();
}, true);
