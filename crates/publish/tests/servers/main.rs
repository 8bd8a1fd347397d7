//! Publishes to real servers on this machine: OpenSSH's and one that works like S3. `cargo xtask test` names them.

#![expect(clippy::unwrap_used, reason = "a test says what it expects by failing at it")]

#[path = "../harness/mod.rs"]
mod harness;
mod openssh;
mod rsync;
mod s3;
mod sftp;

use std::net::TcpListener;
use std::path::PathBuf;
use std::process::Child;

/// A program that ends with its test.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        self.0.kill().ok();
        self.0.wait().ok();
    }
}

/// The program that a variable names.
fn program(variable: &str) -> PathBuf {
    let named = std::env::var_os(variable).map(PathBuf::from);
    named.unwrap_or_else(|| panic!("{variable} names no program; `cargo xtask test` sets it"))
}

/// A port at which nothing listens.
fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

/// Waits until something listens at a port.
fn wait_for(port: u16) {
    for _ in 0..600 {
        if std::net::TcpStream::connect(("127.0.0.1", port)).is_ok() {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    panic!("nothing listens at port {port}");
}
