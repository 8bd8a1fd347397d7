//! The one line at the end of `cargo xtask test`: how many tests and gates really ran.

use std::fmt;

/// What ran.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TestCounts {
    /// Tests and gates that passed.
    pub passed: usize,
    /// Tests and gates that failed.
    pub failed: usize,
    /// Tests that are marked ignored, and gates whose tool is not there.
    pub skipped: usize,
}

impl TestCounts {
    /// Counts in the line by which a test binary sums itself up; any other line counts nothing.
    pub fn read(&mut self, line: &str) {
        let Some((_, counts)) = line.split_once("test result: ") else { return };
        let counts = counts.split_once(". ").map_or(counts, |(_, counts)| counts);
        for part in counts.split(';') {
            let mut words = part.split_whitespace();
            let Some(Ok(number)) = words.next().map(str::parse::<usize>) else { continue };
            match words.next() {
                Some("passed") => self.passed += number,
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
        assert_eq!(counts, TestCounts { passed: 8, failed: 2, skipped: 1 });
        assert_eq!(counts.to_string(), "8 passed, 2 failed, 1 skipped");
    }

    #[test]
    fn nothing_skipped_is_not_said() {
        assert_eq!(TestCounts { passed: 3, failed: 0, skipped: 0 }.to_string(), "3 passed, 0 failed");
    }
}
