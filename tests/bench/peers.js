// The peers, each doing the same work on the same data as Fenliu does beside it.
import { findWorkday } from "chinese-days";
import Dexie from "dexie";
import { Engine } from "json-rules-engine";
import PouchDB from "pouchdb";
import { subtle } from "./seals.js";

const YUAN_300_000 = 30_000_000; // fen

const is = (fact, value) => ({ fact, operator: "equal", value });
const oneOf = (fact, value) => ({ fact, operator: "in", value });
const CIVIL = ["civil_judgment", "civil_mediation", "payment_order", "security_interest_ruling"];
const NOT_PRESERVATION = [is("preservation", false), { fact: "basis_type", operator: "notEqual", value: "preservation_ruling" }];

// Art. 11 as json-rules-engine rules. Every ground is a rule, so the engine finds all grounds as Fenliu does.
const RULES = [
  ["S1", { all: [is("basis_type", "arbitral_award"), ...NOT_PRESERVATION] }],
  ["S2", { any: [is("litigation_fee_recovery", true), is("basis_type", "litigation_fee_recovery")] }],
  ["S3", { all: [is("entrusted", true)] }],
  ["S4", { any: [is("preservation", true), is("basis_type", "preservation_ruling")] }],
  ["S5", { all: [is("covered", true)] }],
  ["S6", { all: [is("marked_simple", true)] }],
  ["O1", { all: [is("party_or_gov_organ", true)] }],
  ["O2", { any: [oneOf("basis_type", ["criminal_property", "administrative_property"]), { all: [oneOf("basis_type", CIVIL), is("any_simple", false)] }] }],
  ["O3", { all: [is("basis_type", "arbitral_award"), is("arbitration_kind", "commercial"), ...NOT_PRESERVATION,
    { any: [{ fact: "claim_amount_fen", operator: "greaterThanInclusive", value: YUAN_300_000 }, is("foreign_related", true)] }] }],
  ["O4", { all: [is("marked_complex", true)] }],
];
const ORDINARY_FIRST = ["O1", "O3", "O4", "O2"];

function engine() {
  const made = new Engine(RULES.map(([type, conditions]) => ({ conditions, event: { type } })), { allowUndefinedFacts: true });
  made.addFact("covered", async (_, almanac) => {
    const frozen = await almanac.factValue("frozen");
    const claim = await almanac.factValue("claim_amount_fen");
    const sum = frozen.filter((f) => ["bank_deposit", "network_funds"].includes(f.kind) && f.effective && f.executable)
      .reduce((total, f) => total + f.amount_fen, 0);
    return claim !== null && sum >= claim;
  });
  made.addFact("marked_simple", async (_, almanac) => {
    const mark = await almanac.factValue("simple_mark");
    return Boolean(mark && mark.by && mark.reason);
  });
  made.addFact("marked_complex", async (_, almanac) => (await almanac.factValue("complexity")).some((m) => m.by && m.reason));
  made.addFact("any_simple", async (_, almanac) => {
    for (const fact of ["entrusted", "preservation", "litigation_fee_recovery", "covered", "marked_simple"]) {
      if (await almanac.factValue(fact)) return true;
    }
    return false;
  });
  return made;
}

async function verdict(rules, facts) {
  const { events } = await rules.run(facts);
  const grounds = events.map((e) => e.type).sort();
  const ordinary = ORDINARY_FIRST.find((g) => grounds.includes(g));
  const simple = grounds.find((g) => g.startsWith("S"));
  // O2 for civil judgments yields to any simple item; the rule above already left it out then.
  return { verdict: ordinary || !simple ? "ordinary" : "simple", decisive: ordinary ?? simple ?? "O5" };
}

/** json-rules-engine: `count` triages over `cases`, and its verdicts for a check. */
export async function triage(cases, count) {
  const rules = engine();
  const verdicts = [];
  for (const facts of cases) verdicts.push(await verdict(rules, facts));
  const start = performance.now();
  for (let i = 0; i < count; i += 1) await verdict(rules, cases[i % cases.length]);
  return { ms: performance.now() - start, verdicts };
}

/** chinese-days: `terms` is a list of [trigger, working days]. */
export function due(terms, rounds) {
  const dates = terms.map(([trigger, length]) => findWorkday(length, trigger));
  const start = performance.now();
  for (let round = 0; round < rounds; round += 1) {
    for (const [trigger, length] of terms) findWorkday(length, trigger);
  }
  return { ms: performance.now() - start, dates };
}

function database() {
  const db = new Dexie("peer");
  db.version(1).stores({ cases: "case_number, filed_on, debtor" });
  return db;
}

/** Dexie: the same rows by bulkPut, in one transaction, with the durability Fenliu uses. */
export async function dexiePut(rows) {
  await Dexie.delete("peer");
  const db = new Dexie("peer", { chromeTransactionDurability: "strict" });
  db.version(1).stores({ cases: "case_number, filed_on, debtor" });
  await db.open();
  const start = performance.now();
  await db.cases.bulkPut(rows);
  const ms = performance.now() - start;
  db.close();
  return ms;
}

/** Dexie: open and toArray. */
export async function dexieOpen() {
  const start = performance.now();
  const db = database();
  const rows = await db.cases.toArray();
  const ms = performance.now() - start;
  db.close();
  return { ms, rows: rows.length };
}

/** A plain JavaScript array of the same rows: filter by text, then sort by amount. */
export function array(rows, text) {
  const filterStart = performance.now();
  const found = rows.filter((r) => r.case_number.includes(text) || r.applicant.includes(text) || r.debtor.includes(text)
    || r.cause.includes(text) || r.handler.includes(text));
  const filterMs = performance.now() - filterStart;
  const order = rows.slice();
  const sortStart = performance.now();
  order.sort((a, b) => (a.claim_amount_fen ?? 0) - (b.claim_amount_fen ?? 0));
  return { filterMs, sortMs: performance.now() - sortStart, found: found.length };
}

/** PouchDB: pulls what is new at a CouchDB-compatible server, in batches of 1,000 (its default of 100 is slower). */
export async function pouchPull(url, into) {
  const local = new PouchDB(into);
  const start = performance.now();
  const told = await PouchDB.replicate(url, local, { batch_size: 1000, batches_limit: 10 });
  const ms = performance.now() - start;
  await local.close();
  return { ms, rows: told.docs_written };
}

window.peers = { triage, due, dexiePut, dexieOpen, array, pouchPull, subtle };
