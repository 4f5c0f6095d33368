"use strict";
const at = (id) => document.getElementById(id);
const who = at("who");
const note = at("note");
let current = null;
let busy = false;
const later = new Set();

who.value = localStorage.getItem("scanaudit-who") || "";

async function ask(path, body) {
  const options = body === undefined ? {} : {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  };
  const answer = await fetch(path, options);
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

function tell(text, failed) {
  at("told").textContent = text;
  at("told").className = failed ? "failed" : "";
}

function show(section) {
  for (const id of ["ask", "over", "start"]) at(id).hidden = id !== section;
}

function count(told) {
  at("count").textContent = at("count").dataset.template
    .replace("[decided]", told.decided).replace("[total]", told.total)
    .replace("[unclear]", told.unclear).replace("[left]", told.left);
}

function place(box, frame) {
  box.hidden = !frame;
  if (!frame) return;
  const [x0, y0, x1, y1] = frame.map((part) => 100 * part);
  Object.assign(box.style, { left: `${x0}%`, top: `${y0}%`, width: `${x1 - x0}%`, height: `${y1 - y0}%` });
}

async function present(question) {
  current = question;
  if (!question) return over();
  show("ask");
  note.value = "";
  at("applicant").textContent = question.applicant;
  at("notice").textContent = question.notice;
  at("question").textContent = question.question;
  at("earlier").textContent = question.earlier;
  at("requirement").textContent = [question.requirement, question.clause, question.code].filter(Boolean).join(" · ");
  at("place").textContent = `${question.file} · ${question.page}`;
  const places = await ask(`/api/places/${question.subject}`);
  at("crop-frame").hidden = !places.crop;
  at("page-frame").hidden = !places.picture;
  if (places.crop) at("crop").src = `/picture/${question.subject}/crop.jpg`;
  if (places.picture) at("page").src = `/picture/${question.subject}/page.jpg`;
  place(at("crop-box"), places.crop);
  place(at("page-box"), places.page);
  document.body.dataset.subject = question.subject;
}

function over() {
  delete document.body.dataset.subject;
  show("over");
  const left = Number(document.body.dataset.left || 0);
  at("over-title").textContent = left ? at("over-title").dataset.others : at("over-title").dataset.done;
  at("over-title").focus();
}

async function once(work) {
  if (busy) return;
  busy = true;
  try {
    await work();
  } catch {
    tell(at("told").dataset.failed, true);
  } finally {
    busy = false;
  }
}

async function next() {
  if (!who.reportValidity()) return;
  localStorage.setItem("scanaudit-who", who.value);
  const query = new URLSearchParams({ who: who.value, skip: Array.from(later).join(",") });
  const answer = await ask(`/api/next?${query}`);
  document.body.dataset.left = answer.count.left;
  count(answer.count);
  await present(answer.question);
}

async function decide(answer) {
  if (!current || at("ask").hidden) return;
  const told = await ask("/api/decide", { subject: current.subject, answer, who: who.value, note: note.value });
  tell(told.differs ? `${told.verdict} ${at("told").dataset.differs}` : told.verdict, false);
  await next();
}

async function undo() {
  const told = await ask("/api/undo", { who: who.value });
  count(told.count);
  if (!told.question) return tell(at("told").dataset.nothing, false);
  later.delete(told.question.subject);
  tell("", false);
  await present(told.question);
}

async function putOff() {
  if (!current) return;
  later.add(current.subject);
  await next();
}

const keys = {
  y: () => decide("yes"), n: () => decide("no"), u: () => decide("unclear"),
  z: undo, l: putOff, r: () => { later.clear(); return next(); },
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target === note || event.target === who) {
    if (event.key === "Enter" || event.key === "Escape") {
      event.preventDefault();
      event.target.blur();
      if (event.target === who && !at("start").hidden) once(next);
    }
    return;
  }
  const key = event.key.toLowerCase();
  if (key === "e" && !at("ask").hidden) {
    event.preventDefault();
    note.focus();
  } else if (at("start").hidden && keys[key]) {
    event.preventDefault();
    once(keys[key]);
  }
});

for (const id of ["yes", "no", "unclear"]) at(id).addEventListener("click", () => once(() => decide(at(id).dataset.answer)));
at("undo").addEventListener("click", () => once(undo));
at("undo-over").addEventListener("click", () => once(undo));
at("later").addEventListener("click", () => once(putOff));
at("again").addEventListener("click", () => once(keys.r));
at("begin").addEventListener("click", () => once(next));
if (!who.value) who.focus(); else at("begin").focus();
