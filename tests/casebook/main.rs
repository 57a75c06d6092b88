//! The case book: fold, packs, people, search, verdicts.
#[path = "../support/mod.rs"]
mod support;

mod attacker;
mod attacker_flows;
mod attacker_records;
mod book;
mod bulletin;
mod entered;
mod excluded;
mod fields;
mod flow_rights;
mod flow_steps;
mod flows;
mod folder;
mod kind_texts;
mod lapses;
mod matter_rules;
mod matters;
mod office;
mod overdue;
mod packs;
mod people;
mod people_disputes;
mod people_order;
mod people_removals;
mod people_rights;
mod queue;
mod recordable;
mod records;
mod registers;
mod search;
mod sound;
mod staffing;
mod stand_in;
mod verdicts;
mod warnings;
