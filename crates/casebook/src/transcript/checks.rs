//! What is read in a record of an interview before it is signed: times, phones, questions nobody answered.

/// Minutes since midnight of a time as clerks write it: `9:30`, `09：30`, `9时30分`.
#[must_use]
pub fn minutes(text: &str) -> Option<u32> {
    let text = text.trim().trim_end_matches('分');
    let (hours, minutes) = text.split_once([':', '：', '时', '点'])?;
    let (hours, minutes) = (hours.trim(), minutes.trim());
    let minutes = if minutes.is_empty() { "0" } else { minutes };
    let (hours, minutes): (u32, u32) = (hours.parse().ok()?, minutes.parse().ok()?);
    (hours < 24 && minutes < 60).then_some(hours * 60 + minutes)
}

/// Whether somebody can be reached by each of these numbers: a mobile, a line with or without its area, one of a company that
/// begins with 400 or 800, or one abroad.
#[must_use]
pub fn are_phones(text: &str) -> bool {
    let each = text.split(['、', '，', ',', '；', ';', '/', '\n']);
    let mut each = each.map(str::trim).filter(|one| !one.is_empty());
    each.all(is_phone)
}

fn is_phone(text: &str) -> bool {
    // What is behind is an extension.
    let main = text.split(['转', '#', '*']).next().unwrap_or(text);
    let digits: String = main.chars().filter(char::is_ascii_digit).collect();
    let is_odd = |c: char| !c.is_ascii_digit() && !"+-（）() ".contains(c);
    if main.contains(is_odd) {
        return false;
    }
    if main.trim_start().starts_with('+') {
        return match digits.strip_prefix("86") {
            Some(own) => is_own(own),
            None => (7..=15).contains(&digits.len()),
        };
    }
    is_own(&digits)
}

/// A number of the mainland.
fn is_own(digits: &str) -> bool {
    let second = digits.chars().nth(1);
    match (digits.chars().next(), digits.len()) {
        (Some('1'), 11) => second.is_some_and(|second| ('3'..='9').contains(&second)),
        (Some('0'), 10..=12) => second != Some('0'),
        (Some('4' | '8'), 10) => digits.get(1..3) == Some("00"),
        (Some('2'..='8'), 7 | 8) => true,
        _ => false,
    }
}

/// How many questions (a line that begins with 问) nobody answered: no line with 答 and words follows before the next one.
#[must_use]
pub fn unanswered(body: &str) -> usize {
    let after = |line: &str, word: char| {
        let rest = line.trim().strip_prefix(word)?.strip_prefix(['：', ':'])?;
        Some(!rest.trim().is_empty())
    };
    let (mut open, mut count, mut answers) = (false, 0, false);
    for line in body.lines() {
        if after(line, '问').is_some() {
            count += usize::from(open);
            (open, answers) = (true, false);
        } else if let Some(says) = after(line, '答') {
            answers = true;
            open &= !says;
        } else if answers && !line.trim().is_empty() {
            // The answer goes on on a line of its own.
            open = false;
        }
    }
    count + usize::from(open)
}
