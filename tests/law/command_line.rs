//! The commands `triage`, `explain` and `replay`, as scripts see them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::process::{Command, Output};

use serde_json::Value;

fn fenliu(args: &[&str]) -> Output {
    let run = Command::new(env!("CARGO_BIN_EXE_fenliu")).args(args).output();
    run.expect("the program starts")
}

fn data(name: &str) -> String {
    format!("{}/tests/data/{name}", env!("CARGO_MANIFEST_DIR"))
}

fn lines(output: &Output) -> Vec<Value> {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = std::str::from_utf8(&output.stdout).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn refused(args: &[&str]) -> String {
    let output = fenliu(args);
    assert_eq!(output.status.code(), Some(2));
    assert!(output.stdout.is_empty());
    String::from_utf8(output.stderr).unwrap()
}

#[test]
fn triage_prints_a_line_for_each_case_as_agreed() {
    let file: Value = serde_json::from_str(include_str!("../data/triage_cases.json")).unwrap();
    let cases = file["cases"].as_array().unwrap();
    let printed = lines(&fenliu(&["triage", &data("triage_cases.json")]));
    assert_eq!(printed.len(), cases.len());
    for (mut line, case) in printed.into_iter().zip(cases) {
        assert_eq!(line.as_object_mut().unwrap().remove("id").as_ref(), Some(&case["id"]));
        let fields = line.as_object_mut().unwrap();
        assert!(fields.remove("contradictions").unwrap().is_array());
        assert!(fields.remove("questions").unwrap().is_array());
        assert_eq!(line, case["expected"]);
    }
}

#[test]
fn a_missing_or_broken_file_is_one_line_and_code_2() {
    for command in ["triage", "replay"] {
        assert_eq!(refused(&[command, "/no/such/file"]).lines().count(), 1);
        assert_eq!(refused(&[command, &data("cases_sample.xlsx")]).lines().count(), 1);
        refused(&[command]);
    }
    let wrong = std::env::temp_dir().join(format!("fenliu-wrong-{}.json", std::process::id()));
    let case = r#"{"cases": [{"id": "A", "facts": {}}, {"id": "B", "facts": {"basis_type": "gossip"}}]}"#;
    std::fs::write(&wrong, case).unwrap();
    let said = refused(&["triage", wrong.to_str().unwrap()]);
    std::fs::remove_file(&wrong).unwrap();
    assert!(said.contains("\"B\"") && said.contains("gossip"), "{said}");
}

#[test]
fn an_explained_case_leaves_a_receipt_that_replays() {
    let case = [
        "explain",
        "(2022)豫14执105号",
        "--filed",
        "2022-09-30",
        "--basis",
        "arbitral_award",
    ];
    let more = [
        "--arbitration",
        "labor",
        "--amount",
        "35万",
        "--organ",
        "no",
        "--today",
        "2022-09-30",
    ];
    let all = [&case[..], &more[..]].concat();
    let zh = String::from_utf8(fenliu(&all).stdout).unwrap();
    assert!(
        zh.contains("（2022）豫14执105号") && zh.contains("简易 → 速执团队"),
        "{zh}"
    );
    assert!(
        zh.contains("2022-10-10") && zh.contains("2022-10-12"),
        "both clocks: {zh}"
    );
    let en = String::from_utf8(fenliu(&[&all[..], &["--en"]].concat()).stdout).unwrap();
    assert!(en.contains("Verdict: simple"), "{en}");
    let receipt = fenliu(&[&all[..], &["--receipt"]].concat()).stdout;
    let file = std::env::temp_dir().join(format!("fenliu-receipt-{}.jsonl", std::process::id()));
    std::fs::write(&file, receipt).unwrap();
    let printed = lines(&fenliu(&["replay", file.to_str().unwrap()]));
    std::fs::remove_file(&file).unwrap();
    assert_eq!(
        (&printed[0]["same"], &printed[0]["verdict"]),
        (&Value::from(true), &Value::from("simple"))
    );
}

#[test]
fn explain_gives_no_verdict_on_statements_that_contradict_each_other() {
    let case = ["explain", "(2022)豫14执105号", "--filed", "2022-09-30"];
    let facts = [
        "--basis",
        "administrative_non_litigation",
        "--organ",
        "no",
        "--today",
        "2022-09-30",
    ];
    let all = [&case[..], &facts[..]].concat();
    let zh = String::from_utf8(fenliu(&all).stdout).unwrap();
    assert!(zh.contains("陈述矛盾") && !zh.contains("结论：普通"), "{zh}");
    let en = String::from_utf8(fenliu(&[&all[..], &["--en"]].concat()).stdout).unwrap();
    assert!(en.contains("contradict") && en.contains("行政强制法53"), "{en}");
    assert!(
        zh.contains("授权的组织") && en.contains("answer yes"),
        "the way out: {zh}{en}"
    );
}

#[test]
fn explain_says_what_it_cannot_read() {
    let case = ["explain", "(2022)豫14执105号"];
    assert!(refused(&case).contains("--filed"));
    assert!(refused(&["explain", "第五号", "--filed", "2022-09-30"]).contains("not a case number"));
    for (option, value) in [
        ("--filed", "2022-02-30"),
        ("--amount", "许多"),
        ("--organ", "perhaps"),
        ("--basis", "x"),
    ] {
        refused(&[&case[..], &[option, value]].concat());
    }
}

#[test]
fn explain_in_english_says_what_is_off_with_the_dates_in_sentences() {
    let facts = ["--basis", "civil_judgment", "--amount", "35万", "--entrusted", "yes"];
    for filed in ["2026-02-12", "2026-03-02", "2026-09-01"] {
        let case = [
            "explain",
            "(2026)豫14执105号",
            "--filed",
            filed,
            "--today",
            filed,
            "--en",
        ];
        let output = fenliu(&[&case[..], &facts[..]].concat());
        let text = String::from_utf8(output.stdout).unwrap();
        let said: Vec<&str> = text
            .lines()
            .skip_while(|l| *l != "About the dates")
            .filter(|l| l.contains('!'))
            .collect();
        assert!(!said.is_empty(), "{text}");
        for line in said {
            let sentence = line.split('—').next().unwrap();
            assert!(
                sentence.split_whitespace().count() >= 6 && !sentence.contains('_'),
                "{line}"
            );
        }
    }
}

#[test]
fn overdue_prints_a_line_for_each_node_that_was_late() {
    let folder = std::env::temp_dir().join(format!("fenliu-overdue-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join("list.csv");
    let list = "案号,立案日期,申请执行人,被执行人,承办人\n（2026）豫14执1号,2026-03-02,甲,乙,张三\n";
    std::fs::write(&file, list).unwrap();
    let path = file.to_str().unwrap();
    let printed = lines(&fenliu(&[
        "overdue",
        path,
        "--from",
        "2026-03-01",
        "--to",
        "2026-03-31",
        "--today",
        "2026-04-15",
    ]));
    // P7-3: five working days from 2026-03-02 (plan Art. 7(3)); late up to the end of the period.
    let notices = printed
        .iter()
        .find(|line| line["node"] == "P7-3")
        .expect("the three notices");
    assert_eq!((&notices["due"], &notices["days"]), (&"2026-03-09".into(), &22.into()));
    assert!(
        printed
            .iter()
            .all(|line| line["handler"] == "张三" && line["done"].is_null())
    );
    assert!(
        lines(&fenliu(&[
            "overdue",
            path,
            "--from",
            "2025-03-01",
            "--to",
            "2025-03-31"
        ]))
        .is_empty()
    );
    assert!(refused(&["overdue", path, "--from", "2026-03-31", "--to", "2026-03-01"]).contains("ends before"));
    std::fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn matters_prints_each_open_matter_of_a_case_once_the_earliest_first() {
    let folder = std::env::temp_dir().join(format!("fenliu-matters-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join("list.csv");
    let list = "案号,立案日期,申请执行人,被执行人,承办人\n（2026）豫14执1号,2026-03-02,甲,乙,张三\n（2026）豫14执保2号,2026-03-03,甲,乙,张三\n";
    std::fs::write(&file, list).unwrap();
    let path = file.to_str().unwrap();
    let printed = lines(&fenliu(&["matters", path, "--today", "2026-03-04"]));
    let of = |number: &str| {
        let own = printed.iter().filter(|line| line["case_number"] == number);
        own.map(|line| line["matter"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    // Five of five working days, then the offline sealing with ten (plan Art. 7(1)-(6)); a preservation case has four.
    assert_eq!(of("（2026）豫14执1号"), ["m1", "m2", "m3", "m4", "m5", "m6"]);
    assert_eq!(of("（2026）豫14执保2号"), ["m1", "m4", "m5", "m6"]);
    let days: Vec<&str> = printed.iter().map(|line| line["on"].as_str().unwrap()).collect();
    assert!(days.is_sorted(), "{days:?}");
    assert!(refused(&["matters", path, "--today", "2026-13-01"]).contains("is no day"));
    assert!(refused(&["matters", path]).contains("--today"));
    std::fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn warnings_prints_a_line_for_each_warning() {
    let folder = std::env::temp_dir().join(format!("fenliu-warnings-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join("list.csv");
    let list = "案号,立案日期,申请执行人,被执行人,标的额,依据文号,结案日期,结案方式,到位金额\n\
        （2026）豫14执1号,2026-03-02,甲,乙,,（2025）豫14民初1号,,,\n\
        （2026）豫14执2号,2026-03-02,甲,丙,100,（2025）豫14民初2号,2026-03-20,执行完毕,50\n";
    std::fs::write(&file, list).unwrap();
    let path = file.to_str().unwrap();
    let told = |today: &str| {
        let printed = lines(&fenliu(&["warnings", path, "--today", today]));
        let of = |line: &serde_json::Value| {
            format!(
                "{} {}",
                line["warning"].as_str().unwrap(),
                line["debtor"].as_str().unwrap()
            )
        };
        printed.iter().map(of).collect::<Vec<_>>()
    };
    assert_eq!(told("2026-03-09"), ["R3 丙"]);
    assert_eq!(told("2026-03-21"), ["D1 乙", "D1 丙", "M1 乙", "M2 乙", "R3 丙"]);
    assert!(refused(&["warnings", path, "--today", "soon"]).contains("no day"));
    std::fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn bulletin_prints_figures_and_writes_the_document() {
    let folder = std::env::temp_dir().join(format!("fenliu-bulletin-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let (file, out) = (folder.join("list.csv"), folder.join("bulletin.docx"));
    let list = "案号,立案日期,申请执行人,被执行人,办理团队\n\
        （2026）豫1402执1号,2026-03-02,甲,乙,第二速执团队\n\
        （2026）豫14执1号,2026-03-03,甲,丙,普执团队\n\
        （2026）豫14执2号,2026-03-04,甲,丁,第一速执团队\n";
    std::fs::write(&file, list).unwrap();
    let (path, document) = (file.to_str().unwrap(), out.to_str().unwrap());
    let period = ["--from", "2026-03-01", "--to", "2026-03-31"];
    let printed = lines(&fenliu(
        &[&["bulletin", path], &period[..], &["--out", document]].concat(),
    ));
    assert_eq!(printed[0]["all"]["filed"], 3);
    let units = printed
        .iter()
        .filter_map(|line| Some((line["court"].as_str()?, line["team"].as_str()?)));
    // By the codes of courts, then as the bureau lists its teams: nobody is ranked.
    let order = [
        ("豫14", "第一速执团队"),
        ("豫14", "普执团队"),
        ("豫1402", "第二速执团队"),
    ];
    assert_eq!(units.collect::<Vec<_>>(), order);
    let overdue = lines(&fenliu(&[&["overdue", path], &period[..]].concat()));
    assert_eq!(printed[0]["all"]["overdue"], overdue.len());
    assert!(std::fs::read(&out).unwrap().starts_with(b"PK"));
    std::fs::remove_dir_all(&folder).unwrap();
}
