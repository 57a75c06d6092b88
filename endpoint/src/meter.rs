//! Counts for Prometheus, written by hand: a few lines of text need no library.
use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// Upper bounds of the buckets, in milliseconds.
const BOUNDS: [u64; 9] = [1, 5, 10, 25, 50, 100, 500, 1000, 5000];

#[derive(Default)]
struct Times {
    buckets: [u64; BOUNDS.len()],
    count: u64,
    sum_ms: f64,
}

/// All counts. Nothing in them names a space, a device or an object. Every label comes from a fixed set, so that nobody
/// can make them grow by asking for what does not exist.
#[derive(Default)]
pub struct Meter {
    requests: Mutex<BTreeMap<(&'static str, &'static str, u16), u64>>,
    refused: Mutex<BTreeMap<&'static str, u64>>,
    times: Mutex<BTreeMap<&'static str, Times>>,
    /// Bytes of bodies that came in.
    pub bytes_in: AtomicU64,
    /// Bytes of objects that went out.
    pub bytes_out: AtomicU64,
    /// Requests being answered.
    pub under_way: AtomicI64,
    /// Requests that wait for news.
    pub waiting: AtomicI64,
    /// Listings read from the store.
    pub listings: AtomicU64,
}

impl Meter {
    /// Counts an answered request.
    pub fn answered(
        &self,
        method: &'static str,
        route: &'static str,
        status: u16,
        code: Option<&'static str>,
        took: Duration,
    ) {
        *held(&self.requests).entry((method, route, status)).or_default() += 1;
        if let Some(code) = code {
            *held(&self.refused).entry(code).or_default() += 1;
        }
        let ms = took.as_secs_f64() * 1000.0;
        let mut times = held(&self.times);
        let times = times.entry(route).or_default();
        for (bound, count) in BOUNDS.iter().zip(&mut times.buckets) {
            *count += u64::from(ms <= *bound as f64);
        }
        times.count += 1;
        times.sum_ms += ms;
    }

    /// The counts in Prometheus' text format.
    pub fn text(&self) -> String {
        let mut out = String::new();
        head(&mut out, "fenliu_requests_total", "counter", "Requests answered.");
        for ((method, route, status), count) in held(&self.requests).iter() {
            let labels = format!("method=\"{method}\",route=\"{route}\",status=\"{status}\"");
            let _ = writeln!(out, "fenliu_requests_total{{{labels}}} {count}");
        }
        head(
            &mut out,
            "fenliu_refused_total",
            "counter",
            "Requests refused, by code.",
        );
        for (code, count) in held(&self.refused).iter() {
            let _ = writeln!(out, "fenliu_refused_total{{code=\"{code}\"}} {count}");
        }
        self.write_times(&mut out);
        let counters = [
            ("fenliu_bytes_in_total", "Bytes of bodies that came in.", &self.bytes_in),
            (
                "fenliu_bytes_out_total",
                "Bytes of objects that went out.",
                &self.bytes_out,
            ),
            ("fenliu_listings_total", "Listings read from the store.", &self.listings),
        ];
        for (name, help, value) in counters {
            head(&mut out, name, "counter", help);
            let _ = writeln!(out, "{name} {}", value.load(Ordering::Relaxed));
        }
        let gauges = [
            ("fenliu_requests_under_way", "Requests being answered.", &self.under_way),
            ("fenliu_waiting", "Requests that wait for news.", &self.waiting),
        ];
        for (name, help, value) in gauges {
            head(&mut out, name, "gauge", help);
            let _ = writeln!(out, "{name} {}", value.load(Ordering::Relaxed));
        }
        out
    }

    fn write_times(&self, out: &mut String) {
        let name = "fenliu_request_seconds";
        head(out, name, "histogram", "Time to answer, in seconds.");
        for (route, times) in held(&self.times).iter() {
            for (bound, count) in BOUNDS.iter().zip(&times.buckets) {
                let le = *bound as f64 / 1000.0;
                let _ = writeln!(out, "{name}_bucket{{route=\"{route}\",le=\"{le}\"}} {count}");
            }
            let _ = writeln!(out, "{name}_bucket{{route=\"{route}\",le=\"+Inf\"}} {}", times.count);
            let _ = writeln!(out, "{name}_sum{{route=\"{route}\"}} {}", times.sum_ms / 1000.0);
            let _ = writeln!(out, "{name}_count{{route=\"{route}\"}} {}", times.count);
        }
    }
}

/// Counts up while it lives.
pub struct Held<'a>(&'a AtomicI64);

impl<'a> Held<'a> {
    /// One more.
    pub fn new(gauge: &'a AtomicI64) -> Held<'a> {
        gauge.fetch_add(1, Ordering::Relaxed);
        Held(gauge)
    }
}

impl Drop for Held<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

fn head(out: &mut String, name: &str, kind: &str, help: &str) {
    let _ = writeln!(out, "# HELP {name} {help}\n# TYPE {name} {kind}");
}

/// A count is a count, also after a panic elsewhere.
pub fn held<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
