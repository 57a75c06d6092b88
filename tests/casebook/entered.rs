//! Boxes of forms: what is empty, read, or not readable.
use casebook::entered::Entered;
use law::date;
use law::money::Fen;

#[test]
fn an_unreadable_amount_is_not_an_empty_one() {
    let unreadable = |typed: &str| Entered::Unreadable(typed.to_owned());
    let cases = [
        ("", Entered::Empty),
        (" 　", Entered::Empty),
        ("30万", Entered::Read(Fen(30_000_000))),
        ("1,234.50", Entered::Read(Fen(123_450))),
        ("0", Entered::Read(Fen(0))),
        ("约三十万", unreadable("约三十万")),
        ("abc", unreadable("abc")),
        ("-5", unreadable("-5")),
        ("300000.005", unreadable("300000.005")),
        ("99999999999999999999", unreadable("99999999999999999999")),
    ];
    for (typed, expected) in cases {
        let entered = Entered::of(typed, Fen::parse);
        assert_eq!(
            entered.is_unreadable(),
            matches!(expected, Entered::Unreadable(_)),
            "{typed}"
        );
        assert_eq!(entered, expected, "{typed}");
    }
}

#[test]
fn an_unreadable_day_is_not_an_empty_one() {
    let read = |typed: &str| Entered::of(typed, date::read).is_unreadable();
    assert!(Entered::of("", date::read).is_empty());
    assert!(!read("2022-09-30"));
    for typed in ["2022-02-30", "2022-13-01", "明天", "2022"] {
        assert!(read(typed), "{typed}");
    }
}
