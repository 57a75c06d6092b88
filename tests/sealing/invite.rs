//! Invitations: the link and the box behind it.
#![allow(clippy::unwrap_used)]
use proptest::prelude::*;
use vault::invite::{Invitation, Link, LinkError, ROUTE};
use vault::{Keys, VaultError, sign, space_id};

fn link() -> Link {
    Link {
        endpoint: "https://fenliu.example:8443/store".to_owned(),
        founder: sign::verify_key(&[4; 32]),
        expires_ms: 1_800_000_000_000,
        invitation: Invitation::new(&[5; 32]),
    }
}

#[test]
fn a_link_comes_back_whole_by_its_fragment_or_by_its_text() {
    let link = link();
    let fragment = link.fragment().unwrap();
    let whole = format!("  https://court.example/app/{}\n", *fragment);
    let among_words = format!("您好，请用这个链接加入：{} 谢谢！", whole.trim());
    for text in [
        among_words.as_str(),
        whole.as_str(),
        fragment.as_str(),
        fragment.strip_prefix(ROUTE).unwrap(),
    ] {
        let back = Link::parse(text).unwrap();
        assert_eq!(back, link);
        assert_eq!(
            (back.space(), back.invitation.id()),
            (space_id(&link.founder), link.invitation.id())
        );
    }
    assert!(
        fragment.len() < 200,
        "{} letters are too many for a QR code",
        fragment.len()
    );
}

#[test]
fn a_link_cut_short_or_with_any_letter_changed_is_refused() {
    let fragment = link().fragment().unwrap();
    for length in 0..fragment.len() {
        assert!(Link::parse(&fragment[..length]).is_err(), "{length}");
    }
    for at in ROUTE.len()..fragment.len() {
        let mut bad = fragment.as_bytes().to_vec();
        bad[at] = if bad[at] == b'A' { b'B' } else { b'A' };
        assert!(Link::parse(std::str::from_utf8(&bad).unwrap()).is_err(), "letter {at}");
    }
}

#[test]
fn each_refusal_has_its_code() {
    let code = |text: &str| Link::parse(text).unwrap_err().code();
    assert_eq!(code("hello"), "invite_malformed");
    assert_eq!(code(&"A".repeat(5000)), "invite_malformed");
    // Words that happen to be base64url are no newer build's link.
    assert_eq!(code("#/join/abcd"), "invite_damaged");
    assert_eq!(code(&format!("#/join/Ag{}", "A".repeat(130))), "invite_newer_version");
    assert_eq!(code(&link().fragment().unwrap()[..100]), "invite_damaged");
}

#[test]
fn an_address_that_is_none_is_refused() {
    for bad in [
        "javascript:alert(1)",
        "https://",
        "ftp://x",
        "https://a b",
        "https://a\"b",
        "https://u@x",
        "https://x#y",
        "商丘",
    ] {
        let link = Link {
            endpoint: bad.to_owned(),
            ..link()
        };
        assert_eq!(link.fragment().unwrap_err(), LinkError::BadEndpoint, "{bad}");
    }
    let none = Link {
        endpoint: String::new(),
        ..link()
    };
    assert_eq!(Link::parse(&none.fragment().unwrap()).unwrap(), none);
}

#[test]
fn a_link_expires_at_its_time() {
    let link = link();
    assert!(!link.expired(1_799_999_999_999) && link.expired(1_800_000_000_000));
}

#[test]
fn the_box_opens_for_its_invitation_and_its_space_only() {
    let invitation = Invitation::new(&[5; 32]);
    let keys = Keys(vec![[1; 32], [2; 32]]);
    let sealed = invitation.seal_keys(&[6; 16], &keys);
    assert_eq!(invitation.open_keys(&[6; 16], &sealed).unwrap(), keys);
    assert_eq!(invitation.open_keys(&[7; 16], &sealed), Err(VaultError::SealBroken));
    assert_eq!(
        Invitation::new(&[8; 32]).open_keys(&[6; 16], &sealed),
        Err(VaultError::SealBroken)
    );
    let short = invitation.seal_keys(&[6; 16], &Keys(vec![[1; 32]]));
    assert_eq!(short.len(), sealed.len(), "the number of keys is hidden");
}

#[test]
fn an_invitation_vouches_by_its_key_and_shows_no_secret() {
    let invitation = Invitation::new(&[5; 32]);
    let signature = invitation.sign("fenliu test 1", b"x");
    assert!(sign::verify(
        &invitation.verify_key(),
        "fenliu test 1",
        b"x",
        &signature
    ));
    assert_ne!(invitation.verify_key(), sign::verify_key(&[5; 32]));
    assert!(!format!("{:?}", link()).contains("5, 5"));
}

proptest! {
    #[test]
    fn any_text_is_refused_without_panic(text in "\\PC{0,300}", bytes: Vec<u8>) {
        prop_assert!(Link::parse(&text).is_err());
        prop_assert!(Invitation::new(&[5; 32]).open_keys(&[0; 16], &bytes).is_err());
    }
}
