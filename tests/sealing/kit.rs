//! The recovery kit: shares, their text, joining.
#![allow(clippy::unwrap_used)]
use proptest::prelude::*;
use vault::kit::{self, Kit, KitError, Share, ShareFault};
use vault::{Keys, boxes, sign};

const SECRET: [u8; 32] = [0x5a; 32];
const SPACE: [u8; 16] = [3; 16];

fn shares(needed: u8, of: u8) -> Vec<Share> {
    kit::split(&SECRET, SPACE, needed, of, &[7; 32]).unwrap()
}

/// Every choice of places below `of`, as bits.
fn choices(of: usize) -> impl Iterator<Item = Vec<usize>> {
    (0u32..1 << of).map(move |bits| (0..of).filter(|at| bits >> at & 1 == 1).collect())
}

#[test]
fn all_choices_of_enough_shares_join_and_none_of_fewer() {
    for (needed, of) in [(2, 2), (2, 3), (3, 5), (4, 7), (5, 8)] {
        let shares = shares(needed, of);
        for choice in choices(usize::from(of)) {
            let given: Vec<Share> = choice.iter().map(|at| shares[*at].clone()).collect();
            match kit::join(&given) {
                Ok(joined) => {
                    assert!(choice.len() >= usize::from(needed), "{choice:?} of {needed}");
                    assert_eq!(joined.kit.verify_key(), Kit::new(&SECRET).verify_key());
                    assert_eq!((joined.space, joined.wrong), (SPACE, vec![]));
                }
                Err(error) => {
                    assert!(choice.len() < usize::from(needed), "{choice:?} of {needed}");
                    assert_eq!(error.code(), "kit_too_few");
                }
            }
        }
    }
}

#[test]
fn fewer_shares_than_needed_say_nothing() {
    // Two shares of three needed, forged to say that two are enough: a line through them meets another secret.
    let mut forged = shares(3, 5)[..2].to_vec();
    forged.iter_mut().for_each(|share| share.needed = 2);
    assert_eq!(kit::join(&forged).unwrap_err(), KitError::Unfit);
}

#[test]
fn a_share_comes_back_from_its_text_however_it_is_typed() {
    for share in shares(3, 5) {
        let text = share.text();
        assert_eq!(text.split(' ').count(), 20);
        assert!(text.split(' ').all(|group| group.len() == 6));
        assert_eq!(Share::parse(&text).unwrap(), share);
        let typed = text
            .to_lowercase()
            .replace('0', "o")
            .replace('1', "l")
            .replace(' ', "-\n");
        assert_eq!(Share::parse(&typed).unwrap(), share);
        let wide: String = text
            .chars()
            .map(|c| {
                if c == ' ' {
                    '　'
                } else {
                    char::from_u32(c as u32 + 0xfee0).unwrap()
                }
            })
            .collect();
        assert_eq!(Share::parse(&wide).unwrap(), share);
    }
}

#[test]
fn every_slip_is_found_in_its_group() {
    let text = shares(2, 3)[0].text();
    for (at, c) in text.chars().enumerate().filter(|(_, c)| *c != ' ') {
        let group = u8::try_from(at / 7 + 1).unwrap();
        for other in "0123456789ABCDEFGHJKMNPQRSTVWXYZU?中"
            .chars()
            .filter(|other| *other != c)
        {
            let slipped: String = text
                .chars()
                .enumerate()
                .map(|(place, own)| if place == at { other } else { own })
                .collect();
            assert_eq!(
                Share::parse(&slipped),
                Err(ShareFault::Slip { group }),
                "{other} at {at}"
            );
        }
    }
}

#[test]
fn neighbours_swapped_are_found_in_their_group() {
    let text: Vec<char> = shares(2, 3)[1].text().chars().collect();
    for at in 0..text.len() - 1 {
        let mut swapped = text.clone();
        swapped.swap(at, at + 1);
        let differs = text[at] != text[at + 1] && text[at] != ' ' && text[at + 1] != ' ';
        if differs {
            let group = u8::try_from(at / 7 + 1).unwrap();
            assert_eq!(
                Share::parse(&String::from_iter(swapped)),
                Err(ShareFault::Slip { group }),
                "{at}"
            );
        }
    }
}

#[test]
fn groups_swapped_lost_or_of_two_shares_are_refused() {
    let all = shares(2, 3);
    let (one, two) = (all[0].text(), all[1].text());
    let groups: Vec<&str> = one.split(' ').collect();
    let mut swapped = groups.clone();
    swapped.swap(8, 9);
    assert_eq!(Share::parse(&swapped.join(" ")), Err(ShareFault::Checksum));
    assert_eq!(Share::parse(&groups[1..].join(" ")), Err(ShareFault::Length));
    assert_eq!(Share::parse(&one[..one.len() - 1]), Err(ShareFault::Length));
    assert_eq!(Share::parse(&format!("{} {}", *one, *two)), Err(ShareFault::Length));
    let mixed = format!(
        "{} {}",
        groups[..10].join(" "),
        two.split(' ').skip(10).collect::<Vec<_>>().join(" ")
    );
    assert_eq!(Share::parse(&mixed), Err(ShareFault::Checksum));
    assert_eq!(Share::parse(""), Err(ShareFault::Length));
}

#[test]
fn joining_names_the_foreign_and_the_double() {
    let all = shares(3, 5);
    let foreign = kit::split(&[1; 32], SPACE, 3, 5, &[8; 32]).unwrap();
    let mixed = [foreign[0].clone(), all[1].clone(), all[2].clone()];
    let fault = ShareFault::Foreign;
    assert_eq!(kit::join(&mixed).unwrap_err(), KitError::Share { at: 0, fault });
    let twice = [all[0].clone(), all[1].clone(), all[0].clone()];
    let fault = ShareFault::Double;
    assert_eq!(kit::join(&twice).unwrap_err(), KitError::Share { at: 2, fault });
}

/// The share with another value, and a checksum that fits: only who means it can write that.
fn altered(share: &Share, like: &Share) -> Share {
    let mut altered = like.clone();
    altered.number = share.number;
    altered
}

#[test]
fn an_altered_share_is_named_if_others_are_enough() {
    let all = shares(3, 5);
    let mut given = all.clone();
    given[1] = altered(&all[1], &all[4]);
    let joined = kit::join(&given).unwrap();
    assert_eq!(joined.wrong, [1]);
    assert_eq!(joined.kit.agree_key(), Kit::new(&SECRET).agree_key());
    assert_eq!(kit::join(&given[..3]).unwrap_err(), KitError::Unfit);
}

#[test]
fn impossible_numbers_make_no_kit() {
    for (needed, of) in [(0, 0), (1, 3), (4, 3), (2, 17), (0, 5)] {
        let made = kit::split(&SECRET, SPACE, needed, of, &[7; 32]);
        assert_eq!(made.unwrap_err(), KitError::BadNumbers, "{needed} of {of}");
    }
}

#[test]
fn a_kit_signs_and_opens_the_keys_left_for_it() {
    let kit = Kit::new(&SECRET);
    let keys = Keys(vec![[1; 32], [2; 32]]);
    let left = kit::seal_keys(&kit.agree_key(), &SPACE, &keys, &[9; 32]).unwrap();
    assert_eq!(kit.open_keys(&SPACE, &left).unwrap(), keys);
    assert!(kit.open_keys(&[4; 16], &left).is_err());
    assert!(Kit::new(&[1; 32]).open_keys(&SPACE, &left).is_err());
    let signature = kit.sign("fenliu test 1", b"join");
    assert!(sign::verify(&kit.verify_key(), "fenliu test 1", b"join", &signature));
    assert_ne!(kit.verify_key(), boxes::agree_key(&SECRET));
}

#[test]
fn a_share_shows_no_secret() {
    let share = &shares(2, 3)[0];
    assert_eq!(format!("{share:?}"), "Share(1 of 3, 2 needed)");
}

proptest! {
    #[test]
    fn any_text_is_refused_without_panic(text in "\\PC{0,160}") {
        prop_assert!(Share::parse(&text).is_err());
    }

    #[test]
    fn any_secret_comes_back(secret: [u8; 32], chance: [u8; 32], needed in 2u8..6, more in 0u8..6) {
        let shares = kit::split(&secret, SPACE, needed, needed + more, &chance).unwrap();
        let some: Vec<_> = shares.into_iter().rev().take(usize::from(needed)).collect();
        prop_assert_eq!(kit::join(&some).unwrap().kit.verify_key(), Kit::new(&secret).verify_key());
    }
}
