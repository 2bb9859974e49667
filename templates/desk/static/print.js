// Prints what the frame shows. Where the browser lets no page do that, its own button in the frame does.
"use strict";

document.querySelector("[data-print]").addEventListener("click", () => {
  const frame = document.querySelector("iframe");
  try { frame.contentWindow.focus(); frame.contentWindow.print(); } catch { frame.focus(); }
});
