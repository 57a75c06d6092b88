//! A way to a port of loopback that counts what comes back on it, and that can be cut.
use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// The way; gone when dropped.
pub struct Counted {
    port: u16,
    way: Arc<Way>,
}

struct Way {
    to: u16,
    back: AtomicU64,
    open: AtomicBool,
    gone: AtomicBool,
    streams: Mutex<Vec<TcpStream>>,
}

impl Counted {
    /// A way to this port, open.
    ///
    /// # Errors
    /// No port is free.
    pub fn start(to: u16) -> std::io::Result<Counted> {
        let listener = TcpListener::bind(("127.0.0.1", 0))?;
        let port = listener.local_addr()?.port();
        let way = Arc::new(Way {
            to,
            back: AtomicU64::new(0),
            open: AtomicBool::new(true),
            gone: AtomicBool::new(false),
            streams: Mutex::default(),
        });
        let inner = Arc::clone(&way);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                if inner.gone.load(Ordering::SeqCst) {
                    return;
                }
                // A stream that cannot be passed on is dropped, as by a dead network.
                let _ = inner.pass(stream);
            }
        });
        Ok(Counted { port, way })
    }

    /// Its address.
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Bytes that came back on it so far, all of them: bodies and what HTTP puts around them.
    pub fn bytes(&self) -> u64 {
        self.way.back.load(Ordering::SeqCst)
    }

    /// Opens it, or cuts everything that is on it and lets nothing through.
    pub fn set_open(&self, open: bool) {
        self.way.open.store(open, Ordering::SeqCst);
        if !open {
            self.way.cut();
        }
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        self.way.gone.store(true, Ordering::SeqCst);
        self.way.cut();
        let _ = TcpStream::connect(("127.0.0.1", self.port)); // wakes the loop so that it ends
    }
}

impl Way {
    /// Passes a stream on in both directions.
    fn pass(self: &Arc<Self>, near: TcpStream) -> std::io::Result<()> {
        if !self.open.load(Ordering::SeqCst) {
            return Ok(());
        }
        let far = TcpStream::connect(("127.0.0.1", self.to))?;
        near.set_nodelay(true)?;
        far.set_nodelay(true)?;
        let mut streams = self.streams.lock().unwrap_or_else(PoisonError::into_inner);
        streams.extend([near.try_clone()?, far.try_clone()?]);
        drop(streams);
        let (to_far, to_near, way) = (far.try_clone()?, near.try_clone()?, Arc::clone(self));
        std::thread::spawn(move || copy(near, to_far, |_| {}));
        std::thread::spawn(move || {
            copy(far, to_near, |n| {
                way.back.fetch_add(n as u64, Ordering::SeqCst);
            });
        });
        Ok(())
    }

    fn cut(&self) {
        let streams = std::mem::take(&mut *self.streams.lock().unwrap_or_else(PoisonError::into_inner));
        for stream in streams {
            let _ = stream.shutdown(Shutdown::Both);
        }
    }
}

/// Copies until either end closes, then closes both.
fn copy(mut from: TcpStream, mut to: TcpStream, mut count: impl FnMut(usize)) {
    let mut piece = vec![0; 1 << 16];
    while let Ok(n @ 1..) = from.read(&mut piece) {
        count(n);
        if to.write_all(piece.get(..n).unwrap_or_default()).is_err() {
            break;
        }
    }
    let _ = from.shutdown(Shutdown::Both);
    let _ = to.shutdown(Shutdown::Both);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_what_comes_back_and_can_be_cut() -> std::io::Result<()> {
        let far = TcpListener::bind(("127.0.0.1", 0))?;
        let way = Counted::start(far.local_addr()?.port())?;
        let near = way.url().replace("http://", "");
        let mut asker = TcpStream::connect(&near)?;
        asker.write_all(b"ask")?;
        let (mut server, _) = far.accept()?;
        let mut asked = [0; 3];
        server.read_exact(&mut asked)?;
        server.write_all(b"answer")?;
        let mut answer = [0; 6];
        asker.read_exact(&mut answer)?;
        assert_eq!((&asked, &answer, way.bytes()), (b"ask", b"answer", 6));
        way.set_open(false);
        assert_eq!(asker.read(&mut answer)?, 0);
        assert_eq!(TcpStream::connect(&near)?.read(&mut answer).unwrap_or(0), 0);
        way.set_open(true);
        TcpStream::connect(&near)?.write_all(b"ask")?;
        let (mut server, _) = far.accept()?;
        server.read_exact(&mut asked)?;
        Ok(())
    }
}
