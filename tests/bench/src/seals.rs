//! Sealing as the worker does it, for measuring beside the browser's own cipher in the same page.
use std::rc::Rc;

use casebook::action::{Action, Imported};
use casebook::clock::{DeviceId, Moment, Stamp};
use casebook::event::Event;
use casebook::field::{Field, Value};
use casebook::pack::{About, Packer, Plain, Sealed, Sealer, envelope, signed};
use chrono::NaiveDate;
use law::money::Fen;
use vault::Keyring;
use wasm_bindgen::prelude::*;

/// A pack's events, its payload, and the pack itself.
#[wasm_bindgen]
pub struct Seals {
    ring: Rc<Keyring>,
    about: About,
    events: Vec<Event>,
    payload: Vec<u8>,
    sealed: Sealed<'static>,
    pack: Vec<u8>,
}

#[wasm_bindgen]
impl Seals {
    /// A pack of one imported case, or of as many as give a payload of about `bytes`.
    ///
    /// # Errors
    /// The pack that was made is not readable.
    #[wasm_bindgen(constructor)]
    pub fn new(bytes: usize) -> Result<Seals, JsError> {
        let ring = Keyring::new(&std::array::from_fn(|at| at as u8));
        let about = About {
            device: ring.device(),
            number: 1,
            prev: [0; 32],
        };
        let one = payload_of(&about, vec![event(0, about.device)])?.len();
        let count = (bytes / one).max(1) as u32;
        let events: Vec<_> = (0..count).map(|row| event(row, about.device)).collect();
        let payload = payload_of(&about, events.clone())?;
        let sealed = ring.seal(&about, &payload);
        let sealed = Sealed {
            bytes: sealed.bytes.into_owned().into(),
            ..sealed
        };
        let mut seals = Seals {
            ring: Rc::new(ring),
            about,
            events,
            payload,
            sealed,
            pack: Vec::new(),
        };
        seals.pack = seals.packed()?;
        Ok(seals)
    }

    /// The payload, for the peer to seal the same.
    pub fn payload(&self) -> Vec<u8> {
        self.payload.clone()
    }

    /// Seals the payload `rounds` times; returns a sum over what came out.
    pub fn seal(&self, rounds: u32) -> u32 {
        (0..rounds).fold(0, |sum: u32, _| {
            let sealed = self.ring.seal(&self.about, &self.payload);
            sum.wrapping_add(last(&sealed.bytes))
        })
    }

    /// Opens the sealed payload `rounds` times.
    ///
    /// # Errors
    /// It does not open.
    pub fn open(&self, rounds: u32) -> Result<u32, JsError> {
        let mut sum = 0u32;
        for _ in 0..rounds {
            let sealed = Sealed {
                bytes: (&*self.sealed.bytes).into(),
                ..self.sealed
            };
            let opened = self.ring.open(&self.about, sealed).map_err(js)?;
            sum = sum.wrapping_add(last(&opened));
        }
        Ok(sum)
    }

    /// Makes the pack `rounds` times: writes the events, seals, hashes and signs.
    ///
    /// # Errors
    /// Never in practice: there are events.
    pub fn pack(&self, rounds: u32) -> Result<u32, JsError> {
        (0..rounds).try_fold(0u32, |sum, _| Ok(sum.wrapping_add(last(&self.packed()?))))
    }

    /// Checks hash and signature of the pack and opens it, `rounds` times.
    ///
    /// # Errors
    /// It is not as it was made.
    pub fn unpack(&self, rounds: u32) -> Result<u32, JsError> {
        let (by, mut sum) = (self.ring.verify_key(), 0u32);
        for _ in 0..rounds {
            let read = envelope(&self.pack).map_err(js)?;
            let signature = read.signature.ok_or_else(|| JsError::new("no signature"))?;
            if !self.ring.verify(&by, &signed(&read.head.hash), &signature) {
                return Err(JsError::new("bad signature"));
            }
            let opened = self.ring.open(&self.about, read.payload).map_err(js)?;
            sum = sum.wrapping_add(last(&opened));
        }
        Ok(sum)
    }
}

impl Seals {
    fn packed(&self) -> Result<Vec<u8>, JsError> {
        let sealer: Rc<Keyring> = Rc::clone(&self.ring);
        made(&self.about, self.events.clone(), sealer)
    }
}

fn made(about: &About, events: Vec<Event>, sealer: Rc<dyn Sealer>) -> Result<Vec<u8>, JsError> {
    let mut packer = Packer::new(about.device, about.number, about.prev, sealer);
    for event in events {
        packer.add(event);
    }
    let pack = packer.finish().pop();
    pack.map(|pack| pack.bytes).ok_or_else(|| JsError::new("no pack"))
}

fn payload_of(about: &About, events: Vec<Event>) -> Result<Vec<u8>, JsError> {
    let pack = made(about, events, Rc::new(Plain))?;
    Ok(envelope(&pack).map_err(js)?.payload.bytes.into_owned())
}

/// A case as a row of a court's list gives it.
fn event(row: u32, device: DeviceId) -> Event {
    let text = |field, text: &str| (field, Value::Text(text.to_owned()));
    let mut id = [7; 16];
    id[12..].copy_from_slice(&row.to_be_bytes());
    let fields = vec![
        text(Field::CASE_NUMBER, &format!("（2026）豫14执{}号", row + 1)),
        (Field::FILED_ON, Value::Date(NaiveDate::default())),
        text(Field::CAUSE, "建设工程施工合同纠纷"),
        text(Field::APPLICANT, "某赵建设有限公司"),
        text(Field::DEBTOR, "某钱置业有限公司"),
        (Field::CLAIM_AMOUNT, Value::Fen(Fen(35_500_000 + i64::from(row)))),
        text(Field::HANDLER, "孙某甲"),
    ];
    Event {
        stamp: Stamp {
            moment: Moment::at(1_790_000_000_000 + u64::from(row)),
            device,
        },
        case: id,
        by: "王某".to_owned(),
        on_order_of: String::new(),
        at_ms: 1_790_000_000_000,
        action: Action::Imported(Box::new(Imported {
            file: "台账.xlsx".to_owned(),
            row: row + 2,
            fields,
            reason: String::new(),
            sample: false,
        })),
        over: Vec::new(),
        receipt: None,
        raw: None,
    }
}

fn last(bytes: &[u8]) -> u32 {
    bytes.last().copied().map_or(0, u32::from)
}

fn js(error: impl std::fmt::Display) -> JsError {
    JsError::new(&error.to_string())
}
