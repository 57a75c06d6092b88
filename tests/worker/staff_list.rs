//! Taking in a list of staff: each row is told before anything is written, and a list with a fault is not half taken.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
use casebook::kinds::EntryFault;
use casebook::people::staff_list::{Does, StaffFault, StaffPlan};
use protocol::{PutPerson, ReadStaffList, Staff, StaffListView, TakeBackStaffList, TakeStaffList};

use crate::work_support::share::{founder, invite, join, link_for, people};
use crate::work_support::{Tab, World, code, summary, today};

fn read(tab: &Tab, text: &str) -> StaffListView {
    let bytes = text.as_bytes().to_vec();
    tab.ask(ReadStaffList { bytes, today: today() }).unwrap()
}

fn take(view: &StaffListView, leave_out: bool) -> TakeStaffList {
    TakeStaffList {
        rows: view.rows.clone(),
        shown: view.plan.clone(),
        leave_out,
        raises: false,
        today: today(),
    }
}

/// What a plan says of each row, in short.
fn said(plan: &StaffPlan) -> Vec<String> {
    let line = |line: &casebook::people::staff_list::StaffLine| {
        let does = match &line.does {
            Does::Adds => "adds".to_owned(),
            Does::Nothing => "nothing".to_owned(),
            Does::Changes(all) => all
                .iter()
                .map(|(part, was, is)| format!("{part:?} {was}→{is}"))
                .collect::<Vec<_>>()
                .join(" "),
        };
        let fault = |fault: &StaffFault| match fault {
            StaffFault::TooMany(role, group, most, who) => format!("{role}@{group} over {most}: {}", who.join(" ")),
            other => format!("{other:?}"),
        };
        let faults: Vec<String> = line.faults.iter().map(fault).collect();
        format!(
            "{} {}@{} {does} [{}]",
            line.person.name,
            line.person.role,
            line.person.group,
            faults.join("; ")
        )
    };
    plan.lines.iter().map(line).collect()
}

#[test]
fn a_row_of_a_list_is_told_with_what_it_adds_and_what_is_wrong_with_it() {
    let tab = founder(&World::default());
    let head = "序号,姓名,职务,所在团队,联系电话,擅长\n";
    let cases = [
        (
            "1,赵一,员额法官,普执团队,138,买卖合同、仲裁",
            "赵一 judge@general adds []",
        ),
        (
            "1,赵一,团队长（员额法官）,第一速执,,",
            "赵一 team_leader@fast_1 adds []",
        ),
        ("1,赵一,法官助理,卷宗集中管理组,,", "赵一 judge_assistant@B adds []"),
        ("1,赵一,庭长,普执团队,,", "赵一 @general adds [UnknownRole(\"庭长\")]"),
        ("1,赵一,书记员,行政庭,,", "赵一 clerk@ adds [UnknownGroup(\"行政庭\")]"),
        ("1,赵一,,普执团队,,", "赵一 @general adds [NoRole]"),
        (
            "1,赵一,书记员,普执团队,abc,",
            "赵一 clerk@general adds [NotAPhone(\"abc\")]",
        ),
        ("1,,书记员,普执团队,139,", " clerk@general adds [NoName]"),
    ];
    for (row, expected) in cases {
        let view = read(&tab, &format!("{head}{row}\n"));
        assert_eq!(said(&view.plan), [expected], "{row}");
    }
    assert_eq!(
        code(tab.ask(ReadStaffList {
            bytes: "a,b\n1,2\n".into(),
            today: today()
        })),
        "no_register_header"
    );
}

#[test]
fn two_of_a_name_or_of_a_post_are_told_and_nothing_is_half_taken() {
    let tab = founder(&World::default());
    let before = people(&tab).people.len();
    let list = "姓名,岗位,团队\n\
        赵一,执行指挥中心主任,执行指挥中心\n\
        钱二,主任,\n\
        孙三,团队长,普执团队\n\
        李四,团队长,普执团队\n\
        周五,书记员,普执团队\n\
        周五,书记员,信访办理团队\n\
        吴六,法官,普执团队\n";
    let view = read(&tab, list);
    let directors = "centre_director@ over 1: 李法官 赵一 钱二";
    let leaders = "team_leader@general over 1: 孙三 李四";
    let expected = [
        format!("赵一 centre_director@centre adds [{directors}]"),
        format!("钱二 centre_director@ adds [{directors}]"),
        format!("孙三 team_leader@general adds [{leaders}]"),
        format!("李四 team_leader@general adds [{leaders}]"),
        "周五 clerk@general adds [Twice((0, 7))]".to_owned(),
        "周五 clerk@petition adds [Twice((0, 6))]".to_owned(),
        "吴六 judge@general adds []".to_owned(),
    ];
    assert_eq!(said(&view.plan), expected);
    assert_eq!(code(tab.ask(take(&view, false))), "list_unsound");
    assert_eq!(people(&tab).people.len(), before);
    summary(tab.ask(take(&view, true)));
    assert_eq!(people(&tab).people.len(), before + 1);
    // What was shown is no longer what the rows do.
    assert_eq!(code(tab.ask(take(&view, true))), "list_moved");
}

#[test]
fn next_years_list_changes_what_changed_and_an_empty_cell_says_nothing() {
    let tab = founder(&World::default());
    let first = read(
        &tab,
        "姓名\t职务\t团队\t电话\n赵一\t员额法官\t普执团队\t138\n钱二\t书记员\t普执团队\t\n",
    );
    summary(tab.ask(take(&first, false)));
    let next = read(
        &tab,
        "姓名\t职务\t团队\t电话\t专长\n赵一\t\t第一速执团队\t\t仲裁\n钱二\t书记员\t普执团队\t\t\n",
    );
    let expected = [
        "赵一 judge@fast_1 Group general→fast_1 Works →仲裁 []",
        "钱二 clerk@general nothing []",
    ];
    assert_eq!(said(&next.plan), expected);
    assert_eq!(next.plan.unnamed.len(), 1, "the founder is not in the list");
    summary(tab.ask(take(&next, false)));
    let all = people(&tab).people;
    let one = all.iter().find(|person| person.name == "赵一").unwrap();
    assert_eq!(
        (one.group.as_str(), one.staff.phone.as_str(), one.staff.works.as_str()),
        ("fast_1", "138", "仲裁")
    );
}

#[test]
fn a_post_above_ones_own_is_given_only_by_saying_so_and_there_is_one_president() {
    let tab = founder(&World::default());
    let list = "姓名,职务,团队\n赵一,副局长,\n钱二,团队长,普执团队\n";
    let view = read(&tab, list);
    let above: Vec<&str> = view.plan.above().map(|line| line.person.name.as_str()).collect();
    assert_eq!(above, ["赵一"], "the founder is the head of the centre");
    assert_eq!(code(tab.ask(take(&view, false))), "list_unsound");
    let raises = TakeStaffList {
        raises: true,
        ..take(&view, false)
    };
    summary(tab.ask(raises));
    // Two of them, whoever says so.
    let two = read(&tab, "姓名,职务\n孙三,院长\n李四,院长\n");
    let presidents = "president@ over 1: 孙三 李四";
    let expected = ["孙三", "李四"].map(|name| format!("{name} president@ adds [{presidents}]"));
    assert_eq!(said(&two.plan), expected);
}

#[test]
fn a_list_that_was_taken_can_be_taken_back() {
    let tab = founder(&World::default());
    let first = read(&tab, "姓名,职务,团队,电话\n赵一,员额法官,普执团队,138\n");
    summary(tab.ask(take(&first, false)));
    let here = || {
        let people = people(&tab).people.into_iter().filter(|person| !person.left);
        let of = |person: protocol::PersonView| (person.name, person.role, person.group, person.from, person.staff);
        people.map(of).collect::<Vec<_>>()
    };
    let before = here();
    let list = "姓名,职务,团队,电话,任职自\n赵一,团队长,普执团队,139,2026-12-01\n钱二,书记员,普执团队,,\n";
    let second = read(&tab, list);
    summary(tab.ask(take(&second, false)));
    summary(tab.ask(TakeBackStaffList { shown: second.plan }));
    assert_eq!(here(), before);
}

#[test]
fn a_day_that_does_not_exist_is_said_to_be_none() {
    let tab = founder(&World::default());
    let faults = |day: &str| {
        let view = read(&tab, &format!("姓名,职务,任职自\n赵一,书记员,{day}\n"));
        view.plan.lines[0].faults.clone()
    };
    let unread = |fault, shown: &str| vec![StaffFault::Unread(103, fault, shown.to_owned())];
    assert_eq!(faults("2026-02-30"), unread(EntryFault::NoSuchDay, "2026-02-30"));
    assert_eq!(faults("即日"), unread(EntryFault::NotADate, "即日"));
}

#[test]
fn who_joins_by_the_invitation_becomes_the_person_of_the_list() {
    let world = World::default();
    let tab = founder(&world);
    let list = read(&tab, "姓名,职务,团队\n赵一,员额法官,普执团队\n");
    summary(tab.ask(take(&list, false)));
    let named = people(&tab)
        .people
        .into_iter()
        .find(|person| person.name == "赵一")
        .unwrap();
    assert!(named.devices.is_empty());
    let two = join(&world.beside(1), &link_for(&tab, "赵一"));
    let joined = people(&two)
        .people
        .into_iter()
        .find(|person| person.name == "赵一")
        .unwrap();
    assert_eq!((joined.id, joined.devices.len()), (named.id, 1));
}

#[test]
fn who_may_not_manage_people_takes_in_no_list_and_two_of_a_name_are_refused_by_hand() {
    let world = World::default();
    let one = founder(&world);
    let two = join(&world.beside(1), &invite(&one, "王法警", "bailiff"));
    let list = read(&two, "姓名,职务,电话\n赵一,书记员,138\n");
    assert_eq!(code(two.ask(take(&list, false))), "not_allowed");
    let again = PutPerson {
        id: None,
        name: "王法警".into(),
        role: "clerk".into(),
        group: String::new(),
        from: None,
        to: None,
        staff: Staff::default(),
    };
    assert_eq!(code(one.ask(again)), "name_taken");
}
