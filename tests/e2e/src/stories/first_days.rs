//! The first five working days of a simple case, from hand to hand: clerk of the centre, its head, the team.
use std::time::{Duration, Instant};

use e2e::acts::{at, link_for};
use e2e::driver::{Browser, Outcome};
use e2e::endpoint::Endpoint;
use serde_json::Value;

use super::documents::send_with_gaps;
use super::share::{exchange, join, share};
use super::{CLERK, ONE_ENGINE, Stage, Story, day, import_pasted, open_case_by_list, paste_ledger};

const CASE: &str = "（2026）豫14执51号";
/// The clerk of the centre, and the judge who gets the case.
const STAFF: &str = "姓名\t职务\t团队\n李某\t书记员\t事务集约组\n赵某\t员额法官\t第一速执团队\n";
/// How long two devices may take to show the same after they exchanged.
const AGREEING: Duration = Duration::from_secs(20);

/// The clerk imports the case, takes and checks the filing data and submits the triage; the head decides it on another
/// device; the three notices are sent and the query analysed; the head hands the case to a judge, who joins, finds it
/// waiting and receives it. At each step the right one has it to do, and all devices show the same case at the end.
pub const FIRST_DAYS: Story = Story {
    name: "the-first-five-days-of-a-simple-case",
    tell: |stage| Box::pin(first_days(stage)),
    not_in: ONE_ENGINE,
};

async fn first_days(stage: &mut Stage<'_>) -> Outcome {
    let endpoint = Endpoint::start().await?;
    let shots = stage.plan.shots.clone();
    let head = stage.begin("#/cases").await?;
    let [for_clerk, for_judge] = staff(stage, head, &endpoint).await?;
    let clerk = stage.another().await?;
    join(&clerk, &for_clerk).await?;
    import(&clerk).await?;
    check(&clerk).await?;
    submit(&clerk).await?;
    clerk.shot(shots.as_deref(), "first-days-submitted").await?;
    exchange(&[&clerk, head]).await?;
    decide(head).await?;
    exchange(&[head, &clerk]).await?;
    notices(&clerk).await?;
    query(&clerk).await?;
    clerk.shot(shots.as_deref(), "first-days-clerk").await?;
    exchange(&[&clerk, head]).await?;
    hand_over(head).await?;
    exchange(&[head]).await?;
    let judge = stage.another().await?;
    join(&judge, &for_judge).await?;
    receive(&judge).await?;
    judge.shot(shots.as_deref(), "first-days-judge").await?;
    exchange(&[&judge, head, &clerk]).await?;
    for page in [head, &clerk, &judge] {
        open_case_by_list(page, CASE).await?;
        page.sees("2 项待办，4 项已办结").await?;
        page.sees("承办移交 赵某").await?;
    }
    same(head, &clerk).await?;
    same(head, &judge).await
}

/// The head shares the book, takes in the list of staff and invites both.
async fn staff(stage: &Stage<'_>, head: &Browser, endpoint: &Endpoint) -> Outcome<[String; 2]> {
    share(stage, head, &endpoint.url()).await?;
    at(head, "#/people").await?;
    head.press("导入人员名册").await?;
    head.pick_text("或粘贴", STAFF).await?;
    head.press("核对名册").await?;
    head.press("导入 2 人").await?;
    head.sees("已导入 2 人").await?;
    let links = [link_for(head, "李某").await?, link_for(head, "赵某").await?];
    exchange(&[head]).await?;
    Ok(links)
}

/// A labour award of 30,000 yuan with all the plan asks for; six matters open, nobody's yet.
async fn import(clerk: &Browser) -> Outcome {
    at(clerk, "#/import").await?;
    let today = day(clerk, 0).await?;
    let rows = format!(
        "案号\t立案日期\t收案日期\t案由\t申请执行人\t被执行人\t标的种类\t申请标的额\t执行依据\t依据文号\t作出单位\t是否涉党政机关\t是否保全\t是否受托\t是否涉外\t是否追缴诉讼费\n\
         {CASE}\t{today}\t{today}\t劳动争议\t赵五\t某丁物流有限公司\t金钱给付\t30000\t劳动仲裁裁决书\t商劳人仲案〔2026〕15号\t商丘市劳动人事争议仲裁委员会\t否\t否\t否\t否\t否"
    );
    import_pasted(clerk, &rows, 1).await?;
    at(clerk, "#/work").await?;
    clerk.sees("没有待您办理").await?;
    clerk.sees("未分派（6）").await
}

/// The clerk takes the check of the filing data, which is his to do then, and does it.
async fn check(clerk: &Browser) -> Outcome {
    open_case_by_list(clerk, CASE).await?;
    clerk.sees("6 项待办，0 项已办结").await?;
    clerk.press("核对立案信息").await?;
    clerk.press("由我办理").await?;
    clerk.sees("由我办理：1 项，已保存").await?;
    at(clerk, "#/work").await?;
    clerk.sees("我的事务（1）").await?;
    clerk.sees("未分派（5）").await?;
    open_case_by_list(clerk, CASE).await?;
    clerk.press("核对立案信息").await?;
    clerk.press("逐项核对").await?;
    clerk.press("全部无误，办结").await?;
    clerk.sees("立案信息无误，已办结").await?;
    clerk.sees("5 项待办，1 项已办结").await?;
    clerk.sees("简易案件").await
}

/// What the clerk submits waits for others, and is not his to decide.
async fn submit(clerk: &Browser) -> Outcome {
    clerk.press("提请主任决定").await?;
    clerk.press_css("dialog[open] button[type=submit]").await?;
    clerk.sees("待主任决定").await?;
    at(clerk, "#/work").await?;
    clerk.sees("我已办理，待他人办理").await?;
    clerk.sees("分流审批 简易").await?;
    clerk.sees("没有待您办理").await
}

/// It waits for the head, who decides; then nothing does, and the matter is done.
async fn decide(head: &Browser) -> Outcome {
    at(head, "#/work").await?;
    head.sees(CASE).await?;
    head.sees("李某").await?;
    head.press("决定 分流审批 简易").await?;
    head.press_css("dialog[open] button[type=submit]").await?;
    head.sees("没有待您办理").await?;
    open_case_by_list(head, CASE).await?;
    head.sees("主任已审定：简易").await?;
    head.sees(CLERK).await?;
    head.sees("4 项待办，2 项已办结").await
}

/// The clerk has the decision, and the three notices close their matter on the day they are sent.
async fn notices(clerk: &Browser) -> Outcome {
    at(clerk, "#/work").await?;
    clerk.sees("没有待您办理").await?;
    open_case_by_list(clerk, CASE).await?;
    clerk.sees("主任已审定：简易").await?;
    clerk.press("制作文书").await?;
    clerk.sees("为 1 件案件制作").await?;
    clerk.press("生成文书").await?;
    clerk.sees("共 3 份").await?;
    send_with_gaps(clerk, 3).await?;
    clerk.sees("已登记发出 3 份").await?;
    let today = day(clerk, 0).await?;
    open_case_by_list(clerk, CASE).await?;
    clerk.sees("3 项待办，3 项已办结").await?;
    clerk.press("制作与送达三项文书").await?;
    clerk.sees(&format!("制作与送达三项文书 {today} 办结")).await
}

/// A result of the property query is entered, and the matter recorded as done.
async fn query(clerk: &Browser) -> Outcome {
    let today = day(clerk, 0).await?;
    at(clerk, "#/register/46").await?;
    let rows = format!(
        "案号\t被查询人\t反馈机构\t财产种类\t财产\t账号\t反馈日期\t查得金额（元）\t其中有效可执行（元）\n\
         {CASE}\t某丁物流有限公司\t工商银行商丘分行\t银行存款\t活期账户\t6222001\t{today}\t40000\t35000"
    );
    paste_ledger(clerk, &rows, 1).await?;
    open_case_by_list(clerk, CASE).await?;
    clerk.sees("查询结果 1 项").await?;
    clerk.press("分析、冻结完毕，办结").await?;
    clerk.sees("2 项待办，4 项已办结").await
}

/// The head hands the case to the judge of the team.
async fn hand_over(head: &Browser) -> Outcome {
    at(head, "#/cases").await?;
    head.press_css(".list-case .pick-target input").await?;
    head.press("承办移交").await?;
    head.write("新承办人", "赵某").await?;
    head.pick("移交原因", "其他").await?;
    head.press("移交 1 件").await?;
    head.sees("已移交 1 件").await?;
    at(head, "#/work").await?;
    // He may receive cases, too, but this one is for the judge.
    head.sees("没有待您办理").await?;
    head.sees("我已办理，待他人办理").await?;
    head.sees("承办移交 赵某").await
}

/// It waits for the judge, who receives it.
async fn receive(judge: &Browser) -> Outcome {
    at(judge, "#/work").await?;
    judge.sees(CASE).await?;
    judge.press("接收 承办移交").await?;
    judge.press_css("dialog[open] button[type=submit]").await?;
    judge.sees("没有待您办理").await
}

/// Both show the same case, but for what only one of them may press.
async fn same(one: &Browser, two: &Browser) -> Outcome {
    let start = Instant::now();
    loop {
        let (here, there) = (shown(one).await?, shown(two).await?);
        if here == there && !here.is_empty() {
            return Ok(());
        }
        if start.elapsed() > AGREEING {
            let differing = here.iter().zip(&there).find(|(one, two)| one != two);
            return Err(format!("two devices show the case differently: {differing:?}"));
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
}

/// The lines of the page of a case, without what depends on who looks.
async fn shown(page: &Browser) -> Outcome<Vec<String>> {
    let code = "
      const copy = document.querySelector('article.case').cloneNode(true);
      const own = '.page-actions, .no-print, .todo-do, .record-do, .verdict-decide, .matter-panel, button.link, .button';
      copy.querySelectorAll(own).forEach(e => e.remove());
      return [...copy.querySelectorAll('h1, h2, h3, p, li, dt, dd, td, summary')].map(e => e.textContent.trim().replace(/\\s+/g, ' ')).filter(Boolean)";
    let lines = page.script(code, vec![]).await?;
    let lines = lines.as_array().into_iter().flatten().filter_map(Value::as_str);
    Ok(lines.map(str::to_owned).collect())
}
