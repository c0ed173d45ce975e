"use strict";
(() => {
  const data = (id) => JSON.parse(document.getElementById(id).textContent);
  const form = data("form-data");
  const part = data("form-part");
  const kept = document.getElementById("form-answers");
  const root = document.getElementById("form");
  const questions = form.sections.flatMap((section) => section.questions);
  const byId = new Map(questions.map((question) => [question.id, question]));
  const lines = new Map(questions.flatMap((one) => one.lines.map((line) => [line.key, line])));
  for (const one of questions) for (const line of one.lines) line.question = one;

  // The words of the page, of which Python writes all: a message with its placeholders filled in.

  const phrase = (name, values = {}) =>
    form.messages[name].replace(/\{(\w+)\}/g, (whole, key) => (key in values ? values[key] : whole));

  // Comparisons, in Kleene's three-valued logic: true, false, or null for unknown. A condition can
  // also be open: it depends on what is not in this page.

  const FALSE = 0, UNKNOWN = 1, OPEN = 2, TRUE = 3;
  const rank = (truth) => (truth === null ? UNKNOWN : truth ? TRUE : FALSE);
  const opposite = (truth) => (truth === null ? null : !truth);
  const isDate = (operand) => Array.isArray(operand);
  const isEntries = (operand) => Array.isArray(operand?.own);
  const numbers = {
    is: (one, other) => one === other,
    is_not: (one, other) => one !== other,
    lt: (one, other) => one < other,
    lte: (one, other) => one <= other,
    gt: (one, other) => one > other,
    gte: (one, other) => one >= other,
  };
  const isBefore = ([first, last], [begin, end]) => (last < begin ? true : first >= end ? false : null);
  const isSame = ([first, last], [begin, end]) =>
    last < begin || end < first ? false : first === last && last === begin && begin === end ? true : null;
  const dates = {
    is: isSame,
    is_not: (one, other) => opposite(isSame(one, other)),
    lt: isBefore,
    lte: (one, other) => opposite(isBefore(other, one)),
    gt: (one, other) => isBefore(other, one),
    gte: (one, other) => opposite(isBefore(one, other)),
  };

  function evaluate(condition, facts) {
    switch (condition[0]) {
      case "all": return condition.slice(1).reduce((low, one) => Math.min(low, evaluate(one, facts)), TRUE);
      case "any": return condition.slice(1).reduce((high, one) => Math.max(high, evaluate(one, facts)), FALSE);
      case "not": return rank(opposite(compared(condition[1], facts)));
      case "open": return OPEN;
      default: return rank(compared(condition, facts));
    }
  }

  function compared([name, ...rest], facts) {
    switch (name) {
      case "answered": return facts.answered(rest[0], rest[1]) === rest[2];
      case "codes": return isAmong(rest[0], facts.operand(rest[1], rest[2]), rest[3], rest[4]);
      case "order": return isInOrder(rest[0], facts.operand(rest[1], rest[2]), bound(rest[3], facts));
      case "entries": return count(rest, facts);
      case "every": return inEvery(rest, facts);
      default: return compareNumbers(rest[1], total(rest[0], facts), numberOf(rest[2], facts));
    }
  }

  function isAmong(operator, operand, codes, days) {
    if (operand === null || isEntries(operand)) return null;
    const positive = operator === "is" || operator === "any_of";
    if (isDate(operand)) {
      if (operator === "all_of") return false;
      const within = isWithin(operand, days);
      return positive ? within : opposite(within);
    }
    const chosen = operand instanceof Set ? operand : new Set([operand]);
    const isEqual = chosen.size === new Set(codes).size && codes.every((code) => chosen.has(code));
    if (operator === "is") return isEqual;
    if (operator === "is_not") return !isEqual;
    if (operator === "all_of") return codes.every((code) => chosen.has(code));
    return codes.some((code) => chosen.has(code)) === positive;
  }

  function isWithin([first, last], periods) {
    const near = periods.filter(([begin, end]) => begin <= last && first <= end);
    near.sort((one, other) => one[0] - other[0] || one[1] - other[1]);
    let begin = first;
    for (const [from, to] of near) {
      if (from > begin) return null;
      if (to >= last) return true;
      begin = Math.max(begin, to + 1);
    }
    return near.length ? null : false;
  }

  function isInOrder(operator, operand, limit) {
    if (isDate(operand)) return isDate(limit) ? dates[operator](operand, limit) : null;
    return compareNumbers(operator, operand, limit);
  }

  const LAST_DAY = 3652059;

  function bound(limit, facts) {
    if (!isDate(limit) || limit[0] !== "than") return limit;
    const [, name, days] = limit;
    const other = facts.operand(name, null);
    if (isDate(other)) return other.map((day) => Math.max(1, Math.min(LAST_DAY, day + days)));
    return days === 0 ? other : null;
  }

  const compareNumbers = (operator, one, other) =>
    typeof one === "number" && typeof other === "number" ? numbers[operator](one, other) : null;
  const numberOf = (limit, facts) => (Array.isArray(limit) ? total(limit[1], facts) : limit);

  function total(summands, facts) {
    let parts;
    if (summands[0] === "column") {
      const table = facts.operand(summands[1], null);
      if (!isEntries(table)) return null;
      parts = table.entries.map((entry) => entry.get(summands[2]) ?? null);
    } else parts = summands.slice(1).map((name) => facts.operand(name, null));
    return parts.every((one) => typeof one === "number") ? parts.reduce((sum, one) => sum + one, 0) : null;
  }

  function count([name, operator, limit], facts) {
    const table = facts.operand(name, null);
    return isEntries(table) ? compareNumbers(operator, table.entries.length, numberOf(limit, facts)) : null;
  }

  function inEvery([name, condition, columns], facts) {
    const table = facts.operand(name, null);
    if (!isEntries(table)) return null;
    const isAbsent = (operand) => operand === null || form.codes.includes(operand);
    const truths = table.entries
      .filter((entry) => !columns.some((column) => isAbsent(entry.get(column) ?? null)))
      .map((entry) => compared(condition, { operand: (column) => entry.get(column) ?? null }));
    return truths.includes(false) ? false : truths.includes(null) ? null : true;
  }

  // What is typed, understood as far as conditions need it. The words are checked on return.

  // The words are those of Python, which reads the page when it comes back: one test holds both.

  const folded = (text) => text.toLowerCase().replace(/[\u2018\u2019\u02bc]/g, "'").replace(/œ/g, "oe")
    .replace(/æ/g, "ae").normalize("NFKD").replace(/[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u064b-\u065f\u0670]+/g, "")
    .replace(/\s+/g, " ").trim().replace(/\s+(?=[;:?!»])|(?<=«)\s+/g, "").replace(/\.+$/, "");
  const BEFORE = phrase("as-before"), REMOVE = folded(phrase("remove")), MOST_PRINTED = 40;
  const saysBefore = (text) => [BEFORE, form.entries.before].map(folded).includes(folded(text));
  const months = new Map(Object.entries(form.entries.months));

  // The digits of any script: each has its ten in a row.

  function digit(character) {
    let value = 0;
    while (/^\p{Nd}$/u.test(String.fromCodePoint(character.codePointAt(0) - value - 1))) value += 1;
    return value % 10;
  }
  const plainDigits = (text) => text.replace(/\p{Nd}/gu, digit);

  // The Chinese numerals of a date: `二〇二七年三月十二日`. No search begins within a run of them: it would take
  // a long paste for seconds.
  const NUMERALS = /(?<![〇○零一二三四五六七八九十])[〇○零一二三四五六七八九十]+(?=\s*[年月日号])/g;
  const plainNumerals = (text) => text.replace(NUMERALS, (found) => {
    const [tens, ones] = found.split(/十(.*)/);
    const all = ones === undefined ? tens : (tens || "一") + (ones || "〇");
    return all.replace(/[^十]/g, (one) => Math.max(0, "零一二三四五六七八九".indexOf(one)));
  });

  function monthOf(word) {
    if (months.has(word)) return months.get(word);
    const begun = new Set([...months].filter(([name]) => name.startsWith(word)).map(([, number]) => number));
    return begun.size === 1 && [...word].length >= 3 ? [...begun][0] : 0;
  }

  function wordsOfDate(text) {
    const words = folded(text).split(/[\s,،./-]+/).filter(Boolean);
    const found = [], known = new Set();
    for (let at = 0; at < words.length; at += 1) {
      const pair = at + 1 < words.length ? months.get(`${words[at]} ${words[at + 1]}`) : undefined;
      const month = pair ?? monthOf(words[at]);
      if (month && !known.has(`m${month}`)) found.push(`m${month}`);
      else if (form.entries.first.includes(words[at])) found.push("1");
      else if (!month && !form.entries.beside.includes(words[at])) found.push(words[at]);
      known.add(found.at(-1));
      if (pair) at += 1;
    }
    return found;
  }

  function dayNumber(year, month, day) {
    const date = new Date(0);
    date.setUTCFullYear(year, month - 1, day);
    const isThere = date.getUTCMonth() === month - 1 && date.getUTCDate() === day && year >= 1;
    return isThere ? Math.round(date.getTime() / 86400000) + 719163 : null;
  }

  function days(year, month, day) {
    if (day) return [dayNumber(year, month, day), dayNumber(year, month, day)];
    const [from, to] = month ? [month, month] : [1, 12];
    const first = dayNumber(year, from, 1);
    const next = to === 12 ? dayNumber(year + 1, 1, 1) : dayNumber(year, to + 1, 1);
    return [first, next === null ? null : next - 1];
  }

  function readDate(text) {
    // Behind a year many write in Arabic that it is of the common era, and in Russian that it is a year.
    const typed = plainDigits(plainNumerals(text.trim())).replace(/(?<=\d)\s*(?:م|г\.?|год[ау]?)$/, "")
      .replace(/[«“"]\s*(\d{1,2})\s*[»”"]/, "$1");
    const readings = new Map();
    const add = (...parts) => {
      const [year, month, day] = parts.map((one) => (one === undefined ? 0 : Number(one)));
      const isWrong = (month === 0 && parts[1] !== undefined) || (day === 0 && parts[2] !== undefined);
      const found = isWrong || month > 12 ? [null, null] : days(year, month, day);
      if (!found.includes(null)) readings.set(`${year}-${month}-${day}`, found);
    };
    let found = /^(\d{4})(?:\s*[-/.]\s*(\d{1,2})(?:\s*[-/.]\s*(\d{1,2}))?)?$/.exec(typed)
      ?? /^(\d{4})\s*年(?:\s*(\d{1,2})\s*月(?:\s*(\d{1,2})\s*[日号])?)?$/.exec(typed);
    if (found) add(found[1], found[2], found[3]);
    else if ((found = /^(\d{1,2})\s*[-/.]\s*(?:(\d{1,2})\s*[-/.]\s*)?(\d{4})$/.exec(typed))) {
      if (found[2] === undefined) add(found[3], found[1]);
      else {
        add(found[3], found[2], found[1]);
        if (!typed.includes(".")) add(found[3], found[1], found[2]);
      }
    } else {
      const words = wordsOfDate(typed);
      const named = words.map((word) => /^m(\d+)$/.exec(word)?.[1]).filter(Boolean);
      const years = words.filter((word) => /^\d{4}$/.test(word));
      const day = words.map((word) => /^(\d{1,2})(?:st|nd|rd|th|er|ero|ro|o|°)?$/.exec(word)?.[1]).filter((one) => one !== undefined);
      if (named.length === 1 && years.length === 1 && day.length <= 1 && words.length === 2 + day.length) {
        add(years[0], named[0], day[0]);
      }
    }
    return readings.size === 1 ? [...readings.values()][0] : null;
  }

  function readInteger(text, [least, most]) {
    const typed = plainDigits(text.trim());
    if (!/^-?(?:\d{1,15}|\d{1,3}(?:[\s'’٬]\d{3}){1,4})$/.test(typed)) return null;
    const number = Number(typed.replace(/[\s'’٬]/g, ""));
    return number >= least && number <= most ? number : null;
  }

  const states = new Map((form.states ?? []).flatMap((names) => names.map((name) => [folded(name), names[0]])));

  // The operand of a text; undefined where the text is no answer.

  function read(text, spec) {
    switch (spec.type) {
      case "date": return readDate(text) ?? undefined;
      case "integer": return readInteger(text, spec.limits) ?? undefined;
      case "state": return states.get(folded(text));
      case "states": return new Set(text.split(/[;；؛]/).map((one) => states.get(folded(one))).filter(Boolean));
      case "text": case "contact": return null;
      default: return text;
    }
  }

  // `Not known: …` as its code, or null. Spaces do not count: `не применимо` is `неприменимо`.

  function missingCode(text) {
    const plain = (words) => folded(words).replaceAll(" ", "");
    const head = plain(text.split(/[:：]/)[0]);
    return form.missing.find(([code, label, , english]) => [code, label, english].map(plain).includes(head))?.[0] ?? null;
  }

  // The answers

  let answers = { cells: {}, entries: {}, closing: {}, state: "", changed: "" };

  const sent = (key, column) => form.sent[key]?.[column] ?? "";
  // What stood in a field when the page was sent, or when it was last saved or opened.
  let written = {};

  function stood(key, column) {
    const saved = written[key]?.[column] ?? "";
    return sent(key, column) || (folded(String(saved)) === REMOVE ? "" : saved);
  }

  const text = (key, column) => answers.cells[key]?.[column] ?? sent(key, column);

  // What stands in a field for the report: an emptied one changes nothing, `remove` takes it away.

  function standing(key, column, of = text) {
    const typed = of(key, column).trim();
    if (folded(typed) === REMOVE) return "";
    return typed || sent(key, column);
  }

  const changed = (key, column) => text(key, column).trim() !== sent(key, column);
  const isConfirmed = (key) => Boolean(lines.get(key)?.confirm) && saysBefore(text(key, "answer"));

  // The answer to a question: {missing}, {value} with its operand, or null. `rows` are those of a matrix.

  function answerTo(question) {
    const head = question.lines[0];
    const carried = question.carried;
    const confirmsAll = carried && isConfirmed(head.key);
    if (question.type === "matrix") return answerToMatrix(question, head, carried, confirmsAll);
    const missing = missingIn(head, carried, confirmsAll);
    const value = valueOf(question, head, carried, confirmsAll);
    if (missing && (value === undefined || changed(head.key, "missing"))) return { missing };
    return value === undefined ? null : { value };
  }

  function missingIn(line, carried, confirms) {
    const typed = standing(line.key, "missing");
    if (typed) return missingCode(typed);
    return carried && confirms ? (part.base[`${line.owner}/missing`]?.missing ?? null) : null;
  }

  function valueOf(question, head, carried, confirmsAll) {
    if (question.type === "choices") {
      const marks = question.lines.filter((line) => line.kind === "mark");
      const isMarked = (line) => !form.entries.no.includes(folded(text(line.key, "answer")));
      let chosen = marks.filter(isMarked).map((line) => line.mark);
      const removed = marks.some((line) => folded(text(line.key, "answer")) === REMOVE);
      if (!chosen.length && !removed) chosen = marks.filter((line) => sent(line.key, "answer")).map((line) => line.mark);
      if (!chosen.length && confirmsAll) chosen = part.base[question.id] ?? [];
      return chosen.length ? new Set(chosen) : undefined;
    }
    if (question.type === "table") return entriesOf(question, head, confirmsAll);
    if (carried && isConfirmed(head.key)) {
      const before = part.base[head.unit];
      return before === undefined ? undefined : operandOf(before, question);
    }
    const typed = standing(head.key, "answer");
    return typed ? read(typed, question) : undefined;
  }

  // The operand of the content of a report.

  function operandOf(content, spec) {
    if (spec.type === "date") return readDate(content) ?? undefined;
    if (spec.type === "states") return new Set(content);
    return ["text", "contact"].includes(spec.type) ? null : content;
  }

  function answerToMatrix(question, head, carried, confirmsAll) {
    const missing = missingIn(head, carried, confirmsAll);
    const rows = new Map();
    for (const line of question.lines.filter((one) => one.kind === "row")) {
      const code = rowCode(line, carried, confirmsAll);
      if (code) rows.set(line.row, code);
    }
    if (missing && (!rows.size || changed(head.key, "missing"))) return { missing };
    const all = question.lines.filter((one) => one.kind === "row").length;
    if (!rows.size || (carried && rows.size < all)) return null;
    return { value: null, rows, isWhole: rows.size === all };
  }

  function rowCode(line, carried, confirmsAll) {
    const confirms = carried && (confirmsAll || isConfirmed(line.key));
    const missing = missingIn(line, carried, confirms);
    let value = isConfirmed(line.key) ? "" : standing(line.key, "answer");
    if (!value && confirms) value = part.base[line.unit] ?? "";
    return missing && (!value || changed(line.key, "missing")) ? missing : value;
  }

  // Entries of tables

  const entriesIn = (name) => answers.entries[name] ?? form.tables[name]?.entries ?? [];
  const columnsOf = (name) => form.tables[name]?.columns ?? [];

  function cellOf(table, entry, column) {
    const before = form.tables[table].entries.find((one) => one.number !== null && one.number === entry.number);
    const own = (entry.cells[column] ?? "").trim();
    if (folded(own) === REMOVE) return "";
    return own || (before?.cells[column] ?? "");
  }

  const isRemoved = (table, entry) => folded(entry.cells[columnsOf(table)[0].id] ?? "") === REMOVE;
  const isBlank = (table, entry) =>
    isRemoved(table, entry) || columnsOf(table).every((column) => !cellOf(table, entry, column.id));

  function entryOperands(table, entry) {
    const operands = new Map();
    for (const column of columnsOf(table)) {
      const facts = { operand: (name) => operands.get(name) ?? null };
      if (column.when && evaluate(column.when, facts) !== TRUE) continue;
      const typed = cellOf(table, entry, column.id);
      const isMissing = typed && missingCode(typed) !== null;
      operands.set(column.id, !typed ? null : isMissing ? missingCode(typed) : (read(typed, column) ?? null));
    }
    return operands;
  }

  function entriesOf(question, head, confirmsAll) {
    const own = entriesIn(question.id).filter((entry) => !isBlank(question.id, entry));
    const isCounted = !question.carried || confirmsAll || changedEntries(question.id);
    if (own.length) {
      if (!isCounted) return undefined;
      return { entries: own.map((entry) => entryOperands(question.id, entry)), own };
    }
    const isNone = ["none", "no entries", "1"].includes(folded(standing(head.key, "answer")));
    const wasNone = confirmsAll && Array.isArray(part.base[question.id]);
    return isNone || wasNone ? { entries: [], own: [] } : undefined;
  }

  const changedEntries = (name) => JSON.stringify(entriesIn(name)) !== JSON.stringify(form.tables[name].entries);

  function isEntryComplete(table, entry) {
    const asked = entryOperands(table, entry);
    return columnsOf(table).every((column) => !column.required || !asked.has(column.id) || cellOf(table, entry, column.id));
  }

  // The path, and the progress along it

  // What conditions compare: the head of the report, and the answers that a function returns.

  const factsOf = (answerOf) => ({
    operand(name, row) {
      if (name === "as_of" && !byId.has(name)) return form.as_of;
      if (name === "state" && !byId.has(name)) return answers.state || form.state || null;
      const answer = answerOf(name);
      if (!answer) return null;
      if (answer.missing) return answer.missing;
      return row === null ? (answer.value ?? null) : (answer.rows?.get(row) ?? null);
    },
    answered(name, row) {
      if ((name === "as_of" || name === "state") && !byId.has(name)) return true;
      const answer = answerOf(name);
      if (!answer) return false;
      return row === null || Boolean(answer.missing) || Boolean(answer.rows?.has(row));
    },
  });

  function pathNow() {
    const found = new Map();
    const asked = new Map();
    const filled = new Map();
    const facts = factsOf((name) => (isAsked(name) ? found.get(name) : null));
    const isAsked = (name) => (asked.get(name) ?? FALSE) >= OPEN;
    for (const question of questions) {
      asked.set(question.id, question.when ? evaluate(question.when, facts) : TRUE);
      const answer = answerTo(question);
      if (answer) found.set(question.id, answer);
      for (const [target, code] of Object.entries(fillsOf(question, isAsked, answer))) filled.set(target, [question, code]);
      const [gate, code] = filled.get(question.id) ?? [];
      if (gate && !answer) found.set(question.id, { ...filledIn(question, code), by: gate });
    }
    const party = form.party ? evaluate(form.party, facts) : UNKNOWN;
    return { asked, isAsked, found, party };
  }

  const fillsOf = (question, isAsked, answer) =>
    (isAsked(question.id) && answer && !answer.missing && question.gate?.[answer.value]) || {};

  function filledIn(question, code) {
    if (question.type !== "matrix") return { value: code };
    const rows = new Map(question.lines.filter((one) => one.kind === "row").map((one) => [one.row, code]));
    return { value: null, rows, isWhole: true };
  }

  function isComplete(question, path) {
    const answer = path.isAsked(question.id) ? path.found.get(question.id) : null;
    if (!answer) return false;
    if (answer.missing) return true;
    if (question.type === "matrix") return answer.isWhole;
    if (question.type === "table") return answer.value.own.every((one) => isEntryComplete(question.id, one));
    return true;
  }

  const isRequired = (question, path) =>
    path.isAsked(question.id) && !question.optional && !(path.party === FALSE && question.parties);

  function progressOf(some, path) {
    const required = some.filter((one) => isRequired(one, path));
    const optional = some.filter((one) => path.isAsked(one.id) && !isRequired(one, path));
    return {
      required: required.length,
      done: required.filter((one) => isComplete(one, path)).length,
      optional: optional.length,
      answered: optional.filter((one) => isComplete(one, path)).length,
    };
  }

  // The page

  // In a text from the right, what runs from the left keeps to itself: a name of a file, an address.

  const fromLeft = form.from_left && new RegExp(`(${form.from_left})`, "u");

  function directed(words) {
    if (!fromLeft || typeof words !== "string") return [words];
    const isWhole = !/[\u0590-\u08ff\ufb1d-\ufefc]/.test(words) && /[a-z]{2}/i.test(words);
    return (isWhole ? ["", words] : words.split(fromLeft)).map((piece, place) => {
      if (place % 2 === 0) return piece;
      const made = document.createElement("bdi");
      made.dir = "ltr";
      made.textContent = piece;
      return made;
    });
  }

  const show = (place, words) => {
    if (place.textContent !== words) place.replaceChildren(...directed(words));
  };

  const element = (name, attributes = {}, ...content) => {
    const made = document.createElement(name);
    if (fromLeft && ["input", "textarea"].includes(name)) made.dir = "auto";
    for (const [key, value] of Object.entries(attributes)) {
      if (value === true) made.setAttribute(key, "");
      else if (value !== false && value !== undefined && (value !== "" || key === "value")) made.setAttribute(key, value);
    }
    made.append(...content.flat().filter((one) => one !== null && one !== undefined && one !== "").flatMap(name === "option" ? (one) => [one] : directed));
    return made;
  };
  const paragraphs = (texts, name = "help") => (texts ?? []).map((one) => element("p", { class: name }, one));
  const optionsOf = (spec) => (spec.options === undefined ? [] : form.options[spec.options]);
  const takes = (line, column) => line.takes?.includes(column) ?? false;
  const shownRow = (line) => [line.number?.split(" ").pop(), line.text].filter(Boolean).join(" ");
  let made = 0;
  const newId = () => `f${(made += 1)}`;
  const parts = new Map();
  // Where what is doubtful in the entries of tables is asked: by question, entry and check.
  const doubts = new Map();

  function set(key, column, value) {
    (answers.cells[key] ??= {})[column] = value;
    touched();
  }

  function labelled(label, field, { hint, error = true, ...more } = {}) {
    field.id ||= newId();
    const described = [];
    const box = element("div", { class: "field", ...more }, element("label", { for: field.id }, ...[label].flat()));
    if (hint) {
      const help = element("p", { class: "hint", id: `${field.id}-hint` }, hint);
      described.push(help.id);
      box.append(help);
    }
    if (error) {
      const place = element("p", { class: "error", id: `${field.id}-error`, hidden: true });
      described.push(place.id);
      box.append(place);
    }
    if (described.length) field.setAttribute("aria-describedby", described.join(" "));
    box.append(field);
    return box;
  }

  function say(field, message) {
    const place = document.getElementById(`${field.id}-error`);
    if (!place) return;
    place.hidden = !message;
    show(place, message);
    if (message) field.setAttribute("aria-invalid", "true");
    else field.removeAttribute("aria-invalid");
  }

  // A field of one text

  function textField(line, column, spec, wrong = () => "") {
    const isLong = spec.long;
    const field = element(isLong ? "textarea" : "input", {
      ...(isLong ? { rows: "3" } : { type: "text", inputmode: spec.type === "integer" ? "numeric" : undefined }),
      autocomplete: "off",
    });
    field.value = text(line.key, column);
    field.addEventListener("input", () => set(line.key, column, field.value));
    const check = () => say(field, field.value.trim() && folded(field.value) !== REMOVE && !saysBefore(field.value) ? wrong(field.value)
      : !field.value.trim() && stood(line.key, column) ? phrase("emptied", { remove: REMOVE }) : "");
    field.addEventListener("change", check);
    setTimeout(check);
    return field;
  }

  function wrongWith(spec) {
    return (value) => {
      if (spec.type === "date" || spec.date) {
        return readDate(value) ? "" : phrase("wrong-date");
      }
      if (spec.type === "integer") {
        const [least, most] = spec.limits;
        return readInteger(value, spec.limits) === null ? phrase("wrong-number", { least, most }) : "";
      }
      const most = spec.most, length = [...value].length;
      return most && length > most ? phrase("too-long", { length, most }) : "";
    };
  }

  function beforeButton(line, field) {
    const button = element("button", { type: "button", class: "quiet-button" }, BEFORE);
    button.addEventListener("click", () => {
      field.value = BEFORE;
      field.dispatchEvent(new Event("input"));
      field.dispatchEvent(new Event("change"));
    });
    return button;
  }

  // The fields of lines

  function radios(question, line) {
    const name = newId();
    const choices = [...(line.confirm ? [[BEFORE, line.last ? phrase("as-before-answer", { answer: line.last }) : BEFORE]] : []), ...optionsOf(line)];
    const typed = text(line.key, "answer");
    const box = element("div", { class: "options" });
    const inputs = choices.map(([code, label]) => {
      const input = element("input", { type: "radio", name, id: newId(), value: code });
      input.checked = code === typed || folded(label) === folded(typed);
      input.addEventListener("change", () => {
        set(line.key, "answer", code);
        take.hidden = false;
      });
      box.append(element("div", { class: "option" }, input, element("label", { for: input.id }, label)));
      return input;
    });
    const take = element("button", { type: "button", class: "quiet-button" }, phrase("take-back"));
    take.hidden = !inputs.some((one) => one.checked);
    take.addEventListener("click", () => {
      for (const input of inputs) input.checked = false;
      set(line.key, "answer", stood(line.key, "answer") ? REMOVE : "");
      take.hidden = true;
      inputs[0].focus();
    });
    box.append(take);
    return box;
  }

  function checkboxes(group) {
    const box = element("div", { class: "options", role: group[0].only ? "group" : undefined, "aria-label": group[0].only ? group[0].hint : undefined });
    if (group[0].hint) box.append(element("p", { class: "hint" }, group[0].hint));
    const wrong = element("p", { class: "error", "aria-live": "polite", hidden: true });
    const inputs = group.map((line) => {
      const input = element("input", { type: "checkbox", id: newId() });
      input.checked = Boolean(text(line.key, "answer")) && folded(text(line.key, "answer")) !== REMOVE;
      input.addEventListener("change", () => {
        const isCleared = group.every((one, index) => !inputs[index].checked) && group.some((one) => stood(one.key, "answer"));
        set(line.key, "answer", input.checked ? "x" : isCleared ? REMOVE : "");
        check();
      });
      const before = line.last ? [" ", element("span", { class: "hint" }, phrase("last-mark"))] : [];
      box.append(element("div", { class: "option" }, input, element("label", { for: input.id }, line.text, ...before)));
      return input;
    });
    const check = () => {
      const alone = group.find((line, index) => line.alone && inputs[index].checked);
      wrong.hidden = !(alone && inputs.filter((one) => one.checked).length > 1);
      show(wrong, wrong.hidden ? "" : phrase("stands-alone", { option: alone.alone }));
    };
    box.append(wrong);
    check();
    return box;
  }

  // A row of a matrix: its options, and below them why there is none.

  function rowField(line) {
    const field = element("select");
    const add = (to, value, label) => to.append(element("option", { value }, label));
    add(field, "", phrase("not-answered"));
    if (line.confirm) add(field, BEFORE, phrase("as-before-answer", { answer: line.last }));
    for (const [code, label] of optionsOf(line)) add(field, code, label);
    if (stood(line.key, "answer") || stood(line.key, "missing")) add(field, REMOVE, phrase("remove-answer"));
    if (takes(line, "missing")) missingOptions(field, "missing:", text(line.key, "missing"));
    const missing = text(line.key, "missing");
    const typed = text(line.key, "answer");
    const code = optionsOf(line).find(([one, label]) => [folded(one), folded(label)].includes(folded(typed)))?.[0];
    const hasMissing = missing && folded(missing) !== REMOVE && !(typed && changed(line.key, "answer"));
    field.value = hasMissing ? `missing:${missing}` : (code ?? (typed === BEFORE || typed === REMOVE ? typed : ""));
    field.addEventListener("change", () => {
      const isMissing = field.value.startsWith("missing:");
      const cleared = (column) => (stood(line.key, column) && field.value === REMOVE ? REMOVE : "");
      answers.cells[line.key] = { ...answers.cells[line.key] };
      answers.cells[line.key].answer = isMissing ? (sent(line.key, "answer") ? sent(line.key, "answer") : "") : field.value === REMOVE ? cleared("answer") : field.value;
      answers.cells[line.key].missing = isMissing ? field.value.slice(8) : (field.value && field.value !== REMOVE ? sent(line.key, "missing") : cleared("missing"));
      touched();
    });
    return field;
  }

  function missingOptions(field, prefix, present) {
    for (const [, label, reasons] of form.missing) {
      const group = reasons.length > 1 ? element("optgroup", { label }) : field;
      for (const [value, words] of reasons) group.append(element("option", { value: prefix + value }, words));
      if (group !== field) field.append(group);
    }
    const known = form.missing.flatMap(([, , reasons]) => reasons.map(([value]) => value));
    if (present && folded(present) !== REMOVE && !known.includes(present)) field.append(element("option", { value: prefix + present }, present));
  }

  function missingField(line) {
    const field = element("select");
    field.append(element("option", { value: "" }, phrase("not-missing")));
    missingOptions(field, "", text(line.key, "missing"));
    if (stood(line.key, "missing")) field.append(element("option", { value: REMOVE }, phrase("remove-answer")));
    field.value = text(line.key, "missing");
    field.addEventListener("change", () => set(line.key, "missing", field.value));
    return labelled(phrase("why-missing"), field, { error: false });
  }

  function evidenceField(line) {
    const field = textField(line, "evidence", { long: false });
    if (line.links) return labelled(phrase("web-address"), field, { hint: phrase("web-address-hint") });
    const box = labelled(phrase("law-or-link"), field, {
      hint: phrase("law-or-link-hint"),
    });
    const laws = element("select", { class: "tool", "aria-label": phrase("add-law") });
    const list = () => {
      const own = form.register && form.tables[form.register] ? entriesIn(form.register) : [];
      const columns = form.register ? columnsOf(form.register) : [];
      const named = own.map((entry) => columns.slice(0, 2).map((column) => cellOf(form.register, entry, column.id)));
      const all = new Map([...form.laws, ...named.filter(([name]) => name)]);
      laws.replaceChildren(element("option", { value: "" }, all.size ? phrase("choose-law") : phrase("no-laws")));
      for (const [name, citation] of all) laws.append(element("option", { value: name }, citation ? phrase("law", { name, citation }) : name));
    };
    laws.addEventListener("focus", list);
    laws.addEventListener("change", () => {
      if (laws.value) field.value = [field.value.trim(), laws.value].filter(Boolean).join("; ");
      laws.value = "";
      field.dispatchEvent(new Event("input"));
      field.focus();
    });
    list();
    box.append(laws);
    return box;
  }

  function confidentialField(line) {
    const input = element("input", { type: "checkbox", id: newId() });
    input.checked = Boolean(text(line.key, "confidential")) && folded(text(line.key, "confidential")) !== REMOVE;
    input.addEventListener("change", () =>
      set(line.key, "confidential", input.checked ? "x" : stood(line.key, "confidential") ? REMOVE : ""));
    return element("div", { class: "option" }, input, element("label", { for: input.id }, phrase("confidential")));
  }

  // What stands beside an answer. It is made when it is opened: a page has many of them.

  function beside(line, words) {
    const columns = ["missing", "evidence", "note", "confidential"].filter((one) => takes(line, one));
    const shown = columns.filter((one) => one !== "missing" || line.kind !== "row");
    if (!shown.length) return null;
    const names = { missing: phrase("missing"), evidence: phrase("evidence"), note: phrase("note"), confidential: phrase("confidential") };
    const summary = element("summary", {}, shown.map((one) => names[one]).join(" · "), " ", element("span", { class: "unseen" }, words));
    const box = element("details", { class: "beside" }, summary);
    const fill = () => {
      if (box.children.length > 1) return;
      if (shown.includes("missing")) box.append(missingField(line));
      if (shown.includes("evidence")) box.append(evidenceField(line));
      if (shown.includes("note")) box.append(labelled(phrase("note"), textField(line, "note", { long: true })));
      if (shown.includes("confidential")) box.append(confidentialField(line));
    };
    box.addEventListener("toggle", fill);
    if (shown.some((one) => text(line.key, one))) {
      fill();
      box.open = true;
    }
    return box;
  }

  // Tables

  function tableBox(name) {
    const table = form.tables[name];
    const box = element("div", { class: "entries" });
    const own = () => (answers.entries[name] ??= structuredClone(table.entries));
    const add = element("button", { type: "button" }, phrase("add-entry", { entry: table.entry }));
    const checks = byId.get(name)?.checks ?? [];
    const draw = (focusAt = -1) => {
      doubts.set(name, []);
      const cards = entriesIn(name).map((entry, index) => card(entry, index));
      box.replaceChildren(...cards, add);
      if (focusAt >= 0) (cards[focusAt]?.querySelector("input, select, textarea") ?? add).focus();
    };
    add.addEventListener("click", () => {
      own().push({ number: null, cells: {} });
      draw(own().length - 1);
      touched();
    });
    const card = (entry, index) => {
      const number = index + 1;
      const title = phrase("entry", { entry: table.heading, number });
      const fields = element("fieldset", { class: "entry" }, element("legend", {}, title));
      const isOld = entry.number !== null;
      if (isOld && isRemoved(name, entry)) {
        const back = element("button", { type: "button", class: "quiet-button" }, phrase("put-back"));
        back.addEventListener("click", () => {
          own()[index].cells = structuredClone(table.entries.find((one) => one.number === entry.number).cells);
          draw(index);
          touched();
        });
        fields.append(element("p", {}, phrase("entry-goes")), back);
        return fields;
      }
      const asked = doubts.get(name)[index] = new Map();
      for (const column of table.columns) {
        fields.append(cellField(entry, index, column, isOld));
        for (const check of checks.filter((one) => one.column === column.id)) {
          asked.set(check, element("p", { class: "error", "aria-live": "polite", hidden: true }));
          fields.append(asked.get(check));
        }
      }
      const isReadOnly = table.register && isOld;
      if (isReadOnly) return fields;
      const remove = element("button", { type: "button", class: "quiet-button" }, phrase("remove-entry", { entry: table.entry, number }));
      remove.addEventListener("click", () => {
        if (isOld) own()[index].cells[table.columns[0].id] = REMOVE;
        else own().splice(index, 1);
        draw(Math.min(index, own().length - 1));
        touched();
        if (!own().length) add.focus();
      });
      fields.append(remove);
      return fields;
    };
    const cellField = (entry, index, column, isOld) => {
      const value = entry.cells[column.id] ?? "";
      const isFixed = isOld && table.register;
      let field;
      if (column.options !== undefined) {
        field = element("select", {}, element("option", { value: "" }, ""));
        for (const [code, label] of optionsOf(column)) field.append(element("option", { value: code }, label));
        missingOptions(field, "", missingCode(value) ? value : "");
      } else if (column.type === "state") {
        field = element("select", {}, element("option", { value: "" }, ""));
        for (const [code, label] of form.states) field.append(element("option", { value: code }, label));
        field.value = states.get(folded(value)) ?? "";
      } else field = element(column.long ? "textarea" : "input", column.long ? { rows: "2" } : { type: "text", autocomplete: "off" });
      if (column.type !== "state") field.value = value;
      field.disabled = isFixed;
      const wrong = wrongWith(column);
      const check = () => say(field, field.value.trim() && missingCode(field.value) === null && folded(field.value) !== REMOVE ? wrong(field.value) : "");
      field.addEventListener("input", () => {
        own()[index].cells[column.id] = field.value;
        touched();
      });
      field.addEventListener("change", check);
      setTimeout(check);
      return labelled(column.required ? column.label : phrase("optional-field", { label: column.label }), field, { hint: column.help });
    };
    draw();
    return box;
  }

  // A question

  function questionBox(question) {
    const [head, ...others] = question.lines;
    const id = `q-${question.id}`;
    const fields = element("fieldset", { class: "question", id },
      element("legend", {}, element("span", { class: "number" }, question.number), " ", question.ask,
        question.optional ? [" ", element("span", { class: "hint" }, phrase("optional"))] : ""));
    fields.append(...paragraphs(question.help));
    if (question.more) fields.append(element("details", {}, element("summary", {}, phrase("more")), ...paragraphs(question.more)));
    const condition = element("p", { class: "condition" });
    const filledIn = element("p", { class: "condition", hidden: true });
    const wrong = element("p", { class: "error", "aria-live": "polite", hidden: true });
    const below = [...answerFields(question, head, others), beside(head, phrase("beside-question", { number: question.number }))];
    fields.append(condition, filledIn, wrong, ...below.filter(Boolean));
    const away = element("div", { class: "away", id: `${id}-away` });
    parts.set(question.id, { fields, away, condition, filledIn, wrong });
    return [fields, away];
  }

  function answerFields(question, head, others) {
    switch (question.type) {
      case "matrix": return [confirmAll(head, phrase("all-rows-as-before")), ...others.map(rowBox)];
      case "choices": return [confirmAll(head, phrase("all-as-before")), question.hint ? element("p", { class: "hint" }, question.hint) : null, checkboxes(others)];
      case "table": return [radios(question, head), tableBox(question.id)];
      case "implementation": return [radios(question, head), ...measureFields(question, others)];
      case "contact": return [head, ...others].map((line, index) => partField(line, index ? line.text : phrase("office")));
      default:
        if (head.options !== undefined) return [radios(question, head)];
        return [partField({ ...head, type: question.type, limits: question.limits }, phrase("answer"), question.hint)];
    }
  }

  function confirmAll(head, words) {
    if (!takes(head, "answer")) return null;
    const input = element("input", { type: "checkbox", id: newId() });
    input.checked = isConfirmed(head.key);
    input.addEventListener("change", () => set(head.key, "answer", input.checked ? BEFORE : ""));
    return element("div", { class: "option" }, input, element("label", { for: input.id }, words));
  }

  function rowBox(line) {
    const field = rowField(line);
    const last = line.last ? [" ", element("span", { class: "hint" }, phrase("last-row", { answer: line.last }))] : [];
    const letter = element("span", { class: "number" }, line.number?.split(" ").pop() ?? "");
    const box = element("div", { class: "row" }, labelled([letter, ` ${line.text}`, ...last], field, { error: false }));
    const more = beside(line, phrase("beside-row", { row: shownRow(line) }));
    if (more) box.append(more);
    return box;
  }

  function partField(line, label, hint) {
    const field = textField(line, "answer", line, wrongWith(line));
    const answer = line.last;
    const most = line.most ? phrase("at-most", { most: line.most.toLocaleString("en") }) : "";
    hint = [hint, most].filter(Boolean).join(". ");
    const shown = !answer ? hint : hint ? phrase("hint-and-last", { hint, answer }) : phrase("last", { answer });
    const box = labelled(label, field, { hint: shown });
    if (line.confirm) box.append(beforeButton(line, field));
    return box;
  }

  function measureFields(question, others) {
    const marks = others.filter((line) => line.kind === "mark");
    const boxes = [[marks, checkboxes(marks)], ...others.filter((line) => line.kind === "part").map((line) => [[line], partField(line, line.text)])];
    return boxes.filter(([group]) => group.length).map(([group, box]) => {
      for (const line of group) parts.set(line.key, { box });
      return box;
    });
  }

  // The whole

  const bar = element("progress", { id: "progress", "aria-label": phrase("required-answered") });
  const status = element("p", { id: "status", role: "status" });
  const notice = element("p", { id: "notice", role: "status", class: "notice", tabindex: "-1", hidden: true });
  const counts = new Map();

  function build() {
    const next = element("button", { type: "button" }, phrase("next-open"));
    const save = element("button", { type: "button", class: "strong" }, phrase("save"));
    const opening = element("input", { type: "file", accept: ".html,.htm,text/html", id: "opening", class: "unseen" });
    const open = element("label", { for: "opening", class: "button" }, phrase("open"));
    next.addEventListener("click", goToNextOpen);
    save.addEventListener("click", saveAs);
    opening.addEventListener("change", () => opening.files[0] && openFile(opening.files[0]).finally(() => { opening.value = ""; }));
    const tools = element("div", { class: "bar", role: "region", "aria-label": phrase("progress") }, element("div", {}, bar, status), element("div", { class: "tools" }, next, save, opening, open));
    const list = element("ol", { class: "contents" });
    const sections = form.sections.map((section) => {
      const heading = element("h2", { id: `s-${section.number}`, tabindex: "-1" }, `${section.number} ${section.title}`);
      const count = element("span", { class: "hint" });
      counts.set(section, count);
      list.append(element("li", {}, element("a", { href: `#s-${section.number}` }, `${section.number} ${section.title}`), " ", count));
      return element("section", { "aria-labelledby": heading.id }, heading, ...paragraphs(section.introduction ? [section.introduction] : [], "introduction"), ...section.questions.flatMap(questionBox));
    });
    root.replaceChildren(notice, tools, element("nav", { "aria-label": phrase("parts") }, list), stateField() ?? "", ...sections, registerBox() ?? "", closingBox(), keptBox());
  }

  function stateField() {
    if (form.state || !form.states) return null;
    const field = element("select", {}, element("option", { value: "" }, phrase("choose-state")));
    for (const [code, name] of form.states) field.append(element("option", { value: code }, name));
    field.value = answers.state;
    field.addEventListener("change", () => {
      answers.state = field.value;
      touched();
    });
    return labelled(phrase("which-state"), field, { error: false, class: "field state" });
  }

  function registerBox() {
    const found = Object.entries(form.tables).find(([, table]) => table.register);
    if (!found) return null;
    const heading = element("h2", { id: "s-register", tabindex: "-1" }, found[1].title);
    return element("section", { "aria-labelledby": heading.id }, heading,
      element("p", { class: "introduction" }, phrase("register")), tableBox(found[0]));
  }

  function closingBox() {
    const fields = form.closing.map(([key, words]) => {
      const field = element(key === "#remark" ? "textarea" : "input", key === "#remark" ? { rows: "4" } : { type: "text", autocomplete: "off" });
      field.value = answers.closing[key] ?? "";
      field.addEventListener("input", () => {
        answers.closing[key] = field.value;
        touched();
      });
      return labelled(words, field, { error: false });
    });
    const heading = element("h2", { id: "s-closing" }, phrase("at-the-end"));
    return element("section", { "aria-labelledby": heading.id }, heading, ...fields);
  }

  function keptBox() {
    const clear = element("button", { type: "button" }, phrase("clear"));
    const sure = element("button", { type: "button", class: "strong" }, phrase("clear-yes"));
    const no = element("button", { type: "button" }, phrase("clear-no"));
    const asked = element("p", { class: "asked", hidden: true }, phrase("clear-asked"), " ", sure, " ", no);
    clear.addEventListener("click", () => {
      asked.hidden = false;
      no.focus();
    });
    no.addEventListener("click", () => {
      asked.hidden = true;
      clear.focus();
    });
    sure.addEventListener("click", () => {
      forget();
      start(empty());
      tell(phrase("cleared"));
      notice.focus();
    });
    return element("section", { class: "screen-only", "aria-label": phrase("browser") },
      element("p", { class: "hint" }, phrase("browser-keeps")),
      clear, asked);
  }

  // What is shown follows the answers.

  function refresh() {
    const path = pathNow();
    for (const question of questions) {
      const { fields, away, condition, filledIn, wrong } = parts.get(question.id);
      const isAsked = path.isAsked(question.id);
      const isOpen = path.asked.get(question.id) === OPEN;
      fields.hidden = !isAsked;
      away.hidden = isAsked;
      const { number, ask } = question;
      const isKept = question.lines.some((line) => Object.values(answers.cells[line.key] ?? {}).some(Boolean)) || answers.entries[question.id]?.length;
      const why = question.words ? phrase("not-asked-if", { number, ask, condition: question.words }) : phrase("not-asked", { number, ask });
      const shown = isAsked ? "" : sentences(why, isKept && phrase("kept"));
      show(away, shown);
      condition.hidden = !(isAsked && isOpen && question.words);
      show(condition, condition.hidden ? "" : phrase("only-if", { condition: question.words }));
      const by = path.found.get(question.id)?.by;
      filledIn.hidden = !(isAsked && by);
      show(filledIn, filledIn.hidden ? "" : phrase("follows", { number: by.number }));
      const mistake = isAsked ? sentences(wrongIn(question), ...doubtsIn(question, path.found.get(question.id))) : "";
      show(wrong, mistake);
      wrong.hidden = !mistake;
      for (const line of question.lines) {
        const box = parts.get(line.key)?.box;
        if (box && line.only) box.hidden = isOut(line);
      }
    }
    const all = progressOf(questions, path);
    bar.max = Math.max(all.required, 1);
    bar.value = all.done;
    const shown = all.optional ? phrase("done-and-optional", all) : phrase("done", all);
    show(status, shown);
    for (const [section, count] of counts) {
      const own = progressOf(section.questions, path);
      show(count, own.required ? phrase("done-in-part", own) : own.optional ? phrase("optional-part") : "");
    }
  }

  // What the checks of the report ask about this answer alone. What is doubtful in a single entry of a
  // table is asked there; all else is returned, for the question.

  function doubtsIn(question, answer) {
    const fails = (check, one) => evaluate(check.when, factsOf((name) => (name === question.id ? one : null))) === TRUE;
    const failing = new Set((question.checks ?? []).filter((check) => answer && fails(check, answer)));
    const elsewhere = new Set(failing);
    for (const [index, places] of (doubts.get(question.id) ?? []).entries()) {
      const entry = entriesIn(question.id)[index];
      for (const [check, place] of places ?? []) {
        const alone = () => ({ value: { entries: [entryOperands(question.id, entry)], own: [entry] } });
        place.hidden = !(failing.has(check) && fails(check, alone()));
        show(place, place.hidden ? "" : check.says);
        if (!place.hidden) elsewhere.delete(check);
      }
    }
    return [...elsewhere].map((check) => check.says);
  }

  function wrongIn(question) {
    if (hasBoth(question)) return phrase("none-and-entries");
    for (const line of question.lines) {
      const missing = text(line.key, "missing");
      if (!missing || folded(missing) === REMOVE) continue;
      const isAnswered = changed(line.key, "missing") && (line.kind === "head"
        ? question.type !== "matrix" && hasChangedAnswer(question)
        : changed(line.key, "answer") && text(line.key, "answer"));
      if (isAnswered) return phrase("answer-and-missing");
      if (form.other.map(folded).includes(folded(missing)) && !text(line.key, "note")) return phrase("reason-in-words");
    }
    return "";
  }

  const hasBoth = (question) =>
    question.type === "table" && ["none", "no entries"].includes(folded(text(question.lines[0].key, "answer")))
    && entriesIn(question.id).some((entry) => !isBlank(question.id, entry));

  const hasChangedAnswer = (question) =>
    question.lines.some((line) => changed(line.key, "answer") && text(line.key, "answer")) || Boolean(answers.entries[question.id]?.length);

  function goToNextOpen() {
    const path = pathNow();
    const open = questions.filter((one) => isRequired(one, path) && !isComplete(one, path));
    if (!open.length) return tell(phrase("none-open"));
    const here = document.activeElement?.closest?.(".question");
    const after = here ? open.filter((one) => here.compareDocumentPosition(parts.get(one.id).fields) & Node.DOCUMENT_POSITION_FOLLOWING) : open;
    const { fields } = parts.get((after[0] ?? open[0]).id);
    fields.scrollIntoView({ block: "start" });
    [...fields.querySelectorAll("input, select, textarea")].find((one) => !one.checked && !one.value.replace("on", ""))?.focus({ preventScroll: true });
    if (!fields.contains(document.activeElement)) fields.querySelector("input, select, textarea, summary")?.focus({ preventScroll: true });
  }

  const sentences = (...some) => some.filter(Boolean).join(" ");

  function tell(words) {
    notice.replaceChildren(...directed(words));
    notice.hidden = !words;
  }

  // On paper, a text stands whole in place of its field, which would cut it off, and below an open
  // list what can be chosen: of rows that are alike, below the first of them.

  function onPaper() {
    let before = "";
    for (const field of root.querySelectorAll("input[type=text], textarea, select:not(.tool)")) {
      const shown = field.tagName === "SELECT" && field.value ? field.selectedOptions[0].textContent : field.value;
      const words = field.tagName === "SELECT" && !field.closest(".beside") ? offered(field) : "";
      if (words && !shown && words !== before) field.after(element("p", { class: "offered" }, words));
      before = words || before;
      field.after(element("p", { class: "printed" }, shown));
    }
    root.classList.add("on-paper");
  }

  function offered(field) {
    const listed = [...field.querySelectorAll(":scope > option")].filter(({ value }) => value && !value.startsWith("missing:"));
    return listed.length > MOST_PRINTED ? "" : listed.map(({ textContent }) => textContent).join("; ");
  }

  function onScreen() {
    for (const one of root.querySelectorAll(".printed, .offered")) one.remove();
    root.classList.remove("on-paper");
  }

  // What is kept: in this page's own block of data, in the browser, and in a saved page.

  // What tells a form from all others: whose it is, and the answers that it was written with.
  const identityOf = ({ state, authority, report_id, base }) => [state, authority, report_id, base].join("/");
  const place = `checklist-form:${identityOf(part.part)}`;
  const empty = () => ({ cells: {}, entries: {}, closing: {}, state: "", changed: "" });
  const escaped = (value) => JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, "0")}`);

  // Whether a part of a measure does not go with its status.

  function isOut(line) {
    if (!line?.only) return false;
    const head = line.question.lines[0];
    return !line.only.includes(isConfirmed(head.key) ? part.base[head.unit] : standing(head.key, "answer"));
  }

  // Parts that do not go with a status are kept aside, in the browser alone: they are not sent.

  function toKeep(withSecrets = true) {
    const cells = {}, aside = {};
    for (const [key, own] of Object.entries(answers.cells)) {
      const line = lines.get(key);
      if (withSecrets || !isSecret(line)) (isOut(line) ? aside : cells)[key] = own;
    }
    const secret = (name) => byId.has(name) && isSecret(byId.get(name).lines[0]);
    const entries = Object.fromEntries(Object.entries(answers.entries).filter(([name]) => withSecrets || !secret(name)));
    const count = (one) => Object.keys(one).length;
    const isPart = count(cells) + count(aside) < count(answers.cells) || count(entries) < count(answers.entries);
    return { ...answers, cells, aside, entries, ...(isPart ? { part: true } : {}) };
  }

  function toSend() {
    const { aside, ...own } = toKeep();
    return own;
  }

  function isSecret(line) {
    if (!line) return false;
    const head = line.question.lines[0];
    return [head.key, line.owner].some((key) => text(key, "confidential") && folded(text(key, "confidential")) !== REMOVE);
  }

  function touched() {
    answers.changed = new Date().toISOString();
    keep();
    refresh();
  }

  function keep(withSecrets = true) {
    kept.textContent = escaped(toSend());
    try {
      localStorage.setItem(place, escaped(toKeep(withSecrets)));
    } catch {
      tell(phrase("browser-cannot"));
    }
  }

  function forget() {
    try {
      localStorage.removeItem(place);
    } catch { /* nothing is kept there */ }
  }

  function fromBrowser() {
    try {
      return JSON.parse(localStorage.getItem(place) ?? "null");
    } catch {
      return null;
    }
  }

  const nothing = (value) => (value && typeof value === "object" && !Array.isArray(value) ? value : {});

  function start(from) {
    const given = nothing(from);
    answers = {
      ...empty(),
      state: typeof given.state === "string" ? given.state : "",
      changed: typeof given.changed === "string" ? given.changed : "",
      cells: { ...nothing(given.cells), ...nothing(given.aside) },
      entries: { ...nothing(given.entries) },
      closing: { ...nothing(given.closing) },
    };
    kept.textContent = escaped(toSend());
    build();
    refresh();
  }

  function pageText() {
    const copy = document.documentElement.cloneNode(true);
    copy.querySelector("#form").replaceChildren();
    copy.querySelector("#form-answers").textContent = escaped(toSend());
    return `<!DOCTYPE html>\n${copy.outerHTML}\n`;
  }

  function hasMistake(question) {
    const { fields } = parts.get(question.id);
    return !fields.hidden && fields.querySelector(".error:not([hidden])") !== null;
  }

  function saveAs() {
    const url = URL.createObjectURL(new Blob([pageText()], { type: "text/html" }));
    const link = element("a", { href: url, download: form.file });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(url), 60000);
    written = structuredClone(answers.cells);
    keep(); // a page cannot see whether the file was written
    const hasSecrets = Boolean(toKeep(false).part);
    const { file, whole } = form;
    const use = whole ? phrase("use-whole", { file }) : phrase("use-part");
    const unclear = questions.filter(hasMistake).map((one) => one.number).join(", ");
    const again = unclear && phrase("look-again", { numbers: unclear });
    tell(sentences(phrase("saving", { file }), again, hasSecrets && phrase("check-secrets"), use));
    if (hasSecrets) notice.append(" ", removal());
    notice.scrollIntoView({ block: "nearest" });
  }

  function removal() {
    const remove = element("button", { type: "button" }, phrase("remove-secrets"));
    remove.addEventListener("click", () => {
      keep(false);
      tell(phrase("secrets-removed", { file: form.file }));
      notice.focus();
    });
    return remove;
  }

  // Whether something was written here that another page does not say. What was removed from this
  // browser after it was saved is not here, so the saved page can give it back.

  function hasMoreThan(given) {
    const cells = { ...nothing(given.aside), ...nothing(given.cells) };
    const isElse = (key, column, value) => value !== sent(key, column) && value !== (cells[key]?.[column] ?? sent(key, column));
    const hasCell = Object.entries(answers.cells).some(([key, own]) =>
      Object.entries(own).some(([column, value]) => value && isElse(key, column, value)));
    const hasEntry = Object.entries(answers.entries).some(([name, own]) => {
      const known = [form.tables[name]?.entries, nothing(given.entries)[name]].filter(Array.isArray).flat().map(entryText);
      return own.some((entry) => Object.values(entry.cells).some(Boolean) && !known.includes(entryText(entry)));
    });
    const hasClosing = Object.entries(answers.closing).some(([key, value]) => value && value !== nothing(given.closing)[key]);
    return hasCell || hasEntry || hasClosing || Boolean(answers.state && answers.state !== given.state);
  }

  const entryText = (entry) =>
    JSON.stringify([entry?.number ?? null, ...Object.entries(nothing(entry?.cells)).filter(([, value]) => value).sort()]);

  function mayReplace(file) {
    const replace = element("button", { type: "button", class: "strong" }, phrase("replace"));
    const cancel = element("button", { type: "button", autofocus: true }, phrase("cancel"));
    const words = element("p", { id: "asked-words" }, phrase("replaces", { file }));
    const asked = element("dialog", { role: "alertdialog", "aria-labelledby": words.id }, words, element("div", { class: "tools" }, replace, cancel));
    root.append(asked);
    replace.addEventListener("click", () => asked.close("replace"));
    cancel.addEventListener("click", () => asked.close());
    return new Promise((answer) => {
      asked.addEventListener("close", () => {
        asked.remove();
        answer(asked.returnValue === "replace");
      });
      asked.showModal();
    });
  }

  async function openFile(chosen) {
    const file = chosen.name;
    if (chosen.size > 4000000) return tell(phrase("too-large", { file }));
    const other = new DOMParser().parseFromString(await chosen.text(), "text/html");
    try {
      const whose = JSON.parse(other.getElementById("form-part").textContent);
      const given = JSON.parse(other.getElementById("form-answers").textContent);
      if (identityOf(whose.part) !== identityOf(part.part)) return tell(phrase("other-form", { file }));
      if (hasMoreThan(nothing(given)) && !(await mayReplace(file))) return tell(phrase("not-opened", { file }));
      written = nothing(nothing(given).cells);
      start(given);
      keep();
      document.getElementById("opening").focus();
      tell(phrase("opened", { file }));
    } catch {
      tell(phrase("no-page", { file }));
    }
  }

  window.addEventListener("beforeprint", onPaper);
  window.addEventListener("afterprint", onScreen);
  const inFile = data("form-answers");
  const inBrowser = fromBrowser();
  const isNewer = inBrowser && (inBrowser.changed ?? "") > (inFile.changed ?? "");
  written = nothing(inFile.cells);
  start(isNewer ? inBrowser : inFile);
  if (isNewer) {
    tell(sentences(phrase("back"), inBrowser.part && phrase("back-in-part")));
  }
  Object.defineProperty(window, "checklistForm", {
    value: {
      read,
      path: (given) => {
        const before = answers;
        answers = { ...empty(), ...given };
        const path = pathNow();
        const ids = (test) => questions.filter(test).map((one) => one.id);
        const found = { on: ids((one) => path.isAsked(one.id)), complete: ids((one) => isComplete(one, path)), progress: progressOf(questions, path) };
        answers = before;
        return found;
      },
    },
  });
})();
