// Prints what the frame shows. Where the browser lets no page do that, its own button in the frame does.
// Whoever came by a button that says “print” gets the printer's window at once, unless something was
// left out and must be read first; a page that is asked for again does not print again.
"use strict";

function printFrame() {
  const frame = document.querySelector("iframe");
  try { frame.contentWindow.focus(); frame.contentWindow.print(); } catch { frame.focus(); }
}

addEventListener("DOMContentLoaded", () => {
  document.querySelector("[data-print]").addEventListener("click", printFrame);
});

// the frame may be there before the rest of the page is
document.addEventListener("load", (event) => {
  if (!event.target.matches || !event.target.matches("iframe.print")) return;
  if (location.hash !== "#print") return;
  history.replaceState(null, "", location.pathname);
  if (document.querySelector("[data-at-once]")) printFrame();
}, true);
