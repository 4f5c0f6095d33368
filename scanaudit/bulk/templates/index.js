"use strict";
const table = document.getElementById("table");
const body = table.tBodies[0];
const rows = Array.from(body.rows);
const search = document.getElementById("search");
const notice = document.getElementById("notice");
const verdict = document.getElementById("verdict");
const shown = document.getElementById("shown");
const badges = Array.from(document.querySelectorAll("[data-only]"));
const texts = new Map(rows.map((row) => [row, row.textContent.normalize("NFKC").toLowerCase()]));

function filter() {
  const words = search.value.normalize("NFKC").toLowerCase().split(/\s+/).filter(Boolean);
  let count = 0;
  for (const row of rows) {
    const fits = (!notice.value || row.dataset.notice === notice.value)
      && (!verdict.value || row.dataset.verdict === verdict.value)
      && words.every((word) => texts.get(row).includes(word));
    row.hidden = !fits;
    count += fits ? 1 : 0;
  }
  for (const badge of badges) badge.setAttribute("aria-pressed", badge.dataset.only === verdict.value);
  shown.value = shown.dataset.template.replace("[n]", count).replace("[all]", rows.length);
  document.getElementById("none").hidden = count > 0;
}

function key(row, column) {
  const cell = row.cells[column];
  return cell.dataset.sort === undefined ? cell.textContent.trim() : Number(cell.dataset.sort);
}

function sort(button) {
  const head = button.closest("th");
  const down = head.getAttribute("aria-sort") === "ascending";
  for (const other of table.tHead.rows[0].cells) other.setAttribute("aria-sort", "none");
  head.setAttribute("aria-sort", down ? "descending" : "ascending");
  const column = Number(button.dataset.column);
  const order = new Intl.Collator("zh-CN", { numeric: true });
  const compare = (a, b) => (typeof a === "number" ? a - b : order.compare(a, b));
  const sorted = rows.slice().sort((a, b) => compare(key(a, column), key(b, column)) * (down ? -1 : 1));
  body.append(...sorted);
}

document.getElementById("filters").addEventListener("submit", (event) => event.preventDefault());
for (const field of [search, notice, verdict]) field.addEventListener("input", filter);
for (const badge of badges) {
  badge.addEventListener("click", () => {
    verdict.value = verdict.value === badge.dataset.only ? "" : badge.dataset.only;
    filter();
  });
}
for (const button of table.tHead.querySelectorAll("button")) button.addEventListener("click", () => sort(button));
filter();
