//! Who may use how much of a store, and how what was used comes free again.
#![allow(clippy::unwrap_used, clippy::panic)]
mod support;

use std::sync::Arc;

use casebook::clock::DeviceId;
use endpoint::{Limits, Spaces, router};
use support::*;
use sync::names::Name;
use sync::roster::Fact;

/// Small enough to be filled.
fn small() -> Limits {
    Limits {
        space: 1 << 20,
        device: 1 << 18,
        reserve: 1 << 16,
        keys: 1 << 12,
        ..Limits::default()
    }
}

async fn limited(limits: Limits) -> Scene {
    let store = Store::new();
    let router = router(Arc::new(store.app_with(limits, Spaces::Open)), None);
    Scene::on(store, router).await
}

/// Puts pictures until no more fit, in ever smaller pieces; gives their names.
async fn fill(client: &Client, seed: u8) -> Vec<Name> {
    let (mut put, mut n) = (Vec::new(), 0u64);
    for size in [50_000, 5_000, 500] {
        loop {
            n += 1;
            let mut id = [seed; 16];
            id[..8].copy_from_slice(&n.to_be_bytes());
            let name = if n % 2 == 0 { Name::Blob(id) } else { Name::Thumb(id) };
            match client.put(&name, &vec![seed; size]).await.as_str() {
                "201" => put.push(name),
                "507 full" => break,
                other => panic!("{other}"),
            }
        }
    }
    put
}

fn keys(device: u64, number: u32) -> Name {
    let device = DeviceId(device);
    Name::Keys { device, number }
}

#[tokio::test]
async fn one_member_does_not_fill_the_space_and_what_it_put_can_be_cleared_away() {
    let scene = limited(small()).await;
    let (founder, member) = (&scene.founder, &scene.device);
    let put = fill(member, 7).await;
    let packs = chain(&founder.key, 1, 1, &[0; 400]);
    assert_eq!(founder.put(&packed(1, 1), &packs[0]).await, "201");
    assert_eq!(founder.put(&Name::Blob([1; 16]), &[0; 50_000]).await, "201");
    assert_eq!(
        founder.says(&founder.key, Fact::Remove { device: 2, last: 0 }).await,
        "201"
    );
    for name in &put {
        assert_eq!(founder.delete(name).await, "200", "{name}");
        assert_eq!(founder.get(name).await.short(), "404 not_found");
    }
    assert_eq!(founder.names("b/").await, [Name::Blob([1; 16]).to_string()]);
    let left = std::fs::read_dir(scene.store.file(scene.space, "u/0000000000000002/b"));
    assert_eq!(left.map_or(0, Iterator::count), 0, "no marks stay");
}

#[tokio::test]
async fn what_removes_admits_and_recovers_fits_when_the_space_is_full() {
    let scene = limited(small()).await;
    let founder = &scene.founder;
    for device in 3..8u8 {
        let key = Key::new(device);
        assert_eq!(
            founder.says(&founder.key, admit(u64::from(device), &key, false)).await,
            "201"
        );
        fill(&scene.client(device), device).await;
    }
    let packs = chain(&founder.key, 1, 1, &[0; 400]);
    assert_eq!(founder.put(&packed(1, 1), &packs[0]).await, "507 full");
    for n in 0..20 {
        assert_eq!(scene.device.put(&keys(2, n), &[n as u8; 200]).await, "201", "{n}");
    }
    assert_eq!(
        scene.device.put(&keys(2, 21), &[0; 200]).await,
        "507 full",
        "nobody takes the reserve"
    );
    assert_eq!(founder.put(&keys(1, 1), &[0; 200]).await, "201");
    assert_eq!(founder.put(&Name::Invitation([1; 16]), &[0; 1000]).await, "201");
    let (verify, number) = (Key::new(30).public(), 1);
    for fact in [
        admit(20, &Key::new(20), false),
        Fact::Remove { device: 3, last: 0 },
        Fact::Kit { verify, number },
    ] {
        assert_eq!(founder.says(&founder.key, fact).await, "201", "{fact:?}");
    }
}

#[tokio::test]
async fn who_put_how_much_is_known_after_a_restart() {
    let scene = limited(small()).await;
    fill(&scene.device, 7).await;
    let again = router(Arc::new(scene.store.app_with(small(), Spaces::Open)), None);
    let member = Client::new(&again, &scene.device.key, scene.space);
    let founder = Client::new(&again, &scene.founder.key, scene.space);
    assert_eq!(member.put(&Name::Blob([1; 16]), &[0; 1000]).await, "507 full");
    let packs = chain(&member.key, 2, 1, &[0; 1000]);
    assert_eq!(
        member.put(&packed(2, 1), &packs[0]).await,
        "507 full",
        "packs count, too"
    );
    assert_eq!(founder.put(&Name::Blob([1; 16]), &[0; 1000]).await, "201");
}

#[tokio::test]
async fn a_picture_is_deleted_by_who_put_it_or_an_admin() {
    let scene = limited(small()).await;
    let (founder, member) = (&scene.founder, &scene.device);
    assert_eq!(founder.says(&founder.key, admit(3, &Key::new(3), false)).await, "201");
    let third = scene.client(3);
    for (at, name) in [Name::Blob([1; 16]), Name::Thumb([1; 16])].iter().enumerate() {
        assert_eq!(member.put(name, &[7; 1000]).await, "201");
        assert_eq!(third.put(name, &[7; 1000]).await, "200", "the same again");
        assert_eq!(third.put(name, &[8; 1000]).await, "409 exists");
        assert_eq!(third.delete(name).await, "403 not_allowed", "it put nothing");
        let by = [member, founder][at];
        assert_eq!(by.delete(name).await, "200");
        assert_eq!(founder.get(name).await.short(), "404 not_found");
        assert_eq!(third.put(name, &[8; 1000]).await, "201", "now it is the third's");
        assert_eq!(member.delete(name).await, "403 not_allowed");
        assert_eq!(third.delete(name).await, "200");
    }
    for name in [Name::Record([1; 16]), keys(1, 0)] {
        assert_eq!(founder.delete(&name).await, "403 not_allowed", "{name}");
    }
}

#[tokio::test]
async fn what_is_deleted_gives_its_room_back_at_once() {
    let scene = limited(small()).await;
    let put = fill(&scene.device, 7).await;
    assert_eq!(scene.device.put(&Name::Blob([1; 16]), &[0; 50_000]).await, "507 full");
    assert_eq!(scene.device.delete(&put[0]).await, "200");
    assert_eq!(scene.device.put(&Name::Blob([1; 16]), &[0; 50_000]).await, "201");
}

#[tokio::test]
async fn strangers_who_begin_spaces_do_not_fill_the_store() {
    let limits = |total, spaces| Limits {
        total,
        spaces,
        ..small()
    };
    for (limits, expected) in [
        (limits(1 << 20, 3), ["201", "201", "507 full"]),
        (limits(100_000, 100), ["201", "507 full", "507 full"]),
    ] {
        let scene = limited(limits).await;
        let mut told = Vec::new();
        for seed in 40..43u8 {
            let key = Key::new(seed);
            let stranger = Client::new(&scene.router, &key, vault::space_id(&key.public()));
            told.push(stranger.says(&key, Fact::Found { device: 1, kit: None }).await);
            // What is full is told at other places.
            stranger.put(&Name::Blob([seed; 16]), &[0; 60_000]).await;
        }
        assert_eq!(told, expected);
        let packs = chain(&scene.device.key, 2, 1, &[0; 400]);
        assert_eq!(
            scene.device.put(&packed(2, 1), &packs[0]).await,
            "201",
            "who is there goes on"
        );
    }
}
