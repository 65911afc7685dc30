// SPDX-License-Identifier: Apache-2.0

/// The style sheet of the dose calendar.
enum CalendarStyle {
  static let sheet = """
    :root {
      --ink: #1a1d21; --quiet: #4a525c; --line: #d3d8de; --paper: #fff; --shade: #f1f4f7;
      --dose: #e3eff8; --edge: #0072b2; --notice: #fdf3e0; --amber: #8a5a00; --danger: #a4161a; --alarm: #fdeaea;
    }
    @media (prefers-color-scheme: dark) {
      :root {
        --ink: #e6e9ee; --quiet: #b4bcc8; --line: #39424e; --paper: #12161c; --shade: #1b2129;
        --dose: #16324a; --edge: #6cb8ea; --notice: #33290f; --amber: #f0c46a; --danger: #ff9a9a; --alarm: #3a1618;
      }
    }
    * { box-sizing: border-box; }
    html { background: var(--paper); color: var(--ink); }
    body {
      font: 16px/1.5 system-ui, "Noto Sans CJK SC", sans-serif; margin: 0 auto; padding: 24px 16px 48px;
      max-width: 1080px; font-variant-numeric: tabular-nums;
    }
    h1 { font-size: 24px; line-height: 1.25; margin: 0; }
    h2 { font-size: 14px; margin: 0 0 4px; }
    .kicker { color: var(--quiet); font-size: 14px; margin: 0 0 4px; }
    .top { display: flex; flex-wrap: wrap; gap: 12px 32px; justify-content: space-between; }
    .blanks { display: grid; gap: 8px; font-size: 13px; color: var(--quiet); min-width: 280px; }
    .blank { display: flex; gap: 8px; align-items: baseline; }
    .line { flex: 1; border-bottom: 1px solid var(--quiet); min-width: 120px; height: 20px; }
    dl { display: flex; flex-wrap: wrap; gap: 4px 24px; margin: 12px 0; }
    dl > div { max-width: 100%; }
    dt { color: var(--quiet); font-size: 13px; }
    dd { margin: 0; }
    ul { padding: 0; margin: 0; list-style: none; }
    .alerts { display: grid; gap: 4px; margin: 12px 0; font-size: 14px; }
    .alerts li {
      background: var(--notice); border: 1px solid var(--line); border-left: 4px solid var(--amber);
      border-radius: 6px; padding: 4px 12px;
    }
    .alerts li.stop { background: var(--alarm); border-left-color: var(--danger); }
    .stop > strong { color: var(--danger); }
    .caution > strong { color: var(--amber); }
    .wide { overflow-x: auto; margin: 12px 0 4px; }
    .wide:focus-visible { outline: 2px solid var(--edge); outline-offset: 2px; }
    table { border-collapse: collapse; font-size: 14px; line-height: 1.35; width: 100%; }
    th, td { text-align: left; vertical-align: middle; padding: 3px 10px; border-bottom: 1px solid var(--line); }
    thead th { vertical-align: bottom; border-bottom: 2px solid var(--quiet); background: var(--paper); }
    tbody th { font-weight: 600; }
    th:first-child, td:first-child { padding-left: 4px; }
    .number { text-align: right; width: 2.5em; }
    .date { white-space: nowrap; color: var(--ink); }
    .weekday { display: inline-block; min-width: 2.6em; color: var(--quiet); }
    tr.weekend > * { background: var(--shade); }
    tr.last > * { border-bottom: 3px solid var(--edge); }
    td.dose { background: var(--dose); border-left: 1px solid var(--paper); }
    tr.weekend td.dose { background: var(--dose); }
    td.ramp { box-shadow: inset 3px 0 0 var(--edge); }
    td.changed { box-shadow: inset 3px 0 0 var(--amber); }
    td.forbidden { background: var(--alarm); color: var(--danger); }
    .entry { display: flex; flex-wrap: wrap; gap: 0 12px; align-items: baseline; justify-content: space-between; }
    .amount { white-space: nowrap; }
    .mark { padding-left: 3px; font-weight: 600; }
    .times { display: flex; gap: 10px; color: var(--quiet); font-size: 13px; }
    .time { white-space: nowrap; display: inline-flex; align-items: center; gap: 4px; }
    .box {
      display: inline-block; width: 13px; height: 13px; border: 1.5px solid var(--quiet); border-radius: 2px;
      background: var(--paper);
    }
    .detail { color: var(--quiet); font-size: 12px; font-weight: normal; }
    .amount .detail { padding-left: 8px; }
    .initials { width: 5.5em; border-left: 1px solid var(--line); color: var(--quiet); }
    tfoot td, tfoot th { border-bottom: 0; font-weight: 600; }
    .legend { margin: 0 0 12px; font-size: 13px; color: var(--quiet); white-space: pre-wrap; }
    .reasons { font-size: 13px; line-height: 1.4; }
    .columns { columns: 2 340px; column-gap: 32px; }
    .part { margin: 0 0 12px; }
    .part h2 { break-after: avoid; }
    .part li { break-inside: avoid; margin: 0 0 3px; max-width: 75ch; overflow-wrap: anywhere; }
    code { font: 12px/1.4 ui-monospace, monospace; }
    footer {
      margin-top: 16px; border-top: 1px solid var(--line); padding-top: 8px; font-size: 12px; color: var(--quiet);
    }
    footer p { margin: 0; }
    strong.line { color: var(--ink); }
    .remark { margin: 0 0 12px; padding: 4px 12px; background: var(--notice); border-radius: 6px; font-size: 14px; }
    article + article { margin-top: 40px; border-top: 2px solid var(--quiet); padding-top: 24px; }
    @media (max-width: 700px) {
      th:first-child { position: sticky; left: 0; background: var(--paper); }
      tr.weekend > th:first-child { background: var(--shade); }
    }
    @media print {
      @page { size: A4 portrait; margin: 9mm 10mm; }
      :root {
        --ink: #000; --quiet: #333; --line: #999; --paper: #fff; --shade: #fff; --dose: #fff; --edge: #000;
        --notice: #fff; --amber: #000; --danger: #000; --alarm: #fff;
      }
      body { font-size: 9.5pt; line-height: 1.3; padding: 0; max-width: none; }
      h1 { font-size: 13pt; }
      h2 { font-size: 8pt; margin-bottom: 1pt; }
      .kicker { font-size: 8pt; margin: 0; }
      .blanks { font-size: 8pt; gap: 4pt; }
      .line { height: 13pt; }
      dl { margin: 4pt 0; gap: 1pt 14pt; }
      dt, dd { font-size: 8pt; display: inline; }
      dt::after { content: " "; }
      .alerts { font-size: 7.5pt; line-height: 1.25; margin: 4pt 0; gap: 2pt; }
      .alerts li { padding: 1pt 6pt; }
      .wide { overflow: visible; margin: 4pt 0 2pt; }
      table { font-size: 8.5pt; line-height: 1.15; }
      th, td { padding: 1.5pt 5pt; }
      th:first-child { position: static; }
      thead { display: table-header-group; }
      tr { break-inside: avoid; }
      td.dose { border-left: 1px solid var(--line); }
      tr.weekend > * { border-top: 1px solid var(--line); }
      td.ramp, td.changed { box-shadow: none; }
      .detail { font-size: 6.5pt; }
      .times { font-size: 7.5pt; gap: 6pt; }
      .box { width: 8pt; height: 8pt; border-width: 0.8pt; }
      .legend { font-size: 7pt; margin: 0 0 3pt; }
      .reasons { font-size: 6.5pt; line-height: 1.22; }
      .columns { columns: 2; column-gap: 14pt; }
      .part { margin: 0 0 3pt; }
      .part li { margin: 0 0 1pt; max-width: none; }
      code { font-size: 6pt; line-height: 1.2; }
      footer { margin-top: 3pt; padding-top: 2pt; font-size: 6.5pt; }
      footer p { display: inline; }
      article + article { break-before: page; margin: 0; border: 0; padding: 0; }
      footer p + p::before { content: " · "; }
    }
    """
}
