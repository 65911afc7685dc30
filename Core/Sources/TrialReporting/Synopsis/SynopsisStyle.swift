// SPDX-License-Identifier: Apache-2.0

/// The style sheet of the synopsis page.
enum SynopsisStyle {
  static let sheet = """
    :root {
      --ink: #1a1d21; --quiet: #4a525c; --line: #d3d8de; --paper: #fff; --shade: #f1f4f7;
      --dose: #d7e8f5; --edge: #0072b2; --notice: #fdf3e0;
    }
    @media (prefers-color-scheme: dark) {
      :root {
        --ink: #e6e9ee; --quiet: #b4bcc8; --line: #39424e; --paper: #12161c; --shade: #1b2129;
        --dose: #173a54; --edge: #6cb8ea; --notice: #33290f;
      }
    }
    * { box-sizing: border-box; }
    html { background: var(--paper); color: var(--ink); }
    body {
      font: 16px/1.5 system-ui, "Noto Sans CJK SC", sans-serif; margin: 0 auto; padding: 24px 16px 48px;
      max-width: 1080px; font-variant-numeric: tabular-nums;
    }
    h1 { font-size: 26px; line-height: 1.25; margin: 0 0 12px; max-width: 36em; }
    h2 { font-size: 20px; margin: 48px 0 12px; padding-bottom: 4px; border-bottom: 1px solid var(--line); }
    h3 { font-size: 16px; margin: 24px 0 8px; }
    p { margin: 8px 0; max-width: 75ch; }
    .kicker { color: var(--quiet); font-size: 14px; margin: 0 0 4px; }
    .statement {
      background: var(--notice); border: 1px solid var(--line); border-radius: 6px; padding: 8px 12px;
    }
    nav ol { list-style: none; display: flex; flex-wrap: wrap; gap: 4px 16px; padding: 0; margin: 16px 0; }
    nav { font-size: 14px; }
    a { color: inherit; text-decoration: underline; text-decoration-color: var(--quiet); }
    a:focus-visible, [tabindex]:focus-visible { outline: 2px solid var(--edge); outline-offset: 2px; }
    dl { margin: 8px 0; }
    dl > div { display: grid; grid-template-columns: minmax(9em, 13em) 1fr; gap: 0 16px; padding: 3px 0; }
    dt { color: var(--quiet); }
    dd { margin: 0; max-width: 70ch; overflow-wrap: anywhere; }
    .tag {
      font-size: 12px; font-weight: normal; color: var(--quiet); border: 1px solid var(--line);
      border-radius: 6px; padding: 1px 6px; white-space: nowrap;
    }
    ol.criteria { list-style: none; padding: 0; margin: 8px 0; }
    ol.criteria > li { display: grid; grid-template-columns: minmax(2.5em, auto) 1fr; gap: 0 8px; padding: 3px 0; }
    ol.criteria > li > div { max-width: 75ch; overflow-wrap: anywhere; }
    .id { color: var(--quiet); }
    .detail { color: var(--quiet); font-size: 13px; font-weight: normal; }
    ul.notes { padding-left: 20px; margin: 8px 0; font-size: 14px; }
    ul.notes li { max-width: 80ch; }
    .wide { overflow-x: auto; margin: 12px 0; }
    table { border-collapse: collapse; font-size: 14px; line-height: 1.35; }
    th, td { text-align: left; vertical-align: top; padding: 4px 12px 4px 0; border-bottom: 1px solid var(--line); }
    thead th { color: var(--quiet); font-weight: 600; vertical-align: bottom; }
    tbody th { font-weight: normal; }
    .number { text-align: right; white-space: nowrap; }
    table.days th, table.days td, table.matrix td { text-align: center; padding: 4px 5px; }
    table.days th:first-child, table.matrix th:first-child {
      text-align: left; position: sticky; left: 0; background: var(--paper); padding-right: 12px;
    }
    table.days td { min-width: 2.2em; font-size: 13px; }
    table.days td.given { background: var(--dose); }
    table.days td.first { box-shadow: inset 2px 0 0 var(--edge); }
    table.matrix thead th { min-width: 6.5em; padding: 4px 8px; border-left: 1px solid var(--line); }
    table.matrix thead th:first-child { border-left: 0; }
    table.matrix td { border-left: 1px solid var(--line); }
    .assumed { text-decoration: underline dotted; text-underline-offset: 3px; }
    sup { line-height: 0; }
    a.mark { text-decoration: none; padding-left: 2px; }
    code { font: 13px/1.5 ui-monospace, monospace; }
    li:target { background: var(--notice); }
    @media (max-width: 600px) { dl > div { grid-template-columns: 1fr; } dd { padding-bottom: 4px; } }
    @media print {
      @page { size: A4; margin: 16mm 14mm; }
      :root {
        --ink: #000; --quiet: #333; --line: #999; --paper: #fff; --shade: #fff; --dose: #e4e4e4; --edge: #000;
        --notice: #fff;
      }
      body { font-size: 10.5pt; padding: 0; max-width: none; }
      nav { display: none; }
      h2 { margin-top: 20px; }
      h2, h3 { break-after: avoid; }
      tr, li, dl > div { break-inside: avoid; }
      thead { display: table-header-group; }
      .wide { overflow: visible; }
      table { font-size: 8.5pt; }
      table.days th, table.days td { padding: 2px; min-width: 0; font-size: 7pt; }
      table.matrix thead th { min-width: 0; padding: 3px; font-size: 7.5pt; }
      table.days th:first-child, table.matrix th:first-child { position: static; }
    }
    """
}
