//! Word among the tabs of this origin.
use js_sys::Uint8Array;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::{BroadcastChannel, MessageEvent};

/// A channel all tabs of this origin share. Words go from memory to memory and lie nowhere; what is durable is read from
/// the journal by whoever hears that there is news.
pub struct Channel {
    channel: Option<BroadcastChannel>,
    _heard: Closure<dyn FnMut(MessageEvent)>,
}

impl Channel {
    /// Joins the channel; `on_word` hears what another tab says.
    pub fn join(name: &str, on_word: impl Fn(&[u8]) + 'static) -> Self {
        let heard = Closure::new(move |event: MessageEvent| {
            if let Some(bytes) = event.data().dyn_ref::<Uint8Array>() {
                on_word(&bytes.to_vec());
            }
        });
        // Where there is none, the tabs meet at the next write or reload.
        let channel = BroadcastChannel::new(name).ok();
        if let Some(channel) = &channel {
            channel.set_onmessage(Some(heard.as_ref().unchecked_ref()));
        }
        Self { channel, _heard: heard }
    }

    /// Tells the others.
    pub fn tell(&self, word: &[u8]) {
        if let Some(channel) = &self.channel {
            // Fails only on a closed channel; ours closes with us.
            channel.post_message(&Uint8Array::from(word)).ok();
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
