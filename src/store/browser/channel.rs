//! Word among the tabs: "somebody wrote".
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::{BroadcastChannel, MessageEvent};

/// A channel all tabs of this origin share. The news is only that there is news: who hears it reads the journal.
pub struct Channel {
    channel: Option<BroadcastChannel>,
    _heard: Closure<dyn FnMut(MessageEvent)>,
}

impl Channel {
    /// Joins the channel; `on_news` is called when another tab wrote.
    pub fn join(name: &str, on_news: impl Fn() + 'static) -> Self {
        let heard = Closure::new(move |_: MessageEvent| on_news());
        // Where there is none, the tabs meet at the next write or reload.
        let channel = BroadcastChannel::new(name).ok();
        if let Some(channel) = &channel {
            channel.set_onmessage(Some(heard.as_ref().unchecked_ref()));
        }
        Self { channel, _heard: heard }
    }

    /// Tells the others that something was written.
    pub fn tell(&self) {
        if let Some(channel) = &self.channel {
            // Fails only on a closed channel; ours closes with us.
            channel.post_message(&JsValue::TRUE).ok();
        }
    }
}

impl Drop for Channel {
    fn drop(&mut self) {
        if let Some(channel) = &self.channel {
            channel.set_onmessage(None);
            channel.close();
        }
    }
}
