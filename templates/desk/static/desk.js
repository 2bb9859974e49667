// The little that plain forms cannot do: clear away patients when nobody is there, watch what goes
// on, take a file that is dropped, copy a row. Every page works without it.
"use strict";

const MINUTE = 60000, WARNS_AFTER = 9 * MINUTE, CLEARS_AFTER = 10 * MINUTE;
const TELLS_EVERY = 15000;

function clearWhenLeft(body) {
  const leaving = document.getElementById("leaving");
  let touched = Date.now(), told = Date.now();
  const post = (path) => fetch(path, { method: "POST", keepalive: true }).catch(() => {});
  const leave = () => {
    document.querySelectorAll("main, title").forEach((each) => each.replaceChildren());
    location.replace(body.dataset.cleared);
  };
  const touch = () => {
    if (Date.now() - touched >= CLEARS_AFTER) { leave(); return; }
    if (leaving.open) return;  // it was asked: the answer counts
    touched = Date.now();
    if (touched - told > TELLS_EVERY) { told = touched; post(body.dataset.touch); }
  };
  ["keydown", "pointerdown", "pointermove", "scroll", "input"].forEach(
    (kind) => addEventListener(kind, touch, { passive: true, capture: true }));
  // the answer counts at once: "close" comes later, and a timer may run before it
  const answer = () => { leaving.close(); touch(); };
  leaving.querySelector("form").addEventListener("submit", answer);
  leaving.addEventListener("cancel", answer);
  setInterval(() => {
    const idle = Date.now() - touched;
    if (idle >= CLEARS_AFTER) leave();
    else if (idle >= WARNS_AFTER && !leaving.open) leaving.showModal();
  }, 1000);
  // a page that comes back from the browser's memory is asked for again
  addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
}

// Only a page that is seen watches: a browser opens few connections to one server.
function watch(element) {
  const bar = element.querySelector("progress");
  let source = null;
  const shut = () => { if (source) source.close(); source = null; };
  const open = () => {
    source = new EventSource(element.dataset.events);
    source.addEventListener("far", (event) => show(JSON.parse(event.data)));
    source.addEventListener("done", () => { shut(); location.reload(); });
    source.addEventListener("error", () => {  // too many pages watch: look again later
      if (source && source.readyState === EventSource.CLOSED) setTimeout(() => location.reload(), 10000);
    });
  };
  const show = (far) => {
    element.querySelectorAll("[data-says]").forEach((each) => {
      if (each.textContent !== far[each.dataset.says]) each.textContent = far[each.dataset.says];
    });
    if (bar && far.of) { bar.max = far.of; bar.value = far.done; }
    else if (bar) bar.removeAttribute("value");
  };
  document.addEventListener("visibilitychange", () => { shut(); if (!document.hidden) open(); });
  addEventListener("pagehide", shut);
  if (!document.hidden) open();
}

function takeDrops(area) {
  const input = area.querySelector("input[type=file]");
  const over = (is) => (event) => { event.preventDefault(); area.classList.toggle("over", is); };
  area.addEventListener("dragover", over(true));
  area.addEventListener("dragleave", over(false));
  area.addEventListener("drop", (event) => {
    over(false)(event);
    if (event.dataTransfer.files.length) { input.files = event.dataTransfer.files; send(); }
  });
  const send = () => { if (input.files.length) area.closest("form").requestSubmit(); };
  input.addEventListener("change", send);
}

function copies(button) {
  button.addEventListener("click", () => {
    const text = button.parentElement.querySelector("textarea");
    text.select();
    navigator.clipboard.writeText(text.value).catch(() => document.execCommand("copy"));
  });
}

if ("patients" in document.body.dataset) clearWhenLeft(document.body);
document.querySelectorAll("[data-events]").forEach(watch);
document.querySelectorAll(".drop").forEach(takeDrops);
document.querySelectorAll("[data-copy]").forEach(copies);
