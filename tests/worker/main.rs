//! The worker, on a stand-in for the browser.
mod attacker;
mod attacker_flows;
#[path = "../support/mod.rs"]
mod support;
mod work_support;

mod attachment;
mod bell;
mod corrections;
mod demo;
mod dossier;
mod dossiers;
mod edit;
mod flows;
mod import;
mod jobs;
mod look;
mod numbers;
mod one_judged;
mod own_forms;
mod own_kinds;
mod papers;
mod records;
mod registers;
mod remove;
mod restore;
mod seizure_papers;
mod session;
mod share;
mod share_anew;
mod share_kept;
mod share_safety;
mod staff_list;
mod transcript;
