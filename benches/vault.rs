//! What sealing costs, natively: `cargo bench --bench vault`.
#![allow(clippy::expect_used, missing_docs)]
use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use vault::lock::{self, Cost};
use vault::{Keyring, seal, sign};

fn seals(c: &mut Criterion) {
    let (key, pack) = ([1; 32], vec![7; 1 << 20]);
    let sealed = seal::seal(&key, b"place\0", &pack);
    let mut group = c.benchmark_group("1 MiB");
    group.throughput(Throughput::Bytes(pack.len() as u64)).sample_size(30);
    group.bench_function("seal", |b| b.iter(|| seal::seal(&key, b"place\0", black_box(&pack))));
    group.bench_function("open", |b| b.iter(|| seal::open(&key, b"place\0", black_box(&sealed))));
    group.finish();
    let small = vec![7; 400];
    c.bench_function("seal of 400 bytes", |b| {
        b.iter(|| seal::seal(&key, b"place\0", black_box(&small)))
    });
}

fn signatures(c: &mut Criterion) {
    let ring = Keyring::new(&[3; 136]);
    let signature = ring.sign("fenliu pack 1", &[5; 32]);
    c.bench_function("sign", |b| b.iter(|| ring.sign("fenliu pack 1", black_box(&[5; 32]))));
    let key = ring.verify_key();
    c.bench_function("verify", |b| {
        b.iter(|| sign::verify(&key, "fenliu pack 1", black_box(&[5; 32]), &signature))
    });
}

fn locks(c: &mut Criterion) {
    let ring = Keyring::new(&[3; 136]);
    let mut group = c.benchmark_group("passphrase");
    group.sample_size(10);
    for (memory_kib, passes) in [(19 * 1024, 2), (32 * 1024, 3), (46 * 1024, 3), (64 * 1024, 3)] {
        let cost = Cost { memory_kib, passes };
        group.bench_function(format!("{} MiB, {passes} passes", memory_kib / 1024), |b| {
            b.iter(|| lock::wrap(&ring, "passphrase", [1; 16], cost).expect("a sound cost"))
        });
    }
    group.finish();
}

criterion_group!(benches, seals, signatures, locks);
criterion_main!(benches);
