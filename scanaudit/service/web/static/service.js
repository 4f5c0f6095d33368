// Uploads (choose, drop, photograph, replace), one after another, each tried again when the line breaks.
"use strict";
(() => {
  const drop = document.getElementById("drop");
  const enter = document.getElementById("enter");
  if (enter) {
    enter.elements.secret.value = location.hash.slice(1);
    enter.submit();
    return;
  }
  for (const form of document.querySelectorAll("form[data-confirm]")) {
    form.addEventListener("submit", (event) => { if (!confirm(form.dataset.confirm)) event.preventDefault(); });
  }
  // What was unfolded stays unfolded when a part of the page is brought up to date.
  let unfolded = [];
  document.body.addEventListener("htmx:beforeSwap", () => {
    unfolded = Array.from(document.querySelectorAll("section[id] > details[open]"), (one) => one.parentElement.id);
  });
  document.body.addEventListener("htmx:afterSettle", () => {
    for (const id of unfolded) {
      const found = document.getElementById(id);
      if (found && found.firstElementChild.tagName === "DETAILS") found.firstElementChild.open = true;
    }
  });
  if (!drop) return;

  const list = document.getElementById("upload-list");
  const state = document.getElementById("upload-state");
  const queue = [];
  let running = 0, done = 0, all = 0;
  const AT_ONCE = 1, TRIES = 5; // one at a time: the order of the upload is the order of the pages
  const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

  function row(name) {
    const line = document.createElement("li");
    const label = document.createElement("bdi");
    label.textContent = name;
    const said = document.createElement("span");
    said.className = "small";
    said.textContent = drop.dataset.uploading;
    line.append(label, said);
    list.append(line);
    return { line, said };
  }

  function tell() {
    state.textContent = all ? drop.dataset.summary.replace("{done}", done).replace("{all}", all) : "";
  }

  function add(file, name, place) {
    all += 1;
    queue.push({ file, name, place: place || {}, row: row(name) });
    tell();
    next();
  }

  function next() {
    while (running < AT_ONCE && queue.length) {
      running += 1;
      send(queue.shift()).finally(() => { running -= 1; next(); });
    }
  }

  async function send(item) {
    const address = new URL(drop.dataset.upload, location.href);
    address.searchParams.set("name", item.name);
    for (const [key, value] of Object.entries(item.place)) address.searchParams.set(key, value);
    for (let attempt = 1; attempt <= TRIES; attempt += 1) {
      try {
        const answer = await fetch(address, {
          method: "POST", body: item.file, credentials: "same-origin",
          headers: { "X-CSRF-Token": drop.dataset.csrf, "Content-Type": "application/octet-stream" },
        });
        if (answer.ok) { finished(item); return; }
        if (answer.status < 500 && answer.status !== 429) { failed(item, await reason(answer)); return; }
      } catch (error) { /* the line broke: try again */ }
      await sleep(500 * 2 ** attempt);
    }
    failed(item, "");
  }

  async function reason(answer) {
    try {
      const told = await answer.json();
      return `${told.detail} ${told.advice || ""}`;
    } catch (error) { return ""; }
  }

  function finished(item) {
    done += 1;
    item.row.line.remove();
    tell();
    document.body.dispatchEvent(new CustomEvent("uploaded"));
  }

  function failed(item, why) {
    item.row.said.className = "wrong";
    item.row.said.textContent = `${drop.dataset.failed} ${why}`;
    const again = document.createElement("button");
    again.type = "button";
    again.textContent = drop.dataset.again;
    again.addEventListener("click", () => {
      item.row.line.remove();
      queue.push({ ...item, row: row(item.name) });
      next();
    });
    item.row.line.append(again);
  }

  function pick(input) {
    input.addEventListener("change", () => {
      for (const file of input.files) add(file, file.webkitRelativePath || file.name);
      input.value = "";
    });
  }
  for (const id of ["pick-files", "pick-folder", "pick-camera"]) pick(document.getElementById(id));

  // Heard at the input itself: the list may be brought up to date, and the input taken out of the page, while a file is chosen.
  function replace(event) {
    const input = event.target;
    if (!input.files.length) return;
    const place = input.dataset.page ? { page: input.dataset.page } : { replaces: input.dataset.replaces };
    add(input.files[0], input.files[0].name, place);
    input.value = "";
  }
  function hear(part) {
    for (const input of part.querySelectorAll("input.replace")) input.onchange = replace;
  }
  hear(document);
  document.body.addEventListener("htmx:load", (event) => hear(event.detail.elt));

  async function entries(entry, prefix) {
    if (entry.isFile) {
      const file = await new Promise((resolve, reject) => entry.file(resolve, reject));
      add(file, prefix + file.name);
      return;
    }
    const reader = entry.createReader();
    for (;;) {
      const batch = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
      if (!batch.length) return;
      for (const inner of batch) await entries(inner, `${prefix}${entry.name}/`);
    }
  }

  drop.addEventListener("dragover", (event) => { event.preventDefault(); drop.classList.add("over"); });
  drop.addEventListener("dragleave", () => drop.classList.remove("over"));
  drop.addEventListener("drop", async (event) => {
    event.preventDefault();
    drop.classList.remove("over");
    const dropped = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry()).filter(Boolean);
    for (const entry of dropped) await entries(entry, "");
  });
})();
