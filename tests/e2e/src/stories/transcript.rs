//! A first reception: written on the page of its record, signed with a pen by all three, printed, and recorded as done; what is
//! changed afterwards shows.
use e2e::driver::{Browser, Engine, Outcome};
use e2e::pdf;
use serde_json::json;

use super::gate::unlock;
use super::{Stage, Story, begin, new_case, open_case_by_list};

const PASSPHRASE: &str = "柳絮 磨坊 四更 铜锁";
const CASE: &str = "（2026）豫14执93号";

/// From the case to the signed and printed record. A reload on the way loses nothing; one changed place afterwards shows with the
/// names of all who signed.
pub const TRANSCRIPT: Story = Story {
    name: "first-reception-written-and-signed",
    tell: |stage| Box::pin(transcript(stage)),
    not_in: &[],
};

async fn transcript(stage: &mut Stage<'_>) -> Outcome {
    stage.open("#/cases").await?;
    let page = stage.browser()?;
    begin(page, Some(PASSPHRASE)).await?;
    new_case(page, CASE, "2026-11-02").await?;
    page.press("初次接待笔录").await?;
    page.sees("时间、地点、人员").await?;
    write(page).await?;
    pictures(stage, page, "writing").await?;
    page.press("保存，去签名").await?;
    page.sees("未签").await?;
    pictures(stage, page, "reading").await?;
    left(page).await?;
    page.press("签名 被谈话人：孙三").await?;
    signs(stage, page).await?;
    on_paper(page).await?;
    pictures(stage, page, "signed").await?;
    page.press("登记初次接待完成").await?;
    page.sees("初次接待已登记完成。").await?;
    printed(stage, page).await?;
    in_dossier(page).await?;
    corrected(stage, page).await?;
    open_case_by_list(page, CASE).await?;
    page.sees("签后有改动，3 人须重签").await?;
    page.sees("初次接待已登记完成，但所据笔录的签名不是现在这份文本的")
        .await?;
    pictures(stage, page, "of-case").await
}

/// Whoever leaves signing, by the button or by going back, stands before the lock.
async fn left(page: &Browser) -> Outcome {
    page.press("签名 被谈话人：孙三").await?;
    page.sees("请在框内用笔或手指签名").await?;
    page.script("history.back()", vec![]).await?;
    page.sees("已锁定").await?;
    unlock(page, PASSPHRASE).await?;
    page.sees("返回列表").await?;
    page.script("history.forward()", vec![]).await?;
    page.press("签名 被谈话人：孙三").await?;
    page.press("返回（须解锁）").await?;
    page.sees("已锁定").await?;
    unlock(page, PASSPHRASE).await
}

/// The recorder signed the print: that counts once somebody says which scan shows it.
async fn on_paper(page: &Browser) -> Outcome {
    page.sees("钱二 在纸上签名，附上签名页的扫描件后才算已签。").await?;
    page.sees("登记人：").await?;
    page.does_not_see("登记初次接待完成").await?;
    let path = std::env::temp_dir().join(format!("{}-签名页.pdf", std::process::id()));
    std::fs::write(&path, b"%PDF-1.4\n%%EOF\n").map_err(|e| e.to_string())?;
    page.give_file("添加附件", &path).await?;
    page.press("上有钱二的签名").await?;
    page.sees("该签的都已签名或记明：钱二").await
}

/// The record stands in the catalogue by itself.
async fn in_dossier(page: &Browser) -> Outcome {
    let here = page.script("return location.hash", vec![]).await?;
    page.script(
        "location.hash = location.hash.replace(/transcript.*/, 'dossier')",
        vec![],
    )
    .await?;
    page.sees("初次接待笔录（孙三）").await?;
    page.script("location.hash = arguments[0]", vec![here]).await?;
    page.sees("该签的都已签名或记明：钱二").await
}

/// What all have signed is not just changed: it is opened with a reason, and then its signatures are of the text before.
async fn corrected(stage: &Stage<'_>, page: &Browser) -> Outcome {
    page.does_not_see("撤下签名").await?;
    page.press("补正…").await?;
    page.press("开始补正").await?;
    page.sees("请写明理由。").await?;
    page.write("补正理由", "地点笔误").await?;
    page.press("开始补正").await?;
    page.sees("已有人签名。改动会留痕").await?;
    page.write("地点", "第三谈话室").await?;
    page.press("保存，去签名").await?;
    page.sees("签名之后文本有改动：孙三、赵一、钱二 签的不是现在这份文本")
        .await?;
    page.sees("补正：地点笔误").await?;
    page.does_not_see("该签的都已签名").await?;
    pictures(stage, page, "changed").await
}

/// What a clerk fills in: names, two questions at one tap and the answer to one. It comes again after a reload.
async fn write(page: &Browser) -> Outcome {
    for (field, text) in [
        ("谈话人", "赵一"),
        ("记录人", "赵一"),
        ("被谈话人", "孙三"),
        ("地点", "第二谈话室"),
    ] {
        page.write(field, text).await?;
    }
    page.pick("被谈话人身份", "申请执行人").await?;
    page.press("回避").await?;
    for (question, answer) in [("开场", "听清楚了。"), ("请求", "归还借款十万元。")] {
        page.press(question).await?;
        let there = "return !!document.activeElement?.matches('.transcript-body textarea')";
        page.wait_for("the cursor behind the question", there, vec![]).await?;
        page.keys(answer).await?;
    }
    page.press("已当面告知，填入告知内容").await?;
    page.press("已看过").await?;
    body(
        page,
        "听清楚了吗？\n答：听清楚了。\n问：你申请执行什么内容？金额是多少？\n答：归还借款十万元。",
    )
    .await?;
    page.press("保存，去签名").await?;
    page.sees("谈话人（执行人员）和记录人不能是同一人：赵一。").await?;
    page.sees("有 1 个问题没有答").await?;
    page.press("修改").await?;
    page.write("记录人", "钱二").await?;
    // Of lines that are typed WebKit's driver loses the ends.
    page.pick_text(
        "谈话内容",
        "问：听清楚了吗？\n答：听清楚了。\n问：你申请执行什么内容？金额是多少？\n答：归还借款十万元。",
    )
    .await?;
    // Put on the device a moment later.
    tokio::time::sleep(std::time::Duration::from_millis(900)).await;
    page.reload().await?;
    unlock(page, PASSPHRASE).await?;
    page.sees("已带出上次没有保存的内容").await?;
    body(page, "答：归还借款十万元。").await
}

/// Waits until the talk ends so.
async fn body(page: &Browser, end: &str) -> Outcome {
    let code = "return document.querySelector('.transcript-body textarea')?.value.endsWith(arguments[0])";
    page.wait_for("the talk", code, vec![json!(end)]).await.map(drop)
}

/// All three sign in turn; without a stroke nobody does.
async fn signs(stage: &Stage<'_>, page: &Browser) -> Outcome {
    for (at, who) in ["被谈话人：孙三", "谈话人：赵一", "记录人：钱二"]
        .into_iter()
        .enumerate()
    {
        let heading = "return document.querySelector('.transcript-sign h2')?.textContent === arguments[0]";
        page.wait_for(who, heading, vec![json!(who)]).await?;
        if at == 0 {
            bare(page).await?;
            page.press("确认签名").await?;
            page.sees("框内还没有签名。").await?;
            strokes(page, 1.0).await?;
            page.does_not_see("框内还没有签名。").await?;
            page.press("清除重签").await?;
            page.sees("请在框内用笔或手指签名").await?;
        }
        if at == 2 {
            page.does_not_see("拒绝签名").await?;
            page.press("纸上签名").await?;
            page.press("登记纸上签名").await?;
            continue;
        }
        strokes(page, 0.6 + 0.1 * at as f64).await?;
        if at == 0 {
            pictures(stage, page, "signing").await?;
            drawn(page, 3).await?;
        }
        page.press("确认签名").await?;
    }
    Ok(())
}

/// Nothing of the app is there but the record, and who signs is in sight above the pad.
async fn bare(page: &Browser) -> Outcome {
    let code = "
      const seen = e => !!e && e.getClientRects().length > 0;
      const links = [...document.querySelectorAll('a, .rail, .top-line, .page-head')].filter(seen);
      const [name, pad] = ['.transcript-sign h2', '.transcript-pad'].map(e => document.querySelector(e).getBoundingClientRect());
      return links.length === 0 && scrollY === 0 && name.top >= 0 && name.bottom <= pad.top + 1 && pad.bottom <= innerHeight";
    for (width, height) in [(820, 1180), (1366, 768)] {
        page.resize(width, height).await?;
        page.wait_for("a bare screen", code, vec![]).await?;
    }
    Ok(())
}

/// Writes three strokes with a pen, so large.
async fn strokes(page: &Browser, size: f64) -> Outcome {
    let code = "
      const [size] = arguments, pad = document.querySelector('.transcript-pad');
      pad.scrollIntoView({block: 'center'});
      const place = pad.getBoundingClientRect();
      const tell = (name, x, y, pressure) => pad.dispatchEvent(new PointerEvent(name, {
        pointerId: 7, pointerType: 'pen', isPrimary: true, bubbles: true, cancelable: true, button: name === 'pointermove' ? -1 : 0,
        buttons: pressure ? 1 : 0, pressure,
        clientX: place.left + place.width * (0.1 + x * size * 0.8), clientY: place.top + place.height * (0.1 + y * size * 0.8)}));
      for (const stroke of [0, 1, 2]) {
        const at = i => [stroke / 3 + 0.25 * i / 20, 0.5 + 0.4 * Math.sin(i / 2 + stroke)];
        tell('pointerdown', ...at(0), 0.3);
        for (let i = 1; i <= 20; i++) tell('pointermove', ...at(i), 0.3 + i / 40);
        tell('pointerup', ...at(20), 0);
      }";
    page.script(code, vec![json!(size)]).await?;
    drawn(page, 3).await
}

/// Waits until so many strokes stand on the pad.
async fn drawn(page: &Browser, count: u32) -> Outcome {
    let code = "return document.querySelectorAll('.transcript-pad path').length === arguments[0]";
    page.wait_for("the strokes", code, vec![json!(count)]).await.map(drop)
}

/// On paper: head, text, three signatures, fingerprint, when it was printed.
async fn printed(stage: &Stage<'_>, page: &Browser) -> Outcome {
    let code = "
      dispatchEvent(new Event('beforeprint'));
      const sheet = document.querySelector('.tr-paper');
      const count = what => sheet.querySelectorAll(what).length;
      const each = [...sheet.querySelectorAll('.tr-sheet')].every(one => one.querySelector('svg') && one.querySelector('.tr-thumb'));
      return [sheet.textContent.replace(/\\s+/g, ' ') + (each ? ' 逐页签名' : ''), count('.tr-sheet')]";
    let told = page.script(code, vec![]).await?;
    let text = told[0].as_str().unwrap_or_default();
    let sheets = told[1].as_u64().unwrap_or_default();
    for part in [
        "初次接待笔录",
        "归还借款十万元",
        "被谈话人：孙三",
        "SHA-256",
        "打印时间 20",
        &format!("第 {sheets} 页，共 {sheets} 页"),
        "登记人：",
        "逐页签名",
    ] {
        if !text.contains(part) {
            return Err(format!("the paper lacks “{part}”: {text}"));
        }
    }
    if stage.engine == Engine::Webkit {
        // Its driver cannot print a page.
        return Ok(());
    }
    let sheet = pdf::print(page).await?;
    if let Some(folder) = stage.plan.shots.as_deref() {
        let path = folder.join(format!("{}-transcript.pdf", page.engine().name()));
        std::fs::write(path, &sheet).map_err(|e| e.to_string())?;
    }
    match pdf::pages(&sheet) {
        printed if printed as u64 == sheets => Ok(()),
        other => Err(format!("{sheets} sheets are printed as {other}")),
    }
}

async fn pictures(stage: &Stage<'_>, page: &Browser, name: &str) -> Outcome {
    let Some(folder) = stage.plan.shots.as_deref() else {
        return Ok(());
    };
    for (width, height) in [(390, 844), (820, 1180), (1366, 768)] {
        page.resize(width, height).await?;
        page.shot(Some(folder), &format!("transcript-{name}-{width}")).await?;
    }
    Ok(())
}
