"use strict";
const at = (id) => document.getElementById(id);
const root = at("review");
const who = at("who"); // not there where the server knows who it is
const note = at("note");
let current = null;
let busy = false;
const later = new Set();

if (who) who.value = localStorage.getItem("scanaudit-who") || "";

const name = () => (who ? who.value : "-");
const address = (path) => `${root.dataset.base}${path}`;

async function ask(path, body) {
  const options = body === undefined ? {} : {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-CSRF-Token": root.dataset.csrf },
    body: JSON.stringify(body),
  };
  const answer = await fetch(address(path), options);
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

// A picture counts as shown once it is decoded: until then the one before it would stand under the new box.
// False where it is there and could not be loaded.
async function picture(name, subject, there, frame) {
  let shown = Boolean(there);
  if (there) {
    at(name).src = address(`/picture/${subject}/${name}.jpg`);
    await at(name).decode().catch(() => { shown = false; });
  }
  at(`${name}-frame`).hidden = !shown;
  place(at(`${name}-box`), shown && frame);
  return shown || !there;
}

async function present(question) {
  current = null;
  if (!question) return over();
  const places = await ask(`/api/places/${question.subject}`);
  const seen = await Promise.all([
    picture("crop", question.subject, places.crop, places.crop),
    picture("page", question.subject, places.picture, places.page),
    picture("beside", question.subject, places.beside, null),
  ]);
  at("other").hidden = !question.beside;
  at("beside-place").textContent = question.beside;
  show("ask");
  note.value = "";
  at("applicant").textContent = question.applicant;
  at("notice").textContent = question.notice;
  for (const part of ["question", "seen", "meaning"]) at(part).textContent = question[part];
  at("earlier").textContent = question.earlier;
  at("requirement").textContent = [question.requirement, question.clause, question.code].filter(Boolean).join(" · ");
  at("place").textContent = question.places.join(at("place").dataset.also);
  document.body.dataset.subject = question.subject;
  current = { ...question, seen: seen.every(Boolean) };
  if (!current.seen) tell(at("told").dataset.unseen, true);
  else if (at("told").className) tell("", false);
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
  if (who) {
    if (!who.reportValidity()) return;
    localStorage.setItem("scanaudit-who", who.value);
    who.blur(); // the next keys are answers
  }
  const query = new URLSearchParams(root.dataset.query);
  query.set("who", name());
  query.set("skip", Array.from(later).join(","));
  const answer = await ask(`/api/next?${query}`);
  document.body.dataset.left = answer.count.left;
  count(answer.count);
  await present(answer.question);
}

async function decide(answer) {
  if (at("ask").hidden) return;
  if (!current) return next(); // the question after the last answer did not arrive: ask for it again
  if (!current.seen && answer !== "unclear") return present(current); // nobody can say of what was not shown
  const told = await ask(`/api/decide?${root.dataset.query}`, { subject: current.subject, answer, who: name(), note: note.value });
  tell(told.differs ? `${told.verdict} ${at("told").dataset.differs}` : told.verdict, false);
  await next();
}

async function undo() {
  const told = await ask(`/api/undo?${root.dataset.query}`, { who: name() });
  count(told.count);
  if (!told.question) return tell(at("told").dataset.nothing, false);
  later.delete(told.question.subject);
  tell("", false);
  await present(told.question);
}

async function putOff() {
  if (current) later.add(current.subject);
  await next();
}

const keys = {
  y: () => decide("yes"), n: () => decide("no"), u: () => decide("unclear"),
  z: undo, l: putOff, r: () => { later.clear(); return next(); },
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target === note || (who && event.target === who)) {
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
if (!who) once(next);
else if (!who.value) who.focus();
else at("begin").focus();
