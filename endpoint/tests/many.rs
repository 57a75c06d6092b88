//! Several endpoints before one store, several devices at once, restarts, and news.
#![allow(clippy::unwrap_used)]
mod support;

use std::time::{Duration, Instant};

use endpoint::{Limits, Spaces, router};
use std::sync::Arc;
use support::*;
use sync::names::Name;
use sync::roster::Fact;

/// The scene, and a client of another endpoint before the same store.
async fn two() -> (Scene, Client) {
    let scene = Scene::new().await;
    let other = Client::new(&scene.store.router(), &scene.device.key, scene.space);
    (scene, other)
}

#[tokio::test]
async fn what_one_endpoint_took_the_other_gives() {
    let (scene, other) = two().await;
    let packs = chain(&scene.device.key, 2, 2, b"sealed");
    assert_eq!(scene.device.put(&packed(2, 1), &packs[0]).await, "201");
    assert_eq!(other.get(&packed(2, 1)).await.body, packs[0]);
    assert_eq!(other.put(&packed(2, 2), &packs[1]).await, "201");
    let names = [packed(2, 1).to_string(), packed(2, 2).to_string()];
    assert_eq!(scene.device.names("p/").await, names);
    assert_eq!(other.names("").await.len(), 4, "two packs and two records");
    assert_eq!(scene.device.seen().await, other.seen().await, "one content, one token");
}

#[tokio::test]
async fn who_was_admitted_or_removed_at_one_is_known_at_the_other() {
    let (scene, other) = two().await;
    assert_eq!(other.ask("GET", "o?under=p/", &[]).await.short(), "200");
    let new = Key::new(3);
    assert_eq!(
        scene.founder.says(&scene.founder.key, admit(3, &new, false)).await,
        "201"
    );
    let third = Client::new(&other.router, &new, scene.space);
    assert_eq!(third.ask("GET", "o?under=p/", &[]).await.short(), "200", "at once");
    assert_eq!(
        scene
            .founder
            .says(&scene.founder.key, Fact::Remove { device: 3, last: 0 })
            .await,
        "201"
    );
    let start = Instant::now();
    while third.ask("GET", "o?under=b/", &[]).await.short() != "403 removed" {
        assert!(start.elapsed() < Duration::from_secs(5), "still let in");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

#[tokio::test]
async fn of_many_who_put_other_bytes_under_one_name_one_wins() {
    if creates() != Creates::Always {
        // Names are made so that no two devices write the same one: such a store will do, and cannot promise this.
        return;
    }
    let (scene, other) = two().await;
    let name = Name::Blob([3; 16]);
    let puts = (0..16u8).map(|at| {
        let client = if at % 2 == 0 {
            scene.device.clone()
        } else {
            other.clone()
        };
        tokio::spawn(async move { client.put(&name, &[at; 100]).await })
    });
    let mut told = Vec::new();
    for put in puts.collect::<Vec<_>>() {
        told.push(put.await.unwrap());
    }
    assert_eq!(told.iter().filter(|t| *t == "201").count(), 1, "{told:?}");
    assert_eq!(told.iter().filter(|t| *t == "409 exists").count(), 15, "{told:?}");
    let winner = told.iter().position(|t| t == "201").unwrap() as u8;
    assert_eq!(scene.device.get(&name).await.body, vec![winner; 100]);
    assert_eq!(other.put(&name, &[winner; 100]).await, "200");
}

#[tokio::test]
async fn an_endpoint_that_starts_again_goes_on_where_the_store_is() {
    let scene = Scene::new().await;
    let packs = chain(&scene.device.key, 2, 1, b"sealed");
    assert_eq!(scene.device.put(&packed(2, 1), &packs[0]).await, "201");
    let again = Client::new(&scene.store.router(), &scene.device.key, scene.space);
    assert_eq!(again.get(&packed(2, 1)).await.body, packs[0]);
    assert_eq!(again.put(&packed(2, 1), &packs[0]).await, "200");
}

#[tokio::test]
async fn an_emptied_store_takes_everything_again() {
    let scene = Scene::new().await;
    let empty = Store::new();
    let router = empty.router();
    let device = Client::new(&router, &scene.device.key, scene.space);
    let founder = Client::new(&router, &scene.founder.key, scene.space);
    assert_eq!(device.ask("GET", "o?under=p/", &[]).await.short(), "403 unknown_device");
    let (word, new) = (Key::new(5), Key::new(3));
    let invite = Fact::Invite {
        id: [1; 16],
        verify: word.public(),
        expires_ms: NOW - 1,
        admin: false,
    };
    let begin = Fact::Found { device: 1, kit: None };
    assert_eq!(
        device.says(&founder.key, admit(2, &device.key, false)).await,
        "403 not_founded"
    );
    assert_eq!(
        device.says(&founder.key, begin).await,
        "201",
        "any device may carry the first record"
    );
    assert_eq!(device.says(&founder.key, admit(2, &device.key, false)).await, "201");
    assert_eq!(device.says(&founder.key, invite).await, "201");
    assert_eq!(
        device.says(&word, admit(3, &new, false)).await,
        "403 invitation_expired"
    );
    assert_eq!(
        founder.says(&word, admit(3, &new, false)).await,
        "201",
        "an admin vouches for what was"
    );
    let packs = chain(&device.key, 2, 1, b"sealed");
    assert_eq!(founder.put(&packed(2, 1), &packs[0]).await, "201");
}

#[tokio::test]
async fn news_comes_at_once_from_here_and_within_two_seconds_from_elsewhere() {
    let (scene, other) = two().await;
    let packs = chain(&scene.device.key, 2, 2, b"sealed");
    for (at, writer, most) in [(0, &scene.device, 900), (1, &other, 2000)] {
        let seen = scene.founder.seen().await;
        let waiter = scene.founder.clone();
        let before = seen.clone();
        let waiting = tokio::spawn(async move {
            let answer = waiter.ask("GET", &format!("wait?seen={before}"), &[]).await.json();
            (Instant::now(), answer["seen"].as_str().unwrap().to_owned())
        });
        tokio::time::sleep(Duration::from_millis(200)).await;
        assert!(!waiting.is_finished(), "nothing has happened yet");
        assert_eq!(writer.put(&packed(2, at + 1), &packs[at as usize]).await, "201");
        let put = Instant::now();
        let (told, token) = waiting.await.unwrap();
        assert_ne!(token, seen);
        let took = told.saturating_duration_since(put).as_millis();
        assert!(took < most, "{took} ms");
    }
}

#[tokio::test]
async fn waiting_ends_by_itself_with_the_same_token() {
    let store = Store::new();
    let limits = Limits {
        wait_ms: 300,
        ..Limits::default()
    };
    let router = router(Arc::new(store.app_with(limits, Spaces::Open)), None);
    let scene = Scene::on(store, router).await;
    let seen = scene.device.seen().await;
    let answer = scene.device.ask("GET", &format!("wait?seen={seen}"), &[]).await.json();
    assert_eq!(answer["seen"], seen.as_str());
}

#[tokio::test]
async fn a_long_listing_comes_in_pages_without_gap_or_repetition() {
    let store = Store::new();
    let limits = Limits {
        page: 3,
        ..Limits::default()
    };
    let router = router(Arc::new(store.app_with(limits, Spaces::Open)), None);
    let scene = Scene::on(store, router).await;
    let packs = chain(&scene.device.key, 2, 8, b"sealed");
    for (number, bytes) in (1..).zip(&packs) {
        assert_eq!(scene.device.put(&packed(2, number), bytes).await, "201");
    }
    let (mut all, mut after) = (Vec::new(), String::new());
    loop {
        let page = scene
            .device
            .ask("GET", &format!("o?under=p%2F&after={after}&limit=100"), &[])
            .await
            .json();
        let names: Vec<String> = page["objects"]
            .as_array()
            .unwrap()
            .iter()
            .map(|o| o["name"].as_str().unwrap().to_owned())
            .collect();
        assert!(names.len() <= 3);
        after = names.last().unwrap().clone();
        all.extend(names);
        if page["more"] == false {
            break;
        }
    }
    let expected: Vec<String> = (1..=8).map(|number| packed(2, number).to_string()).collect();
    assert_eq!(all, expected);
}
