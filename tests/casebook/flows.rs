//! Flows: their texts, and where steps lead, in any order of arrival.
#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic)]
use std::collections::BTreeSet;

use crate::support::book::{any_step, day, id, stamp};

use casebook::clock::Stamp;
use casebook::flows::{Flow, Standing, StepFault, StepTaken, open_after, standing};
use casebook::kinds::Kinds;
use casebook::people::Bureau;
use proptest::prelude::*;

/// A flow with two approvals, as a court might write it: asked by one, granted by two others.
const TWO: &str = r#"{
"flow": "extension", "on": "task", "name": ["延期", "Extension"], "source": "plan:16", "mark": "L",
"states": [["draft", ["拟办", "draft"]], ["asked", ["待团队长", "with the leader"]], ["passed", ["待局长", "with the chief"]],
           ["granted", ["同意", "granted"]], ["refused", ["不同意", "refused"]]],
"steps": [
{"key": "ask", "name": ["提请", "Ask"], "from": ["draft"], "to": "asked", "who": [{"roles": ["judge", "clerk", "team_leader"]}], "needs": ["what"]},
{"key": "pass", "name": ["同意上报", "Pass on"], "from": ["asked"], "to": "passed", "who": [{"roles": ["team_leader"]}], "decides": true, "not_by": ["ask"]},
{"key": "back", "name": ["退回", "Return"], "from": ["asked", "passed"], "to": "draft", "who": [{"roles": ["bureau_chief"]}], "reason": true},
{"key": "grant", "name": ["批准", "Grant"], "from": ["passed"], "to": "granted", "who": [{"roles": ["bureau_chief"]}], "decides": true, "not_by": ["ask", "pass"], "records": "extension_approved"},
{"key": "refuse", "name": ["不批准", "Refuse"], "from": ["asked", "passed"], "to": "refused", "who": [{"roles": ["bureau_chief"]}], "decides": true, "not_by": ["ask"], "reason": true}
],
"ends": ["granted", "refused"], "editable": ["draft"]
}"#;

fn load(flow: &str) -> Result<Kinds, String> {
    let task = include_str!("../../rules/records/task.json");
    Kinds::load(&[task], &[flow]).map_err(|error| format!("{error:?}"))
}

fn two() -> Flow {
    let kinds = load(TWO).expect("sound");
    kinds.named("task").and_then(|kind| kind.flow.clone()).expect("a flow")
}

fn taken(at: u64, device: u64, step: &str, by: u8, after: &[Stamp]) -> StepTaken {
    StepTaken {
        stamp: stamp(at, device),
        step: step.to_owned(),
        by: id(by),
        on: day("2026-03-02") + chrono::Days::new(at),
        reason: String::new(),
        content: [0; 32],
        after: after.to_vec(),
        taken_back: None,
    }
}

/// Steps one after the other, each by a person.
fn line(steps: &[(&str, u8)]) -> Vec<StepTaken> {
    let mut line: Vec<StepTaken> = Vec::new();
    for (at, (step, by)) in steps.iter().enumerate() {
        let after: Vec<Stamp> = line.last().map(|step| step.stamp).into_iter().collect();
        line.push(taken(at as u64 + 1, u64::from(*by), step, *by, &after));
    }
    line
}

fn states(flow: &Flow, steps: &[StepTaken]) -> String {
    standing(flow, steps).0.states.join(" | ")
}

#[test]
fn a_text_that_does_not_hold_together_is_refused_with_its_place() {
    let spoilt = |from: &str, to: &str| {
        assert!(TWO.contains(from), "{from}");
        load(&TWO.replacen(from, to, 1)).map(|_| ())
    };
    assert_eq!(spoilt("\"Ask\"", "\"Ask for it\""), Ok(()));
    for (from, to, said) in [
        ("\"on\": \"task\"", "\"on\": \"desk\"", "UnknownKind(\"desk\")"),
        ("\"source\": \"plan:16\"", "\"source\": \"\"", "NoSource(\"extension\")"),
        ("\"Pass on\"", "\" \"", "NoName(\"extension\", \"pass\")"),
        ("\"with the chief\"", "\"\"", "NoName(\"extension\", \"passed\")"),
        ("\"key\": \"back\"", "\"key\": \"ask\"", "Twice(\"extension\", \"ask\")"),
        (
            "\"needs\": [\"what\"]",
            "\"needs\": [\"that\"]",
            "UnknownField(\"extension\", \"that\")",
        ),
        (
            "\"to\": \"asked\"",
            "\"to\": \"sent\"",
            "UnknownState(\"extension\", \"sent\")",
        ),
        (
            "\"ends\": [\"granted\", \"refused\"]",
            "\"ends\": [\"granted\"]",
            "DeadEnd(\"extension\", \"refused\")",
        ),
        (
            "\"from\": [\"passed\"], \"to\": \"granted\"",
            "\"from\": [\"granted\"], \"to\": \"granted\"",
            "Unreachable(\"extension\", \"granted\")",
        ),
        (
            "[{\"roles\": [\"bureau_chief\"]}]",
            "[]",
            "Nobody(\"extension\", \"back\")",
        ),
        (
            "[{\"roles\": [\"bureau_chief\"]}]",
            "[{}]",
            "Nobody(\"extension\", \"back\")",
        ),
        (
            "\"decides\": true, \"not_by\": [\"ask\"]}",
            "\"decides\": true}",
            "OwnDecision(\"extension\", \"pass\")",
        ),
        (
            "[{\"roles\": [\"bureau_chief\"]}], \"reason\"",
            "[{\"roles\": [\"team_leader\", \"bureau_chief\"]}], \"reason\"",
            "SpansStages(\"extension\", \"back\")",
        ),
        (
            "\"ends\": [\"granted\", \"refused\"]",
            "\"drafts\": [\"begun\"], \"ends\": [\"granted\", \"refused\"]",
            "UnknownState(\"extension\", \"begun\")",
        ),
        (
            "\"not_by\": [\"ask\"], \"reason\": true",
            "\"not_by\": [\"ask\"], \"sets\": {\"remark\": \"what\"}",
            "SetsUnjudged(\"extension\", \"refuse\")",
        ),
    ] {
        assert_eq!(
            spoilt(from, to).map_err(|e| e.replace("Flow(", "").trim_end_matches("))").to_owned() + ")"),
            Err(said.to_owned()),
            "{from} → {to}"
        );
    }
}

#[test]
fn steps_lead_from_state_to_state_and_wrong_ones_change_nothing() {
    let flow = two();
    for (steps, state, faults) in [
        (&[][..], "draft", &[][..]),
        (&[("ask", 1)], "asked", &[None]),
        (&[("ask", 1), ("pass", 2), ("grant", 3)], "granted", &[None, None, None]),
        (&[("pass", 2)], "draft", &[Some(StepFault::WrongState)]),
        (&[("ask", 1), ("pass", 1)], "asked", &[None, Some(StepFault::Own)]),
        (
            &[("ask", 1), ("pass", 2), ("grant", 2)],
            "passed",
            &[None, None, Some(StepFault::Own)],
        ),
        (
            &[("ask", 1), ("pass", 2), ("grant", 1)],
            "passed",
            &[None, None, Some(StepFault::Own)],
        ),
        (&[("ask", 1), ("sing", 2)], "asked", &[None, Some(StepFault::Unknown)]),
        // What counts for nothing does not stand in the way of what follows.
        (
            &[("ask", 1), ("pass", 1), ("pass", 2)],
            "passed",
            &[None, Some(StepFault::Own), None],
        ),
        // Returned and asked again by another: neither of the two may grant.
        (
            &[("ask", 1), ("back", 2), ("ask", 3), ("pass", 2), ("grant", 3)],
            "passed",
            &[None, None, None, None, Some(StepFault::Own)],
        ),
    ] {
        let line = line(steps);
        let (stands, judged) = standing(&flow, &line);
        assert_eq!(stands.states.join(" | "), state, "{steps:?}");
        assert_eq!(judged.iter().map(|j| j.fault).collect::<Vec<_>>(), faults, "{steps:?}");
    }
}

#[test]
fn steps_that_did_not_see_each_other_are_a_question_that_either_answers() {
    let flow = two();
    let mut steps = line(&[("ask", 1), ("pass", 2)]);
    let passed = steps[1].stamp;
    steps.push(taken(10, 3, "grant", 3, &[passed]));
    steps.push(taken(11, 4, "refuse", 4, &[passed]));
    let (stands, _) = standing(&flow, &steps);
    assert_eq!(stands.states, ["granted", "refused"]);
    assert_eq!(stands.asks, ["grant", "refuse"]);
    assert!(stands.happened.is_empty(), "nothing runs while it is asked");
    let next: Vec<&str> = flow.next(&stands).map(|step| step.key.as_str()).collect();
    assert_eq!(next, ["grant", "refuse"]);
    let heads = stands.heads;
    for (step, by, state) in [
        ("grant", 3, "granted"),
        ("refuse", 4, "refused"),
        ("back", 3, "granted | refused"),
        ("grant", 1, "granted | refused"),
    ] {
        let mut answered = steps.clone();
        answered.push(taken(20, u64::from(by), step, by, &heads));
        assert_eq!(states(&flow, &answered), state, "{step} by {by}");
    }
    // Two who say the same are no question; the earlier day counts.
    let same = [
        steps[0].clone(),
        steps[1].clone(),
        taken(10, 3, "grant", 3, &[passed]),
        taken(12, 5, "grant", 5, &[passed]),
    ];
    let (stands, _) = standing(&flow, &same);
    assert_eq!(stands.states, ["granted"]);
    assert_eq!(stands.happened, [("extension_approved".to_owned(), day("2026-03-12"))]);
}

#[test]
fn a_step_is_taken_back_by_its_author_until_somebody_goes_on_from_there() {
    let flow = two();
    for (steps, back, state) in [
        (&[("ask", 1)][..], &[0][..], "draft"),
        (&[("ask", 1), ("pass", 2)], &[1], "asked"),
        // Somebody went on from there: it stays.
        (&[("ask", 1), ("pass", 2)], &[0], "passed"),
        // The last first.
        (&[("ask", 1), ("pass", 2)], &[0, 1], "draft"),
        (&[("ask", 1), ("pass", 2), ("grant", 3)], &[2], "passed"),
    ] {
        let mut line = line(steps);
        back.iter()
            .for_each(|at| line[*at].taken_back = Some(stamp(50 + *at as u64, 1)));
        assert_eq!(states(&flow, &line), state, "{steps:?} without {back:?}");
        // What follows builds on where it stands then.
        if state == "draft" {
            let heads = standing(&flow, &line).0.heads;
            line.push(taken(60, 4, "ask", 4, &heads));
            assert_eq!(states(&flow, &line), "asked");
        }
    }
}

/// Two clerks ask without knowing of each other, and one is granted: nobody is asked anything.
#[test]
fn who_goes_on_from_where_another_got_to_has_gone_on_for_both() {
    let flow = two();
    let mut steps = line(&[("ask", 1), ("pass", 2)]);
    steps.push(taken(20, 7, "ask", 7, &[]));
    assert_eq!(states(&flow, &steps), "passed");
    let heads = standing(&flow, &steps).0.heads;
    assert_eq!(heads.len(), 2, "what comes next replaces both");
    steps.push(taken(30, 3, "grant", 3, &heads));
    assert_eq!(states(&flow, &steps), "granted");
    // Neither of the two who asked may pass it on.
    let mut own = line(&[("ask", 1)]);
    own.push(taken(20, 7, "ask", 7, &[]));
    let heads = standing(&flow, &own).0.heads;
    for by in [1, 7] {
        let mut passed = own.clone();
        passed.push(taken(30, u64::from(by), "pass", by, &heads));
        assert_eq!(states(&flow, &passed), "asked", "{by}");
    }
    // One who refuses what another passed on without knowing is a question: nobody went on from the refusal.
    let mut both = line(&[("ask", 1), ("pass", 2)]);
    both.push(taken(20, 4, "refuse", 4, &[both[0].stamp]));
    assert_eq!(states(&flow, &both), "passed | refused");
}

proptest! {
    #[test]
    fn where_a_record_stands_hangs_on_no_order_of_arrival(
        parts in prop::collection::vec((any_step(), 0..3u64, any::<u8>()), 0..12),
        turn in any::<prop::sample::Index>(),
    ) {
        let flow = Kinds::builtin().named("triage").and_then(|kind| kind.flow.as_ref()).expect("built in");
        let mut steps: Vec<StepTaken> = Vec::new();
        for (at, (step, device, sees)) in parts.into_iter().enumerate() {
            let seen = steps.iter().enumerate().filter(|(at, _)| sees >> (at % 8) & 1 == 1);
            let after: Vec<Stamp> = seen.map(|(_, step)| step.stamp).collect();
            steps.push(StepTaken { after, on: step.on, ..taken(at as u64 + 1, device, &step.step, step.by[0], &[]) });
        }
        let before: Standing = standing(flow, &steps).0;
        if !steps.is_empty() {
            let at = turn.index(steps.len());
            steps.rotate_left(at);
            steps.reverse();
            // Twice is once.
            let again = steps[0].clone();
            steps.push(again);
        }
        prop_assert_eq!(standing(flow, &steps).0, before);
    }
}

/// Visits every way to take up to five steps by four people who may take each, with whether somebody can go on. Of ways on
/// which the same people took the same steps and the last one is the same, only one is gone on with: who may go on where
/// depends on nothing else.
fn walk(
    flow: &Flow,
    line: &mut Vec<StepTaken>,
    been: &mut BTreeSet<String>,
    visit: &mut impl FnMut(&[StepTaken], bool),
) {
    let (stands, _) = standing(flow, line);
    // Who is not known yet are all alike: only one of them is tried.
    let known = line.iter().map(|step| step.by[0]).max().unwrap_or(0);
    let people = 1..=(known + 1).min(4);
    let next = people.flat_map(|by| {
        open_after(flow, line, &stands, id(by), &|_| true)
            .into_iter()
            .map(move |step| (step, by))
    });
    let next: Vec<(String, u8)> = next.collect();
    visit(line, !next.is_empty());
    let mut taken_by: Vec<String> = line
        .iter()
        .map(|step| format!("{} {}", step.step, step.by[0]))
        .collect();
    let last = taken_by.last().cloned();
    taken_by.sort();
    if line.len() == 5 || !been.insert(format!("{:?} {taken_by:?} {last:?}", stands.states)) {
        return;
    }
    for (step, by) in next {
        let at = line.len() as u64 + 1;
        line.push(taken(at, u64::from(by), &step, by, &stands.heads));
        walk(flow, line, been, visit);
        line.pop();
    }
}

#[test]
fn what_is_decided_offers_the_decision_no_second_time() {
    let triage = Kinds::builtin().named("triage").and_then(|kind| kind.flow.as_ref());
    let flow = triage.expect("built in");
    let leads_on = |step: &str, state: &str| flow.leads_on(flow.step(step).expect("of it"), &[state.to_owned()]);
    assert!(leads_on("decide", "prepared") && leads_on("reopen", "decided"));
    assert!(!leads_on("decide", "decided"));
}

#[test]
fn every_flow_goes_on_everywhere_has_somebody_for_each_step_and_nobody_decides_his_own() {
    let bureau = Bureau::builtin();
    let two = two();
    let own = Kinds::builtin()
        .iter()
        .filter_map(|kind| Some((kind.key.as_str(), kind.flow.as_ref()?)));
    for (kind, flow) in own.chain([("task", &two)]) {
        let (mut seen, mut ways) = (BTreeSet::new(), 0_u32);
        walk(flow, &mut Vec::new(), &mut BTreeSet::new(), &mut |line, goes_on| {
            ways += 1;
            let (stands, judged) = standing(flow, line);
            let [state] = stands.states.as_slice() else {
                panic!("{kind}: one after the other is no question")
            };
            seen.insert(state.clone());
            assert!(goes_on || flow.ends.contains(state), "{kind}: stuck in {state}");
            for (at, step) in judged.iter().enumerate().filter(|(_, step)| step.counts) {
                let of = flow.step(&step.taken.step).expect("of this flow");
                let asked = at
                    .checked_sub(1)
                    .and_then(|before| judged.get(before))
                    .map(|before| before.taken);
                let own = asked.is_some_and(|asked| {
                    asked.by == step.taken.by && flow.step(&asked.step).is_some_and(|a| !a.decides)
                });
                assert!(!(of.decides && own), "{kind}: decides what he asked for, {line:?}");
            }
        });
        assert_eq!(seen.len(), flow.states.len(), "{kind}: {seen:?} of {ways} ways");
        for step in &flow.steps {
            let fits = |role: &str, group: &str| {
                let grant = bureau.of(role, group);
                step.who.iter().any(|who| {
                    who.right
                        .is_none_or(|right| grant.is_some_and(|grant| grant.has(right)))
                        && (who.roles.is_empty() || who.roles.iter().any(|r| r == role))
                        && (who.groups.is_empty() || who.groups.iter().any(|g| g == group))
                })
            };
            let somebody = bureau
                .roles()
                .iter()
                .any(|role| bureau.groups().iter().any(|group| fits(&role.id, &group.id)));
            assert!(somebody, "{kind}.{}: nobody in the bureau may take it", step.key);
        }
    }
}
