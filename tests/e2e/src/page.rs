//! What a person does on a page: look, wait, press, type, choose.
use std::path::Path;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use thirtyfour::prelude::*;

use crate::driver::{Browser, Outcome};

/// How long anything on a page may take before a person gives up.
const PATIENCE: Duration = Duration::from_secs(20);

/// How long one look at the page may take.
const ONE_POLL: Duration = Duration::from_secs(5);

/// The error of a browser whose driver answered nothing at all, neither a value nor an error, for as long as was waited:
/// nothing is known of the page then.
pub const MUTE: &str = "the browser answered nothing";

/// Finds what a person would press: a button, link, tab or label with this text or accessible name; while a dialog is
/// open, in the dialog.
const FIND_PRESSABLE: &str = "
  const want = arguments[0];
  const seen = e => { const r = e.getBoundingClientRect(); return r.width > 0 && r.height > 0; };
  const name = e => [e.getAttribute('aria-label'), e.textContent, e.getAttribute('title'), e.value]
    .filter(Boolean).map(t => t.trim().replace(/\\s+/g, ' '));
  const scope = document.querySelector('dialog[open]') || document;
  const all = [...scope.querySelectorAll('button, a[href], [role=button], [role=tab], [role=radio], [role=option], summary, label, input[type=submit]')].filter(seen);
  return all.find(e => name(e).includes(want)) || all.find(e => name(e).some(t => t.startsWith(want)))
    || all.find(e => name(e).some(t => t.includes(want))) || null;";

/// How often a press is tried that does not arrive, how long it may be late, and how long is waited before one looks again
/// for what is being drawn.
const PRESSES: usize = 3;
const LATE_PRESS: Duration = Duration::from_secs(2);
const BETWEEN_PRESSES: Duration = Duration::from_millis(300);

/// How long is waited between two looks at the page.
const BETWEEN_POLLS: Duration = Duration::from_millis(60);

/// Notes when a press arrives at the element.
const WATCH_PRESS: &str = "
  const element = arguments[0];
  const watch = {element, arrived: false};
  window.watchedPress = watch;
  element.addEventListener('click', () => { watch.arrived = true; }, {capture: true, once: true});";

/// Whether the press arrived. A page that was left, or an element that is gone, was pressed too.
const PRESSED: &str = "
  const watch = window.watchedPress;
  return !watch || watch.arrived || !watch.element.isConnected;";

/// Finds the control a label names: by its `<label>`, its accessible name, or the option of a named group.
const FIND_CONTROL: &str = "
  const [name, option] = arguments;
  const seen = e => e.getBoundingClientRect().width > 0 || e.type === 'file' || e.type === 'radio' || e.type === 'checkbox';
  const clean = t => (t || '').trim().replace(/\\s+/g, ' ');
  const labels = e => [e.getAttribute('aria-label'), ...[...(e.labels || [])].map(l => l.textContent),
    ...(e.getAttribute('aria-labelledby') || '').split(' ').map(id => document.getElementById(id)?.textContent)].map(clean);
  const by = (all, want) => all.find(e => labels(e).includes(want)) || all.find(e => labels(e).some(t => t.startsWith(want)));
  const scope = document.querySelector('dialog[open]') || document;
  if (option === null) return by([...scope.querySelectorAll('input, select, textarea')].filter(seen), name) || null;
  const groups = [...scope.querySelectorAll('fieldset, [role=radiogroup], [role=group]')];
  const title = g => [clean(g.querySelector('legend')?.textContent), ...labels(g)];
  const group = groups.find(g => title(g).includes(name)) || groups.find(g => title(g).some(t => t.startsWith(name)));
  if (!group) return null;
  const control = by([...group.querySelectorAll('input, button')], option);
  return (control && (control.labels?.[0] || control)) || null;";

impl Browser {
    /// The control with this label.
    async fn control(&self, label: &str, option: Value) -> Outcome<WebElement> {
        let args = vec![json!(label), option];
        self.wait_for(
            &format!("a field named “{label}” {}", args[1]),
            FIND_CONTROL,
            args.clone(),
        )
        .await?;
        let found = self
            .session
            .execute(FIND_CONTROL, args)
            .await
            .map_err(|e| e.to_string())?;
        found.element().map_err(|e| e.to_string())
    }

    /// Types into the field with this label, over what stands there.
    pub async fn write(&self, label: &str, text: &str) -> Outcome {
        let element = self.control(label, Value::Null).await?;
        let json = element.to_json().map_err(|e| e.to_string())?;
        self.run("arguments[0].focus(); arguments[0].select()", vec![json])
            .await?;
        self.did(1, keys_of(text));
        element.send_keys(text).await.map_err(|e| format!("{label}: {e}"))
    }

    /// Chooses an option of a select by its words, or sets a date field, as the browser's own picker would.
    pub async fn pick(&self, label: &str, value: &str) -> Outcome {
        let element = self.control(label, Value::Null).await?;
        let code = "
          const [e, want] = arguments;
          const option = e.options && [...e.options].find(o => o.text === want || o.value === want);
          if (e.options && !option) return false;
          const proto = e.tagName === 'SELECT' ? HTMLSelectElement.prototype : HTMLInputElement.prototype;
          Object.getOwnPropertyDescriptor(proto, 'value').set.call(e, option ? option.value : want);
          e.dispatchEvent(new Event('input', {bubbles: true}));
          e.dispatchEvent(new Event('change', {bubbles: true}));
          return e.options ? 'chosen' : e.value === want && 'typed';";
        let element = element.to_json().map_err(|e| e.to_string())?;
        let done = self.run(code, vec![element, json!(value)]).await?;
        match done.as_str() {
            Some("chosen") => self.did(2, 0),
            // A date is typed by its digits.
            Some("typed") => self.did(1, keys_of(&value.replace('-', ""))),
            _ => return Err(format!("“{label}” does not take “{value}”")),
        }
        Ok(())
    }

    /// Puts a text with tabs and line ends into a text area, as pasting does.
    pub async fn pick_text(&self, label: &str, text: &str) -> Outcome {
        let element = self
            .control(label, Value::Null)
            .await?
            .to_json()
            .map_err(|e| e.to_string())?;
        let code = "
          const [e, text] = arguments;
          Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value').set.call(e, text);
          e.dispatchEvent(new Event('input', {bubbles: true}));";
        // Into the field, and the two keys that paste.
        self.did(1, 2);
        self.run(code, vec![element, json!(text)]).await.map(drop)
    }

    /// Presses one of the answers of a group (yes, no, unknown, …).
    pub async fn answer(&self, group: &str, option: &str) -> Outcome {
        let element = self.control(group, json!(option)).await?;
        match self.press_element(&element).await {
            Ok(()) => Ok(()),
            Err(error) => {
                let fault = self.fault().await;
                Err(format!("cannot answer “{group}” with “{option}”: {error}{fault}"))
            }
        }
    }

    /// Gives a file to the file field with this label.
    pub async fn give_file(&self, label: &str, path: &Path) -> Outcome {
        let element = self.control(label, Value::Null).await?;
        self.did(2, 0);
        element
            .send_keys(path.display().to_string())
            .await
            .map_err(|e| format!("{label}: {e}"))
    }

    /// Opens an address.
    pub async fn open(&self, url: &str) -> Outcome {
        self.did(1, 0);
        self.session
            .goto(url)
            .await
            .map_err(|e| format!("cannot open {url}: {e}"))
    }

    /// Loads the page anew, as F5 does. (Firefox's driver reloads past the service worker, a person does not.)
    pub async fn reload(&self) -> Outcome {
        self.did(0, 1);
        self.run(
            "window.beforeReload = true; setTimeout(() => location.reload(), 0)",
            vec![],
        )
        .await?;
        self.wait_for(
            "the page anew",
            "return !window.beforeReload && document.readyState === 'complete'",
            vec![],
        )
        .await
        .map(drop)
    }

    /// Waits until a script returns something true, and returns it.
    pub async fn wait_for(&self, what: &str, code: &str, args: Vec<Value>) -> Outcome<Value> {
        self.wait_within(PATIENCE, what, code, args).await
    }

    /// As [`Browser::wait_for`], for what may take longer.
    pub async fn wait_within(&self, patience: Duration, what: &str, code: &str, args: Vec<Value>) -> Outcome<Value> {
        let start = Instant::now();
        let mut answered = false;
        if std::env::var_os("FENLIU_E2E_TRACE").is_some() {
            eprintln!("{} waits for {what}", self.engine().name());
        }
        loop {
            let answer = self.poll(code, args.clone()).await;
            answered |= answer.is_some();
            let value = answer.unwrap_or(Value::Null);
            if !matches!(value, Value::Null | Value::Bool(false)) && value != json!(0) && value != json!("") {
                return Ok(value);
            }
            if start.elapsed() > patience && !answered {
                return Err(format!("{MUTE} while it was asked for {what}"));
            }
            if start.elapsed() > patience {
                let front = "return (document.querySelector('dialog[open]') || document.querySelector('main') || document.body).innerText";
                let text = self.poll(front, vec![]).await.unwrap_or(Value::Null);
                let text = text.as_str().unwrap_or_default().replace("\n\n", "\n");
                let text: String = text.chars().take(600).collect();
                let fault = self.fault().await;
                return Err(format!("waited in vain for {what}; the page says: {text}{fault}"));
            }
            tokio::time::sleep(BETWEEN_POLLS).await;
        }
    }

    /// What a script returns now, null if it fails; nothing if it is not answered. A driver may never answer a script
    /// that was under way when the page was loaded anew: it is given up, and the next one asks again.
    async fn poll(&self, code: &str, args: Vec<Value>) -> Option<Value> {
        let answer = tokio::time::timeout(ONE_POLL, self.run(code, args)).await;
        answer.ok().map(|value| value.unwrap_or(Value::Null))
    }

    /// All text a person can see.
    pub async fn text(&self) -> Outcome<String> {
        let value = self.run("return document.body.innerText", vec![]).await?;
        Ok(value.as_str().unwrap_or_default().to_owned())
    }

    /// Waits until the page shows a text.
    pub async fn sees(&self, text: &str) -> Outcome {
        self.sees_within(PATIENCE, text).await
    }

    /// Waits for an option of a select with this text: not every engine counts options to the text of the page.
    pub async fn offers(&self, text: &str) -> Outcome {
        let code = "return [...document.querySelectorAll('option')].some(o => o.text.includes(arguments[0]))";
        self.wait_for(&format!("the option “{text}”"), code, vec![json!(text)])
            .await
            .map(drop)
    }

    /// As [`Browser::sees`], for what may take longer.
    pub async fn sees_within(&self, patience: Duration, text: &str) -> Outcome {
        let code = "return document.body.innerText.replace(/\\s+/g, ' ').includes(arguments[0])";
        self.wait_within(patience, &format!("“{text}”"), code, vec![json!(text)])
            .await
            .map(drop)
    }

    /// Fails if the page shows a text now.
    pub async fn does_not_see(&self, text: &str) -> Outcome {
        if self.text().await?.contains(text) {
            Err(format!("the page shows “{text}”"))
        } else {
            Ok(())
        }
    }

    /// Waits until there is an element.
    pub async fn has(&self, css: &str) -> Outcome {
        self.wait_for(css, "return !!document.querySelector(arguments[0])", vec![json!(css)])
            .await
            .map(drop)
    }

    /// Presses what has this name.
    pub async fn press(&self, name: &str) -> Outcome {
        self.wait_for(
            &format!("something to press named “{name}”"),
            FIND_PRESSABLE,
            vec![json!(name)],
        )
        .await?;
        let Err(first) = self.press_found(name).await else {
            return Ok(());
        };
        // What is drawn anew at this moment is not there to press: one looks again.
        tokio::time::sleep(BETWEEN_PRESSES).await;
        match self.press_found(name).await {
            Ok(()) => Ok(()),
            Err(error) => Err(format!(
                "cannot press “{name}”: {first}; and again: {error}{}",
                self.fault().await
            )),
        }
    }

    /// Presses what has this name until a text shows, as a person does whose press fell on something that was just drawn
    /// anew.
    pub async fn press_for(&self, name: &str, text: &str) -> Outcome {
        self.press(name).await?;
        for _ in 1..PRESSES {
            if self.sees_within(LATE_PRESS, text).await.is_ok() {
                return Ok(());
            }
            // What it opened may cover it by now.
            let _ = self.press_found(name).await;
        }
        self.sees(text).await
    }

    async fn press_found(&self, name: &str) -> Outcome {
        let found = self.session.execute(FIND_PRESSABLE, vec![json!(name)]).await;
        let element = found.and_then(|found| found.element()).map_err(|e| e.to_string())?;
        self.press_element(&element).await.map_err(|e| e.to_string())
    }

    /// Where and why the program broke, if it did.
    async fn fault(&self) -> String {
        let code = "return document.querySelector('.panic')?.dataset.fault || ''";
        match self.poll(code, vec![]).await {
            Some(Value::String(fault)) if !fault.is_empty() => format!("; it broke: {fault}"),
            _ => String::new(),
        }
    }

    /// Presses the first element of a selector.
    pub async fn press_css(&self, css: &str) -> Outcome {
        self.has(css).await?;
        let element = self.session.find(By::Css(css)).await.map_err(|e| e.to_string())?;
        self.press_element(&element)
            .await
            .map_err(|e| format!("cannot press {css}: {e}"))
    }

    /// Presses where the element stands. A driver presses a point: when the page grows between measuring and pressing, the
    /// press lands beside the element. So it is asked whether the press arrived, and repeated if it did not.
    async fn press_element(&self, element: &WebElement) -> Result<(), WebDriverError> {
        self.press_until_it_arrives(element).await?;
        self.did(1, 0);
        Ok(())
    }

    async fn press_until_it_arrives(&self, element: &WebElement) -> Result<(), WebDriverError> {
        self.session.execute(WATCH_PRESS, vec![element.to_json()?]).await?;
        for _ in 1..PRESSES {
            let _ = element.scroll_into_view().await;
            let pressed = element.click().await;
            if self.press_arrived().await {
                return Ok(());
            }
            pressed?;
        }
        element.click().await
    }

    /// Whether a press arrives soon. An engine under load may hand it over late: pressing again meanwhile would press what
    /// the first one opened.
    async fn press_arrived(&self) -> bool {
        let start = Instant::now();
        loop {
            if self.poll(PRESSED, vec![]).await != Some(json!(false)) {
                return true;
            }
            if start.elapsed() > LATE_PRESS {
                return false;
            }
            tokio::time::sleep(BETWEEN_POLLS).await;
        }
    }

    /// Presses keys on whatever has the focus.
    pub async fn keys(&self, keys: &str) -> Outcome {
        self.did(0, keys_of(keys));
        let active = self.session.active_element().await.map_err(|e| e.to_string())?;
        active.send_keys(keys).await.map_err(|e| e.to_string())
    }

    /// Sets the size of the window's inside as near as the engine allows.
    pub async fn resize(&self, width: u32, height: u32) -> Outcome {
        self.session
            .set_window_rect(0, 0, width, height)
            .await
            .map(drop)
            .map_err(|e| e.to_string())
    }

    /// Makes the window's inside exactly so large.
    pub async fn resize_inside(&self, width: u32, height: u32) -> Outcome {
        self.resize(width, height).await?;
        let rim = self
            .run("return [outerWidth - innerWidth, outerHeight - innerHeight]", vec![])
            .await?;
        let rim = |at: usize| u32::try_from(rim[at].as_i64().unwrap_or_default()).unwrap_or_default();
        self.resize(width + rim(0), height + rim(1)).await
    }

    /// Takes a picture, if pictures are wanted.
    pub async fn shot(&self, folder: Option<&Path>, name: &str) -> Outcome {
        let Some(folder) = folder else { return Ok(()) };
        std::fs::create_dir_all(folder).map_err(|e| e.to_string())?;
        let path = folder.join(format!("{}-{name}.png", self.engine().name()));
        self.session.screenshot(&path).await.map_err(|e| e.to_string())
    }
}

/// How many keys a text takes; what an input method adds is the same for everybody and left out.
fn keys_of(text: &str) -> u32 {
    u32::try_from(text.chars().count()).unwrap_or(u32::MAX)
}
