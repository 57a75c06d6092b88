//! Cases in blocks: each is one chunk of the snapshot and rewritten as a whole.
use std::collections::BTreeMap;

use super::bytes::{BadBytes, Reader, put_uint};
use super::line::Line;
use super::packed::PackedBytes;
use super::project::Projected;

/// Cases in a block: about half a MiB.
pub(crate) const BLOCK: usize = 2048;

/// A block of cases. A case never moves.
#[derive(Clone, Debug, Default)]
pub(crate) struct Block {
    pub lines: Vec<Line>,
    pub texts: PackedBytes,
    pub states: PackedBytes,
    pub dates: PackedBytes,
    /// Where the events of each case are: device, pack, place; see `refs`.
    pub refs: PackedBytes,
}

/// All that is kept of a case.
pub(crate) struct Filled {
    pub projected: Projected,
    pub state: Vec<u8>,
    pub refs: Vec<u8>,
}

impl Block {
    /// Appends a case.
    pub fn push(&mut self, case: &Filled) {
        self.lines.push(case.projected.line);
        self.texts.push(&case.projected.text);
        self.dates.push(&case.projected.dates);
        self.states.push(&case.state);
        self.refs.push(&case.refs);
    }

    /// Replaces some cases, by their place in the block.
    pub fn replace(&mut self, cases: BTreeMap<usize, Filled>) {
        let mut packed: [BTreeMap<usize, Vec<u8>>; 4] = Default::default();
        let [texts, dates, states, refs] = &mut packed;
        for (at, case) in cases {
            if let Some(line) = self.lines.get_mut(at) {
                *line = case.projected.line;
            }
            texts.insert(at, case.projected.text);
            dates.insert(at, case.projected.dates);
            states.insert(at, case.state);
            refs.insert(at, case.refs);
        }
        let [texts, dates, states, refs] = &packed;
        self.texts.replace(texts);
        self.dates.replace(dates);
        self.states.replace(states);
        self.refs.replace(refs);
    }

    /// Replaces what the rules say of every case, in order.
    pub fn rejudged(&mut self, lines: Vec<Line>, dates: PackedBytes) {
        (self.lines, self.dates) = (lines, dates);
    }

    /// The block as bytes.
    pub fn write(&self) -> Vec<u8> {
        let size =
            self.texts.data().len() + self.states.data().len() + self.dates.data().len() + self.refs.data().len();
        let mut out = Vec::with_capacity(size + self.lines.len() * 136 + 64);
        put_uint(&mut out, self.lines.len() as u64);
        self.lines.iter().for_each(|line| line.write(&mut out));
        [&self.texts, &self.states, &self.dates, &self.refs]
            .iter()
            .for_each(|s| s.write(&mut out));
        out
    }

    /// Reads what [`Block::write`] wrote.
    pub fn read(bytes: &[u8]) -> Result<Block, BadBytes> {
        let r = &mut Reader(bytes);
        let count = r.count()?;
        let mut lines = Vec::with_capacity(count.min(BLOCK));
        for _ in 0..count {
            lines.push(Line::read(r)?);
        }
        let block = Block {
            lines,
            texts: PackedBytes::read(r)?,
            states: PackedBytes::read(r)?,
            dates: PackedBytes::read(r)?,
            refs: PackedBytes::read(r)?,
        };
        let packed = [&block.texts, &block.states, &block.dates, &block.refs];
        let whole = r.is_done() && count <= BLOCK && packed.iter().all(|s| s.ends().len() == count);
        if whole { Ok(block) } else { Err(BadBytes) }
    }
}
