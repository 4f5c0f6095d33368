(() => {
  "use strict";
  const root = document.documentElement;
  const memory = {
    get(name) { try { return localStorage.getItem(name); } catch { return null; } },
    set(name, value) { try { localStorage.setItem(name, value); } catch { /* private window: not remembered */ } },
  };

  // -- language ---------------------------------------------------------------------------------
  const attributes = ["aria-label", "alt"];
  // Remembered apart for reports that start in Chinese and in English, so that --lang en is obeyed.
  const languageKey = `scanaudit-lang-from-${root.dataset.lang}`;
  function speak(lang) {
    root.dataset.lang = lang;
    root.lang = lang === "en" ? "en" : "zh-CN";
    for (const name of attributes) {
      for (const element of document.querySelectorAll(`[data-${name}-${lang}]`)) {
        element.setAttribute(name, element.getAttribute(`data-${name}-${lang}`));
      }
    }
    tally();
  }
  document.getElementById("language").addEventListener("click", () => {
    const lang = root.dataset.lang === "en" ? "zh" : "en";
    memory.set(languageKey, lang);
    speak(lang);
  });
  document.getElementById("print").addEventListener("click", () => window.print());

  // -- tasks ticked off -------------------------------------------------------------------------
  const ticks = [...document.querySelectorAll("[data-task]")];
  const key = `scanaudit-done-${root.dataset.key}`;
  const done = new Set((memory.get(key) || "").split(",").filter(Boolean));
  function tally() {
    const progress = document.getElementById("progress");
    const finished = ticks.filter((tick) => tick.checked).length;
    progress.textContent = finished
      ? progress.dataset[root.dataset.lang].replace("{done}", finished).replace("{all}", ticks.length)
      : "";
    for (const tick of ticks) tick.closest(".task").classList.toggle("done", tick.checked);
  }
  for (const tick of ticks) {
    tick.checked = done.has(tick.dataset.task);
    tick.addEventListener("change", () => {
      memory.set(key, ticks.filter((one) => one.checked).map((one) => one.dataset.task).join(","));
      tally();
    });
  }

  // -- enlarged pages ---------------------------------------------------------------------------
  const viewers = [...document.querySelectorAll("dialog.viewer")];
  let origin = null;
  function open(viewer) {
    for (const other of viewers) if (other.open) other.close();
    viewer.showModal();
    viewer.querySelector(".canvas").scrollTo(0, 0);
  }
  function step(viewer, by) {
    open(viewers[(viewers.indexOf(viewer) + by + viewers.length) % viewers.length]);
  }
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-open]");
    const viewer = link && document.getElementById(`v-${link.dataset.open}`);
    if (!viewer) return;
    event.preventDefault();
    origin = link;
    open(viewer);
  });
  for (const viewer of viewers) {
    viewer.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (event.target === viewer || (button && "close" in button.dataset)) viewer.close();
      else if (button && button.dataset.step) step(viewer, Number(button.dataset.step));
      else if (button && button.dataset.toggle) {
        const pressed = button.getAttribute("aria-pressed") !== "true";
        button.setAttribute("aria-pressed", pressed);
        viewer.classList.toggle(button.dataset.toggle, button.dataset.toggle === "plain" ? !pressed : pressed);
      }
    });
    viewer.addEventListener("close", () => { if (origin && !viewers.some((one) => one.open)) origin.focus(); });
    viewer.addEventListener("keydown", (event) => {
      if (event.altKey || event.ctrlKey || event.metaKey || viewer.classList.contains("full")) return;
      if (event.key === "ArrowLeft") step(viewer, -1);
      if (event.key === "ArrowRight") step(viewer, 1);
    });
  }

  speak(memory.get(languageKey) === "en" ? "en" : memory.get(languageKey) === "zh" ? "zh" : root.dataset.lang);
})();
