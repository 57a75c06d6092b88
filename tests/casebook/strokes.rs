//! Strokes of a signature: written, read back and drawn.
use casebook::transcript::{Point, Strokes};
use proptest::prelude::*;

/// Two strokes of a hand.
pub fn scribble() -> Strokes {
    let point = |(x, y, t)| Point { x, y, t, p: 50 };
    Strokes::of([
        [(100, 100, 0), (300, 120, 16), (280, 300, 32)].map(point).to_vec(),
        [(500, 100, 400), (520, 330, 430)].map(point).to_vec(),
    ])
}

#[test]
fn strokes_come_back_as_they_were_and_nothing_else_is_read() {
    let written = scribble().write();
    assert_eq!(written, "100,100,0,50 200,20,16 -20,180,16;220,-200,368 20,230,30");
    assert_eq!(Strokes::read(&written), Some(scribble()));
    for text in [
        "",
        ";",
        "1,2",
        "1,2,3,4,5",
        "a,b,c",
        "1,2,3 ",
        "1,2,-3",
        "2000,1,1",
        "1,2,3,101",
        "9999999999,1,1",
    ] {
        assert_eq!(Strokes::read(text), None, "{text}");
    }
    assert_eq!(Strokes::read(&"1,1,1;".repeat(9_000)), None);
    let beside = Strokes::of([
        vec![Point {
            x: -5,
            y: 900,
            t: 0,
            p: 300,
        }],
        Vec::new(),
    ]);
    assert_eq!(beside.write(), "0,400,0,100");
    let long: Vec<Point> = (0..20_000)
        .map(|t| Point {
            x: t % 1000,
            y: t % 400,
            t,
            p: t % 100,
        })
        .collect();
    let thinned = Strokes::of([long]).write();
    assert!(thinned.len() <= 30_000 && Strokes::read(&thinned).is_some_and(|strokes| strokes.is_something()));
}

#[test]
fn strokes_are_drawn_whole() {
    let paths: Vec<_> = scribble().paths().collect();
    assert_eq!(
        paths[0],
        ("M100 100Q300 120 290 210L280 300".to_owned(), "6.0".to_owned())
    );
    assert_eq!(paths[1], ("M500 100L520 330".to_owned(), "6.0".to_owned()));
    assert_eq!(scribble().bounds(), (88, 88, 444, 254));
    let dot = Strokes::of([vec![Point { x: 5, y: 5, t: 0, p: 0 }]]);
    assert_eq!(dot.paths().next(), Some(("M5 5h0.1".to_owned(), "3.0".to_owned())));
}

proptest! {
    #[test]
    fn any_strokes_come_back(strokes in prop::collection::vec(
        prop::collection::vec((-50_i32..1100, -50_i32..500, 0_i32..9000, 0_i32..120), 0..12), 1..8)
    ) {
        let strokes = strokes.into_iter().map(|stroke| {
            stroke.into_iter().map(|(x, y, t, p)| Point { x, y, t, p }).collect()
        });
        let strokes = Strokes::of(strokes);
        let read = Strokes::read(&strokes.write()).unwrap_or_default();
        prop_assert_eq!(read, strokes);
    }

    #[test]
    fn no_text_breaks_the_reader(text in "[0-9,; -]{0,60}") {
        let _ = Strokes::read(&text);
    }
}
