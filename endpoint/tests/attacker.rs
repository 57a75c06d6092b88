//! What an attacker, or a disk, does to the store behind an endpoint.
#![allow(clippy::unwrap_used)]
mod support;

use support::*;
use sync::names::Name;
use sync::roster::Fact;

/// A record that decayed in the store is put again by who has it, and takes effect again.
#[tokio::test]
async fn a_decayed_record_can_be_put_again() {
    let scene = Scene::new().await;
    let founded = Fact::Found {
        device: 1,
        kit: Some(Key::new(9).public()),
    };
    let removal = Fact::Remove { device: 2, last: 3 };
    assert_eq!(scene.founder.says(&scene.founder.key, removal).await, "201");
    for fact in [removal, founded] {
        let (name, bytes) = scene.founder.key.record(scene.space, fact);
        let file = scene.store.file(scene.space, &name.to_string());
        let mut spoilt = std::fs::read(&file).unwrap();
        spoilt[20] ^= 1;
        std::fs::write(&file, &spoilt).unwrap();
        // Another endpoint, or the same one started again.
        let router = scene.store.router();
        let founder = Client::new(&router, &scene.founder.key, scene.space);
        // A device lists what is there, and puts what is not.
        assert!(!founder.names("r/").await.contains(&name.to_string()));
        assert_eq!(founder.put(&name, &bytes).await, "201", "{fact:?}");
        assert_eq!(founder.names("r/").await.len(), 3);
        let device = Client::new(&router, &scene.device.key, scene.space);
        assert_eq!(
            device.get(&Name::Blob([1; 16])).await.short(),
            "403 removed",
            "{fact:?}"
        );
    }
}
