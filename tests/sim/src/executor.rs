//! One thread, one step at a time: the dice say who is next.
use std::future::{Future, poll_fn};
use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};

/// Lets others go first, so many times.
pub async fn turns(count: u32) {
    for _ in 0..count {
        let mut waited = false;
        poll_fn(|context| {
            if std::mem::replace(&mut waited, true) {
                return Poll::Ready(());
            }
            context.waker().wake_by_ref();
            Poll::Pending
        })
        .await;
    }
}

/// Something a device does.
struct Task {
    device: usize,
    future: Pin<Box<dyn Future<Output = ()>>>,
}

/// What goes on at the same time.
#[derive(Default)]
pub struct Executor {
    tasks: Vec<Task>,
}

impl Executor {
    /// A device begins something.
    pub fn begin(&mut self, device: usize, future: impl Future<Output = ()> + 'static) {
        let future = Box::pin(future);
        self.tasks.push(Task { device, future });
    }

    /// How many things a device is doing.
    pub fn count(&self, device: usize) -> usize {
        self.tasks.iter().filter(|t| t.device == device).count()
    }

    /// Is nothing going on?
    pub fn is_idle(&self) -> bool {
        self.tasks.is_empty()
    }

    /// One step of one task. Gives the device, if there is any task.
    pub fn step(&mut self, dice: &mut fastrand::Rng) -> Option<usize> {
        let at = (!self.tasks.is_empty()).then(|| dice.usize(..self.tasks.len()))?;
        let task = &mut self.tasks[at];
        let device = task.device;
        let polled = task.future.as_mut().poll(&mut Context::from_waker(Waker::noop()));
        if polled.is_ready() {
            self.tasks.swap_remove(at);
        }
        Some(device)
    }

    /// Whatever a device is doing ends here, at whichever await it is.
    pub fn stop(&mut self, device: usize) {
        self.tasks.retain(|t| t.device != device);
    }
}

/// Runs something to its end while nothing else happens.
///
/// # Panics
/// If it does not end.
pub fn now<T>(future: impl Future<Output = T>) -> T {
    let mut future = pin!(future);
    let mut context = Context::from_waker(Waker::noop());
    for _ in 0..1_000_000 {
        if let Poll::Ready(done) = future.as_mut().poll(&mut context) {
            return done;
        }
    }
    panic!("it does not end");
}
