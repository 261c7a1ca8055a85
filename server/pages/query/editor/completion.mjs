// What can be written at a place of a query: the properties of the class of its subject before all others.
const KEYWORDS = "SELECT DISTINCT WHERE OPTIONAL FILTER UNION MINUS VALUES BIND GRAPH EXISTS ORDER BY GROUP BY HAVING LIMIT OFFSET PREFIX COUNT SUM MIN MAX LANG STR CONTAINS LCASE BOUND COALESCE REGEX YEAR".split(" ");
// Letters of all kinds: a term is found by its label too.
const NAME = /[\p{L}\p{N}_-]*:?[\p{L}\p{N}_.-]*$/u, WHOLE_NAME = /^[\p{L}\p{N}_-]*:?[\p{L}\p{N}_.-]*$/u;

// A source of completions; the terms are fetched when the first are wanted.
export function completer(field, inText) {
  let terms = null;
  const fetched = () => field.dataset.terms && (terms ??= fetch(field.dataset.terms).then((answer) => answer.json()).catch(() => ((terms = null), null)));
  return async (context) => {
    const variable = context.matchBefore(/[?$]\w*$/);
    const word = variable ?? context.matchBefore(NAME);
    if (inText(context.state, context.pos) || (word.from === word.to && !context.explicit)) return null;
    const text = context.state.doc.toString();
    if (variable) return { from: variable.from, options: variables(text, variable), validFor: /^[?$]\w*$/ };
    const known = await fetched();
    if (context.aborted) return null;
    if (!known) return { from: word.from, options: keywords() };
    return { from: word.from, options: options(known, text, word.from, field.dataset), validFor: WHOLE_NAME };
  };
}

function variables(text, here) {
  const rest = text.slice(0, here.from) + text.slice(here.to);
  return [...new Set(rest.match(/[?$]\w+/g))].map((label) => ({ label, type: "variable" }));
}

function options(known, text, place, words) {
  const before = text.slice(0, place).replace(/#[^\n>]*$/gm, "");
  if (/\bPREFIX\s+$/i.test(before)) return prefixes(known);
  if (/(\sa|rdf:type)\s+$/.test(before)) return known.classes.map(([name, label]) => term(known, text, name, label, 50));
  const class_ = classOf(known, before, text);
  const properties = known.properties.map(([name, label], n) => {
    const needed = class_?.[2].includes(n), possible = class_?.[3].includes(n);
    const detail = needed ? `${label} · ${words.has}` : label;
    return term(known, text, name, detail, needed ? 90 : possible ? 60 : 0);
  });
  const classes = known.classes.map(([name, label]) => term(known, text, name, label, -20));
  return [...properties, ...classes, ...keywords()];
}

function keywords() {
  return KEYWORDS.map((label) => ({ label, boost: -50 }));
}

// A term by its name, found by its label too; its prefix is declared where it is not.
function term(known, text, name, detail, boost) {
  const prefix = name.split(":")[0];
  const declared = new RegExp(`PREFIX\\s+${prefix}:`, "i").test(text);
  const apply = declared ? name : (view, _, from, to) => {
    const line = `PREFIX ${prefix}: <${known.prefixes[prefix]}>\n`;
    view.dispatch({ changes: [{ from: 0, insert: line }, { from, to, insert: name }], selection: { anchor: from + line.length + name.length } });
  };
  const sortText = (prefix === "rf" ? "0" : "1") + name;
  return { label: `${name} ${detail}`, displayLabel: name, detail, apply, boost, sortText };
}

function prefixes(known) {
  return Object.entries(known.prefixes).map(([name, iri]) => ({ label: `${name}:`, detail: iri, apply: `${name}: <${iri}>` }));
}

// The class of the subject of the statement that a text ends in: said in it, or somewhere else of the same subject.
function classOf(known, before, text) {
  const statement = before.slice(Math.max(before.lastIndexOf("{"), before.lastIndexOf("}"), before.search(/\.\s[^.]*$/)) + 1).trim();
  const subject = statement.split(/\s+/)[0];
  const own = /(?:^|[\s;])a\s+([\w-]+:[\w-]+)/.exec(statement);
  const other = /^[?$]\w+$/.test(subject) ? new RegExp(`\\${subject}\\s+a\\s+([\\w-]+:[\\w-]+)`).exec(text) : null;
  const name = (own ?? other)?.[1];
  return known.classes.find(([one]) => one === name);
}
