//! Whether the posts a court's plan asks for are filled (plan Art. 4): one head of the centre, one leader to a team.
use serde::{Deserialize, Serialize};

use super::Person;

/// What the text of a bureau asks for, as it is written.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PostText {
    pub role: String,
    /// The groups of which each needs it; none named: the bureau as a whole.
    #[serde(default)]
    pub groups: Vec<String>,
    pub least: u32,
    /// Missing: as many as one likes.
    #[serde(default)]
    pub most: Option<u32>,
    pub article: String,
}

/// A post that has too few people or too many.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PostFault {
    /// The role.
    pub role: String,
    /// The group, or empty for the bureau as a whole.
    pub group: String,
    /// How many there are.
    pub have: u32,
    /// How many there must be at least.
    pub least: u32,
    /// How many there may be at most.
    pub most: Option<u32>,
    /// The article that says so.
    pub article: String,
}

/// The posts of which there may be so many at most: role, group or none for the bureau as a whole, how many.
pub(super) fn with_a_most(posts: &[PostText]) -> impl Iterator<Item = (&str, &str, u32)> {
    let limited = posts.iter().filter_map(|post| Some((post, post.most?)));
    limited.flat_map(|(post, most)| {
        let whole = post.groups.is_empty().then_some("");
        let groups = whole.into_iter().chain(post.groups.iter().map(String::as_str));
        groups.map(move |group| (post.role.as_str(), group, most))
    })
}

/// The posts that are not filled as they should be.
pub(super) fn faults<'p>(posts: &[PostText], people: impl Iterator<Item = &'p Person>) -> Vec<PostFault> {
    let people: Vec<&Person> = people.collect();
    let whole = [String::new()];
    let each = posts.iter().flat_map(|post| {
        let groups = if post.groups.is_empty() {
            &whole[..]
        } else {
            &post.groups
        };
        groups.iter().map(move |group| (post, group))
    });
    let count = |post: &PostText, group: &str| {
        let own = people.iter().filter(|person| person.role == post.role);
        let own = own.filter(|person| group.is_empty() || person.group == group);
        u32::try_from(own.count()).unwrap_or(u32::MAX)
    };
    let fault = each.map(|(post, group)| PostFault {
        role: post.role.clone(),
        group: group.clone(),
        have: count(post, group),
        least: post.least,
        most: post.most,
        article: post.article.clone(),
    });
    fault
        .filter(|post| post.have < post.least || post.most.is_some_and(|most| post.have > most))
        .collect()
}
