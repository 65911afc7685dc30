// SPDX-License-Identifier: Apache-2.0

/// What the page of an audit adds to the style sheet of a synopsis.
enum PaperAuditStyle {
  static let sheet = """
    :root {
      --red: #8c1a12; --red-shade: #fce8e6; --amber: #6a4300; --amber-shade: #fdf0d0;
      --grey: #454d57; --grey-shade: #eceff3; --green: #0c4f30; --green-shade: #e5f3eb;
    }
    @media (prefers-color-scheme: dark) {
      :root {
        --red: #ffaba3; --red-shade: #44201d; --amber: #f3ca72; --amber-shade: #3a2f12;
        --grey: #bcc4cf; --grey-shade: #262d37; --green: #97dcb6; --green-shade: #16301f;
      }
    }
    .inconsistent { --tone: var(--red); --shade-of: var(--red-shade); }
    .warning { --tone: var(--amber); --shade-of: var(--amber-shade); }
    .undetermined { --tone: var(--grey); --shade-of: var(--grey-shade); }
    .consistent { --tone: var(--green); --shade-of: var(--green-shade); }
    .of-inconsistent { --tone: var(--red); }
    .of-warning { --tone: var(--amber); }
    .of-undetermined { --tone: var(--grey); }
    .of-consistent { --tone: var(--green); }

    body { max-width: 1160px; }
    html { scroll-padding-top: 24px; }
    .skip { position: absolute; left: -999px; top: 4px; padding: 8px 12px; background: var(--paper); z-index: 5; }
    .skip:focus { left: 8px; }
    .hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
    h1 { overflow-wrap: anywhere; }
    .outcome {
      display: inline-block; margin: 4px 0 12px; padding: 8px 12px; font-size: 18px; font-weight: 600;
      color: var(--tone, var(--ink)); background: var(--shade-of, var(--shade)); border-radius: 6px;
      border-left: 4px solid var(--tone, var(--line));
    }
    dl.facts { font-size: 14px; }
    dl.facts > div { padding: 1px 0; }
    .sign { color: var(--tone); font-weight: 700; }
    .verdict { white-space: nowrap; }

    .filter { border: 0; padding: 0; margin: 0 0 16px; display: grid; gap: 8px 24px; grid-template-columns: repeat(4, minmax(0, 1fr)); }
    .filter legend { padding: 0; margin: 0 0 4px; font-size: 13px; color: var(--quiet); }
    .filter > div { border-top: 1px solid var(--line); padding-top: 8px; }
    .filter label { display: inline-flex; gap: 6px; align-items: baseline; font-weight: 600; cursor: pointer; }
    .filter input { accent-color: var(--edge); margin: 0; align-self: center; width: 16px; height: 16px; }
    .filter input:focus-visible { outline: 2px solid var(--edge); outline-offset: 2px; }
    .filter p { margin: 2px 0 0; }
    table.findings { width: 100%; }
    table.findings .printed { min-width: 14em; max-width: 20em; overflow-wrap: anywhere; }
    table.findings .number { text-align: left; }
    table.findings td:last-child { min-width: 18em; padding-right: 0; }
    summary { cursor: pointer; padding: 8px 0; font-weight: 600; font-size: 14px; }
    summary:focus-visible { outline: 2px solid var(--edge); outline-offset: 2px; }

    .row { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 400px); gap: 0 40px; }
    .passage {
      margin: 0; max-width: 68ch; white-space: pre-wrap; overflow-wrap: anywhere; line-height: 1.75;
      padding: 4px 0;
    }
    .margin { list-style: none; margin: 0; padding: 4px 0 12px; font-size: 13px; line-height: 1.45; }
    .note { border-left: 2px solid var(--tone); padding: 0 0 0 10px; margin: 4px 0 6px; }
    .note p { margin: 0; overflow-wrap: anywhere; }
    .note .traced { margin-top: 3px; color: var(--ink); }
    td .traced { margin: 3px 0 0; }
    .traced .sign { color: var(--quiet); font-weight: 700; }
    .traced.absent .sign { color: var(--amber); }
    .note .head { color: var(--quiet); }
    .note .head strong { color: var(--tone); font-weight: 600; }
    .note:target, .ref:target { outline: 2px solid var(--edge); outline-offset: 3px; border-radius: 2px; }

    mark { color: inherit; background: none; padding: 1px 0; border-radius: 2px; text-underline-offset: 4px; }
    mark.inconsistent { background: var(--shade-of); text-decoration: underline double var(--tone) 1.5px; }
    mark.warning { background: var(--shade-of); text-decoration: underline dashed var(--tone) 1.5px; }
    mark.undetermined { text-decoration: underline dotted var(--tone) 2px; }
    mark.consistent { text-decoration: underline solid var(--tone) 1px; }
    .ref {
      font: 600 11px/1.2 system-ui, sans-serif; font-variant-numeric: tabular-nums; white-space: nowrap;
      color: var(--tone); background: var(--shade-of); border-radius: 3px; padding: 0 3px; margin: 0 2px 0 0;
      text-decoration: none;
    }
    .passage .ref { position: relative; top: -4px; }
    .passage .ref::before { content: attr(data-sign); }
    .ref:hover { outline: 1px solid var(--tone); }

    body:has(#show-inconsistent:not(:checked)) .of-inconsistent, body:has(#show-warning:not(:checked)) .of-warning,
    body:has(#show-undetermined:not(:checked)) .of-undetermined, body:has(#show-consistent:not(:checked)) .of-consistent,
    body:has(#show-inconsistent:not(:checked)) .ref.inconsistent, body:has(#show-warning:not(:checked)) .ref.warning,
    body:has(#show-undetermined:not(:checked)) .ref.undetermined, body:has(#show-consistent:not(:checked)) .ref.consistent {
      display: none;
    }
    body:has(#show-inconsistent:not(:checked)) mark.inconsistent, body:has(#show-warning:not(:checked)) mark.warning,
    body:has(#show-undetermined:not(:checked)) mark.undetermined, body:has(#show-consistent:not(:checked)) mark.consistent {
      background: none; text-decoration: none;
    }
    footer { margin-top: 32px; padding-top: 12px; border-top: 1px solid var(--line); font-size: 13px; color: var(--quiet); }

    @media (max-width: 900px) {
      .row { display: block; }
      .margin { padding: 4px 0 16px; }
      .filter { grid-template-columns: repeat(2, minmax(0, 1fr)); }
    }
    @media (max-width: 560px) {
      dl.facts > div { display: block; padding: 3px 0; }
      table.findings thead { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; }
      table.findings, table.findings tbody { display: block; }
      table.findings tr { display: block; padding: 8px 0; border-bottom: 1px solid var(--line); }
      table.findings td { display: inline; border: 0; padding: 0 6px 0 0; }
      table.findings td.printed, table.findings td:last-child { display: block; padding: 2px 0 0; min-width: 0; }
      table.findings td.printed { font-weight: 600; max-width: none; }
    }
    @media print {
      :root {
        --red: #000; --amber: #000; --grey: #000; --green: #000;
        --red-shade: #fff; --amber-shade: #fff; --grey-shade: #fff; --green-shade: #fff;
      }
      body { max-width: none; font-size: 10pt; }
      .filter input, .filter legend, .skip { display: none; }
      .row { display: grid; grid-template-columns: minmax(0, 1fr) 62mm; gap: 0 6mm; break-inside: avoid; }
      .passage { line-height: 1.55; }
      .margin { font-size: 8pt; }
      .note { break-inside: avoid; }
      .ref { border: 0.5pt solid #000; }
      .outcome { border: 1px solid #000; }
      table.findings { font-size: 8.5pt; }
      .wide { overflow: visible; }
      details:not([open]) { display: none; }
    }

    """
}
