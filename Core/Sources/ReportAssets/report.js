// SPDX-License-Identifier: Apache-2.0
// Opens what stands behind a number: definition, population, method, provenance, subjects. Works from a file, without a
// network and by keyboard alone.
"use strict";
(() => {
  const data = JSON.parse(document.getElementById("report-data").textContent);
  const words = data.words;
  const panel = document.getElementById("panel");
  const title = document.getElementById("panel-title");
  const body = document.getElementById("panel-body");
  const said = document.getElementById("panel-said");
  let opener = null;
  let current = null;

  const make = (tag, text, name) => {
    const node = document.createElement(tag);
    if (text !== undefined && text !== null) node.textContent = text;
    if (name) node.className = name;
    return node;
  };
  const openers = (address) => document.querySelectorAll(`[data-cell="${CSS.escape(address)}"]`);

  // Days since 1970-01-01 as a date.
  const day = (count) => new Date(count * 86400000).toISOString().slice(0, 10);

  const rowsOf = (text) => {
    if (!text) return [];
    return text.split(",").flatMap((part) => {
      const [first, last] = part.split("-").map(Number);
      return Array.from({ length: (last ?? first) - first + 1 }, (_, index) => first + index);
    });
  };

  const valueOf = (column, row) => {
    const value = column.values[row];
    if (value === null) return "";
    if (column.kind === "codes") return column.codes[value];
    if (column.kind === "date") return day(value);
    return String(value);
  };

  // MARK: Lists

  function subjectTable(list, rows) {
    const heads = [{ title: words.subjects, kind: "subject" }, ...list.columns];
    const text = (column, row) => column.kind === "subject" ? data.subjects[list.subjects[row]] : valueOf(column, row);
    const rank = (column, row) => {
      const value = column.kind === "subject" ? list.subjects[row] : column.values[row];
      return value === null ? Infinity : value;
    };
    const table = make("table");
    const head = table.appendChild(make("thead")).appendChild(make("tr"));
    const lines = table.appendChild(make("tbody"));
    let order = { column: 0, down: false };
    const fill = () => {
      const column = heads[order.column];
      const sorted = [...rows].sort((a, b) => (rank(column, a) - rank(column, b)) * (order.down ? -1 : 1) || a - b);
      lines.replaceChildren(...sorted.map((row) => {
        const line = make("tr");
        heads.forEach((each) => line.append(make("td", text(each, row), each.kind === "number" ? "n" : "")));
        return line;
      }));
      [...head.children].forEach((cell, index) => {
        if (index === order.column) cell.setAttribute("aria-sort", order.down ? "descending" : "ascending");
        else cell.removeAttribute("aria-sort");
      });
    };
    heads.forEach((column, index) => {
      const cell = make("th");
      cell.scope = "col";
      const button = make("button", column.title);
      button.type = "button";
      button.title = words.sortBy.replace("{0}", column.title);
      button.addEventListener("click", () => {
        order = { column: index, down: order.column === index && !order.down };
        fill();
      });
      cell.append(button);
      head.append(cell);
    });
    fill();
    const box = make("div", null, "scroll");
    box.tabIndex = 0;
    box.append(table);
    return box;
  }

  // MARK: The panel

  function part(name, ...nodes) {
    const all = nodes.filter(Boolean);
    if (all.length) body.append(make("h3", name), ...all);
  }

  function show(address) {
    const entry = data.entries[address];
    body.replaceChildren();
    said.textContent = "";
    current = address;
    if (!entry) {
      body.append(make("p", words.noSuchAddress));
      return;
    }
    const result = data.results[entry.r];
    body.append(make("p", [result.title, ...entry.l].join(" · "), "panel-what"), make("p", entry.t, "panel-value"));
    part(words.definition, result.definition && make("p", result.definition));
    part(words.population, make("p", result.population));
    const methods = (entry.m ?? []).map((id) => data.methods[id]).filter(Boolean);
    part(words.method, ...methods.flatMap(([name, description, reference]) => [
      make("p", `${name}. ${description}`), reference && make("p", reference, "source"),
    ]));
    const origins = [...new Set(entry.c.map((cell) => data.provenance[cell[2]]))];
    part(words.provenance, make("p", origins.join("; ")));
    if (entry.c.length > 1) {
      const table = make("table");
      const lines = table.appendChild(make("tbody"));
      entry.c.forEach(([path, text]) => {
        const line = lines.appendChild(make("tr"));
        const cell = line.appendChild(make("td"));
        cell.append(make("code", path));
        line.append(make("td", text, "n"));
      });
      part(words.values, table);
    }
    const where = make("p");
    where.append(make("code", address));
    part(words.address, where);
    if (entry.s) {
      const list = data.lists[entry.s[0]];
      const rows = rowsOf(entry.s[1]);
      if (!rows.length) part(words.subjects, make("p", words.noSubjects));
      else if (list) {
        part(`${words.subjects}: ${new Set(rows.map((row) => list.subjects[row])).size}`,
          data.statement && make("p", data.statement, "statement"),
          data.oneCohort && make("p", data.oneCohort), subjectTable(list, rows));
      }
    } else if (result.file) {
      part(words.subjects, make("p", words.listInFile.replace("{0}", result.file)));
    }
    body.scrollTop = 0;
  }

  function open(address, from) {
    document.querySelectorAll(".number.chosen").forEach((node) => node.classList.remove("chosen"));
    opener = from ?? openers(address)[0] ?? null;
    if (opener && opener.classList.contains("number")) opener.classList.add("chosen");
    show(address);
    panel.hidden = false;
    document.body.classList.add("with-panel");
    title.focus({ preventScroll: true });
    history.replaceState(null, "", `#${address}`);
  }

  function close() {
    if (panel.hidden) return;
    panel.hidden = true;
    document.body.classList.remove("with-panel");
    history.replaceState(null, "", location.pathname + location.search);
    if (opener) {
      opener.classList.remove("chosen");
      opener.focus({ preventScroll: true });
    }
    opener = null;
  }

  // MARK: Copying

  function plainText() {
    const lines = [];
    for (const node of body.querySelectorAll("p, h3, tr")) {
      if (node.tagName === "TR") lines.push([...node.cells].map((cell) => cell.textContent).join("\t"));
      else if (!node.closest("table")) lines.push((node.tagName === "H3" ? "\n" : "") + node.textContent);
    }
    return [...lines, "", data.statement, data.footer].filter((line) => line !== null).join("\n");
  }

  async function copy() {
    const text = plainText();
    try {
      await navigator.clipboard.writeText(text);
      said.textContent = words.copied;
    } catch {
      const area = make("textarea", text);
      area.setAttribute("aria-label", words.copyAsText);
      body.append(area);
      area.select();
      let done = false;
      try { done = document.execCommand("copy"); } catch { done = false; }
      said.textContent = done ? words.copied : words.selected;
      if (done) area.remove();
    }
  }

  // MARK: Events

  document.addEventListener("click", (event) => {
    const source = event.target.closest("[data-cell]");
    if (source) open(source.dataset.cell, source);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") return close();
    const source = event.target.closest?.("[data-cell]");
    // Buttons do this by themselves; boxes of figures do not.
    if (source && source.tagName !== "BUTTON" && (event.key === "Enter" || event.key === " ")) {
      event.preventDefault();
      open(source.dataset.cell, source);
    }
  });
  document.getElementById("panel-close").addEventListener("click", close);
  document.getElementById("panel-copy").addEventListener("click", copy);

  function follow() {
    let address = location.hash.slice(1);
    try { address = decodeURIComponent(address); } catch { /* an address that is no code is taken as it stands */ }
    if (!address || document.getElementById(address)) return;
    const target = openers(address)[0];
    if (!target && !data.entries[address]) return;
    target?.scrollIntoView({ block: "center" });
    open(address, target);
  }
  window.addEventListener("hashchange", follow);
  follow();
})();
