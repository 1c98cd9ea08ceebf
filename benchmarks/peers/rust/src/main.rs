//! What validating one message costs in Rust: serde_json and jsonschema.
//!
//!     subjects | rust_peer [seconds]
//!
//! Prints one JSON object: ns a message, {"validate": {"small": ...}}; each the best of five runs.
use std::io::BufRead;
use std::time::Instant;

const RUNS: usize = 5;

fn best_nanoseconds(seconds: f64, operation: impl Fn()) -> f64 {
    let begin = Instant::now();
    operation();
    let once = begin.elapsed().as_secs_f64().max(1e-9);
    let count = ((seconds / RUNS as f64 / once) as usize).max(1);
    (0..RUNS)
        .map(|_| {
            let begin = Instant::now();
            (0..count).for_each(|_| operation());
            begin.elapsed().as_secs_f64() / count as f64 * 1e9
        })
        .fold(f64::INFINITY, f64::min)
}

fn main() {
    let seconds: f64 = std::env::args().nth(1).map_or(0.5, |text| text.parse().expect("seconds"));
    let mut result = serde_json::Map::new();
    for line in std::io::stdin().lock().lines() {
        let subject: serde_json::Value = serde_json::from_str(&line.expect("a line")).expect("a subject");
        let validator = jsonschema::draft7::new(&subject["schema"]).expect("a schema");
        let text = subject["text"].as_str().expect("a text");
        let nanoseconds = best_nanoseconds(seconds, || {
            let message: serde_json::Value = serde_json::from_str(text).expect("JSON");
            assert!(validator.is_valid(&message));
        });
        let name = subject["name"].as_str().expect("a name");
        result.insert(name.to_string(), serde_json::json!(nanoseconds.round() as u64));
    }
    println!("{}", serde_json::json!({ "validate": result }));
}
