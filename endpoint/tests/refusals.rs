//! Everything an endpoint refuses, and with which code.
#![allow(clippy::unwrap_used)]
mod support;

use casebook::clock::DeviceId;
use casebook::pack::PACK_LIMIT;
use support::*;
use sync::names::{Name, hex};
use sync::roster::Fact;
use sync::signed::WINDOW_MS;

fn invite(id: u8, word: &Key, expires_ms: u64) -> Fact {
    Fact::Invite {
        id: [id; 16],
        verify: word.public(),
        expires_ms,
        admin: false,
    }
}

#[tokio::test]
async fn a_request_that_shows_nobody_is_refused() {
    let scene = Scene::new().await;
    let target = format!("/v1/{}/o?under=p/", hex(&scene.space));
    let key = &scene.device.key;
    let good = key.header("GET", &target, &[], NOW);
    let late = key.header("GET", &target, &[], NOW - WINDOW_MS - 1);
    let early = key.header("GET", &target, &[], NOW + WINDOW_MS + 1);
    let other_target = key.header("GET", "/v1/00/o", &[], NOW);
    let other_method = key.header("DELETE", &target, &[], NOW);
    let with_body = key.header("GET", &target, b"body", NOW);
    let stranger = Key::new(77).header("GET", &target, &[], NOW);
    let table = [
        ("", "401 unsigned"),
        ("Bearer 00", "401 unsigned"),
        (&late, "401 clock"),
        (&early, "401 clock"),
        (&other_target, "401 bad_signature"),
        (&other_method, "401 bad_signature"),
        (&with_body, "400 body_other"),
        (&stranger, "403 unknown_device"),
        (&good, "200"),
        (&good, "401 replayed"),
    ];
    for (header, expected) in table {
        let answer = send(&scene.router, "GET", &target, &[("authorization", header)], &[]).await;
        assert_eq!(answer.short(), expected, "{header}");
        assert_eq!(answer.headers["fenliu-time"], NOW.to_string().as_str());
    }
}

#[tokio::test]
async fn a_body_that_was_not_signed_is_refused() {
    let scene = Scene::new().await;
    let name = Name::Blob([1; 16]);
    let target = format!("/v1/{}/o/{name}", hex(&scene.space));
    let header = scene.device.key.header("PUT", &target, b"this", NOW);
    let answer = send(&scene.router, "PUT", &target, &[("authorization", &header)], b"that").await;
    assert_eq!(answer.short(), "400 body_other");
    assert_eq!(scene.device.get(&name).await.short(), "404 not_found");
}

#[tokio::test]
async fn paths_that_are_no_names_are_refused() {
    let scene = Scene::new().await;
    let space = hex(&scene.space);
    let table = [
        (format!("/v1/{space}/o/../../etc/passwd"), "400 bad_name"),
        (format!("/v1/{space}/o/b/..%2f..%2fsecret"), "400 bad_name"),
        (format!("/v1/{space}/o/b%2f{}", "00".repeat(16)), "400 bad_name"),
        (format!("/v1/{space}/o/p/0000000000000002/1"), "400 bad_name"),
        (format!("/v1/{space}/o//b/{}", "00".repeat(16)), "400 bad_name"),
        (
            format!("/v1/{}/o/b/{}", space.to_uppercase(), "00".repeat(16)),
            "400 bad_space",
        ),
        (format!("/v1/../o/b/{}", "00".repeat(16)), "400 bad_space"),
        (format!("/v1/{space}/o?under=../"), "400 bad_query"),
        (format!("/v1/{space}/o?under=p/&what=1"), "400 bad_query"),
        (format!("/v1/{space}/o?limit=-1"), "400 bad_query"),
        ("/v1".to_owned(), "404 bad_path"),
        ("/etc/passwd".to_owned(), "404 bad_path"),
    ];
    for (target, expected) in table {
        let header = scene.device.key.header("GET", &target, &[], NOW);
        let answer = send(&scene.router, "GET", &target, &[("authorization", &header)], &[]).await;
        assert_eq!(answer.short(), expected, "{target}");
    }
}

#[tokio::test]
async fn another_space_is_closed_to_a_device_of_this_one() {
    let scene = Scene::new().await;
    let mut elsewhere = scene.device.clone();
    elsewhere.space = [9; 16];
    assert_eq!(elsewhere.get(&packed(2, 1)).await.short(), "403 unknown_device");
    let record = scene
        .founder
        .key
        .record(scene.space, Fact::Remove { device: 2, last: 0 });
    assert_eq!(elsewhere.put(&record.0, &record.1).await, "400 record_other_space");
}

#[tokio::test]
async fn only_true_packs_in_their_place_come_in() {
    let scene = Scene::new().await;
    let (own, founder) = (&scene.device.key, &scene.founder.key);
    let good = chain(own, 2, 3, b"sealed");
    let words = |algorithm, device, number| Words {
        algorithm,
        device,
        number,
        prev: [0; 32],
        payload: b"sealed",
    };
    let mut cut = good[0].clone();
    cut.truncate(cut.len() - 1);
    let mut bent = good[0].clone();
    bent[60] ^= 1;
    let table = [
        (packed(2, 2), good[0].clone(), "422 pack_other_place"),
        (packed(1, 1), good[0].clone(), "422 pack_other_place"),
        (packed(2, 1), cut, "422 pack_malformed"),
        (packed(2, 1), bent, "422 pack_hash_mismatch"),
        (packed(2, 1), b"not a pack".to_vec(), "422 pack_malformed"),
        (packed(2, 1), pack(own, &words(0, 2, 1)).0, "422 pack_not_sealed"),
        (packed(2, 1), pack(founder, &words(1, 2, 1)).0, "422 pack_bad_signature"),
        (packed(1, 1), pack(own, &words(1, 1, 1)).0, "422 pack_bad_signature"),
        (packed(5, 1), pack(own, &words(1, 5, 1)).0, "422 pack_unknown_device"),
        (packed(2, 1), good[0].clone(), "201"),
        (packed(2, 1), good[0].clone(), "200"),
        (
            packed(2, 1),
            chain(own, 2, 1, b"another history").remove(0),
            "409 exists",
        ),
    ];
    for (at, (name, bytes, expected)) in table.into_iter().enumerate() {
        assert_eq!(scene.device.put(&name, &bytes).await, expected, "{at}: {name}");
    }
    assert_eq!(
        scene.founder.put(&packed(2, 2), &good[1]).await,
        "201",
        "put back by another device"
    );
    assert_eq!(scene.founder.get(&packed(2, 1)).await.body, good[0]);
}

#[tokio::test]
async fn only_whole_bundles_come_in_and_only_what_they_cover_goes() {
    let scene = Scene::new().await;
    let key = &scene.device.key;
    let packs = chain(key, 2, 4, b"sealed");
    let other = chain(key, 2, 4, b"other");
    let whole = bundle(&packs);
    let gap = bundle(&[packs[0].clone(), packs[2].clone()]);
    let mixed = bundle(&[packs[0].clone(), other[1].clone()]);
    let table = [
        (bundled(2, 1, 3), bundle(&packs[..2]), "422 bundle_malformed"),
        (bundled(2, 1, 2), bundle(&packs[..3]), "422 bundle_malformed"),
        (bundled(2, 1, 2), gap, "422 pack_other_place"),
        (bundled(2, 1, 2), mixed, "422 bundle_broken"),
        (
            bundled(2, 1, 4),
            whole[..whole.len() - 3].to_vec(),
            "422 bundle_malformed",
        ),
        (bundled(1, 1, 4), whole.clone(), "422 pack_other_place"),
    ];
    for (name, bytes, expected) in table {
        assert_eq!(scene.device.put(&name, &bytes).await, expected, "{name}");
    }
    assert_eq!(scene.device.put(&packed(2, 1), &packs[0]).await, "201");
    assert_eq!(scene.device.delete(&packed(2, 1)).await, "409 not_covered");
    assert_eq!(scene.device.put(&bundled(2, 1, 4), &whole).await, "201");
    assert_eq!(scene.founder.delete(&packed(2, 1)).await, "403 not_allowed");
    assert_eq!(scene.device.delete(&packed(2, 1)).await, "200");
    assert_eq!(scene.device.delete(&packed(2, 1)).await, "200", "gone already");
    assert_eq!(scene.device.delete(&bundled(2, 1, 4)).await, "409 not_covered");
    assert_eq!(scene.device.names("p/").await, [bundled(2, 1, 4).to_string()]);
    assert_eq!(scene.founder.delete(&Name::Record([1; 16])).await, "403 not_allowed");
}

#[tokio::test]
async fn what_is_too_large_is_refused() {
    let scene = Scene::new().await;
    let table = [
        (Name::Record([0; 16]), 1025),
        (Name::Thumb([0; 16]), (1 << 20) + 1),
        (packed(2, 1), PACK_LIMIT + 1),
    ];
    for (name, size) in table {
        assert_eq!(scene.device.put(&name, &vec![0; size]).await, "413 too_large", "{name}");
    }
}

#[tokio::test]
async fn the_removed_are_refused_everything() {
    let scene = Scene::new().await;
    let packs = chain(&scene.device.key, 2, 1, b"sealed");
    assert_eq!(
        scene
            .device
            .says(&scene.device.key, Fact::Remove { device: 1, last: 0 })
            .await,
        "403 not_allowed"
    );
    assert_eq!(
        scene
            .founder
            .says(&scene.founder.key, Fact::Remove { device: 2, last: 1 })
            .await,
        "201"
    );
    assert_eq!(scene.device.put(&packed(2, 1), &packs[0]).await, "403 removed");
    assert_eq!(scene.device.ask("GET", "o?under=p/", &[]).await.short(), "403 removed");
    assert_eq!(scene.device.ask("GET", "wait", &[]).await.short(), "403 removed");
    assert_eq!(
        scene
            .device
            .says(&scene.device.key, admit(3, &Key::new(3), false))
            .await,
        "403 removed"
    );
    assert_eq!(
        scene.founder.put(&packed(2, 1), &packs[0]).await,
        "201",
        "what it wrote before is still put back"
    );
}

#[tokio::test]
async fn boxes_are_put_by_those_who_may() {
    let scene = Scene::new().await;
    let keys = |device| Name::Keys {
        device: DeviceId(device),
        number: 0,
    };
    assert_eq!(
        scene.device.put(&Name::Invitation([1; 16]), b"box").await,
        "403 not_allowed"
    );
    assert_eq!(scene.founder.put(&Name::Invitation([1; 16]), b"box").await, "201");
    assert_eq!(scene.device.put(&keys(1), b"box").await, "403 not_allowed");
    assert_eq!(scene.device.put(&keys(2), b"box").await, "201");
}

#[tokio::test]
async fn an_invitation_opens_its_box_and_admits_one_device() {
    let scene = Scene::new().await;
    let (word, late) = (scene.client(5), scene.client(6));
    let (new, second) = (Key::new(3), Key::new(4));
    let founder = &scene.founder;
    assert_eq!(word.get(&Name::Invitation([1; 16])).await.short(), "403 unknown_device");
    assert_eq!(founder.says(&founder.key, invite(1, &word.key, NOW)).await, "201");
    assert_eq!(founder.says(&founder.key, invite(2, &late.key, NOW - 1)).await, "201");
    for id in [1, 2] {
        assert_eq!(founder.put(&Name::Invitation([id; 16]), b"box").await, "201");
    }
    assert_eq!(word.get(&Name::Invitation([2; 16])).await.short(), "403 not_allowed");
    assert_eq!(word.ask("GET", "o?under=p/", &[]).await.short(), "403 not_allowed");
    assert_eq!(
        late.get(&Name::Invitation([2; 16])).await.short(),
        "403 invitation_expired"
    );
    assert_eq!(
        late.says(&late.key, admit(3, &new, false)).await,
        "403 invitation_expired"
    );
    assert_eq!(word.get(&Name::Invitation([1; 16])).await.body, &b"box"[..]);
    assert_eq!(word.says(&word.key, admit(3, &new, true)).await, "403 not_allowed");
    assert_eq!(word.says(&word.key, admit(1, &new, false)).await, "409 taken");
    assert_eq!(word.says(&word.key, admit(3, &new, false)).await, "201");
    assert_eq!(
        word.says(&word.key, admit(3, &new, false)).await,
        "200",
        "the answer was lost"
    );
    assert_eq!(
        word.says(&word.key, admit(4, &second, false)).await,
        "403 invitation_used"
    );
    assert_eq!(
        word.get(&Name::Invitation([1; 16])).await.short(),
        "403 invitation_used"
    );
    let joined = scene.client(3);
    assert_eq!(joined.delete(&Name::Invitation([2; 16])).await, "403 not_allowed");
    assert_eq!(joined.delete(&Name::Invitation([1; 16])).await, "200");
}

#[tokio::test]
async fn a_kit_reads_its_boxes_and_admits_and_nothing_else() {
    let scene = Scene::new().await;
    let kit = scene.client(9);
    let name = Name::Keys {
        device: DeviceId(2),
        number: 0,
    };
    assert_eq!(scene.device.put(&name, b"keys").await, "201");
    assert_eq!(kit.get(&name).await.body, &b"keys"[..]);
    assert_eq!(kit.names("k/").await, [name.to_string()]);
    assert_eq!(kit.ask("GET", "o?under=p/", &[]).await.short(), "403 not_allowed");
    assert_eq!(kit.put(&Name::Blob([1; 16]), b"x").await, "403 not_allowed");
    assert_eq!(
        kit.says(&kit.key, Fact::Remove { device: 2, last: 0 }).await,
        "403 not_allowed"
    );
    assert_eq!(kit.says(&kit.key, admit(3, &Key::new(3), true)).await, "201");
    assert_eq!(scene.client(3).ask("GET", "o?under=p/", &[]).await.short(), "200");
}

#[tokio::test]
async fn records_that_say_nothing_true_are_refused() {
    let scene = Scene::new().await;
    let (founder, space) = (&scene.founder, scene.space);
    let (name, bytes) = founder.key.record(space, Fact::Remove { device: 2, last: 0 });
    let mut forged = bytes.clone();
    *forged.last_mut().unwrap() ^= 1;
    assert_eq!(founder.put(&name, &forged).await, "400 record_bad_signature");
    assert_eq!(founder.put(&name, b"nothing").await, "400 record_malformed");
    assert_eq!(
        founder.put(&Name::Record([0; 16]), &bytes).await,
        "400 record_other_name"
    );
    let again = Fact::Found { device: 7, kit: None };
    assert_eq!(founder.says(&founder.key, again).await, "409 already_founded");
    let stranger = scene.client(50);
    assert_eq!(
        stranger.says(&stranger.key, admit(8, &stranger.key, true)).await,
        "403 not_allowed"
    );
    assert_eq!(
        scene.device.names("p/").await,
        Vec::<String>::new(),
        "the device is still there"
    );
}
