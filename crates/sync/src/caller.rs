//! Who asks a store for something: a device, or whoever holds an invitation or the recovery kit.
use std::fmt;
use std::rc::Rc;

/// Signs a text for a domain.
pub type Sign = Rc<dyn Fn(&str, &[u8]) -> [u8; 64]>;

/// Who asks, and for which space. The secret stays with whoever made this.
#[derive(Clone)]
pub struct Caller {
    /// The space.
    pub space: [u8; 16],
    /// The verify key the store is to know the caller by.
    pub key: [u8; 32],
    sign: Sign,
}

impl Caller {
    /// A caller who signs by this; it is given domain and text.
    pub fn new(space: [u8; 16], key: [u8; 32], sign: impl Fn(&str, &[u8]) -> [u8; 64] + 'static) -> Self {
        let sign = Rc::new(sign);
        Self { space, key, sign }
    }

    /// What signs.
    #[must_use]
    pub fn signer(&self) -> Sign {
        Rc::clone(&self.sign)
    }

    /// Signs bytes for a domain.
    #[must_use]
    pub fn sign(&self, domain: &str, bytes: &[u8]) -> [u8; 64] {
        (self.sign)(domain, bytes)
    }
}

impl fmt::Debug for Caller {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Caller")
            .field("space", &self.space)
            .finish_non_exhaustive()
    }
}
