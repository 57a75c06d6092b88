//! For everybody: no serious accessibility problem, both languages whole, no request to another host.
use e2e::driver::{Browser, Engine, Outcome};
use e2e::serve::{BARE, Server};
use serde_json::{Value, json};

use super::{Stage, Story, open_case, see_cases};

/// The pages that need no other device, by route.
const PAGES: [&str; 14] = [
    "#/quick",
    "#/quick/money",
    "#/cases",
    "#/calendar",
    "#/work",
    "#/matters",
    "#/visits",
    "#/warnings",
    "#/bulletin",
    "#/register/18",
    "#/register/29",
    "#/rules",
    "#/settings",
    "#/import",
];

/// axe-core finds nothing serious or critical on any page, light, dark and high contrast, in both languages.
pub const ACCESSIBLE: Story = Story {
    name: "accessible-to-everybody",
    tell: |stage| Box::pin(accessible(stage)),
    not_in: &[
        (
            Engine::Firefox,
            "axe-core reads the same page in every engine; one is enough",
        ),
        (
            Engine::Webkit,
            "axe-core reads the same page in every engine; one is enough",
        ),
    ],
};

async fn accessible(stage: &mut Stage<'_>) -> Outcome {
    let axe = std::env::var("FENLIU_AXE").map_err(|_| "FENLIU_AXE names no axe.min.js (cargo xtask test sets it)")?;
    let axe = std::fs::read_to_string(&axe).map_err(|e| format!("{axe}: {e}"))?;
    let page = stage.begin("#/cases").await?;
    page.press("载入示例").await?;
    see_cases(page, 286).await?;
    open_case(page, "（2022）豫14执5号").await?;
    page.sees("返回列表").await?;
    let case = page.script("return location.hash", vec![]).await?;
    let mut found = Vec::new();
    for (language, scheme) in [("中文", "浅色"), ("English", "Dark"), ("中文", "高对比")] {
        stage.open("#/settings").await?;
        page.press(language).await?;
        page.press(scheme).await?;
        for route in PAGES.into_iter().chain(case.as_str()) {
            stage.open(route).await?;
            page.has("h1").await?;
            tokio::time::sleep(std::time::Duration::from_millis(400)).await;
            for problem in problems(page, &axe).await? {
                found.push(format!("{route} {language} {scheme}: {problem}"));
            }
        }
    }
    if found.is_empty() {
        Ok(())
    } else {
        Err(format!("{} problems:\n      {}", found.len(), found.join("\n      ")))
    }
}

async fn problems(page: &e2e::driver::Browser, axe: &str) -> Outcome<Vec<String>> {
    page.script(&format!("if (!window.axe) {{ {axe} }}"), vec![]).await?;
    let code = "
      const done = arguments[arguments.length - 1];
      axe.run(document, {resultTypes: ['violations']}).then(r => done({list: r.violations
        .filter(v => v.impact === 'serious' || v.impact === 'critical')
        .map(v => v.id + ' ' + v.nodes.length + '× ' + v.nodes[0].html.slice(0, 160))}), e => done({error: String(e)}))";
    let told = page.script_async(code, vec![]).await?;
    let list = told["list"].as_array().cloned().unwrap_or_default();
    Ok(list.iter().filter_map(Value::as_str).map(str::to_owned).collect())
}

/// The page may ask no other host, although that one answers everybody; nothing was loaded from elsewhere, and beside
/// IndexedDB only the wishes of this device are kept.
pub const NO_OTHER_HOST: Story = Story {
    name: "no-other-host",
    tell: |stage| Box::pin(no_other_host(stage)),
    not_in: &[],
};

async fn no_other_host(stage: &mut Stage<'_>) -> Outcome {
    let start = || Server::start(&stage.plan.dist).map_err(|e| e.to_string());
    let (other, bare) = (start()?, start()?);
    let page = stage.begin("#/cases").await?;
    page.press("载入示例").await?;
    see_cases(page, 286).await?;
    for route in PAGES {
        stage.open(route).await?;
        page.has("h1").await?;
    }
    let code = "return performance.getEntriesByType('resource').map(e => e.name)
      .filter(n => !n.startsWith(location.origin) && !n.startsWith('blob:') && !n.startsWith('data:'))";
    let foreign = page.script(code, vec![]).await?;
    if foreign != json!([]) {
        return Err(format!("fetched from elsewhere: {foreign}"));
    }
    let kept = page
        .script(
            "return [...Object.keys(localStorage), ...Object.keys(sessionStorage)]",
            vec![],
        )
        .await?;
    let kept: Vec<&str> = kept
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect();
    if kept.iter().any(|key| !WISHES.contains(key)) {
        return Err(format!("kept outside IndexedDB: {kept:?}"));
    }
    let is_answered = ask(page, &other.url()).await?;
    if is_answered || other.asked() > 0 {
        return Err("the page may fetch from another host".to_owned());
    }
    // The same request from a page without the policy is answered: it is the policy that refused it.
    page.open(&format!("{}{BARE}", bare.url())).await?;
    match ask(page, &other.url()).await? && other.asked() > 0 {
        true => Ok(()),
        false => Err("the other host answers nobody, so this story shows nothing".to_owned()),
    }
}

/// What a device remembers of the person's wishes, and when it was touched last.
const WISHES: [&str; 5] = [
    "fenliu.lang",
    "fenliu.theme",
    "fenliu.name",
    "fenliu.touched",
    "fenliu.book",
];

/// Whether a request of the page to this address is answered.
async fn ask(page: &Browser, url: &str) -> Outcome<bool> {
    let code = "
      const done = arguments[arguments.length - 1];
      fetch(arguments[0]).then(() => done({answered: true}), () => done({answered: false}))";
    let told = page.script_async(code, vec![json!(format!("{url}{BARE}"))]).await?;
    Ok(told["answered"] == true)
}

/// In English no Chinese is left but names, numbers and quotations.
pub const ENGLISH: Story = Story {
    name: "english-is-whole",
    tell: |stage| Box::pin(english(stage)),
    not_in: &[],
};

async fn english(stage: &mut Stage<'_>) -> Outcome {
    let page = stage.begin("#/settings").await?;
    page.press("English").await?;
    for (route, word) in [
        ("#/quick", "Quick triage"),
        ("#/quick/money", "Money owed"),
        ("#/cases", "Cases"),
        ("#/calendar", "Calendar"),
        ("#/import", "Import"),
    ] {
        stage.open(route).await?;
        page.sees(word).await?;
        let code = "
          const allowed = '[lang=zh], [lang=zh-CN], option, select, code';
          const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [];
          while (walk.nextNode()) {
            const e = walk.currentNode.parentElement, t = walk.currentNode.data;
            if (/[\\u4e00-\\u9fff]/.test(t) && e.getBoundingClientRect().width > 1 && !e.closest(allowed)) found.push(t.trim());
          }
          return found";
        let left = page.script(code, vec![]).await?;
        // The brand, the legal terms that are quoted beside their translation, and the name of who works here.
        let rest: Vec<_> = left
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .filter(|t| {
                !["分流", "终本", "国办", "国发", super::CLERK]
                    .iter()
                    .any(|name| t.contains(name))
            })
            .collect();
        if !rest.is_empty() {
            return Err(format!("{route} still says {rest:?}"));
        }
    }
    Ok(())
}
