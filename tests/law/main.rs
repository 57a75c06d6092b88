//! The law: calendar, counting, triage, nodes, money, and the readers of numbers, amounts and dates.
#[path = "../support/mod.rs"]
mod support;

mod calendar;
mod case_kinds;
mod case_number;
mod command_line;
mod compiled;
mod counting;
mod doubt;
mod gazette;
mod money;
mod node_law;
mod nodes;
mod readers;
mod receipts;
mod rule_sets;
mod triage;
mod triage_readings;
