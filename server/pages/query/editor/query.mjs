// The editor of the query page: it takes the place of the text area, which stays the field of the form.
// Everything it draws lives in a shadow root: there its styles are constructed style sheets, which a content
// security policy without 'unsafe-inline' lets be; in the document they would be style elements, which it forbids.
import { autocompletion } from "@codemirror/autocomplete";
import { history, historyKeymap, standardKeymap } from "@codemirror/commands";
import { bracketMatching, HighlightStyle, StreamLanguage, syntaxHighlighting, syntaxTree } from "@codemirror/language";
import { sparql } from "@codemirror/legacy-modes/mode/sparql";
import { EditorState, StateField } from "@codemirror/state";
import { Decoration, EditorView, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { completer } from "./completion.mjs";

const theme = EditorView.theme({
  "&": { border: "1px solid var(--line)", background: "var(--panel)", color: "var(--ink)", fontSize: "0.88rem" },
  "&.cm-focused": { outline: "3px solid var(--ink)", outlineOffset: "2px" },
  ".cm-scroller": { fontFamily: 'ui-monospace, "DejaVu Sans Mono", monospace', lineHeight: "1.5", minHeight: "16rem", maxHeight: "38rem" },
  ".cm-content": { caretColor: "var(--ink)", padding: "0.6rem 0" },
  ".cm-gutters": { background: "var(--panel)", color: "var(--soft)", border: "0" },
  ".cm-fault": { textDecoration: "underline wavy 2px var(--wrong)", textUnderlineOffset: "0.25em" },
  "&.cm-focused .cm-matchingBracket": { background: "none", outline: "1px solid var(--soft)" },
  ".cm-tooltip": { background: "var(--paper)", color: "var(--ink)", border: "1px solid var(--line)", maxWidth: "calc(100vw - 2rem)" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": { fontFamily: "inherit", maxHeight: "none", minWidth: "10rem" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li": { padding: "0.25rem 0.6rem", lineHeight: "1.4" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": { background: "var(--link)", color: "var(--paper)" },
  ".cm-completionDetail": { fontStyle: "normal", marginLeft: "0.8em", color: "var(--soft)" },
  "li[aria-selected] .cm-completionDetail": { color: "inherit" },
  ".cm-completionMatchedText": { textDecoration: "none", fontWeight: "700" },
});

const colours = HighlightStyle.define([
  { tag: [tags.keyword, tags.standard(tags.name)], fontWeight: "700" },
  { tag: tags.local(tags.variableName), color: "var(--warn)" },
  { tag: [tags.atom, tags.tagName, tags.variableName], color: "var(--link)" },
  { tag: tags.comment, color: "var(--soft)", fontStyle: "italic" },
]);

function start(field) {
  const host = document.createElement("div");
  const root = host.attachShadow({ mode: "open" });
  const label = document.querySelector(`label[for="${field.id}"]`);
  const view = new EditorView({
    parent: root,
    root,
    state: EditorState.create({ doc: field.value, extensions: extensions(field, label) }),
  });
  root.append(description(field));
  field.before(host);
  field.hidden = true;
  label.addEventListener("click", () => view.focus());
  const keys = document.createElement("span");
  keys.textContent = " " + field.dataset.keys;
  document.querySelector("#limits").append(keys);
}

// What describes the field, within reach: an element of the document cannot describe one of a shadow root.
function description(field) {
  const told = document.createElement("p");
  told.id = "told";
  told.hidden = true;
  const ids = field.getAttribute("aria-describedby").split(" ");
  told.textContent = [...ids.map((id) => document.getElementById(id)?.textContent), field.dataset.keys].join(" ");
  return told;
}

function extensions(field, label) {
  const run = () => (field.form.requestSubmit(), true);
  return [
    // Tab stays the browser's, so that the keyboard gets out of the editor as it got in.
    keymap.of([{ key: "Mod-Enter", run }, ...standardKeymap, ...historyKeymap]),
    history(),
    lineNumbers(),
    bracketMatching(),
    EditorView.lineWrapping,
    StreamLanguage.define(sparql),
    syntaxHighlighting(colours),
    // So few at a time that the list need not scroll: a list that scrolls would have to take the focus.
    autocompletion({ override: [completer(field, inText)], icons: false, maxRenderedOptions: 9 }),
    EditorState.phrases.of({ Completions: field.dataset.suggestions }),
    theme,
    fault(field),
    EditorView.domEventHandlers({ beforeinput: overSelection }),
    EditorView.contentAttributes.of({
      "aria-label": label.textContent,
      "aria-describedby": "told",
      tabindex: "0",
      ...(field.dataset.line ? { "aria-invalid": "true" } : {}),
    }),
    EditorView.updateListener.of((update) => {
      if (update.docChanged) field.value = update.state.doc.toString();
    }),
  ];
}

// Typing over a selection, done here: the browser would write the colour of what was there as an inline style.
function overSelection(event, view) {
  if (event.inputType !== "insertText" || !event.data || event.isComposing || view.state.selection.main.empty) return false;
  view.dispatch(view.state.replaceSelection(event.data), { userEvent: "input.type", scrollIntoView: true });
  event.preventDefault();
  return true;
}

// Whether a place is within a string or a comment, where nothing is completed.
function inText(state, place) {
  return /string|comment/i.test(syntaxTree(state).resolveInner(place, -1).name);
}

// The place that the server has named, underlined until something is written there.
function fault(field) {
  return StateField.define({
    create: (state) => marked(field, state),
    update: (marks, change) =>
      change.docChanged ? marks.map(change.changes).update({ filter: (from, to) => !change.changes.touchesRange(from, to) }) : marks,
    provide: (marks) => EditorView.decorations.from(marks),
  });
}

function marked(field, state) {
  const [number, column, length] = ["line", "column", "length"].map((name) => Number(field.dataset[name] || 0));
  if (!number || number > state.doc.lines) return Decoration.none;
  const line = state.doc.line(number);
  // The server counts characters, and the browser the halves of some.
  const before = [...line.text].slice(0, column - 1).join("").length;
  const from = Math.min(line.from + before, Math.max(line.from, line.to - 1));
  const to = Math.min(Math.max(from + 1, line.from + before + length), line.to);
  return from < to ? Decoration.set(Decoration.mark({ class: "cm-fault" }).range(from, to)) : Decoration.none;
}

const field = document.querySelector("#query");
if (field && "adoptedStyleSheets" in document) start(field);
