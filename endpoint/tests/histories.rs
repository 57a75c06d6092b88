//! One history of a device: nobody rewrites it, not even the device itself, and it has no gap.
#![allow(clippy::unwrap_used)]
mod support;

use support::*;
use sync::names::Name;
use sync::roster::Fact;

/// Packs of device 2 that are the same up to `same`, and other ones after that.
fn forked(scene: &Scene, same: u32, count: u32) -> Vec<Vec<u8>> {
    let key = &scene.device.key;
    let mut packs = chain(key, 2, same, b"what was written");
    let mut prev = packs
        .last()
        .map_or([0; 32], |last| casebook::pack::envelope(last).unwrap().head.hash);
    for number in same + 1..=count {
        let words = Words {
            algorithm: 1,
            device: 2,
            number,
            prev,
            payload: b"what it says now",
        };
        let (bytes, hash) = pack(key, &words);
        packs.push(bytes);
        prev = hash;
    }
    packs
}

/// Whether a test can reach past the endpoint into the store.
fn is_folder() -> bool {
    std::env::var("FENLIU_TEST_STORE").is_err()
}

#[tokio::test]
async fn no_other_history_comes_in_beside_the_packs_that_are_there() {
    // Once with the packs one by one, once as a bundle.
    for bundled_first in [false, true] {
        let scene = Scene::new().await;
        let member = &scene.device;
        let first = chain(&member.key, 2, 6, b"what was written");
        match bundled_first {
            true => assert_eq!(member.put(&bundled(2, 1, 4), &bundle(&first[..4])).await, "201"),
            false => {
                for (n, bytes) in (1..).zip(&first[..4]) {
                    assert_eq!(member.put(&packed(2, n), bytes).await, "201");
                }
            }
        }
        for same in 0..4 {
            let other = forked(&scene, same, 6);
            for (from, to) in [(1, 3), (1, 4), (1, 5), (1, 6), (2, 4), (3, 6), (4, 5), (5, 6)] {
                if to <= same {
                    continue;
                }
                let bytes = bundle(&other[from as usize - 1..to as usize]);
                let told = member.put(&bundled(2, from, to), &bytes).await;
                assert_eq!(told, "409 exists", "{from}-{to}, the same up to {same}");
            }
            for number in same + 1..=5 {
                let told = member.put(&packed(2, number), &other[number as usize - 1]).await;
                assert_eq!(told, "409 exists", "{number}, the same up to {same}");
            }
        }
        assert_eq!(member.put(&packed(2, 5), &first[4]).await, "201", "its own goes on");
        assert_eq!(member.put(&bundled(2, 1, 5), &bundle(&first[..5])).await, "201");
        assert_eq!(member.delete(&packed(2, 5)).await, "200", "the same lies in the bundle");
    }
}

#[tokio::test]
async fn what_no_other_object_holds_byte_for_byte_is_not_deleted() {
    if !is_folder() {
        return;
    }
    let scene = Scene::new().await;
    let member = &scene.device;
    let packs = chain(&member.key, 2, 3, b"what was written");
    for (n, bytes) in (1..).zip(&packs) {
        assert_eq!(member.put(&packed(2, n), bytes).await, "201");
    }
    // Laid there past the endpoint, or through one of an older build.
    let file = scene.store.file(scene.space, &bundled(2, 1, 3).to_string());
    let other = bundle(&forked(&scene, 1, 3));
    let cut = bundle(&packs)[..40].to_vec();
    for (what, bytes, expected) in [
        ("another history", other, ["200", "409 not_covered", "409 not_covered"]),
        ("cut", cut, ["409 not_covered"; 3]),
        ("the same", bundle(&packs), ["200"; 3]),
    ] {
        for (n, bytes) in (1..).zip(&packs) {
            let lies_there = scene.store.file(scene.space, &packed(2, n).to_string());
            std::fs::write(lies_there, bytes).unwrap();
        }
        std::fs::write(&file, bytes).unwrap();
        for (n, expected) in (1..).zip(expected) {
            assert_eq!(member.delete(&packed(2, n)).await, expected, "{what}, pack {n}");
        }
    }
}

#[tokio::test]
async fn packs_come_in_one_after_the_other_from_the_first() {
    let scene = Scene::new().await;
    let member = &scene.device;
    let packs = chain(&member.key, 2, 6, b"sealed");
    let far = Words {
        algorithm: 1,
        device: 2,
        number: 4_000_000_000,
        prev: [9; 32],
        payload: b"x",
    };
    let far = pack(&member.key, &far).0;
    let part = |from: usize, to: usize| bundle(&packs[from - 1..to]);
    let table = [
        (bundled(2, 2, 5), part(2, 5), "409 no_previous"),
        (packed(2, 2), packs[1].clone(), "409 no_previous"),
        (packed(2, 4_000_000_000), far.clone(), "409 no_previous"),
        (packed(2, 1), packs[0].clone(), "201"),
        (packed(2, 3), packs[2].clone(), "409 no_previous"),
        (bundled(2, 3, 6), part(3, 6), "409 no_previous"),
        (bundled(2, 2, 3), part(2, 3), "201"),
        (packed(2, 4), packs[3].clone(), "201"),
        (bundled(2, 4, 6), part(4, 6), "201"),
        (packed(2, 4_000_000_000), far, "409 no_previous"),
    ];
    for (name, bytes, expected) in table {
        assert_eq!(scene.founder.put(&name, &bytes).await, expected, "{name}");
    }
}

#[tokio::test]
async fn what_the_store_lost_or_spoilt_is_filled_again_and_hinders_nobody() {
    if !is_folder() {
        return;
    }
    let scene = Scene::new().await;
    let (member, founder) = (&scene.device, &scene.founder);
    let packs = chain(&member.key, 2, 5, b"what was written");
    for (n, bytes) in (1..).zip(&packs[..3]) {
        assert_eq!(member.put(&packed(2, n), bytes).await, "201");
    }
    let file = |n| scene.store.file(scene.space, &packed(2, n).to_string());
    std::fs::remove_file(file(2)).unwrap();
    let other = forked(&scene, 1, 2);
    assert_eq!(
        founder.put(&packed(2, 2), &other[1]).await,
        "409 exists",
        "3 follows on the first"
    );
    assert_eq!(founder.put(&packed(2, 2), &packs[1]).await, "201");
    std::fs::write(file(3), b"spoilt").unwrap();
    assert_eq!(member.put(&packed(2, 4), &packs[3]).await, "201");
    assert_eq!(member.delete(&packed(2, 3)).await, "200");
    assert_eq!(member.put(&packed(2, 3), &packs[2]).await, "201");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_two_histories_put_at_the_same_moment_one_comes_in() {
    for round in 0..8 {
        let scene = Scene::new().await;
        let histories = [forked(&scene, 4, 4), forked(&scene, 0, 4)];
        let puts = histories.map(|packs| {
            let client = scene.device.clone();
            tokio::spawn(async move {
                let one = client.put(&packed(2, 1), &packs[0]).await;
                [one, client.put(&bundled(2, 1, 4), &bundle(&packs)).await]
            })
        });
        let mut told = Vec::new();
        for put in puts {
            told.push(put.await.unwrap());
        }
        let came_in = told.iter().filter(|told| told.iter().any(|t| t == "201")).count();
        assert_eq!(came_in, 1, "round {round}: {told:?}");
    }
}

#[tokio::test]
async fn what_a_device_writes_after_its_removal_comes_in_by_nobodys_hand() {
    let scene = Scene::new().await;
    let (founder, friend) = (&scene.founder, scene.client(3));
    assert_eq!(founder.says(&founder.key, admit(3, &friend.key, true)).await, "201");
    let packs = chain(&scene.device.key, 2, 5, b"sealed");
    assert_eq!(scene.device.put(&packed(2, 1), &packs[0]).await, "201");
    let remove = Fact::Remove { device: 2, last: 3 };
    assert_eq!(founder.says(&founder.key, remove).await, "201");
    let part = |from: usize, to: usize| bundle(&packs[from - 1..to]);
    for by in [&friend, founder] {
        for (name, bytes) in [
            (packed(2, 4), packs[3].clone()),
            (bundled(2, 2, 4), part(2, 4)),
            (bundled(2, 4, 5), part(4, 5)),
        ] {
            assert_eq!(by.put(&name, &bytes).await, "403 after_removal", "{name}");
        }
    }
    assert_eq!(scene.device.put(&packed(2, 2), &packs[1]).await, "403 removed");
    assert_eq!(
        friend.put(&bundled(2, 2, 3), &part(2, 3)).await,
        "201",
        "what counts is put back"
    );
    assert_eq!(friend.put(&packed(2, 4), &packs[3]).await, "403 after_removal");
    let again = Client::new(&scene.store.router(), &friend.key, scene.space);
    assert_eq!(
        again.put(&packed(2, 4), &packs[3]).await,
        "403 after_removal",
        "after a restart"
    );
}

#[tokio::test]
async fn a_removed_founder_is_not_served_under_an_older_chain() {
    let scene = Scene::new().await;
    let (founder, other) = (&scene.founder, scene.client(3));
    let adopted = admit(8, &founder.key, false);
    for fact in [admit(3, &other.key, true), adopted] {
        assert_eq!(founder.says(&founder.key, fact).await, "201");
    }
    let chain = chain(&founder.key, 8, 2, b"an older book");
    assert_eq!(founder.put(&packed(8, 1), &chain[0]).await, "201");
    let remove = Fact::Remove { device: 1, last: 0 };
    assert_eq!(other.says(&other.key, remove).await, "201");
    assert_eq!(founder.put(&packed(8, 2), &chain[1]).await, "403 removed");
    assert_eq!(founder.ask("GET", "o?under=p/", &[]).await.short(), "403 removed");
    assert_eq!(founder.get(&Name::Blob([1; 16])).await.short(), "403 removed");
    assert_eq!(
        other.put(&packed(8, 2), &chain[1]).await,
        "201",
        "the old book stays whole"
    );
}
