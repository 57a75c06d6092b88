//! What the simulation promises of itself, and seeds that failed once.
#![allow(clippy::expect_used)]
use sim::{Mutation, run};

#[test]
fn a_seed_gives_the_same_log_twice() {
    for seed in 0..20 {
        assert_eq!(run(seed, Mutation::None), run(seed, Mutation::None));
    }
    assert_ne!(run(1, Mutation::None).log, run(2, Mutation::None).log);
}

#[test]
fn the_first_seeds_end_well() {
    for seed in 0..200 {
        assert_eq!(run(seed, Mutation::None).failure, None, "seed {seed}");
    }
}

#[test]
fn every_planted_bug_is_found_within_two_hundred_seeds() {
    for (name, mutation) in Mutation::PLANTED {
        let found = (0..200).find(|seed| run(*seed, mutation).failure.is_some());
        println!("{name}: seed {}", found.expect(name));
    }
}

#[test]
fn after_a_year_the_store_is_small_and_nothing_is_lost() {
    let year = sim::year::year(3).expect("a good year");
    println!("{year:?}");
    assert!(year.packs > 1_000, "{year:?}");
    assert!(year.most <= 64 + 8 * year.devices, "{year:?}");
}
