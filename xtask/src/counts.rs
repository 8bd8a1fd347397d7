//! The one line at the end of `cargo xtask test`: how many tests and gates really ran.

use std::fmt;

/// What ran.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TestCounts {
    /// Tests and gates that passed.
    pub passed: usize,
    /// Tests and gates that failed.
    pub failed: usize,
    /// Tests that are marked ignored or announce that they are skipped, and gates whose tool is missing.
    pub skipped: usize,
    /// Tests of the running binary that announced it so far; its summary will count them as passed.
    pub announced: usize,
}

/// How a line begins by which a test announces that it is skipped, because something that it needs is missing. The test
/// writes it straight to `stdout`, which the test harness does not capture.
const SKIPPED: &str = "skipped: ";

impl TestCounts {
    /// Counts in the line with which a test binary sums itself up, and those of tests that are skipped.
    pub fn read(&mut self, line: &str) {
        if line.starts_with(SKIPPED) {
            self.announced += 1;
            return;
        }
        let Some((_, counts)) = line.split_once("test result: ") else { return };
        let counts = counts.split_once(". ").map_or(counts, |(_, counts)| counts);
        for part in counts.split(';') {
            let mut words = part.split_whitespace();
            let Some(Ok(number)) = words.next().map(str::parse::<usize>) else { continue };
            match words.next() {
                Some("passed") => {
                    let announced = std::mem::take(&mut self.announced).min(number);
                    self.passed += number - announced;
                    self.skipped += announced;
                }
                Some("failed") => self.failed += number,
                Some("ignored") => self.skipped += number,
                _ => {}
            }
        }
    }
}

impl fmt::Display for TestCounts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed", self.passed, self.failed)?;
        if self.skipped > 0 {
            write!(f, ", {} skipped", self.skipped)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_of_several_binaries_add_up() {
        let mut counts = TestCounts::default();
        for line in [
            "running 4 tests",
            "test counts::passed ... ok",
            "test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 2 filtered out; finished in 0.01s",
            "",
            "test result: FAILED. 5 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.01s",
        ] {
            counts.read(line);
        }
        assert_eq!(counts, TestCounts { passed: 8, failed: 2, skipped: 1, announced: 0 });
        assert_eq!(counts.to_string(), "8 passed, 2 failed, 1 skipped");
    }

    #[test]
    fn a_test_that_announces_it_is_skipped_and_did_not_pass() {
        let mut counts = TestCounts::default();
        for line in [
            "running 3 tests",
            "",
            "skipped: the corpus is not here",
            "test counts::skipped: this is a name ... ok",
            "test result: ok. 3 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.01s",
            "test result: ok. 1 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.01s",
        ] {
            counts.read(line);
        }
        assert_eq!(counts, TestCounts { passed: 3, failed: 0, skipped: 1, announced: 0 });
    }

    #[test]
    fn nothing_skipped_is_not_said() {
        assert_eq!(TestCounts { passed: 3, ..TestCounts::default() }.to_string(), "3 passed, 0 failed");
    }
}
