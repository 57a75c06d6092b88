//! What can be recorded of a case, found by what a clerk types: words of its name, or pinyin initials.
use super::normal::normal;
use law::nodes::{Key, Name, NodeSet};

/// Keys that are fields of the case: they are filled in there.
const OWN_DAYS: [&str; 3] = ["filed", "application_received", "materials_received"];

/// That the case is closed is a field of it, too, but people look for it among what was done: it is found here, and entered
/// in the form of the case, which asks how it was closed.
pub const CLOSED: &str = "closed";

/// Something that can be recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recordable {
    /// Key of the node set.
    pub key: String,
    /// What it says.
    pub name: Name,
    /// The text that names it, an index of [`NodeSet::titles`].
    pub title: u16,
    /// Its names and initials as search sees them.
    words: String,
}

impl Recordable {
    /// `initials` are the pinyin initials of its Chinese name, or empty while they are not known.
    fn new(key: &Key, initials: &str) -> Self {
        Self {
            key: key.code.clone(),
            name: key.name.clone(),
            title: key.title,
            words: [normal(&key.name.zh).as_str(), initials, normal(&key.name.en).as_str()].join("|"),
        }
    }

    fn holds(&self, words: &[String]) -> bool {
        words.iter().all(|word| self.words.contains(word))
    }
}

/// All that can be recorded, in the order of the texts. `initials` gives those of a Chinese name.
pub fn recordables(set: &NodeSet, initials: impl Fn(&str) -> String) -> Vec<Recordable> {
    // That a case has no such matter is said with the reason, where matters are.
    let is_void = |key: &&Key| {
        let mut voids = set.matters().iter().filter_map(|matter| set.key_at(matter.void?));
        voids.any(|void| void.code == key.code)
    };
    let keys = set.keys().iter().filter(|key| !OWN_DAYS.contains(&key.code.as_str()));
    let keys = keys.filter(|key| !is_void(key));
    let mut all: Vec<Recordable> = keys.map(|key| Recordable::new(key, &initials(&key.name.zh))).collect();
    all.sort_by_key(|one| one.title);
    all
}

/// Those that hold every word typed: first those of `first` in its order, then the others. Nothing typed finds all.
pub fn find<'a>(all: &'a [Recordable], typed: &str, first: &[String]) -> (Vec<&'a Recordable>, Vec<&'a Recordable>) {
    let words: Vec<String> = typed.split_whitespace().map(normal).collect();
    let found = all.iter().filter(|one| one.holds(&words));
    let place = |one: &Recordable| first.iter().position(|key| *key == one.key);
    let (mut pressing, rest): (Vec<&Recordable>, Vec<&Recordable>) = found.partition(|one| place(one).is_some());
    pressing.sort_by_key(|one| place(one));
    (pressing, rest)
}
